"""Experiment files: what they say, and what a wrong one is refused for."""

import json
from pathlib import Path

import pytest

from negotiation_sim.domain.experiment import (
    DESIGNS,
    Axis,
    Draw,
    Grid,
    Listed,
    Sampled,
    parse_constraint,
)
from negotiation_sim.errors import FaultsError, UnknownNameError
from negotiation_sim.scenarios import (
    check_experiment,
    experiment_schema,
    is_experiment,
    load_experiment,
    shipped_experiments,
)
from negotiation_sim.scenarios.experiment_fields import ExperimentSpec, VarySpec

HERE = Path(__file__).parent
WRONG = sorted((HERE / "wrong_experiments").glob("*.yaml"))
MARK = "# expect: "
HEAD = "title: T\nscenarios: [1956, 2018]\nruns: 10\nseed: 1\n"


def expected(path: Path) -> list[str]:
    marked = [
        line.removeprefix(MARK)
        for line in path.read_text("utf-8").splitlines()
        if line.startswith(MARK)
    ]
    return [
        f"{path.parent}/{line.removeprefix('../')}" if line.startswith("../") else f"{path}:{line}"
        for line in marked
    ]


@pytest.fixture
def written(tmp_path):
    """Write the rest of an experiment, and load it."""

    def write(rest, head=HEAD):
        path = tmp_path / "mine.yaml"
        path.write_text(head + rest, "utf-8")
        return load_experiment(path)

    return write


# ---------------------------------------------------------------------- wrong files


def test_there_are_enough_wrong_files():
    assert len(WRONG) > 15


@pytest.mark.parametrize("path", WRONG, ids=[path.stem for path in WRONG])
def test_wrong_file_is_refused_with_every_fault_at_its_place(path):
    assert expected(path)
    assert [str(fault) for fault in check_experiment(path)] == expected(path)
    with pytest.raises(FaultsError) as caught:
        load_experiment(path)
    assert str(caught.value) == "\n".join(expected(path))


def test_a_scenario_with_faults_is_a_fault_where_it_is_named(written, tmp_path):
    (tmp_path / "bad.yaml").write_text(
        "id: bad\nextends: '1956'\ncalendar: {start: never, end: 1956-12}\n"
    )
    with pytest.raises(
        FaultsError,
        match=r"mine\.yaml:2:13: scenarios\.0: cannot be run, it has 1 faults, the first: .*bad\.yaml:3:19",
    ):
        written("runs: 1\nseed: 1\n", "title: T\nscenarios: [bad.yaml]\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "is not UTF-8, expected a text file in UTF-8"),
        (b"", "is empty, expected a line of addresses and a line per point"),
        (b"us.threat\n", "is empty, expected a line of addresses and a line per point"),
        (b'us.threat\n"5\n', "a quote is out of place, expected cells separated by commas"),
        (b"us.threat,\n5,6\n", "a column has no head, expected an address"),
    ],
)
def test_what_is_hardly_a_table_is_refused(written, tmp_path, content, message):
    (tmp_path / "points.csv").write_bytes(content)
    with pytest.raises(FaultsError, match=message):
        written("vary: {table: points.csv}\n")


def test_an_unknown_experiment_names_the_nearest():
    with pytest.raises(
        UnknownNameError, match="'histroy' is not a shipped experiment; did you mean 'history'"
    ):
        load_experiment("histroy")


# ---------------------------------------------------------------------- right files


@pytest.mark.parametrize("one", shipped_experiments(), ids=lambda one: one.name)
def test_every_shipped_experiment_is_without_faults_and_says_what_it_shows(one):
    assert check_experiment(one.name) == ()
    assert one.title
    assert one.question.endswith("?")
    opening = one.path.read_text("utf-8")
    assert "# What it shows." in opening
    assert "# What to expect" in opening


def test_the_experiments_of_the_plan_are_shipped():
    names = {one.name for one in shipped_experiments()}
    assert {
        "history",
        "counterfactuals",
        "pressure_by_guarantee",
        "sofa_presumption",
        "base_loss",
        "plausible_box",
    } <= names


def test_a_file_without_a_design_has_one_point(written):
    experiment = written("question: Why?\n")
    assert experiment.name == "mine"
    assert [named.name for named in experiment.scenarios] == ["1956", "2018"]
    assert (experiment.runs, experiment.seed, experiment.engine) == (10, 1, "ensemble")
    assert experiment.design == Listed(({},))


