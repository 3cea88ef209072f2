"""Sliders over a design that was played beforehand."""

from __future__ import annotations

from typing import Any

from negotiation_sim.report.page.explorer import explorer_data
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, data_script, joined, tag
from negotiation_sim.report.page.section import Section

__all__ = ["explorer_section"]


def explorer_section(found: Findings) -> Section | None:
    """Selects, sliders, bars and the same in words; None where the folder holds no design for
    it.
    """
    data = explorer_data(found)
    if data is None:
        return None
    played = (
        f"Precomputed: {data['points']:,} points of {data['runs']:,} runs for every scenario and intervention; "
        "nothing is simulated in this page. Bars show shares of runs; whiskers are 95% Wilson intervals of Monte-Carlo error; "
        "◆ marks what happened. Thin hollow bars stay as they are pinned, to compare with: at first the scenario without any change."
    )
    controls = [
        _select("scenario", "Scenario"),
        _select("intervention", "Intervention"),
    ]
    controls += [_slider(i, slider) for i, slider in enumerate(data["sliders"])]
    body = [
        tag("p", played),
        tag(
            "noscript",
            tag("p", "The explorer needs JavaScript; the tables below hold its range."),
        ),
        tag("div", *controls, class_="controls"),
        tag(
            "p",
            tag("button", "Pin these bars", type="button", id="explorer-pin"),
            " ",
            tag("button", "Pin the start again", type="button", id="explorer-unpin"),
        ),
        tag("p", id="explorer-said", class_="said", role="status", aria_live="polite"),
        tag("p", id="explorer-pinned", class_="note"),
        tag(
            "div",
            tag("div", id="explorer-bars", class_="bars", aria_hidden="true"),
            class_="scroll",
            tabindex=0,
            role="region",
            aria_label="bars",
        ),
        tag(
            "details",
            tag("summary", "The numbers of these bars"),
            tag(
                "div",
                id="explorer-table",
                class_="scroll",
                tabindex=0,
                role="region",
                aria_label="numbers of the bars",
            ),
        ),
        data_script("explorer-data", data),
    ]
    return Section("explorer", "Explore the design", joined(body))


def _select(name: str, label: str) -> Html:
    """A list whose entries the page's script fills in."""
    chosen = tag("select", id=f"explorer-{name}")
    return tag("div", tag("label", label, for_=f"explorer-{name}"), chosen, class_="control")


def _slider(number: int, slider: dict[str, Any]) -> Html:
    name = f"explorer-slider-{number}"
    start, last = slider["start"], len(slider["levels"]) - 1
    knob = tag(
        "input",
        type="range",
        id=name,
        min=0,
        max=last,
        step=1,
        value=start,
        aria_valuetext=slider["levels"][start],
        class_="explorer-slider",
    )
    label = tag(
        "label", slider["label"], " ", tag("code", ", ".join(slider["addresses"])), for_=name
    )
    return tag(
        "div",
        label,
        knob,
        tag("span", slider["levels"][start], id=f"{name}-value", class_="value"),
        class_="control",
    )
