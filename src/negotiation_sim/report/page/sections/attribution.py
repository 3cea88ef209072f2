"""Which causes account for the missing settlement."""

from __future__ import annotations

from negotiation_sim.analysis.words import words_in
from negotiation_sim.plots.cause_shares import cause_shares
from negotiation_sim.report.effect_text import CAUSATION
from negotiation_sim.report.explain_text import (
    EFFECTS,
    SHARES,
    effect_listing,
    explain_answer,
    reading_listing,
    share_listing,
)
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["attribution_section"]

EXPLAINED = (
    "A scenario declares rival causes of the missing settlement. Every combination of them is played "
    "on the same luck. What it means that a cause is not there decides the answer, so two readings "
    "stand side by side: it is absent, or only halved."
)


def attribution_section(found: Findings) -> Section:
    """Shapley and Owen shares at both references; a sentence where there is nothing to
    attribute.
    """
    return Section("attribution", "Why no settlement: shares of the causes", _body(found))


def _body(found: Findings) -> Html:
    told = found.explanation
    if told is None:
        why = (
            "the actors’ own classes played"
            if found.results.record["agents"]
            else "no scenario of this folder declares causes"
        )
        return tag("p", f"Not shown: {why}.")
    n, names = int(told.causes["n"].max()), list(dict.fromkeys(told.causes["scenario"]))
    intro = f"{EXPLAINED} Played for this page as things are: {n:,} runs of each combination, seed {told.seed}."
    answers = [
        tag("li", tag("b", name), ": ", explain_answer(told, name, found.worlds[name]))
        for name in names
    ]
    worlds = {name: found.worlds[name] for name in names}
    words = {name: words_in({name: one}) for name, one in worlds.items()}
    read = set(told.readings["scenario"])
    tables = [table(reading_listing(told, name, words[name])) for name in names if name in read]
    tables += [table(share_listing(told, name, words[name])) for name in names]
    tables += [table(effect_listing(told, name, words[name])) for name in names]
    tables.append(joined(tag("p", text, class_="note") for text in (SHARES, EFFECTS, CAUSATION)))
    says = "Share of the shortfall that each cause accounts for, by Shapley and Owen values, at both readings of its absence."
    parts = [tag("p", intro), tag("ul", *answers)]
    if told.causes["owen_share"].isna().all():
        return joined([*parts, *tables])
    figure = cause_shares(told.causes, found.words.event(names), found.words)
    return joined([*parts, figure_block("causes", figure, says, *tables)])
