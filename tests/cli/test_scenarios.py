"""``negotiation-sim scenarios``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from negotiation_sim.cli.scenarios import scenarios
from negotiation_sim.errors import FaultsError, InputError, UnknownNameError
from negotiation_sim.scenarios import load_scenario, resolve_scenario, shipped_scenarios

FILES = Path(__file__).parents[1] / "scenarios"
VALID, WRONG = str(FILES / "valid.yaml"), str(FILES / "wrong" / "unknown_unit.yaml")


def run(*words, code=0):
    result = CliRunner().invoke(scenarios, words)
    if isinstance(result.exception, Exception):
        raise result.exception
    assert result.exit_code == code
    return result


@pytest.mark.parametrize("words", [(), ("list",)])
def test_list_gives_name_title_and_question(words):
    lines = run(*words).stdout.splitlines()
    assert lines == [f"{one.name} – {one.title} – {one.question}" for one in shipped_scenarios()]


def test_list_for_machines():
    assert [row["name"] for row in json.loads(run("list", "--json").stdout)] == [
        one.name for one in shipped_scenarios()
    ]


def test_show_gives_a_file_that_loads(tmp_path):
    path = tmp_path / "shown.yaml"
    path.write_text(run("show", "1956").stdout, "utf-8")
    assert path.read_text("utf-8").startswith("# 1956, resolved\n\nid: nt-1956\n")
    assert load_scenario(path) == load_scenario("1956")


def test_show_for_machines():
    assert json.loads(run("show", VALID, "--json").stdout) == resolve_scenario(VALID)


def test_check_says_ok():
    assert run("check", VALID, "1956").stdout == f"{VALID}: ok\n1956: ok\n"


def test_check_tells_faults_on_stderr_with_code_2():
    result = run("check", VALID, WRONG, code=2)
    assert result.stdout == f"{VALID}: ok\n"
    assert (
        result.stderr
        == f"{WRONG}:4:21: params.east.land.unit: 'points' is not a known unit; did you mean 'pts' or 'months'?\n"
    )


def test_check_for_machines():
    found = json.loads(run("check", VALID, WRONG, "--json", code=2).stdout)
    assert found[VALID] == []
    assert found[WRONG][0]["line"] == 4


def test_check_of_an_unknown_name_is_refused():
    with pytest.raises(UnknownNameError, match="'1955' is not a shipped scenario"):
        run("check", "1955")


def test_diff_tells_both_sides_and_their_sources():
    text = run("diff", "1956", "2018").stdout
    assert "calendar\n  1956  1955-06 to 1956-12 by month, rounds 1955-06..1955-09, " in text
    assert "\n  2018  2018-09 to 2020-12 by month, rounds 2018-09, " in text
    assert "params.us.stake\n  1956  [40, 60, 80] pts\n        Judgement" in text
    assert "events.ldp_merger\n" in text


def test_diff_for_machines():
    rows = json.loads(run("diff", "1956", "2018", "--json").stdout)
    assert set(rows[0]) == {"path", "left", "right", "source_left", "source_right"}


def test_diff_of_a_wrong_file_is_refused():
    with pytest.raises(FaultsError, match="is not a known unit"):
        run("diff", VALID, WRONG)


def test_schema_is_json():
    assert json.loads(run("schema").stdout)["title"] == "negotiation_sim scenario"


def test_new_writes_a_file_that_checks_and_never_overwrites(tmp_path):
    path = tmp_path / "mine.yaml"
    assert (
        run("new", str(path)).stdout
        == f"wrote {path}; check it with: negotiation-sim scenarios check {path}\n"
    )
    run("check", str(path))
    path.write_text("mine")
    with pytest.raises(InputError, match="exists already, expected a new file"):
        run("new", str(path))
    assert path.read_text() == "mine"
    with pytest.raises(InputError, match="cannot be written: No such file"):
        run("new", str(tmp_path / "nowhere" / "mine.yaml"))


@pytest.mark.parametrize("command", ["list", "show", "check", "diff", "schema", "new"])
def test_help_has_an_example(command):
    assert f"negotiation-sim scenarios {command}" in run(command, "--help").stdout
