"""Plain scalars by the core schema of YAML 1.2: ``no`` and ``1955-06`` are text."""

from __future__ import annotations

import math
import re

from negotiation_sim.scenarios.source.located import Plain

__all__ = ["resolve"]

_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_MOST_DIGITS = 15
"""Longer whole numbers are read as floats: they exceed what a float holds exactly."""


def resolve(text: str) -> Plain:
    """Value of an unquoted scalar.

    Raises
    ------
    ValueError
        If it is a number, but not a finite one.

    Examples
    --------
    >>> [resolve(word) for word in ("no", "1955-06", ".35", "1e-6", "12", "~", "true")]
    ['no', '1955-06', 0.35, 1e-06, 12, None, True]
    >>> resolve(".nan")
    Traceback (most recent call last):
    ValueError: found .nan, expected a finite number
    """
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"found {text}, expected a finite number")
    if _INT.fullmatch(text) and len(text) <= _MOST_DIGITS:
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(f"found {text[:20]}, expected a finite number")
        return number
    return text
