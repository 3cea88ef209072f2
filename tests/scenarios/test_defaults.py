"""Behaviour parameters that all principals share."""

from __future__ import annotations

import json

import pytest
from tests.model.small import mapping, play

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import Fixed, Triangular
from negotiation_sim.errors import FaultsError
from negotiation_sim.scenarios import build_scenario, check_file, load_scenario, scenario_from_text
from negotiation_sim.scenarios.overrides import Overrides

BETA = {"value": [0.3, 0.6, 1.2], "unit": "shape", "source": "shared"}
WINDOW = {"value": 0.9, "unit": "share of horizon", "source": "shared"}
WORTH = {"one": {"a": 3, "b": 1}, "two": {"a": 1, "b": 3}}


def sharing(**own):
    """Data in which both principals take over a shape and a window."""
    data = mapping(WORTH)
    for address in ("a.beta", "b.beta", "a.window", "b.window"):
        del data["params"][address]
    data["params"] |= own
    return data | {"defaults": {"beta": BETA, "window": WINDOW}}


def test_what_is_shared_is_as_if_every_principal_declared_it():
    shared = build_scenario(sharing())
    spelt = mapping(
        WORTH,
        params={
            f"{who}.{noun}": one
            for who in "ab"
            for noun, one in (("beta", BETA), ("window", WINDOW))
        },
    )
    assert (play(shared, 300) == play(build_scenario(spelt), 300)).all()


def test_a_principal_may_differ_in_all_or_in_part():
    scenario = build_scenario(sharing(**{"a.beta": {"value": 2}}))
    own, taken = scenario.parameter("a.beta"), scenario.parameter("b.beta")
    assert (own.value, own.unit, own.source) == (Fixed(2), "shape", "shared")
    assert taken.value == Triangular(0.3, 0.6, 1.2)


def test_a_fault_of_what_is_shared_is_told_once():
    data = sharing()
    data["defaults"]["beta"] = BETA | {"value": -1}
    with pytest.raises(FaultsError) as found:
        build_scenario(data)
    assert [str(fault).partition(": ")[2] for fault in found.value.faults] == [
        "defaults.beta.value: is -1, expected above 0 (shape)"
    ]


def written(path, data):
    path.write_text(
        "\n".join(f"{key}: {json.dumps(value)}" for key, value in data.items()), "utf-8"
    )
    return path


def test_a_slip_of_the_pen_is_told_where_it_stands(tmp_path):
    data = sharing()
    data["defaults"]["betta"] = BETA
    faults = check_file(written(tmp_path / "slip.yaml", data))
    assert {str(fault).split(": ")[1] for fault in faults} == {"defaults.betta"}


def test_a_file_may_change_what_its_base_shares(tmp_path):
    written(tmp_path / "base.yaml", sharing())
    top = tmp_path / "top.yaml"
    top.write_text("id: top\nextends: base.yaml\ndefaults: {beta: {value: 3}}\n", encoding="utf-8")
    assert load_scenario(top).parameter("a.beta").value == Fixed(3)


def test_a_text_may_too():
    text = "id: mine\nextends: '1956'\ndefaults: {obstinacy: {value: 0.2, unit: probability, source: mine}}\n"
    scenario, _ = scenario_from_text(text, "mine.yaml")
    assert scenario.parameter("japan.obstinacy").value == Fixed(0.2)


def test_a_number_of_the_whole_dispute_is_read_set_and_shifted():
    """`dispute.tension` drives terms of both sides; an event moves it, and a formula reads it."""
    data = mapping(WORTH, params={"dispute.tension": 2, "a.value": 1, "b.value": 1})
    data["params"]["b.value"] = {"formula": "1 - dispute.tension", "unit": "pts", "source": "ours"}
    term = {"param": "dispute.tension", "sign": -1, "when": {"deal": ["one", "two"]}}
    data["terms"] |= {f"{who}.tension": term | {"actor": who} for who in "ab"}
    data["events"] = {
        "thaw": {"date": "2001-03", "shift": {"dispute.tension": -2}, "source": "invented"}
    }
    scenario = build_scenario(data)
    rows = play(scenario, 50)
    assert (rows["termination"] == 1).all()
    assert rows["agreement_step"].min() >= 3, "not before the thaw: at 2, nobody gains"
    assert not play(scenario.changed(Change(drop=("thaw",))), 50)["termination"].any()
    calm = scenario.changed(Overrides(scenario).change("dispute.tension", "0"))
    assert play(calm, 50)["agreement_step"].min() < rows["agreement_step"].min()
