"""``negotiation-sim calibrate``: which numbers the record does not rule out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import progress_over

if TYPE_CHECKING:
    from negotiation_sim.analysis.calibration import Asked, Calibration

__all__ = ["calibrate"]


@click.command()
@click.argument("experiment", default="record_box")
@click.option("--points", default=200, show_default=True, type=click.IntRange(20, 10_000))
@click.option("--waves", default=3, show_default=True, type=click.IntRange(1, 10))
@click.option("--runs", default=1000, show_default=True, type=click.IntRange(100, 100_000))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**63 - 1))
@click.option("--markdown", is_flag=True, help="Print the page docs/model/calibration.md.")
def calibrate(
    experiment: str, points: int, waves: int, runs: int, seed: int, markdown: bool
) -> None:
    """Play the box of EXPERIMENT in waves, keep the points that the patterns of the record do not
    rule out, and print the defaults they give, with a ledger.

    \b
    Examples:
      negotiation-sim calibrate record_box --points 100 --waves 2
    """
    from negotiation_sim.analysis.calibration import Asked
    from negotiation_sim.analysis.calibration import calibrate as calibrated
    from negotiation_sim.scenarios import load_experiment

    asked = Asked(points, waves, runs, seed)
    with progress_over(points * waves) as progress:
        found = calibrated(load_experiment(experiment), asked, progress)
    click.echo(page(found, experiment, asked) if markdown else "\n".join(lines(found)))


def lines(found: Calibration) -> list[str]:
    """What was found, as text."""
    n = sum(len(wave.kept) for wave in found.waves)
    kept = sum(int(wave.kept.sum()) for wave in found.waves)
    by_wave = ", ".join(f"{int(w.kept.sum())} of {len(w.kept)}" for w in found.waves)
    missed = [
        f"{pattern} of {scenario}"
        for (scenario, pattern), miss in zip(found.names, found.default_misses, strict=True)
        if miss > 0
    ]
    met = len(found.names) - len(missed)
    not_met = f"; not {', '.join(missed)}" if missed else ""
    moved = [
        f"  {row['address']}: {row['prior']:.3g} → {row['default']:.3g} ({row['widths']:+.2f} widths);"
        f" without it worse: {row['patterns'] or 'none'}"
        for row in found.ledger.to_dict("records")
    ]
    held_out = [
        f"  {row['scenario']}: {row['met']:.2f}, over the whole box {row['box']:.2f} "
        f"({row['effective_points']:.1f} effective points)"
        for row in found.held_out.to_dict("records")
    ]
    return [
        f"The record does not rule out {kept} of {n} points ({by_wave} by wave).",
        f"At the defaults {met} of {len(found.names)} patterns lie within their range{not_met}.",
        f"{len(moved)} of {len(found.dimensions)} numbers left their most likely value:",
        *moved,
        "Each episode predicted from the others, expected share of its patterns met:",
        *held_out,
    ]


def page(found: Calibration, experiment: str, asked: Asked) -> str:
    """What was found, as a page of the documentation."""
    command = (
        f"negotiation-sim calibrate {experiment} --points {asked.points} --waves {asked.waves} "
        f"--runs {asked.runs} --seed {asked.seed} --markdown"
    )
    body = "\n".join(lines(found)).replace("\n  ", "\n- ")
    return f"# Calibration\n\nMade by `{command}`; do not edit.\n\n{body}\n"
