"""How a long computation tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["Progress", "unheard"]

Progress = Callable[[int], Any]
"""Called with the number of rows just played."""


def unheard(rows: int) -> None:
    """Progress nobody listens to."""
