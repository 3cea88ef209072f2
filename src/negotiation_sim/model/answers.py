"""What an agent written in Python may answer: true or false, a text, a number of points; anything
else is refused, since it would count as some answer by accident.
"""

from __future__ import annotations

import math
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from negotiation_sim.errors import AgentError, one_line
from negotiation_sim.model.records import NOTHING

__all__ = ["points", "text", "yes_or_no"]

MOST_LETTERS = 60
"""Characters shown of what was answered."""


def yes_or_no(agent: object, method: str, answer: Any) -> bool:
    """A decision, as `bool` or numpy has it; 0, None and texts are none.

    Raises
    ------
    AgentError
    """
    if answer is True or answer is False:
        return answer
    if type(answer).__module__ == "numpy" and type(answer).__name__ in ("bool", "bool_"):
        return bool(answer)
    raise refusal(agent, method, answer, "True or False")


def text(agent: object, method: str, answer: Any, n_outcomes: int) -> int:
    """A text put forward: an outcome, or -1 for none.

    Raises
    ------
    AgentError
    """
    is_whole = isinstance(answer, Integral) and not isinstance(answer, bool)
    if is_whole and NOTHING <= answer < n_outcomes:
        return int(answer)
    raise refusal(agent, method, answer, f"an outcome from 0 to {n_outcomes - 1}, or -1 for none")


def points(agent: object, method: str, answer: Any) -> float:
    """A finite number of points.

    Raises
    ------
    AgentError
    """
    is_number = isinstance(answer, Real) and not isinstance(answer, bool)
    if is_number and math.isfinite(answer):
        return float(answer)
    raise refusal(agent, method, answer, "a finite number")


def refusal(agent: object, method: str, answer: Any, wanted: str) -> AgentError:
    """Which method answered what, where it is written, and what was wanted."""
    kind = type(agent)
    code = getattr(getattr(kind, method, None), "__code__", None)
    place = f" ({Path(code.co_filename).name}:{code.co_firstlineno})" if code else ""
    shown = one_line(_shown(answer), MOST_LETTERS)
    return AgentError(f"{kind.__name__}.{method}{place} answered {shown}, expected {wanted}")


def _shown(answer: Any) -> str:
    try:
        return repr(answer)
    except Exception:  # noqa: BLE001 - a user's class may fail at anything
        return f"a {type(answer).__name__}"
