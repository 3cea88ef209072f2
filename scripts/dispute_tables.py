"""Write the tables of docs/disputes.md and docs/model/backtest.md: what the shipped disputes and
the coded ones give.

    python scripts/dispute_tables.py          write them
    python scripts/dispute_tables.py --check  say what differs, exit code 1 if anything does

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``; everything else on a
page is left as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from negotiation_sim.analysis.backtest import Backtest, backtest
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.experiments.batch import run_study
from negotiation_sim.experiments.coded import Sampling, coded_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.report.numbers import interval, share, signed
from negotiation_sim.scenarios import (
    NamedScenario,
    build_scenario,
    load_scenario,
    resolve_scenario,
    shipped_scenarios,
)
from negotiation_sim.scenarios.coded import CLASSES, read_coded, shipped_coded
from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping

DOCS = Path(__file__).parents[1] / "docs"
PAGES = (DOCS / "disputes.md", DOCS / "model" / "backtest.md")
BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)

RUNS, SEED = 20_000, 1
SAMPLING = Sampling()

WITHOUT_STATUS = {
    "menu": {"deal": ["none", "shelved", "renounced", "split", "cession"]},
    "settlement": {"label": "settled by transfer", "when": {"deal": ["split", "cession"]}},
}
SHELVED_WORTH_MORE = {
    "scores": {
        "closeness": {
            "deal": {"shelved": 0.8, "renounced": 1, "status": 1, "split": 1, "cession": 1}
        },
        "paid": {"deal": {"shelved": 1, "status": 0.5, "split": 1, "cession": 1}},
    }
}
RECONSIDERED: Mapping[str, tuple[Mapping[str, object], str, str]] = {
    "1": (
        {},
        "as anchored on the numbers of the dispute the model was first written for",
        "kept",
    ),
    "2": (
        SHELVED_WORTH_MORE,
        "a shelved territory is worth .8 of an agreement (not .5) and is paid in full: Japan and South Korea got most of what they wanted in 1965",
        "dropped: no better where it was meant to help",
    ),
    "3": (
        WITHOUT_STATUS,
        "no special status on the table, since one dispute of the dozen has one",
        "dropped: worse",
    ),
}
"""What was tried on the dozen: changes of the template, why, and what became of it."""


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    rows = [head, ["---"] * len(head), *lines]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def hits() -> str:
    """What every shipped dispute gives, hit or miss."""
    lines, total, struck = [], 0, 0
    for one in shipped_scenarios():
        scenario = load_scenario(one.name)
        if not one.is_dispute or scenario.observed is None:
            continue
        compiled = compile_scenario(scenario)
        counts = np.bincount(
            compiled.class_of(run_ensemble(compiled, SEED, 0, RUNS)),
            minlength=len(scenario.classes),
        )
        names = [rule.name for rule in scenario.classes]
        recorded, usual = names.index(scenario.observed.outcome_class), int(counts.argmax())
        hit, total = recorded == usual, total + 1
        struck += hit
        lines.append(
            [
                f"`{one.name}`",
                scenario.classes[recorded].label,
                share(counts[recorded] / RUNS),
                "hit" if hit else "miss",
                "" if hit else f"{scenario.classes[usual].label} ({share(counts[usual] / RUNS)})",
            ]
        )
    head = ["dispute", "what happened", "its share of runs", "most frequent?", "what is instead"]
    last = f"\nHits: {struck} of {total}. {RUNS:,} runs each, seed {SEED}.\n"
    return table(head, lines) + last


def mapping_lines() -> str:
    """Every line of the mapping with the full strength of its parameter and its reason."""
    template = load_scenario("coded")
    lines = []
    for line in read_mapping(shipped_mapping()).lines:
        low, high = template.parameter(line.parameter).value.support
        mode = template.parameter(line.parameter).value.mode
        full = f"{mode:g}" if low == high else f"{low:g}, {mode:g}, {high:g}"
        lines.append([f"`{line.parameter}`", full, f"`{line.formula}`", line.reason])
    return table(["parameter", "at full strength", "times", "reason"], lines)


def clause_lines() -> str:
    """What every word of a security clause is worth."""
    rows = pd.read_csv(shipped_mapping())
    words = rows[rows["parameter"].str.startswith("clause=")]
    lines = [
        [f"`{row['parameter'].removeprefix('clause=')}`", f"{row['factor']}", row["reason"]]
        for row in words.to_dict("records")
    ]
    return table(["word", "`clause`", "reason"], lines)


@cache
def played(number: str) -> Backtest:
    """The backtest of the dozen under one version of the template."""
    changes, _, _ = RECONSIDERED[number]
    data = {**resolve_scenario("coded")}
    for section, change in changes.items():
        if section == "scores":
            data[section] = {**data[section], **change}
        else:
            data[section] = change
    if number == "3":
        data["classes"] = [
            {**rule, "when": {"deal": ["split", "cession"]}} if rule["class"] == "SETTLED" else rule
            for rule in data["classes"]
        ]
    template = NamedScenario("coded", data, build_scenario(data, "coded"))
    disputes, mapping = read_coded(shipped_coded()), read_mapping(shipped_mapping())
    study = coded_study(template, disputes, mapping, SAMPLING)
    with TemporaryDirectory() as folder:
        tallies = run_study(study, folder, how=Execution(tallies=True)).tallies()
    return backtest(tallies, disputes, mapping)


def coded_disputes() -> str:
    """What the model gives for every coded dispute, and all of them."""
    forecasts = played("1").forecasts
    mine = forecasts[forecasts["forecaster"] == "model"]
    lines = [
        [
            row["id"],
            row["case"],
            *(share(row[name]) for name in CLASSES),
            interval(row["low"], row["high"]),
            row["happened"].lower(),
            share(row[row["happened"]]),
        ]
        for row in mine.to_dict("records")
    ]
    means = [share(mine[name].mean()) for name in CLASSES]
    rates = [share((mine["happened"] == name).mean()) for name in CLASSES]
    lines += [["", "all, mean", *means, "", "", ""], ["", "what happened", *rates, "", "", ""]]
    names = [name.lower() for name in CLASSES]
    head = ["id", "dispute", *names, "settled, over readings", "what happened", "its share"]
    return table(head, lines)


def scores() -> str:
    """Scores of every forecaster with intervals."""
    lines = []
    for row in played("1").scores.to_dict("records"):
        cells = [
            f"{number(row[name])} [{interval(row[f'{name}_low'], row[f'{name}_high'], number)}]"
            if row[name] == row[name]
            else "–"
            for name, number in (
                ("brier", share),
                ("more", signed),
                ("log", signed),
                ("auc", share),
            )
        ]
        lines.append([row["forecaster"], *cells])
    return table(["forecaster", "Brier", "Brier above base rate", "log", "AUC of settled"], lines)


def reconsidered() -> str:
    """What was tried on the dozen, with scores of the full model."""
    lines = []
    for number, (_, why, fate) in RECONSIDERED.items():
        row = played(number).scores.iloc[0]
        lines.append(
            [number, why, share(row["brier"]), signed(row["log"]), share(row["auc"]), fate]
        )
    return table(["", "mapping and template", "Brier", "log", "AUC", ""], lines)


def calibration() -> str:
    """Said and settled, by bins."""
    found = played("1").calibration
    lines = [
        [
            str(row["n"]),
            share(row["said"]),
            f"{share(row['share'])} [{interval(row['low'], row['high'])}]",
        ]
        for row in found[found["forecaster"] == "model"].to_dict("records")
    ]
    return table(["disputes", "P(settled) said, mean", "share that settled"], lines)


TABLES: Mapping[str, Callable[[], str]] = {
    "hits": hits,
    "mapping": mapping_lines,
    "clauses": clause_lines,
    "coded": coded_disputes,
    "scores": scores,
    "calibration": calibration,
    "reconsidered": reconsidered,
}


def rewritten(page: str, only: Iterable[str] = tuple(TABLES)) -> str:
    """The page with its tables made anew."""
    wanted = set(only)
    return BLOCK.sub(
        lambda m: f"{m[1]}\n{TABLES[m[2]]()}\n{m[3]}" if m[2] in wanted else m[0], page
    )


def main() -> int:
    stale = 0
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = rewritten(old)
        if "--check" in sys.argv[1:]:
            stale += old != new
            print(f"{page.name}: {'current' if old == new else 'stale'}")
        else:
            page.write_text(new, encoding="utf-8")
    return int(stale > 0)


if __name__ == "__main__":
    sys.exit(main())
