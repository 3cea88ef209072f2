"""The largest disputes that are promised: 256 packages, 8 principals, 4 third parties, 200 numbers."""

from __future__ import annotations

import pytest
from tests.engines.big import big_dispute

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.layout import LARGE
from negotiation_sim.engines.mesa_engine import mesa_rows

SIZE = {"outcomes": 256, "principals": 8, "thirds": 4}


def same(one, other):
    return all((one[name] == other[name]).all() for name in one.dtype.names)


def test_engines_agree_on_the_largest_dispute():
    scenario = big_dispute(**SIZE)
    assert len(scenario.parameters) >= 200
    compiled = compile_scenario(scenario)
    assert compiled.capacity is LARGE
    assert same(mesa_rows(compiled, 1, 0, 3), run_interpreted(compiled, 1, 0, 3))


@pytest.mark.long
def test_the_compiled_engine_agrees_on_the_largest_dispute():
    compiled = compile_scenario(big_dispute(**SIZE))
    rows = run_ensemble(compiled, 1, 0, 60)
    assert same(mesa_rows(compiled, 1, 0, 60), rows)
    assert len({int(o) for o in rows["in_force"]}) > 1
