"""The recorded timeline above the simulated one: what a model should bring about, and what it does."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import SHARES, broken, percent, plain, records
from negotiation_sim.plots.theme import ACCENT, CLASS_COLOURS, INK, MUTED, SECOND, SPARE_COLOURS

__all__ = ["record_timeline"]

ROW = 26
PALETTE = (ACCENT, SECOND, CLASS_COLOURS["TREATY_FOUR_PHASED"], *SPARE_COLOURS)
EDGE = pd.Timedelta(days=20)
"""Room before the first and after the last date."""

WANTED = "rgba(230,159,0,0.28)"


def record_timeline(record: pd.DataFrame, scenario: str = "", of: str = "") -> go.Figure:
    """Recorded dates, simulated dates beneath them, and how often each pattern occurs beside what
    is wanted.

    Parameters
    ----------
    record : rows of a ``pattern``: its ``label``, the share of runs that should show it
        (``wanted_low`` to ``wanted_high``), the ``share`` that does with its interval ``low`` to
        ``high``, ``recorded_date`` (missing where the record has none), and a row per ``month``
        with the ``cumulative_share`` of runs that have shown it by then (both missing where it has
        no date)
    scenario : whose record it is
    of : under which intervention, and how many runs

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if record.empty:
        raise ValueError("the record has no patterns, so there is nothing to draw")
    patterns = record.drop_duplicates("pattern").reset_index(drop=True)
    dated = patterns[patterns["recorded_date"].notna()].reset_index(drop=True)
    colours = {
        name: PALETTE[i % len(PALETTE)] for i, name in enumerate(patterns["pattern"].astype(str))
    }
    heights = [max(60, ROW * len(dated) + 20), 220, ROW * len(patterns) + 30]
    gap = 74
    height = sum(heights) + 2 * gap
    fig = make_subplots(rows=3, cols=1, row_heights=heights, vertical_spacing=gap / height)
    _draw_record(fig, dated, colours)
    _draw_runs(fig, record, colours)
    _draw_shares(fig, patterns, colours)
    fig.update_xaxes(matches="x", row=2, col=1)
    span = [*dated["recorded_date"].dropna(), *record["month"].dropna()]
    days = pd.to_datetime(pd.Series(span, dtype=object))
    if len(days):
        fig.update_xaxes(
            type="date",
            range=[f"{days.min() - EDGE:%Y-%m-%d}", f"{days.max() + EDGE:%Y-%m-%d}"],
            tickformat="%b<br>%Y",
            nticks=5,
            row=1,
        )
        fig.update_xaxes(type="date", tickformat="%b<br>%Y", nticks=5, row=2)
    panel_titles(
        fig,
        [
            "<b>in the record</b>",
            "<b>share of runs by then</b>",
            "<b>how often; shaded: wanted</b>",
        ],
    )
    inside = _inside(patterns)
    said = Said(
        f"{f'{scenario}: ' if scenario else ''}{int(inside.sum())} of {len(patterns)} patterns of the record occur as often as they should",
        f"Recorded and simulated timeline{f': {of}' if of else ''}",
        ["Lines: cumulative share of runs; dots: shares with their 95% intervals"],
        {str(row["label"]): (colours[str(row["pattern"])], "━") for row in records(patterns)},
    )
    return dressed(fig, said, height, over=30)


def _inside(patterns: pd.DataFrame) -> pd.Series:
    within: pd.Series = patterns["share"].between(patterns["wanted_low"], patterns["wanted_high"])
    return within


def _draw_record(fig: go.Figure, dated: pd.DataFrame, colours: dict[str, str]) -> None:
    fig.add_trace(
        go.Scatter(
            x=[str(date) for date in dated["recorded_date"]],
            y=list(range(len(dated))),
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": 12,
                "color": [colours[str(name)] for name in dated["pattern"]],
            },
            text=[plain(label) for label in dated["label"]],
            hovertemplate="%{text}: %{x}<extra></extra>",
            showlegend=False,
        ),
        row=1,
        col=1,
    )
    fig.update_yaxes(
        range=[len(dated) - 0.4, -0.6],
        tickvals=list(range(len(dated))),
        ticktext=[broken(str(label), 26) for label in dated["label"]],
        tickfont_size=11,
        row=1,
    )


def _draw_runs(fig: go.Figure, record: pd.DataFrame, colours: dict[str, str]) -> None:
    for name, mine in record.dropna(subset=["month", "cumulative_share"]).groupby(
        "pattern", sort=False
    ):
        fig.add_trace(
            go.Scatter(
                x=[str(date) for date in mine["month"]],
                y=mine["cumulative_share"],
                mode="lines",
                line={"color": colours[str(name)], "width": 2.2, "shape": "hv"},
                hovertemplate=f"{plain(mine['label'].iloc[0])}<br>by %{{x}}: %{{y:.1%}}<extra></extra>",
                showlegend=False,
            ),
            row=2,
            col=1,
        )
    fig.update_yaxes(**SHARES, row=2)


def _draw_shares(fig: go.Figure, patterns: pd.DataFrame, colours: dict[str, str]) -> None:
    for at, row in enumerate(records(patterns)):
        fig.add_shape(
            type="rect",
            x0=row["wanted_low"],
            x1=row["wanted_high"],
            y0=at - 0.4,
            y1=at + 0.4,
            fillcolor=WANTED,
            line={"color": SECOND, "width": 1},
            layer="below",
            row=3,
            col=1,
        )
    inside = _inside(patterns)
    fig.add_trace(
        go.Scatter(
            x=patterns["share"],
            y=list(range(len(patterns))),
            mode="markers",
            cliponaxis=False,
            marker={
                "size": 10,
                "color": [colours[str(name)] for name in patterns["pattern"]],
                "symbol": ["circle" if one else "x" for one in inside],
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": patterns["high"] - patterns["share"],
                "arrayminus": patterns["share"] - patterns["low"],
                "color": INK,
                "thickness": 1.2,
                "width": 3,
            },
            text=[
                f"{plain(row['label'])}: {percent(row['share'], 0.01)}, wanted "
                f"{percent(row['wanted_low'], 0.01)} to {percent(row['wanted_high'], 0.01)}"
                for row in records(patterns)
            ],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        ),
        row=3,
        col=1,
    )
    fig.update_xaxes(**SHARES, row=3)
    fig.update_yaxes(
        range=[len(patterns) - 0.4, -0.6],
        tickvals=list(range(len(patterns))),
        ticktext=[
            f"{broken(str(label), 26)}{'' if one else ' ✖'}"
            for label, one in zip(patterns["label"], inside, strict=True)
        ],
        tickfont={"size": 11, "color": MUTED},
        row=3,
    )
