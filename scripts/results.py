"""Write the tables of docs/results.md and of the README: what the shipped episodes give.

    python scripts/results.py                    write them
    python scripts/results.py --only patterns    only some of them, by name

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``; everything else on a
page is left as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
from dispute_tables import BLOCK, table

from negotiation_sim.analysis.calibration_box import Box
from negotiation_sim.analysis.dial import dial_curve
from negotiation_sim.analysis.record import record_table
from negotiation_sim.analysis.summary import settled_of
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.engines.trace import Act
from negotiation_sim.experiments.batch import run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import Study
from negotiation_sim.report.numbers import interval, share, signed
from negotiation_sim.scenarios import (
    build_scenario,
    load_experiment,
    load_scenario,
    parse_override,
    resolve_scenario,
)

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "docs" / "results.md", ROOT / "README.md")
EPISODES = ("1956", "2018", "2022")
RUNS, FEWER, SEED = 100_000, 2_000, 1
ENOUGH = 40_000
"""Runs of every intervention."""

Data = dict[str, Any]


@cache
def episode(name: str) -> Scenario:
    return load_scenario(name)


def rows(scenario: Scenario, runs: int) -> np.ndarray:
    return run_ensemble(compile_scenario(scenario), SEED, 0, runs)


def settled(scenario: Scenario, runs: int) -> float:
    return float(np.isin(rows(scenario, runs)["in_force"], scenario.settlement).mean())


def changed(name: str, *sets: str) -> Scenario:
    scenario = episode(name)
    for text in sets:
        scenario = scenario.changed(parse_override(text, scenario))
    return scenario


@cache
def settled_under(name: str, arm: str) -> float:
    """Of an episode under an intervention, or as it is."""
    scenario = episode(name)
    return settled(scenario.changed(scenario.intervention(arm)) if arm else scenario, ENOUGH)


@cache
def played(experiment: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Settlements of every cell of an experiment, and its curve where it is a dial."""
    with TemporaryDirectory() as folder:
        results: Results = run_study(
            Study.of(load_experiment(experiment)), folder, how=Execution(tallies=True)
        )
        dial = dial_curve(results) if experiment in ("sovereignty", "tension") else pd.DataFrame()
        return settled_of(results), dial


# ---------------------------------------------------------------------------- tables


def patterns() -> str:
    """Wanted beside obtained."""
    lines = [
        [
            f"{name} `{one['pattern']}`",
            one["label"],
            one["recorded"] or ("no" if one["happened"] is False else ""),
            interval(one["wanted_low"], one["wanted_high"]),
            share(one["share"]),
            one["median"],
            "" if one["met"] else "**missed**",
        ]
        for name in EPISODES
        for one in record_table(episode(name), name, SEED, RUNS).to_dict("records")
    ]
    return table(["", "pattern", "on record", "wanted", "share", "median month", ""], lines)


def endings() -> str:
    """Classes of each episode, with the entropy of each."""
    lines = []
    for name in EPISODES:
        scenario = episode(name)
        compiled = compile_scenario(scenario)
        counts = np.bincount(
            compiled.class_of(rows(scenario, RUNS)), minlength=len(scenario.classes)
        )
        told = counts[counts > 0] / counts.sum()
        entropy = float(-(told * np.log2(told)).sum())
        observed = scenario.observed.outcome_class if scenario.observed else ""
        order = np.argsort(-counts, kind="stable")[:4]
        said = "; ".join(
            f"{scenario.classes[i].label} {share(counts[i] / counts.sum())}"
            + (" ◆" if scenario.classes[i].name == observed else "")
            for i in order
            if counts[i]
        )
        lines.append([name, said, f"{entropy:.1f}", share(repeated(name))])
    return table(
        ["", "how the talks end (◆ what happened)", "entropy, bits", "repeated offers"], lines
    )


def repeated(name: str, runs: int = 300) -> float:
    """Share of offers that the same side has made before in the run."""
    offers = again = 0
    for run in range(runs):
        seen: set[tuple[Any, int]] = set()
        for move in replay(episode(name), SEED, run).moves:
            if move.act is Act.OFFER:
                offers += 1
                again += (move.actor, move.outcome) in seen
                seen.add((move.actor, move.outcome))
    return again / offers if offers else 0.0


ARMS = tuple(load_experiment("kept_set").interventions)


