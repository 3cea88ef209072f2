"""Whatever a shipped scenario cites stands on the page of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiation_sim.scenarios import resolve_scenario, shipped_scenarios

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "model" / "sources.md").read_text(encoding="utf-8").replace("–", "-")
ROWS = [
    (line.split("|")[1].strip(), line)
    for line in PAGE.splitlines()
    if re.match(r"\| (?!key )", line)
]
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
NAME = r"[A-Z][\w./é-]*(?: [A-Z][\w./é-]*)*"
DATED = re.compile(rf"({NAME}(?: and {NAME})*), ((?:\d+(?:-\d+)? )?(?:{MONTH} )?\d{{4}})")
AUTHORS = re.compile(r"([A-Z][\wé-]+(?:, [A-Z][\wé-]+)*(?: & [A-Z][\wé-]+)?) \(?((?:19|20)\d\d)\b")
FRUS = re.compile(r"(?:vol\. ([IVX]+), )?docs?\. (\d+(?:(?:-|, | and )\d+)*)")
NO_AUTHOR = re.compile(rf"\b(?:{MONTH}[a-z]*|In|Since|By|From|Until|After|Before)\b")


def sources(found: object) -> Iterator[str]:
    """Every text under a `source` key, at any depth."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key == "source":
                yield " ".join(str(value).replace("–", "-").split())
            else:
                yield from sources(value)


TEXTS = sorted(
    {text for listing in shipped_scenarios() for text in sources(resolve_scenario(listing.name))}
)


def listed(name: str, *words: str) -> bool:
    """Whether a row has the name in its key, and all words."""
    return any(
        name in key and all(re.search(rf"\b{re.escape(word)}\b", line) for word in words)
        for key, line in ROWS
    )


def test_documents_of_the_series_are_listed_with_their_volume():
    cited = {
        (volume, number)
        for text in TEXTS
        for volume, numbers in FRUS.findall(text)
        for number in re.findall(r"\d+", numbers)
    }
    assert ("", "89") in cited
    missing = {
        (volume, number)
        for volume, number in cited
        if not listed(f"FRUS vol. {volume}" if volume else "FRUS doc.", number)
    }
    assert not missing


def test_dated_items_are_listed():
    cited = {
        (name, date)
        for text in TEXTS
        for names, date in DATED.findall(text)
        for name in names.split(" and ")
    }
    assert ("Asahi", "16 Nov 2018") in cited
    assert not {(name, date) for name, date in cited if not listed(name, *date.split())}


def test_studies_are_listed():
    cited = {
        (authors, year)
        for text in TEXTS
        for authors, year in AUTHORS.findall(text)
        if not NO_AUTHOR.search(authors)
    }
    assert ("Hellmann", "1969") in cited
    assert not {(authors, year) for authors, year in cited if not listed(authors, year)}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:40])
def test_a_bracket_that_says_documented_names_a_source_of_the_page(text):
    names = {re.split(r",? \(?\d|,| doc\.", key)[0] for key, _ in ROWS} | {
        "doc",
        "press",
        "article",
    }
    for bracket in re.findall(r"\(([^()]*\bdocumented\b[^()]*)\)", text):
        said = re.sub(r"\bdocumented\b( for the \w+| in secondary copy)?|[,;:.] ?", "", bracket)
        if re.search(r"[A-Z]", re.sub(MONTH, "", said)):
            assert any(name in bracket for name in names), bracket


def test_no_key_is_there_twice():
    keys = [key for key, _ in ROWS]
    assert len(keys) == len(set(keys))
