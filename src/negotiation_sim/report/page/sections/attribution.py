"""Which causes account for the missing settlement."""

from __future__ import annotations

from typing import Any

import pandas as pd

from negotiation_sim.analysis.explanation import Explanation
from negotiation_sim.plots.cause_shares import cause_shares
from negotiation_sim.report.explain_verdict import verdict
from negotiation_sim.report.numbers import interval, share, signed
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["attribution_section"]

MEANS = {"absent": "all causes absent", "halved": "causes halved"}
EXPLAINED = (
    "A scenario declares rival causes of the missing settlement. Every combination of them is played on the same luck. A cause’s share is what "
    "it accounts for of the gap between all causes present and none, averaged over all orders in which they can enter (Shapley 1953), or "
    "with the causes of a block entering together (Owen 1977). What it means that a cause is not there decides the answer, so two readings stand "
    "side by side: it is absent, or only halved."
)


def attribution_section(found: Findings) -> Section:
    """Shapley and Owen shares at both references; a sentence where there is nothing to
    attribute.
    """
    return Section("attribution", "Why no settlement: shares of the causes", _body(found))


def _body(found: Findings) -> Html:
    told = found.explanation
    if told is None:
        why = (
            "the actors’ own classes played"
            if found.results.record["agents"]
            else "no scenario of this folder declares causes"
        )
        return tag("p", f"Not shown: {why}.")
    n, names = int(told.causes["n"].max()), list(dict.fromkeys(told.causes["scenario"]))
    intro = f"{EXPLAINED} Played for this page at baseline: {n:,} runs of each combination, seed {told.seed}."
    verdicts = [
        tag("li", tag("b", name), ": ", _verdict(told, name, found.event(name))) for name in names
    ]
    tables = [_table(told, name) for name in names]
    events = dict.fromkeys(found.event(name) for name in names)
    event = next(iter(events)) if len(events) == 1 else "settlement"
    says = "Share of the missing settlements that each cause accounts for, by Shapley and Owen values, at both readings of its absence."
    if told.causes["owen_share"].isna().all():
        return joined([tag("p", intro), tag("ul", *verdicts), *tables])
    return joined(
        [
            tag("p", intro),
            tag("ul", *verdicts),
            figure_block("causes", cause_shares(told.causes, event, found.words), says, *tables),
        ]
    )


def _verdict(told: Explanation, name: str, event: str) -> str:
    causes, blocks = (table[table["scenario"] == name] for table in (told.causes, told.blocks))
    return " ".join(verdict(causes, blocks, told.leaders(name), event).splitlines())


def _table(told: Explanation, name: str) -> Html:
    mine = told.causes[told.causes["scenario"] == name]
    references = list(dict.fromkeys(mine["reference"]))
    rows = []
    for _, both in mine.groupby("cause", sort=False):
        first = both.iloc[0]
        cells = [
            cell
            for reference in references
            for cell in _cells(both[both["reference"] == reference])
        ]
        rows.append([first["label"], first["block"], *cells, signed(first["effect"])])
    head = [
        text
        for reference in references
        for text in (f"Shapley, {MEANS[reference]}", "Owen (95% interval)")
    ]
    gaps = "; ".join(
        f"{MEANS[row['reference']]} {share(row['gap'])}"
        for row in mine.drop_duplicates("reference").to_dict("records")
    )
    caption = f"{name}: shares of the gap (the gap: {gaps})"
    return table(caption, ["cause", "block", *head, "effect of taking it away"], rows, words=2)


def _cells(rows: pd.DataFrame) -> list[str]:
    row: Any = rows.iloc[0]
    if pd.isna(row["owen_share"]):
        return ["–", "no gap to share"]
    return [
        share(row["shapley_share"]),
        f"{share(row['owen_share'])} ({interval(row['owen_share_low'], row['owen_share_high'])})",
    ]
