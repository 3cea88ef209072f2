"""A scenario as a line, a card and a table of its parameters, for who works in Python."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from negotiation_sim.domain.scenario import Scenario

__all__ = ["card", "line", "parameter_table", "rows_as_html", "tables_html", "tables_line"]


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


def tables_line(title: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """A line for tables that belong together, with how long each is.

    Examples
    --------
    >>> import pandas as pd
    >>> tables_line("Solved 2018", {"outcomes": pd.DataFrame({"a": [1, 2]})})
    '<Solved 2018; tables: outcomes (2 rows)>'
    """
    lengths = (f"{name} ({len(one)} row{'s' * (len(one) != 1)})" for name, one in tables.items())
    return f"<{title}; tables: {', '.join(lengths)}>"


def tables_html(title: str, tables: Mapping[str, pd.DataFrame], main: pd.DataFrame) -> str:
    """The same for a notebook, with what matters most of one of them."""
    lengths = {name: f"{len(one):,} × {one.shape[1]}" for name, one in tables.items()}
    shown = main.round(3).to_html(index=False, border=0)
    return f"{rows_as_html(title, lengths)}{shown}"


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
