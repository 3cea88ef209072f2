"""What was asked, and the shortest answer."""

from __future__ import annotations

from typing import Any

from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.export.codebook import HONESTY
from negotiation_sim.report.numbers import interval, share
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
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
        f"{arms} {_plural('intervention', arms)} (“baseline” changes nothing){points}, {study.runs:,} runs of each, seed {study.seed}."
    )
    body = [
        tag("p", asked, class_="question") if asked else "",
        tag("p", "Each scenario asks:") if own and asked else "",
        tag("ul", *own) if own else "",
        tag("p", played),
        _answer(found),
        tag("p", " ".join(HONESTY.split()), class_="note"),
    ]
    return Section("question", "The question", joined(body))


def _answer(found: Findings) -> Html:
    """A line per scenario, points of a design pooled."""
    observed, rows = found.results.observed, []
    modal, settled = (
        table[table["intervention"] == BASELINE].set_index("scenario")
        for table in (found.modal, found.settled_pooled)
    )
    for name, world in found.worlds.items():
        if name not in modal.index:
            continue
        first: Any = modal.loc[name]
        one: Any = settled.loc[name]
        rows.append(
            [
                f"{name}: {world.title}",
                observed.get(name, "–"),
                f"{first['outcome_class']} {share(first['share'])} ({interval(first['low'], first['high'])})",
                f"{world.settlement_label}: {share(one['share'])} ({interval(one['low'], one['high'])})",
                f"{int(one['n']):,}",
            ]
        )
    pooling = (
        " The points of the design are pooled, which weighs them equally."
        if found.n_points > 1
        else ""
    )
    head = [
        "scenario",
        "what happened",
        "most frequent in the runs (95% interval)",
        "settled (95% interval)",
        "n",
    ]
    return joined(
        [
            table("In short, at baseline", head, rows, words=5),
            tag("p", pooling.strip()) if pooling else "",
        ]
    )


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
