"""What a validation found: the answer in words, and expected beside obtained; or plain data."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from numbers import Rational, Real
from typing import Any

from negotiation_sim.export.listing import Listing, Row, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.theory.validation import Line

__all__ = ["lines_data", "validation_text"]

LONGEST = 24
"""Letters of a value that are shown; the data hold all of it."""


def validation_text(lines: Sequence[Line]) -> str:
    """The verdict, and a line per check under its group.

    Examples
    --------
    >>> from negotiation_sim.theory.cases import Check
    >>> print(validation_text([Line("closed form", "Rubinstein 1982", Check("share", 0.526316, 1 / 1.9, 6e-7))]))
    Of 1 check none misses: everything known was obtained as expected.
    <BLANKLINE>
      case         expected   obtained  tolerance        source
      closed form
        share      0.526316  0.5263158      6e-07    ok  Rubinstein 1982
    """
    rows: list[Row] = []
    for group, members in groupby(lines, key=lambda line: line.group):
        rows.append(row(group))
        rows += map(_row, members)
    listing = Listing(
        "", ("case", "expected", "obtained", "tolerance", "", "source"), "lrrrrl", rows
    )
    return f"{in_paragraphs([_verdict(lines)])}\n\n{as_text(listing)}"


def _row(line: Line) -> Row:
    check = line.check
    tolerance = f"{check.tolerance:.2g}" if check.tolerance else "exact"
    verdict = "ok" if check.passed else "MISS"
    shown = (_shown(check.expected), _shown(check.obtained))
    return row(check.name, *shown, tolerance, verdict, line.source, depth=1)


def _verdict(lines: Sequence[Line]) -> str:
    if not lines:
        return "Nothing was checked."
    missed = [line.check.name for line in lines if not line.check.passed]
    of = f"Of {len(lines)} check{'s' * (len(lines) > 1)}"
    if not missed:
        return f"{of} none misses: everything known was obtained as expected."
    return f"{of} {len(missed)} miss{'es' * (len(missed) == 1)}, marked MISS; the first is “{missed[0]}”."


def lines_data(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "group": line.group,
            "case": line.check.name,
            "source": line.source,
            "expected": _plain(line.check.expected),
            "obtained": _plain(line.check.obtained),
            "tolerance": line.check.tolerance,
            "passed": line.check.passed,
        }
        for line in lines
    ]


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return _cut(", ".join(_shown(item) for item in value))
    return f"{float(value):.7g}" if isinstance(value, Real) else _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(value: object) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Rational):  # whole numbers stay whole, fractions become decimals
        return int(value.numerator) if value.denominator == 1 else float(value)
    return float(value) if isinstance(value, Real) else value
