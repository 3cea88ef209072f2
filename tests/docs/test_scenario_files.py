"""The page on scenario files is complete, and its smallest file plays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negotiation_sim.domain.actors import (
    PRINCIPAL_DEFAULTS,
    PRINCIPAL_REQUIRED,
    THIRD_PARTY_DEFAULTS,
)
from negotiation_sim.domain.parameters import UNITS
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows, replay
from negotiation_sim.model.strategies.registry import strategy_names
from negotiation_sim.scenarios import check_file, json_schema, load_scenario
from negotiation_sim.scenarios.parts.whole import REQUIRED

PAGE = (Path(__file__).parents[2] / "docs" / "scenario_files.md").read_text(encoding="utf-8")


def keys(schema):
    """Every key a file may have, at any depth."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for part in schema.values():
            yield from keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys(part)


def in_code(word):
    return re.search(rf"(`[^`\n]*\b{re.escape(word)}\b[^`\n]*`)", PAGE) is not None


@pytest.mark.parametrize("key", sorted(set(keys(json_schema()))))
def test_every_key_is_explained(key):
    assert in_code(key)


@pytest.mark.parametrize(
    "word",
    [*PRINCIPAL_REQUIRED, *PRINCIPAL_DEFAULTS, *THIRD_PARTY_DEFAULTS, *UNITS, *strategy_names()],
)
def test_every_noun_unit_and_strategy_is_explained(word):
    assert in_code(word)


@pytest.mark.parametrize("noun", PRINCIPAL_DEFAULTS)
def test_neutral_values_are_those_of_the_model(noun):
    value, unit = PRINCIPAL_DEFAULTS[noun]
    assert f"| `{noun}` | {unit} | {value:g} |" in PAGE


def test_required_sections_are_those_the_loader_asks_for():
    listed = re.search(r"Required in a file that can be run: (.*?), and for", PAGE, re.DOTALL)
    assert re.findall(r"`(\w+)`", listed[1]) == list(REQUIRED)


@pytest.fixture
def smallest(tmp_path):
    path = tmp_path / "well.yaml"
    path.write_text(re.search(r"```yaml\n(id: well.*?)```", PAGE, re.DOTALL)[1], encoding="utf-8")
    return path


def test_the_smallest_file_is_without_faults_and_plays(smallest):
    assert check_file(smallest) == ()
    assert replay(load_scenario(smallest), seed=1, run=0).outcome_class == "AGREED"


def test_the_file_with_more_of_the_language_plays_as_the_page_says(smallest, tmp_path):
    """Its senate and its meetings are felt, and both engines agree on it."""
    path = tmp_path / "more.yaml"
    more = re.search(r"```yaml\n(id: well-and-senate.*?)```", PAGE, re.DOTALL)[1]
    path.write_text(more, encoding="utf-8")
    assert check_file(path) == ()
    scenario = load_scenario(path)
    compiled = compile_scenario(scenario)
    rows, told = run_interpreted(compiled, 1, 0, 40), mesa_rows(compiled, 1, 0, 40)
    assert all((rows[name] == told[name]).all() for name in rows.dtype.names)
    ends = {scenario.classes[code].name for code in compiled.class_of(rows)}
    assert ends == {"AGREED", "VOTED_DOWN", "NO_RULE"}
    bank = [actor.name for actor in scenario.actors].index("bank")
    assert {0.0, 5.0, 10.0} == set(rows["paid"][:, bank].tolist())
    steps = [int(step) - 1 for step in rows["agreement_step"] if step > 0]
    months = {scenario.calendar.label(step)[-8:-5] for step in steps}
    assert months <= {"Feb", "Apr", "May", "Jun"}


@pytest.mark.parametrize("line", ["title", "kinds", "classes", "  hill.beta", "  dale.window"])
def test_the_smallest_file_can_do_without_none_of_what_is_required(smallest, line):
    text = smallest.read_text(encoding="utf-8")
    cut = (
        text[: text.index("classes:")]
        if line == "classes"
        else re.sub(rf"(?m)^{line}: .*\n", "", text)
    )
    assert cut != text
    smallest.write_text(cut, encoding="utf-8")
    assert check_file(smallest)
