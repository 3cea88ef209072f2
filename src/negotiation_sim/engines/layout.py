"""How a compiled scenario lies in memory: structured arrays of a few fixed sizes.

Fields of structured arrays carry no reference counter, so passing them between compiled functions
costs nothing. Sizes come in two classes, so that a kernel is compiled at most twice whatever
scenarios are played.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import numpy as np

from negotiation_sim.domain.actors import PRINCIPAL_DEFAULTS, PRINCIPAL_REQUIRED
from negotiation_sim.errors import InputError
from negotiation_sim.model import records

__all__ = [
    "LARGE",
    "MOST_SHARED",
    "STANDARD",
    "TABLE_KNOTS",
    "Capacity",
    "capacity_for",
    "dtype_of",
    "row_dtype",
    "talks_dtype",
]

TABLE_KNOTS = 257
"""Knots of a quantile table, equally spaced in probability."""

MOST_SHARED = 256
"""Most public estimates kept ready; beyond, a run works out its own."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Most of each thing a kernel of this size class has room for."""

    outcomes: int
    parameters: int
    actors: int
    terms: int
    levers: int
    events: int
    shifts: int
    chances: int
    hazards: int
    operations: int
    steps: int
    patterns: int
    links: int


STANDARD = Capacity(
    outcomes=48,
    parameters=96,
    actors=4,
    terms=16,
    levers=4,
    events=16,
    shifts=48,
    chances=8,
    hazards=2,
    operations=96,
    steps=64,
    patterns=16,
    links=8,
)
LARGE = Capacity(
    outcomes=256,
    parameters=1024,
    actors=12,
    terms=64,
    levers=24,
    events=64,
    shifts=4096,
    chances=64,
    hazards=8,
    operations=2048,
    steps=1200,
    patterns=64,
    links=32,
)


def capacity_for(name: str, counts: dict[str, int]) -> Capacity:
    """Smallest size class with room for the counts.

    Raises
    ------
    InputError
        Naming everything that exceeds even the largest.

    Examples
    --------
    >>> capacity_for("1956", {"outcomes": 9, "events": 2}) is STANDARD
    True
    >>> capacity_for("big", {"outcomes": 300})
    Traceback (most recent call last):
    negotiation_sim.errors.InputError: big: 300 outcomes, at most 256 can be played
    """
    for capacity in (STANDARD, LARGE):
        if all(count <= getattr(capacity, what) for what, count in counts.items()):
            return capacity
    over = [
        f"{count} {what}, at most {getattr(LARGE, what)}"
        for what, count in counts.items()
        if count > getattr(LARGE, what)
    ]
    raise InputError(f"{name}: {'; '.join(over)} can be played")


NOUNS = ("noise", "vigilance", *PRINCIPAL_REQUIRED, *PRINCIPAL_DEFAULTS)
"""What an actor's parameters are about; a brief holds the index of each."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Parameters
    ----------
    code : numpy's code of its type
    shape : names of sizes of a `Capacity`, outermost first; ``chance_ends`` is one more than
        ``chances``
    about : what it means
    """

    name: str
    code: str
    shape: tuple[str, ...]
    about: str


@cache
def fields_of(record: Any) -> tuple[Field, ...]:
    """Fields of a record of `negotiation_sim.model.records`, in declared order.

    Examples
    --------
    >>> from negotiation_sim.model.records import LeverRow
    >>> fields_of(LeverRow)[0]
    Field(name='type', code='i1', shape=(), about='threat, promise, consent or vote')
    """
    found = []
    for name, hint in get_type_hints(record, include_extras=True).items():
        said: list[str] = []
        for part in get_args(hint)[1:]:
            said += get_args(part)[1:] if get_origin(part) is Annotated else [part]
        found.append(Field(name, said[0], tuple(said[1:-1]), said[-1]))
    return tuple(found)


@cache
def dtype_of(record: Any, capacity: Capacity) -> np.dtype[np.void]:
    """How a record lies in memory for a size class."""

    def size(what: str) -> int:
        return capacity.chances + 1 if what == "chance_ends" else int(getattr(capacity, what))

    listed = [(f.name, f.code, tuple(map(size, f.shape))) for f in fields_of(record)]
    return np.dtype(listed, align=True)


def talks_dtype(c: Capacity, others: bool) -> np.dtype[np.void]:
    """How everything that one thread works on lies in memory, as one record: compiled functions
    hand each other one pointer.

    Parameters
    ----------
    others : whether a principal has another strategy than ``time``; where none has, the field is
        missing and no other strategy is compiled
    """
    standing, flag = dtype_of(records.Standing, c), [("others", "?")] if others else []
    fields = [
        ("dispute", dtype_of(records.Dispute, c)),
        ("state", dtype_of(records.State, c)),
        ("briefs", dtype_of(records.Brief, c), (c.actors,)),
        ("levers", dtype_of(records.LeverRow, c), (c.levers,)),
        ("standings", standing, (c.actors,)),
        ("quantiles", "f8", (c.parameters, TABLE_KNOTS)),
        ("publics", standing, (MOST_SHARED * c.actors,)),
    ]
    return np.dtype(fields + flag, align=True)


def row_dtype(c: Capacity) -> np.dtype[np.void]:
    """How one run ended, in codes; see `negotiation_sim.engines.trace.Ending`."""
    flags = [("failed", "?"), ("cosigned", "?")]
    small = [(name, "i1") for name in ("termination", "walker", "gate_start", "gate_end")]
    steps = [(name, "i2") for name in ("in_force", "steps", "agreement_step", "pressed_step")]
    gaps = [("gap_start", "f8"), ("gap_end", "f8")]
    bits = [("pressed_by", "i8"), ("cosigned_by", "i8")]
    lists = [("points", "f8", (c.actors,)), ("paid", "f8", (c.actors,))]
    shown = [("shown", "i2", (c.patterns,))]
    return np.dtype([*steps, *small, *flags, *gaps, *bits, *lists, *shown], align=True)
