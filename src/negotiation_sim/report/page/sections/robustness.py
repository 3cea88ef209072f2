"""Which conclusions hold over the whole plausible box."""

from __future__ import annotations

from negotiation_sim.analysis.history_matching import sentence_of_bits
from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.plots.robust_conclusions import robust_conclusions
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import joined, table, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.robustness_text import (
    BOX,
    RULES,
    robustness_answers,
    robustness_listings,
)

__all__ = ["robustness_section"]

TITLE = "How far this holds: robustness"
NONE = (
    "The numbers behind this folder are judgement, and this folder does not vary them over a whole plausible range, so it cannot say how far "
    "its conclusions hold. An experiment that samples a box can: "
)


def robustness_section(found: Findings) -> Section:
    """The tables that `robustness --out` left beside the box; a sentence where there are none."""
    tables = found.robustness
    if not any(len(one) for one in tables.values()):
        command = tag("code", "negotiation-sim robustness plausible_box --out FOLDER")
        return Section("robustness", TITLE, tag("p", NONE, command, "."))
    left = tag("code", "negotiation-sim robustness")
    parts: list[object] = [
        tag("ul", *(tag("li", one) for one in robustness_answers(tables))),
        tag("p", BOX, " The tables were left in this folder by ", left, "."),
    ]
    if "posterior" in tables and found.results.observed:
        bits = sentence_of_bits(PointShares.of(found.results), found.results.observed)
        parts.append(tag("p", bits, class_="note"))
    if len(tables.get("conclusions", ())):
        says = "Share of the points of the box at which each conclusion holds, and the range of what it bounds."
        parts.append(figure_block("conclusions", robust_conclusions(tables["conclusions"]), says))
    parts += map(table, robustness_listings(tables, found.words))
    if len(tables.get("rules", ())):
        parts.append(tag("p", RULES, class_="note"))
    return Section("robustness", TITLE, joined(parts))
