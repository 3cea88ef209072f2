"""Runs are played without the compiler while another process compiles, and nobody compiles twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from threading import Event, Thread

import pytest

from negotiation_sim.engines import compile_once, meanwhile
from negotiation_sim.engines.compile_once import alone, is_being_made
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.engines.layout import LARGE, STANDARD
from negotiation_sim.scenarios import load_scenario


def test_the_rows_are_the_same_whenever_the_kernel_comes(monkeypatch):
    compiled = compile_scenario(load_scenario("1956"))
    played = run_ensemble(compiled, 4, 1, 17)
    for looks in (0, 1, 3, 100):
        answers = iter([False] * looks)
        monkeypatch.setattr(meanwhile, "AT_ONCE", 5)
        monkeypatch.setattr(meanwhile, "_is_ready", lambda *_, a=answers: next(a, True))
        assert (meanwhile.rows_at_once(compiled, 4, 1, 17) == played).all()


def test_nobody_is_sent_where_no_kernel_could_come(monkeypatch):
    def refuse(*_):
        raise AssertionError("sent")

    monkeypatch.setattr(meanwhile, "_sent", refuse)
    for name, value in (("kept_folder", lambda: None), ("has_compiler", lambda: False)):
        with monkeypatch.context() as patch:
            patch.setattr(meanwhile, "_ready", set())
            patch.setattr(meanwhile, name, value)
            assert meanwhile._is_ready(LARGE, True)


def test_a_process_that_leaves_no_kernel_is_not_waited_for(monkeypatch, tmp_path):
    monkeypatch.setenv("NEGOTIATION_SIM_CACHE", str(tmp_path))
    monkeypatch.delenv("NEGOTIATION_SIM_INTERPRETED", raising=False)
    monkeypatch.setattr(meanwhile, "has_compiler", lambda: True)
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    monkeypatch.setattr(meanwhile, "_ready", set())
    monkeypatch.setattr(meanwhile, "_at_it", {})
    monkeypatch.setattr(meanwhile, "_sent", lambda *_: ended)
    until = time.monotonic() + 60
    while not meanwhile._is_ready(STANDARD, False):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_second_waits_for_the_first_and_makes_nothing(tmp_path):
    mark, order, go = tmp_path / "k.ready", [], Event()

    def first():
        with alone(mark):
            order.append("first begins")
            go.wait(60)
            order.append("first ends")

    def second():
        with alone(mark):
            order.append(f"second, made already: {mark.exists()}")

    threads = [Thread(target=first), Thread(target=second)]
    threads[0].start()
    while not order:
        time.sleep(0.01)
    assert is_being_made(mark)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(60)
    assert order == ["first begins", "first ends", "second, made already: True"]
    assert not is_being_made(mark)


def test_what_fails_or_was_stopped_is_made_by_the_next(monkeypatch, tmp_path):
    mark = tmp_path / "k.ready"
    with pytest.raises(ZeroDivisionError), alone(mark):
        raise ZeroDivisionError
    assert not mark.exists()
    making = mark.with_suffix(".making")
    making.touch()
    long_ago = time.time() - compile_once.MOST_SECONDS - 1
    os.utime(making, (long_ago, long_ago))
    with alone(mark):
        assert not mark.exists()
    assert mark.exists()
    assert not making.exists()


@pytest.mark.long
def test_a_fresh_installation_has_its_first_table_before_its_kernel(tmp_path):
    env = os.environ | {"NEGOTIATION_SIM_CACHE": str(tmp_path)}
    env.pop("NEGOTIATION_SIM_INTERPRETED", None)
    command = [sys.executable, "-m", "negotiation_sim", "run", "1956", "--runs", "60", "--json"]

    def table():
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    first = table()
    assert not list(tmp_path.rglob("*.ready"))
    until = time.monotonic() + 300
    while not list(tmp_path.rglob("*.ready")):
        assert time.monotonic() < until
        time.sleep(0.5)
    assert not list(tmp_path.rglob("*.making"))
    assert table() == first
