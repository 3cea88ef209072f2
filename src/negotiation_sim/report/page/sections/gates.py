"""How far a settlement is along the calendar, and what stands in the way."""

from __future__ import annotations

import pandas as pd

from negotiation_sim.analysis.timing import event_table
from negotiation_sim.analysis.words import words_in
from negotiation_sim.engines.compiled import gate_names
from negotiation_sim.plots.closing_window import closing_window
from negotiation_sim.report.explain_text import gate_listing
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["gates_section"]

EXPLAINED = (
    "A settlement must pass every gate: each side’s leader must prefer it to waiting, each "
    "ratification must succeed, and a third party whose signature it needs must give it. The gap is "
    "the margin, in points, that the best text has at its narrowest gate, the binding one: below 0 it "
    "fails there, at 0 or above it passes all. Played for this page as things are"
)


def gates_section(found: Findings) -> Section:
    """The gap and the binding gates on every date on which they can change."""
    return Section("gates", "What stands in the way: gap and gates", _body(found))


def _body(found: Findings) -> Html:
    if found.gaps.empty:
        why = (
            "the actors’ own classes played"
            if found.results.record["agents"]
            else "no scenario ever has a settlement on the table"
        )
        return tag("p", f"Not shown: {why}.")
    gates = list(
        dict.fromkeys(
            gate
            for world in found.worlds.values()
            for gate in gate_names(world)
            if gate in found.gaps
        )
    )
    events = pd.concat(
        [event_table(world, name) for name, world in found.worlds.items()], ignore_index=True
    )
    n = int(found.gaps["n"].max())
    says = "Median gap to a settlement along the calendar with its 80% band, and the share of runs in which each gate is the one that binds."
    tables = [
        table(gate_listing(found.gaps, name, words_in({name: world})))
        for name, world in found.worlds.items()
        if name in set(found.gaps["scenario"])
    ]
    others = (
        " (no point of the design, no intervention)"
        if found.n_points > 1 or len(found.results.study.arms) > 1
        else ""
    )
    intro = tag("p", f"{EXPLAINED}{others}, {n:,} runs per date, seed {found.results.study.seed}.")
    return joined(
        [
            intro,
            figure_block(
                "gates", closing_window(found.gaps, gates, events, found.words), says, *tables
            ),
        ]
    )
