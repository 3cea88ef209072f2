"""Where the talks end."""

from __future__ import annotations

from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import joined, table, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.tables import outcome_listings, range_listings

__all__ = ["distribution_section"]


def distribution_section(found: Findings) -> Section:
    """Shares of the outcome classes at baseline, and under every intervention; of a design, also
    their range over its points.
    """
    observed = found.results.observed
    pooled = found.pooled.assign(point=0)
    settled = found.settled_pooled.assign(point=0)
    base = pooled[pooled["intervention"] == BASELINE]
    parts: list[object] = [
        tag(
            "p",
            "What each ending means stands with its scenario. ",
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
        says = "Share of runs that end in each way as things are, by scenario, with 95% intervals."
        parts.append(
            figure_block(
                "outcomes",
                outcome_distribution(base, observed),
                says,
                *map(table, outcome_listings(base, settled, observed, found.words)),
            )
        )
    if pooled["intervention"].nunique() > 1:
        says = "Share of runs that end in each way under every intervention, one bar each, by scenario."
        parts.append(tag("h3", "Under each intervention"))
        tables = map(table, outcome_listings(pooled, settled, observed, found.words))
        parts.append(figure_block("interventions", outcome_stacks(pooled), says, *tables))
    if found.n_points > 1:
        study = found.results.study
        parts += map(
            table,
            range_listings(found.summary, found.settled, observed, found.words, study.points),
        )
    return Section("distribution", "Where the talks end", joined(parts))
