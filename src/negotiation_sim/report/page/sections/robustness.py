"""Which conclusions hold over the whole plausible box."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from negotiation_sim.analysis.history_matching import sentence_of_bits
from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.plots.robust_conclusions import robust_conclusions
from negotiation_sim.report.numbers import interval, share, signed
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.robustness_text import against, factor_interval

__all__ = ["robustness_section"]

NONE = (
    "The numbers behind this folder are judgement, and this folder does not vary them over a whole plausible range, so it cannot say how far "
    "its conclusions hold. An experiment that samples a box can: "
)
EXPLAINED = (
    "A box holds every value of the numbers that we find plausible. The share of its points at which a conclusion holds says on how much of what "
    "is plausible it holds; it is no probability, since no point is more likely than another. History-consistent are the points at which "
    "what happened is the most frequent outcome in every scenario."
)
RULES = (
    "Where a conclusion holds, as short rules, judged on points they were not found on. Density: of the points in the rule, those at which it "
    "holds; coverage: of the points at which it holds, those in the rule"
)
MOST_MOVED = 10


def robustness_section(found: Findings) -> Section:
    """The tables that `robustness --out` left beside the box; a sentence where there are none."""
    tables = found.robustness
    if not any(len(one) for one in tables.values()):
        body = tag(
            "p", NONE, tag("code", "negotiation-sim robustness plausible_box --out FOLDER"), "."
        )
        return Section("robustness", "How far this holds: robustness", body)
    parts: list[object] = [
        tag(
            "p",
            EXPLAINED,
            " The tables were left in this folder by ",
            tag("code", "negotiation-sim robustness"),
            ".",
        )
    ]
    if "posterior" in tables and found.results.observed:
        parts.append(
            tag(
                "p",
                sentence_of_bits(PointShares.of(found.results), found.results.observed),
                class_="note",
            )
        )
    parts += [draw(tables) for name, draw in PARTS.items() if name in tables and len(tables[name])]
    return Section("robustness", "How far this holds: robustness", joined(parts))


def _history(tables: Mapping[str, pd.DataFrame]) -> Html:
    rows = [
        [
            row["episode"],
            row["recorded"],
            f"{share(row['share'])} ({interval(row['low'], row['high'])})",
        ]
        for row in tables["history"].to_dict("records")
    ]
    points = int(tables["history"]["points"].max())
    return table(
        f"Where what happened is the most frequent outcome, of {points:,} points",
        ["scenario", "what happened", "share of points (95% interval)"],
        rows,
        words=2,
    )


def _conclusions(tables: Mapping[str, pd.DataFrame]) -> Html:
    conclusions = tables["conclusions"]
    rows = []
    for _, both in conclusions.groupby("name", sort=False):
        box, history = both.iloc[0], both.iloc[-1]
        number = share if box["measure"] == "share" else signed
        spread = f"{number(box['median'])} [{number(box['least'])}, {number(box['most'])}]"
        cells = [
            f"{share(row['share'])} ({interval(row['low'], row['high'])})" for row in (box, history)
        ]
        rows.append([box["say"], *cells, spread])
    says = "Share of the points of the box at which each conclusion holds, and the range of what it bounds."
    head = [
        "conclusion",
        "holds in the box",
        "holds where history fits",
        "in the box: median [least, most]",
    ]
    return figure_block(
        "conclusions",
        robust_conclusions(conclusions),
        says,
        table("Conclusions (95% intervals for the number of points)", head, rows),
    )


def _rules(tables: Mapping[str, pd.DataFrame]) -> Html:
    said = (
        dict(zip(tables["conclusions"]["name"], tables["conclusions"]["say"], strict=True))
        if "conclusions" in tables
        else {}
    )
    rows = [
        [
            said.get(row["name"], row["name"]),
            row["rule"] or "anywhere in the box",
            share(row["density"]),
            share(row["coverage"]),
            f"{int(row['points']):,}",
        ]
        for row in tables["rules"].to_dict("records")
    ]
    return table(RULES, ["conclusion", "rule", "density", "coverage", "points"], rows, words=2)


def _posterior(tables: Mapping[str, pd.DataFrame]) -> Html:
    moved = tables["posterior"][tables["posterior"]["moved"].astype(bool)]
    if moved.empty:
        return tag(
            "p",
            "Weighing the points by how well they foresee what happened moves no number beyond its Monte-Carlo error.",
        )
    rows = [
        [
            row["input"],
            f"{row['prior_mean']:.3g}",
            f"{row['mean']:.3g}",
            f"{row['shift']:+.2f} ± {row['error']:.2f}",
        ]
        for row in moved.head(MOST_MOVED).to_dict("records")
    ]
    return table(
        "Numbers that what happened moves most",
        ["number", "mean before", "mean after", "shift, in prior sd"],
        rows,
    )


def _foresight(tables: Mapping[str, pd.DataFrame]) -> Html:
    rows = [
        [
            row["episode"],
            share(row["before"]),
            share(row["after"]),
            f"{signed(row['change'])} ± {row['error']:.3f}",
        ]
        for row in tables["foresight"].to_dict("records")
    ]
    head = ["scenario", "without", "with", "change ± standard error"]
    return table("P(what happened), without and with the help of the other scenarios", head, rows)


def _models(tables: Mapping[str, pd.DataFrame]) -> Html:
    rows = [
        [
            row["model"],
            f"{row['log_evidence']:+.2f} ± {row['error']:.2f}",
            f"{row['bayes_factor']:.1f}",
            factor_interval(row),
            against(row),
        ]
        for row in tables["models"].to_dict("records")
    ]
    head = [
        "model",
        "log evidence",
        "Bayes factor",
        "95% interval",
        "evidence against it (Kass & Raftery 1995)",
    ]
    return table("Rival models", head, rows)


PARTS = {
    "history": _history,
    "conclusions": _conclusions,
    "rules": _rules,
    "posterior": _posterior,
    "foresight": _foresight,
    "models": _models,
}
