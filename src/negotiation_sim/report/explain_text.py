"""What `explain` found, as text for a terminal."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from negotiation_sim.analysis.attribution import Leader
from negotiation_sim.analysis.explanation import Explanation
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.report.numbers import interval, share, signed

__all__ = ["explain_text", "flip_sentence"]

Row = Mapping[Hashable, Any]

MEANS = {"absent": "if causes are absent", "halved": "if they are only halved"}
"""The reference levels in words; `halved` is the same as absent for a cause that declares nothing of its own there."""

EDGE = 0.01

LEGEND = """\
Share of the gap: of the difference between all causes present and none, what each accounts for, averaged over all orders in which
causes can enter (Shapley 1953), or block by block (Owen 1977). Halved: where a cause declares no halving of its own, it is absent.
Effect: of taking it alone away from all (last out). First in: what it alone adds to the absence where no other cause is there, at the
first reference, and at the second where the effect is the same at both.
PN, PS: of the runs without the event, the share that have it once the cause is gone, and of those that have it then, the share that lack
it with the cause (Tian & Pearl 2000; computed, not bounded). Box: median, lowest and highest effect over the plausible box.
Intervals are 95% Monte-Carlo intervals; they say nothing about the judgement behind the numbers: for this look at the box.
All of it says what the assumptions are sufficient for; nothing here is an estimate or a prediction."""


def explain_text(found: Explanation, scenarios: Mapping[str, Scenario]) -> str:
    """Per scenario: shares at both references side by side, the flip in words, effects, gates, and the box."""
    blocks = [_scenario(found, name, scenario) for name, scenario in scenarios.items()]
    return "\n\n\n".join([*blocks, LEGEND])


def _scenario(found: Explanation, name: str, scenario: Scenario) -> str:
    causes = found.causes[found.causes["scenario"] == name]
    event = found.on or scenario.settlement_label
    n = int(causes["n"].iloc[0])
    title = f"{name} · why no {event}? · {n:,} runs per coalition of {causes['cause'].nunique()} causes, seed {found.seed}"
    parts = [title, _shares(found, name, event), flip_sentence(found.leaders(name)), _effects(found, name, event), _gates(found, name)]
    return "\n\n".join(part for part in parts if part)


def _shares(found: Explanation, name: str, event: str) -> str:
    """Blocks and their causes, both references side by side."""
    causes, blocks = (table[table["scenario"] == name] for table in (found.causes, found.blocks))
    references = list(dict.fromkeys(causes["reference"]))
    lines = [f"  {'share of the gap':<34}" + "".join(f"{MEANS[reference]:<36}" for reference in references)]
    lines.append(f"  {'':<34}" + f"{'Shapley':>7}  {'Owen':>6}  {'interval':<19}" * len(references))
    for block, members in blocks.groupby("block", sort=False):
        lines.append(f"  {block!s:<34}" + "".join(map(_share_cells, members.to_dict("records"))))
        mine = causes[causes["block"] == block]
        lines += [
            f"    {label!s:<32}" + "".join(map(_share_cells, rows.to_dict("records"))) for label, rows in mine.groupby("label", sort=False)
        ]
    gaps = [
        f"{share(row['gap'])}: from {share(1 - row['baseline'])} to {share(1 - row['baseline'] - row['gap'])}" for row in _first_of(causes)
    ]
    lines.append(f"  {'the gap':<34}" + "".join(f"{gap:<36}" for gap in gaps) + f"in P(no {event})")
    return "\n".join(line.rstrip() for line in lines)


def _first_of(causes: pd.DataFrame) -> Sequence[Row]:
    """One row per reference, for what all its causes share."""
    return causes.drop_duplicates("reference").to_dict("records")


def _share_cells(row: Row) -> str:
    if math.isnan(row["owen_share"]):
        return f"{'–':>7}  {'–':>6}  {'no gap to share':<19}"
    between = interval(row["owen_share_low"], row["owen_share_high"])
    return f"{share(row['shapley_share']):>7}  {share(row['owen_share']):>6}  {between:<19}"


def flip_sentence(leading: list[Leader]) -> str:
    """Whether the block that accounts for most is the same at both references, in words.

    Examples
    --------
    >>> print(flip_sentence([Leader("1956", "absent", "domestic", 0.554, True), Leader("1956", "halved", "us", 0.635, True)]))
    The answer depends on the reference: domestic leads if causes are absent (0.55 of the gap), us if they are only halved (0.64).
    >>> print(flip_sentence([Leader("2018", "absent", "domestic", 0.82, True), Leader("2018", "halved", "domestic", 0.64, True)]))
    domestic leads at both references (0.82 and 0.64 of the gap).
    """
    if len(leading) < 2:
        return "At some reference there is no gap to share out."
    first, second = leading
    if not (first.alone and second.alone):
        near = first if not first.alone else second
        return f"Blocks are not ranked: {MEANS[near.reference]}, those with the largest shares cannot be told apart."
    if first.block != second.block:
        return (
            f"The answer depends on the reference: {first.block} leads {MEANS[first.reference]} ({share(first.share)} of the gap), "
            f"{second.block} {MEANS[second.reference]} ({share(second.share)})."
        )
    return f"{first.block} leads at both references ({share(first.share)} and {share(second.share)} of the gap)."


def _effects(found: Explanation, name: str, event: str) -> str:
    """What taking away one cause does to P(event), where all others are present and where none is."""
    causes = found.causes[found.causes["scenario"] == name]
    head = f"{'effect':>8}  {'interval':<16}  {'PN':>5}  {'PS':>5}  {'first in':>8}"
    boxed = f"   box of {found.box['point'].nunique():,} points" if len(found.box) and name in set(found.box["scenario"]) else ""
    lines = [f"  {f'taken away: P({event})':<38}{head}{boxed}"]
    for _, rows in causes.groupby("cause", sort=False):
        absent, *halved = rows.to_dict("records")
        same = [row["first_in"] for row in halved if row["effect"] == absent["effect"]]
        lines.append(_effect_line(absent, absent["label"], same) + _box(found, absent))
        lines += [
            _effect_line(row, f"{row['label']}, halved", []) + _box(found, row) for row in halved if row["effect"] != absent["effect"]
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
    return f"  {label:<38}{signed(row['effect']):>8}  {between:<16}  {share(row['pn']):>5}  {share(row['ps']):>5}  {first_in:<15}"


def _box(found: Explanation, row: Row) -> str:
    """The same effect over the points of the box."""
    if not len(found.box):
        return ""
    wanted = {"scenario": row["scenario"], "what": "cause", "name": row["cause"], "reference": row["reference"]}
    effect = found.box[(found.box[list(wanted)] == pd.Series(wanted)).all(axis=1)]["effect"]
    return f"   {signed(effect.median())} [{signed(effect.min())}, {signed(effect.max())}]" if len(effect) else ""


def _gates(found: Explanation, name: str) -> str:
    """The gap on the dates on which it changes, and the gate that binds most often."""
    path = found.gaps[found.gaps["scenario"] == name].dropna(axis=1, how="all")
    gates = [column for column in path.columns if "." in column]
    lines = [f"  {'gap to a settlement, points':<32}{'median':>7}  {'80% of runs':<16}  {'clear':>5}   binding gates, share of runs"]
    for row in path.to_dict("records"):
        binding = sorted(((row[gate], gate) for gate in gates if row[gate] >= 0.005), reverse=True)
        told = ", ".join(f"{gate} {share(part)}" for part, gate in binding)
        band = f"{row['low']:+.1f} to {row['high']:+.1f}"
        lines.append(f"  {row['date']:%b %Y}{'':<24}{row['median']:>+7.1f}  {band:<16}  {share(row['clear']):>5}   {told}")
    return "\n".join(lines)
