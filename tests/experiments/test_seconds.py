"""How long runs that are played side by side will take."""

import pytest

from negotiation_sim.domain.changes import Change
from negotiation_sim.experiments import estimate
from negotiation_sim.scenarios import load_scenario


@pytest.mark.parametrize("made", [0, 10])
def test_a_slice_of_the_work_itself_is_timed(made, monkeypatch):
    clock, played = [0.0], []

    def side_by_side(compiled, seed, runs):
        scenarios = [one.scenario for one in compiled]
        played.append((len(scenarios), len({one.events for one in scenarios}), runs))
        clock[0] += len(scenarios) * (1 + 0.01 * runs)
        return scenarios

    monkeypatch.setattr(estimate, "side_by_side", side_by_side)
    monkeypatch.setattr(estimate.time, "perf_counter", lambda: clock[0])
    change = Change(drop=("ldp_merger",))
    seconds = estimate.seconds_for(load_scenario("1956"), change, 1_000_000, made, 400)
    assert played[-1] == (2, 2, 10_000)
    assert ((8, 2, 400) in played) is (made > 0)
    per_run = (1 + 100) / 10_000
    assert seconds == pytest.approx(made * 5 + (1_000_000 - made * 400) * per_run)
