"""Where scenario and experiment files are found: by path, or by shipped name."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from negotiation_sim.errors import (
    FaultsError,
    InputError,
    UnknownNameError,
    found_text,
    nearest_names,
    short,
)

__all__ = [
    "Listing",
    "beside",
    "find_experiment",
    "find_scenario",
    "is_experiment",
    "is_file",
    "is_ours",
    "is_shipped",
    "shipped_experiments",
    "shipped_folder",
    "shipped_scenarios",
]

_PACKAGE = Path(__file__).parents[1]
_DISPUTES = "disputes"
"""Folder, in that of the scenarios, of disputes coded once and not fitted to what happened."""
_HEAD_KEYS = ("abstract", "extends", "question", "title")
_EXPERIMENT_KEYS = ("runs", "scenarios", "vary")
"""Keys at the top of an experiment that no scenario has."""
_KEYS = {*_HEAD_KEYS, *_EXPERIMENT_KEYS, "actors", "calendar", "classes", "id", "issues", "params"}
"""Keys of which every scenario and experiment has one; nothing else is likely to."""
_KEY_LINE = re.compile(r"([A-Za-z_]+)\s*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Listing:
    """A shipped scenario or experiment, as a list of them shows it."""

    name: str
    title: str
    question: str
    path: Path

    @property
    def is_dispute(self) -> bool:
        """Whether it is a dispute the model was not made for, rather than an episode."""
        return self.path.parent.name == _DISPUTES


def shipped_folder(kind: str) -> Path:
    """Folder of what is shipped: in an installed wheel beside the code, in a checkout at its root.

    Parameters
    ----------
    kind : ``scenarios`` or ``experiments``

    Raises
    ------
    InputError
        If this installation ships none.
    """
    for folder in (_PACKAGE / "shipped" / kind, _PACKAGE.parents[1] / kind):
        if folder.is_dir():
            return folder
    raise InputError(
        f"this installation ships no {kind}: neither {_PACKAGE / 'shipped' / kind} nor {_PACKAGE.parents[1] / kind} exists"
    )


def _shipped_files(kind: str = "scenarios") -> dict[str, Path]:
    folder = shipped_folder(kind)
    files = [*sorted(folder.glob("*.yaml")), *sorted((folder / _DISPUTES).glob("*.yaml"))]
    return {path.stem: path for path in files}


def is_shipped(name: str) -> bool:
    """Whether it is the name of a shipped scenario."""
    return name in _shipped_files()


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; no for a path the system cannot even ask about."""
    try:
        return path.is_file()
    except OSError:
        return False


def _looks_like_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def find_scenario(name_or_path: str | int | Path) -> Path:
    """File of a scenario given by path or by shipped name.

    Raises
    ------
    UnknownNameError
        If it is neither a path nor the name of a shipped scenario.
    InputError
        If it is a folder.
    """
    return _found(name_or_path, "scenario")


def find_experiment(name_or_path: str | int | Path) -> Path:
    """File of an experiment given by path or by shipped name.

    Raises
    ------
    UnknownNameError
        If it is neither a path nor the name of a shipped experiment.
    InputError
        If it is a folder.
    """
    return _found(name_or_path, "experiment")


def _found(found: object, what: str) -> Path:
    if isinstance(found, bool) or not isinstance(found, (str, int, Path)):
        raise InputError(f"{what}: found {found_text(found)}, expected a name or a path")
    name_or_path = found if isinstance(found, Path) else str(found)
    if isinstance(name_or_path, Path) or _looks_like_path(name_or_path):
        return Path(name_or_path)
    shipped = _shipped_files(f"{what}s")
    if name_or_path in shipped:
        return shipped[name_or_path]
    if is_file(Path(name_or_path)):
        return Path(name_or_path)
    _refuse_folder(name_or_path)
    raise UnknownNameError(f"shipped {what}", name_or_path, shipped)


def _refuse_folder(name: str) -> None:
    try:
        is_folder = name != "" and Path(name).is_dir()
    except OSError:  # a name the system cannot even ask about
        return
    if is_folder:
        raise InputError(f"{name}: is a folder, expected a file or the name of something shipped")


