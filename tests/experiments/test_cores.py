"""Cores are those a job may use, not those of the machine."""

from __future__ import annotations

import os

import pytest

from negotiation_sim.experiments.cores import cores
from negotiation_sim.experiments.executors import threads


@pytest.fixture
def bound_to_three(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {4, 5, 6}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max 100000", 3),
        ("200000 100000", 2),
        ("150000 100000", 2),
        ("6400000 100000", 3),
        ("50000 100000", 1),
        ("?", 3),
    ],
)
def test_cores_are_those_bound_to_or_the_quota_if_that_is_less(
    bound_to_three, tmp_path, text, expected
):
    quota = tmp_path / "cpu.max"
    quota.write_text(f"{text}\n", encoding="ascii")
    assert cores(quota) == expected


def test_without_a_quota_cores_are_those_bound_to(bound_to_three, tmp_path):
    assert cores(tmp_path / "absent") == 3


def test_where_a_process_cannot_be_bound_cores_are_those_of_the_machine(monkeypatch, tmp_path):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert cores(tmp_path / "absent") == 5


def test_threads_are_as_many_as_cores(bound_to_three):
    assert threads().size() <= 3
