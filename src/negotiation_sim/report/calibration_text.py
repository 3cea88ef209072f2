"""What a calibration found: the answer in words, and the tables, for the terminal or as a page of the
documentation.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from negotiation_sim.analysis.calibration import Calibration
from negotiation_sim.analysis.calibration_box import DISCREPANCY, RULED_OUT
from negotiation_sim.analysis.calibration_defaults import PRIOR, STEP, TIGHT
from negotiation_sim.analysis.synthetic_records import SLACK
from negotiation_sim.export.listing import Code, Listing, as_markdown, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.numbers import share

__all__ = ["calibration_page", "calibration_text"]

LEAST_NARROWED = 0.8
"""Numbers whose interval shrinks to less than this share are listed as informed by the record."""


def calibration_text(found: Calibration) -> str:
    """For the terminal."""
    return "\n\n".join([in_paragraphs(_answers(found)), *map(as_text, _listings(found))])


def calibration_page(found: Calibration, command: str) -> str:
    """For the documentation, with the procedure."""
    tables = _listings(found)
    return (
        "\n\n".join(
            [
                "# Calibration",
                f"Made by `{command}`; do not edit.",
                *PROCEDURE,
                *_answers(found),
                *(part for table in tables for part in (f"### {table.title}", as_markdown(table))),
                HONESTY,
            ]
        )
        + "\n"
    )


PROCEDURE = (
    "## Procedure",
    (
        "The box is `experiments/northern_territories_box.yaml`; its numbers are judged from the record, "
        "and structure is among them (what two islands are to each side, how long the clocks run). Every "
        "point is played in every episode, over common luck, and scored by the patterns that the episodes "
        "declare under `observed.patterns`. A pattern misses by the square root of the binomial deviance "
        "of its share from the nearest end of the range wanted, at a number of runs whose error joins the "
        f"Monte-Carlo error and a discrepancy of {DISCREPANCY:g} at even odds: what even a good model gets "
        f"wrong of a share. A point is ruled out where a pattern misses by more than {RULED_OUT:g} standard "
        "deviations (history matching: Craig et al. 1997; Pukelsheim 1994). The first wave is spread over "
        "the box (Latin hypercube); later ones surround the best points so far and show more of what is not "
        "ruled out, so that points kept are a set and not a sample."
    ),
    (
        "The defaults are the most probable point: steepest descent from the most likely values, one number "
        f"a step, a step of {STEP:g} of its range. What descends is the sum of squared misses (with a "
        f"discrepancy of {TIGHT:g}, so that it strives for the ranges themselves) plus the squared distance "
        f"from the most likely values, in standard deviations of {PRIOR:g} of the range."
    ),
    "## Results",
)
HONESTY = (
    "The patterns were looked at while the rules of the model were chosen, so that meeting them is weak "
    "evidence; the log scores of episodes predicted from the others are better, and they speak of three "
    "episodes. The numbers that are kept are those that are not ruled out, not estimates."
)


def _answers(found: Calibration) -> list[str]:
    n = sum(len(wave.kept) for wave in found.waves)
    by_wave = ", ".join(f"{int(w.kept.sum())} of {len(w.kept)}" for w in found.waves)
    missed = [
        f"{pattern} of {scenario} by {miss:.1f}"
        for (scenario, pattern), miss in zip(found.box.names, found.defaults.misses, strict=True)
        if miss > 0
    ]
    of, n_patterns = len(found.box.names) - len(missed), len(found.box.names)
    within = f"{of} of {n_patterns} patterns lie within their range"
    if missed:
        within += f"; outside, in standard deviations: {', '.join(missed)}"
    informed = int((found.synthetic["narrowed"] < LEAST_NARROWED).sum())
    return [
        f"The record does not rule out {len(found.kept)} of {n} points ({by_wave} by wave).",
        (
            f"At the defaults {within}. {len(found.ledger)} of "
            f"{len(found.box.addresses)} numbers left their most likely value, in {len(found.defaults.steps)} "
            "steps."
        ),
        (
            f"Synthetic records: of {int(found.synthetic['truths'].iloc[0])} points of the first wave, each in turn "
            f"the truth whose record (its shares, ± {SLACK:g}) leaves enough others, "
            f"{found.synthetic['kept'].iloc[0]:.0f} on average, the truth ranks in the middle half of those "
            f"kept {share(float(found.synthetic['within_50'].mean()))} of the time and in the middle four fifths "
            f"{share(float(found.synthetic['within_80'].mean()))}, averaged over the numbers. A record of "
            f"patterns narrows the spread of {informed} of {len(found.synthetic)} numbers by a fifth or more."
        ),
    ]


def _listings(found: Calibration) -> list[Listing]:
    return [
        _steps(found),
        _ledger(found),
        _foreseen(found.held_out, "Each episode predicted from the other two"),
        _foreseen(
            found.later, "Forward in time: later patterns of an episode from its earlier ones"
        ),
        _synthetic(found),
    ]


def _steps(found: Calibration) -> Listing:
    rows = [
        row(
            Code(one["address"]),
            f"{one['from']:.4g}",
            f"{one['to']:.4g}",
            f"{one['misfit']:.2f}",
            one["patterns"],
        )
        for one in found.defaults.steps.to_dict("records")
    ]
    head = ("number", "from", "to", "misfit after it", "patterns it brought nearer")
    return Listing("Steps of the search for defaults", head, "lrrrl", rows)


def _ledger(found: Calibration) -> Listing:
    rows = [
        row(
            Code(one["address"]),
            f"{one['prior']:.4g}",
            f"{one['default']:.4g}",
            f"{one['widths']:+.2f}",
            one["patterns"],
        )
        for one in found.ledger.to_dict("records")
    ]
    head = (
        "number",
        "most likely",
        "default",
        "widths",
        "patterns that are worse without the move",
    )
    return Listing("Ledger: numbers that left their most likely value", head, "lrrrl", rows)


def _foreseen(table: pd.DataFrame, title: str) -> Listing:
    """Log scores, and the shares of patterns met where the table has them."""
    shares = {"met": "patterns met", "box_met": "whole box"}
    told = [name for name in shares if name in table.columns]
    rows = [
        row(
            Code(one["scenario"]),
            *(_bits(one[name]) for name in ("bits", "box", "uniform")),
            *(share(one[name]) for name in told),
            f"{one['points']:.0f}",
        )
        for one in table.to_dict("records")
    ]
    head = (
        "episode",
        "log score, bits",
        "whole box",
        "even odds",
        *(shares[name] for name in told),
        "points",
    )
    return Listing(title, head, f"l{'r' * (len(head) - 1)}", rows)


def _synthetic(found: Calibration) -> Listing:
    informed = found.synthetic[found.synthetic["narrowed"] < LEAST_NARROWED].sort_values("narrowed")
    rows = [
        row(
            Code(one["address"]),
            *(share(one[name]) for name in ("within_50", "within_80", "narrowed")),
        )
        for one in informed.to_dict("records")
    ]
    head = ("number", "in the middle half", "in the middle four fifths", "spread beside the box")
    return Listing("Synthetic records: numbers that patterns inform", head, "lrrr", rows)


def _bits(value: float) -> str:
    return f"{value:.1f}" if np.isfinite(value) else "–"
