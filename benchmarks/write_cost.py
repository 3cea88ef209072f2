"""A million rows over 500 points: time for playing against time for turning them into tables and
writing these; and time for reading them against time for checking their digests.

    python benchmarks/write_cost.py [1956] [--rows 1000000] [--points 500] [--rounds 7]

One process, one thread. Every round plays all rows, then makes the tables of all parts from what
was played, turns them into Parquet and writes them as a batch does, synced and renamed; each share
is timed apart and its median told.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from statistics import median

from negotiation_sim.experiments.batch import rows_of
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.order import parts
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.sealing import is_whole, sealed_parquet
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.study import NamedScenario, Study
from negotiation_sim.experiments.tasks import Done, Task, cut, play

SHARES = ("getting ready", "playing", "tables", "Parquet", "disk", "reading", "digests")


def study_of(scenario: str, rows: int, points: int) -> Study:
    """A study of one scenario whose points differ in two numbers."""
    design = tuple(
        {"us.threat": f"*{0.5 + i / points:.6f}", "japan.norm": f"*{1.5 - i / points:.6f}"}
        for i in range(points)
    )
    return Study((NamedScenario.load(scenario),), points=design, runs=rows // points)


def one_round(study: Study, folder: str) -> dict[str, float]:
    """Seconds of every share."""
    spent, clock = dict.fromkeys(SHARES, 0.0), time.perf_counter()

    def lap(share: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        spent[share] += now - clock
        clock = now

    store, identity, writer = Folder(folder), Identity(study), RowWriter(study)
    for first, n_rows in parts(study.n_rows):
        tasks = list(cut(study, first, n_rows, Task("ensemble", study.seed, (), {})))
        lap("getting ready")
        done: Sequence[tuple[Task, Done]] = [(task, play(task)) for task in tasks]
        lap("playing")
        table = rows_of(writer, done, ())
        lap("tables")
        sealed_parquet(table)
        lap("Parquet")
        store.write_part(
            identity, first, n_rows, table
        )  # makes the same bytes again: taken off below
        lap("disk")
    spent["disk"] = max(0.0, spent["disk"] - spent["Parquet"])
    schema = writer.schema()
    for first, _ in parts(study.n_rows):
        store.read_part(first, schema, schema.names)
        lap("reading")
        assert is_whole(store.part_file(first).read_bytes())
        lap("digests")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", nargs="?", default="1956")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    study = study_of(asked.scenario, asked.rows, asked.points)
    play(next(cut(study, 0, 1000, Task("ensemble", 1, (), {}))))  # the compiler's first call
    rounds = []
    for _ in range(asked.rounds):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(
                one_round(study_of(asked.scenario, asked.rows, asked.points), f"{folder}/results")
            )
    print(
        f"{asked.scenario}: {study.n_rows:,} rows, {len(study.points)} points; medians of {asked.rounds} rounds\n"
    )
    for share in SHARES:
        print(f"{share:<16}{median(one[share] for one in rounds):>8.2f} s")
    ratios = [(one["tables"] + one["Parquet"] + one["disk"]) / one["playing"] for one in rounds]
    checks = [one["digests"] / one["reading"] for one in rounds]
    print(f"\ndigests / reading {median(checks):.2f} ({min(checks):.2f} – {max(checks):.2f})")
    print(
        f"writing (tables, Parquet, disk) / playing {median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
