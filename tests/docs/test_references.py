"""Links lead somewhere, and every section, equation or test that is quoted exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not any(part[0] == "." and part != ".github" for part in page.relative_to(ROOT).parts)
)
CODE = sorted(
    path
    for folder in ("src", "tests", "scripts", "benchmarks", "scenarios", "experiments")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".yaml") and path != Path(__file__)
)
QUOTED = re.compile(
    r"\b([\w-]+\.md)[,)]? (section|equation)s? (\d[\d.]*(?:(?:, | and |-)\d[\d.]*)*)"
)
SPECIFICATION = (ROOT / "docs" / "model" / "specification.md").read_text(encoding="utf-8")


def numbers(text: str) -> list[str]:
    """Numbers of a quotation such as ``1-5, 9``; a range stands for its ends."""
    return [number.rstrip(".") for number in re.findall(r"\d[\d.]*", text)]


def headings(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def anchor(heading: str) -> str:
    """What GitHub makes of a heading."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


def flat(text: str) -> str:
    """A text without line breaks, comment marks and link targets."""
    return re.sub(r"\s+(?:# )?", " ", re.sub(r"\]\([^)]*\)", "", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            path, _, fragment = target.partition("#")
            there = (page.parent / path) if path else page
            assert there.is_file(), target
            if fragment:
                assert fragment in map(anchor, headings(there)), target


def test_what_is_quoted_of_a_page_is_on_it():
    by_name = {page.name: page for page in PAGES}
    found = 0
    for path in [*CODE, *PAGES]:
        for page, what, listed in QUOTED.findall(flat(path.read_text(encoding="utf-8"))):
            assert page in by_name, f"{path}: {page}"
            for number in numbers(listed):
                found += 1
                if what == "equation":
                    told = f"({number})" in SPECIFICATION or 2 <= int(number) <= 5
                else:
                    told = any(re.match(rf"{number}\b(?!\.\d)", h) for h in headings(by_name[page]))
                assert told, f"{path}: {page} {what} {number}"
    assert found > 20


def test_the_specification_quotes_sections_that_it_has():
    known = [heading.split()[0] for heading in headings(ROOT / "docs/model/specification.md")]
    for listed in re.findall(
        r"\bsections? (\d[\d.]*(?:(?: and | to )\d[\d.]*)*)", flat(SPECIFICATION)
    ):
        assert set(numbers(listed)) <= set(known), listed


def test_verification_tests_that_are_quoted_are_listed():
    listed = SPECIFICATION.partition("### 15.6")[2]
    known = set(re.findall(r"^(\d+)\. ", listed, re.MULTILINE))
    for path in CODE:
        text = flat(path.read_text(encoding="utf-8"))
        for quoted in re.findall(r"(?:verification tests?|15\.6, test) (\d[\d, and-]*)", text):
            assert set(numbers(quoted)) <= known, f"{path}: {quoted}"


@pytest.mark.parametrize("page", ["model.md", "model3.md", "engines.md", "style.md"])
def test_no_page_is_quoted_that_a_reader_cannot_open(page):
    for path in [*CODE, *PAGES]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(rf"(?<![\w/]){re.escape(page)}", text), path


def test_architecture_lists_the_packages_in_the_order_of_the_contract():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", page, re.MULTILINE)
    told = [frozenset(re.findall(r"\w+", row)) for row in rows]
    with (ROOT / "pyproject.toml").open("rb") as file:
        contract = tomllib.load(file)["tool"]["importlinter"]["contracts"][0]["layers"]
    layers = [frozenset(re.findall(r"\w+", layer)) for layer in contract]
    there = {path.name for path in (ROOT / "src" / "negotiation_sim").iterdir() if path.is_dir()}
    wanted = [layer & (there | {"errors"}) for layer in layers]
    assert told == [layer for layer in wanted if layer]


def test_files_that_architecture_and_contributing_name_exist():
    for name in ("docs/architecture.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for path in re.findall(r"`([\w/.]+/[\w.]+)`", text):
            places = [ROOT / path, ROOT / "src" / "negotiation_sim" / path]
            if "NAME" in path:  # a file to be written: its folder must be there
                places = [place.parent for place in places]
            assert any(place.exists() for place in places), f"{name}: {path}"


def test_one_version_everywhere():
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, date = re.findall(r"^## \[(\d[\d.]*)\] - (\S+)$", changes, re.MULTILINE)[0]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert newest == version
    assert f"\nversion: {version}\n" in citation
    assert f"\ndate-released: {date}\n" in citation
    for page in PAGES:
        for tag in re.findall(r"negotiation-sim:(\d[\d.]*\d)", page.read_text(encoding="utf-8")):
            assert tag == version, page
