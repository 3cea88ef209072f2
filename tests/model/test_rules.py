"""The rules that are off by default: what each does, that it changes nothing unasked, and that both
engines agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.first import first
from tests.model.small import dispute, shipped

from negotiation_sim.domain.scenario import Protocol
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_agents import Principal
from negotiation_sim.engines.mesa_engine import Negotiation, mesa_rows, replay
from negotiation_sim.engines.trace import Act
from negotiation_sim.model.walk_out import injury_hazard
from negotiation_sim.scenarios import parse_override

RECORDED = ("1956", "2018", "2022", "2024")


def changed(name, *settings):
    scenario = shipped(name)
    for text in settings:
        scenario = scenario.changed(parse_override(text, scenario))
    return scenario


def played(scenario, runs=150):
    return run_interpreted(compile_scenario(scenario), 1, 0, runs)


@pytest.mark.parametrize("name", RECORDED)
def test_both_engines_play_the_talks_as_recorded(name):
    compiled = compile_scenario(shipped(name))
    assert (mesa_rows(compiled, 1, 0, 40) == run_interpreted(compiled, 1, 0, 40)).all()


@pytest.mark.parametrize("name", RECORDED)
def test_both_engines_agree_under_every_intervention(name):
    scenario = shipped(name)
    for intervention in scenario.interventions:
        compiled = compile_scenario(scenario.changed(intervention))
        assert (mesa_rows(compiled, 1, 0, 8) == run_interpreted(compiled, 1, 0, 8)).all()


def test_what_is_in_force_at_the_start_is_worth_nothing_new():
    scenario = shipped("2018")
    start = next(o for o in scenario.outcomes if o.kind.value == "sq")
    assert scenario.package(start.index)["islands"] == "two"
    negotiation = Negotiation(scenario, seed=1, run=3)
    assert [state.points(start.index) for state in negotiation.states] == [0.0, 0.0, 0.0]


def test_offers_are_made_in_rounds_only_and_each_side_tables_one():
    scenario = shipped("2018")
    meets = [held >= 0 for held in scenario.calendar.round_of]
    for run in range(20):
        offers = [m for m in replay(scenario, 1, run).moves if m.act is Act.OFFER]
        assert all(meets[move.step] for move in offers)
        for step in {move.step for move in offers}:
            authors = [m.actor for m in offers if m.step == step and m.outcome >= 0]
            assert len(set(authors)) <= 2


def test_who_opens_alternates_between_rounds():
    scenario = shipped("1956")
    compiled = compile_scenario(scenario)
    rounds = [number for number in compiled.dispute["round_of"][0] if number > 0]
    assert rounds == list(range(1, len(rounds) + 1)) or rounds[0] == 1


def test_without_a_promise_in_force_breaking_one_costs_nothing():
    free, dear = (changed("1956", f"russia.renege={cost}") for cost in (0, 60))
    treaty_none = next(
        o.index for o in free.outcomes if o.levels[0] == "treaty" and o.levels[1] == "none"
    )
    for scenario in (free, dear):
        negotiation = Negotiation(scenario, seed=1, run=0)
        assert negotiation.state("russia").points(treaty_none) == pytest.approx(
            Negotiation(free, seed=1, run=0).state("russia").points(treaty_none)
        )
    now_free, now_dear = (
        Negotiation(changed("2018", f"russia.renege={cost}"), seed=1, run=0) for cost in (0, 60)
    )
    broken = next(
        o.index
        for o in shipped("2018").outcomes
        if o.levels[0] == "treaty" and o.levels[1] == "none"
    )
    difference = now_free.state("russia").points(broken) - now_dear.state("russia").points(broken)
    assert difference == pytest.approx(60.0)


def test_a_window_in_months_is_the_same_as_its_share_of_the_horizon():
    share = first("1956")
    for text in ("japan.window=0.5", "russia.window=0.5"):
        share = share.changed(parse_override(text, share))
    months = share.calendar.n_steps
    as_months = replace(
        share,
        parameters=tuple(
            replace(p, unit="months", value=replace(p.value, value=0.5 * months))
            if p.address.endswith(".window")
            else p
            for p in share.parameters
        ),
    )
    assert (played(share) == played(as_months)).all()


def test_an_opening_caps_what_a_side_still_asks_for():
    for level, asked in ((5, "four"), (1, "two")):
        scenario = changed("1956", f"japan.opening={level}")
        tabled = [
            [m for m in replay(scenario, 1, run).moves if m.act is Act.OFFER and m.actor == "japan"]
            for run in range(12)
        ]
        opened = [moves[0] for moves in tabled if moves]
        names = {scenario.outcomes[move.outcome].levels[1] for move in opened}
        assert asked in names
        assert level == 5 or "four" not in names


def test_an_interim_text_is_tabled_later_where_it_is_the_lesser_one():
    scenario = shipped("1956")
    loose = replace(scenario, protocol=replace(scenario.protocol, lesser_text=False))
    treaties = [
        np.isin(played(one, 300)["in_force"], one.settlement).mean() for one in (scenario, loose)
    ]
    assert treaties[0] > treaties[1]


def test_an_accord_is_tabled_not_given():
    scenario = shipped("2018")
    given = replace(scenario, protocol=replace(scenario.protocol, bargained_accord=False))
    process = compile_scenario(scenario).dispute["process"][0]
    signed = [played(one)["agreement_step"] for one in (scenario, given)]
    ends = [played(one)["in_force"] == process for one in (scenario, given)]
    assert (signed[0][ends[0]] > 1).mean() > 0.9 > (signed[1][ends[1]] > 1).mean()


@pytest.mark.parametrize("who", ["japan", "russia"])
def test_an_accord_needs_the_welcome_of_both(who):
    class Unwelcoming(Principal):
        def welcomes(self, process):
            return False

    compiled = compile_scenario(shipped("2018"))
    process = compiled.dispute["process"][0]
    asked, free = (mesa_rows(compiled, 1, 0, 40, agents) for agents in ({who: Unwelcoming}, {}))
    assert (free["in_force"] == process).any()
    assert not (asked["in_force"] == process).any()


def test_an_injury_never_lowers_the_chance_that_the_injured_side_breaks_off():
    scenario = shipped("2022")
    calm = replace(scenario, events=tuple(replace(e, injures=()) for e in scenario.events))
    walkers = [played(one, 300)["walker"] for one in (calm, scenario)]
    assert all(walkers[1][walkers[0] >= 0] >= 0)
    assert (walkers[1] == 1).sum() > (walkers[0] == 1).sum()
    assert injury_hazard(10.0, 3.0) < injury_hazard(-10.0, 3.0)


def test_at_full_autonomy_pressing_is_pointless():
    free = changed("1956", "japan.autonomy=1")
    rows = played(free, 200)
    silent = played(free.changed(free.intervention("no_threat")), 200)
    pressed = rows["pressed_step"] > 0
    assert pressed.any()
    assert (rows["in_force"] == silent["in_force"]).all()


def test_a_vigilant_third_party_reacts_before_a_deal():
    rows = [
        played(changed("1956", f"us.vigilance={chance}"), 200)["pressed_step"] for chance in (0, 1)
    ]
    early = [((steps > 0) & (steps <= 7)).mean() for steps in rows]
    assert early[1] > early[0]


def test_a_confidential_threat_is_not_felt_at_home():
    scenario = shipped("1956")
    open_ = replace(
        scenario,
        levers=tuple(
            replace(lever, confidential=False) if hasattr(lever, "confidential") else lever
            for lever in scenario.levers
        ),
    )
    signed = [
        np.isin(rows["in_force"], scenario.settlement)[rows["pressed_step"] > 0].mean()
        for rows in (played(scenario, 400), played(open_, 400))
    ]
    assert signed[0] > signed[1]


def test_a_derived_parameter_follows_what_it_is_computed_from():
    scenario = changed("1956", "japan.autonomy=0.25", "us.stake=40", "us.credibility=0.5")
    negotiation = Negotiation(scenario, seed=1, run=0)
    index = [p.address for p in scenario.parameters].index("us.threat")
    assert negotiation.talks.state.values[index] == pytest.approx(40 * 0.5 * 0.75)
    consent = [p.address for p in scenario.parameters].index("base.consent")
    assert negotiation.talks.state.values[consent] == pytest.approx(0.75)


def test_an_event_moves_what_is_derived_from_what_it_moves():
    scenario = changed("2018", "japan.autonomy=0.20")
    negotiation = Negotiation(scenario, seed=1, run=2)
    consent = [p.address for p in scenario.parameters].index("base.consent")
    before = negotiation.talks.state.values[consent]
    while negotiation.running and negotiation.talks.state.steps < 5:
        negotiation.step()
    assert before == pytest.approx(0.80)
    assert negotiation.talks.state.values[consent] == pytest.approx(0.85)


def test_a_gated_text_is_never_signed_before_its_gate():
    scenario = changed(
        "2024", "russia.norm=0", "russia.clause=0", "japan.norm=0", "russia.hostility=0.1"
    )
    seen = 0
    for run in range(40):
        moves = replay(scenario, 1, run).moves
        treaties = [
            m
            for m in moves
            if m.outcome >= 0 and scenario.outcomes[m.outcome].levels[0] == "treaty"
        ]
        reopened = [m.step for m in moves if m.act is Act.PROCESS_ACCORD]
        for move in treaties:
            if move.act is Act.OFFER:
                seen += 1
                assert reopened
                assert reopened[0] <= move.step
    assert seen > 0


def test_a_text_held_back_is_not_tabled_twice_running():
    scenario = shipped("1956")
    repeated = []
    for hold_back in (False, True):
        one = replace(scenario, protocol=replace(scenario.protocol, hold_back=hold_back))
        again = offers = 0
        for run in range(30):
            tabled: set[tuple[str, int]] = set()
            for move in replay(one, 1, run).moves:
                if move.act is Act.OFFER:
                    offers += 1
                    again += (move.actor, move.outcome) in tabled
                    tabled.add((move.actor, move.outcome))
        repeated.append(again / offers)
    assert repeated[1] < repeated[0]


def test_the_first_episodes_have_every_rule_off():
    scenario = first("1956")
    assert scenario.protocol == Protocol()
    assert not scenario.calendar.rounds
    assert not scenario.from_agreement


def test_patterns_are_noted_and_no_rule_reads_them():
    scenario = shipped("1956")
    blind = replace(scenario, observed=replace(scenario.observed, patterns=()))
    with_patterns, without = played(scenario), played(blind)
    for column in ("in_force", "steps", "termination", "walker", "pressed_step", "points"):
        assert (with_patterns[column] == without[column]).all()
    assert with_patterns["shown"].any()
    assert not without["shown"].any()


def test_a_small_dispute_with_an_agreement_in_force_counts_from_it():
    scenario = dispute(
        {"old": {"a": 2, "b": 1}, "new": {"a": 3, "b": 3}},
        kinds={"old": "interim", "new": "final"},
        menu={"deal": ["old", "new"]},
        start={"deal": "old"},
        classes=[{"class": "DEAL", "kind": "final"}, {"class": "OPEN"}],
    )
    negotiation = Negotiation(scenario, seed=1, run=0)
    new = next(o.index for o in scenario.outcomes if o.levels == ("new",))
    assert [state.points(new) for state in negotiation.states] == [1.0, 2.0]


def test_who_opens_can_be_named():
    for name in ("japan", "russia"):
        scenario = changed("1956", f"first={name}")
        opened = {replay(scenario, 1, run).moves[0].actor for run in range(8)}
        assert opened == {name}
