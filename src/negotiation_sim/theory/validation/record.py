"""The shipped episodes beside the historical record: how they ended, and who did what when."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

import numpy as np

from negotiation_sim.analysis.record import record_of
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.scenarios import load_scenario, shipped_scenarios
from negotiation_sim.theory.cases import Check
from negotiation_sim.theory.validation.line import Line

__all__ = ["record_lines"]

RUNS, SEED = 20_000, 1


def record_lines() -> Iterator[Line]:
    """What happened is the most frequent outcome of each episode, and every pattern of its record is
    as frequent as wanted.

    Disputes were not fitted to their record, so that to miss it is a finding (docs/disputes.md) and
    no fault.
    """
    for listing in shipped_scenarios():
        scenario = load_scenario(listing.name)
        if scenario.observed is None or listing.is_dispute:
            continue
        compiled = compile_scenario(scenario)
        rows = run_ensemble(compiled, SEED, 0, RUNS)
        counts = np.bincount(compiled.class_of(rows), minlength=len(scenario.classes))
        usual = scenario.classes[int(counts.argmax())].name
        source = scenario.observed.source or "the scenario file"
        told = f"{listing.name}: most frequent outcome"
        yield Line("record", source, Check(told, scenario.observed.outcome_class, usual, 0.0))
        for one in record_of(scenario, scenario.patterns, rows["shown"]).to_dict("records"):
            low, high = one["wanted_low"], one["wanted_high"]
            error = 4 * sqrt(max(low * (1 - low), high * (1 - high), 1e-4) / max(one["n"], 1))
            told = f"{listing.name}, {one['pattern']}: {one['label']}, share of runs"
            middle, half = (low + high) / 2, (high - low) / 2
            check = Check(told, round(middle, 4), round(one["share"], 4), half + error)
            yield Line("record", one["source"], check)