HEADLINE_ARMS = (
    "no_threat",
    "binding_guarantee",
    "sovereign_japan",
    "japan_norm_halved",
    "norms_halved",
    "norms_halved+binding_guarantee",
)


def headlines() -> str:
    """The same for the README, of a few interventions."""
    return interventions(HEADLINE_ARMS)


def interventions(arms: Sequence[str] = ARMS) -> str:
    """Share of settlements at the shipped numbers, and over the kept set."""
    kept, _ = played("kept_set")
    lines = []
    for arm in ("", *arms):
        cells = []
        label = ""
        for name in EPISODES:
            known = {change.name for change in episode(name).interventions}
            if not all(part in known for part in arm.split("+") if part):
                cells.append("–")
                continue
            if arm:
                label = episode(name).intervention(arm).label
            mine = kept[
                (kept["scenario"].astype(str) == name)
                & (kept["intervention"].astype(str) == (arm or "baseline"))
                & (kept["point"] > 0)
            ]["share"]
            band = f"{share(mine.median())} [{interval(*np.quantile(mine, [0.1, 0.9]))}]"
            cells.append(f"{share(settled_under(name, arm))}; {band}")
        lines.append([label or "nothing is changed", *cells])
    return table(["what is changed", *EPISODES], lines)


def effects_over_kept() -> str:
    """At how many of the kept points a change makes settlement likelier by 5 points or more."""
    kept, _ = played("kept_set")
    wide = kept[kept["point"] > 0].pivot_table(
        index=["scenario", "point"], columns="intervention", values="share", observed=True
    )
    lines = []
    for arm in ARMS:
        cells = []
        for name in EPISODES:
            mine = wide.loc[name]
            if arm not in mine or mine[arm].isna().all():
                cells.append("–")
                continue
            effect = mine[arm] - mine["baseline"]
            span = interval(effect.min(), effect.max(), signed)
            cells.append(f"{share(float((effect >= 0.05).mean()))}; {span}")
        lines.append([f"`{arm}`", *cells])
    return table(["what is changed", *EPISODES], lines)


def _dial(name: str) -> str:
    _, curve = played(name)
    lines = [
        [
            str(scenario),
            *(
                f"{share(one['share'])} [{interval(one['low'], one['high'])}]"
                for one in mine.to_dict("records")
            ),
        ]
        for scenario, mine in curve.groupby("scenario", sort=False)
    ]
    return table(["", *(f"{x:g}" for x in sorted(curve["x"].unique()))], lines)


def sovereignty() -> str:
    """Settlements over Tokyo's freedom to say no."""
    return _dial("sovereignty")


def tension() -> str:
    """Settlements over the tension between Washington and Moscow."""
    return _dial("tension")


def three_agreements() -> str:
    """Settlements as Washington signs."""
    found, _ = played("three_agreements")
    study = Study.of(load_experiment("three_agreements"))
    lines = []
    for arm in study.arms:
        mine = found[found["intervention"].astype(str) == arm].set_index("scenario")["share"]
        label = study.arm_label(0, arm) or "nothing is changed"
        lines.append([label, *(share(float(mine[name])) for name in EPISODES)])
    return table(["what is changed", *EPISODES], lines)


# ---------------------------------------------------------------------------- ablation


