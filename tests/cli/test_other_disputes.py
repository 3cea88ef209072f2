"""No output about another dispute speaks of the one the model was first written for.

Every command, page and figure is made for every shipped dispute, and read for words that its own
file does not use. The test on one dispute is quick; the rest are long.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from negotiation_sim.cli.main import COMMANDS, main
from negotiation_sim.scenarios import load_scenario, resolve_scenario, shipped_scenarios

WORDS = "island|japan|tokyo|washington|moscow|kuril|russia|ussr|hokkaido|us base|putin|dulles"
WORDS += "|etorofu|kunashiri|shikotan|habomai"
WORD = re.compile(rf"\b(?:{WORDS})s?\b|northern territor", re.IGNORECASE)
NAME = re.compile(r"(?:\b|_)(?:japan|russia|islands|basing)(?:\b|_)")
"""Names of actors and issues, which may stand in a column."""

LIBRARY = 500_000
"""Letters beyond which a script of a page is a library, which knows every country by name."""

ABOUT_IT = {"kawana_1998"}
OTHERS = [one.name for one in shipped_scenarios() if one.is_dispute and one.name not in ABOUT_IT]
QUICK = "saar_1955"
FEW = ("--base-points", "8", "--trajectories", "4")
UNREAD = {"backtest", "calibrate", "check", "dashboard", "demo", "record", "validate"}
"""Commands that play no scenario of the user's choice, serve a page, or need what disputes lack."""


def numbers_of(name):
    """Two parameters in points to vary."""
    found = load_scenario(name).parameters
    drawn = [one for one in found if one.value.support[0] < one.value.support[1]]
    return [one.address for one in drawn if one.unit == "pts"][-2:]


def written_for(name, folder):
    """Experiment files: a grid, a box with a conclusion, and a sample for indices."""
    first, second = numbers_of(name)
    head = f"title: Two numbers\nquestion: What if?\nscenarios: [{name}]\nruns: 40\nseed: 1\n"
    texts = {
        "grid": f"vary:\n  grid:\n    {first}: ['*0.5', '*1']\n    {second}: ['*0.5', '*1']\n",
        "box": "vary:\n  latin_hypercube:\n    points: 24\n    seed: 1\n    parameters:\n"
        f"      {first}: {{mode: [5, 30], width: 0.25}}\n      {second}: {{mode: [5, 30], width: 0.25}}\n"
        f'conclusions:\n  often: {{say: it settles, scenario: {name}, share: "> 0.2"}}\n',
        "sample": "vary:\n  sobol:\n    points: 8\n    seed: 1\n    parameters:\n"
        f"      {first}: {{mode: [5, 30], width: 0.25}}\n      {second}: {{mode: [5, 30], width: 0.25}}\n",
    }
    paths = {}
    for kind, text in texts.items():
        paths[kind] = str(folder / f"{kind}.yaml")
        (folder / f"{kind}.yaml").write_text(head + text, encoding="utf-8")
    return paths


def commands(name, folder):
    """Every command that a user may give for a scenario."""
    arm = load_scenario(name).interventions[0].name
    exp = written_for(name, folder)
    at = {what: str(folder / what) for what in ("run", "why", "solve", "grid", "box", "sobol")}
    yield ["scenarios", "show", name]
    yield ["scenarios", "params", name]
    yield ["scenarios", "check", name]
    yield ["scenarios", "diff", name, name]
    yield ["experiments", "points", exp["grid"]]
    yield ["experiments", "check", *exp.values()]
    yield ["replay", name, "--save", str(folder / "trace.csv")]
    yield ["run", name, "--runs", "300", "--intervention", arm, "--out", at["run"]]
    yield ["run", name, "--runs", "40", "--strategies", "all"]
    yield ["run", exp["grid"], "--out", at["grid"]]
    yield ["run", exp["grid"], "--dry-run"]
    yield ["compare", at["run"]]
    yield ["explain", name, "--runs", "200", "--out", at["why"]]
    yield ["solve", name, "--runs", "40", "--out", at["solve"]]
    yield ["reach", name, "--runs", "100", "--box-points", "2", "--at-most", "1"]
    yield ["robustness", exp["box"], "--out", at["box"]]
    yield ["sensitivity", exp["sample"], *FEW, "--out", at["sobol"]]
    for what, place in at.items():
        yield ["plot", place, "--figure", "all", "--out", str(folder / f"figures_{what}")]
    for what in ("run", "grid"):
        yield ["report", at[what]]
        yield ["export", at[what], "--format", "csv,stata"]


