"""One setting beside another: counts, chunks and intervals."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation_sim.analysis.beside import SETTLED, PairedCounts, beside_table, endings_of
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.scenarios import load_scenario

BASE = load_scenario("1956")


def endings(scenario, first=0, n=200):
    compiled = compile_scenario(scenario)
    return endings_of(compiled, run_ensemble(compiled, 1, first, n))


FREE = BASE.changed(BASE.intervention("no_threat"))


def test_chunks_add_up_to_the_whole():
    whole = PairedCounts.of(endings(FREE), endings(BASE), BASE)
    parts = [
        PairedCounts.of(endings(FREE, k, 50), endings(BASE, k, 50), BASE) for k in (0, 50, 100, 150)
    ]
    added = parts[0] + parts[1] + parts[2] + parts[3]
    assert added.n == whole.n
    for name in ("now", "pinned", "both"):
        assert (getattr(added, name) == getattr(whole, name)).all()


def test_classes_add_up_and_settlement_pools_the_treaties_with_islands():
    table = beside_table(PairedCounts.of(endings(FREE), endings(BASE), BASE), BASE).set_index(
        "event"
    )
    classes = table.drop(index=SETTLED)
    assert classes["count"].sum() == classes["pinned_count"].sum() == 200
    treaties = [
        name for name in classes.index if name.startswith("TREATY") and name != "TREATY_NONE"
    ]
    assert table.loc[SETTLED, "count"] == classes.loc[treaties, "count"].sum()


def test_intervals_are_wilsons_and_the_difference_is_paired():
    row = beside_table(PairedCounts.of(endings(FREE), endings(BASE), BASE), BASE).iloc[-1]
    low, high = wilson_interval(row["count"], 200)
    assert (row["low"], row["high"]) == (float(low), float(high))
    assert row["effect"] == pytest.approx(row["share"] - row["pinned"])
    assert row["effect_low"] < row["effect"] < row["effect_high"]


def test_a_setting_beside_itself_changes_nothing():
    same = endings(BASE)
    table = beside_table(PairedCounts.of(same, same, BASE), BASE)
    assert np.all(table["effect"] == 0)
    assert (table["gained"] + table["lost"]).sum() == 0
