"""What interventions change: the answer in words, and the tables."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd

from negotiation_sim.analysis.words import Words
from negotiation_sim.export.listing import Code, Listing, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.labels import arm_label, point_title
from negotiation_sim.report.numbers import interval, percent, points, range_of, share, signed

__all__ = [
    "CAUSATION",
    "EFFECTS",
    "cause_cells",
    "effect_answers",
    "effect_listings",
    "effect_text",
]

CAUSATION = (
    "Necessary: of the runs without it as things are, the share that have it under the change. "
    "Sufficient: of the runs that have it under the change, the share without it as things are. "
    "Where the change makes it rarer, both are about the runs that lose it. These are the "
    "probabilities of necessity and of sufficiency, PN and PS, of Tian & Pearl (2000), computed "
    "since both outcomes of a run are simulated."
)
EFFECTS = (
    "Effect: the change of the share of runs, each run being compared with itself under the same luck; "
    "its 95% interval is Monte-Carlo error only (Agresti & Min 2005). Over the box: median "
    "[lowest, highest] effect over what the numbers may reasonably be; read it before the interval."
)
SUFFICIENT = "All of it says what the assumptions are sufficient for; none of it is an estimate or a prediction."
Record = Mapping[Hashable, Any]

HEAD = ("intervention", "share", "effect", "95% interval", "necessary", "sufficient")
RANGES = ("intervention", "median", "lowest", "highest", "surely above 0", "near 0 or 1")
ABOVE = (
    "Surely above 0: of the points, those at which the whole interval of the effect is. Near 0 or 1: "
    "those at which a share leaves the effect no room."
)


def effect_text(
    table: pd.DataFrame,
    events: Mapping[str, str],
    words: Words,
    designs: Sequence[Mapping[str, Any]] = ({},),
    by_point: bool = False,
) -> str:
    """The answer, the effects per scenario, and what the columns mean.

    Parameters
    ----------
    table : as `negotiation_sim.analysis.effects.effect_table` gives it; without gaps where the
        event is an outcome class
    events : what is counted, by scenario
    designs : what each point of the design overrides
    by_point : a table per point instead of ranges over the points
    """
    listings = effect_listings(table, events, words, designs, by_point)
    answer = in_paragraphs(effect_answers(table, events, words))
    legend = in_paragraphs([EFFECTS, CAUSATION, SUFFICIENT])
    return "\n\n".join([answer, *map(as_text, listings), legend])


def effect_answers(table: pd.DataFrame, events: Mapping[str, str], words: Words) -> list[str]:
    """Per scenario the intervention that changes most, and how many have no effect beyond
    Monte-Carlo error.

    Examples
    --------
    >>> from negotiation_sim.analysis.effects import effects
    >>> pairs = pd.DataFrame({"scenario": "1956", "intervention": "no_threat", "point": 0, "n": 100, "both": 8, "gained": [33], "lost": 0})
    >>> words = Words(interventions={"no_threat": "Washington never presses"})
    >>> print(*effect_answers(effects(pairs), {"1956": "treaty"}, words))
    1956: under “Washington never presses”, treaty comes about in 41% of runs instead of 8% (effect
    +0.330, 95% interval +0.231 to +0.416).
    """
    told = []
    for name, mine in table.groupby("scenario", sort=False, observed=True):
        felt = mine[(mine["effect_low"] > 0) | (mine["effect_high"] < 0)]
        event, arms = events[str(name)], mine["intervention"].nunique()
        if felt.empty:
            told.append(f"{name}: no effect on {event} can be told from luck.")
            continue
        medians = felt.groupby("intervention", sort=False, observed=True)["effect"].median()
        arm = str(medians.abs().idxmax())
        label, change = arm_label(words, arm), _change(mine[mine["intervention"] == arm], event)
        said = f"of {arms} interventions “{label}” has the largest effect: " if arms > 1 else ""
        said += change if said else f"under “{label}”, {change}"
        idle = arms - felt["intervention"].nunique()
        told.append(
            f"{name}: {said}." + f" No effect of {idle} of them can be told from luck." * (idle > 0)
        )
    return told


def _change(mine: pd.DataFrame, event: str) -> str:
    one, effect = mine.iloc[0], mine["effect"]
    if len(mine) > 1:
        spread = range_of(effect.median(), effect.min(), effect.max(), signed)
        return f"over {len(mine):,} points {event} changes by {spread}, median [lowest, highest]"
    box = f"; over the box {_box(one)}" if pd.notna(one.get("box_median")) else ""
    between = interval(one["effect_low"], one["effect_high"], signed)
    return (
        f"{event} comes about in {percent(one['share'])} of runs instead of {percent(one['baseline'])} "
        f"(effect {signed(one['effect'])}, 95% interval {between}{box})"
    )


def effect_listings(
    table: pd.DataFrame,
    events: Mapping[str, str],
    words: Words,
    designs: Sequence[Mapping[str, Any]] = ({},),
    by_point: bool = False,
) -> list[Listing]:
    """A table per scenario; over the points of a design with ranges unless each is asked for.

    Examples
    --------
    >>> from negotiation_sim.analysis.effects import effects
    >>> pairs = pd.DataFrame({"scenario": "1956", "intervention": "no_threat", "point": 0, "n": 100, "both": 8, "gained": [33], "lost": 0})
    >>> (one,) = effect_listings(effects(pairs).assign(edge=""), {"1956": "treaty"}, Words())
    >>> print(as_text(one))
    1956: effects on treaty, which 8% of 100 runs have as things are
      intervention  share   effect      95% interval  necessary  sufficient  code
      no_threat      0.41   +0.330  +0.231 to +0.416       0.36        0.80  no_threat
    """
    found = []
    for scenario, mine in table.groupby("scenario", sort=False, observed=True):
        name = str(scenario)
        if mine["point"].nunique() > 1 and not by_point:
            found.append(_ranges(name, events[name], mine, words))
            continue
        for point, rows in mine.groupby("point", sort=False):
            where = point_title(int(str(point)), designs, words)
            found.append(_effects(f"{name}{where}", events[name], rows, words))
    return found


def _effects(where: str, event: str, rows: pd.DataFrame, words: Words) -> Listing:
    boxed = "box_points" in rows and rows["box_points"].notna().any()
    head = (*HEAD, *(["over the box"] if boxed else []))
    told = [
        row(
            arm_label(words, str(one["intervention"])),
            share(one["share"]),
            *cause_cells(one),
            *([_box(one)] if boxed else []),
            Code(one["intervention"]),
            note=_edge(one),
        )
        for one in rows.to_dict("records")
    ]
    first = rows.iloc[0]
    title = (
        f"{where}: effects on {event}, which {percent(first['baseline'])} of {first['n']:,} runs "
        f"have as things are{f'; box of {rows.box_points.max():.0f} points' if boxed else ''}"
    )
    return Listing(title, (*head, "code"), f"l{'r' * (len(head) - 1)}l", told)


def cause_cells(one: Record) -> tuple[str, str, str, str]:
    """The effect of a change with its interval, and how necessary and sufficient it is for what it
    brings about: the event, or its absence where the event becomes rarer.
    """
    pair = ("pn_event", "ps_event") if one["effect"] < 0 else ("pn", "ps")
    between = interval(one["effect_low"], one["effect_high"], signed)
    return signed(one["effect"]), between, share(one[pair[0]]), share(one[pair[1]])


def _box(one: Record | pd.Series) -> str:
    """The same effect over the points of a box, where it was looked at."""
    if isnan(one["box_median"]):
        return "–"
    return range_of(one["box_median"], one["box_least"], one["box_most"], "{:+z.2f}".format)


def _edge(one: Record) -> str:
    """What to look at instead of a share near 0 or 1: the gap, where it is about the event."""
    if not one["edge"]:
        return ""
    told = f"A share so close to {int(one['edge'] == 'ceiling')} says little"
    if "gap_end" not in one:
        return f"{told}."
    if isnan(one["gap_end"]):
        return f"{told}; no text on the table counts as settled, so there is no gap to look at."
    start, end = (
        f"from {points(one[f'baseline_gap_{when}'])} to {points(one[f'gap_{when}'])}"
        for when in ("start", "end")
    )
    return f"{told}: the median gap to a settlement changes {start} points at the start and {end} at the end."


def _ranges(name: str, event: str, mine: pd.DataFrame, words: Words) -> Listing:
    """One line per intervention: where its effect lies over the points."""
    rows = []
    for arm, of in mine.groupby("intervention", sort=False, observed=True):
        effect = of["effect"]
        spread = map(signed, (effect.median(), effect.min(), effect.max()))
        above, edge = share((of["effect_low"] > 0).mean()), share((of["edge"] != "").mean())
        rows.append(row(arm_label(words, str(arm)), *spread, above, edge, Code(arm)))
    title = f"{name}: effects on {event} over {mine['point'].nunique():,} points of {mine['n'].iloc[0]:,} runs each"
    return Listing(title, (*RANGES, "code"), "lrrrrrl", rows, (ABOVE,))
