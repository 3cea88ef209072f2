"""What `explain` found, as text for a terminal."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from negotiation_sim.analysis.explanation import Explanation
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.report.explain_verdict import MEANS, verdict
from negotiation_sim.report.numbers import interval, share, signed

__all__ = ["explain_text"]

Row = Mapping[Hashable, Any]

EDGE = 0.01
WIDE = 36
"""Longest label that is shown in full."""

LEGEND = """\
Share of the gap: of the difference between all causes present and none, what each accounts for,
averaged over all orders in which causes can enter (Shapley 1953), or block by block (Owen 1977).
Halved: where a cause declares no halving of its own, it is absent. Effect: of taking it alone away
from all (last out). First in: what it alone adds to the absence where no other cause is there, at
the first reference, and at the second where its halving is its absence. PN, PS: of the runs without
the event, the share that have it once the cause is gone, and of those that have it then, the share
that lack it with the cause (Tian & Pearl 2000; computed, not bounded). With a +, where the cause
makes the event likelier, PN+ and PS+: of the runs with the event, the share that lose it once the
cause is gone, and of those that lack it then, the share that have it with the cause.
"""

BOX = "Box: median, lowest and highest effect over the plausible box.\n"

INTERVALS = "Intervals are 95% Monte-Carlo intervals; they say nothing about the judgement behind the numbers"

CLOSING = "All of it says what the assumptions are sufficient for; nothing here is an estimate or a prediction."

HALVED = ", halved"
OWENS = "Owen's interval"


def explain_text(
    found: Explanation, scenarios: Mapping[str, Scenario], unboxed: Mapping[str, str] | None = None
) -> str:
    """Per scenario: shares at both references side by side, the flip in words, effects, gates, and
    the box.

    Parameters
    ----------
    unboxed : why there is no box, by scenario
    """
    blocks = [
        _scenario(found, name, scenario, (unboxed or {}).get(name, ""))
        for name, scenario in scenarios.items()
    ]
    legend = (
        LEGEND
        + (
            f"{BOX}{INTERVALS}: for this look at the box.\n"
            if len(found.box)
            else f"{INTERVALS}.\n"
        )
        + CLOSING
    )
    return "\n\n\n".join([*blocks, legend])


def _scenario(found: Explanation, name: str, scenario: Scenario, unboxed: str) -> str:
    causes = found.causes[found.causes["scenario"] == name]
    event = found.on or scenario.settlement_label
    n, size = int(causes["n"].iloc[0]), causes["cause"].nunique()
    title = f"{name} · why not: {event}? · {n:,} runs per coalition of {size} cause{'s' if size > 1 else ''}, seed {found.seed}"
    effects = _effects(found, name, event) + (f"\n  (no box: {unboxed})" if unboxed else "")
    words = verdict(
        causes, found.blocks[found.blocks["scenario"] == name], found.leaders(name), event
    )
    parts = [title, _shares(found, name, event), words, effects, _gates(found, name)]
    return "\n\n".join(part for part in parts if part)


def _shares(found: Explanation, name: str, event: str) -> str:
    """Blocks and their causes, both references side by side."""
    causes, blocks = (table[table["scenario"] == name] for table in (found.causes, found.blocks))
    references = list(dict.fromkeys(causes["reference"]))
    lines = [
        f"  {'share of the gap':<34}"
        + "".join(f"{MEANS[reference]:<36}" for reference in references)
    ]
    lines.append(f"  {'':<34}" + f"{'Shapley':>7}  {'Owen':>6}  {OWENS:<19}" * len(references))
    for block, members in blocks.groupby("block", sort=False):
        lines.append(
            f"  {_cut(str(block), WIDE - 4):<34}"
            + "".join(map(_share_cells, members.to_dict("records")))
        )
        mine = causes[causes["block"] == block]
        lines += [
            f"    {_cut(str(rows['label'].iloc[0]), WIDE - 6):<32}"
            + "".join(map(_share_cells, rows.to_dict("records")))
            for _, rows in mine.groupby("cause", sort=False)
        ]
    gaps = [
        f"{share(row['gap'])}: from {share(1 - row['baseline'] - row['gap'])} to {share(1 - row['baseline'])}"
        for row in _first_of(causes)
    ]
    lines.append(
        f"  {'the gap':<34}"
        + "".join(f"{gap:<36}" for gap in gaps)
        + f"in P(not {event}), from no cause to all"
    )
    ends = [interval(row["gap_low"], row["gap_high"], signed) for row in _first_of(causes)]
    lines.append(f"  {'its interval':<34}" + "".join(f"{end:<36}" for end in ends))
    return "\n".join(line.rstrip() for line in lines)


def _first_of(causes: pd.DataFrame) -> Sequence[Row]:
    """One row per reference, for what all its causes share."""
    return causes.drop_duplicates("reference").to_dict("records")


def _share_cells(row: Row) -> str:
    if math.isnan(row["owen_share"]):
        return f"{'–':>7}  {'–':>6}  {'no gap to share':<19}"
    between = interval(row["owen_share_low"], row["owen_share_high"])
    return f"{share(row['shapley_share']):>7}  {share(row['owen_share']):>6}  {between:<19}"


def _effects(found: Explanation, name: str, event: str) -> str:
    """What taking away one cause does to P(event), where all others are present and where none
    is.
    """
    causes = found.causes[found.causes["scenario"] == name]
    head = f"{'effect':>8}  {'interval':<16}  {'PN':>5}   {'PS':>5}   {'first in':>8}"
    lines = [f"  {_cut(f'taken away: P({event})', WIDE):<38}{head}{_box_head(found, name)}"]
    for _, rows in causes.groupby("cause", sort=False):
        absent, *halved = rows.to_dict("records")
        other = [row["first_in"] for row in halved if row["same"]]
        lines.append(_effect_line(absent, _cut(absent["label"], WIDE), other) + _box(found, absent))
        lines += [
            _effect_line(row, f"{_cut(row['label'], WIDE - len(HALVED))}{HALVED}", [])
            + _box(found, row)
            for row in halved
            if not row["same"]
        ]
    base = float(causes["baseline"].iloc[0])
    if not EDGE <= base <= 1 - EDGE:
        lines.append(
            f"  ({'floor' if base < EDGE else 'ceiling'}: P is {share(base)} with all causes, so effects of one say little; see the gap)"
        )
    return "\n".join(line.rstrip() for line in lines)


def _effect_line(row: Row, label: str, other_first_in: list[float]) -> str:
    between = interval(row["effect_low"], row["effect_high"], signed)
    first_in = " / ".join(signed(value) for value in [row["first_in"], *other_first_in])
    causation = (
        (("pn_event", "+"), ("ps_event", "+")) if row["effect"] < 0 else (("pn", " "), ("ps", " "))
    )
    cells = "  ".join(f"{share(row[name]):>5}{mark}" for name, mark in causation)
    return f"  {label:<38}{signed(row['effect']):>8}  {between:<16}  {cells}  {first_in:<15}"


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _box_head(found: Explanation, name: str) -> str:
    if not len(found.box) or name not in set(found.box["scenario"]):
        return ""
    points = found.box["point"].nunique()
    return (
        f"   box of {points:,} point{'s' if points > 1 else ''} of {found.box['n'].iloc[0]:,} runs"
    )


def _box(found: Explanation, row: Row) -> str:
    """The same effect over the points of the box."""
    if not len(found.box):
        return ""
    wanted = {
        "scenario": row["scenario"],
        "what": "cause",
        "name": row["cause"],
        "reference": row["reference"],
    }
    effect = found.box[(found.box[list(wanted)] == pd.Series(wanted)).all(axis=1)]["effect"]
    return (
        f"   {signed(effect.median())} [{signed(effect.min())}, {signed(effect.max())}]"
        if len(effect)
        else ""
    )


def _gates(found: Explanation, name: str) -> str:
    """The gap on the dates on which it changes, and the gate that binds most often."""
    path = found.gaps[found.gaps["scenario"] == name].dropna(axis=1, how="all")
    gates = [column for column in path.columns if "." in column]
    lines = [
        f"  {'gap to a settlement, points':<32}{'median':>7}  {'80% of runs':<16}  {'clear':>5}   binding gates, share of runs"
    ]
    for row in path.to_dict("records"):
        binding = sorted(((row[gate], gate) for gate in gates if row[gate] >= 0.005), reverse=True)
        told = ", ".join(f"{gate} {share(part)}" for part, gate in binding)
        band = f"{row['low']:+.1f} to {row['high']:+.1f}"
        lines.append(
            f"  {row['date']:%b %Y}{'':<24}{row['median']:>+7.1f}  {band:<16}  {share(row['clear']):>5}   {told}"
        )
    return "\n".join(lines)
