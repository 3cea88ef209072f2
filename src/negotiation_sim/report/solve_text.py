"""What solution concepts conclude about a scenario: the answer in words, and the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negotiation_sim.analysis.words import words_in
from negotiation_sim.domain.changes import in_one_phrase
from negotiation_sim.domain.levers import Consent, Promise, Threat
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.export.listing import Code, Listing, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.move_text import capital
from negotiation_sim.report.numbers import interval, points, share
from negotiation_sim.solutions.lettering import letters_of
from negotiation_sim.solutions.option_graph import OptionGraph
from negotiation_sim.solutions.solving import CONCEPTS_SOLVED, Solved
from negotiation_sim.solutions.stability import CONCEPTS, stabilities

__all__ = ["solve_answer", "solve_text", "state_words"]

WORTH = (
    "Worth: points of each leader above going on, ratification risk included and pressure from "
    "outside anticipated; points of different actors cannot be compared. Going on with talks is the "
    "disagreement point. Zone: the text leaves nobody worse off than going on; frontier: no text is "
    "better for one and as good for all."
)
CONCEPTS_SAY = (
    "Concepts say what would be efficient, fair or stable if everybody knew these numbers; none of "
    "them is a prediction. Shares are over runs with private draws; their 95% Wilson intervals are "
    "Monte-Carlo error only."
)

GRAPH_LEGEND = (
    "✓: no actor would leave the state: by any single move (Nash); because any move of the others "
    "would punish it (GMR), even if it could respond (SMR); because a move that the others gain by "
    "would (SEQ). Opponents may move in any sequence but nobody twice in succession (Fang, Hipel & "
    "Kilgour 1993); a state punishes if it is not better than the one left. A threat costs its price "
    "where it is carried out."
)
ACCEPTS = " accepts"
"""End of the name of an option of a principal."""


def solve_text(found: Solved, graph: OptionGraph) -> str:
    """The answer, the disagreement point, packages at the most likely numbers, the concepts at
    them and over runs, and the states in which the talks can rest.
    """
    names = {actor.name: actor.label for actor in found.scenario.principals}
    worth = ", ".join(f"{names[name]} {value:.1f}" for name, value in found.disagreement.items())
    going_on = (
        f"Going on with talks is worth {worth} against a final text and 0.0 against an interim one."
    )
    letters = letters_of(found.outcomes, [*found.concepts["usual"], *graph.packages])
    listings = (_packages(found, names, letters), _concepts(found, letters))
    head = in_paragraphs([solve_answer(found), going_on])
    legend = in_paragraphs([WORTH, CONCEPTS_SAY, *_left_out(found)])
    states = _states(graph, found.scenario, letters)
    return "\n\n".join(
        [head, *map(as_text, listings), legend, as_text(states), in_paragraphs([GRAPH_LEGEND])]
    )


def _left_out(found: Solved) -> list[str]:
    """What is not solved, and why."""
    solved = set(found.concepts["concept"])
    names = [
        label.partition(":")[0] for key, (label, *_) in CONCEPTS_SOLVED.items() if key not in solved
    ]
    n, quorum = len(found.scenario.principals), found.scenario.protocol.quorum
    said = [
        f"Left out: {name}, which compares two offers; here are {n} principals." for name in names
    ]
    if 0 < quorum < n:
        said.append(
            f"A quorum of {quorum} is enough in the talks, and for the points to spare above; zone, "
            f"concepts and states ask all {n} principals."
        )
    return said


def solve_answer(found: Solved) -> str:
    """Whether a settlement is possible at the most likely numbers, and what the concepts pick."""
    scenario, texts = found.scenario, found.outcomes
    inside = int(texts["zone"].sum()) if len(texts) else 0
    event = scenario.settlement_label
    if not found.gate:
        near = f"{event} is not on the table"
    else:
        gate = words_in({scenario.id: scenario}).gate(found.gate)
        far = f"{abs(found.gap):.1f} points"
        near = (
            f"{event} is possible with {far} to spare"
            if found.gap >= 0
            else f"{event} falls {far} short"
        )
        near += f" ({gate})"
    of = f"{inside} of {len(texts)} texts that can be signed {'leave' if inside != 1 else 'leaves'} nobody worse off than going on"
    picked = [
        f"“{one['package']}”"
        for one in (texts.to_dict("records") if len(texts) else [])
        if len(one["marks"].split()) == len(found.concepts)
    ]
    all_pick = f" All {len(found.concepts)} concepts pick {picked[0]}." if len(picked) == 1 else ""
    date = scenario.calendar.label(found.step)
    return f"{scenario.title}, {date}, at the most likely numbers: {near}; {of}.{all_pick}"


def _packages(found: Solved, names: Mapping[str, str], letters: Mapping[str, str]) -> Listing:
    every, known = (
        len(found.concepts),
        {one["package"]: one for one in found.outcomes.to_dict("records")},
    )
    labels = dict(zip(found.concepts["concept"], found.concepts["label"], strict=True))
    rows = []
    for package, letter in letters.items():
        one = known.get(package)
        if one is None:
            note = "cannot be signed at the most likely numbers"
            rows.append(row(f"{letter} {package}", *["–"] * len(names), "", "", note))
            continue
        marks = [labels[mark].partition(":")[0] for mark in one["marks"].split()]
        picked = "every concept" if len(marks) == every else ", ".join(marks)
        cells = [points(one[f"worth_{name}"]) for name in names]
        ticks = (_tick(one["zone"]), _tick(one["frontier"]))
        rows.append(row(f"{letter} {package}", *cells, *ticks, picked))
    head = ("text", *(f"worth to {label}" for label in names.values()), "zone", "frontier")
    align = f"l{'r' * len(names)}lll"
    return Listing("Texts at the most likely numbers", (*head, "picked by"), align, rows)


def _concepts(found: Solved, letters: Mapping[str, str]) -> Listing:
    rows = [
        row(
            one["label"],
            share(one["settles"]),
            interval(one["low"], one["high"]),
            share(one["none"]),
            f"{letters[one['usual']]} in {share(one['usual_share'])}" if one["usual"] else "–",
        )
        for one in found.concepts.to_dict("records")
    ]
    warned: dict[str, list[str]] = {}
    for one in found.concepts.to_dict("records"):
        if one["warning"]:
            warned.setdefault(one["warning"], []).append(one["label"].partition(":")[0])
    head = ("concept", found.scenario.settlement_label, "95% interval", "no text", "most frequent")
    title = f"What the concepts pick over {found.runs:,} runs of seed {found.seed}"
    notes = tuple(
        f"{capital(in_one_phrase(names))}: a concept that {warning}."
        for warning, names in warned.items()
    )
    return Listing(title, head, "lrrrr", rows, notes)


def _tick(yes: bool) -> str:
    return "✓" if yes else ""


def _states(graph: OptionGraph, scenario: Scenario, letters: Mapping[str, str]) -> Listing:
    """States that are stable for everybody under some concept, and what they would sign.

    States in which somebody accepts in vain are counted only: they sign nothing either.
    """
    found = {concept: set(stabilities(graph.model, concept).equilibria) for concept in CONCEPTS}
    accepting = [i for i, option in enumerate(graph.options) if option.name.endswith(ACCEPTS)]
    rows, left_out = [], []
    for number, state in enumerate(graph.model.states):
        if not any(number in states for states in found.values()):
            continue
        if not graph.packages[number] and any(state[i] == "Y" for i in accepting):
            left_out.append(number)
        else:
            ticks = (_tick(number in found[concept]) for concept in CONCEPTS)
            text = graph.packages[number]
            signed = f"{letters[text]} {text}" if text else "nothing"
            rows.append(row(state_words(graph, state, scenario), *ticks, signed, Code(state)))
    code = "code"
    options = ", ".join(option.name for option in graph.options)
    note = f"Code: Y for an option that is used, N for one that is not, in the order {options}."
    head = ("what everybody does", *CONCEPTS, "what is signed", code)
    title = "States in which the talks can rest"
    notes = (note, *_in_vain(left_out, found))
    return Listing(title, head, f"l{'l' * len(CONCEPTS)}ll", rows, notes)


def _in_vain(states: Sequence[int], found: Mapping[Any, set[int]]) -> Iterator[str]:
    """How many states in which somebody accepts in vain are left out, and by which concept."""
    if states:
        by = ", ".join(f"{name} {len(found[name].intersection(states))}" for name in CONCEPTS)
        n = len(states)
        yield (
            f"Left out: {n} more state{'s' * (n != 1)} in which the talks can rest ({by}), where "
            "somebody accepts in vain, so that nothing is signed; --out keeps them all in states.csv."
        )


def state_words(graph: OptionGraph, state: str, scenario: Scenario) -> str:
    """What a state means.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> from negotiation_sim.solutions.option_graph import option_graph
    >>> scenario = load_scenario("1956")
    >>> print(state_words(option_graph(scenario, 0), "YNNY", scenario))
    Japan accepts, USSR insists, United States does not threaten Japan and signs
    """
    used = [letter == "Y" for letter in state]
    levers = {lever.name: lever for lever in scenario.levers}
    accepting: list[str] = []
    insisting: list[str] = []
    does: dict[str, list[str]] = {}
    for option, yes in zip(graph.options, used, strict=True):
        who = scenario.actor(option.owner).label
        lever = levers.get(option.name)
        if lever is None:
            (accepting if yes else insisting).append(who)
        elif isinstance(lever, Consent):
            does.setdefault(who, []).append("signs" if yes else "does not sign")
        elif isinstance(lever, Promise):
            whom = in_one_phrase([scenario.actor(name).label for name in lever.targets])
            does.setdefault(who, []).append(f"{'pays' if yes else 'does not pay'} {whom}")
        elif isinstance(lever, Threat):
            whom = scenario.actor(lever.target).label
            deed = f"threatens {whom}" if yes else f"does not threaten {whom}"
            does.setdefault(who, []).append(deed)
    told = [
        f"{in_one_phrase(who)} {verb}{'s' * (len(who) == 1)}"
        for who, verb in ((accepting, "accept"), (insisting, "insist"))
        if who
    ]
    return ", ".join([*told, *(f"{who} {in_one_phrase(deeds)}" for who, deeds in does.items())])
