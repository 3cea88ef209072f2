"""Coded disputes as a study: every reading of every coding, with the full model and simpler ones.

A reading is a point of the design: all columns moved within their band, by the same shifts for
every dispute, so that disputes and models share their luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation_sim.errors import InputError
from negotiation_sim.experiments.designs import spread
from negotiation_sim.experiments.study import BASELINE, NamedScenario, Study
from negotiation_sim.scenarios.coded import CLASSES, COLUMNS, CodedDispute
from negotiation_sim.scenarios.coded_mapping import CodedMapping

__all__ = ["BAND", "MODELS", "Sampling", "coded_study"]

BAND = 0.15
"""How far a coded column may lie from where its coder put it, unless a user says otherwise."""

MODELS = {
    BASELINE: "model",
    "no_third_party": "model without third party",
    "no_bases": "model without bases",
    "no_domestic_politics": "model without domestic politics",
}
"""Interventions of a template and what the model with them is called, the full one first."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How finely codings are read.

    Parameters
    ----------
    band : half the width of the band around every coded number
    readings : of every dispute, spread by a Latin hypercube over its band
    runs : of every reading
    """

    band: float = BAND
    readings: int = 32
    runs: int = 200
    seed: int = 1


def coded_study(
    template: NamedScenario,
    disputes: Sequence[CodedDispute],
    mapping: CodedMapping,
    sampling: Sampling,
) -> Study:
    """What to play.

    Parameters
    ----------
    template : the scenario that the mapping changes

    Raises
    ------
    InputError
        If the template lacks an outcome class or an intervention that a backtest needs.

    Examples
    --------
    >>> from negotiation_sim.scenarios.coded import read_coded, shipped_coded
    >>> from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping
    >>> disputes, mapping = read_coded(shipped_coded()), read_mapping(shipped_mapping())
    >>> study = coded_study(NamedScenario.load("coded"), disputes[:1], mapping, Sampling(readings=3))
    >>> len(study.points), [point["danger.clause"] for point in study.points]
    (3, ['*0', '*0', '*0'])
    """
    classes = [rule.name for rule in template.scenario.classes]
    if missing := [name for name in CLASSES if name not in classes]:
        raise InputError(
            f"{template.name}: has no outcome class {', '.join(missing)}, expected a template with {', '.join(CLASSES)}"
        )
    shares = spread("latin_hypercube", sampling.readings, len(COLUMNS), sampling.seed)
    points = tuple(
        mapping.point(_moved(dispute, row, sampling.band), dispute.clause)
        for dispute in disputes
        for row in shares
    )
    arms = tuple(MODELS)
    return Study((template,), arms, points=points, runs=sampling.runs, seed=sampling.seed)


def _moved(dispute: CodedDispute, shares: Sequence[float], band: float) -> dict[str, float]:
    """One reading: every column at its share of the way through its band."""
    ends = [dispute.band(column, band) for column in COLUMNS]
    return {
        column: low + share * (high - low)
        for column, (low, high), share in zip(COLUMNS, ends, shares, strict=True)
    }
