"""The pages on experiments: every example of a file is without faults, and every key and option is
explained."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from negotiation_sim.cli.run import run
from negotiation_sim.experiments import Study
from negotiation_sim.experiments.order import PART_ROWS, part_of
from negotiation_sim.experiments.tallies import TALLIED_ABOVE
from negotiation_sim.scenarios import check_experiment, experiment_schema, load_experiment

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "experiments.md").read_text(encoding="utf-8")
SLURM = (DOCS / "howto" / "slurm.md").read_text(encoding="utf-8")
KUBERNETES = (DOCS / "howto" / "kubernetes.md").read_text(encoding="utf-8")
HEAD = "title: An example\nscenarios: [1956, 2018]\nruns: 10\nseed: 1\n"


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "points.csv").write_text(blocks(PAGE, "csv")[0], encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "example", blocks(PAGE, "yaml"), ids=lambda text: " ".join(text.split()[:2])
)
def test_every_example_is_without_faults_and_visits_points(example, folder):
    path = folder / "mine.yaml"
    path.write_text(example if example.startswith("title:") else HEAD + example, encoding="utf-8")
    assert check_experiment(path) == ()
    assert len(Study.of(load_experiment(path)).points) > 1


def test_every_design_has_an_example():
    shown = {
        word
        for text in blocks(PAGE, "yaml")
        for word in re.findall(r"\b(grid|list|table|latin_hypercube|sobol):", text)
    }
    assert shown == {"grid", "list", "table", "latin_hypercube", "sobol"}


@pytest.mark.parametrize("key", sorted(experiment_schema()["properties"]))
def test_every_key_is_explained(key):
    assert re.search(rf"^\|[^|]*`{key}`", PAGE, re.MULTILINE)


@pytest.mark.parametrize(
    "option", ["--workers", "--dask", "--part", "--tallies", "--agent", "--dry-run"]
)
def test_options_that_say_how_to_play_are_explained(option):
    assert option in {name for one in run.params for name in one.opts}
    assert option in PAGE


@pytest.mark.parametrize("page", [PAGE, SLURM, KUBERNETES])
def test_no_option_is_made_up(page):
    known = {name for one in run.params for name in one.opts} | {"--help"}
    lines = [line for text in blocks(page, "sh") for line in text.replace("\\\n", " ").splitlines()]
    ours = [
        line.split("#")[0]
        for line in lines
        if "negotiation-sim run" in line and not line.startswith("#")
    ]
    words = [
        word
        for line in ours
        for word in shlex.split(line.partition("negotiation-sim run")[2].split("&")[0])
    ]
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("page", [PAGE, SLURM, KUBERNETES])
def test_rows_in_a_file_are_told_right(page):
    assert f"{PART_ROWS:,} " in page


def test_runs_from_which_only_tallies_are_kept_are_told_right():
    assert f"above {TALLIED_ABOVE // 10**6} million runs" in PAGE


def test_the_array_begins_at_one_as_parts_do():
    first, last = re.search(r"--array=(\d+)-(\d+)", SLURM).groups()
    assert part_of(f"{first}/{last}") == (1, int(last))


def test_the_manifests_are_yaml_and_every_pod_has_its_part():
    claim, job = YAML(typ="safe").load_all(blocks(KUBERNETES, "yaml")[0])
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]
    spec = job["spec"]
    assert (job["apiVersion"], job["kind"], spec["completionMode"]) == (
        "batch/v1",
        "Job",
        "Indexed",
    )
    pod = spec["template"]["spec"]
    assert pod["volumes"][0]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert pod["containers"][0]["args"][0].endswith(
        f'--part "$((JOB_COMPLETION_INDEX + 1))/{spec["completions"]}"'
    )


@pytest.mark.parametrize("page", [SLURM, KUBERNETES])
def test_python_examples_import_what_exists(page):
    for text in blocks(page, "python"):
        ours = "\n".join(
            line for line in text.splitlines() if line.startswith("from negotiation_sim")
        )
        exec(compile(ours, "example", "exec"), {})
        compile(text, "example", "exec")
