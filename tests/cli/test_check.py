"""``negotiation-sim check``."""

from __future__ import annotations

import json

import pytest

from negotiation_sim.cli.main import main


@pytest.fixture
def folder(tmp_path, capsys):
    assert main(["run", "1956", "--runs", "50", "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    return tmp_path / "out"


def test_a_folder_as_it_was_written_is_told_in_a_line(folder, capsys):
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: 3 files, as they were written\n"


def test_a_damaged_part_is_told_and_mended_by_the_same_run(folder, capsys):
    part = folder / "runs" / "part-000000000000.parquet"
    data = part.read_bytes()
    part.write_bytes(data[:300] + bytes([data[300] ^ 4]) + data[301:])
    assert main(["check", str(folder)]) == 2
    assert capsys.readouterr().err == (f"{part}: damaged\nrun the same command again to mend it\n")
    assert main(["check", str(folder), "--json"]) == 2
    told = {one["file"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert told == {
        str(folder / "record.json"): "sound",
        str(folder / "points.parquet"): "sound",
        str(part): "damaged",
    }
    assert main(["run", "1956", "--runs", "50", "--out", str(folder)]) == 0
    assert main(["check", str(folder)]) == 0
    assert part.read_bytes() == data
