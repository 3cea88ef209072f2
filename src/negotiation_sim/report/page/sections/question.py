"""What was asked, and the shortest answer."""

from __future__ import annotations

from negotiation_sim.export.codebook import HONESTY
from negotiation_sim.report.answers import outcome_answers
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import joined, tag
from negotiation_sim.report.page.section import Section

__all__ = ["question_section"]


def question_section(found: Findings) -> Section:
    """The question, how much was played, and per scenario what is most frequent and how often it
    settles at baseline.
    """
    study = found.results.study
    asked = str(found.results.record.get("question", ""))
    own = [
        tag("li", tag("b", name), ": ", world.question)
        for name, world in found.worlds.items()
        if world.question
    ]
    points = f", {found.n_points:,} points of a design" if found.n_points > 1 else ""
    arms = len(study.arms)
    played = (
        f"{study.n_rows:,} simulated negotiations: {len(study.scenarios)} {_plural('scenario', len(study.scenarios))}, "
        f"{arms} {_plural('intervention', arms)} (one of which changes nothing){points}, {study.runs:,} runs of each, seed {study.seed}."
    )
    answers = outcome_answers(found.summary, found.settled, found.results.observed, found.words)
    body = [
        tag("p", asked, class_="question") if asked else "",
        tag("p", "Each scenario asks:") if own and asked else "",
        tag("ul", *own) if own else "",
        tag("p", played),
        tag("p", "In short:"),
        tag("ul", *(tag("li", one) for one in answers)),
        tag("p", " ".join(HONESTY.split()), class_="note"),
    ]
    return Section("question", "The question", joined(body))


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