def test_settings_take_numbers_texts_and_triangles(written):
    experiment = written("set: {us.threat: 5, japan.norm: '*0.5', 2018/russia.norm: [1, 2, 3.5]}\n")
    assert experiment.settings == ("us.threat=5", "japan.norm=*0.5", "2018/russia.norm=1,2,3.5")


def test_a_scenario_beside_the_file_is_found(written, tmp_path):
    (tmp_path / "own.yaml").write_text("id: own\nextends: '1956'\ntitle: Own\n")
    assert [
        named.name
        for named in written("runs: 3\nseed: 1\n", "title: T\nscenarios: own.yaml\n").scenarios
    ] == ["own"]


def test_a_grid_takes_lists_and_ranges(written):
    experiment = written(
        "vary: {grid: {us.threat: ['*0', 12.5], base.consent: {from: 0, to: 1, steps: 6}}}\n"
    )
    assert experiment.design == Grid(
        (
            Axis(("us.threat",), ("*0", "12.5")),
            Axis(("base.consent",), ("0", "0.2", "0.4", "0.6", "0.8", "1")),
        )
    )


def test_a_sample_takes_values_modes_and_words(written):
    rest = "{points: 4, seed: 7, parameters: {us.threat: [0, 5], 'japan.beta, russia.beta': {mode: [0.3, 1.2], width: 0.25}, "
    rest += "base.consent: {mode: [0.1, 0.9], spread: 0.1}, japan.strategy: [time]}}"
    design = written(f"vary: {{sobol: {rest}}}\n").design
    assert isinstance(design, Sampled)
    assert (design.method, design.points, design.seed) == ("sobol", 4, 7)
    assert [one.addresses for one in design.dimensions][1] == ("japan.beta", "russia.beta")
    assert [one.draw for one in design.dimensions] == [
        Draw(0, 5),
        Draw(0.3, 1.2, mode=True, width=0.25),
        Draw(0.1, 0.9, mode=True, spread=0.1),
        Draw(choices=("time",)),
    ]


def test_a_table_gives_a_point_per_row_and_leaves_alone_what_is_empty(written, tmp_path):
    (tmp_path / "points.csv").write_text(
        'us.threat, 2018/russia.norm\n5,"10,20,30"\n\n*0.5,\n', "utf-8-sig"
    )
    experiment = written("vary: {table: points.csv}\n")
    assert experiment.design == Listed(
        ({"us.threat": "5", "2018/russia.norm": "10,20,30"}, {"us.threat": "*0.5"})
    )


def test_addresses_joined_by_commas_share_a_value_in_a_list_and_in_a_table(written, tmp_path):
    (tmp_path / "points.csv").write_text('"japan.beta, russia.beta",us.threat\n0.5,\n,7\n')
    shared = {"japan.beta": "0.5", "russia.beta": "0.5"}
    assert written("vary: {table: points.csv}\n").design == Listed((shared, {"us.threat": "7"}))
    assert written("vary: {list: [{'japan.beta, russia.beta': 0.5}]}\n").design == Listed((shared,))


@pytest.mark.parametrize("design", ["{list: [{'us.threat, us.treat': 5}]}", "{table: points.csv}"])
def test_each_of_the_addresses_joined_by_commas_is_checked(written, tmp_path, design):
    (tmp_path / "points.csv").write_text('"us.threat, us.treat"\n5\n')
    with pytest.raises(
        FaultsError, match=r"us\.treat' is not a parameter; did you mean 'us\.threat'"
    ):
        written(f"vary: {design}\n")


def test_outputs_and_constraints_of_a_file_that_is_extended_can_be_emptied(written, tmp_path):
    (tmp_path / "base.yaml").write_text(
        HEAD + "outputs: months\nvary: {list: [{us.threat: 5}], where: us.threat < 9}\n"
    )
    experiment = written("outputs: []\nvary: {where: []}\n", "extends: base.yaml\n")
    assert (experiment.outputs, experiment.where) == ((), ())


@pytest.mark.parametrize(
    "rule",
    [
        "us.threat/2 > 1",
        "us.threat / 2 > 1",
        "us.threat /2 > 1",
        "us.threat + us.alignment/2 > 1",
        "(us.threat)/2 > 1",
    ],
)
def test_a_division_is_refused_by_the_grammar(written, rule):
    with pytest.raises(
        FaultsError, match=r"is not allowed, expected only \+ - \* on parameters and numbers"
    ):
        written(f"vary: {{list: [{{us.threat: 5}}], where: '{rule}'}}\n")


