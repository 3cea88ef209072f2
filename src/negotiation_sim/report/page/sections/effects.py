"""What each intervention changes, run by run."""

from __future__ import annotations

from typing import Any

import pandas as pd

from negotiation_sim.plots.paired_effects import paired_effects
from negotiation_sim.report.numbers import interval, share, signed
from negotiation_sim.report.page.figure import figure_block
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["effects_section"]

PAIRED = "Every run is played once as it is and once under each intervention, with the same luck, so the difference within a pair of runs is the effect. "
BOUNDS = (
    "PN (necessity): of the baseline runs that do not settle, the share that settle under the intervention. PS (sufficiency): of the runs that "
    "settle under the intervention, the share that do not at baseline. Both are computed, since both outcomes of a run are simulated (Tian & "
    "Pearl 2000). Intervals are 95% Monte-Carlo error (Agresti & Min 2005)."
)
EDGE = "A share near 0 or 1 leaves an effect no room and says little: there, look at the gap in points instead."


def effects_section(found: Findings) -> Section:
    """Paired effects with PN and PS; over the points of a design as ranges; a sentence where runs
    cannot be paired.
    """
    return Section("effects", "What the interventions change", _body(found))


def _body(found: Findings) -> Html:
    if len(found.results.study.arms) < 2:
        return tag(
            "p",
            "This folder plays no intervention, so there is no effect to show. Add some with ",
            tag("code", "run … --intervention NAME"),
            ".",
        )
    if found.effects.empty:
        return tag(
            "p",
            "This folder keeps counts, not runs (",
            tag("code", "--tallies"),
            "): runs cannot be paired, so no effects are shown.",
        )
    many = found.n_points > 1
    parts = [tag("p", PAIRED, "" if many else BOUNDS)]
    if many:
        parts += [
            _ranges(str(name), mine, found.event(str(name)))
            for name, mine in _by_scenario(found.effects)
        ]
        parts.append(
            tag(
                "p",
                "Above 0: of the points, the share at which the whole interval of the effect is above 0.",
            )
        )
    else:
        tables = [
            _table(str(name), mine, found.event(str(name)))
            for name, mine in _by_scenario(found.effects)
        ]
        events = dict.fromkeys(found.event(name) for name in found.worlds)
        event = next(iter(events)) if len(events) == 1 else "settlement"
        says = f"Change of the share of runs that settle ({event}) under each intervention, by scenario, with 95% intervals."
        parts.append(
            figure_block(
                "effects", paired_effects(found.effects, event, found.words), says, *tables
            )
        )
    if (found.effects["edge"] != "").any():
        parts.append(tag("p", EDGE, class_="note"))
    return joined(parts)


def _by_scenario(effects: pd.DataFrame) -> Any:
    return effects.groupby("scenario", sort=False, observed=True)


def _table(name: str, effects: pd.DataFrame, event: str) -> Html:
    rows = [
        [
            row["intervention"],
            share(row["share"]),
            signed(row["effect"]),
            interval(row["effect_low"], row["effect_high"], signed),
            share(row["pn"]),
            share(row["ps"]),
            _gap(row),
        ]
        for row in effects.to_dict("records")
    ]
    first = effects.iloc[0]
    caption = (
        f"{name}: {event}; baseline {share(first['baseline'])}; {int(first['n']):,} pairs of runs"
    )
    return table(
        caption,
        [
            "intervention",
            "share",
            "effect",
            "95% interval",
            "PN",
            "PS",
            "near an edge: median gap at the end",
        ],
        rows,
    )


def _gap(row: Any) -> str:
    if not row["edge"]:
        return ""
    if pd.isna(row["gap_end"]):
        return str(row["edge"])
    return f"{row['edge']}: {row['baseline_gap_end']:+.1f} at baseline, {row['gap_end']:+.1f} here"


def _ranges(name: str, effects: pd.DataFrame, event: str) -> Html:
    rows = []
    for arm, mine in effects.groupby("intervention", sort=False, observed=True):
        effect = mine["effect"]
        above = share((mine["effect_low"] > 0).mean())
        rows.append(
            [
                arm,
                signed(effect.median()),
                signed(effect.min()),
                signed(effect.max()),
                above,
                f"{len(mine):,}",
            ]
        )
    n = int(effects["n"].max())
    caption = f"{name}: effect on {event} over the points of the design, {n:,} pairs of runs each"
    return table(
        caption, ["intervention", "median", "lowest", "highest", "above 0", "points"], rows
    )
