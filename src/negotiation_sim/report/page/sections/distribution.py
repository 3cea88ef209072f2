"""Where the talks end."""

from __future__ import annotations

from typing import Any

import pandas as pd

from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.report.numbers import interval, share
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["distribution_section"]


def distribution_section(found: Findings) -> Section:
    """Shares of the outcome classes at baseline, and under every intervention; of a design, also
    their range over its points.
    """
    pooled = found.averaged
    base = pooled[pooled["intervention"] == BASELINE]
    parts: list[object] = [
        tag(
            "p",
            "Every run ends in one outcome class; what each class means is told with its scenario above. ",
            "Runs differ by luck only: what each side privately thinks, whether an uncertain event happens, moods at home.",
        )
    ]
    if found.n_points > 1:
        parts.append(
            tag(
                "p",
                f"Figures pool the {found.n_points:,} points of the design, each with equal weight; points are no probabilities.",
            )
        )
    if len(base):
        says = (
            "Share of baseline runs that end in each outcome class, by scenario, with 95% intervals; "
            + _told(found)
        )
        parts.append(
            figure_block(
                "outcomes",
                outcome_distribution(base, found.results.observed, words=found.words),
                says,
                *_tables(found, base),
            )
        )
    if pooled["intervention"].nunique() > 1:
        says = "Share of runs in each outcome class under every intervention, one bar each, by scenario."
        parts.append(tag("h3", "Under each intervention"))
        parts.append(
            figure_block(
                "interventions",
                outcome_stacks(pooled, words=found.words),
                says,
                *_tables(found, pooled),
            )
        )
    if found.n_points > 1:
        parts.append(_ranges(found))
    return Section("distribution", "Where the talks end", joined(parts))


def _told(found: Findings) -> str:
    """The most frequent class of each scenario at baseline, in words."""
    modal = found.modal[found.modal["intervention"] == BASELINE].to_dict("records")
    return (
        "most frequent: "
        + ", ".join(
            f"{row['outcome_class']} in {row['scenario']} ({share(row['share'])})" for row in modal
        )
        + "."
    )


def _tables(found: Findings, pooled: pd.DataFrame) -> list[Html]:
    """A wide table per scenario: an intervention per row, a class that occurs per column."""
    tables = []
    for name, mine in pooled.groupby("scenario", observed=True, sort=False):
        occurs = [
            one
            for one, rows in mine.groupby("outcome_class", observed=True)
            if rows["count"].sum() > 0
        ]
        rows: list[list[object]] = []
        for arm, cells in mine.groupby("intervention", observed=True, sort=False):
            by_class = {str(row["outcome_class"]): row for row in cells.to_dict("records")}
            rows.append(
                [
                    arm,
                    *(_cell(by_class.get(str(one))) for one in occurs),
                    f"{int(cells['n'].iloc[0]):,}",
                ]
            )
        observed = found.results.observed.get(str(name), "")
        head = [
            "intervention",
            *(f"{one} ◆" if one == observed else str(one) for one in occurs),
            "n",
        ]
        marked = "; ◆ what happened" if observed else ""
        spread = (
            f"average of {found.n_points:,} points, equal weight; lowest to highest point"
            if found.n_points > 1
            else "95% Wilson interval"
        )
        tables.append(table(f"{name}: share of runs ({spread}){marked}", head, rows))
    return tables


def _cell(row: Any) -> str:
    return "–" if row is None else f"{share(row['share'])} ({interval(row['low'], row['high'])})"


def _ranges(found: Findings) -> Html:
    """Median, lowest and highest share of a settlement over the points, a table per scenario."""
    tables = []
    for name, settled in found.settled.groupby("scenario", observed=True, sort=False):
        rows = []
        for arm, mine in settled.groupby("intervention", observed=True, sort=False):
            shares = mine["share"]
            rows.append(
                [
                    arm,
                    share(shares.median()),
                    share(shares.min()),
                    share(shares.max()),
                    f"{len(mine):,}",
                ]
            )
        runs = found.results.study.runs
        caption = f"{name}: share of settlements ({found.event(str(name))}) over the points of the design, {runs:,} runs each"
        tables.append(
            table(caption, ["intervention", "median", "lowest", "highest", "points"], rows)
        )
    return joined(tables)
