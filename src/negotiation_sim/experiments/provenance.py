"""What made a result folder: command, versions, revision, time."""

from __future__ import annotations

import platform
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from negotiation_sim.experiments.identity import Identity

__all__ = ["command_line", "fit_to_pass_on", "new_record", "now"]


def new_record(identity: Identity, engine: str, command: str) -> dict[str, Any]:
    """What a reader needs to make the folder again."""
    packages = ("negotiation-sim", "numpy", "pandas", "pyarrow", "scipy", "mesa", "numba")
    study = identity.study
    about = {"title": study.title, "question": study.question}
    return {
        **{name: text for name, text in about.items() if text},
        "kind": identity.kind,
        "rules": identity.rules,
        "runs": study.runs,
        "engine": engine,
        "agents": identity.agents,
        "command": command,
        "revision": git_revision(),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in packages},
        "started": now(),
        "inputs": identity.inputs,
    }


def now() -> str:
    """The time, for a record."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def git_revision() -> str:
    """Commit of the source tree this package runs from; empty for an installed wheel."""
    here = Path(__file__).resolve()
    if "site-packages" in here.parts:
        return ""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            cwd=here.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def command_line() -> str:
    """The command of this process as a user would type it, fit to be passed on."""
    return shlex.join(["negotiation-sim", *map(without_folders, sys.argv[1:])])


def fit_to_pass_on(command: str) -> str:
    """A stored command without absolute folders.

    Examples
    --------
    >>> fit_to_pass_on("negotiation-sim run /home/name/talks.yaml --runs 5 --out=/tmp/out")
    'negotiation-sim run talks.yaml --runs 5 --out=out'
    """
    try:
        words = shlex.split(command)
    except ValueError:  # an open quote: not from here
        return without_folders(command)
    return shlex.join(map(without_folders, words))


def without_folders(word: str) -> str:
    """A word of a command line, an absolute path in it relative to the current folder if it lies
    there and else as its last name: other folders name the user.
    """
    option, equals, path = word.rpartition("=")
    if not Path(path).is_absolute():
        return word
    return option + equals + _seen_from_here(Path(path))


def _seen_from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else path.name
