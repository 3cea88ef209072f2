"""Batches that are killed, interrupted or refused by the disk: finished parts stay, and the folder
ends up the same to the byte."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.experiments.batches import CELLS, PART, await_new_part, contents, experiment, parts_in

from negotiation_sim.cli.main import main


def one_line(said):
    """The one line of an error on stderr."""
    assert said.startswith("negotiation-sim: ")
    assert said.count("\n") == 1
    return said


# ------------------------------------------------------------------ kills


@pytest.mark.long
@pytest.mark.faults
def test_a_batch_killed_at_twenty_random_moments_ends_the_same_to_the_byte(command, tmp_path):
    words = ["run", experiment(tmp_path, 24 * PART // CELLS + 17), "--out", "out"]
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    assert command.run(*words, cwd=tmp_path / "whole")[0] == 0
    luck, folder, grew = random.Random(20), tmp_path / "killed" / "out", 0
    for kill in range(20):
        known = parts_in(folder)
        process = command.start(*words, cwd=tmp_path / "killed")
        if kill % 3 == 0:  # among the parts: playing, writing, renaming
            await_new_part(process, folder, known)
            time.sleep(luck.uniform(0, 0.5))
        else:  # anywhere from the first import on
            time.sleep(luck.uniform(0, 2.0))
        assert process.poll() is None, "it ended before it could be killed; make the batch larger"
        process.kill()
        process.communicate()
        grew += len(parts_in(folder)) > len(known)
    assert grew >= 7
    assert len(parts_in(folder)) < 25
    assert command.run(*words, cwd=tmp_path / "killed")[0] == 0
    assert contents(folder) == contents(tmp_path / "whole" / "out")


@pytest.mark.long
@pytest.mark.faults
def test_an_interrupt_is_one_line_and_finished_parts_are_kept(command, tmp_path):
    words = ["run", experiment(tmp_path, 8 * PART // CELLS), "--out", "out"]
    process = command.start(*words, start_new_session=True)
    await_new_part(process, tmp_path / "out", set())
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (
        one_line(said)
        == "negotiation-sim: interrupted; what was played is kept, run the same command again to continue\n"
    )
    before = {
        name: (tmp_path / "out" / "runs" / name).stat().st_mtime_ns
        for name in parts_in(tmp_path / "out")
    }
    assert 0 < len(before) < 8
    assert command.run(*words)[0] == 0
    assert {
        name: (tmp_path / "out" / "runs" / name).stat().st_mtime_ns for name in before
    } == before, "finished parts are not made again"


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.skipif(sys.platform != "linux", reason="sees the workers start, in /proc")
@pytest.mark.parametrize("wait", [0.0, 0.2, 0.5, 1.0])
def test_an_interrupt_while_workers_start_shows_nothing_of_theirs(command, wait):
    words = ("run", "1956", "--runs", "4000", "--engine", "mesa", "--workers", "2", "--out", "out")
    process = command.start(*words, start_new_session=True)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.01)
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert one_line(said).startswith("negotiation-sim: interrupted; finished parts are kept")


# ------------------------------------------------------------------ disks


@pytest.fixture
def small_disk(tmp_path):
    """A disk of eight mebibytes: one part of a batch fits, two do not."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.skipif(not shutil.which("mount"), reason="there is no mount command here")
