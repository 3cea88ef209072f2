"""Whatever a record holds, opening its folder works or is refused in one line that names the
field."""

from __future__ import annotations

import copy
import json
import os
import time

import pytest

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments import NamedScenario, Results, Study, run_study
from negotiation_sim.experiments.checking import findings

STUDY = Study((NamedScenario.load("1956"),), arms=("baseline", "no_threat"), runs=8)
DEEP = object()
EXTREMES = [None, True, -1, 0, 10**30, 0.5, float("nan"), "", "x", "\ud800", [], [1], {}, {"a": 1}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("made")
    run_study(STUDY, made)
    return made


@pytest.fixture
def record(folder):
    file = folder / "record.json"
    text = file.read_bytes()
    yield json.loads(text)
    file.write_bytes(text)


def refusal(folder, text):
    """What opening and reading a folder with this record is refused with; empty if it is read."""
    (folder / "record.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        results = Results.open(folder)
        list(findings(results))
        results.frame(["run"])
        results.stored_row(3)
    except ResultsError as error:
        return str(error)
    return ""


def changed(record, path, new=DEEP):
    data = copy.deepcopy(record)
    parent = data
    for part in path[:-1]:
        parent = parent[part]
    if new is DEEP:
        del parent[path[-1]]
    else:
        parent[path[-1]] = new
    return json.dumps(data)


def places(node, path=(), deep=3):
    """Paths of a tree, a few levels deep."""
    if path:
        yield path
    if len(path) < deep and isinstance(node, dict):
        for key, child in node.items():
            yield from places(child, (*path, key), deep)
    elif len(path) < deep and isinstance(node, list):
        for index, child in enumerate(node[:2]):
            yield from places(child, (*path, index), deep)


@pytest.mark.parametrize("new", [DEEP, *EXTREMES], ids=lambda new: repr(new)[:12])
def test_any_field_deleted_or_replaced_is_read_or_one_line(folder, record, new):
    for path in places(record):
        assert "\n" not in refusal(folder, changed(record, path, new))


@pytest.mark.parametrize(
    ("path", "new", "said"),
    [
        (("runs",), DEEP, "record.json: runs: missing, expected"),
        (("runs",), "many", "runs: found 'many', expected a whole number"),
        (("runs",), 10**30, "runs: found 1000000000000000000000000000000, expected 1e+12 or less"),
        (("kind",), "sums", "kind: found 'sums', expected"),
        (("inputs", "seed"), -1, "inputs.seed: found -1, expected 0 or more"),
        (("inputs", "seed"), 2**63, "inputs.seed: found 9223372036854775808, expected less than"),
        (("inputs", "points"), [], "inputs.points: found none, expected at least one"),
        (("inputs", "luck"), 1, "inputs.luck: not known"),
        (("versions",), {}, "versions: found no negotiation-sim, expected its version"),
        (("started",), "yesterday", "started: Invalid isoformat string"),
        (("inputs", "interventions"), ["baseline", "no_treat"], "did you mean 'no_threat'"),
        (("inputs", "scenarios"), {"1956": {"title": 1}}, "1956:1:1: "),
        (("format",), 2, "is not a record of format 3"),
    ],
    ids=lambda value: None if isinstance(value, str) else repr(value)[:20],
)
def test_what_is_wrong_with_a_field_is_told(folder, record, path, new, said):
    text = refusal(folder, changed(record, path, new))
    assert said in text
    assert text.startswith(f"{folder}/record.json: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "cannot be read"),
        (b"[" * 100_000, "cannot be read (nested too deep)"),
        (b'{"a":' * 100_000, "cannot be read (nested too deep)"),
        (b"\xff\xfe", "cannot be read"),
        (b'"' + b"x" * 1_000_000 + b'"', "is not a record of format 3"),
        (b"1" * 5_000, "cannot be read"),
    ],
    ids=["empty", "lists", "mappings", "bytes", "text", "number"],
)
def test_what_is_no_record_is_refused_in_a_short_line(folder, record, text, said):
    began = time.monotonic()
    found = refusal(folder, text)
    assert said in found
    assert len(found) < 500
    assert time.monotonic() - began < 2


def test_a_pipe_or_a_device_in_the_place_of_the_record_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "record.json")
    with pytest.raises(ResultsError, match="is a pipe or a device, expected a file"):
        Results.open(tmp_path)
    (tmp_path / "record.json").unlink()
    (tmp_path / "record.json").symlink_to("/dev/zero")
    with pytest.raises(ResultsError, match="is a pipe or a device, expected a file"):
        Results.open(tmp_path)


def test_a_pipe_in_the_place_of_a_part_is_a_damaged_part(tmp_path):
    run_study(STUDY, tmp_path)
    part = tmp_path / "runs" / "part-000000000000.parquet"
    part.unlink()
    os.mkfifo(part)
    assert [one.state for one in findings(Results.open(tmp_path))][-1] == "damaged"
    run_study(STUDY, tmp_path)
    assert all(one.is_sound for one in findings(Results.open(tmp_path)))
