"""What `sensitivity` found: the answer in words, and the tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from negotiation_sim.analysis.sensitivity import Asked, Sensitivity
from negotiation_sim.analysis.words import Words
from negotiation_sim.export.listing import Code, Listing, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.numbers import interval, share

__all__ = ["output_label", "place_told", "sensitivity_answers", "sensitivity_text"]

Record = Mapping[Hashable, Any]

EDGE = 0.01

MOST_TIED = 3
"""Numbers that share the first place and are named; more are counted."""

SOBOL = (
    "First: share of the output's variance over the box that is due to the number alone; total: with "
    "all its interactions (Sobol 2001; Saltelli et al. 2010; Jansen 1999). Their 95% intervals are "
    "bootstrapped over the base points."
)
MORRIS = (
    "Size: mean size of the change when this number alone is moved, per whole range (Morris 1991; "
    "Campolongo et al. 2007), with its 95% bootstrap interval; mean and spread are those of the "
    "signed changes: a spread as large as the size means that the effect depends on the other "
    "numbers. A choice is exchanged for another one; its changes have no sign, so no mean and no "
    "spread."
)
PLACE = (
    "Place: the places that the intervals allow; numbers whose intervals overlap are not ranked. "
    "Noise: what Monte-Carlo error of single points can at most make up of the variance; a total "
    "within it cannot be told from nothing, and has no place."
)
SUFFICIENT = (
    "It says which of the assumptions the simulated output depends on, over ranges that are "
    "judgement; nothing here is an estimate or a prediction."
)


def sensitivity_text(found: Sensitivity, title: str, words: Words) -> str:
    """The answer; then per scenario what the output is like over the box, the indices and the
    effects, in the order of their places.
    """
    asked = found.asked
    parts = [in_paragraphs(sensitivity_answers(found, words))]
    for scenario in dict.fromkeys(found.outputs["scenario"]):
        what = output_label(asked, str(scenario), words)
        head = (
            f"{title}, {scenario}: {what}; {asked.runs:,} runs per point on the same luck, "
            f"seed {asked.seed}."
        )
        parts.append(in_paragraphs([head]))
        for method in asked.methods:
            table = found.sobol if method == "sobol" else found.morris
            mine = table[table["scenario"] == scenario]
            listing = (_sobol if method == "sobol" else _morris)(
                found.output(str(scenario), method), mine, asked.what, words
            )
            parts.append(as_text(listing))
    legends = {"sobol": SOBOL, "morris": MORRIS}
    told = [*(legends[method] for method in asked.methods), PLACE, SUFFICIENT]
    return "\n\n".join([*parts, in_paragraphs(told)])


def output_label(asked: Asked, scenario: str, words: Words) -> str:
    """The output in words.

    Examples
    --------
    >>> words = Words({"DECLARATION": "joint declaration"}, events={"1956": "treaty with islands"})
    >>> output_label(Asked(of="DECLARATION", given="settled"), "1956", words)
    'share of runs with joint declaration, of those with treaty with islands'
    >>> output_label(Asked(of="gap_end"), "1956", words)
    'gap to a settlement at the end, points'
    """

    def told(name: str) -> str:
        return words.event([scenario]) if name == "settled" else words.outcome(name)

    if asked.of.startswith("gap"):
        what = words.column(asked.of)
    else:
        what = f"share of runs with {told(asked.of)}"
    return what + (f", of those with {told(asked.given)}" if asked.given else "")


def sensitivity_answers(found: Sensitivity, words: Words) -> list[str]:
    """Which number matters most in every scenario, by its total index, or else by the size of its
    effect.
    """
    told = []
    for scenario in dict.fromkeys(found.outputs["scenario"]):
        method = found.asked.methods[0]
        table = found.sobol if method == "sobol" else found.morris
        of, what = "total" if method == "sobol" else "mu_star", found.asked.what
        mine = table[table["scenario"] == scenario]
        said = f"{scenario}: the {output_label(found.asked, str(scenario), words)}"
        if not found.output(str(scenario), method)["sd"] > 0:
            told.append(f"{said} is the same, or undefined, wherever in the box the numbers lie.")
            continue
        first = mine[mine["best"] == 1].sort_values(of, ascending=False, kind="stable")
        size = first[of].iloc[0]
        much = (
            f"{share(size)} of its variance, with all interactions"
            if method == "sobol"
            else f"{_number(what)(size)} over its range on average"
        )
        names = [words.number(str(one)) for one in first["input"]]
        shown = " or ".join(f"“{one}”" for one in names[:MOST_TIED])
        more = f" or {len(names) - MOST_TIED} others" if len(names) > MOST_TIED else ""
        tied = ", which cannot be told apart" if len(names) > 1 else ""
        told.append(f"{said} depends most on {shown}{more}{tied} ({much}).")
    return told


def place_told(best: int, worst: int) -> str:
    """Places that are possible.

    Examples
    --------
    >>> place_told(1, 1), place_told(2, 5)
    ('1', '2–5')
    """
    return str(best) if best == worst else f"{best}–{worst}"


def _sobol(output: Mapping[str, float], table: pd.DataFrame, what: str, words: Words) -> Listing:
    used = "" if output["used"] == output["base"] else f", {output['used']:,} of them complete"
    title = f"Sobol indices of {output['base']:,} base points{used}, {output['points']:,} points"
    notes = _about(output, what)
    rows = []
    if output["sd"] > 0:
        if used:
            notes.append(
                f"The output is undefined at {output['undefined']:,} points. The indices hold for the base "
                "points without any, where the numbers are not quite independent."
            )
        notes.append(
            f"First orders add up to {share(table['first'].sum())}; what is missing from 1 is "
            "interaction, or the error of the indices."
        )
        rows = [
            row(
                _name(one, words),
                *(
                    text
                    for name in ("first", "total")
                    for text in (
                        share(one[name]),
                        interval(one[f"{name}_low"], one[f"{name}_high"]),
                    )
                ),
                "≤ noise"
                if one["total_high"] <= output["noise"]
                else place_told(one["best"], one["worst"]),
                Code(one["input"]),
            )
            for one in _by_place(table)
        ]
    head = ("number", "first", "95% interval", "total", "95% interval", "place", "code")
    return Listing(title, head, "lrrrrrl", rows, tuple(notes))


def _morris(output: Mapping[str, float], table: pd.DataFrame, what: str, words: Words) -> Listing:
    undefined = (
        f"; undefined at {output['undefined']:,}, effects from or to these are left out"
        if output["undefined"]
        else ""
    )
    title = f"Morris screening of {output['base']:,} trajectories, {output['points']:,} points{undefined}"
    number = _number(what)
    rows = [
        row(
            _name(one, words),
            number(one["mu_star"]),
            interval(one["mu_star_low"], one["mu_star_high"], number),
            "–" if one["mu"] != one["mu"] else f"{'+' * (one['mu'] > 0)}{number(one['mu'])}",
            number(one["sigma"]),
            f"{one['n']:.0f}",
            place_told(one["best"], one["worst"]) if one["n"] > 1 else "–",
            Code(one["input"]),
        )
        for one in (_by_place(table) if output["sd"] > 0 else [])
    ]
    head = ("number", "size", "95% interval", "mean", "spread", "n", "place", "code")
    return Listing(title, head, "lrrrrrrl", rows, tuple(_about(output, what)))


def _about(output: Mapping[str, float], what: str) -> list[str]:
    """The output over the box, its Monte-Carlo error, and what that means for the table."""
    number = _number(what)
    about = (
        f"Over the box: mean {number(output['mean'])}, standard deviation {number(output['sd'])}, "
        f"{number(output['low'])} to {number(output['high'])}; Monte-Carlo error of a point "
        f"{number(output['mcse'])}, noise {share(output['noise'])} of the variance."
    )
    told = [about]
    if not output["sd"] > 0:
        told.append(
            "The output is the same, or undefined, at every point: there is nothing to attribute."
        )
    elif not what.startswith("gap") and not EDGE <= output["mean"] <= 1 - EDGE:
        told.append(
            f"A share so close to {round(output['mean'])} says little; look at --of gap_end instead."
        )
    return told


def _by_place(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """In the order of the places; in the experiment's order where they are the same."""
    return table.sort_values(["best", "worst"], kind="stable").to_dict("records")


def _number(what: str) -> Callable[[float], str]:
    """Gaps are points of utility, the rest are shares."""
    digits = 1 if what.startswith("gap") else 3
    return lambda value: "–" if value != value else f"{value:z.{digits}f}"


def _name(one: Record, words: Words) -> str:
    return words.number(str(one["input"])) + (" (a choice)" if one["categories"] else "")
