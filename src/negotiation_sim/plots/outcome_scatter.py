"""What every package is worth to two principals: the zone of agreement, the Pareto frontier and the
solutions.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.worth_plane import concept_names, packages_drawn

__all__ = ["outcome_scatter"]

LONGEST_TEXT = 70
"""Letters of a package in the title; it is told in full beneath."""


def outcome_scatter(
    packages: pd.DataFrame, axes: Sequence[str], of: str = "", words: Words = CODES
) -> go.Figure:
    """A dot per package on the two principals' own scales, which cannot be compared with each
    other.

    Parameters
    ----------
    packages : as `negotiation_sim.plots.worth_plane.packages_drawn` takes it
    axes : names of the two principals
    of : which scenario on which date

    Raises
    ------
    ValueError
        If there is nothing to draw, or not two axes.
    """
    plane = packages_drawn(packages, axes, words)
    said = Said(
        _finding(packages),
        f"What every text that can be signed is worth to both sides{f': {of}' if of else ''}",
        ["Points are each side's own scale: compare along an axis, never across"],
        plane.key,
        plane.notes,
    )
    return dressed(plane.fig, said, 440, under=64)


def _finding(packages: pd.DataFrame) -> str:
    inside = packages[packages["zone"]]
    if inside.empty:
        return f"None of {len(packages)} texts leaves both sides better off than going on"
    picked = packages[packages["marks"] != ""]
    leave = "leaves" if len(inside) == 1 else "leave"
    said = f"{len(inside)} of {len(packages)} texts {leave} nobody worse off"
    if len(picked) == 1:
        only = picked.iloc[0]
        text = shorten(str(only["package"]), LONGEST_TEXT, placeholder=" …")
        return f"{said}; {concept_names(only['marks'])} picks {text}"
    return said if picked.empty else f"{said}; the concepts pick {len(picked)} different ones"
