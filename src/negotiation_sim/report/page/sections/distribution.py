"""Where the talks end."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.tables import outcome_listings, range_listings

__all__ = ["distribution_section"]


EXPLAINED = (
    "What each ending means stands with its scenario. Runs differ by luck only: what each side "
    "privately thinks, whether an uncertain event happens, moods at home."
)
WEIGHT = "each with equal weight; points are no probabilities."


def distribution_section(found: Findings) -> Section:
    """Shares of the endings with nothing changed, and under every intervention; of a design, where
    they lie over its points.
    """
    shares = found.averaged
    base = shares[shares["intervention"] == BASELINE]
    parts = [tag("p", EXPLAINED)]
    if found.n_points > 1:
        parts.append(
            tag("p", f"Figures average the {found.n_points:,} points of the design, {WEIGHT}")
        )
    if len(base):
        says = "Share of runs that end in each way as things are, by scenario."
        figure = outcome_distribution(base, found.results.observed, words=found.words)
        parts.append(figure_block("outcomes", figure, says, *_tables(found, [BASELINE])))
    arms = list(shares["intervention"].unique())
    if len(arms) > 1:
        says = "Share of runs that end in each way under every intervention, one bar each, by scenario."
        parts.append(tag("h3", "Under each intervention"))
        figure = outcome_stacks(shares, words=found.words)
        parts.append(figure_block("interventions", figure, says, *_tables(found, arms)))
    return Section("distribution", "Where the talks end", joined(parts))


def _tables(found: Findings, arms: Sequence[str]) -> list[Html]:
    """A table per scenario: shares with their Monte-Carlo error, or their range over the points."""
    summary, settled = (
        one[one["intervention"].isin(arms)] for one in (found.summary, found.settled)
    )
    listings = range_listings if found.n_points > 1 else outcome_listings
    designs, observed = found.results.study.points, found.results.observed
    return [table(one) for one in listings(summary, settled, observed, found.words, designs)]
