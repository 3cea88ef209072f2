"""Result folders that a failing disk, a careless colleague or a hostile one left behind.

``DAMAGES`` names them: each is a function that does it to a good folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Damage = Callable[[Path], None]
DAMAGES: dict[str, Damage] = {}

WRONG: dict[str, Any] = {
    "gone": ...,
    "null": None,
    "true": True,
    "minus": -1,
    "large": 10**30,
    "half": 0.5,
    "text": "x",
    "empty": "",
    "surrogate": "\ud800",
    "line break": "a\nb",
    "formula": "=1+1",
    "list": [],
    "numbers": [1, 2],
    "mapping": {},
    "markup": "<script>alert(1)</script>",
}
FIELDS = (
    "format",
    "kind",
    "rules",
    "runs",
    "engine",
    "agents",
    "command",
    "revision",
    "python",
    "platform",
    "versions",
    "started",
    "finished",
    "wall_seconds",
    "inputs",
    "digest",
    "title",
    "inputs.seed",
    "inputs.scenarios",
    "inputs.interventions",
    "inputs.settings",
    "inputs.dropped",
    "inputs.points",
    "inputs.points.0",
    "inputs.scenarios.1956",
    "inputs.scenarios.1956.params",
    "inputs.scenarios.1956.calendar",
    "inputs.scenarios.1956.issues",
    "inputs.define",
    "inputs.outputs",
)
TEXTS = {
    "nothing": b"",
    "a bracket": b"[",
    "brackets": b"[" * 100_000,
    "mappings": b'{"a":' * 100_000,
    "a list": b"[1, 2]",
    "a text": b'"x"',
    "not a number": b'{"format": 3, "runs": NaN}',
    "bytes": b"\xff\xfe\x00",
    "half": b"",
    "twice": b"",
}


def damage(name: str) -> Callable[[Damage], Damage]:
    def named(function: Damage) -> Damage:
        DAMAGES[name] = function
        return function

    return named


def changed(data: Any, path: str, new: Any) -> Any:
    """The data with one field changed, where it has the field or could."""
    *above, last = path.split(".")
    parent = data
    for part in above:
        parent = parent[int(part) if isinstance(parent, list) else part]
    key: Any = int(last) if isinstance(parent, list) else last
    if new is not ...:
        parent[key] = new
    elif isinstance(parent, list) or key in parent:
        del parent[key]
    return data


def _field(path: str, new: Any) -> Damage:
    def do(folder: Path) -> None:
        file = folder / "record.json"
        record = json.loads(file.read_bytes())
        file.write_text(json.dumps(changed(record, path, new)), encoding="utf-8")

    return do


def _text(name: str, text: bytes) -> Damage:
    def do(folder: Path) -> None:
        file = folder / "record.json"
        whole = file.read_bytes()
        file.write_bytes({"half": whole[: len(whole) // 2], "twice": whole * 2}.get(name, text))

    return do


def _replaced(name: str, by: Callable[[Path], None]) -> Damage:
    """A file or folder of the folder, replaced by something else."""

    def do(folder: Path) -> None:
        path = next(folder.glob(name))
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        by(path)

    return do


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 * 2**30)


OTHER: dict[str, Callable[[Path], Any]] = {
    "nothing there": Path.exists,
    "an empty file": Path.touch,
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "the ends of Parquet": lambda path: path.write_bytes(b"PAR1" + b"\xff\xff\xff\x7f" + b"PAR1"),
    "text": lambda path: path.write_text("Hello\n" * 1000),
    "three gigabytes": _sparse,
}

for field in FIELDS:
    for word, value in WRONG.items():
        DAMAGES[f"record: {field}: {word}"] = _field(field, value)
for word, text in TEXTS.items():
    DAMAGES[f"record: {word}"] = _text(word, text)
for name in ("record.json", "points.parquet", "summary.csv", "runs", "runs/*"):
    for word, by in OTHER.items():
        DAMAGES[f"{name}: {word}"] = _replaced(name, by)


@damage("runs: a foreign file")
def _(folder: Path) -> None:
    (folder / "runs" / "holiday.jpg").write_bytes(b"sea")


@damage("runs: a name of its own")
def _(folder: Path) -> None:
    (part,) = (folder / "runs").iterdir()
    part.rename(part.with_name("part-999999999999.parquet"))


@damage("unfinished: noise")
def _(folder: Path) -> None:
    (folder / "unfinished").mkdir()
    for name in ("rows-000000000000-000000000004.npz", "rows-x-y.npz", "rows-1-2-3.npz"):
        (folder / "unfinished" / name).write_bytes(b"PK\x03\x04" + bytes(100))


@damage("unfinished: a file")
def _(folder: Path) -> None:
    (folder / "unfinished").touch()


@damage("a table of an analysis: noise")
def _(folder: Path) -> None:
    (folder / "robustness").mkdir()
    for name in ("conclusions", "rules", "effects", "posterior", "models"):
        (folder / "robustness" / f"{name}.csv").write_bytes(b"\xff,\x00\n" * 50)
    (folder / "robustness" / "about.json").write_text("[" * 50_000)


@damage("a table of an analysis: a pipe")
def _(folder: Path) -> None:
    (folder / "robustness").mkdir()
    os.mkfifo(folder / "robustness" / "conclusions.csv")
    os.mkfifo(folder / "robustness" / "about.json")
