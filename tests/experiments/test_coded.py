"""Readings of a coding: within the band, the same shifts for all, one point each."""

import numpy as np
import pytest

from negotiation_sim.errors import InputError
from negotiation_sim.experiments.coded import MODELS, Sampling, coded_study
from negotiation_sim.scenarios import NamedScenario
from negotiation_sim.scenarios.coded import read_coded, shipped_coded
from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping

TEMPLATE = NamedScenario.load("coded")
DISPUTES = read_coded(shipped_coded())
MAPPING = read_mapping(shipped_mapping(), TEMPLATE.scenario)


def factors(study, address):
    return np.array([float(point[address].removeprefix("*")) for point in study.points])


def test_every_reading_of_every_dispute_is_a_point_of_its_own():
    study = coded_study(TEMPLATE, DISPUTES, MAPPING, Sampling(readings=8, runs=3, seed=4))
    assert len(study.points) == 8 * len(DISPUTES)
    assert (study.arms, study.runs, study.seed) == (tuple(MODELS), 3, 4)


def test_readings_fill_the_band_evenly_and_disputes_share_their_shifts():
    a1, a22 = DISPUTES[0], DISPUTES[10]
    study = coded_study(TEMPLATE, [a1, a22], MAPPING, Sampling(readings=10))
    first, second = factors(study, "holder.norm").reshape(2, 10)
    assert np.all(np.abs(first - a1.values["hardH"]) <= 0.15)
    assert sorted(np.floor((first - 0.20) / 0.03).astype(int)) == list(range(10))
    assert first - a1.values["hardH"] == pytest.approx(second - a22.values["hardH"], abs=1e-5)


def test_without_a_band_every_reading_is_the_coding():
    study = coded_study(TEMPLATE, DISPUTES[:1], MAPPING, Sampling(band=0.0, readings=3))
    assert set(factors(study, "holder.norm")) == {0.35}


def test_a_template_without_the_four_endings_is_refused():
    with pytest.raises(InputError, match="has no outcome class SETTLED"):
        coded_study(NamedScenario.load("saar_1955"), DISPUTES, MAPPING, Sampling())
