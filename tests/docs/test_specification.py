"""The tables of the specification are those of the scenario files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tables_are_current(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from specification_tables import PAGE, TABLES, episodes, rewritten

    page = PAGE.read_text(encoding="utf-8")
    assert {name for name in TABLES if f"<!-- table: {name} -->" in page} == set(TABLES)
    assert rewritten(page, episodes()) == page, "run python scripts/specification_tables.py"
