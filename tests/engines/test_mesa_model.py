"""The negotiation as Mesa users know models: from a name, collected, in batches, with own agents."""

from __future__ import annotations

import inspect
import warnings

import mesa
import pytest
from tests.first import first
from tests.model.small import dispute

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import Negotiation, Principal, ThirdParty
from negotiation_sim.errors import InputError, UnknownNameError


class Signs(ThirdParty):
    """Co-signs everything."""

    def co_signs(self, lever, outcome):
        return True


class Refuses(ThirdParty):
    """Co-signs nothing and pays nothing."""

    def co_signs(self, lever, outcome):
        return False

    def pays(self, lever, outcome):
        return False


class Pays(ThirdParty):
    """Pays everything it promised."""

    def pays(self, lever, outcome):
        return True


def test_a_batch_of_mesa_ends_as_the_engine_says():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        batch = mesa.batch_run(
            Negotiation,
            {"scenario": "1956", "japan.norm": [27, 54], "run": range(10)},
            number_processes=1,
            display_progress=False,
        )
    for norm in (27, 54):
        scenario = Negotiation("1956", **{"japan.norm": norm}).prepared.compiled.scenario
        compiled = compile_scenario(scenario)
        codes = compiled.class_of(run_interpreted(compiled, 1, 0, 10))
        expected = [scenario.classes[code].name for code in codes]
        runs = {row["run"]: row["outcome_class"] for row in batch if row["japan.norm"] == norm}
        assert [runs[run] for run in range(10)] == expected


def test_a_seed_that_mesas_batches_leave_out_is_the_usual_one():
    one, other = Negotiation("1956", seed=None, run=3), Negotiation("1956", run=3)
    one.run_model()
    other.run_model()
    assert one.ending() == other.ending()


def test_mesas_app_can_make_the_model_again():
    """Mesa wants no positional arguments, a default for all, and knows ``kwargs`` by that name."""
    given = dict(inspect.signature(Negotiation.__init__).parameters)
    assert given.pop("kwargs").kind is inspect.Parameter.VAR_KEYWORD
    del given["self"]
    assert all(one.kind is one.POSITIONAL_OR_KEYWORD for one in given.values())
    assert all(one.default is not one.empty for one in given.values())


def test_a_model_has_no_scenario_of_mesas_that_its_app_would_hand_over():
    negotiation = Negotiation("2018")
    negotiation.scenario = object()
    assert negotiation.scenario is None


def test_variables_are_collected_every_step():
    negotiation = Negotiation("2018", seed=1, run=2)
    negotiation.run_model()
    collected = negotiation.datacollector
    model, agents = (
        collected.get_model_vars_dataframe(),
        collected.get_agent_vars_dataframe(),
    )
    assert len(model) == negotiation.talks.state.steps
    assert set(agents["name"]) == {"japan", "russia", "us"}
    spent = agents[agents["name"] == "japan"]["patience_spent"].astype(float)
    assert spent.is_monotonic_increasing
    assert model["gap"].iloc[0] == pytest.approx(negotiation.gap_start)
    assert model["outcome_class"].iloc[-1] == negotiation.outcome_class


def test_overriding_a_signature_has_its_effect():
    opened = []
    for agent in (Signs, Refuses):
        negotiation = Negotiation("1956", seed=1, run=1, agents={"us": agent})
        scenario, state = negotiation.prepared.compiled.scenario, negotiation.talks.state
        guaranteed = [o.index for o in scenario.outcomes if o.levels[2] == "guarantee"]
        opened.append([bool(state.open[o]) for o in guaranteed])
    assert all(opened[0])
    assert not any(opened[1])


def test_overriding_a_payment_has_its_effect():
    scenario = dispute(
        {"deal": {"a": 1, "b": 1, "c": 0}},
        thirds=("c",),
        params={"c.reward": 5, "c.price": 1000},
        levers={
            "c.promise": {
                "type": "promise",
                "by": "c",
                "target": "a",
                "points": "c.reward",
                "cost": "c.price",
                "when": {"deal": "deal"},
            }
        },
    )
    deal = next(o.index for o in scenario.outcomes if o.levels == ("deal",))
    points = [
        Negotiation(scenario, agents={"c": agent}).state("a").points(deal)
        for agent in (ThirdParty, Pays)
    ]
    assert points[1] - points[0] == pytest.approx(5.0)


def test_a_class_in_the_wrong_role_is_one_line():
    with pytest.raises(InputError, match="us is a third party, but Principal is no subclass of"):
        Negotiation(first("1956"), agents={"us": Principal})


def test_an_address_that_is_not_there_is_named():
    with pytest.raises(UnknownNameError, match=r"japan\.nrom"):
        Negotiation("1956", overrides={"japan.nrom": 3})
