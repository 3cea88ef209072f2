"""What decides the rows of a batch, as plain data, and the identity of every stored part that
follows from it.

The engine is no part of it: both give the same rows. The version of the rules is, and so is the
source of every class that replaces one of the Mesa engine's agents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.order import slices
from negotiation_sim.experiments.study import Study

__all__ = ["Identity", "digest", "first_difference", "rules_version"]

DECIDING = (
    "domain",
    "engines",
    "model",
    "scenarios",
    "experiments/order.py",
    "experiments/rows.py",
    "experiments/study.py",
)
"""Where the code lies that decides what a row holds."""

SHOWN = 60
"""Characters of a value in a message."""


@cache
def rules_version() -> str:
    """Version of this package and a hash of the sources that decide the rows.

    Examples
    --------
    >>> rules_version().startswith(version("negotiation-sim"))
    True
    """
    root, text = Path(__file__).resolve().parents[1], sha256()
    files = [
        file
        for name in DECIDING
        for file in ([root / name] if name.endswith(".py") else sorted((root / name).rglob("*.py")))
    ]
    for file in files:
        text.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{version('negotiation-sim')}+{text.hexdigest()[:12]}"


class Identity:
    """What a result folder, and each part of it, must have been made from.

    Parameters
    ----------
    study : scenarios, interventions, points, seed and runs
    agents : from `agents.agent_sources`
    kind : ``rows``, or ``tallies`` where only counts and sums are kept
    rules : from `rules_version`; that of a folder's record when it is only read
    """

    def __init__(
        self,
        study: Study,
        agents: Mapping[str, str] | None = None,
        kind: str = "rows",
        rules: str | None = None,
    ) -> None:
        self.study, self.agents, self.kind = study, dict(agents or {}), kind
        self.rules = rules_version() if rules is None else rules

    @cached_property
    def inputs(self) -> dict[str, Any]:
        """The study's inputs, as they read back from a record."""
        plain: dict[str, Any] = json.loads(json.dumps(self.study.inputs(), ensure_ascii=False))
        return plain

    @cached_property
    def _shared(self) -> str:
        """What all parts have in common: everything but arms, points and runs."""
        inputs = {
            key: value
            for key, value in self.inputs.items()
            if key not in ("interventions", "points", "scenarios")
        }
        scenarios = {name: digest(data) for name, data in self.inputs["scenarios"].items()}
        categories = [self.inputs["interventions"], scenarios]
        return digest([self.rules, self.kind, self.agents, inputs, categories])

    @cached_property
    def _points(self) -> list[str]:
        return [
            json.dumps(point, ensure_ascii=False, sort_keys=True) for point in self.inputs["points"]
        ]

    def part(self, first_row: int, n_rows: int) -> str:
        """Identity of a part: a hash of the inputs of its cells and of their runs, in order.

        Only what lies in the part counts, so a part stays valid when the batch grows around it.
        """
        study, text = self.study, sha256(self._shared.encode())
        for piece in slices(len(study.cells), study.runs, first_row, n_rows):
            cell = study.cells[piece.cell]
            words = (
                study.scenarios[cell.scenario].name,
                study.arms[cell.arm],
                str(cell.point),
                self._points[cell.point],
            )
            text.update(f"\n{' '.join(words)} {piece.first_run} {piece.n_runs}".encode())
        return text.hexdigest()

    def check(self, where: Path, record: Mapping[str, Any]) -> None:
        """Refuse a record that was made from anything else; one with fewer runs or points is a
        beginning of this.

        Raises
        ------
        ResultsError
            Naming the first difference.
        """
        old, new = dict(record.get("inputs", {})), dict(self.inputs)
        before, now = old.get("points", []), new.get("points", [])
        common = min(len(before), len(now))
        old["points"], new["points"] = before[:common], now[:common]
        there = {"kind": record.get("kind"), **old, "agents": record.get("agents", {})}
        difference = first_difference(there, {"kind": self.kind, **new, "agents": self.agents})
        if difference:
            raise ResultsError(
                f"{where}: belongs to other inputs: {difference}; choose another folder"
            )
        if record.get("rules") != self.rules:
            raise ResultsError(
                f"{where}: was made by other rules ({record.get('rules')} there, {self.rules} here), which must not be mixed; "
                "choose another folder"
            )
        if len(before) > common:
            raise ResultsError(
                f"{where}: holds {len(before)} points, more than the {common} asked for; choose another folder"
            )
        if record.get("runs", 0) > self.study.runs:
            raise ResultsError(
                f"{where}: holds {record['runs']} runs per cell, more than the {self.study.runs} asked for; choose another folder"
            )

    def is_whole(self, record: Mapping[str, Any]) -> bool:
        """Whether a record that passed `check` already asks for as many runs and points."""
        return bool(
            record.get("runs") == self.study.runs
            and len(record["inputs"]["points"]) == len(self.inputs["points"])
        )


def digest(data: Any) -> str:
    """Hash of plain data.

    Examples
    --------
    >>> digest({"seed": 1})[:8]
    'a4bbadc1'
    """
    return sha256(json.dumps(data, ensure_ascii=False, allow_nan=False).encode()).hexdigest()


def first_difference(old: Any, new: Any, path: str = "") -> str:
    """Where two pieces of plain data first differ, in words; empty if nowhere.

    Examples
    --------
    >>> first_difference({"seed": 1, "points": [1]}, {"seed": 2, "points": [1]})
    'seed is 1 there and 2 here'
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _difference_of_mappings(old, new, path)
    if isinstance(old, list) and isinstance(new, list):
        for i, (left, right) in enumerate(zip(old, new, strict=False)):
            found = first_difference(left, right, f"{path}.{i}")
            if found:
                return found
        return (
            f"{path} has {len(old)} entries there and {len(new)} here"
            if len(old) != len(new)
            else ""
        )
    return "" if old == new else f"{path} is {_shown(old)} there and {_shown(new)} here"


def _difference_of_mappings(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> str:
    for key in [*old, *(key for key in new if key not in old)]:
        inner = f"{path}.{key}" if path else str(key)
        if key not in old or key not in new:
            return f"{inner} is only {'there' if key in old else 'here'}"
        found = first_difference(old[key], new[key], inner)
        if found:
            return found
    return ""


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
