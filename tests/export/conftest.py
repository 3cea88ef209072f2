"""Small result folders to export."""

from __future__ import annotations

import pytest
from tests.export.exports import study

from negotiation_sim.experiments import run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.export.codebook import codebook_of, variables_of


@pytest.fixture(scope="session")
def row_folder(tmp_path_factory):
    """Results that keep a row per run."""
    return run_study(study(), tmp_path_factory.mktemp("rows") / "results")


@pytest.fixture(scope="session")
def tally_folder(tmp_path_factory):
    """Results that keep counts and sums."""
    return run_study(
        study(), tmp_path_factory.mktemp("tallies") / "results", how=Execution(tallies=True)
    )


@pytest.fixture
def book(row_folder):
    """The codebook of all rows."""
    return codebook_of(
        row_folder, list(variables_of(row_folder).values()), None, 480, ["runs.csv", "runs.dta"]
    )
