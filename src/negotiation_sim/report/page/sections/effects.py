"""What each intervention changes, run by run."""

from __future__ import annotations

from negotiation_sim.plots.paired_effects import paired_effects
from negotiation_sim.report.effect_text import (
    CAUSATION,
    EFFECTS,
    effect_answers,
    effect_listings,
)
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["effects_section"]

PAIRED = (
    "Every run is played once as it is and once under each intervention, with the same luck, so the "
    "difference within a pair of runs is the effect."
)


def effects_section(found: Findings) -> Section:
    """Paired effects; over the points of a design as ranges; a sentence where runs
    cannot be paired.
    """
    return Section("effects", "What the interventions change", _body(found))


def _body(found: Findings) -> Html:
    if len(found.results.study.arms) < 2:
        return tag(
            "p",
            "This folder plays no intervention, so there is no effect to show. Add some with ",
            tag("code", "run … --intervention NAME"),
            ".",
        )
    if found.effects.empty:
        return tag(
            "p",
            "This folder keeps counts, not runs (",
            tag("code", "--tallies"),
            "): runs cannot be paired, so no effects are shown.",
        )
    events = {name: found.event(name) for name in found.worlds}
    answers = [tag("li", one) for one in effect_answers(found.effects, events, found.words)]
    tables = [table(one) for one in effect_listings(found.effects, events, found.words)]
    parts = [tag("p", PAIRED), tag("ul", *answers)]
    if found.n_points > 1:
        return joined([*parts, *tables])
    event = found.words.event(events)
    says = f"Change of the share of runs that settle ({event}) under each intervention, by scenario, with 95% intervals."
    tables.append(joined(tag("p", text, class_="note") for text in (EFFECTS, CAUSATION)))
    return joined(
        [*parts, figure_block("effects", paired_effects(found.effects, event), says, *tables)]
    )
