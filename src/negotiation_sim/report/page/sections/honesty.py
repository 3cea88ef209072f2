"""What the numbers of a report mean, and what they do not mean."""

from __future__ import annotations

from negotiation_sim.experiments.failures import failure_lines
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import joined, tag
from negotiation_sim.report.page.section import Section

__all__ = ["honesty_section"]

NOTES = (
    "Shares say what the assumptions are sufficient for. They are not estimated from data, and they are not predictions.",
    (
        "The numbers of a scenario are judgement, made with the sources shown beside them; other numbers are just as plausible, and the section on "
        "robustness says how far conclusions hold over them, where this folder can tell."
    ),
    "Intervals are Monte-Carlo error only: they shrink with more runs and say nothing about the judgement behind the numbers.",
    "Where a scenario’s numbers were chosen so that what happened is the most frequent outcome, its appearing so is no evidence for them.",
    "A share below 1% or above 99% leaves an effect no room; there the gap in points says more.",
    "Effects compare runs that share their luck. They are effects in the model, not in history.",
)


def honesty_section(found: Findings) -> Section:
    """The notes that hold for every folder, and what is particular to this one."""
    failures = found.results.failures
    notes: list[object] = [*NOTES]
    if failures:
        notes.append(
            f"{sum(one.n_runs for one in failures):,} runs raised an error and are left out: {'; '.join(failure_lines(found.results.study, failures)[:5])}."
        )
    if found.results.record["agents"]:
        notes.append(
            "Actors were played by classes of the user’s own, whose code is not part of this page."
        )
    return Section(
        "honesty",
        "What this page does not say",
        joined([tag("ul", *(tag("li", note) for note in notes))]),
    )
