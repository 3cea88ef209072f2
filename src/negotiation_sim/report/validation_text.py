"""The lines of a validation as text or plain data."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Rational, Real
from typing import Any

from negotiation_sim.theory.validation import Line

__all__ = ["HEAD", "line_text", "lines_data", "verdict"]

WIDTH, SHOWN, SOURCE = 74, 20, 44
HEAD = f"{'':<6}{'case':<{WIDTH}}{'expected':>{SHOWN}}  {'obtained':>{SHOWN}}  {'tolerance':>9}  source"


def line_text(line: Line) -> str:
    """One line: verdict, case, expected beside obtained, tolerance, source.

    Examples
    --------
    >>> from negotiation_sim.theory.cases import Check
    >>> " ".join(line_text(Line("closed form", "Rubinstein 1982", Check("share", 0.526316, 1 / 1.9, 6e-7))).split())
    'ok share 0.526316 0.5263158 6e-07 Rubinstein 1982'
    """
    check = line.check
    cells = f"{_shown(check.expected):>{SHOWN}}  {_shown(check.obtained):>{SHOWN}}  {_tolerance(check.tolerance):>9}"
    return f"{'ok' if check.passed else 'MISS':<6}{_cut(check.name, WIDTH - 2):<{WIDTH}}{cells}  {_cut(line.source, SOURCE)}"


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


def verdict(lines: Sequence[Line]) -> str:
    """What came of it, in one sentence.

    Examples
    --------
    >>> verdict([])
    'Nothing was checked.'
    """
    missed = sum(not line.check.passed for line in lines)
    if not lines:
        return "Nothing was checked."
    return f"{len(lines)} checked, {missed or 'none'} missed." + (
        " See the lines that begin with MISS." if missed else ""
    )


def _tolerance(value: float) -> str:
    return f"{value:.2g}" if value else "exact"


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return _cut(", ".join(_shown(item) for item in value), SHOWN)
    if isinstance(value, Real):
        return f"{float(value):.7g}"
    return _cut(str(value), SHOWN)


def _plain(value: object) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Rational):  # whole numbers stay whole, fractions become decimals
        return int(value.numerator) if value.denominator == 1 else float(value)
    return float(value) if isinstance(value, Real) else value


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