def test_an_intervention_joined_to_itself_is_a_fault(written):
    with pytest.raises(
        FaultsError,
        match=r"interventions\.0: no_threat\+no_threat names an intervention twice, expected once",
    ):
        written("interventions: no_threat+no_threat\n")


def test_an_address_given_twice_by_commas_is_a_fault(written):
    with pytest.raises(FaultsError, match=r"us\.threat is varied twice in 1956"):
        written("vary: {list: [{'us.threat, us.threat': 5}]}\n")


def test_a_list_gives_its_points(written):
    experiment = written(
        "vary: {list: [{us.threat: 0}, {us.threat: '*2', japan.norm: [30, 40, 50]}]}\n"
    )
    assert experiment.design == Listed(
        ({"us.threat": "0"}, {"us.threat": "*2", "japan.norm": "30,40,50"})
    )


def test_constraints_are_one_or_several(written):
    grid = "grid: {us.threat: [0, 5]}"
    one = written(f"vary: {{{grid}, where: us.threat < 3}}\n").where
    two = written(
        f"vary: {{{grid}, where: ['us.threat < 3', '2018/us.threat >= us.alignment - 1']}}\n"
    ).where
    assert one == (parse_constraint("us.threat < 3"),)
    assert [rule.scenarios for rule in two] == [(), ("2018",)]


def test_a_definition_is_kept_as_plain_data(written):
    experiment = written(
        "define: {mild: {label: less, scale: {us.threat: 0.5}, only: [1956]}}\ninterventions: mild+no_clause\n"
    )
    assert experiment.define == {
        "mild": {"label": "less", "scale": {"us.threat": 0.5}, "only": [1956]}
    }
    assert experiment.interventions == ("mild+no_clause",)
    json.dumps(experiment.define)


def test_a_grid_that_is_too_large_is_refused(written):
    axes = ", ".join(
        f"{address}: {{from: 0, to: 1, steps: 1000}}"
        for address in ("us.threat", "us.alignment", "us.noise")
    )
    with pytest.raises(FaultsError, match="makes 1,000,000,000 points, expected at most 1,000,000"):
        written(f"vary: {{grid: {{{axes}}}}}\n")


# ---------------------------------------------------------------------- schema and recognition


def test_schema_names_every_key_and_refuses_others():
    schema = experiment_schema()
    assert set(schema["properties"]) == set(ExperimentSpec.model_fields)
    assert schema["anyOf"] == [
        {"required": ["title", "scenarios", "runs", "seed"]},
        {"required": ["extends"]},
    ]
    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]["VarySpec"]["properties"]) == {*DESIGNS, "where"}
    assert len(VarySpec.model_fields) == len(DESIGNS) + 1
    json.dumps(schema)


def test_every_field_is_described():
    schema = experiment_schema()
    for shape in [schema, *schema["$defs"].values()]:
        for field, content in shape["properties"].items():
            assert content.get("description"), field


def test_an_experiment_is_told_by_its_content_or_its_name(tmp_path):
    path = tmp_path / "either.yaml"
    path.write_text("title: T\nscenarios: [1956]\n")
    assert is_experiment(str(path))
    path.write_text("id: t\nextends: northern_territories\n")
    assert not is_experiment(str(path))
    assert is_experiment("history")
    assert not is_experiment("1956")
    assert not is_experiment(str(tmp_path / "missing.yaml"))
    with pytest.raises(
        UnknownNameError,
        match="'histroy' is not a shipped scenario or experiment; did you mean 'history'",
    ):
        is_experiment("histroy")


# ---------------------------------------------------------------------- constraints


@pytest.mark.parametrize(
    ("text", "holds"),
    [("a.b < 3", False), ("a.b <= 3", True), ("a.b > 2*c.d", True), ("a.b - c.d >= 3", False)],
)
def test_constraint_holds(text, holds):
    assert parse_constraint(text).holds({"a.b": 3.0, "c.d": 1.0}) is holds


@pytest.mark.parametrize(
    "text",
    [
        "a.b",
        "a.b < c.d < 3",
        "a.b == 3",
        "f(a) < 3",
        "a.b < __import__('os')",
        "< 3",
        "a.b ** 2 < 3",
    ],
)
def test_what_is_no_constraint_is_refused(text):
    with pytest.raises(ValueError, match=r"is not|formula"):
        parse_constraint(text)
