"""What the page says in sentences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.domain.scenario import Scenario

__all__ = [
    "BOX_RUNS",
    "box_sentence",
    "change_words",
    "headline",
    "percent",
    "points",
    "what_moved",
]

BOX_RUNS = 300
"""Runs of each point of the box; the box is far wider than their Monte-Carlo error."""

EDGE = 0.01
"""Within this of 0 or 1 a share says little."""


def percent(share: float) -> str:
    """A share in percent.

    Examples
    --------
    >>> percent(0.07512), percent(0.0002), percent(0.0), percent(1.0)
    ('7.5%', '<0.1%', '0%', '100%')
    """
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    return "<0.1%" if share < 0.0005 else f"{share:.1%}"


def points(effect: float) -> str:
    """A difference of shares, in percentage points.

    Examples
    --------
    >>> points(0.3301), points(-0.001), points(0.0)
    ('+33.0', '−0.1', '±0')
    """
    text = f"{100 * effect:+.1f}".replace("-", "−")
    return "±0" if text[1:] == "0.0" else text


def headline(table: pd.DataFrame, moved: bool) -> tuple[str, str]:
    """The share that settles and its change, as a sentence and what qualifies it.

    Parameters
    ----------
    table : as `beside_table` gives it
    moved : whether anything differs from the pinned setting
    """
    row: Any = table.iloc[-1]
    first = f"{row['label'][:1].upper()}{row['label'][1:]} in {percent(row['share'])} of the runs"
    within = f"95% interval {percent(row['low'])} to {percent(row['high'])}, n = {row['n']:,}"
    if moved:
        first += f", against {percent(row['pinned'])} pinned"
        ends = f"{points(row['effect_low'])} to {points(row['effect_high'])}"
        within += f"; change {points(row['effect'])} percentage points (95%: {ends})"
    if min(row["share"], 1 - row["share"]) < EDGE:
        within += "; this near to 0 or 100% look at the gap instead"
    return f"{first}.", f"{within}."


def box_sentence(shares: NDArray[np.float64] | None, runs: int = BOX_RUNS) -> str:
    """The caveat: what the share is where the other numbers are moved within what is plausible.

    Examples
    --------
    >>> box_sentence(np.array([0.0, 0.1, 0.9]), 300)[:66]
    'Not a forecast. Over 3 points of the plausible box this share goes'
    """
    if shares is None:
        return (
            "Not a forecast: the numbers are judgement, and no plausible box is shipped for "
            "this scenario."
        )
    low, middle, high = np.quantile(shares, (0.0, 0.5, 1.0))
    return (
        f"Not a forecast. Over {len(shares)} points of the plausible box this share goes from "
        f"{percent(low)} to {percent(high)}, median {percent(middle)} ({runs} runs each)."
    )


def what_moved(setting: Setting, scenario: Scenario) -> list[str]:
    """Everything in which a setting differs from the scenario's file, a phrase each."""
    labels = {one.address: one.label or one.address for one in scenario.parameters}
    starts = {one.address: one.value.mode for one in scenario.parameters}
    events = {event.name: event.label for event in scenario.events}
    what_ifs = {change.name: change.label or change.name for change in scenario.interventions}
    said = []
    for address, value in setting.moved:
        where = f"{starts[address]:g} → " if address in starts else ""
        shown = f"{value:g}" if isinstance(value, float) else value
        said.append(f"{labels.get(address, address)}: {where}{shown}")
    said += [f"without: {events.get(name, name)}" for name in setting.dropped]
    said += [what_ifs.get(name, name) for name in setting.interventions]
    return said


def change_words(setting: Setting, scenario: Scenario) -> str:
    """The same in one line.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> setting = Setting("1956", (("japan.norm", 40.0),), ("no_threat",))
    >>> change_words(setting, load_scenario("1956"))
    'four-island norm in Japan: 54 → 40; Washington never presses Tokyo'
    """
    return "; ".join(what_moved(setting, scenario)) or "as the file has it"
