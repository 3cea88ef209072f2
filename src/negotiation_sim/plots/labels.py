"""Words and numbers of tables, as figures show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

__all__ = ["broken", "in_order", "level", "n_text", "percent", "percent_ticks", "plain", "records"]

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
    """A share with the digits its Monte-Carlo error supports.

    Examples
    --------
    >>> percent(0.711, 0.0007), percent(0.711, 0.014), percent(0.0004, 0.0001), percent(0.0, 0.0)
    ('71.1%', '71%', '<0.1%', '0')
    """
    if share == 0:
        return "0"
    digits = 1 if mcse < 0.004 else 0
    least = 10.0 ** -(digits + 2)
    return f"{share:.{digits}%}" if share >= least / 2 else f"<{least:.{digits}%}"


def n_text(n: pd.Series) -> str:
    """A column of run counts in words.

    Examples
    --------
    >>> n_text(pd.Series([1000, 1000])), n_text(pd.Series([1000, 2000]))
    ('1,000', '1,000 to 2,000')
    """
    fewest, most = int(n.min()), int(n.max())
    return f"{most:,}" if fewest == most else f"{fewest:,} to {most:,}"


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


def level(text: str) -> str:
    """A level of a number as a reader would write it.

    Examples
    --------
    >>> level("*0.5"), level("+5"), level("0.2")
    ('×0.5', '+5', '0.2')
    """
    return f"×{text[1:]}" if text.startswith("*") else text


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each by column name."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
