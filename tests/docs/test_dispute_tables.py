"""The tables about disputes are those of the shipped files, as the script makes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negotiation_sim.scenarios import shipped_scenarios

ROOT = Path(__file__).parents[2]
SLOW = {"reconsidered"}
"""Tables of versions that were dropped, each a backtest of its own."""


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import dispute_tables

    return dispute_tables


def pages(script, only):
    for page in script.PAGES:
        text = page.read_text(encoding="utf-8")
        assert script.rewritten(text, only) == text, "run python scripts/dispute_tables.py"


def test_tables_are_current(script):
    pages(script, set(script.TABLES) - SLOW)


@pytest.mark.long
def test_tables_of_what_was_tried_are_current(script):
    pages(script, SLOW)


def test_every_table_stands_on_a_page(script):
    found = [
        name
        for page in script.PAGES
        for name in re.findall(r"<!-- table: (\w+) -->", page.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == sorted(script.TABLES)


def test_every_dispute_is_on_its_page():
    page = (ROOT / "docs" / "disputes.md").read_text(encoding="utf-8")
    for one in shipped_scenarios():
        if one.is_dispute and one.name != "coded":
            assert f"| `{one.name}` |" in page
