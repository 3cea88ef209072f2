from __future__ import annotations

import json
import re
import struct
import threading

import pytest

from negotiation_sim.errors import InputError, ResultsError, UnknownNameError
from negotiation_sim.plots import files, outcome_distribution, reflowed, write_figure
from negotiation_sim.plots.files import FORMATS, figure_data, figure_page, why_no_images


@pytest.fixture
def fig(make_summary, observed):
    return outcome_distribution(make_summary(), observed)


def test_the_page_asks_the_network_for_nothing(fig):
    page = figure_page(fig)
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", page)
    assert "plotly.js v" in page
    for setting in ('"displaylogo":false', '"showSendToCloud":false'):
        assert setting in page


def test_the_page_has_title_language_and_viewport(fig):
    page = figure_page(fig)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert (
        "<title>1956: DECLARATION in 71%; 2018: ACCELERATED_TALKS in 71%; 2022: SUSPENSION" in page
    )
    assert 'name="viewport"' in page


def test_a_browser_that_darkens_pages_leaves_this_one(fig):
    style = re.search(r"<style>(.*?)</style>", figure_page(fig)).group(1)
    assert ":root { color-scheme: only light }" in style
    assert "background: #FFFFFF" in style


def test_the_page_holds_a_layout_for_a_telephone_beside_the_data_once(fig):
    shown = json.loads(figure_data(fig))
    assert len(shown["data"]) == len(fig.data)
    assert shown["wide"]["title"] != shown["narrow"]["title"]
    assert shown["narrow"]["height"] > shown["wide"]["height"]


@pytest.mark.chromium
def test_a_narrow_image_is_reflowed_and_a_wide_one_is_not(fig, tmp_path):
    for width in (390, 1200):
        content = write_figure(fig, tmp_path / "ends.png", width=width).read_bytes()
        wide, high = struct.unpack(">II", content[16:24])
        assert wide == 2 * width
        assert high == 2 * (reflowed(fig) if width == 390 else fig).layout.height


def test_the_same_figure_gives_the_same_page(fig):
    assert figure_page(fig) == figure_page(fig)


def test_writing_makes_the_folder_and_leaves_no_part_behind(fig, tmp_path):
    path = write_figure(fig, tmp_path / "new" / "ends.html")
    assert path.read_text(encoding="utf-8") == figure_page(fig)
    assert [file.name for file in path.parent.iterdir()] == ["ends.html"]


def test_the_format_may_be_named_instead(fig, tmp_path):
    assert write_figure(fig, tmp_path / "ends", "html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_unknown_format_names_the_nearest(fig, tmp_path):
    with pytest.raises(UnknownNameError, match="'htm' is not a figure format; did you mean 'html'"):
        write_figure(fig, tmp_path / "ends.htm")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("missing", ["kaleido", "chromium"])
def test_a_missing_tool_is_said_in_one_line_and_nothing_is_written(
    missing, fig, tmp_path, monkeypatch
):
    if missing == "kaleido":
        monkeypatch.setattr(files, "find_spec", lambda _name: None)
    else:
        browsers = pytest.importorskip("choreographer.browsers.chromium")
        monkeypatch.setattr(browsers.Chromium, "find_browser", lambda **_: None)
    with pytest.raises(InputError, match=f"(?i)cannot write png: .*{missing}") as caught:
        write_figure(fig, tmp_path / "ends.png")
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("format", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")]
)
def test_images_are_what_their_ending_says(format, start, fig, tmp_path):
    content = write_figure(fig, tmp_path / f"ends.{format}").read_bytes()
    assert content.startswith(start)
    if format == "png":
        assert struct.unpack(">II", content[16:24]) == (2400, 2 * fig.layout.height)


@pytest.mark.chromium
def test_a_figures_own_size_is_kept(fig, tmp_path):
    content = write_figure(
        fig.update_layout(width=600, height=450), tmp_path / "ends.png"
    ).read_bytes()
    assert struct.unpack(">II", content[16:24]) == (1200, 900)


@pytest.mark.chromium
def test_a_browser_that_fails_is_the_users_to_know(fig, tmp_path, monkeypatch):
    broken = tmp_path / "browser"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(broken))
    with pytest.raises(InputError, match="cannot write png: Chromium failed"):
        write_figure(fig, tmp_path / "ends.png")


@pytest.mark.chromium
def test_a_browser_that_fails_cannot_keep_the_program_alive(fig, tmp_path, monkeypatch):
    kaleido, errors = pytest.importorskip("kaleido"), pytest.importorskip("kaleido.errors")
    started = []

    def fail(*_args, **_kwargs):
        started.append(
            threading.Thread(target=print)
        )  # as the reader of the browser's messages is started
        raise errors.BrowserFailedError("no page")

    monkeypatch.setattr(kaleido, "calc_fig_sync", fail)
    with pytest.raises(InputError, match="no page"):
        write_figure(fig, tmp_path / "ends.png")
    assert started[0].daemon


@pytest.mark.parametrize("way", ["folder", "file"])
def test_a_place_that_cannot_be_written_is_said_in_one_line_and_nothing_is_left(way, fig, tmp_path):
    if way == "folder":
        (tmp_path / "ends.html").mkdir()
        target = tmp_path / "ends.html"
    else:
        (tmp_path / "file").touch()
        target = tmp_path / "file" / "ends.html"
    with pytest.raises(
        ResultsError, match=r"ends\.html: cannot be written \(.*\); choose another --out"
    ):
        write_figure(fig, target)
    assert not list(tmp_path.rglob("*.part"))


def test_html_needs_neither(fig, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "find_spec", lambda _name: None)
    assert why_no_images()
    assert write_figure(fig, tmp_path / "ends.html").exists()
    assert FORMATS[0] == "html"
