"""Cases of closed forms: what a formula of the literature says at some arguments."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import compress
from typing import Any

from negotiation_sim.solutions.nash import nash_point
from negotiation_sim.theory.baron_ferejohn import baron_ferejohn, majority
from negotiation_sim.theory.barter import barter_trades
from negotiation_sim.theory.cases.check import EIGHT_DIGITS, EXACT, Check
from negotiation_sim.theory.crisis import bargaining_range, crisis_demand, uncertain_demand
from negotiation_sim.theory.rubinstein import (
    continuous_share,
    finite_horizon_share,
    outside_option_share,
    rubinstein_share,
)
from negotiation_sim.theory.voting_power import voting_power
from negotiation_sim.theory.win_sets import win_set_overlap, win_set_split

__all__ = [
    "barter_checks",
    "crisis_checks",
    "division_checks",
    "offer_checks",
    "power_checks",
    "win_set_checks",
]

Case = Mapping[str, Any]


def offer_checks(case: Case) -> Iterator[Check]:
    """Alternating offers on a pie: with and without end, in continuous time, beside an outside
    option.
    """
    for one in case.get("cases", ()):
        first, second = float(one["delta_proposer1"]), float(one["delta_2"])
        name, share = f"deltas {first:g}, {second:g}:", rubinstein_share(first, second)
        if "share_1" in one:
            yield Check(f"{name} share 1", one["share_1"], share, EIGHT_DIGITS)
        if "share_2" in one:
            yield Check(f"{name} share 2", one["share_2"], 1 - share, EIGHT_DIGITS)
        if "agreement_round" in one:
            yield Check(f"{name} round of agreement", one["agreement_round"], 1, EXACT)
        for rounds, wanted in one.get("finite_horizon_share_1", {}).items():
            yield Check(
                f"{name} {rounds} rounds",
                wanted,
                finite_horizon_share(int(rounds), first, second),
                EIGHT_DIGITS,
            )
    for one in case.get("continuous_limit", ()):
        yield Check(
            f"rates {one['r1']}, {one['r2']}",
            one["limit_share_1"],
            continuous_share(one["r1"], one["r2"]),
            EIGHT_DIGITS,
        )
    for one in case.get("with_outside_option", ()):
        first, second = one.get("delta_1", one.get("delta")), one.get("delta_2", one.get("delta"))
        found = outside_option_share(first, second, one["outside_option_2"])
        yield Check(
            f"delta {second}, outside option {one['outside_option_2']}",
            one["share_1"],
            found,
            EIGHT_DIGITS,
        )


def division_checks(case: Case) -> Iterator[Check]:
    """Legislative bargaining at any quota."""
    for one in case["cases"]:
        members = int(one["n"])
        found = baron_ferejohn(members, _quota(one), float(one["delta"]))
        name = f"{members} members, delta {one['delta']}, {one.get('rule', 'quota')}:"
        yield Check(f"{name} proposer", one["proposer"], found.proposer, EIGHT_DIGITS)
        if "each_paid_member" in one:
            yield Check(
                f"{name} each paid member", one["each_paid_member"], found.paid, EIGHT_DIGITS
            )
        if "paid_members" in one:
            yield Check(f"{name} paid members", one["paid_members"], found.paid_members, EXACT)


def _quota(one: Case) -> int:
    """Votes needed: as a number of the case, as its rule says, or one more than it says are
    paid.
    """
    for key in ("q", "quota", "votes_needed", "votes"):
        if key in one:
            return int(one[key])
    rule, members = str(one.get("rule", "")).lower(), int(one["n"])
    if "unanimity" in rule:
        return members
    if "simple majority" in rule:
        return majority(members)
    if part := re.search(r"(\d+)\s*/\s*(\d+)", rule):
        return math.ceil(Fraction(int(part[1]), int(part[2])) * members)
    if number := re.search(r"(?:q(?:uota)?\s*[=:]?\s*(\d+))|(\d+)\s*(?:of \d+|votes)", rule):
        return int(number[1] or number[2])
    if "paid_members" in one:
        return int(one["paid_members"]) + 1
    raise ValueError(f"rule {rule!r}, expected unanimity, simple majority, or a quota")


def crisis_checks(case: Case) -> Iterator[Check]:
    """Demands before a war, the other's cost known or not."""
    for one in case.get("complete_information", ()):
        odds, costs = float(one["p"]), (float(one["cost_A"]), float(one["cost_B"]))
        name, found = (
            f"p {odds:g}, costs {costs[0]:g} and {costs[1]:g}:",
            crisis_demand(odds, *costs),
        )
        if "bargaining_range" in one:
            yield Check(
                f"{name} range",
                one["bargaining_range"],
                list(bargaining_range(odds, *costs)),
                EIGHT_DIGITS,
            )
        if "take_it_or_leave_it_demand_by_A" in one:
            yield Check(
                f"{name} demand", one["take_it_or_leave_it_demand_by_A"], found.share, EIGHT_DIGITS
            )
        if "war" in one:
            yield Check(f"{name} war", one["war"], found.war > 0, EXACT)
    for one in case.get("incomplete_information_uniform_cost", {}).get("cases", ()):
        odds, cost, most = (
            float(one["p_A_wins"]),
            float(one["cost_A"]),
            float(one["cost_B_uniform_0_to"]),
        )
        name, found = (
            f"p {odds:g}, cost {cost:g}, other's up to {most:g}:",
            uncertain_demand(odds, cost, most),
        )
        pairs = {"optimal_demand_A": found.share, "war_probability": found.war, "EU_A": found.worth}
        for key in (key for key in pairs if key in one):
            yield Check(f"{name} {key}", one[key], pairs[key], EIGHT_DIGITS)


