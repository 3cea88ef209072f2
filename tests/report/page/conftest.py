"""Folders to report on: small, with a design, with counts only, and one whose every name is
markup."""

from __future__ import annotations

import pytest
from tests.report.page.hostile import HOSTILE, hostile_scenario

from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.report.page import findings
from negotiation_sim.report.page.findings import findings_of

GRID = tuple(
    {"us.threat": factor, "base.guarantee_credibility": belief}
    for factor in ("*0", "*1")
    for belief in ("0.1", "0.5", "0.9")
)


@pytest.fixture(scope="session", autouse=True)
def few_runs():
    """Attribution and gates on few runs: what they say is tested where they are made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(findings, "RUNS", 100)
        yield


def played(folder, **changes):
    episode = (NamedScenario.load("1956"),)
    return run_study(
        Study(**{"scenarios": episode, "runs": 60, "seed": 3} | changes),
        folder / "results",
        how=changes.pop("how", Execution()),
    )


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory):
    """The baseline of one episode."""
    return played(tmp_path_factory.mktemp("plain"), title="One episode", question="Does it end?")


@pytest.fixture(scope="session")
def grid_folder(tmp_path_factory):
    """Two numbers crossed, two interventions, two episodes."""
    episodes = tuple(map(NamedScenario.load, ("1956", "2018")))
    return played(
        tmp_path_factory.mktemp("grid"),
        scenarios=episodes,
        arms=("baseline", "no_threat"),
        points=GRID,
    )


@pytest.fixture(scope="session")
def tally_folder(tmp_path_factory):
    """Counts only."""
    episodes = (NamedScenario.load("1956"),)
    study = Study(episodes, arms=("baseline", "no_threat"), runs=60, seed=3)
    return run_study(
        study, tmp_path_factory.mktemp("tallies") / "results", how=Execution(tallies=True)
    )


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory):
    """Every text is markup that ends a script and starts another."""
    named = hostile_scenario()
    study = Study(
        (named,),
        arms=("baseline", "no_threat"),
        points=({"us.threat": "*0"}, {"us.threat": "*1"}),
        runs=60,
        seed=3,
    )
    return run_study(
        study,
        tmp_path_factory.mktemp("hostile") / "results",
        command=f"negotiation-sim run {HOSTILE}",
    )


@pytest.fixture(scope="session")
def plain(plain_folder):
    return findings_of(plain_folder)


@pytest.fixture(scope="session")
def grid(grid_folder):
    return findings_of(grid_folder)


@pytest.fixture(scope="session")
def hostile(hostile_folder):
    return findings_of(hostile_folder)
