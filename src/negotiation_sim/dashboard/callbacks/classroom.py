"""A round in a classroom: a question, a tally of guesses, and only then the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, Input, Output, State, ctx, dcc, html

from negotiation_sim.dashboard.ids import control
from negotiation_sim.dashboard.lessons import (
    Question,
    answer_of,
    arms_table,
    names_of,
    questions_of,
)
from negotiation_sim.dashboard.setting import Setting, whole
from negotiation_sim.dashboard.words import percent, points
from negotiation_sim.errors import InputError
from negotiation_sim.plots.files import CONFIG
from negotiation_sim.plots.settled_bars import settled_bars

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

MOST_GUESSES = 999
EMPTY: dict[str, Any] = {"at": 0, "scenario": "", "tally": {}, "open": []}


def register(app: Dash, player: Player) -> None:
    """The callbacks of the classroom."""

    @app.callback(
        Output("round", "data"),
        Output("lesson", "children"),
        Input("setting", "data"),
        Input("ask-back", "n_clicks"),
        Input("ask-next", "n_clicks"),
        Input("reveal", "n_clicks"),
        Input(control("more", ALL), "n_clicks"),
        Input(control("fewer", ALL), "n_clicks"),
        State("round", "data"),
        prevent_initial_call=True,
    )
    def asked(shown: Any, *clicks_and_round: Any) -> tuple[Any, ...]:
        setting, kept = Setting.of(shown), clicks_and_round[-1]
        questions = questions_of(player.library.get(setting.scenario).scenario)
        if not questions:
            return EMPTY, html.P("This scenario declares no interventions, so nothing is asked.")
        now = _round(kept, setting.scenario, len(questions))
        value = ctx.triggered[0]["value"] if ctx.triggered else None
        now = _moved(now, ctx.triggered_id, value, questions)
        return now, _lesson(player, setting, questions, now)


def _round(kept: Any, scenario: str, questions: int) -> dict[str, Any]:
    """The round so far, as the page sent it back; a new one for another scenario."""
    if not isinstance(kept, dict) or kept.get("scenario") != scenario:
        return EMPTY | {"scenario": scenario}
    tally, opened = kept.get("tally"), kept.get("open")
    if not isinstance(tally, dict) or not isinstance(opened, list) or len(tally) > MOST_GUESSES:
        raise InputError("the round cannot be read, expected what the page was given")
    counts = {str(name): whole(count, "tally", 0, MOST_GUESSES) for name, count in tally.items()}
    places = [whole(one, "question", 0, questions - 1) for one in opened[:questions]]
    at = whole(kept.get("at"), "question", 0, questions - 1)
    return {"scenario": scenario, "at": at, "tally": counts, "open": places}


def _moved(
    now: dict[str, Any], trigger: Any, clicks: Any, questions: tuple[Question, ...]
) -> dict[str, Any]:
    at, last = now["at"], len(questions) - 1
    if trigger in ("ask-back", "ask-next"):
        step = 1 if trigger == "ask-next" else -1
        return now | {"at": min(max(at + step, 0), last)}
    if trigger == "reveal":
        return now | {"open": sorted({*now["open"], at})}
    if isinstance(trigger, dict) and clicks:
        name = f"{at}:{trigger.get('address')}"
        step = 1 if trigger.get("kind") == "more" else -1
        count = min(max(now["tally"].get(name, 0) + step, 0), MOST_GUESSES)
        return now | {"tally": now["tally"] | {name: count}}
    return now


def _lesson(
    player: Player, setting: Setting, questions: tuple[Question, ...], now: dict[str, Any]
) -> list[Any]:
    scenario, at = player.library.get(setting.scenario).scenario, now["at"]
    question, opened = questions[at], at in now["open"]
    table = arms_table(player, setting, question) if opened else None
    right = answer_of(table) if table is not None else ""
    parts = [
        html.P(names_of(scenario), className="names"),
        html.P(f"Question {at + 1} of {len(questions)}", className="note"),
        html.H2(question.ask),
        html.P(
            f"Settled means: {scenario.settlement_label}. Guess first; one count per show of hands."
        ),
        html.Div([_guess(one, now["tally"], at, right) for one in question.options]),
    ]
    if table is None:
        return parts
    rows = table.iloc[1:]
    said = "; ".join(
        f"{words}: {percent(share)} ({points(effect)} points)"
        for words, share, effect in zip(rows["label"], rows["share"], rows["effect"], strict=True)
    )
    fig = settled_bars(table, scenario.settlement_label)
    return [
        *parts,
        html.P(f"As it was: {percent(table['share'].iloc[0])}. {said}.", className="said"),
        dcc.Graph(id="lesson-bars", figure=fig, config=CONFIG),
    ]


def _guess(option: tuple[str, str], tally: dict[str, int], at: int, right: str) -> Any:
    name, words = option
    count = tally.get(f"{at}:{name}", 0)
    return html.Div(
        [
            html.Span(("✓ " if name == right else "") + words, className="option"),
            html.Button(
                "−",
                id=control("fewer", name),
                type="button",
                n_clicks=0,
                **{"aria-label": f"One fewer for: {words}"},
            ),
            html.Output(str(count), className="count"),
            html.Button(
                "+",
                id=control("more", name),
                type="button",
                n_clicks=0,
                **{"aria-label": f"One more for: {words}"},
            ),
        ],
        className="guess right" if name == right else "guess",
    )