def test_a_full_disk_is_one_line_and_finished_parts_are_untouched(command, tmp_path, small_disk):
    words = ["run", experiment(tmp_path, 3 * PART // CELLS), "--out", "out"]
    code, said = command.run(*words, cwd=small_disk)
    assert code == 2
    assert (
        "part-000000262144.parquet: cannot be written (No space left on device); what was finished is untouched"
        in one_line(said)
    )
    (part,) = (small_disk / "out" / "runs").iterdir()
    first = part.stat().st_mtime_ns
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    assert command.run(*words, cwd=small_disk)[0] == 0
    assert part.stat().st_mtime_ns == first, "the finished part is not made again"
    assert command.run(*words)[0] == 0
    assert contents(small_disk / "out") == contents(tmp_path / "out")


def obey_permissions():
    """Take from root the right to write where the mode forbids it (Linux: CAP_DAC_OVERRIDE,
    CAP_DAC_READ_SEARCH)."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.skipif(
    sys.platform != "linux", reason="takes a capability from root, which is Linux's"
)
def test_a_folder_without_write_permission_is_one_line(command, tmp_path):
    file, out = experiment(tmp_path, 500), tmp_path / "out"
    assert command.run("run", file, "--out", str(out))[0] == 0
    before = contents(out)
    (tmp_path / "closed").mkdir(mode=0o555)
    for folder in (out, out / "runs"):
        folder.chmod(0o555)
    for words in (
        ["--out", str(tmp_path / "closed" / "new")],
        ["--runs", "600", "--out", str(out)],
    ):
        code, said = command.run("run", file, *words, preexec_fn=obey_permissions)
        assert code == 2
        assert "cannot be written (Permission denied); what was finished is untouched" in one_line(
            said
        )
    (out / "runs").chmod(0o000)
    code, said = command.run("run", file, "--out", str(out), preexec_fn=obey_permissions)
    assert code == 2
    assert "runs: cannot be read (Permission denied)" in one_line(said)
    for folder in (out, out / "runs"):
        folder.chmod(0o755)
    assert contents(out) == before


def test_a_truncated_part_is_one_line_to_readers_and_mended_by_running_again(tmp_path, capsys):
    words = ["run", experiment(tmp_path, 300), "--out", str(tmp_path / "out")]
    assert main(words) == 0
    before = contents(tmp_path / "out")
    (part,) = (tmp_path / "out" / "runs").iterdir()
    part.write_bytes(part.read_bytes()[:-100])
    for reader in (["compare"], ["plot"], ["replay", "--row", "3"]):
        capsys.readouterr()
        assert main([reader[0], str(tmp_path / "out"), *reader[1:]]) == 2
        assert "run the same command again to mend it" in one_line(capsys.readouterr().err)
    assert main(words) == 0
    assert contents(tmp_path / "out") == before


def test_a_foreign_file_among_the_parts_is_one_line_and_finished_parts_are_untouched(
    tmp_path, capsys
):
    words = ["run", experiment(tmp_path, 300), "--out", str(tmp_path / "out")]
    assert main(words) == 0
    before = contents(tmp_path / "out")
    foreign = tmp_path / "out" / "runs" / "holiday.parquet"
    foreign.write_bytes(b"sea")
    capsys.readouterr()
    assert main(words) == 2
    assert (
        "holiday.parquet: is no part of these results; move it elsewhere, finished parts are untouched"
        in one_line(capsys.readouterr().err)
    )
    assert foreign.read_bytes() == b"sea"
    foreign.unlink()
    assert contents(tmp_path / "out") == before


# ------------------------------------------------------------------ other writers, other clocks


@pytest.mark.long
@pytest.mark.faults
def test_two_writers_of_one_folder_at_once_give_what_one_gives(command, tmp_path):
    words = ["run", experiment(tmp_path, 2 * PART // CELLS), "--out", "out"]
    both = [command.start(*words) for _ in range(2)]
    said = [process.communicate(timeout=300)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert command.run(*words[:-1], "alone")[0] == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00+00:00", "2106-02-07T06:28:16+00:00"])
def test_a_clock_that_is_wrong_or_turned_back_changes_no_row(tmp_path, monkeypatch, moment):
    words = ["run", experiment(tmp_path, 300)]
    assert main([*words, "--out", str(tmp_path / "now")]) == 0
    for place in ("batch", "provenance"):
        monkeypatch.setattr(f"negotiation_sim.experiments.{place}.now", lambda: moment)
    assert main([*words, "--out", str(tmp_path / "then")]) == 0
    for file in (tmp_path / "then").rglob("*"):
        os.utime(file, (0, 0) if "1970" in moment else (2**32, 2**32))
    assert main(["check", str(tmp_path / "then")]) == 0
    assert contents(tmp_path / "then") == contents(tmp_path / "now")
    assert main([*words, "--runs", "400", "--out", str(tmp_path / "then")]) == 0
    assert main([*words, "--runs", "400", "--out", str(tmp_path / "more")]) == 0
    assert contents(tmp_path / "then") == contents(tmp_path / "more")
