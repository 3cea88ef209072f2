"""Dated events drawn into a figure with an axis of dates: numbered lines, and what the numbers mean
beneath.
"""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.labels import plain, records
from negotiation_sim.plots.theme import INK, MUTED

__all__ = ["draw_events", "explain_events"]

LONGEST = 92
LINE = 15

CLOSE = pd.Timedelta(days=70)
"""Numbers of events no further apart than this would touch in a narrow panel."""


def draw_events(
    fig: go.Figure, events: pd.DataFrame, row: int, col: int, *, numbered: bool
) -> None:
    """A dotted line per event in one panel, with its number on top if asked for.

    A number that would stand on the one before stands a little higher.

    Parameters
    ----------
    events : ``date`` and ``number``, in order of date
    """
    before: pd.Timestamp | None = None
    raised = False
    for date, same in events.assign(date=pd.to_datetime(events["date"])).groupby("date", sort=True):
        day = pd.Timestamp(str(date))
        fig.add_vline(
            x=f"{day:%Y-%m-%d}",
            line={"color": MUTED, "width": 1.2, "dash": "dot"},
            layer="below",
            exclude_empty_subplots=False,
            row=row,
            col=col,
        )
        if numbered:
            raised = before is not None and not raised and day - before <= CLOSE
            before = day
            fig.add_annotation(
                x=f"{day:%Y-%m-%d}",
                y=1,
                yref="y domain",
                text=",".join(str(number) for number in same["number"]),
                showarrow=False,
                yanchor="bottom",
                yshift=10 if raised else -1,
                font={"size": 10, "color": INK},
                row=row,
                col=col,
            )


def explain_events(fig: go.Figure, events: pd.DataFrame, shift: int = 44) -> int:
    """Write what each number means under the figure; how much room that takes.

    Parameters
    ----------
    events : ``number``, ``date``, ``label``, ``probability``
    shift : points between the panels and the first line
    """
    lines: list[str] = []
    for event in records(events):
        chance = f", with probability {event['probability']:g}" if event["probability"] < 1 else ""
        said = f"{event['number']}  {pd.Timestamp(event['date']):%b %Y}: {event['label']}{chance}"
        lines += wrap(said, LONGEST, subsequent_indent="     ")
    if not lines:
        return shift
    fig.add_annotation(
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        yshift=-shift,
        align="left",
        showarrow=False,
        text="<br>".join(plain(line) for line in lines),
        font={"size": 11, "color": MUTED},
    )
    return shift + LINE * len(lines) + 10