def page(text):
    """A page without the libraries it carries."""
    return re.sub(
        r"<script[^>]*>(.*?)</script>",
        lambda found: found[0] if len(found[1]) < LIBRARY else "",
        text,
        flags=re.DOTALL,
    )


def texts(folder):
    """Every file that was written, as text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            yield path.name, page(path.read_text(encoding="utf-8"))
        elif path.suffix in (".csv", ".json", ".md", ".do", ".yaml"):
            yield path.name, path.read_text(encoding="utf-8")
        elif path.suffix == ".parquet":
            yield path.name, pd.read_parquet(path).head(400).to_csv()
        elif path.suffix == ".dta":
            with pd.io.stata.StataReader(path) as reader:
                yield path.name, f"{reader.variable_labels()} {reader.value_labels()}"


def strange(text, own):
    """Words of the first dispute that a text has and the scenario's own file has not."""
    found = {word.lower().removesuffix("s") for word in WORD.findall(text)}
    found |= {word.strip("_") for word in NAME.findall(text)}
    return {word for word in found if word not in own}


@pytest.mark.parametrize(
    "name",
    [QUICK, *(pytest.param(n, marks=pytest.mark.long) for n in OTHERS if n != QUICK)],
)
def test_no_word_of_the_first_dispute_is_in_any_output_of_another(name, tmp_path, capsys):
    own = json.dumps(resolve_scenario(name), ensure_ascii=False).lower()
    said = {}
    for words in commands(name, tmp_path):
        assert main(words) == 0, f"{words}: {capsys.readouterr()}"
        said[" ".join(words[:2])] = "".join(capsys.readouterr())
    said |= dict(texts(tmp_path))
    assert {what: found for what, text in said.items() if (found := strange(text, own))} == {}


def test_the_names_of_its_issues_do_not_make_a_dispute_one_about_the_northern_islands(
    tmp_path, capsys
):
    path, at = str(tmp_path / "falklands.yaml"), str(tmp_path / "run")
    assert main(["scenarios", "new", path]) == 0
    text = Path(path).read_text("utf-8")
    for name, other in (
        ("quota", "islands"),
        ("cheating", "base"),
        ("A shared fish stock", "Falklands"),
    ):
        text = re.sub(rf"\b{name}\b", other, text)
    Path(path).write_text(text, "utf-8")
    own = text.lower()
    capsys.readouterr()
    for words in (
        ["run", path, "--runs", "40", "--intervention", "no_aid", "--out", at],
        ["plot", at, "--figure", "all"],
        ["report", at],
        ["replay", path],
    ):
        assert main(words) == 0, f"{words}: {capsys.readouterr()}"
    told = dict(texts(tmp_path)) | {"printed": "".join(capsys.readouterr())}
    assert {"outcomes.html", "report.html"} <= set(told)
    assert "map.html" not in told
    assert {what: found for what, said in told.items() if (found := strange(said, own))} == {}


def test_every_command_is_read(tmp_path):
    assert UNREAD | {words[0] for words in commands(QUICK, tmp_path)} == set(COMMANDS)


def test_a_strange_word_is_found_and_an_own_one_is_not():
    text = "Islands that Washington and japan.norm know, in points_russia and us_basing"
    assert strange(text, "") >= {"island", "washington", "japan"}
    assert strange(text, "islands of japan") == {"washington", "russia", "basing"}
