"""What `reach` found, in words."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.analysis.reach import Answer, Reach
from negotiation_sim.analysis.reach_moves import SWITCH, Move
from negotiation_sim.report.numbers import interval, share

__all__ = ["answer_line", "kept_line", "looked_line", "move_phrase", "opening_line", "reach_text"]


def reach_text(found: Reach) -> str:
    """All answers, each with its moves, its confirmation and the command that plays it; or the
    nearest miss.
    """
    lines = [opening_line(found), ""]
    for number, answer in enumerate(found.answers, start=1):
        lines += [f"{number}. {phrase}" for phrase in _moves(answer.moves)[:1]]
        lines += [f"   {phrase}" for phrase in _moves(answer.moves)[1:]]
        lines += [f"   {answer_line(answer)}", *filter(None, [_indented(kept_line(answer))])]
        lines += [f"   {found.command(answer)}", ""]
    if found.miss is not None:
        lines += [f"   {phrase}" for phrase in _moves(found.miss.moves)]
        lines += [f"   {answer_line(found.miss)}", f"   {found.command(found.miss)}", ""]
    distance = (
        f"Distance counts widths of the plausible ranges, {SWITCH:g} for an intervention or an event "
        "that does not happen."
    )
    return "\n".join([*lines, distance, looked_line(found)])


def looked_line(found: Reach) -> str:
    """How much was looked at, and what an answer does not say."""
    return (
        f"{found.looked_at:,} settings of {found.runs:,} runs were looked at, on common luck (seed "
        f"{found.seed}). An answer suffices under the assumptions; it is not the only way."
    )


def opening_line(found: Reach) -> str:
    """What was asked and whether there is an answer, in one or two sentences."""
    asked = f"{found.label} in at least {found.at_least:.0%} of the runs of {found.scenario}"
    now = f"as the file has it, {share(found.start.share)} ({_interval(found.start)})"
    if found.answers:
        few = len(found.answers[0].moves)
        with_few = "one move" if few == 1 else f"{few} moves"
        return f"{asked}: reached with {with_few}; {now}."
    gate = found.miss.gate if found.miss else ""
    binds = f", where the gate {gate} still binds most often" if gate else ""
    return (
        f"{asked}: not within the plausible ranges with at most {found.at_most} moves; {now}. "
        f"The nearest miss{binds}:"
    )


def _moves(moves: Sequence[Move]) -> list[str]:
    return [move_phrase(move) for move in moves] or ["nothing is moved"]


def move_phrase(move: Move) -> str:
    """One move in words.

    Examples
    --------
    >>> move_phrase(Move("us.threat", "number", "US threat", 0.25, "--set", "us.threat=27", 38.0, 27.0))
    'US threat (us.threat): 38 to 27, 0.25 widths'
    """
    if move.kind != "number":
        return f"{move.label} ({move.name}), {move.widths:g} widths"
    return f"{move.label} ({move.name}): {move.start:g} to {move.to:g}, {move.widths:.2f} widths"


def answer_line(answer: Answer) -> str:
    """How far an answer is, and how often the outcome occurs in fresh runs."""
    return (
        f"distance {answer.distance:.2f}; {share(answer.share)} of {answer.n:,} fresh runs "
        f"({_interval(answer)})"
    )


def kept_line(answer: Answer) -> str:
    """At how many kept points of the plausible box it suffices too; empty without a box."""
    if answer.kept is None:
        return ""
    kept = answer.kept
    if not kept.points:
        return "history keeps no point of the plausible box, so nothing can be said of it"
    return (
        f"suffices at {share(kept.share)} ({interval(kept.low, kept.high)}) of the {kept.points} points "
        "of the plausible box that history keeps"
    )


def _indented(line: str) -> str:
    return f"   {line}" if line else ""


def _interval(answer: Answer) -> str:
    return interval(answer.low, answer.high)
