"""What a sensitivity analysis reads off the runs of a point."""

from __future__ import annotations

import numpy as np
import pytest
from tests.first import first

from negotiation_sim.analysis.response import reader
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.errors import UnknownNameError

RUNS = 2000


@pytest.fixture(scope="module")
def played():
    compiled = compile_scenario(first("1956"))
    rows = run_ensemble(compiled, 1, 0, RUNS)
    names = [rule.name for rule in compiled.scenario.classes]
    return compiled, rows, np.array(names)[compiled.class_of(rows)]


def read(played, *asked):
    return reader(played[0].scenario, *asked)(*played[:2])


def test_a_class_is_read_as_its_share_with_its_error(played):
    found = read(played, "DECLARATION")
    share = (played[2] == "DECLARATION").mean()
    assert (found.value, found.runs) == (share, RUNS)
    assert found.variance == pytest.approx(share * (1 - share) / (RUNS - 1))


def test_given_counts_only_the_runs_that_end_so(played):
    settled = np.isin(played[1]["in_force"], played[0].scenario.settlement)
    found = read(played, "TREATY_TWO", "settled")
    assert found.runs == settled.sum()
    assert found.value == (played[2][settled] == "TREATY_TWO").mean()
    assert read(played, "settled", "settled").value == 1
    assert read(played, "settled", "DECLARATION").value == 0


def test_a_gap_is_read_as_its_mean_over_the_runs_that_have_one(played):
    rows = played[1]
    known = rows["gate_end"] >= 0
    assert read(played, "gap_end").value == pytest.approx(rows["gap_end"][known].mean())
    ends = played[2] == "DECLARATION"
    assert read(played, "gap_start", "DECLARATION").value == pytest.approx(
        rows["gap_start"][ends & (rows["gate_start"] >= 0)].mean()
    )


def test_what_no_run_ends_in_makes_the_number_undefined(played):
    compiled, rows, classes = played
    one = np.flatnonzero(classes == "TREATY_TWO")[:1]
    few = rows[np.concatenate([one, np.flatnonzero(classes == "DECLARATION")[:50]])]
    found = reader(compiled.scenario, "settled", "TREATY_TWO")(compiled, few)
    assert np.isnan([found.value, found.variance]).all()
    assert found.runs == 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ("DECLERATION",),
            "'DECLERATION' is not an outcome to look at; did you mean 'DECLARATION'?",
        ),
        (("gap_ned",), "did you mean 'gap_end'"),
        (("settled", "setled"), "did you mean 'settled'"),
        (("settled", "gap_end"), "'gap_end' is not an outcome to look at"),
    ],
)
def test_an_unknown_outcome_is_told_with_the_nearest(asked, message):
    with pytest.raises(UnknownNameError, match=message.replace("?", r"\?")):
        reader(first("1956"), *asked)
