"""Inputs made to take for ever or eat the memory are answered in seconds."""

from __future__ import annotations

import pytest
from tests.hostile.answers import answer
from tests.hostile.measured import measured
from tests.hostile.worst import WORST

SECONDS, MEGABYTES = 2.0, 300
"""The goal for a megabyte; the test leaves room for a slow machine."""

QUICK = (
    "a pipe",
    "a device behind a link",
    "three gigabytes",
    "a table of three gigabytes",
    "runs of 10 to the 400",
    "a part of 10 to the 5000",
    "a long name",
    "many scenarios",
    "a chain of files",
    "a megabyte of blanks before a quote",
    "a head of many columns",
    "a record of brackets",
)


@pytest.mark.parametrize("name", QUICK)
def test_a_worst_input_is_refused_at_once(name, tmp_path):
    found = answer(WORST[name](tmp_path), patience=3 * SECONDS)
    assert found.code == 2, found
    assert len(found.said) < 2_500


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.parametrize("size", ["as large as is read", "megabyte"])
@pytest.mark.parametrize("name", WORST)
def test_a_worst_input_is_answered_in_seconds_and_little_memory(name, size, tmp_path):
    folder = tmp_path / size
    folder.mkdir()
    found = measured(WORST[name](folder), cwd=tmp_path)
    assert found.is_answer, found
    assert found.seconds < 3 * SECONDS, found
    assert found.megabytes < MEGABYTES, found
