"""What the record shows, beside what the runs show: who did what when."""

from __future__ import annotations

from negotiation_sim.analysis.record import recorded_and_run
from negotiation_sim.plots.record_timeline import record_timeline
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.record_text import NOTES, pattern_listing

__all__ = ["record_section"]

MOST_RUNS = 20_000
"""Runs that are played again for it; more would not move a line."""


def record_section(found: Findings) -> Section | None:
    """A timeline and a table per scenario whose record is declared; nothing where none is, or where
    classes of the user's own played.
    """
    told = [name for name, world in found.worlds.items() if world.patterns]
    if not told or found.trace is None:
        return None
    parts = [_part(found, name, i) for i, name in enumerate(told)]
    return Section("record", "Who did what when", joined([*parts, tag("p", NOTES, class_="note")]))


def _part(found: Findings, name: str, number: int) -> Html:
    study = found.results.study
    runs, world = min(study.runs, MOST_RUNS), found.worlds[name]
    record = recorded_and_run(world, name, study.seed, runs)
    listing = table(pattern_listing(record.drop_duplicates("pattern")))
    figure = record_timeline(record, name, f"baseline, {runs:,} runs")
    says = f"{name}: what the record shows and when, the share of runs that have done it by each month, and how often they do beside what is wanted."
    return figure_block(f"record{number}", figure, says, listing)
