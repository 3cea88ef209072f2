"""A box that is played once."""

from __future__ import annotations

import pytest

from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution


@pytest.fixture(scope="session")
def box(tmp_path_factory):
    points = tuple(
        {"us.threat": str(threat), "japan.norm": str(norm)}
        for threat in range(0, 60, 3)
        for norm in (20, 35, 50, 65, 80)
    )
    study = Study(
        tuple(map(NamedScenario.load, ("1956", "2018"))),
        ("baseline", "no_threat"),
        points=points,
        runs=200,
    )
    return run_study(study, tmp_path_factory.mktemp("box"), how=Execution(tallies=True))
