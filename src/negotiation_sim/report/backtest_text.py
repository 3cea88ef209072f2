"""What a backtest found, as text for a terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from negotiation_sim.experiments.coded import MODELS
from negotiation_sim.report.numbers import interval, share, signed
from negotiation_sim.scenarios.coded import CLASSES

__all__ = ["backtest_text", "dispute_lines", "score_lines"]

Row = Mapping[Any, Any]

MODEL = next(iter(MODELS.values()))
WIDTH = 34
HEAD = "".join(f"{name.lower():>12}" for name in CLASSES) + f"  {'readings':<11}  what happened"
NOTE = """\
Shares are those of all runs of all readings of a coding; "readings": between which the share of
settlements lies in nine readings of ten. Brier score: 0 is perfect, even odds are 0.75. Log: mean
natural logarithm of the share given to what happened, 0 is perfect. AUC: chance that a dispute that
settled was given more than one that did not. Intervals are 95% bootstrap intervals over disputes.
The base rate and the regressions leave out the dispute they speak of; all forecasts are kept above
0.005. Nothing here is a forecast of a dispute that is still open."""


def backtest_text(forecasts: pd.DataFrame, scores: pd.DataFrame) -> str:
    """Disputes with what the model gives and what happened, all of them together, and scores."""
    parts = ["\n".join(dispute_lines(forecasts)), "\n".join(score_lines(scores)), NOTE]
    return "\n\n".join(part for part in parts if part)


def dispute_lines(forecasts: pd.DataFrame) -> list[str]:
    """A line per dispute, then the mean of all beside how often each outcome happened.

    Examples
    --------
    >>> one = {"forecaster": MODEL, "id": "A1", "case": "two rivers", **dict.fromkeys(CLASSES, 0.25)}
    >>> for line in dispute_lines(pd.DataFrame([one | {"low": 0.1, "high": 0.4, "happened": "SETTLED"}])):
    ...     print(" ".join(line.split()))
    settled normalised renounced failed readings what happened
    A1 two rivers 0.25 0.25 0.25 0.25 0.10–0.40 settled
    all 1, mean 0.25 0.25 0.25 0.25
    the 1 that ended, share 1.00 0.00 0.00 0.00
    """
    mine = forecasts[forecasts["forecaster"] == MODEL]
    lines = [f"{'':<{WIDTH}}{HEAD}"]
    for row in mine.to_dict("records"):
        name = f"{row['id']} {row['case']}"
        name = name if len(name) < WIDTH else f"{name[: WIDTH - 2]}…"
        happened = str(row["happened"]).lower() or "nobody knows"
        lines.append(f"{_cells(name, row)}  {interval(row['low'], row['high']):<11}  {happened}")
    lines.append(_cells(f"all {len(mine)}, mean", mine[list(CLASSES)].mean().to_dict()))
    ended = mine.loc[mine["happened"] != "", "happened"]
    if len(ended):
        rates = {name: float((ended == name).mean()) for name in CLASSES}
        lines.append(_cells(f"the {len(ended)} that ended, share", rates))
    return lines


def _cells(name: str, row: Row) -> str:
    return f"{name:<{WIDTH}}" + "".join(f"{share(row[ending]):>12}" for ending in CLASSES)


def score_lines(scores: pd.DataFrame) -> list[str]:
    """A line per forecaster; none where nothing can be scored."""
    if scores.empty:
        return ["Fewer than two disputes have ended, so nothing is scored."]
    columns = {
        "Brier": ("brier", share),
        "Brier above base rate": ("more", signed),
        "log": ("log", signed),
        "AUC": ("auc", share),
    }
    lines = [f"{'':<{WIDTH}}" + "".join(f"{name:<24}" for name in columns).rstrip()]
    for row in scores.to_dict("records"):
        cells = [_score(row, name, number) for name, number in columns.values()]
        lines.append(
            (f"{row['forecaster']:<{WIDTH}}" + "".join(f"{c:<24}" for c in cells)).rstrip()
        )
    return lines


def _score(row: Row, name: str, number: Any) -> str:
    if math.isnan(row[name]):
        return "–"
    return f"{number(row[name])} [{number(row[f'{name}_low'])}, {number(row[f'{name}_high'])}]"