def is_experiment(name_or_path: str) -> bool:
    """Whether a word on a command line means an experiment: a file that says so, or a name of one
    and of no scenario.

    Raises
    ------
    UnknownNameError
        If the word is neither a path nor the name of anything shipped.
    """
    if not _looks_like_path(name_or_path):
        scenarios, experiments = _shipped_files(), _shipped_files("experiments")
        if name_or_path in scenarios or name_or_path in experiments:
            return name_or_path not in scenarios
        if not is_file(Path(name_or_path)):
            _refuse_folder(name_or_path)
            raise UnknownNameError(
                "shipped scenario or experiment", name_or_path, [*scenarios, *experiments]
            )
    return not _keys_of(Path(name_or_path)).isdisjoint(_EXPERIMENT_KEYS)


def is_ours(path: Path) -> bool:
    """Whether a file looks like a scenario or an experiment; no text of any other is ever shown."""
    return not _keys_of(path).isdisjoint(_KEYS)


def _keys_of(path: Path) -> set[str]:
    """Keys of a JSON file, else words before a colon at the beginning of a line; none of a file that
    cannot be read.
    """
    from negotiation_sim.scenarios.source.reading import read_text

    try:
        text = read_text(path)
    except FaultsError:
        return set()
    if text.lstrip().startswith("{"):
        with suppress(ValueError, RecursionError):  # then it is YAML of some kind, or nothing
            return set(json.loads(text))
    return {key[1] for line in text.splitlines() if (key := _KEY_LINE.match(line))}


def beside(path: Path, name: str) -> Path:
    """File that `path` names: relative to itself, or the name of a shipped scenario.

    Raises
    ------
    InputError
        If there is neither.
    """
    for candidate in (path.parent / name, path.parent / f"{name}.yaml"):
        if is_file(candidate):
            return candidate
    if not _looks_like_path(name):
        shipped = _shipped_files()
        if name in shipped:
            return shipped[name]
        raise UnknownNameError("file beside this one, nor a shipped scenario", name, shipped)
    near = nearest_names(Path(name).name, _neighbours((path.parent / name).parent))
    hint = (
        f"; did you mean {str(Path(name).with_name(near[0]))!r}?"
        if near
        else ", expected a path relative to this file or a shipped name"
    )
    raise InputError(f"no file {short(name)}{hint}")


def _neighbours(folder: Path) -> list[str]:
    """Scenario files of a folder, for a hint; none if it cannot be listed."""
    try:
        return [path.name for path in folder.glob("*.yaml")]
    except (OSError, ValueError):
        return []


def shipped_scenarios() -> tuple[Listing, ...]:
    """Every shipped scenario that can be run: episodes by name, then disputes by name."""
    listings = [_listing(name, path) for name, path in _shipped_files().items()]
    return tuple(listing for listing in listings if listing is not None)


def shipped_experiments() -> tuple[Listing, ...]:
    """Every shipped experiment, by name."""
    listings = [_listing(name, path) for name, path in _shipped_files("experiments").items()]
    return tuple(listing for listing in listings if listing is not None)


def _listing(name: str, path: Path) -> Listing | None:
    """Title and question; None for an abstract file. Reads only the keys it needs, of this file and
    those it extends.
    """
    from negotiation_sim.scenarios.source.located import Leaf
    from negotiation_sim.scenarios.source.reading import read_text, tree_of

    found: dict[str, str] = {}
    file, files = path, [path]
    while True:
        entries = tree_of(_head(read_text(file)), str(file)).entries
        words = {
            key: entry.node.value for key, entry in entries.items() if isinstance(entry.node, Leaf)
        }
        if file == path and words.get("abstract") is True:
            return None
        found = {key: str(words[key]) for key in _HEAD_KEYS if key in words} | found
        if {"title", "question"} <= found.keys() or type(words.get("extends")) not in (str, int):
            break
        file = beside(file, str(words["extends"]))
        if file in files:
            break
        files.append(file)
    return Listing(name, found.get("title", name), found.get("question", ""), path)


def _head(text: str) -> str:
    """Only the lines of the top-level keys a listing needs; others are blanked, so that places stay
    right.
    """
    kept, keep = [], True
    for line in text.splitlines():
        if line[:1] not in ("", " ", "\t", "#"):
            key = _KEY_LINE.match(line)
            keep = key is None or key[1] in _HEAD_KEYS
        kept.append(line if keep else "")
    return "\n".join(kept)