def power_checks(case: Case) -> Iterator[Check]:
    """Voting power: Shapley–Shubik as fractions and as numbers, Banzhaf as swings and
    normalised.
    """
    for number, one in enumerate(case["cases"]):
        name, found = (
            one.get("game", f"game {number + 1}"),
            voting_power(one["weights"], one["quota"]),
        )
        if "shapley_exact" in one:
            wanted = [str(Fraction(str(share))) for share in one["shapley_exact"]]
            yield Check(
                f"{name}: Shapley-Shubik exactly",
                wanted,
                [str(share) for share in found.shapley_shubik],
                EXACT,
            )
        if "shapley_shubik" in one:
            yield Check(
                f"{name}: Shapley-Shubik",
                one["shapley_shubik"],
                [float(share) for share in found.shapley_shubik],
                EIGHT_DIGITS,
            )
        if "banzhaf_swings" in one:
            yield Check(f"{name}: swings", one["banzhaf_swings"], list(found.swings), EXACT)
        if "banzhaf_normalised" in one:
            yield Check(
                f"{name}: Banzhaf",
                one["banzhaf_normalised"],
                [float(share) for share in found.banzhaf],
                EIGHT_DIGITS,
            )


def win_set_checks(case: Case) -> Iterator[Check]:
    """Overlap of two win-sets on a line and the split of what is between."""
    for one in case["cases"]:
        least, most = float(one["A_ratifies_if_x_at_least"]), float(one["B_ratifies_if_x_at_most"])
        zone, name = (
            win_set_overlap([(least, 1.0), (0.0, most)]),
            f"A from {least:g}, B to {most:g}:",
        )
        if "win_sets_overlap" in one:
            yield Check(f"{name} overlap", one["win_sets_overlap"], zone is not None, EXACT)
        if "zone" in one:
            yield Check(f"{name} zone", one["zone"], zone and list(zone), EIGHT_DIGITS)
        if "symmetric_nash_split" in one:
            yield Check(
                f"{name} split",
                one["symmetric_nash_split"],
                win_set_split(least, most),
                EIGHT_DIGITS,
            )


def barter_checks(case: Case) -> Iterator[Check]:
    """Nash's barter: who gives what, what both gain, and the second best."""
    expected, found = case["expected"], _bartered(case)
    for key in (key for key in found if key in expected):
        wanted = sorted(expected[key]) if isinstance(expected[key], list) else expected[key]
        yield Check(key.replace("_", " "), wanted, found[key], EIGHT_DIGITS)
    if "initial_utilities" in case:
        own = {
            who: sum(good[f"u_{who}"] for good in case[f"{who}_goods"]) for who in ("bill", "jack")
        }
        yield Check("initial utilities", case["initial_utilities"], own, EIGHT_DIGITS)


def _bartered(case: Case) -> dict[str, object]:
    """The Nash point of a barter, and the next best product of gains."""
    goods, mine = [*case["bill_goods"], *case["jack_goods"]], len(case["bill_goods"])
    worth = [[good["u_bill"], good["u_jack"]] for good in goods]
    moved, gains = barter_trades(worth, [0] * mine + [1] * (len(goods) - mine))
    point = nash_point(gains, [0.0, 0.0])
    names, moves = [good["good"] for good in goods], moved[point.outcome].tolist()
    products = gains[(gains >= 0).all(axis=1)].prod(axis=1)
    return {
        "bill_gives": sorted(compress(names[:mine], moves[:mine])),
        "jack_gives": sorted(compress(names[mine:], moves[mine:])),
        "gains": dict(zip(("bill", "jack"), gains[point.outcome].tolist(), strict=True)),
        "nash_product": point.value,
        "second_best_product": float(products[products < point.value].max(initial=0.0)),
    }
