"""Seconds for every solution of 3,000 outcomes and for the stabilities of 200 states."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import numpy as np

from negotiation_sim import solutions as s
from negotiation_sim import theory

ROUNDS = 3


def timed(name, call):
    seconds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        call()
        seconds.append(perf_counter() - start)
    print(f"{name:60} {median(seconds):8.4f} s")


def option_form(rng, n, options_each, size):
    names = [f"dm{i}" for i in range(n)]
    directions = rng.choice(["both", "take", "drop"], n * options_each)
    options = [
        s.Option(f"o{k}", names[k // options_each], directions[k]) for k in range(n * options_each)
    ]
    spelled = ["".join("YN"[bit] for bit in bits) for bits in np.ndindex(*[2] * len(options))]
    states = sorted(rng.choice(spelled, size, replace=False).tolist())
    return s.GraphModel.from_options(
        names, options, states, {name: rng.permutation(size) for name in names}
    )


def chain(size):
    """The slowest to search: the way from end to end takes every move, in turns."""
    names = [f"dm{i}" for i in range(5)]
    moves = {
        name: {str(k): [str(k + 1)] for k in range(size - 1) if k % 5 == i}
        for i, name in enumerate(names)
    }
    return s.GraphModel.from_moves(
        names, [str(k) for k in range(size)], moves, {name: np.arange(size) for name in names}
    )


def main():
    rng = np.random.default_rng(1)
    for parties in (2, 3):
        table, d = rng.uniform(0, 1, (3000, parties)), np.full(parties, 0.1)
        timed(f"3,000 outcomes, {parties} parties: Pareto set", lambda t=table: s.pareto_set(t))
        for solve in (
            s.nash_point,
            s.kalai_smorodinsky_point,
            s.egalitarian_point,
            s.utilitarian_point,
        ):
            timed(
                f"3,000 outcomes, {parties} parties: {solve.__name__}",
                lambda f=solve, t=table, x=d: f(t, x),
            )
        timed(
            f"3,000 outcomes, {parties} parties: 48 alternating offers",
            lambda t=table, x=d: s.spe_offers(t, x, 48),
        )
    pairs = rng.uniform(0, 1, (3000, 2))
    timed("3,000 outcomes: Zeuthen's path", lambda: s.zeuthen_path(pairs, [0, 0]))
    timed("3,000 outcomes: 48 quantal offers", lambda: theory.aqre(pairs, [0, 0], 48, 10.0))
    for name, model in (
        ("2 decision makers, 4 options each", option_form(rng, 2, 4, 200)),
        ("4 decision makers, 2 options each", option_form(rng, 4, 2, 200)),
        ("5 decision makers in a chain", chain(200)),
    ):
        for concept in s.CONCEPTS:
            timed(f"200 states, {name}: {concept}", lambda m=model, c=concept: s.stabilities(m, c))
        timed(
            f"200 states, {name}: all four",
            lambda m=model: [s.stabilities(m, c) for c in s.CONCEPTS],
        )


if __name__ == "__main__":
    main()
