"""Which patterns of the record the runs show, as a table."""

from __future__ import annotations

import pandas as pd

from negotiation_sim.export.listing import Code, Listing, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.numbers import interval, share

__all__ = ["pattern_listing", "record_text"]

NOTES = (
    "Wanted: the range of the share that was judged from the record before it was compared. Month: the "
    "median of the runs that show it. Meeting a range shows what the assumptions are sufficient for; it "
    "is no evidence where the numbers were chosen with the range in sight (docs/model/calibration.md)."
)


def record_text(table: pd.DataFrame, name: str, runs: int, seed: int) -> str:
    """The answer, and a line per pattern."""
    met = int(table["met"].sum())
    answer = f"{name}: {met} of {len(table)} patterns of the record are met in {runs:,} runs, seed {seed}."
    return "\n\n".join(
        [in_paragraphs([answer]), as_text(pattern_listing(table)), in_paragraphs([NOTES])]
    )


def pattern_listing(table: pd.DataFrame) -> Listing:
    """A line per pattern of `negotiation_sim.analysis.record.record_table`."""
    rows = [
        row(
            one["label"],
            one["recorded"] or ("no" if one["happened"] is False else ""),
            interval(one["wanted_low"], one["wanted_high"]),
            share(one["share"]),
            interval(one["low"], one["high"]),
            one["median"],
            "met" if one["met"] else "missed",
            Code(one["pattern"]),
        )
        for one in table.to_dict("records")
    ]
    head = ("what was done", "on record", "wanted", "share", "95% interval", "month", "", "code")
    return Listing("The record and the runs", head, "llrrrlll", rows)
