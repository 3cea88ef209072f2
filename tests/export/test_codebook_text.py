"""The codebook for people and for programs."""

from __future__ import annotations

import json

from tests.export.exports import CLAUSE

from negotiation_sim.export.codebook_text import as_json, as_markdown


def test_the_json_maps_names_to_stata_and_levels_to_codes(book):
    whole = json.loads(as_json(book))
    columns = {column["name"]: column for column in whole["columns"]}
    assert columns[CLAUSE]["stata_name"] == "events_constitutio_russia_clause"
    assert columns["termination"]["levels"][2] == {
        "code": 2,
        "name": "walk_out",
        "meaning": "a principal broke off the talks",
    }
    assert (whole["rows"], whole["made"]["seed"], whole["made"]["runs"]) == (480, 3, 40)


def test_the_page_has_a_section_per_column_and_says_what_shares_are(book, row_folder):
    page = as_markdown(book)
    assert [line for line in page.splitlines() if line.startswith("### ")] == [
        f"### `{name}`" for name in row_folder.columns
    ]
    assert "| 2018 | `russia` | Russia | principal | RUS |" in page
    assert "not estimates or predictions" in page
    assert "in Stata: `events_constitutio_russia_clause`" in page


def test_a_bar_in_a_text_does_not_break_its_table(book):
    from dataclasses import replace

    page = as_markdown(replace(book, scenarios=(replace(book.scenarios[0], title="a | b"),)))
    assert "| 1956 | a \\| b |" in page
