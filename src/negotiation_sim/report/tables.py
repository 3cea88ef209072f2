"""How often the runs of a result folder end in which way: the answer in words, and the tables."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from negotiation_sim.analysis.summary import GROUP, modal_classes, outcomes_of, settled_of
from negotiation_sim.analysis.words import Words, words_of
from negotiation_sim.experiments.results import Results
from negotiation_sim.export.codebook import HONESTY
from negotiation_sim.export.listing import Code, Listing, Row, as_text, row
from negotiation_sim.report.answers import in_paragraphs, outcome_answers
from negotiation_sim.report.labels import arm_label, point_title
from negotiation_sim.report.numbers import interval, points, share

__all__ = ["outcome_listings", "range_listings", "result_table"]

MOST_POINTS = 24
"""Points of a design beyond which their range is shown instead of a table each."""

EDGE = 0.01
"""A share this close to 0 or 1 is hardly informative, and the gap is shown with it."""

HEAD = ("how the talks end", "share", "95% interval", "error", "code")
RANGES = ("how the talks end", "median", "lowest", "highest", "most frequent at", "code")
OFTEN = (
    "Median, lowest and highest share over the points; most frequent at: of the points, those at "
    "which the ending is the most frequent one. summary.csv has every point."
)

NO_INTERVALS = f"{HONESTY.partition(chr(10))[0]}\nThe numbers behind them are judgement."
"""The same beside tables that show no interval."""


def result_table(results: Results, as_json: bool = False) -> str:
    """The answer and the outcome tables of a result folder, with what they mean; or the same tables
    as JSON.
    """
    summary, settled = outcomes_of(results), settled_of(results)
    if as_json:
        data = {"outcomes": summary.to_dict("records"), "settled": settled.to_dict("records")}
        return json.dumps(data, ensure_ascii=False)
    words, observed, designs = words_of(results.study), results.observed, results.study.points
    settled = settled.merge(edge_gaps(results, settled), how="left")
    ranges = len(designs) > MOST_POINTS
    listings = range_listings if ranges else outcome_listings
    tables = map(as_text, listings(summary, settled, observed, words, designs))
    answers = in_paragraphs(outcome_answers(summary, settled, observed, words))
    return "\n\n".join([answers, *tables, NO_INTERVALS if ranges else HONESTY])


def edge_gaps(results: Results, settled: pd.DataFrame) -> pd.DataFrame:
    """Gaps at the start and at the end of the groups whose share of settlements is at floor or
    ceiling.

    Medians; means where the folder keeps tallies; unknown where it keeps no gaps.
    """
    edges = settled.loc[(settled["share"] < EDGE) | (settled["share"] > 1 - EDGE), list(GROUP)]
    gaps = ["gap_start", "gap_end"]
    if edges.empty:
        return edges.assign(**dict.fromkeys(gaps, np.nan))
    if results.kind == "tallies":
        means = {
            gap: results.tallies()[f"sum_{gap}"] / results.tallies()[f"n_{gap}"] for gap in gaps
        }
        return (
            results.tallies()[list(GROUP)]
            .assign(**means, gap_is="mean")
            .merge(edges.astype({"scenario": str, "intervention": str}))
        )
    if not set(gaps) <= set(results.columns):
        return edges.assign(**dict.fromkeys(gaps, np.nan))
    kept = [
        frame.merge(edges).astype(dict.fromkeys(gaps, np.float32))
        for frame in results.frames([*GROUP, *gaps])
    ]
    return pd.concat(kept).groupby(list(GROUP), observed=True)[gaps].median().reset_index()


def outcome_listings(
    summary: pd.DataFrame,
    settled: pd.DataFrame,
    observed: Mapping[str, str],
    words: Words,
    designs: Sequence[Mapping[str, Any]] = ({},),
) -> list[Listing]:
    """A table per scenario: shares of the endings under every intervention and at every point, most
    frequent first; those that never occur are left out.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it
    settled : the same for the share of runs that settle, one row per group, with the median gaps
        ``gap_start`` and ``gap_end`` if they are known
    observed : the ending in history, by scenario
    designs : what each point of the design overrides

    Examples
    --------
    >>> from negotiation_sim.analysis.summary import settled_share, summarise
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "baseline", "point": 0, "settled": False,
    ...                      "outcome_class": ["DECLARATION"] * 7 + ["STALEMATE"] * 3})
    >>> settled = settled_share(rows).assign(gap_start=-8.9, gap_end=-10.3)
    >>> words = Words({"DECLARATION": "joint declaration"}, events={"1956": "treaty with islands"})
    >>> print(*map(as_text, outcome_listings(summarise(rows), settled, {"1956": "DECLARATION"}, words)))
    1956: 10 runs of each (◆ what happened)
      how the talks end               share  95% interval  error  code
      baseline: nothing is changed
        joint declaration ◆            0.70     0.40–0.89  0.145  DECLARATION
        STALEMATE                      0.30     0.11–0.60  0.145  STALEMATE
        settled: treaty with islands   0.00     0.00–0.28  0.000
          So close to 0 a share says little: the median gap is -8.9 points at the start and -10.3 at the end.
    """
    found = []
    for name, mine in summary.groupby("scenario", observed=True, sort=False):
        happened, of = observed.get(str(name), ""), settled[settled["scenario"] == name]
        rows: list[Row] = []
        for (arm, point), group in mine.groupby(list(GROUP[1:]), observed=True, sort=False):
            rows.append(
                row(arm_label(words, str(arm)) + point_title(int(str(point)), designs, words))
            )
            shown = group[group["count"] > 0].sort_values("share", ascending=False, kind="stable")
            rows += [
                row(label, *_cells(one), code, depth=1)
                for one in shown.to_dict("records")
                for label, code in [_ending(one["outcome_class"], happened, words)]
            ]
            here = of[(of["intervention"] == arm) & (of["point"] == point)]
            label = f"settled: {words.event([str(name)])}"
            rows += [
                row(label, *_cells(one), note=_edge(one), depth=1)
                for one in here.to_dict("records")
            ]
        title = f"{name}: {mine['n'].iloc[0]:,} runs of each{_mark(happened)}"
        found.append(Listing(title, HEAD, "lrrrl", rows))
    return found


def _mark(happened: str) -> str:
    return " (◆ what happened)" if happened else ""


def _ending(name: object, happened: str, words: Words) -> tuple[str, Code]:
    return words.outcome(str(name)) + (" ◆" if name == happened else ""), Code(name)


def _cells(one: Mapping[Hashable, Any]) -> tuple[str, str, str]:
    return share(one["share"]), interval(one["low"], one["high"]), f"{one['mcse']:.3f}"


def _edge(one: Mapping[Hashable, Any]) -> str:
    if EDGE <= one["share"] <= 1 - EDGE:
        return ""
    told = f"So close to {int(one['share'] > EDGE)} a share says little"
    if pd.isna(one.get("gap_end")):
        return f"{told}."
    kind = one["gap_is"] if isinstance(one.get("gap_is"), str) else "median"
    return (
        f"{told}: the {kind} gap is {points(one['gap_start'])} points at the start and "
        f"{points(one['gap_end'])} at the end."
    )


def range_listings(
    summary: pd.DataFrame,
    settled: pd.DataFrame,
    observed: Mapping[str, str],
    words: Words,
    designs: Sequence[Mapping[str, Any]],
) -> list[Listing]:
    """A table per scenario: median, lowest and highest share of every ending over the points of a
    design; parameters are those of `outcome_listings`.
    """
    found = []
    for name, mine in summary.groupby("scenario", observed=True, sort=False):
        happened, of = observed.get(str(name), ""), settled[settled["scenario"] == name]
        rows: list[Row] = []
        for arm, group in mine.groupby("intervention", observed=True, sort=False):
            modes = modal_classes(group)["outcome_class"]
            rows.append(row(arm_label(words, str(arm))))
            for ending, spread in _spreads(group):
                label, code = _ending(ending, happened, words)
                rows.append(row(label, *spread, share((modes == ending).mean()), code, depth=1))
            shares = of[of["intervention"] == arm]["share"]
            label = f"settled: {words.event([str(name)])}"
            rows.append(row(label, *_spread(shares), depth=1))
        title = (
            f"{name}: {len(designs):,} points of {mine['n'].iloc[0]:,} runs each{_mark(happened)}"
        )
        found.append(Listing(title, RANGES, "lrrrrl", rows, (OFTEN,)))
    return found


def _spread(shares: pd.Series) -> list[str]:
    return [share(one) for one in (shares.median(), shares.min(), shares.max())]


def _spreads(group: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Every ending that occurs, with the spread of its share, the usual ones first."""
    of = {str(name): one["share"] for name, one in group.groupby("outcome_class", observed=True)}
    usual = sorted(of, key=lambda name: -float(of[name].median()))
    yield from ((name, _spread(of[name])) for name in usual if of[name].max() > 0)
