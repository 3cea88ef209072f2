"""The analyses from names to tables: the same as the commands give."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import negotiation_sim as ns
from negotiation_sim.cli.main import main
from negotiation_sim.errors import InputError, UnknownNameError


def printed(capsys, *words):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_explain_is_the_command(capsys):
    found = ns.explain(
        "2022", runs=60, seed=2, overrides={"us.threat": 9}, causes=["threat", "hostility"]
    )
    told = printed(capsys, "explain", "2022", "--runs", "60", "--seed", "2", "--set", "us.threat=9",
                   "--cause", "threat", "--cause", "hostility")  # fmt: skip
    assert found.causes["shapley"].tolist() == [row["shapley"] for row in told["causes"]]


def test_explain_takes_scenarios_under_an_intervention_and_over_a_box():
    scenario = ns.load_scenario("2022")
    found = ns.explain({"mine": scenario}, runs=40, intervention="no_threat", dropped="sanctions")
    assert found.causes.scenario.unique().tolist() == ["mine"]
    boxed = ns.explain("2022", runs=40, box="plausible_box", box_size=2)
    assert boxed.box.point.nunique() == 2
    with pytest.raises(UnknownNameError, match="intervention of 2018"):
        ns.explain(["2018", "2022"], runs=40, intervention="no_sanctions")


def test_solve_is_the_command(capsys):
    found = ns.solve("2018", at="2018-11", runs=20, seed=2, intervention="binding_guarantee")
    told = printed(capsys, "solve", "2018", "--at", "2018-11", "--runs", "20", "--seed", "2",
                   "--intervention", "binding_guarantee")  # fmt: skip
    assert found.concepts["settles"].tolist() == [row["settles"] for row in told["concepts"]]


@pytest.mark.parametrize(
    ("scenario", "at", "message"),
    [
        ("2018", "2038-11", "at 2038-11: is outside the calendar, expected YYYY-MM or YYYY-MM-DD from 2018-09"),
        ("2018", "soon", "at soon: is no date, expected YYYY-MM"),
        (["2018", "2022"], "", "solve: found 2 scenarios, expected one"),
    ],
)  # fmt: skip
def test_solve_refuses_in_one_line(scenario, at, message):
    with pytest.raises(InputError) as caught:
        ns.solve(scenario, at=at, runs=5)
    assert str(caught.value).startswith(message)


def test_sensitivity_ranks_the_inputs_of_an_experiment():
    heard = []
    found = ns.sensitivity("plausible_box", of="gap_end", methods="morris", runs=10, trajectories=2,
                           scenarios="2022", progress=heard.append)  # fmt: skip
    assert found.morris.scenario.unique().tolist() == ["2022"]
    assert sum(heard) == 10 * 2 * (len(found.morris) + 1)
    with pytest.raises(UnknownNameError, match="did you mean 'morris'"):
        ns.sensitivity("plausible_box", methods="moris")


def test_robustness_judges_the_conclusions_of_an_experiment():
    found = ns.robustness(ns.load_experiment("plausible_box"), runs=10, points=20)
    assert found.points == 20
    assert isinstance(found.conclusions, pd.DataFrame)
    with pytest.raises(InputError, match="samples no box"):
        ns.robustness("history")
    with pytest.raises(InputError, match="experiment: found 3, expected a name"):
        ns.robustness(3)


def test_what_analyses_give_is_a_line_in_a_shell_and_a_card_in_a_notebook():
    solved = ns.solve("2018", at="2018-11", runs=5)
    assert repr(solved) == (
        f"<Solved nt-2018 on Nov 2018, 5 runs, seed 1; tables: outcomes ({len(solved.outcomes)} rows), concepts (6 rows)>"
    )
    explained = ns.explain("2022", runs=20)
    assert repr(explained).startswith(
        "<Explanation of 2022: why no settlement, seed 1; tables: causes ("
    )
    assert "\n" not in repr(explained)
    for one, said in ((solved, "Kalai-Smorodinsky"), (explained, "shapley_share")):
        page = one._repr_html_()
        assert page.count("<table") == 2
        assert said in page
