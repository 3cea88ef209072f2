"""A table of results, rendered for the terminal and as Markdown."""

from __future__ import annotations

import pytest

from negotiation_sim.export.listing import WIDTH, Code, Listing, as_markdown, as_text, row
from negotiation_sim.report.page.markup import table

LONG = "a sentence that says at some length what an intervention changes in the world of a scenario"
HEAD = ("how it ended", "share", "code")


def lines_of(*rows, notes=(), head=HEAD, align="lrl"):
    return as_text(Listing("title", head, align, rows, notes)).splitlines()


def test_a_heading_takes_the_whole_line_and_widens_no_column():
    title, head, heading, line = lines_of(row(LONG), row("treaty", "0.1", Code("T"), depth=1))
    assert (title, heading.strip()) == ("title", LONG)
    assert head == "  how it ended  share  code"
    assert line == "    treaty        0.1  T"


def test_long_words_are_wrapped_and_the_numbers_stay_on_the_first_line():
    first, *rest = lines_of(row(LONG, "0.1", Code("T")))[2:]
    assert first.endswith("0.1  T")
    assert rest
    assert all(line.startswith("    ") for line in rest)
    assert " ".join(" ".join([first.partition("  0.1")[0], *rest]).split()) == LONG


def test_a_code_is_never_broken():
    code = Code("+".join(["no_threat"] * 9))
    assert str(code) in "\n".join(lines_of(row("x", "0.1", code)))


def test_the_last_column_of_words_takes_the_room_that_is_left():
    wide = lines_of(row("x", "1", LONG[:80]), head=("a", "b", "c"))
    assert wide[-1].endswith(LONG[:80])
    assert len(wide[-1]) <= WIDTH


def test_notes_of_rows_and_of_the_table_stand_beneath():
    lines = lines_of(row("x", "1", note="of the row"), notes=("of the table",))
    assert lines[-2:] == ["    of the row", "  of the table"]


def test_without_rows_there_is_no_head():
    assert lines_of(notes=("nothing to show",)) == ["title", "  nothing to show"]
    assert "<table" not in table(Listing("title", HEAD, "lrl", (), ("nothing to show",)))


@pytest.mark.parametrize("render", [as_text, as_markdown, table])
def test_every_rendering_says_the_same_cells(render):
    shown = render(Listing("t", HEAD, "lrl", [row("treaty", "0.10", Code("TREATY"))]))
    for cell in (*HEAD, "treaty", "0.10", "TREATY"):
        assert all(word in shown for word in cell.split())
