"""What solution concepts say of a scenario, as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

from negotiation_sim.report.numbers import interval, share
from negotiation_sim.solutions.option_graph import OptionGraph
from negotiation_sim.solutions.solving import Solved
from negotiation_sim.solutions.stability import CONCEPTS, stabilities

__all__ = ["graph_text", "solve_text"]

LEGEND = """\
Worth: points of each leader above going on, ratification risk included and pressure from outside
anticipated; points of different actors cannot be compared. Concepts say what would be efficient,
fair or stable if everybody knew these numbers; none of them is a prediction. Shares are over runs
with private draws; their 95% Wilson intervals are Monte-Carlo error only."""

GRAPH_LEGEND = """\
Options: Y taken, N not, in the order named. ✓: stable for everybody. Opponents may move in any
sequence but nobody twice in succession (Fang, Hipel & Kilgour 1993); a sanction is a state not
better than the one left. A threat costs its price where it is carried out."""


def solve_text(found: Solved) -> str:
    """Disagreement point, zone, packages at the most likely numbers, and the concepts at them and
    over runs.
    """
    scenario = found.scenario
    names = {actor.name: actor.label for actor in scenario.principals}
    date = scenario.calendar.label(found.step)
    walk_away = ", ".join(
        f"{names[name]} {points:.1f}" for name, points in found.disagreement.items()
    )
    lines = [
        f"{scenario.title} · {date} · most likely numbers, and {found.runs:,} runs of seed {found.seed}"
    ]
    lines.append(
        f"Disagreement point: going on with talks, worth {walk_away} against a final text and 0.0 against an interim one."
    )
    lines.append(_zone(found))
    letters = _letters(found)
    return "\n".join(
        [*lines, "", *_packages(found, names, letters), "", *_concepts(found, letters), "", LEGEND]
    )


def _zone(found: Solved) -> str:
    texts = found.outcomes
    inside = int(texts["zone"].sum()) if len(texts) else 0
    gap = (
        f"the gap to {found.scenario.settlement_label} is {found.gap:+.1f} points ({found.gate} binds)"
        if found.gate
        else "none settles"
    )
    return f"Zone of agreement: {inside} of {len(texts)} texts that can be signed leave nobody worse off than going on; {gap}."


def _letters(found: Solved) -> dict[str, str]:
    """A letter for every text that is worth a line."""
    texts = found.outcomes
    usual = set(found.concepts["usual"]) - {""}
    if len(texts):
        shown = texts[
            texts["zone"]
            | texts["frontier"]
            | (texts["marks"] != "")
            | texts["package"].isin(usual)
        ]["package"].tolist()
    else:
        shown = []
    return {
        package: ascii_uppercase[i] if i < len(ascii_uppercase) else f"#{i}"
        for i, package in enumerate(dict.fromkeys([*shown, *usual]))
    }


def _packages(found: Solved, names: Mapping[str, str], letters: Mapping[str, str]) -> list[str]:
    concepts = len(found.concepts)
    lines = [
        "     " + "".join(f"{label:>8.8}" for label in names.values()) + "  zone  frontier  text"
    ]
    rows = {row["package"]: row for row in found.outcomes.to_dict("records")}
    for package, letter in letters.items():
        if package not in rows:
            lines.append(
                f"  {letter}  {'':>{8 * len(names)}}  {'':<4}  {'':<8}  {package} (cannot be signed at the most likely numbers)"
            )
            continue
        row = rows[package]
        worth = "".join(f"{row[f'worth_{name}']:>+8.1f}" for name in names)
        marks = row["marks"].split()
        picked = (
            f"  ← {'every concept' if len(marks) == concepts else ', '.join(marks)}"
            if marks
            else ""
        )
        lines.append(
            f"  {letter}  {worth}  {_tick(row['zone']):<4}  {_tick(row['frontier']):<8}  {package}{picked}"
        )
    return lines


def _concepts(found: Solved, letters: Mapping[str, str]) -> list[str]:
    event = found.scenario.settlement_label
    lines = [
        f"  {'over runs':<56}{event:>{len(event)}}  {'interval':<10}  {'nothing':>7}   most frequent"
    ]
    for row in found.concepts.to_dict("records"):
        usual = f"{letters[row['usual']]} in {share(row['usual_share'])}" if row["usual"] else "–"
        cells = f"{share(row['settles']):>{len(event)}}  {interval(row['low'], row['high']):<10}  {share(row['none']):>7}   {usual}"
        lines.append(f"  {row['label']:<56}{cells}")
    warned: dict[str, list[str]] = {}
    for row in found.concepts.to_dict("records"):
        if row["warning"]:
            warned.setdefault(row["warning"], []).append(row["concept"])
    return [*lines, *(f"  ({' and '.join(names)}: {warning})" for warning, names in warned.items())]


def _tick(yes: bool) -> str:
    return "✓" if yes else ""


def graph_text(graph: OptionGraph) -> str:
    """States that are stable for everybody under some concept, and what they would sign.

    States in which somebody accepts in vain are left out: they sign nothing either.
    """
    found = {concept: set(stabilities(graph.model, concept).equilibria) for concept in CONCEPTS}
    accepting = [i for i, option in enumerate(graph.options) if option.name.endswith(" accepts")]
    lines = [f"Options: {', '.join(option.name for option in graph.options)}"]
    lines.append(
        "  state  " + "  ".join(f"{concept:<4}" for concept in CONCEPTS) + "  what is signed"
    )
    for number, state in enumerate(graph.model.states):
        in_vain = not graph.packages[number] and any(state[i] == "Y" for i in accepting)
        if not in_vain and any(number in states for states in found.values()):
            ticks = "  ".join(f"{_tick(number in found[concept]):<4}" for concept in CONCEPTS)
            lines.append(f"  {state:<5}  {ticks}  {graph.packages[number] or 'nothing'}")
    return "\n".join([*lines, "", GRAPH_LEGEND])
