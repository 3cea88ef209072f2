"""A scenario as a line, a card and a table of its parameters, for who works in Python."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from negotiation_sim.domain.scenario import Scenario

__all__ = ["card", "line", "parameter_table", "rows_as_html"]


def line(scenario: Scenario) -> str:
    """What it is, in a line."""
    counts = [
        f"{scenario.calendar.n_months} months",
        f"{len(scenario.outcomes)} packages",
        f"{len(scenario.parameters)} parameters",
        f"{len(scenario.events)} events",
    ]
    return f"<Scenario {scenario.id}: {scenario.title}; {', '.join(counts)}>"


def card(scenario: Scenario) -> str:
    """The same for a notebook."""
    calendar = scenario.calendar
    rows = {
        "question": scenario.question,
        "calendar": f"{calendar.start:%Y-%m} to {calendar.end:%Y-%m}",
        "actors": ", ".join(actor.label for actor in scenario.actors),
        "on the table": "; ".join(f"{one.label}: {', '.join(one.menu)}" for one in scenario.issues),
        "events": "; ".join(f"{one.date:%Y-%m} {one.label}" for one in scenario.events),
        "interventions": ", ".join(change.name for change in scenario.interventions),
        "what happened": scenario.observed.outcome_class if scenario.observed else "",
    }
    return rows_as_html(f"{scenario.title} ({scenario.id})", rows)


def rows_as_html(title: str, rows: dict[str, str]) -> str:
    """A heading and a row for each thing that is known."""
    lines = (
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(text)}</td></tr>"
        for name, text in rows.items()
        if text
    )
    return f"<b>{escape(title)}</b><table>{''.join(lines)}</table>"


def parameter_table(scenario: Scenario) -> pd.DataFrame:
    """One row per parameter: ``label``, ``low``, ``mode``, ``high``, ``unit``, ``lever``, ``source``;
    the index is its address.
    """
    import pandas as pd

    rows = [
        {
            "address": one.address,
            "label": one.label,
            "low": one.value.support[0],
            "mode": one.value.mode,
            "high": one.value.support[1],
            "unit": one.unit,
            "lever": one.lever,
            "source": one.source,
        }
        for one in scenario.parameters
    ]
    return pd.DataFrame(rows).set_index("address")
