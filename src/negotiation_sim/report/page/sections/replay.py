"""One run described month by month."""

from __future__ import annotations

from negotiation_sim.analysis.trace_table import move_table
from negotiation_sim.plots.negotiation_trace import negotiation_trace
from negotiation_sim.report.move_text import ending_lines
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.story import LEGEND, chapters

__all__ = ["replay_section"]


def replay_section(found: Findings) -> Section:
    """The story of one run, and what was asked and offered in it; a sentence where it cannot be
    described.
    """
    return Section("replay", "One run, month by month", _body(found))


def _body(found: Findings) -> Html:
    trace = found.trace
    if trace is None:
        return tag(
            "p",
            "Not shown: the actors’ own classes played; ",
            tag("code", "negotiation-sim replay FOLDER --row N --agent …"),
            " tells a run.",
        )
    scenario = trace.scenario
    where = f"{scenario.title}: run {trace.run} of seed {trace.seed}"
    at = ", with nothing changed" + (", at no point of the design" if found.n_points > 1 else "")
    told = [
        part
        for label, sentences in chapters(trace)
        for part in (tag("dt", label), *(tag("dd", said) for said in sentences))
    ]
    rules = {rule.name: rule.label for rule in scenario.classes}
    ends = f"Run {trace.run}: {rules[trace.outcome_class]}"
    figure = negotiation_trace(move_table(trace), ends, f"{where}{at}", found.words)
    says = "What each leader insists on and what is offered along one run, a panel for each side on its own scale."
    return joined(
        [
            tag(
                "p",
                f"{where}{at}. One run among many: it shows how the rules work, not what is typical. {LEGEND}",
            ),
            figure_block("trace", figure, says),
            tag("dl", *told, class_="story"),
            *(tag("p", line) for line in ending_lines(trace)),
        ]
    )
