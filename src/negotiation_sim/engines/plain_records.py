"""A compiled scenario as the interpreted engine wants it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

__all__ = ["plain"]

Record = Any


def plain(record: Record) -> Any:
    """A structured array or one of its records as plain namespaces of lists, the fast feed of the
    interpreted engine.
    """
    if isinstance(record, np.ndarray):
        return [plain(one) for one in record]
    return SimpleNamespace(**{name: record[name].tolist() for name in record.dtype.names})
