"""``negotiation-sim calibrate``: which numbers the record does not rule out."""

from __future__ import annotations

import click

from negotiation_sim.cli.executing import progress_over

__all__ = ["calibrate"]

MOST_KEPT = 40
"""Points of the table that is written: enough for a band, few enough to play often."""


@click.command()
@click.argument("experiment", default="plausible_box")
@click.option("--points", default=500, show_default=True, type=click.IntRange(20, 10_000))
@click.option("--waves", default=3, show_default=True, type=click.IntRange(1, 10))
@click.option("--runs", default=1000, show_default=True, type=click.IntRange(100, 100_000))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**63 - 1))
@click.option("--kept", type=click.Path(dir_okay=False), help="Write the points kept as a table.")
@click.option("--markdown", is_flag=True, help="Print the page docs/model/calibration.md.")
def calibrate(
    experiment: str, points: int, waves: int, runs: int, seed: int, kept: str | None, markdown: bool
) -> None:
    """Play the box of EXPERIMENT in waves, keep the points that the patterns of the record do not
    rule out, and print the defaults they give, with a ledger.

    \b
    Examples:
      negotiation-sim calibrate
      negotiation-sim calibrate plausible_box --points 100 --waves 2 --kept kept_points.csv
    """
    from negotiation_sim.analysis.calibration import calibrate as calibrated
    from negotiation_sim.analysis.calibration_box import Box
    from negotiation_sim.report.calibration_text import calibration_page, calibration_text
    from negotiation_sim.scenarios import load_experiment

    box = Box.of(load_experiment(experiment), runs, seed)
    with progress_over(None) as progress:
        found = calibrated(box, points, waves, progress)
    if kept is not None:
        found.kept_table(MOST_KEPT).to_csv(kept, index=False)
        click.echo(kept, err=True)
    command = (
        f"negotiation-sim calibrate {experiment} --points {points} --waves {waves} --runs {runs} "
        f"--seed {seed} --markdown"
    )
    click.echo(calibration_page(found, command) if markdown else calibration_text(found))
