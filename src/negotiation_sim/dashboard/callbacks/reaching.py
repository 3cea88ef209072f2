"""What would it take, searched in the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dash import Output, State, html

from negotiation_sim.analysis.reach import Answer, Reach, ReachSizes, reach
from negotiation_sim.dashboard.callbacks.background import job_callbacks
from negotiation_sim.dashboard.jobs import Jobs, Stopped, Tell
from negotiation_sim.dashboard.setting import Setting, whole
from negotiation_sim.report.reach_text import (
    answer_line,
    kept_line,
    looked_line,
    move_phrase,
    opening_line,
)

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

EXPECTED = 1_500_000
"""About how many runs a search takes; it ends sooner where few moves suffice."""

SIZES = ReachSizes()


def register(app: Dash, player: Player, jobs: Jobs) -> None:
    """The callbacks of the search."""

    def work(setting: Setting, _pinned: Setting, asked: tuple[Any, ...], tell: Tell) -> Any:
        on, percent, most = asked
        at_least = whole(percent, "at least", 1, 99) / 100
        at_most, played = whole(most, "at most", 1, 3), 0

        def progress(runs: int) -> None:
            nonlocal played
            played += runs
            if not tell(min(0.99, played / EXPECTED)):
                raise Stopped

        named = player.library.get(setting.scenario)
        try:
            return reach(named, str(on), at_least, (), at_most, setting.seed, SIZES, progress)
        except Stopped:
            return None

    def show(found: Reach) -> tuple[Any, ...]:
        shown = found.answers or tuple(filter(None, [found.miss]))
        typed = player.library.typed_as(found.scenario)
        parts = [
            html.P(opening_line(found)),
            html.Ol([_answer(found, one, typed) for one in shown]),
        ]
        return ([*parts, html.P(looked_line(found), className="note")],)

    asked = [
        State("reach-on", "value"),
        State("reach-share", "value"),
        State("reach-most", "value"),
    ]
    job_callbacks(app, jobs, "reach", [Output("reach-out", "children")], work, show, asked)


def _answer(found: Reach, answer: Answer, typed: str) -> Any:
    said: Sequence[str] = [answer_line(answer), *filter(None, [kept_line(answer)])]
    return html.Li(
        [
            html.Ul([html.Li(move_phrase(move)) for move in answer.moves]),
            *(html.P(line, className="note") for line in said),
            html.Code(found.command(answer, typed), className="command"),
            html.A("Show it here", href=_link(found, answer)),
        ]
    )


def _link(found: Reach, answer: Answer) -> str:
    """The link that shows an answer on the page, on the luck of the search."""
    return Setting(
        found.scenario,
        tuple(sorted((move.name, move.to) for move in answer.moves if move.kind == "number")),
        tuple(move.name for move in answer.moves if move.kind == "intervention"),
        tuple(move.name for move in answer.moves if move.kind == "event"),
        found.seed,
    ).fragment()
