"""The page as a whole: complete, self-contained, escaped."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser

import pytest
from tests.report.page.hostile import HOSTILE

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.results import Results
from negotiation_sim.report.page import write_report
from negotiation_sim.report.page.document import page_of
from negotiation_sim.report.page.findings import findings_of


class Outline(HTMLParser):
    """Elements, headings in order, and what stands as text outside scripts."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.headings, self.texts, self.ids, self._inside = [], [], [], [], ""
        self.told, self._section = "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        self._section = dict(attrs)["id"] if tag == "section" else self._section
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        if self._inside not in ("script", "style"):
            self.texts.append(data)
            if self._inside != "code" and self._section not in (
                "replay",
                "reproduction",
                "codebook",
            ):
                self.told += data

    @property
    def text(self):
        return "".join(self.texts)


@pytest.fixture(scope="module")
def page(plain):
    return page_of(plain)


def test_the_page_tells_everything_asked_for(page):
    names = {attrs["id"] for tag, attrs in Outline(page).elements if tag == "section"}
    assert names >= {
        "question",
        "scenario",
        "distribution",
        "effects",
        "gates",
        "attribution",
        "robustness",
    }
    assert names >= {"replay", "honesty", "reproduction", "codebook"}


def test_a_design_opens_with_the_explorer_and_anything_else_with_the_question(page, grid):
    for text, first in ((page, "question"), (page_of(grid), "explorer")):
        sections = [attrs["id"] for tag, attrs in Outline(text).elements if tag == "section"]
        assert sections[0] == first


def test_codes_stand_only_in_columns_of_their_own(grid):
    told = Outline(page_of(grid)).told
    assert "declaration with the promise of two ◆" in told
    for code in ("no_threat", "DECLARATION", "japan.domestic"):
        assert code not in told


def test_title_and_question_are_the_experiments(page):
    assert "<title>One episode</title>" in page
    assert "Does it end?" in page


def test_nothing_in_the_page_asks_the_network(page, hostile):
    for text in (page, page_of(hostile)):
        for tag, attrs in Outline(text).elements:
            assert not {"src", "srcset", "action", "data", "poster", "background"} & set(attrs), (
                tag,
                attrs,
            )
            assert tag not in ("link", "iframe", "object", "embed", "base", "form", "img")
            assert attrs.get("href", "#").startswith("#")
        assert "default-src &#x27;none&#x27;" in text
        assert '"showSendToCloud":false' in text


def test_a_browser_that_darkens_pages_leaves_this_one(page):
    assert ":root { color-scheme: only light;" in page


def test_plotly_is_bundled_once(page):
    assert page.count("plotly.js v") == 1


def test_headings_go_down_one_level_at_a_time_and_addresses_are_unique(page, grid):
    for text in (page, page_of(grid)):
        outline = Outline(text)
        assert outline.headings[0] == 1
        assert all(
            after <= before + 1
            for before, after in zip(outline.headings, outline.headings[1:], strict=False)
        )
        assert len(outline.ids) == len(set(outline.ids))


def test_every_figure_has_words_and_every_link_a_target(page):
    outline = Outline(page)
    for tag, attrs in outline.elements:
        if attrs.get("class") == "plot":
            assert attrs["role"] == "img"
            assert len(attrs["aria-label"]) > 30
        if tag == "a":
            assert attrs["href"][1:] in outline.ids


def test_markup_in_a_scenario_shows_as_markup(hostile):
    text = page_of(hostile)
    outline = Outline(text)
    assert HOSTILE in outline.text
    assert not [tag for tag, attrs in outline.elements if tag == "img" or "onerror" in attrs]
    scripts = [
        attrs
        for tag, attrs in outline.elements
        if tag == "script" and attrs.get("type") != "application/json"
    ]
    assert len(scripts) == 3
    assert "<b>1956" not in text


def test_the_same_findings_give_the_same_page(plain, page):
    assert page_of(plain) == page


@pytest.mark.long
def test_three_episodes_make_a_page_below_seven_megabytes(tmp_path):
    from dataclasses import replace

    from negotiation_sim.experiments import Study, run_study
    from negotiation_sim.scenarios import load_experiment

    study = replace(Study.of(load_experiment("history")), runs=200)
    made = write_report(run_study(study, tmp_path / "results"))
    assert made.stat().st_size < 7e6


def test_a_small_page_is_below_seven_megabytes(grid):
    assert len(page_of(grid).encode()) < 7e6


def test_a_run_the_folder_lacks_is_refused(plain_folder, tmp_path):
    with pytest.raises(ResultsError, match="has runs 0 to 59, asked for run 60"):
        write_report(plain_folder, tmp_path / "page.html", run=60)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["x\n", "episode,recorded,points,share,low,high\n1956,DECLARATION,many,0.5,0.4,0.6\n"]
)
def test_a_damaged_table_of_robustness_is_one_line(text, plain_folder, tmp_path):
    shutil.copytree(plain_folder.path, tmp_path / "copy")
    (tmp_path / "copy" / "robustness").mkdir()
    (tmp_path / "copy" / "robustness" / "history.csv").write_text(text, "utf-8")
    with pytest.raises(
        ResultsError, match=r"robustness: cannot be read \(history.csv.*\); delete it"
    ):
        findings_of(Results.open(tmp_path / "copy"))


def test_a_folder_of_counts_is_told_as_far_as_it_goes(tally_folder):
    text = page_of(findings_of(tally_folder))
    assert "keeps counts, not runs" in text
    assert "Share of runs that end in each way as things are" in text
