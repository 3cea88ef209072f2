"""Words and numbers of tables, as figures show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

__all__ = [
    "SHARES",
    "SUFFICIENT",
    "average_of",
    "basis",
    "broken",
    "error_of",
    "in_order",
    "listed",
    "n_text",
    "percent",
    "percent_ticks",
    "plain",
    "records",
    "signed",
    "whiskers",
]

SHARES: dict[str, Any] = {
    "range": [0, 1],
    "tickvals": [0, 0.25, 0.5, 0.75, 1],
    "ticktext": ["0", "25%", "50%", "75%", "100%"],
}
"""An axis of shares: it ends at 100%, whatever is drawn."""

SUFFICIENT = "Shares show what the assumptions are sufficient for, not what is predicted"

LONGEST_LINE = 18

SEAMS = re.compile(r"(?<=[_ ])|(?=\+)")
"""Where a name or a sentence may be broken."""


def plain(text: object) -> str:
    """A text from a file as plotly shows it letter by letter; plotly would read ``<b>`` as markup.

    Examples
    --------
    >>> plain("P < 0.5 & <b>bold</b>")
    'P &lt; 0.5 &amp; &lt;b&gt;bold&lt;/b&gt;'
    """
    return escape(str(text), quote=False)


def broken(text: str, longest: int = LONGEST_LINE) -> str:
    """A name or sentence, on several lines if it is long; markup in it shows as text.

    Examples
    --------
    >>> broken("TREATY_TWO_PLUS_GUARANTEED"), broken("STALEMATE"), broken("japan_norm_halved+no_clause")
    ('TREATY_TWO_PLUS_<br>GUARANTEED', 'STALEMATE', 'japan_norm_halved<br>+no_clause')
    """
    lines = [""]
    for piece in SEAMS.split(text):
        if lines[-1] and len((lines[-1] + piece).rstrip()) > longest:
            lines.append("")
        lines[-1] += piece
    return "<br>".join(plain(line.rstrip()) for line in lines)


def in_order(column: pd.Series) -> list[str]:
    """Distinct values: in category order where there is one, else as they come."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        present = set(column)
        return [str(name) for name in column.cat.categories if name in present]
    return [str(name) for name in column.unique()]


def percent(share: float, mcse: float) -> str:
    """A share with the digits its Monte-Carlo error supports; 0 and 100% only for what is exactly
    that.

    Examples
    --------
    >>> percent(0.711, 0.0007), percent(0.711, 0.014), percent(0.0004, 0.0001), percent(0.0, 0.0)
    ('71.1%', '71%', '<0.1%', '0')
    >>> percent(0.005, 0.01), percent(0.997, 0.01), percent(1.0, 0.01)
    ('<1%', '>99%', '100%')
    """
    if share == 0:
        return "0"
    digits = 1 if mcse < 0.004 else 0
    least, text = 10.0 ** -(digits + 2), f"{share:.{digits}%}"
    if float(text[:-1]) == 0:
        return f"<{least:.{digits}%}"
    return f">{1 - least:.{digits}%}" if share < 1 and float(text[:-1]) == 100 else text


def n_text(n: pd.Series) -> str:
    """A column of run counts in words.

    Examples
    --------
    >>> n_text(pd.Series([1000, 1000])), n_text(pd.Series([1000, 2000]))
    ('1,000', '1,000 to 2,000')
    """
    fewest, most = int(n.min()), int(n.max())
    return f"{most:,}" if fewest == most else f"{fewest:,} to {most:,}"


def average_of(table: pd.DataFrame) -> str:
    """What rows that join several points of a design are, in words; empty where they join none.

    Examples
    --------
    >>> average_of(pd.DataFrame({"n": [800], "points": [4]}))
    'Average of 4 points, equal weight: no point is likelier than another; --point N shows one'
    >>> average_of(pd.DataFrame({"n": [800]}))
    ''
    """
    points = int(table["points"].max()) if "points" in table.columns else 1
    if points < 2:
        return ""
    return (
        f"Average of {points:,} points, equal weight: no point is likelier than another; "
        "--point N shows one"
    )


def basis(table: pd.DataFrame, per: str) -> list[str]:
    """On how many runs shares rest, and the error of a share; an average of points has none.

    Parameters
    ----------
    per : what holds as many runs, such as ``a panel``

    Examples
    --------
    >>> basis(pd.DataFrame({"n": [5000], "mcse": [0.0064]}), "a panel")
    ['n = 5,000 runs a panel; Monte-Carlo standard error of a share up to 0.0064']
    >>> basis(pd.DataFrame({"n": [800], "points": [4], "mcse": [0.02]}), "a panel")[1]
    'n = 800 runs a panel'
    """
    runs = f"n = {n_text(table['n'])} runs {per}"
    if average := average_of(table):
        return [average, runs]
    return [f"{runs}; Monte-Carlo standard error of a share up to {table['mcse'].max():.2g}"]


def error_of(table: pd.DataFrame) -> float:
    """The largest Monte-Carlo error of some shares, which says how many digits they deserve."""
    return 0.01 if average_of(table) else float(table["mcse"].max())


def signed(number: float) -> str:
    """A number with its sign.

    Examples
    --------
    >>> signed(-0.844), signed(0.1)
    ('−0.84', '+0.10')
    """
    return f"{number:+.2f}".replace("-", "−")


def whiskers(table: pd.DataFrame, are: str = "Whiskers") -> str:
    """What the intervals of shares are."""
    if average_of(table):
        return f"{are}: from the lowest to the highest of the points, no error"
    return f"{are}: 95% Wilson intervals"


def listed(parts: Sequence[str], most: int = 3) -> str:
    """The first few of some phrases as one sentence.

    Examples
    --------
    >>> listed(["1956: a", "2018: b"]), listed(["a", "b", "c", "d"], 2)
    ('1956: a; 2018: b', 'a; b; …')
    """
    return "; ".join([*parts[:most], *(["…"] if len(parts) > most else [])])


def percent_ticks(low: float, high: float) -> dict[str, Sequence[object]]:
    """About five ticks of an axis of shares, in percent; zero without a sign.

    Examples
    --------
    >>> percent_ticks(0.0, 0.3)["ticktext"], percent_ticks(-0.1, 0.8)["ticktext"]
    (['0', '10%', '20%', '30%'], ['0', '25%', '50%', '75%'])
    """
    step = next(
        (step for step in (0.01, 0.02, 0.05, 0.1, 0.25, 0.5) if (high - low) / step <= 5), 1.0
    )
    first, last = -int(-low / step + 1e-9) if low < 0 else 0, int(high / step + 1e-9)
    ticks = [round(i * step, 6) for i in range(first, last + 1)]
    return {"tickvals": ticks, "ticktext": [f"{tick:.0%}" if tick else "0" for tick in ticks]}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each by column name."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
