"""Everything `robustness` reports on a finished box, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.conclusions import conclusion_table, holds_at
from negotiation_sim.analysis.evidence import evidence_table, leave_one_out
from negotiation_sim.analysis.history_matching import (
    consistent,
    history_probability,
    sentence_of_bits,
)
from negotiation_sim.analysis.inputs import inputs_in, inputs_of
from negotiation_sim.analysis.posterior import effective_points, posterior_table, posterior_weights
from negotiation_sim.analysis.rules import rule_table, why_no_rules
from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.domain.conclusions import Conclusion
from negotiation_sim.experiments.results import Results

__all__ = ["Robustness", "robustness"]

FULL = "full model"


@dataclass(frozen=True, slots=True)
class Robustness:
    """How far conclusions hold over a box, and what history implies about the box.

    Parameters
    ----------
    n : runs of a cell
    conclusions : rows of `conclusions.conclusion_table`
    rules : rows of `rules.rule_table`, with ``name`` of the conclusion
    history : one row per episode and one for all together: ``episode``, ``recorded``, ``points``,
        ``share`` of the points at which the recorded class is the most frequent one with its Wilson
        interval ``low`` to ``high``; empty where no scenario says what happened
    posterior : rows of `posterior.posterior_table`
    effective : how many points the posterior is worth
    foresight : rows of `evidence.leave_one_out`
    models : rows of `evidence.evidence_table`
    bits : the sentence that goes with every posterior
    no_rules : why no rules were looked for; empty if they were
    """

    points: int
    n: int
    seed: int
    conclusions: pd.DataFrame
    rules: pd.DataFrame
    history: pd.DataFrame
    posterior: pd.DataFrame
    effective: float
    foresight: pd.DataFrame
    models: pd.DataFrame
    bits: str
    no_rules: str = ""


def robustness(
    results: Results, conclusions: Sequence[Conclusion], models: Mapping[str, Sequence[str]]
) -> Robustness:
    """Judge conclusions and models over the points of a finished study.

    Parameters
    ----------
    models : name -> interventions that take mechanisms away, as an experiment file declares them
    """
    shares, study = PointShares.of(results), results.study
    observed, inputs = results.observed, inputs_of(study.points)
    matched = consistent(shares, observed) if observed else np.ones((shares.n_points, 1), bool)
    kept = np.asarray(matched.all(axis=1))
    history = history_probability(shares, observed) if observed else np.ones((shares.n_points, 1))
    weights = posterior_weights(history)
    arms = {
        name: {named.name: study.arm_of(i, parts) for i, named in enumerate(study.scenarios)}
        for name, parts in models.items()
    }
    weighed = {FULL: history} | {
        name: history_probability(shares, observed, by_scenario)
        for name, by_scenario in arms.items()
    }
    return Robustness(
        points=shares.n_points,
        n=shares.n,
        seed=study.seed,
        conclusions=conclusion_table(conclusions, shares, kept),
        rules=_rules(conclusions, shares, inputs),
        history=_history(matched, observed) if observed else pd.DataFrame(),
        posterior=posterior_table(inputs, weights) if observed else pd.DataFrame(),
        effective=effective_points(weights),
        foresight=leave_one_out(history, tuple(observed)) if len(observed) > 1 else pd.DataFrame(),
        models=evidence_table(weighed) if observed and models else pd.DataFrame(),
        bits=sentence_of_bits(shares, observed) if observed else "",
        no_rules=why_no_rules() if conclusions else "",
    )


def _history(matched: NDArray[np.bool_], observed: Mapping[str, str]) -> pd.DataFrame:
    held = [*matched.T, matched.all(axis=1)]
    low, high = wilson_interval([one.sum() for one in held], len(matched))
    columns = {
        "episode": [*observed, "all"],
        "recorded": [*observed.values(), ""],
        "points": len(matched),
    }
    return pd.DataFrame(
        {**columns, "share": [one.mean() for one in held], "low": low, "high": high}
    )


def _rules(
    conclusions: Sequence[Conclusion], shares: PointShares, inputs: pd.DataFrame
) -> pd.DataFrame:
    tables = [
        rule_table(inputs_in(one.scenario, inputs), holds_at(one, shares)).assign(name=one.name)
        for one in conclusions
        if not why_no_rules()
    ]
    found = [table for table in tables if len(table)]
    return (
        pd.concat(found, ignore_index=True)
        if found
        else pd.DataFrame(columns=["rule", "density", "coverage", "points", "name"])
    )
