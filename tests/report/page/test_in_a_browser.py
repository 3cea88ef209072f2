"""The report in Chromium: opened from disk, its sliders moved by keyboard, its bars read, its
requests counted."""

from __future__ import annotations

import pytest
from tests.report.page.browser import visit

from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.report.page.document import write_report

pytestmark = [pytest.mark.chromium, pytest.mark.filterwarnings("ignore::ResourceWarning")]

BARS = "document.getElementById('explorer-bars').data[0]"
PINNED = "document.getElementById('explorer-bars').data[1].x"
PINNED_SAID = "document.getElementById('explorer-pinned').textContent"
SAID = "document.getElementById('explorer-said').textContent"
RIGHT, LEFT, DOWN = ("ArrowRight", 39), ("ArrowLeft", 37), ("ArrowDown", 40)


async def seen(reader):
    """Bars by class with their whiskers, and the live text."""
    bars = await reader.read(
        f"(b => ({{y: b.y, x: b.x, up: b.error_x.array, down: b.error_x.arrayminus}}))({BARS})"
    )
    return {"bars": bars, "said": await reader.read(SAID)}


def expected(found, scenario, arm, point):
    """Share and interval of every class that ever occurs, from the summary."""
    table = found.summary
    mine = table[
        (table["scenario"] == scenario) & (table["intervention"] == arm) & (table["point"] == point)
    ]
    return {
        row.outcome_class: (row.share, *wilson_interval(row.count, row.n))
        for row in mine.itertuples(name="Row", index=False)
    }


def agree(bars, wanted):
    for name, share, up, down in zip(bars["y"], bars["x"], bars["up"], bars["down"], strict=True):
        exact, low, high = wanted[name]
        assert (share, share + up, share - down) == pytest.approx(
            (exact, float(high), float(low)), abs=1e-9
        )


def test_sliders_moved_by_keyboard_change_bars_and_words_and_nothing_is_requested(
    grid, grid_folder, tmp_path, record_property
):
    page = write_report(grid_folder, tmp_path / "report.html")

    async def reading(reader):
        await reader.open(page.as_uri())
        views = {"first": await seen(reader)}
        await reader.read("document.getElementById('explorer-slider-0').focus()||0")
        await reader.press(*LEFT)
        views["left"] = await seen(reader)
        await reader.press("Tab", 9)
        assert await reader.read("document.activeElement.id") == "explorer-slider-1"
        await reader.press(*RIGHT)
        views["right"] = await seen(reader)
        views["spoken"] = await reader.read("document.activeElement.getAttribute('aria-valuetext')")
        await reader.read("document.getElementById('explorer-intervention').focus()||0")
        await reader.press(*DOWN)
        views["intervention"] = await seen(reader)
        views["resources"] = await reader.read(
            "performance.getEntriesByType('resource').map(one => one.name)"
        )
        views["drawn"] = await reader.read("Number(document.documentElement.dataset.drawn)")
        return views, reader.requests

    views, requests = visit(reading)
    record_property("drawn_ms", views["drawn"])
    agree(views["first"]["bars"], expected(grid, "1956", "baseline", 4))
    agree(views["left"]["bars"], expected(grid, "1956", "baseline", 1))
    agree(views["right"]["bars"], expected(grid, "1956", "baseline", 2))
    agree(views["intervention"]["bars"], expected(grid, "1956", "no_threat", 2))
    assert views["first"]["bars"] != views["left"]["bars"]
    assert "1 × the scenario’s own" in views["first"]["said"]
    assert "0 × the scenario’s own" in views["left"]["said"]
    assert "0.9" in views["right"]["said"]
    assert views["spoken"] == "0.9"
    settled = grid.settled.set_index(["scenario", "intervention", "point"]).loc[
        ("1956", "no_threat", 2)
    ]
    assert (
        f"in {settled['share']:.2f} of 60 runs, 95% interval {settled['low']:.2f}–{settled['high']:.2f}"
        in views["intervention"]["said"]
    )
    assert views["resources"] == []
    assert requests == [page.as_uri()]


def test_the_start_stays_pinned_until_other_bars_are(grid, grid_folder, tmp_path):
    page = write_report(grid_folder, tmp_path / "report.html")

    async def reading(reader):
        await reader.open(page.as_uri())
        views = {"opens": await reader.read(PINNED)}
        views["first"] = (await seen(reader))["bars"]["x"]
        await reader.read("document.getElementById('explorer-slider-0').focus()||0")
        await reader.press(*LEFT)
        views["moved"] = (await seen(reader))["bars"]["x"]
        views["stays"] = await reader.read(PINNED)
        views["said"] = await reader.read(PINNED_SAID)
        await reader.read("document.getElementById('explorer-pin').click()||0")
        views["repinned"] = await reader.read(PINNED)
        await reader.read("document.getElementById('explorer-unpin').click()||0")
        views["again"] = await reader.read(PINNED)
        views["labels"] = await reader.read(
            "document.getElementById('explorer-bars').layout.yaxis.ticktext"
        )
        views["arms"] = await reader.read(
            "[...document.querySelectorAll('#explorer-intervention option')].map(o => o.textContent)"
        )
        return views

    views = visit(reading)
    assert views["opens"] == views["first"] == views["stays"] == views["again"]
    assert views["moved"] == views["repinned"] != views["stays"]
    assert views["said"].startswith(
        "Pinned, the thin hollow bars: 1956, baseline: nothing is changed. US threat, stake times credibility times hold on Tokyo: 1 ×"
    )
    assert views["arms"] == ["baseline: nothing is changed", "Washington never presses Tokyo"]
    assert "declaration with the promise of two" in [
        label.replace("<br>", "") for label in views["labels"]
    ]


def test_markup_in_names_stays_text_and_runs_nothing(hostile_folder, tmp_path):
    page = write_report(hostile_folder, tmp_path / "report.html")

    async def reading(reader):
        await reader.send("Page.enable")
        await reader.open(page.as_uri(), width=400)
        return {
            "images": await reader.read("document.querySelectorAll('img').length"),
            "shown": await reader.read("document.querySelector('h1').textContent"),
            "bars": await reader.read(f"{BARS}.x.length"),
            "wider": await reader.read(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            ),
        }, reader.requests

    views, requests = visit(reading)
    assert views["images"] == 0
    assert views["shown"].startswith("</script><script>alert(1)</script>")
    assert views["bars"] > 0
    assert views["wider"] <= 0
    assert requests == [page.as_uri()]
