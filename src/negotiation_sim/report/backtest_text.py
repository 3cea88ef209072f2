"""What a backtest found: the answer in words, and the tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from math import isnan
from typing import Any

import pandas as pd

from negotiation_sim.experiments.coded import MODELS
from negotiation_sim.export.listing import Listing, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.numbers import interval, percent, share, signed
from negotiation_sim.scenarios.coded import CLASSES

__all__ = ["backtest_text", "dispute_listing", "score_listing"]

Record = Mapping[Hashable, Any]

MODEL = next(iter(MODELS.values()))
NOTES = (
    (
        "Shares are those of all runs of all readings of a coding; readings: between which the share "
        "of settlements lies in nine readings of ten."
    ),
    (
        "Brier score: 0 is perfect, even odds are 0.75. Log: mean natural logarithm of the share "
        "given to what happened, 0 is perfect. AUC: chance that a dispute that settled was given "
        "more than one that did not. Intervals are 95% bootstrap intervals over disputes. The base "
        "rate and the regressions leave out the dispute they speak of; all forecasts are kept above "
        "0.005. Nothing here is a forecast of a dispute that is still open."
    ),
)
MEASURES: Mapping[str, tuple[str, Callable[[float], str]]] = {
    "Brier": ("brier", share),
    "Brier above base rate": ("more", signed),
    "log": ("log", signed),
    "AUC": ("auc", share),
}


def backtest_text(forecasts: pd.DataFrame, scores: pd.DataFrame) -> str:
    """The answer, disputes with what the model gives and what happened, and scores."""
    listings = map(as_text, (dispute_listing(forecasts), score_listing(scores)))
    return "\n\n".join([in_paragraphs([_answer(forecasts)]), *listings, in_paragraphs(NOTES)])


def _answer(forecasts: pd.DataFrame) -> str:
    """In how many disputes that ended the model gives most to what happened.

    Examples
    --------
    >>> one = {"forecaster": MODEL, **dict.fromkeys(CLASSES, 0.2), CLASSES[0]: 0.4, "happened": CLASSES[0]}
    >>> _answer(pd.DataFrame([one]))
    'In 1 of 1 dispute that ended the model gives the largest share to what happened; on average it gives it 40%.'
    """
    ended = forecasts[(forecasts["forecaster"] == MODEL) & (forecasts["happened"] != "")]
    if ended.empty:
        return "No dispute has ended, so nothing is compared with what happened."
    given = [one[one["happened"]] for one in ended.to_dict("records")]
    hits = int((ended[list(CLASSES)].idxmax(axis=1) == ended["happened"]).sum())
    return (
        f"In {hits} of {len(ended)} dispute{'s' * (len(ended) > 1)} that ended the model gives the "
        f"largest share to what happened; on average it gives it {percent(sum(given) / len(given))}."
    )


def dispute_listing(forecasts: pd.DataFrame) -> Listing:
    """A line per dispute, then the mean of all beside how often each outcome happened."""
    mine = forecasts[forecasts["forecaster"] == MODEL]
    rows = [
        row(
            f"{one['id']} {one['case']}",
            *_cells(one),
            interval(one["low"], one["high"]),
            str(one["happened"]).lower() or "nobody knows",
        )
        for one in mine.to_dict("records")
    ]
    means = {name: float(mine[name].mean()) for name in CLASSES}
    rows.append(row(f"all {len(mine)}, mean", *_cells(means)))
    ended = mine.loc[mine["happened"] != "", "happened"]
    if len(ended):
        rates = {name: float((ended == name).mean()) for name in CLASSES}
        rows.append(row(f"the {len(ended)} that ended, share", *_cells(rates)))
    head = ("dispute", *(name.lower() for name in CLASSES), "readings", "what happened")
    return Listing("What the model gives", head, f"l{'r' * (len(CLASSES) + 1)}l", rows)


def _cells(one: Mapping[Any, Any]) -> list[str]:
    return [share(one[ending]) for ending in CLASSES]


def score_listing(scores: pd.DataFrame) -> Listing:
    """A line per forecaster; none where nothing can be scored."""
    rows = [
        row(one["forecaster"], *(_score(one, *measure) for measure in MEASURES.values()))
        for one in scores.to_dict("records")
    ]
    notes = () if rows else ("Fewer than two disputes have ended, so nothing is scored.",)
    head = ("forecaster", *MEASURES)
    return Listing("Scores", head, f"l{'r' * len(MEASURES)}", rows, notes)


def _score(one: Record, name: str, number: Callable[[float], str]) -> str:
    if isnan(one[name]):
        return "–"
    return f"{number(one[name])} [{number(one[f'{name}_low'])}, {number(one[f'{name}_high'])}]"
