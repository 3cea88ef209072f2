"""The real command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 300
"""Seconds after which a command is taken to hang."""


class Command:
    """``negotiation-sim`` in processes, all of which are gone when the test ends."""

    def __init__(self, where: Path) -> None:
        self.where, self.started = where, list[subprocess.Popen[str]]()

    def start(
        self, *words: str, module: str = "negotiation_sim", cwd: Path | None = None, **how: Any
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=cwd or self.where,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            text=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how},
        )
        self.started.append(process)
        return process

    def run(self, *words: str, **how: Any) -> tuple[int, str]:
        """Exit code and what was said on stderr."""
        return ended(self.start(*words, **how))


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and stderr of a process that must come to an end."""
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    made = Command(tmp_path)
    yield made
    for process in made.started:
        if process.poll() is None:
            process.kill()
        process.communicate()
