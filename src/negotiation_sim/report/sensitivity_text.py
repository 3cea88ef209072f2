"""What `sensitivity` found, as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from negotiation_sim.analysis.sensitivity import Sensitivity
from negotiation_sim.report.numbers import interval, share

__all__ = ["place_told", "sensitivity_text"]

Row = Mapping[Hashable, Any]

EDGE = 0.01
WIDEST = 60

SOBOL_LEGEND = """\
First: share of the output's variance over the box that goes back to the input alone; total: with
all its interactions (Sobol 2001; Saltelli et al. 2010; Jansen 1999). Intervals: 95% bootstrap over
the base points."""
MORRIS_LEGEND = """\
Size: mean size of the change when this input alone is moved, per whole range (Morris 1991;
Campolongo et al. 2007), with its 95% bootstrap interval; mean and spread are those of the signed
changes: a spread as large as the size means that the effect hangs on the other inputs. [c]: a
choice, exchanged for another one; its changes have no sign, so no mean and no spread."""
LEGEND = """\
Place: the places that the intervals allow; inputs whose intervals overlap are not ranked. Noise:
what Monte-Carlo error of single points can at most make up of that variance; a total within it is
not told apart from nothing, and has no place. It says which of the assumptions the simulated output
hangs on, over ranges that are judgement; nothing here is an estimate or a prediction."""


def sensitivity_text(found: Sensitivity, title: str) -> str:
    """Per scenario: what the output is like over the box, then the indices and the effects, in the
    order of their places.
    """
    asked = found.asked
    blocks = []
    for scenario in dict.fromkeys(found.outputs["scenario"]):
        parts = [
            f"{title} · {scenario} · {asked.what} · {asked.runs:,} runs per point on the same luck, seed {asked.seed}"
        ]
        for method in asked.methods:
            table = found.sobol if method == "sobol" else found.morris
            mine = table[table["scenario"] == scenario]
            parts.append(
                (_sobol if method == "sobol" else _morris)(
                    found.output(str(scenario), method), mine, asked.what
                )
            )
        blocks.append("\n\n".join(parts))
    legends = {"sobol": SOBOL_LEGEND, "morris": MORRIS_LEGEND}
    return "\n\n\n".join(
        [*blocks, "\n".join([*(legends[method] for method in asked.methods), LEGEND])]
    )


def place_told(best: int, worst: int) -> str:
    """Places that are possible.

    Examples
    --------
    >>> place_told(1, 1), place_told(2, 5)
    ('1', '2–5')
    """
    return str(best) if best == worst else f"{best}–{worst}"


def _sobol(output: Mapping[str, float], table: pd.DataFrame, what: str) -> str:
    used = "" if output["used"] == output["base"] else f", {output['used']:,} of them complete"
    lines = [
        f"  Sobol indices of {output['base']:,} base points{used}, {output['points']:,} points",
        *_about(output, what),
    ]
    if not output["sd"] > 0:
        return "\n".join(lines)
    if used:
        lines.append(
            f"  The output is undefined at {output['undefined']:,} points. The indices hold for the base points without any, where the inputs "
            "are not quite independent."
        )
    wide = _width(table)
    lines.append(
        f"  {'':<{wide}}  {'first':>5}  {'interval':<12}  {'total':>5}  {'interval':<12}  place"
    )
    for row in _by_place(table):
        place = (
            "≤ noise"
            if row["total_high"] <= output["noise"]
            else place_told(row["best"], row["worst"])
        )
        cells = (
            f"{share(row[name]):>5}  {interval(row[f'{name}_low'], row[f'{name}_high']):<12}"
            for name in ("first", "total")
        )
        lines.append(f"  {_name(row):<{wide}}  {'  '.join(cells)}  {place}")
    alone = table["first"].sum()
    lines.append(
        f"  (first orders add up to {share(alone)}; what is missing from 1 is interaction, or the error of the indices)"
    )
    return "\n".join(line.rstrip() for line in lines)


def _morris(output: Mapping[str, float], table: pd.DataFrame, what: str) -> str:
    undefined = (
        f"; undefined at {output['undefined']:,}, effects from or to these are left out"
        if output["undefined"]
        else ""
    )
    lines = [
        f"  Morris screening of {output['base']:,} trajectories, {output['points']:,} points{undefined}",
        *_about(output, what),
    ]
    if not output["sd"] > 0:
        return "\n".join(lines)
    number = _number(what)
    wide = _width(table)
    lines.append(
        f"  {'':<{wide}}  {'size':>7}  {'interval':<18}  {'mean':>7}  {'spread':>7}  {'n':>4}  place"
    )
    for row in _by_place(table):
        between = f"{number(row['mu_star_low'])} to {number(row['mu_star_high'])}"
        mean = (
            "–" if row["mu"] != row["mu"] else f"{'+' if row['mu'] > 0 else ''}{number(row['mu'])}"
        )
        cells = f"{number(row['mu_star']):>7}  {between:<18}  {mean:>7}  {number(row['sigma']):>7}  {row['n']:>4.0f}"
        place = place_told(row["best"], row["worst"]) if row["n"] > 1 else "–"
        lines.append(f"  {_name(row):<{wide}}  {cells}  {place}")
    return "\n".join(line.rstrip() for line in lines)


def _about(output: Mapping[str, float], what: str) -> list[str]:
    """The output over the box, its Monte-Carlo error, and what that means for the table below."""
    number = _number(what)
    spread = f"mean {number(output['mean'])}, standard deviation {number(output['sd'])}, {number(output['low'])} to {number(output['high'])}"
    noise = f"Monte-Carlo error of a point {number(output['mcse'])}, noise {share(output['noise'])} of the variance"
    lines = [f"  over the box: {spread}; {noise}"]
    if not output["sd"] > 0:
        lines.append(
            "  The output is the same, or undefined, at every point: there is nothing to attribute."
        )
    elif not what.startswith("gap") and not EDGE <= output["mean"] <= 1 - EDGE:
        edge = "floor" if output["mean"] < EDGE else "ceiling"
        lines.append(f"  ({edge}: a share near it says little; look at --of gap_end instead)")
    return lines


def _by_place(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """In the order of the places; in the experiment's order where they are the same."""
    return table.sort_values(["best", "worst"], kind="stable").to_dict("records")


def _number(what: str) -> Callable[[float], str]:
    """Gaps are points of utility, the rest are shares."""
    return _points if what.startswith("gap") else _thousandth


def _points(value: float) -> str:
    return "–" if value != value else f"{value:z.1f}"


def _thousandth(value: float) -> str:
    return "–" if value != value else f"{value:z.3f}"


def _name(row: Row) -> str:
    name = str(row["input"]) + (" [c]" if row["categories"] else "")
    return name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…"


def _width(table: pd.DataFrame) -> int:
    return max(len(_name(row)) for row in table.to_dict("records"))
