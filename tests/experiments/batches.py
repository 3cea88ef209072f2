"""A batch of eight cells, and what its folder holds: shared by the tests of batches that
survive."""

from __future__ import annotations

import json
import time

EXPERIMENT = """\
title: A batch
question: Does it survive?
scenarios: [1956, 2018]
runs: {runs}
seed: 3
interventions: [no_threat]
vary:
  list:
    - {{us.threat: "*0.5"}}
    - {{us.threat: "*1.5"}}
"""
CELLS = 8
PART = 2**18
TIMES = ("started", "finished", "wall_seconds", "digest")  # the digest covers the times


def experiment(folder, runs):
    """An experiment file of eight cells."""
    file = folder / "batch.yaml"
    file.write_text(EXPERIMENT.format(runs=runs), encoding="utf-8")
    return str(file)


def contents(folder, record=True):
    """Every file of a result folder by name, the record (if it matters) without its times."""
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    told = json.loads(found.pop("record.json"))
    if record:
        found["record.json"] = {key: value for key, value in told.items() if key not in TIMES}
    return found


def parts_in(folder):
    return {file.name for file in (folder / "runs").glob("part-*")}


def await_new_part(process, folder, known):
    """Wait until a part is there that was not; or the process has ended."""
    while process.poll() is None and not parts_in(folder) - known:
        time.sleep(0.01)
