"""JSON Schema, starter, and resolved data as YAML."""

import json
from pathlib import Path

from negotiation_sim.domain.parameters import UNITS
from negotiation_sim.scenarios import (
    as_yaml,
    check_file,
    json_schema,
    load_scenario,
    resolve_scenario,
    starter,
)
from negotiation_sim.scenarios.parts.whole import ScenarioSpec


def test_schema_names_every_section_and_refuses_others():
    schema = json_schema()
    assert set(schema["properties"]) == set(ScenarioSpec.model_fields)
    assert schema["required"] == ["id"]
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["ParameterSpec"]["properties"]["unit"]["enum"] == list(UNITS)
    assert "class" in schema["$defs"]["ClassSpec"]["properties"]
    json.dumps(schema)


def test_every_field_is_described():
    for name, shape in json_schema()["$defs"].items():
        for field, content in shape["properties"].items():
            assert content.get("description"), f"{name}.{field}"


def test_starter_loads_without_faults(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(starter(), "utf-8")
    assert check_file(path) == ()
    scenario = load_scenario(path)
    assert len(scenario.outcomes) == 5
    assert scenario.changed(scenario.intervention("no_aid+no_bad_season")).events == ()


def test_starter_says_what_every_section_is():
    sections = [line for line in starter().splitlines() if line[:1].isalpha()]
    undocumented = {"id", "title", "question", "description", "settlement"}
    assert [
        line for line in sections if "#" not in line and line.partition(":")[0] not in undocumented
    ] == []


def test_shown_file_keeps_words_that_look_like_something_else(tmp_path):
    path = tmp_path / "x.yaml"
    valid = Path(__file__).parent / "valid.yaml"
    path.write_text(
        f"id: '007'\nextends: {valid}\ntitle: 'true'\nquestion: '.5'\ndescription: \"two\\nlines: here\"\n"
    )
    shown = tmp_path / "shown.yaml"
    shown.write_text(as_yaml(resolve_scenario(path)), "utf-8")
    assert load_scenario(shown) == load_scenario(path)
