"""What a reader does with the page, in the browser that readers use."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import expect
from tests.dashboard.conftest import PATIENCE, served

from negotiation_sim.scenarios import load_scenario

BASE = load_scenario("1956")


def slider(page, address):
    return page.locator(
        f"[id='{json.dumps({'address': address, 'kind': 'slider'}, separators=(',', ':'))}']"
    )


def number(page, address):
    return page.locator(
        f"[id='{json.dumps({'address': address, 'kind': 'number'}, separators=(',', ':'))}']"
    )


def reset(page, address):
    return page.locator(
        f"[id='{json.dumps({'address': address, 'kind': 'reset'}, separators=(',', ':'))}']"
    )


def choose(page, file):
    """Open a file as a reader does; a file that was edited since is read anew."""
    with page.expect_file_chooser() as waiting:
        page.get_by_text("Open a file …").click()
    waiting.value.set_files(file)


def eventually(look, right):
    """What is seen, once it is right or patience is at an end: figures follow their command."""
    end = time.monotonic() + PATIENCE / 1000
    while not right(seen := look()) and time.monotonic() < end:
        time.sleep(0.2)
    return seen


def same_as_run(one, played):
    """The numbers on the page are those of the command it prints."""
    found = played(one.raw("command"))
    drawn = eventually(one.counts, lambda drawn: drawn == {name: found[name] for name in drawn})
    assert drawn == {name: found[name] for name in drawn}
    assert sum(found.values()) - found["settled"] == 10_000
    return drawn


def test_the_page_opens_with_the_numbers_of_run(reader, address, played):
    one = reader().open(address)
    counts = same_as_run(one, played)
    assert f"{counts['settled'] / 100:.1f}%" in one.text("headline")
    one.page.wait_for_function("() => document.querySelector('#caveat').textContent")
    assert "plausible box" in one.text("caveat")
    assert one.text("title") == BASE.title


def menu(page, label, choice):
    page.get_by_role("button", name=label).click()
    page.get_by_role("option", name=choice, exact=True).click()


def typed(page, box, text):
    box.fill(text)
    page.keyboard.press("Enter")


MOVES = {
    "--set us.credibility=": lambda page: [
        slider(page, "us.credibility").focus(),
        page.keyboard.press("ArrowRight"),
    ],
    "--set japan.norm=21,40,59": lambda page: typed(page, number(page, "japan.norm"), "40"),
    "--intervention no_base_demand": lambda page: page.get_by_text("never ask for a base").click(),
    "--drop ldp_merger": lambda page: page.get_by_text("15 Nov 1955:").click(),
    "--set japan.strategy=tft": lambda page: menu(page, "How Japan bargains", "tft"),
    "--set first=japan": lambda page: menu(page, "Who opens", "Japan"),
    "--set events.fisheries_squeeze.date=1956-01-01": lambda page: menu(
        page, "Moscow ties North Pacific fishing", "Jan 1956"
    ),
    "--set us.press_cost=0": lambda page: [
        page.get_by_text("All other numbers").click(),
        typed(page, number(page, "us.press_cost"), "0"),
    ],
    "--seed 5": lambda page: typed(page, page.get_by_label("Luck (seed)"), "5"),
}


def test_every_kind_of_control_plays_what_the_command_plays(reader, address, played):
    one = reader().open(address)
    for option, move in MOVES.items():
        assert option not in one.raw("command")
        move(one.page)
        one.says("command", option)
    same_as_run(one, played)
    one.says("headline", "pinned")


def test_one_and_all_are_reset(reader, address):
    one = reader().open(
        address, "#scenario=1956&japan.norm=40&us.credibility=0.2&intervention=no_threat"
    )
    assert slider(one.page, "japan.norm").input_value() == "40"
    reset(one.page, "japan.norm").click()
    one.says("command", "japan.norm", so=False)
    assert slider(one.page, "japan.norm").input_value() == "54"
    one.links("us.credibility")
    one.page.get_by_text("Reset all").click()
    one.links("us.credibility", so=False)
    one.says("command", "no_threat", so=False)
    expect(reset(one.page, "us.credibility")).not_to_be_visible(timeout=PATIENCE)


def test_other_numbers_come_as_they_are_when_they_are_opened(reader, address):
    one = reader().open(address, "#scenario=1956&us.press_cost=3")
    for value in ("3", "12"):
        assert number(one.page, "us.press_cost").count() == 0
        one.page.get_by_text("All other numbers").click()
        expect(number(one.page, "us.press_cost")).to_have_value(value, timeout=PATIENCE)
        one.page.get_by_text("Reset all").click()
        one.says("command", "us.press_cost", so=False)


def test_a_link_restores_the_setting(reader, address):
    one = reader().open(address)
    number(one.page, "japan.norm").fill("40")
    one.page.keyboard.press("Enter")
    one.page.get_by_text("Washington never presses Tokyo").click()
    one.says("command", "--intervention no_threat")
    one.links("japan.norm=40")
    other = reader().open(one.page.url)
    other.says("command", one.raw("command"))
    counts = one.counts()
    assert eventually(other.counts, counts.__eq__) == counts
    assert number(other.page, "japan.norm").input_value() == "40"


def test_ten_quick_steps_lead_to_one_final_picture(reader, address, played):
    one = reader().open(address)
    slider(one.page, "japan.norm").focus()
    start = float(slider(one.page, "japan.norm").input_value())
    for _ in range(10):
        one.page.keyboard.press("ArrowRight")
    end = float(slider(one.page, "japan.norm").input_value())
    assert end > start
    one.links(f"japan.norm={end:g}")
    one.says("command", f",{end:g},")
    assert number(one.page, "japan.norm").input_value() == f"{end:g}"
    same_as_run(one, played)


def test_two_pages_at_once_do_not_disturb_each_other(reader, address, played):
    one, other = reader().open(address), reader().open(address, "#scenario=2018")
    slider(one.page, "us.credibility").focus()
    slider(other.page, "us.credibility").focus()
    for _ in range(3):
        one.page.keyboard.press("ArrowRight")
        other.page.keyboard.press("ArrowLeft")
    one.says("command", "--set us.credibility=")
    other.says("command", "--set us.credibility=")
    same_as_run(one, played)
    same_as_run(other, played)
    assert other.raw("command").startswith("negotiation-sim run 2018 ")


def test_another_scenario_is_chosen(reader, address, played):
    one = reader().open(address)
    one.page.get_by_role("button", name="Scenario").click()
    one.page.get_by_role("option", name="2022", exact=True).click()
    one.says("command", "2022")
    one.says("title", load_scenario("2022").title)
    same_as_run(one, played)


def test_pinned_and_changed_are_compared(reader, address):
    one = reader().open(address, "#scenario=1956&japan.norm=40")
    one.page.get_by_role("button", name="Pin this").click()
    one.page.get_by_text("Washington never presses Tokyo").click()
    one.says("command", "--intervention no_threat")
    one.tab("Compare")
    one.page.wait_for_selector("#compared table")
    one.says("differs", "54 → 40")
    row = one.page.get_by_role("row", name="treaty with islands").inner_text()
    settled = one.counts()["settled"] / 100
    assert f"{settled:.1f}%" in row
    assert one.text("pinned-words").startswith("Pinned: four-island norm")


def test_refined_numbers_are_those_of_run_and_can_be_cancelled(reader, address, played):
    one = reader().open(address)
    one.page.get_by_role("button", name="Refine").click()
    one.page.wait_for_function(
        "() => document.querySelector('#within').textContent.includes('40,000')"
    )
    command = one.raw("command")
    assert "--runs 40000" in command
    found, drawn = played(command), one.counts()
    assert drawn == {name: found[name] for name in drawn}
    number(one.page, "japan.norm").fill("40")
    one.page.keyboard.press("Enter")
    one.says("command", "japan.norm=")
    one.says("within", "10,000")
    one.page.get_by_role("button", name="Refine").click()
    one.page.locator("#refine-cancel").click()
    one.page.wait_for_function(
        "() => document.querySelector('#refine-about').textContent === 'cancelled'"
    )
    one.calm()
    assert "10,000" in one.text("within")


def test_one_run_is_watched_month_by_month(reader, address):
    one = reader().open(address)
    one.tab("Watch one run")
    one.page.wait_for_selector("#told section")
    assert one.page.locator("#told section").count() == 1
    one.page.get_by_role("button", name="A run that ends in").click()
    one.page.get_by_role("option", name="treaty, two islands", exact=True).click()
    one.page.get_by_role("button", name="Find the next one").click()
    one.page.wait_for_function(
        "() => document.querySelector('#found').textContent.includes('ended so')"
    )
    one.calm()
    first = one.text("month-words")
    one.page.get_by_role("button", name="Next month").click()
    one.page.wait_for_function(
        f"() => document.querySelector('#month-words').textContent !== '{first}'"
    )
    one.page.get_by_role("button", name="Play").click()
    one.page.wait_for_function(
        "() => document.querySelector('#told').textContent.includes('The end')"
    )
    assert "TREATY_TWO" in one.text("told")
    assert one.page.locator("#on-table tbody tr").count() == 2
    one.page.wait_for_function("() => document.querySelector('#play').textContent === 'Play'")


def test_the_causes_are_worked_out(reader, address):
    one = reader().open(address, "#scenario=1956&japan.norm=40")
    one.tab("Why")
    one.page.get_by_role("button", name="Work out the causes").click()
    one.page.wait_for_selector("#why-out .js-plotly-plot")
    assert "if causes are absent" in one.text("why-out")
    assert "negotiation-sim explain 1956" in one.text("why-out")


def test_what_it_would_take_is_searched_and_shown(reader, address):
    one = reader().open(address)
    one.tab("What would it take")
    one.page.get_by_label("At least, %").fill("30")
    one.page.get_by_label("At most so many levers").fill("1")
    one.page.get_by_role("button", name="Search").click()
    one.page.wait_for_selector("#reach-out li")
    assert "fresh runs" in one.text("reach-out")
    one.page.get_by_role("link", name="Show it here").first.click()
    one.page.wait_for_function(
        "() => document.querySelector('#headline').textContent.includes('pinned')"
    )


def test_a_setting_is_kept_as_a_file_and_opened_again(reader, address, played, tmp_path):
    one = reader().open(address, "#scenario=1956&japan.norm=40&drop=ldp_merger&first=japan")
    counts = one.counts()
    one.tab("Keep")
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Scenario", exact=True).last.click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    other = reader().open(address, "#scenario=2018")
    choose(other.page, file)
    other.page.wait_for_function(
        "() => document.querySelector('#title').textContent.includes('1955')"
    )
    other.links("scenario=1956_mine")
    assert eventually(other.counts, counts.__eq__) == counts


def test_rows_and_report_are_taken_away(reader, address, played, tmp_path):
    one = reader().open(address, "#scenario=1956&intervention=no_threat")
    one.tab("Keep")
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Rows").click()
    lines = waiting.value.path().read_text().splitlines()
    assert len(lines) == 20_001
    settled = sum(
        ",no_threat," in line and ",True," in line.split("TREATY")[-1][:30] for line in lines
    )
    assert settled > 0
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Report").click()
    page = waiting.value.path().read_text()
    assert "no_threat" in page
    assert "Content-Security-Policy" in page


def test_a_file_is_opened_and_a_wrong_one_is_told_with_line_and_column(reader, address, tmp_path):
    one = reader().open(address)
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: '1956'\nid: mine\ntitle: <b>Mine</b> & yours\n", encoding="utf-8")
    choose(one.page, mine)
    one.page.wait_for_function(
        "() => document.querySelector('#title').textContent.includes('Mine')"
    )
    one.says("command", "negotiation-sim run mine.yaml ")
    assert one.text("title") == "<b>Mine</b> & yours"
    mine.write_text(
        "extends: '1956'\nid: mine\nparams: {japan.nrom: {value: 1}}\n", encoding="utf-8"
    )
    choose(one.page, mine)
    one.page.wait_for_selector("#alert:not(:empty)")
    assert "mine.yaml:3" in one.text("alert")
    assert one.text("title") == "<b>Mine</b> & yours"


def test_a_link_that_cannot_be_played_is_one_clear_line(reader, address):
    one = reader()
    one.page.goto(f"{address}#scenario=1956&japan.nrom=4")
    one.page.wait_for_selector("#alert:not(:empty)")
    assert "japan.norm" in one.text("alert")


def test_a_round_in_the_classroom(reader, small_jobs):
    with served("1956", classroom=True) as where:
        one = reader().open(where)
        assert "日本" in one.text("lesson")
        assert "СССР" in one.text("lesson")
        assert one.page.locator("#lesson-bars").count() == 0
        for _ in range(2):
            one.page.get_by_role("button", name="One more for: presses").click()
            one.calm()
        count = one.page.locator(".guess", has_text="presses").locator(".count")
        expect(count).to_have_text("2", timeout=PATIENCE)
        one.page.get_by_role("button", name="One fewer for: presses").click()
        expect(count).to_have_text("1", timeout=PATIENCE)
        assert one.page.locator(".guess.right").count() == 0
        one.page.get_by_role("button", name="Show the bars").click()
        one.page.wait_for_selector("#lesson-bars .js-plotly-plot")
        assert one.page.locator(".guess.right").count() == 1
        one.page.get_by_role("button", name="Next question").click()
        one.page.wait_for_function(
            "() => document.querySelector('#lesson').textContent.includes('Question 2')"
        )
        assert one.page.locator("#lesson-bars").count() == 0
        assert one.page.locator("input[type=range]:visible").count() == 3
        one.calm()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window(width, reader, address):
    one = reader(width).open(address, "#scenario=2018&japan.norm=40")
    for name in ("When and where", "Watch one run", "Compare", "Why", "What would it take", "Keep"):
        one.tab(name)
        one.calm()
        wide = one.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width, (name, wide)


NAMELESS = """
() => [...document.querySelectorAll('input, button, select, textarea, [role=tab], [role=slider]')]
  .filter((one) => one.getAttribute('aria-hidden') !== 'true' && one.type !== 'file')
  .filter((one) => !(one.getAttribute('aria-label') || one.textContent.trim() || one.title
      || [...(one.labels || [])].some((label) => label.textContent.trim())
      || (one.getAttribute('aria-labelledby') || '').split(' ').some((id) => document.getElementById(id)?.textContent.trim())))
  .map((one) => one.outerHTML.slice(0, 200))
"""


def test_everything_that_can_be_used_has_a_name(reader, address):
    one = reader().open(address)
    assert one.page.evaluate(NAMELESS) == []


def test_the_keyboard_reaches_levers_and_tabs_and_results_are_said_aloud(reader, address):
    one = reader().open(address)
    one.page.get_by_role("tab", name="When and where").focus()
    one.page.keyboard.press("ArrowRight")
    assert (
        one.page.get_by_role("tab", name="Watch one run").get_attribute("aria-selected") == "true"
    )
    assert one.page.locator("#headline").get_attribute("role") == "status"
    assert one.page.locator("#alert").get_attribute("role") == "alert"
    one.page.get_by_label("Four-island norm in Japan", exact=True).focus()
    one.page.keyboard.press("ArrowRight")
    one.says("headline", "pinned")
