"""What a change does to a scenario."""

from __future__ import annotations

import pytest
from tests.first import first
from tests.model.small import EPISODES

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.distributions import Fixed, Triangular
from negotiation_sim.domain.levers import Setting
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.scenarios import load_scenario

SCENARIO = first("2018")


def test_values_are_set_or_scaled():
    changed = SCENARIO.changed(
        Change(values=(("japan.norm", Scaling(0.5)), ("base.demand", Fixed(0.0))))
    )
    assert changed.parameter("japan.norm").value == Triangular(17.5, 27, 36.5)
    assert changed.parameter("base.demand").value == Fixed(0.0)
    assert changed.parameter("russia.norm") == SCENARIO.parameter("russia.norm")


def test_what_is_computed_follows_what_it_is_computed_from():
    scenario = load_scenario("2018")
    free = scenario.changed(Change(values=(("japan.autonomy", Fixed(1.0)),)))
    assert free.parameter("base.consent").value == Fixed(0.0)
    assert free.parameter("base.consent").formula is not None
    said = free.changed(Change(values=(("base.consent", Fixed(0.3)),)))
    assert said.parameter("base.consent").value == Fixed(0.3)
    assert said.changed(Change()) == said


def test_a_dropped_event_is_gone_and_a_frozen_parameter_is_left_out_of_all():
    changed = SCENARIO.changed(Change(drop=("abe_leaves",), freeze=("base.demand",)))
    assert [event.name for event in changed.events] == [
        "inf_exit",
        "aegis_cancelled",
        "constitution",
    ]
    assert [event.shifts for event in changed.events] == [(), (), (("russia.clause", 18),)]


def test_levers_are_set_and_others_left():
    changed = SCENARIO.changed(Change(off=("us.threat",), force=("us.consent",)))
    assert {lever.name: lever.setting for lever in changed.levers} == {
        "us.threat": Setting.OFF,
        "us.consent": Setting.FORCED,
    }
    again = changed.changed(Change(off=("us.consent",)))
    assert {lever.name: lever.setting for lever in again.levers} == {
        "us.threat": Setting.OFF,
        "us.consent": Setting.OFF,
    }


def test_strategies_are_set_for_those_named():
    changed = SCENARIO.changed(Change(strategies=(("japan", "other"),)))
    assert [actor.strategy for actor in changed.actors] == ["other", "time", "time"]


def test_the_original_stays_as_it_was():
    before = repr(SCENARIO)
    SCENARIO.changed(SCENARIO.intervention("norms_halved+binding_guarantee"))
    SCENARIO.certain()
    assert repr(SCENARIO) == before


def test_no_change_is_no_change():
    assert SCENARIO.changed(Change()) == SCENARIO


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            Change(values=(("japan.nrom", Fixed(1)),)),
            "'japan.nrom' is not a parameter; did you mean 'japan.norm'",
        ),
        (
            Change(freeze=("base.demnd",)),
            "'base.demnd' is not a parameter; did you mean 'base.demand'",
        ),
        (Change(drop=("abe_left",)), "'abe_left' is not an event; did you mean 'abe_leaves'"),
        (Change(off=("us.treat",)), "'us.treat' is not a lever; did you mean 'us.threat'"),
        (Change(force=("us.agree",)), "is not a lever"),
        (Change(strategies=(("us", "time"),)), "'us' is not a principal"),
    ],
)
def test_an_unknown_name_in_a_change_is_refused(change, message):
    with pytest.raises(UnknownNameError, match=message):
        SCENARIO.changed(change)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda s: s.actor("usa"), "'usa' is not an actor"),
        (lambda s: s.parameter("us.treat"), "did you mean 'us.threat'"),
        (
            lambda s: s.intervention("no_threat+no_claus"),
            "'no_claus' is not an intervention; did you mean 'no_clause'",
        ),
    ],
)
def test_an_unknown_name_asked_for_is_refused(ask, message):
    with pytest.raises(UnknownNameError, match=message):
        ask(SCENARIO)


def test_joined_interventions_are_made_in_order():
    joined = SCENARIO.intervention("no_clause+binding_guarantee")
    assert joined.name == "no_clause+binding_guarantee"
    one_by_one = SCENARIO.changed(SCENARIO.intervention("no_clause")).changed(
        SCENARIO.intervention("binding_guarantee")
    )
    assert SCENARIO.changed(joined) == one_by_one


def test_complete_information_puts_every_number_at_its_mode():
    for parameter in SCENARIO.certain().parameters:
        assert parameter.value == Fixed(SCENARIO.parameter(parameter.address).value.mode)


@pytest.mark.parametrize("name", EPISODES)
def test_every_cause_can_be_taken_away_and_halved(name):
    scenario = first(name)
    for cause in scenario.causes:
        assert scenario.changed(cause.absent) != scenario or name == "1956"
        scenario.changed(cause.halved)


@pytest.mark.parametrize(("name", "outcomes"), [("1956", 9), ("2018", 28), ("2022", 28)])
def test_packages_on_the_table(name, outcomes):
    """Section 3: the full menu has 29; 2018 and 2022 lack the declaration, already in force."""
    scenario = first(name)
    assert [o.index for o in scenario.outcomes] == list(range(len(scenario.outcomes)))
    assert len(scenario.outcomes) == outcomes


def test_texts_are_the_same_with_and_without_the_side_payment():
    texts = {}
    for outcome in SCENARIO.outcomes:
        texts.setdefault(outcome.text, []).append(outcome.levels)
    assert all(len({levels[:3] for levels in same}) == 1 for same in texts.values())
    assert sum(len(same) == 2 for same in texts.values()) == 13


def test_a_package_is_described_by_what_could_have_been_otherwise():
    phrases = {SCENARIO.describe(o.index) for o in SCENARIO.outcomes}
    assert len(phrases) == len(SCENARIO.outcomes), "no two packages read the same"
    assert (
        "a peace treaty, Shikotan and Habomai, a pledge of no US bases signed by Washington too"
        in phrases
    )
