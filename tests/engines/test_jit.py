"""The compiler: what it compiles, where it keeps it, and that it never serves stale code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.first import first

import negotiation_sim
from negotiation_sim.engines import jit
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.model.streams import place, stream_key, uniform

SOURCE = Path(negotiation_sim.__file__).parent
PLAY = """
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.scenarios import load_scenario
import sys
scenario = load_scenario(sys.argv[1])
print(*run_ensemble(compile_scenario(scenario), 1, 0, 200)["in_force"])
"""


def test_the_cache_lies_where_one_says(monkeypatch, tmp_path):
    monkeypatch.setenv("NEGOTIATION_SIM_CACHE", str(tmp_path))
    folder = jit.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path)
    assert folder.name.endswith(jit.source_hash())


def test_a_cache_that_cannot_be_written_is_done_without(monkeypatch, tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NEGOTIATION_SIM_CACHE", str(tmp_path / "file"))
    with caplog.at_level("INFO", logger="negotiation_sim"):
        assert jit.cache_folder() is None
    assert "cannot be kept" in caplog.text


def test_every_module_of_the_rules_is_in_the_hash():
    names = {module.__name__.removeprefix("negotiation_sim.") for module in jit.rule_modules()}
    rules = {
        ".".join(file.relative_to(SOURCE).with_suffix("").parts)
        for file in (SOURCE / "model").rglob("*.py")
        if file.stem != "__init__"
    }
    assert rules <= names
    assert "engines.kernel" in names


def test_one_may_ask_for_no_compiler(monkeypatch):
    monkeypatch.setenv("NEGOTIATION_SIM_INTERPRETED", "1")
    assert jit.has_compiler.__wrapped__() is False


def test_without_numba_the_log_says_so(monkeypatch, caplog):
    monkeypatch.delenv("NEGOTIATION_SIM_INTERPRETED", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    with caplog.at_level("INFO", logger="negotiation_sim"):
        assert jit.has_compiler.__wrapped__() is False
    assert "numba cannot be imported" in caplog.text


def test_compiled_numbers_are_those_of_python():
    """The generator is the one place where compiled integers could wrap differently."""
    scenario = first("1956")
    for seed in (0, 1, 2**63 - 1):
        rows = run_ensemble(compile_scenario(scenario), seed, 2**62, 40)
        for i, row in enumerate(rows):
            opens = int(uniform(stream_key(seed, 2**62 + i), place("first", "proposer")) * 2)
            assert opens in (0, 1)
            assert row["steps"] >= 1
    assert len(np.unique(rows["gap_start"])) > 30


@pytest.mark.long
def test_an_edited_rule_is_never_answered_from_the_cache(tmp_path):
    """Two versions of the source, one cache: the second must not be given the code of the first."""
    for part in ("src", "scenarios", "experiments"):
        if (SOURCE.parents[1] / part).is_dir():
            shutil.copytree(
                SOURCE.parents[1] / part,
                tmp_path / part,
                ignore=shutil.ignore_patterns("__pycache__"),
            )
    rule = tmp_path / "src" / "negotiation_sim" / "model" / "ratification.py"
    env = os.environ | {
        "NEGOTIATION_SIM_CACHE": str(tmp_path / "cache"),
        "PYTHONPATH": str(tmp_path / "src"),
    }
    env.pop("NEGOTIATION_SIM_INTERPRETED", None)

    def play():
        return subprocess.run(
            [sys.executable, "-c", PLAY, str(tmp_path / "scenarios" / "1956.yaml")],
            env=env,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    before = play()
    assert play() == before
    rule.write_text(rule.read_text().replace("return odds > mood", "return odds < mood"))
    after = play()
    assert after != before
    assert play() == after
    kernels = [folder.name for folder in (tmp_path / "cache").rglob("kernel-*")]
    assert len(kernels) == 2


@pytest.mark.long
def test_the_cache_survives_two_processes_that_fill_it_at_once(tmp_path):
    env = os.environ | {"NEGOTIATION_SIM_CACHE": str(tmp_path)}
    command = [sys.executable, "-c", PLAY, "1956"]
    both = [
        subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    outputs = [one.communicate(timeout=300) for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert outputs[0][0] == outputs[1][0]
