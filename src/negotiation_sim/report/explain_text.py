"""What `explain` found: the answer in words, and the tables."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from negotiation_sim.analysis.explanation import Explanation
from negotiation_sim.analysis.words import Words, words_in
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.export.listing import Code, Listing, Row, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.effect_text import CAUSATION, SUFFICIENT, cause_cells
from negotiation_sim.report.explain_verdict import MEANS, verdict
from negotiation_sim.report.move_text import capital
from negotiation_sim.report.numbers import interval, points, range_of, share, signed

__all__ = [
    "effect_listing",
    "explain_answer",
    "explain_text",
    "gate_listing",
    "reading_listing",
    "share_listing",
]

Record = Mapping[Hashable, Any]

EDGE = 0.01

SHARES = (
    "Shortfall: how much less often it comes about with all causes at work than with none. Share of "
    "it: what each cause accounts for, averaged over all orders in which causes can enter (Shapley "
    "1953), or with the causes of a block entering together (Owen 1977). Halved: where a cause "
    "declares no halving of its own, it is absent. Whose making: a cause counted as another block's "
    "making to a share t gives it t of its Shapley value; the lead changes at the share shown."
)
EFFECTS = (
    "Effect: of taking one cause away while all others are at work. By itself: how much less often "
    "it comes about with this cause alone than with none."
)
INTERVALS = (
    "Intervals are 95% Monte-Carlo intervals and say nothing about the judgement behind the numbers"
)
BOX = ": for this look at the box, the median [lowest, highest] effect over its points"


def explain_text(
    found: Explanation, scenarios: Mapping[str, Scenario], unboxed: Mapping[str, str] | None = None
) -> str:
    """The answer; then per scenario shares at both references side by side, effects, gates, and the
    box.

    Parameters
    ----------
    unboxed : why there is no box, by scenario
    """
    answers = [
        f"{name}: {explain_answer(found, name, one)} {box_answer(found, name)}".rstrip()
        for name, one in scenarios.items()
    ]
    blocks = [in_paragraphs(answers)]
    for name, scenario in scenarios.items():
        words = words_in({name: scenario})
        if name in set(found.readings["scenario"]):
            blocks.append(as_text(reading_listing(found, name, words)))
        blocks += [
            as_text(share_listing(found, name, words)),
            as_text(effect_listing(found, name, words, (unboxed or {}).get(name, ""))),
            as_text(gate_listing(found.gaps, name, words)),
        ]
    about = f"{INTERVALS}{BOX if len(found.box) else ''}."
    return "\n\n".join([*blocks, in_paragraphs([SHARES, EFFECTS, CAUSATION, about, SUFFICIENT])])


def explain_answer(found: Explanation, name: str, scenario: Scenario) -> str:
    """Why the event does not come about, in a few sentences."""
    causes, blocks = (table[table["scenario"] == name] for table in (found.causes, found.blocks))
    words = words_in({name: scenario})
    return verdict(causes, blocks, found.leaders(name), _event(found, name, words), words)


def box_answer(found: Explanation, name: str) -> str:
    """The two causes that matter most over the points of the box; empty without one."""
    if not len(found.box):
        return ""
    box = found.box[(found.box["scenario"] == name) & (found.box["what"] == "cause")]
    effects = box[box["reference"] == "absent"].groupby("name")["effect"]
    most = effects.median().abs().nlargest(2).index
    labels = found.causes.drop_duplicates("cause").set_index("cause")["label"]
    told = [
        f"“{labels[cause]}” adds {range_of(one.median(), one.min(), one.max(), signed)}"
        for cause, one in ((cause, effects.get_group(cause)) for cause in most)
    ]
    points = box["point"].nunique()
    return f"Over {points} points of the box, taking away {', and '.join(told)}." if told else ""


def _event(found: Explanation, name: str, words: Words) -> str:
    return words.outcome(found.on) if found.on else words.event([name])


def reading_listing(found: Explanation, name: str, words: Words) -> Listing:
    """Which block leads under each reading of whose making a cause is, and where the lead changes."""
    rows = [
        row(
            f"{capital(str(one['label']))} counted as made by {words.block(one['read_block'])}, "
            f"{MEANS[one['reference']]}",
            f"{words.block(one['leader'])} {share(one['leader_share'])}",
            f"{words.block(one['read_leader'])} {share(one['read_leader_share'])}",
            "never" if math.isnan(one["tipping"]) else share(one["tipping"]),
            Code(one["reading"]),
        )
        for one in found.readings[found.readings["scenario"] == name].to_dict("records")
    ]
    head = ("reading", "leads as declared", "leads as read", "leads from a share of", "code")
    return Listing(f"{name}: whose making? Blocks by their Shapley shares", head, "llrrl", rows)


def share_listing(found: Explanation, name: str, words: Words) -> Listing:
    """Blocks and their causes, both references side by side."""
    causes, blocks = (table[table["scenario"] == name] for table in (found.causes, found.blocks))
    references = list(dict.fromkeys(causes["reference"]))
    rows: list[Row] = []
    for block, members in blocks.groupby("block", sort=False):
        rows.append(_shares(words.block(str(block)), members, Code(block)))
        rows += [
            _shares(of["label"].iloc[0], of, Code(cause), depth=1)
            for cause, of in causes[causes["block"] == block].groupby("cause", sort=False)
        ]
    each = causes.drop_duplicates("reference").to_dict("records")
    whole = [
        cell
        for one in each
        for cell in (share(one["gap"]), "", interval(one["gap_low"], one["gap_high"]))
    ]
    rows.append(row("the shortfall itself", *whole))
    head = [
        cell
        for reference in references
        for cell in (f"Shapley, {MEANS[reference]}", "Owen", "95% interval of Owen's")
    ]
    n, size = int(causes["n"].iloc[0]), causes["cause"].nunique()
    title = (
        f"{name}: shares of the shortfall of {_event(found, name, words)}, {n:,} runs of every "
        f"combination of {size} cause{'s' if size > 1 else ''}, seed {found.seed}"
    )
    align = f"l{'r' * len(head)}l"
    return Listing(title, ("cause, under its block", *head, "code"), align, rows)


def _shares(label: str, references: pd.DataFrame, code: Code, depth: int = 0) -> Row:
    cells = [cell for one in references.to_dict("records") for cell in _share_cells(one)]
    return row(label, *cells, code, depth=depth)


def _share_cells(one: Record) -> tuple[str, str, str]:
    if math.isnan(one["owen_share"]):
        return "–", "–", "none to share"
    between = interval(one["owen_share_low"], one["owen_share_high"])
    return share(one["shapley_share"]), share(one["owen_share"]), between


def effect_listing(found: Explanation, name: str, words: Words, unboxed: str = "") -> Listing:
    """What taking away one cause does to the event, where all others are at work and where none
    is.

    Parameters
    ----------
    unboxed : why there is no box; empty where there is one, or none was asked for
    """
    causes = found.causes[found.causes["scenario"] == name]
    event, base = _event(found, name, words), float(causes["baseline"].iloc[0])
    boxed = len(found.box) > 0 and name in set(found.box["scenario"])
    rows = []
    for cause, references in causes.groupby("cause", sort=False):
        absent, *halved = references.to_dict("records")
        alone = next((signed(one["first_in"]) for one in halved if one["same"]), "")
        told = [(absent, str(absent["label"]), (signed(absent["first_in"]), alone))]
        told += [
            (one, f"{one['label']}, halved", ("", signed(one["first_in"])))
            for one in halved
            if not one["same"]
        ]
        rows += [
            row(
                label,
                *cause_cells(one),
                *itself,
                *([_box(found, one)] if boxed else []),
                Code(cause),
            )
            for one, label, itself in told
        ]
    head = ["cause taken away", "effect", "95% interval", "necessary", "sufficient"]
    head += ["by itself, if others absent", "by itself, if others halved"]
    title = f"{name}: effects on {event}"
    if boxed:
        mine = found.box[found.box["scenario"] == name]
        size = mine["point"].nunique()
        head.append("over the box")
        title += f"; box of {size:,} point{'s' * (size > 1)} of {mine['n'].iloc[0]:,} runs each"
    notes = [f"No box: {unboxed}."] if unboxed else []
    if not EDGE <= base <= 1 - EDGE:
        notes.append(
            f"With all causes at work its share is {share(base)}, so close to {round(base)} that taking "
            "away one says little; look at the gap."
        )
    return Listing(title, (*head, "code"), f"l{'r' * (len(head) - 1)}l", rows, tuple(notes))


def _box(found: Explanation, one: Record) -> str:
    """The same effect over the points of the box."""
    wanted = {
        "scenario": one["scenario"],
        "what": "cause",
        "name": one["cause"],
        "reference": one["reference"],
    }
    effect = found.box[(found.box[list(wanted)] == pd.Series(wanted)).all(axis=1)]["effect"]
    if effect.empty:
        return "–"
    return range_of(effect.median(), effect.min(), effect.max(), signed)


def gate_listing(gaps: pd.DataFrame, name: str, words: Words) -> Listing:
    """The gap on the dates on which it changes, and the gate that binds most often."""
    path = gaps[gaps["scenario"] == name]
    gates = [column for column in path.columns if "." in column and path[column].notna().any()]
    rows = []
    for one in path.to_dict("records"):
        if not one["n"]:
            rows.append(row(f"{one['date']:%b %Y}", *"–––", "no text counts as settled"))
            continue
        binding = sorted(((one[gate], gate) for gate in gates if one[gate] >= 0.005), reverse=True)
        told = ", ".join(f"{words.gate(gate)} {share(part)}" for part, gate in binding)
        band = interval(one["low"], one["high"], points)
        rows.append(
            row(f"{one['date']:%b %Y}", points(one["median"]), band, share(one["clear"]), told)
        )
    head = ("from", "median gap", "80% of runs", "runs past every gate")
    title = (
        f"{name}: gap to a settlement ({words.event([name])}), in points; below 0 none is signed"
    )
    return Listing(title, (*head, "which gate binds, share of runs"), "lrrrl", rows)
