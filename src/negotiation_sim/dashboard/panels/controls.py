"""The left side: levers, advanced numbers, interventions, events, who opens, strategies, luck."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from dash import dcc, html

from negotiation_sim.dashboard.controls import Choice, Number, choices_of, numbers_of
from negotiation_sim.dashboard.ids import Part, control, dom_id
from negotiation_sim.dashboard.lessons import sliders_of
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.report.move_text import capital
from negotiation_sim.scenarios import NamedScenario

FIRST = 10
"""Numbers shown first of a file that names no levers."""

MANY = 12
"""More options than this can be searched."""

__all__ = ["controls_panel", "lever", "other_numbers", "starts_of"]


def starts_of(named: NamedScenario) -> dict[str, Any]:
    """Where everything stands in the scenario's file, for the page to know what was moved."""
    numbers = {one.address: one.start for one in numbers_of(named)}
    choices = {one.address: one.start for one in choices_of(named.scenario)}
    many = [one.address for one in choices_of(named.scenario) if one.many]
    return {
        "moved": numbers | choices,
        "many": many,
        "events": [one.name for one in named.scenario.events],
    }


def controls_panel(named: NamedScenario, setting: Setting, classroom: bool = False) -> list[Part]:
    """Every control of a scenario, where a setting has it; in a classroom three levers first, and all
    else under them. What is folded up comes when it is opened: every part of a page slows each step
    of a slider.
    """
    levers, others = _sorted(named, classroom)
    choices, moved = choices_of(named.scenario), dict(setting.moved)
    dates = [one for one in choices if one.address.startswith("events.")]
    menus = [one for one in choices if one.many]
    words = [one for one in choices if one not in (*dates, *menus)]
    parts = [lever(one, moved) for one in levers]
    if named.scenario.interventions:
        parts += [html.H2("What if"), _interventions(named, setting)]
    if named.scenario.events:
        parts += [html.H2("Dated events"), _events(named, setting), *_chosen(dates, moved)]
    parts += [html.H2("How and when they bargain"), *_chosen(words, moved)]
    parts += [html.H2("What is on the table"), *_chosen(menus, moved)]
    title = f"All other numbers ({len(others)})"
    more = html.Summary(title, id=control("unfold", "all"), n_clicks=0)
    place = html.Div(id=control("folded", "all"))
    return [*parts, html.Details([more, place], className="advanced")]


def _sorted(named: NamedScenario, classroom: bool) -> tuple[list[Number], list[Number]]:
    """Numbers that are shown first, and the others."""
    numbers = numbers_of(named)
    levers = [one for one in numbers if one.lever] or list(numbers[:FIRST])
    if classroom:
        large = sliders_of([one.address for one in levers])
        levers = [one for name in large for one in levers if one.address == name]
    return levers, [one for one in numbers if one not in levers]


def other_numbers(named: NamedScenario, setting: Setting, classroom: bool) -> list[Part]:
    """Every number that is not shown first, under what it belongs to."""
    moved, (_, others) = dict(setting.moved), _sorted(named, classroom)
    return [
        html.Fieldset([html.Legend(group), *(_row(one, moved) for one in some)])
        for group, some in groupby(sorted(others, key=attrgetter("group")), attrgetter("group"))
    ]


def lever(one: Number, moved: dict[str, Any], name: str = "") -> Part:
    """A slider with its number, its unit, its source, and its plausible range as a band."""
    value = moved.get(one.address, one.start)
    width = one.most - one.least
    band = {
        "left": f"{100 * (one.low - one.least) / width:.3g}%",
        "width": f"{100 * (one.high - one.low) / width:.3g}%",
    }
    mark = {"left": f"{100 * (one.start - one.least) / width:.3g}%"}
    about = f"{one.unit}; plausible {one.low:g} to {one.high:g}, file {one.start:g}"
    return html.Div(
        [
            html.Label(name or one.label, htmlFor=dom_id("slider", one.address)),
            html.Div(
                [
                    dcc.Input(
                        id=control("slider", one.address),
                        type="range",
                        min=one.least,
                        max=one.most,
                        step=one.step,
                        value=value,
                        className="slider",
                    ),
                    html.Div(
                        [
                            html.Div(className="band", style=band),
                            html.Div(className="mark", style=mark),
                        ],
                        className="rail",
                        **{"aria-hidden": "true"},
                    ),
                ],
                className="track",
            ),
            _number(one, value),
            _reset(one.address, one.label, one.address in moved),
            html.Details(
                [
                    html.Summary(about),
                    html.P(one.source),
                    html.P(f"Drawn in each run, {one.spread} around it." if one.spread else ""),
                    html.Code(one.address),
                ]
            ),
        ],
        className="lever",
    )


def _number(one: Number, value: object) -> Part:
    box = dcc.Input(
        id=control("number", one.address), type="number", value=value, step="any", debounce=True
    )
    words = html.Span(f"{one.label}, {one.unit}", className="unseen")
    return html.Label([words, box], className="number")


def _reset(address: str, label: str, moved: bool) -> Part:
    return html.Button(
        "↺",
        id=control("reset", address),
        type="button",
        n_clicks=0,
        title="Back to the file's value",
        className="reset moved" if moved else "reset",
        **{"aria-label": f"Reset {label}"},
    )


def _interventions(named: NamedScenario, setting: Setting) -> Part:
    return dcc.Checklist(
        id=control("made", "all"),
        options=[
            {"label": capital(change.label or change.name), "value": change.name}
            for change in named.scenario.interventions
        ],
        value=list(setting.interventions),
        className="checks",
    )


def _events(named: NamedScenario, setting: Setting) -> Part:
    return dcc.Checklist(
        id=control("happen", "all"),
        options=[
            {"label": f"{event.date:%d %b %Y}: {event.label}", "value": event.name}
            for event in sorted(named.scenario.events, key=attrgetter("date"))
        ],
        value=[one.name for one in named.scenario.events if one.name not in setting.dropped],
        className="checks",
    )


def _chosen(choices: Sequence[Choice], moved: dict[str, Any]) -> list[Part]:
    return [
        html.Div(
            [
                html.Label(one.label, htmlFor=dom_id("choice", one.address)),
                dcc.Dropdown(
                    id=control("choice", one.address),
                    options=[{"value": value, "label": words} for value, words in one.options],
                    value=_taken(one, moved),
                    clearable=False,
                    multi=one.many,
                    searchable=not one.many and len(one.options) > MANY,
                ),
                _reset(one.address, one.label, one.address in moved),
            ],
            className="choice many" if one.many else "choice",
        )
        for one in choices
    ]


def _taken(one: Choice, moved: dict[str, Any]) -> Any:
    value = moved.get(one.address, one.start)
    return str(value).split(",") if one.many else value


def _row(one: Number, moved: dict[str, Any]) -> Part:
    about = f"{one.unit}; plausible {one.low:g} to {one.high:g}. {one.source} ({one.address})"
    return html.Div(
        [
            html.Span([one.label, html.Small(f" {one.unit}")], title=about),
            _number(one, moved.get(one.address, one.start)),
            _reset(one.address, one.label, one.address in moved),
        ],
        className="row",
    )
