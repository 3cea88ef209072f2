"""Files that are no scenario: none of their text is shown, and none is read without a bound."""

from __future__ import annotations

import os

import pytest

from negotiation_sim.scenarios import check_experiment, check_file, is_experiment
from negotiation_sim.scenarios.experiment_fields import ExperimentSpec
from negotiation_sim.scenarios.parts.whole import REQUIRED, ScenarioSpec
from negotiation_sim.scenarios.shelf import _KEYS

SECRET = "root:$6$salt$hash:19000:0:99999:7:::\nhunter2\nalice:*:19000:0:99999:7:::\n"
EXPERIMENT = "title: t\nquestion: q\nscenarios: {}\nruns: 1\nseed: 1\n"


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "shadow"
    file.write_text(SECRET, encoding="utf-8")
    (tmp_path / "shadow.csv").write_text(SECRET, encoding="utf-8")
    return file


def told(faults):
    return "\n".join(map(str, faults))


def written(folder, text):
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["shadow", "{folder}/shadow", "../{parent}/shadow"])
def test_no_text_of_an_extended_file_that_is_no_scenario_is_shown(tmp_path, secret, name):
    name = name.format(folder=tmp_path, parent=tmp_path.name)
    faults = told(check_file(written(tmp_path, f"id: x\nextends: {name}\n")))
    assert "is no scenario or experiment file" in faults
    assert "hunter2" not in faults
    assert "19000" not in faults


def test_no_text_of_a_scenario_that_is_none_is_shown(tmp_path, secret):
    faults = told(check_experiment(written(tmp_path, EXPERIMENT.format("[shadow, 1956]"))))
    assert "'shadow' is no scenario file" in faults
    assert "19000" not in faults


@pytest.mark.parametrize(
    "text", ['{"id": "x", "extends": "1956"}', '{\n  "id": "x", "extends": "1956"\n}\n']
)
def test_a_scenario_in_json_is_one_in_an_experiment_too(tmp_path, text):
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")
    assert not check_experiment(written(tmp_path, EXPERIMENT.format("mine.json")))


@pytest.mark.parametrize("text", ['{"a":' * 50_000, '{"extends": ', "{extends: 1956}"])
def test_braces_that_are_no_json_are_no_scenario(tmp_path, text):
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")
    faults = told(check_experiment(written(tmp_path, EXPERIMENT.format("mine.json"))))
    assert "no scenario file" in faults


@pytest.mark.parametrize(
    ("table", "said"),
    [("shadow", "does not end in .csv"), ("shadow.csv", "the head of a column is no address")],
)
def test_no_text_of_a_table_that_is_none_is_shown(tmp_path, secret, table, said):
    text = EXPERIMENT.format("1956") + f"vary: {{table: {table}}}\n"
    faults = told(check_experiment(written(tmp_path, text)))
    assert said in faults
    assert "19000" not in faults
    assert "hunter2" not in faults


def test_every_file_of_ours_has_a_key_it_is_known_by():
    known = {field.alias or name for name, field in ScenarioSpec.model_fields.items()}
    known |= ExperimentSpec.model_fields.keys()
    assert known >= _KEYS
    assert set(REQUIRED) & _KEYS


def test_a_pipe_or_a_device_is_no_experiment_and_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zero.yaml"):
        assert not is_experiment(str(tmp_path / name))
        assert "is a pipe or a device" in told(check_file(tmp_path / name))


def test_a_sparse_file_of_gigabytes_is_refused_unread(tmp_path):
    with (tmp_path / "large.yaml").open("wb") as file:
        file.truncate(3 * 2**30)
    assert "is larger than" in told(check_file(tmp_path / "large.yaml"))
    assert not is_experiment(str(tmp_path / "large.yaml"))


def test_a_folder_in_the_place_of_a_scenario_is_one_line(tmp_path):
    (tmp_path / "folder").mkdir()
    faults = told(check_experiment(written(tmp_path, EXPERIMENT.format("folder"))))
    assert "\n" not in faults
    assert not is_experiment(str(tmp_path / "folder"))
