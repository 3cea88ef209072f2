"""The tables of what the episodes give are those that the script makes of the shipped files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUICK = ("patterns",)
"""Made anew every time; the others take minutes, and `-m long` makes them."""
SLOW = ("endings", "interventions", "effects_over_kept", "sovereignty", "tension", "ablation")


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import results

    return results


def blocks(script):
    text = "\n".join(page.read_text(encoding="utf-8") for page in script.PAGES)
    return {found[2]: found[0] for found in script.BLOCK.finditer(text)}


def current(script, name):
    assert script.TABLES[name]() in blocks(script)[name], "run python scripts/results.py"


@pytest.mark.parametrize("name", QUICK)
def test_a_quick_table_is_current(script, name):
    current(script, name)


@pytest.mark.long
@pytest.mark.parametrize("name", SLOW)
def test_a_slow_table_is_current(script, name):
    current(script, name)


def test_every_table_stands_on_a_page_and_is_filled(script):
    found = blocks(script)
    assert set(found) == set(script.TABLES)
    assert all(re.search(r"^\| .* \|$", text, re.MULTILINE) for text in found.values())


def test_the_readme_shows_rows_of_the_page(script):
    shown = blocks(script)
    rows = [line for line in shown["headlines"].splitlines() if line.startswith("| ")]
    assert len(rows) > 5
    assert all(row in shown["interventions"] for row in rows)
