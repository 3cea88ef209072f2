"""How much fewer runs would do, if one kind of luck were integrated out of every run.

    python benchmarks/variance.py [--runs 600] [--deals 10]

A run's class is 0 or 1; its expectation over one kind of luck, the rest of the run's luck held, varies
less from run to run. The ratio of both variances bounds from above what conditional Monte Carlo over
that luck can gain: it counts the expectation as free. Runs are played with the luck dealt anew
several times, and the variance between runs is freed of that within them.
"""

from __future__ import annotations

import argparse

import numpy as np

from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.model.records import Talks
from negotiation_sim.model.run.assessment import foresee, open_talks
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.run.step import HORIZON, step
from negotiation_sim.model.streams import stream_key, uniform
from negotiation_sim.model.third_party import stance
from negotiation_sim.model.walk_out import patience
from negotiation_sim.scenarios import load_scenario

EPISODES = ("1956", "2018", "2022")
LUCK = {
    "moods of ratification": ("mood",),
    "Washington's stance": ("stance",),
    "the hazard of breaking off": ("patience",),
    "all three": ("mood", "stance", "patience"),
}
LEAST = 0.01
"""Classes rarer than this say nothing about variance."""


def deal_again(talks: Talks, kinds: tuple[str, ...], key: int) -> None:
    """Some kinds of a run's luck from another key."""
    dispute = talks.dispute
    for a in range(dispute.n_principals):
        standing, brief = talks.standings[a], talks.briefs[a]
        if "mood" in kinds:
            standing.mood = uniform(key, brief.mood_place)
        if "patience" in kinds:
            standing.patience = patience(uniform(key, brief.patience_place))
    if "stance" in kinds:
        for m in range(dispute.n_thirds):
            brief = talks.briefs[dispute.n_principals + m]
            noise = talks.state.values[brief.noise]
            talks.state.stance[m] = stance(uniform(key, brief.stance_place), noise)


def classes(compiled: Compiled, kinds: tuple[str, ...], runs: int, deals: int) -> np.ndarray:
    """Class of every run under every deal of the luck, shape (runs, deals)."""
    talks, found = plain_talks(compiled), np.zeros((runs, deals), int)
    rows = np.zeros(1, [("in_force", "i2"), ("termination", "i1"), ("failed", "?")])
    for run in range(runs):
        for again in range(deals):
            deal(talks, stream_key(1, run))
            deal_again(talks, kinds, stream_key(2, run * deals + again))
            foresee(talks)
            open_talks(talks)
            while talks.state.termination == HORIZON and talks.state.steps < talks.dispute.n_steps:
                step(talks)
            state = talks.state
            rows[0] = (state.in_force, state.termination, state.failed)
            found[run, again] = compiled.class_of(rows)[0]
    return found


def ratio(shown: np.ndarray) -> float:
    """Variance of a run over that of its expectation, from shape (runs, deals) of 0 and 1."""
    deals = shown.shape[1]
    within = shown.var(axis=1, ddof=1).mean()
    between = shown.mean(axis=1).var(ddof=1) - within / deals
    return float((between + within) / max(between, 1e-9))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=600)
    parser.add_argument("--deals", type=int, default=10)
    asked = parser.parse_args()
    print("| luck integrated out | episode | class: share, variance ratio at most |\n|---|---|---|")
    for words, kinds in LUCK.items():
        for name in EPISODES:
            compiled = compile_scenario(load_scenario(name))
            found = classes(compiled, kinds, asked.runs, asked.deals)
            told = []
            for code, rule in enumerate(compiled.scenario.classes):
                share = (found == code).mean()
                if LEAST < share < 1 - LEAST:
                    told.append(f"{rule.name.lower()}: {share:.2f}, {ratio(found == code):.1f}")
            print(f"| {words} | {name} | {'; '.join(told)} |", flush=True)


if __name__ == "__main__":
    main()