def _drop(*path: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        for key in path[:-1]:
            data = data.get(key, {})
        data.pop(path[-1], None)

    return change


def _put(value: Any, *path: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


def _no_promise(data: Data) -> None:
    data["forbid"] = [*data["forbid"], {"status": ["process", "declaration"], "islands": "two"}]
    data["classes"] = [one for one in data["classes"] if one["class"] != "DECLARATION"]
    data["observed"]["class"] = "DECLARATION_EMPTY"


def _no_injury(data: Data) -> None:
    for event in data.get("events", {}).values():
        event.pop("injures", None)


def _no_opening_event(data: Data) -> None:
    data.get("events", {}).pop("singapore", None)


def _same(address: str, other: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data["params"][address]["value"] = data["params"][other]["value"]

    return change


RULES: Mapping[str, tuple[tuple[str, ...], Callable[[Data], None]]] = {
    "rounds": (EPISODES, _drop("calendar", "rounds")),
    "a declaration may promise two islands": (("1956",), _no_promise),
    "a declaration without a promise offends the norm": (
        ("1956",),
        _put(0, "scores", "empty", "status", "declaration"),
    ),
    "a broken promise costs": (EPISODES, _put(0, "params", "russia.renege", "value")),
    "Moscow's own pace": (("1956",), _same("russia.beta", "japan.beta")),
    "the opening falls in Singapore": (("2018",), _no_opening_event),
    "opening by level": (EPISODES, _drop("protocol", "opening_issue")),
    "the lesser text waits": (EPISODES, _drop("protocol", "lesser_text")),
    "offers count own points a little": (EPISODES, _drop("protocol", "offer_points")),
    "an accord on talks is bargained": (EPISODES, _drop("protocol", "accord")),
    "hope in the prospect": (EPISODES, _drop("protocol", "prospect")),
    "an accord names a basis": (EPISODES, _put(0, "scores", "basis", "status", "process")),
    "breaking off answers an injury": (("2022",), _no_injury),
    "the claimant needs the channel more": (
        EPISODES,
        _same("japan.channel_value", "russia.channel_value"),
    ),
    "Washington's vigilance": (EPISODES, _put(0, "params", "us.vigilance", "value")),
    "the threat is confidential": (
        EPISODES,
        _put(False, "levers", "us.threat", "confidential"),
    ),
    "the threat is not sure": (EPISODES, _put(1, "params", "us.credibility", "value")),
    "a treaty is worth its finality": (
        EPISODES,
        _put(
            dict.fromkeys(("none", "two", "two_plus", "two_talks", "four_phased", "four"), 1),
            "scores",
            "finality",
            "islands",
        ),
    ),
    "title first": (("2018", "2022"), _put(0, "params", "russia.rank_cost", "value")),
    "(added) a text just refused is held back": (EPISODES, _put(True, "protocol", "hold_back")),
}


FAR = 0.1
"""A pattern whose share moves by so much without a rule leans on it."""


def ablation() -> str:
    """Patterns that leave, or enter, their range without a rule, or move far inside it."""
    before = {name: _met(episode(name), name) for name in EPISODES}
    lines = []
    for rule, (names, change) in RULES.items():
        lost, moved, won = [], [], []
        for name in names:
            data = deepcopy(dict(resolve_scenario(name)))
            change(data)
            after = _met(build_scenario(data, name), name)
            for pattern, (met, value) in before[name].items():
                now, then = after[pattern]
                told = f"{pattern} {share(value)} → {share(then)}"
                if met and not now:
                    lost.append(told)
                elif now and not met:
                    won.append(told)
                elif abs(then - value) >= FAR:
                    moved.append(told)
        lines.append([rule, "; ".join(lost) or "none", "; ".join(moved), "; ".join(won)])
    heads = ["without", "patterns that break", "patterns that move by .1 or more", "that mend"]
    return table(heads, lines)


def _met(scenario: Scenario, name: str) -> dict[str, tuple[bool, float]]:
    found = record_table(scenario, name, SEED, FEWER)
    return {one["pattern"]: (one["met"], one["share"]) for one in found.to_dict("records")}


# ---------------------------------------------------------------------------- tornado


def _effect(arm: str) -> Callable[[Callable[[str], Scenario]], float]:
    def measure(made: Callable[[str], Scenario]) -> float:
        return settled(made(arm), FEWER) - settled(made(""), FEWER)

    return measure


def _pattern(name: str, pattern: str) -> Callable[[Callable[[str], Scenario]], float]:
    return lambda made: _met(made(""), name)[pattern][1]


HEADLINES: Mapping[str, tuple[str, Callable[[Callable[[str], Scenario]], float]]] = {
    "1956: treaty with islands": ("1956", lambda made: settled(made(""), FEWER)),
    "1956: effect of no threat": ("1956", _effect("no_threat")),
    "1956: effect of half the norm": ("1956", _effect("japan_norm_halved")),
    "2018: half the norms and a guarantee": (
        "2018",
        lambda made: settled(made("norms_halved+binding_guarantee"), FEWER),
    ),
    "2022: Moscow breaks off": ("2022", _pattern("2022", "22b")),
}
STRUCTURE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "two islands give up .7 / .9 of the claim": {
        "low": ("scores.renounced.two=0.7",),
        "high": ("scores.renounced.two=0.9",),
    },
    "windows ¾ / 1¼ as long": {
        "low": ("japan.window=*0.75", "russia.window=*0.75"),
        "high": ("japan.window=*1.25", "russia.window=*1.25"),
    },
}
ENDS = {
    "1956": ("1956-09", "1957-06"),
    "2018": ("2020-06", "2021-06"),
    "2022": ("2022-09", "2023-06"),
}
MENUS = {
    "1956": "menu.islands=none,two,two_plus,two_talks,four",
    "2018": "menu.islands=none,two,four",
    "2022": "menu.islands=none,two,four",
}
MOST = 14


def tornado() -> str:
    """Headlines at the ends of the ranges of structure and of every number of the box."""
    found: dict[str, list[str]] = {}
    sizes: dict[str, float] = {}
    for column, (name, measure) in enumerate(HEADLINES.values()):
        middle = measure(_world(name))
        for label, sets in _settings(name):
            ends = [measure(_world(name, *one)) for one in sets]
            cells = found.setdefault(label, ["–"] * len(HEADLINES))
            cells[column] = " / ".join(share(x) if x >= 0 else signed(x) for x in ends)
            sizes[label] = max(sizes.get(label, 0.0), *(abs(x - middle) for x in ends))
        found.setdefault("(as shipped)", ["–"] * len(HEADLINES))[column] = (
            share(middle) if middle >= 0 else signed(middle)
        )
    first = [label for label in found if label in {*STRUCTURE, *EXTRA}]
    rest = sorted(
        (label for label in found if label not in {*first, "(as shipped)"}),
        key=lambda label: -sizes[label],
    )[:MOST]
    lines = [[label, *found[label]] for label in ("(as shipped)", *first, *rest)]
    return table(["low / high", *HEADLINES], lines)


EXTRA = (
    "calendar ends some months earlier / later",
    "menu with two-plus (1956), with two or four only (2018, 2022)",
)


def _settings(name: str) -> list[tuple[str, Sequence[tuple[str, ...]]]]:
    found: list[tuple[str, Sequence[tuple[str, ...]]]] = [
        (label, (ends["low"], ends["high"])) for label, ends in STRUCTURE.items()
    ]
    found.append((EXTRA[0], tuple((f"calendar.end={end}",) for end in ENDS[name])))
    found.append((EXTRA[1], ((MENUS[name],),)))
    box = Box.of(load_experiment("plausible_box"), FEWER, SEED)
    low, high = box.ends
    for i, address in enumerate(box.addresses):
        if address.startswith("scores.renounced"):
            continue
        texts = []
        for end in (low[i], high[i]):
            point = box.prior.copy()
            point[i] = end
            texts.append(_mine(box.overrides(point), name, address))
        if all(texts):
            found.append((f"`{address}` {low[i]:g} / {high[i]:g}", tuple(texts)))
    return found


def _mine(overrides: Mapping[str, str], name: str, address: str) -> tuple[str, ...]:
    """What of a point's overrides belongs to one coordinate and one episode."""
    plain = {part.strip().rpartition("/")[2] for part in address.split(",")}
    found = []
    for written, text in overrides.items():
        prefix, _, bare = written.rpartition("/")
        if bare in plain and (not prefix or name in prefix.split("+")):
            found.append(f"{bare}={text}")
    return tuple(found)


def _world(name: str, *sets: str) -> Callable[[str], Scenario]:
    def made(arm: str) -> Scenario:
        scenario = changed(name, *sets)
        return scenario.changed(scenario.intervention(arm)) if arm else scenario

    return made


# ---------------------------------------------------------------------------- pages

TABLES: Mapping[str, Callable[[], str]] = {
    "patterns": patterns,
    "endings": endings,
    "interventions": interventions,
    "headlines": headlines,
    "effects_over_kept": effects_over_kept,
    "sovereignty": sovereignty,
    "tension": tension,
    "three_agreements": three_agreements,
    "ablation": ablation,
    "tornado": tornado,
}


def main() -> int:
    chosen = sys.argv[sys.argv.index("--only") + 1 :] if "--only" in sys.argv else list(TABLES)
    for name in chosen:
        made = TABLES[name]()
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            page.write_text(BLOCK.sub(partial(_block, name, made), text), encoding="utf-8")
        print(name, flush=True)
    return 0


def _block(name: str, made: str, found: re.Match[str]) -> str:
    return f"{found[1]}\n{made}\n{found[3]}" if found[2] == name else found[0]


if __name__ == "__main__":
    sys.exit(main())
