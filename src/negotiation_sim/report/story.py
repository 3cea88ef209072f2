"""One run in plain words, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from negotiation_sim.domain.changes import in_one_phrase
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.trace import Act, Move, Trace
from negotiation_sim.export.listing import WIDTH
from negotiation_sim.report.move_text import (
    capital,
    co_signers,
    ending_lines,
    points,
    sentence,
    votes,
)

__all__ = ["LEGEND", "chapters", "story"]

LEGEND = "Points are each side's own scale. What an offer is worth to a leader also counts the risk of failing at home."

VOTES = (Act.RATIFY, Act.FAIL_TO_RATIFY)
OPENING = (Act.OFFER, Act.NO_OFFER)
ROUTINE = (Act.OFFER, Act.ACCEPT, Act.REJECT, Act.NO_OFFER)


def story(trace: Trace) -> list[str]:
    """Describe a run: what happened each month, and how it ended.

    A repeated offer that is refused again takes few words; months in which nothing else happens are
    summed up together.

    Examples
    --------
    >>> from negotiation_sim.engines.mesa_engine import replay
    >>> from negotiation_sim.scenarios import load_scenario
    >>> lines = story(replay(load_scenario("1956"), seed=1, run=0))
    >>> lines[0]
    'Japan and the USSR, 1955-56: run 0 of seed 1'
    >>> lines[-1].startswith("Outcome: ")
    True
    """
    scenario = trace.scenario
    lines = [f"{scenario.title}: run {trace.run} of seed {trace.seed}", *wrap(LEGEND, WIDTH), ""]
    margin = 2 + max(
        len(scenario.calendar.label(step)) for step in range(scenario.calendar.n_steps)
    )
    for label, sentences in chapters(trace):
        lines += _paragraph(label, sentences, margin)
    return [
        *lines,
        "",
        *(
            line
            for said in ending_lines(trace)
            for line in wrap(said, WIDTH, subsequent_indent="  ")
        ),
    ]


def _paragraph(label: str, sentences: Sequence[str], margin: int) -> Iterator[str]:
    """Sentences under each other, the first after its label, wrapped lines further in."""
    for number, said in enumerate(sentences):
        head = f"{label}  ".ljust(margin) if number == 0 else " " * margin
        yield from wrap(
            said,
            WIDTH,
            initial_indent=head,
            subsequent_indent=" " * (margin + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )


def chapters(trace: Trace) -> Iterator[tuple[str, list[str]]]:
    """Label and sentences of every month, or run of months, that is worth reporting."""
    scenario, label = trace.scenario, trace.scenario.calendar.label
    on_table: dict[str, int] = {}
    waiting: list[list[Move]] = []
    for _, of_step in groupby(trace.moves, key=lambda move: move.step):
        moves = [move for move in of_step if move.act is not Act.END]
        if _is_routine(moves, on_table):
            waiting.append(moves)
            continue
        yield from _brief(scenario, waiting)
        waiting = []
        if moves:
            yield label(moves[0].step), list(_told(scenario, moves, on_table))
        on_table |= {move.actor: move.outcome for move in moves if move.act is Act.OFFER}
    yield from _brief(scenario, waiting)


def _is_routine(moves: Sequence[Move], on_table: dict[str, int]) -> bool:
    """Whether nothing happened but an old offer refused, or no offer at all."""
    answered = any(move.act in (Act.REJECT, Act.NO_OFFER) for move in moves)
    return answered and all(
        move.act in ROUTINE and (move.act is not Act.OFFER or _is_old(move, on_table))
        for move in moves
    )


def _is_old(offer: Move, on_table: dict[str, int]) -> bool:
    return on_table.get(offer.actor) == offer.outcome


def _told(scenario: Scenario, moves: Sequence[Move], on_table: dict[str, int]) -> Iterator[str]:
    """Sentences of one month."""
    bargaining = [move for move in moves if move.act in ROUTINE]
    brief = _is_routine(bargaining, on_table)
    exchanges = _exchanges(bargaining)
    for act, some in groupby(moves, key=lambda move: Act.RATIFY if move.act in VOTES else move.act):
        same = list(some)
        if act is Act.RATIFY:
            yield from _co_signature(scenario, same[0])
            yield votes(scenario, same)
        elif not brief or act not in ROUTINE:
            yield from (sentence(scenario, move) for move in same)
        elif act in OPENING:
            yield from (_once_more(scenario, next(exchanges)) for _ in same)


def _exchanges(moves: Sequence[Move]) -> Iterator[list[Move]]:
    """Each offer, or none, with the answers to it."""
    starts = [i for i, move in enumerate(moves) if move.act in OPENING]
    for start, end in zip(starts, [*starts[1:], len(moves)], strict=True):
        yield list(moves[start:end])


def _co_signature(scenario: Scenario, signed: Move) -> Iterator[str]:
    if signing := co_signers(scenario, signed.outcome):
        yield f"{capital(in_one_phrase(signing))} {'co-signs' if len(signing) == 1 else 'co-sign'}."


def _once_more(scenario: Scenario, moves: Sequence[Move]) -> str:
    """An old offer and the answers, in one sentence."""
    first, *answers = moves
    said = (
        sentence(scenario, first)
        if first.act is Act.NO_OFFER
        else f"{capital(scenario.actor(first.actor).label)} repeats its offer."
    )
    return " ".join([said, *(sentence(scenario, answer) for answer in answers)])


def _brief(scenario: Scenario, months: Sequence[Sequence[Move]]) -> Iterator[tuple[str, list[str]]]:
    """Months of routine, summed up in one sentence."""
    if not months:
        return
    label = scenario.calendar.label
    first, last = label(months[0][0].step), label(months[-1][0].step)
    if len(months) == 1:
        yield first, [_once_more(scenario, one) for one in _exchanges(months[0])]
        return
    insisted = zip(scenario.principals, months[-1][-1].aspirations, strict=True)
    (head, least), *others = [(actor.label, points(least)) for actor, least in insisted]
    demands = ", ".join(
        [f"{head} still insists on {least}", *(f"{name} on {least}" for name, least in others)]
    )
    yield _span(first, last), [f"{capital(_repetition(scenario, months))} ({demands})."]


def _span(first: str, last: str) -> str:
    """Two dates as a stretch of time.

    Examples
    --------
    >>> _span("Aug 1955", "Oct 1955"), _span("Dec 1955", "Apr 1956")
    ('Aug to Oct 1955', 'Dec 1955 to Apr 1956')
    """
    return f"{first[:-5] if first[-4:] == last[-4:] else first} to {last}"


def _repetition(scenario: Scenario, months: Sequence[Sequence[Move]]) -> str:
    """Who repeats an offer in these months and who has none."""
    made = {move.actor for moves in months for move in moves if move.act is Act.OFFER}
    active = [actor.label for actor in scenario.principals if actor.name in made]
    mute = {move.actor for moves in months for move in moves if move.act is Act.NO_OFFER} - made
    silent = [actor.label for actor in scenario.principals if actor.name in mute]
    if len(active) == len(scenario.principals) == 2:
        return "Both repeat their offers in vain"
    said = []
    if active:
        said.append(
            f"{in_one_phrase(active)} {'repeats its offer' if len(active) == 1 else 'repeat their offers'} in vain"
        )
    if silent:
        has, they = ("has", "it") if len(silent) == 1 else ("have", "they")
        said.append(f"{in_one_phrase(silent)} {has} nothing to propose that {they} could live with")
    return "; ".join(said)
