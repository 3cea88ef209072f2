"""Whether a result folder still holds what was written to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from negotiation_sim.experiments.order import parts
from negotiation_sim.experiments.record import is_as_written
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.sealing import sealed_metadata
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.writing import exists

__all__ = ["Finding", "findings"]

SOUND, MISSING, DAMAGED, OTHER = "sound", "missing", "damaged", "holds other rows"
CHANGED = "was changed after it was written"


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one file, in words."""

    file: Path
    state: str

    @property
    def is_sound(self) -> bool:
        return self.state == SOUND


def findings(results: Results) -> Iterator[Finding]:
    """The state of the record, of the table of points and of every part.

    The table of shares is made again by every `run`, and has no digest.
    """
    yield Finding(results.path / "record.json", SOUND if is_as_written(results.record) else CHANGED)
    points = results.path / "points.parquet"
    yield Finding(points, _state(points))
    folder, identity = Folder(results.path, results.kind), results.identity
    for first, n in parts(results.study.n_rows, results.kind):
        file = folder.part_file(first)
        state = _state(file)
        if state == SOUND and folder.failures_in(identity, first, n) is None:
            state = OTHER
        yield Finding(file, state)


def _state(file: Path) -> str:
    if not exists(file):
        return MISSING
    return DAMAGED if sealed_metadata(file) is None else SOUND
