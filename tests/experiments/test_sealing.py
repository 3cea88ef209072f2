"""A bit that turned in a stored part is seen, told, and mended by running again."""

from __future__ import annotations

import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments import NamedScenario, Results, Study, run_study
from negotiation_sim.experiments.batch import rows_of
from negotiation_sim.experiments.checking import findings
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.sealing import sealed_parquet
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.tasks import Task, cut, play

STUDY = Study((NamedScenario.load("1956"),), arms=("baseline", "no_threat"), runs=120)
TALLIES = Execution(tallies=True)


def turned(data, bit):
    """The bytes with one bit turned."""
    found = bytearray(data)
    found[bit // 8] ^= 1 << (bit % 8)
    return bytes(found)


def the_part(folder, kind="runs"):
    (part,) = (folder / kind).iterdir()
    return part


def wrong(folder):
    return {one.file.name: one.state for one in findings(Results.open(folder)) if not one.is_sound}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    run_study(STUDY, folder)
    return folder


@pytest.mark.parametrize("how", [Execution(), TALLIES], ids=["rows", "tallies"])
def test_no_turned_bit_is_read_and_all_are_mended(tmp_path, how):
    run_study(STUDY, tmp_path, how=how)
    part = the_part(tmp_path, "tallies" if how.tallies else "runs")
    data, luck = part.read_bytes(), random.Random(7)
    for bit in [*luck.sample(range(8 * len(data)), 60), 0, 8 * len(data) - 1]:
        part.write_bytes(turned(data, bit))
        results = Results.open(tmp_path)
        with pytest.raises(ResultsError, match="run the same command again to mend it"):
            results.tallies() if how.tallies else results.frame()
        assert wrong(tmp_path) == {part.name: "damaged"}
    run_study(STUDY, tmp_path, how=how)
    assert part.read_bytes() == data
    assert wrong(tmp_path) == {}


def test_a_part_is_read_for_its_digest_once_per_process(whole, monkeypatch):
    results, read = Results.open(whole), []
    results.frame(["run"])
    monkeypatch.setattr(
        "negotiation_sim.experiments.sealing.is_whole", lambda data: read.append(data) or True
    )
    results.frame(["run"])
    Results.open(whole).frame(["run"])
    assert not read


def test_every_file_that_is_missing_or_changed_is_found(tmp_path):
    run_study(STUDY, tmp_path)
    record = json.loads((tmp_path / "record.json").read_text("utf-8"))
    (tmp_path / "record.json").write_text(json.dumps(record | {"title": "Another"}))
    (tmp_path / "points.parquet").write_bytes(b"PAR1")
    part = the_part(tmp_path)
    part.unlink()
    assert wrong(tmp_path) == {
        "record.json": "was changed after it was written",
        "points.parquet": "damaged",
        part.name: "missing",
    }
    run_study(STUDY, tmp_path)
    assert wrong(tmp_path) == {}


def test_a_part_with_the_digest_of_other_rows_is_found(tmp_path, whole):
    run_study(STUDY, tmp_path)
    metadata = {b"negotiation_sim.part": b"another"}
    the_part(tmp_path).write_bytes(sealed_parquet(pq.read_table(the_part(whole)), metadata))
    assert wrong(tmp_path) == {the_part(whole).name: "holds other rows"}


def test_a_sealed_part_with_other_columns_is_one_line(tmp_path):
    run_study(STUDY, tmp_path)
    table = pa.table({"run": [1, 2]})
    Folder(tmp_path).write_part(Identity(STUDY), 0, STUDY.n_rows, table)
    with pytest.raises(ResultsError, match=r"cannot be read \(other columns than its record says"):
        Results.open(tmp_path).frame()


@pytest.mark.parametrize(
    "failures", [b"[", b"[[0]]", b'[[9, 0, 1, "x"]]', b'[[0, 0, "x", 1]]', b"[[0, 0, 999, 1]]"]
)
def test_a_sealed_part_whose_failures_cannot_be_is_no_part_of_the_batch(tmp_path, failures):
    run_study(STUDY, tmp_path)
    part = the_part(tmp_path)
    metadata = {
        b"negotiation_sim.part": Identity(STUDY).part(0, STUDY.n_rows).encode(),
        b"negotiation_sim.failures": failures,
    }
    part.write_bytes(sealed_parquet(pq.read_table(part), metadata))
    assert wrong(tmp_path) == {part.name: "holds other rows"}


def test_the_digest_leaves_the_rows_alone():
    (task,) = cut(STUDY, 0, STUDY.n_rows, Task("ensemble", STUDY.seed, (), {}))
    table = rows_of(RowWriter(STUDY), [(task, play(task))], ())
    assert pq.read_table(pa.BufferReader(sealed_parquet(table))).equals(table)
