"""The short answer with which a command, or the report, opens: one or two sentences per scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import fill

import pandas as pd

from negotiation_sim.analysis.summary import shares, with_error
from negotiation_sim.analysis.words import Words
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.export.listing import WIDTH
from negotiation_sim.report.labels import arm_label
from negotiation_sim.report.move_text import capital
from negotiation_sim.report.numbers import percent

__all__ = ["in_paragraphs", "outcome_answers"]

NAMED = 2
"""Interventions that are named one by one; of more, those with the lowest and highest share are."""


def in_paragraphs(sentences: Iterable[str]) -> str:
    """Sentences for a terminal, each wrapped and begun on a line of its own."""
    return "\n".join(fill(one, WIDTH, subsequent_indent="  ") for one in sentences)


def outcome_answers(
    summary: pd.DataFrame, settled: pd.DataFrame, observed: Mapping[str, str], words: Words
) -> list[str]:
    """The most frequent ending of every scenario, and how often it settles under which
    intervention; points of a design weigh equally.

    Parameters
    ----------
    summary, settled : as `negotiation_sim.analysis.summary` gives them
    observed : the ending in history, by scenario

    Examples
    --------
    >>> from negotiation_sim.analysis.summary import settled_share, summarise
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "baseline", "point": 0, "settled": False,
    ...                      "outcome_class": ["DECLARATION"] * 70 + ["STALEMATE"] * 30})
    >>> words = Words({"DECLARATION": "joint declaration"}, events={"1956": "treaty with islands"})
    >>> print(*outcome_answers(summarise(rows), settled_share(rows), {"1956": "DECLARATION"}, words))
    1956: the most frequent ending is joint declaration, 70% of runs (95% interval 60–78%), as in
    history. Treaty with islands: 0% (0–4%).
    """
    told = []
    for scenario, mine in summary.groupby("scenario", observed=True, sort=False):
        name, of = str(scenario), settled[settled["scenario"] == scenario]
        base = (
            mine[mine["intervention"] == BASELINE] if BASELINE in set(of["intervention"]) else mine
        )
        points = int(base["point"].nunique())
        sentences = [
            f"{name}: {_most_frequent(base, observed.get(name, ''), words, points)}.",
            f"{capital(words.event([name]))}: {_settling(of, words, points)}.",
        ]
        told.append(" ".join(sentences))
    return told


def _most_frequent(base: pd.DataFrame, happened: str, words: Words, points: int) -> str:
    counts = base.groupby("outcome_class", observed=True)["count"].sum().reset_index()
    first = shares(counts.assign(all=0), ["all"]).nlargest(1, "share").iloc[0]
    name = str(first["outcome_class"])
    often = f"{percent(first['share'])} of runs"
    often += (
        f" on the average of {points:,} points of equal weight"
        if points > 1
        else f" (95% interval {_between(first)})"
    )
    history = (
        "as in history" if name == happened else f"in history it was {words.outcome(happened)}"
    )
    return f"the most frequent ending is {words.outcome(name)}, {often}" + (
        f", {history}" if happened else ""
    )


def _settling(settled: pd.DataFrame, words: Words, points: int) -> str:
    """How often the runs settle as they are, and under the interventions."""
    pooled = settled.groupby("intervention", observed=True, sort=False)[["count", "n"]].sum()
    table = with_error(pooled.reset_index())
    often = {
        str(one["intervention"]): percent(one["share"])
        + ("" if points > 1 else f" ({_between(one)})")
        for _, one in table.iterrows()
    }
    base = often.pop(BASELINE, "") + (" as things are" if often else "")
    others = table[table["intervention"] != BASELINE].sort_values("share", kind="stable")
    arms = list(often) if len(often) <= NAMED else [*others["intervention"].iloc[[0, -1]]]
    said = [f"{often[arm]} under “{arm_label(words, arm)}”" for arm in arms]
    between = f"of {len(often)} interventions " if len(often) > NAMED else ""
    lowest = [f"{between}from {said[0]} to {said[1]}"] if between else said
    return "; ".join([part for part in (base, *lowest) if part])


def _between(one: pd.Series) -> str:
    low, high = percent(one["low"]), percent(one["high"])
    return high if high.startswith("<") else f"{low.removesuffix('%')}–{high}"
