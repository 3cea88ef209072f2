"""Dated events drawn into a figure with an axis of dates: numbered lines, and what the numbers mean
beneath.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.labels import records
from negotiation_sim.plots.theme import INK, MUTED

__all__ = ["draw_events", "event_notes"]

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


def event_notes(events: pd.DataFrame) -> list[str]:
    """What each number means, a line each.

    Parameters
    ----------
    events : ``number``, ``date``, ``label``, ``probability``

    Examples
    --------
    >>> event_notes(pd.DataFrame([(1, "1956-03-01", "A vote", 0.5)], columns=["number", "date", "label", "probability"]))
    ['1  Mar 1956: A vote, with probability 0.5']
    """
    return [
        f"{event['number']}  {pd.Timestamp(event['date']):%b %Y}: {event['label']}"
        + (f", with probability {event['probability']:g}" if event["probability"] < 1 else "")
        for event in records(events)
    ]
