"""Numbers that a file changes while the source told for them speaks of another number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from negotiation_sim.errors import Fault
from negotiation_sim.scenarios.shelf import find_scenario
from negotiation_sim.scenarios.source.located import Table, node_at, plain, table_at

__all__ = ["borrowed_in", "borrowed_sources"]

SOURCED = {"params": ("value", "unit"), "events": ("date", "shift", "probability")}
"""Sections whose entries have a source, and what it speaks for."""


def borrowed_sources(name_or_path: str | Path) -> tuple[Fault, ...]:
    """Values that differ from those of the file that is extended, without a source of their own.

    Each is told where it stands; none for a file that cannot be read.

    Examples
    --------
    >>> borrowed_sources("1956")
    ()
    """
    from negotiation_sim.scenarios.source.merging import layers_of

    return borrowed_in(layers_of(find_scenario(name_or_path)))


def borrowed_in(layers: Sequence[Table]) -> tuple[Fault, ...]:
    """The same for a file and those it extends, the file itself first."""
    from negotiation_sim.scenarios.source.merging import merged

    found = [
        fault
        for number, layer in enumerate(layers[:-1], start=1)
        for fault in _borrowed(layer, merged(layers[number:]))
    ]
    return tuple(sorted(found))


def _borrowed(layer: Table, below: Table) -> Iterator[Fault]:
    for section, keys in SOURCED.items():
        for name in table_at(layer, (section,)) or ():
            here = (section, name)
            if node_at(layer, (*here, "source")) or not node_at(below, (*here, "source")):
                continue
            for key in keys:
                mine, old = node_at(layer, (*here, key)), node_at(below, (*here, key))
                if mine is not None and (old is None or plain(mine) != plain(old)):
                    yield mine.place.fault(
                        (*here, key),
                        "is changed, and the source that is inherited speaks of another value; give it its own source",
                    )
