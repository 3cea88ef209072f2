"""What an intervention changes, run by run: paired effects, PN and PS.

Every run of the baseline has a twin with the same luck under each intervention (common random
numbers; Glasserman & Yao 1992), so both potential outcomes of a run are seen. The probabilities of
causation, which data can only bound, are therefore computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from negotiation_sim.analysis.stored_columns import by_cell, median_gaps
from negotiation_sim.analysis.summary import GROUP, wilson_interval
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments.study import BASELINE

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["EDGE", "effect_table", "effects", "paired_interval", "pairs"]

EDGE = 0.01
"""Within this of 0 or 1 a share says little, and the gap is shown beside it."""

GAPS = ("baseline_gap_start", "baseline_gap_end", "gap_start", "gap_end")


def effects(pairs: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Effects of interventions from counts of paired runs.

    Write Y for "the event occurs" (the run settles, or ends in a class), x for what the baseline
    has and the intervention takes away, x' for the intervention; Y_x and Y_x' are a run's outcomes
    under both. Where the outcome to be explained is that the event does *not* occur, y = (Y = 0),
    then after Tian & Pearl (2000) [1]_:

    - *PN*, probability of necessity, P(Y_x' = 1 | x, Y = 0): had x been absent, would it have
      occurred? The share of baseline runs without the event that have it under the intervention (as
      in specification.md section 15.1).
    - *PS*, probability of sufficiency, P(Y_x = 0 | x', Y = 1): would x alone have prevented it? The
      share of intervention runs with the event that lack it at baseline.

    Where the outcome to be explained is that the event *does* occur, the same two are *PN+*, P(Y_x'
    = 0 | x, Y = 1): the share of baseline runs with the event that lose it, and *PS+*, P(Y_x = 1 |
    x', Y = 0): the share of intervention runs without it that have it at baseline.

    Their definitions condition on what happened; here x is set, not observed, and both outcomes of
    a run are simulated, so neither has to be bounded.

    Parameters
    ----------
    pairs : per row ``n`` pairs of runs, ``both`` with the event in both, ``gained`` with it only
        under the intervention, ``lost`` only at baseline
    confidence : of every interval

    Returns
    -------
    pandas.DataFrame
        The same rows with ``baseline`` and ``share`` (P of the event), ``effect`` (their
        difference) with its interval ``effect_low`` to ``effect_high``, ``pn``, ``ps``,
        ``pn_event`` (PN+) and ``ps_event`` (PS+) with theirs (Wilson's); NaN, with the interval 0
        to 1, where no run qualifies.

    References
    ----------
    .. [1] J. Tian and J. Pearl, "Probabilities of causation: bounds and identification", Annals of
       Mathematics and Artificial Intelligence 28, 2000, definitions 1 and 2.
       https://doi.org/10.1023/A:1018912507879

    Examples
    --------
    Two gates, each open in half of the runs, must both open; the intervention removes the first.

    >>> counts = pd.DataFrame({"n": [100], "both": [25], "gained": [25], "lost": [0]})
    >>> effects(counts)[["baseline", "share", "effect", "pn", "ps"]].round(3)
       baseline  share  effect     pn   ps
    0      0.25    0.5    0.25  0.333  0.5
    """
    n, both, gained, lost = (
        pairs[name].to_numpy(np.int64) for name in ("n", "both", "gained", "lost")
    )
    effect, low, high = paired_interval(n, gained, lost, confidence)
    some = np.maximum(n, 1)
    table = pairs.assign(
        baseline=(both + lost) / some,
        share=(both + gained) / some,
        effect=effect,
        effect_low=low,
        effect_high=high,
    )
    causes = {
        "pn": (gained, n - both - lost),
        "ps": (gained, both + gained),
        "pn_event": (lost, both + lost),
        "ps_event": (lost, n - both - gained),
    }
    for name, (changed, of) in causes.items():
        least, most = wilson_interval(changed, of, confidence)
        share = np.where(of > 0, changed / np.maximum(of, 1), np.nan)
        table = table.assign(**{name: share, f"{name}_low": least, f"{name}_high": most})
    return table


def paired_interval(
    n: ArrayLike, gained: ArrayLike, lost: ArrayLike, confidence: float = 0.95
) -> tuple[NDArray[np.float64], ...]:
    """Difference of two shares of the same runs, with its interval from the paired differences.

    Wald's interval after adding half a pair to each of the four possible pairs of outcomes (Agresti
    & Min 2005 [1]_), so that it keeps a width where no run changes.

    Parameters
    ----------
    n : pairs
    gained, lost : pairs in which only the second, or only the first, has the event

    Returns
    -------
    difference, low, high : each in [-1, 1]

    References
    ----------
    .. [1] A. Agresti and Y. Min, "Simple improved confidence intervals for comparing matched
       proportions", Statistics in Medicine 24, 2005. https://doi.org/10.1002/sim.1781

    Examples
    --------
    >>> [round(float(one), 3) for one in paired_interval(100, 25, 5)]
    [0.2, 0.096, 0.296]
    >>> [round(float(one), 3) for one in paired_interval(100, 0, 0)]
    [0.0, -0.019, 0.019]
    """
    pairs_, up, down = (np.asarray(one, dtype=np.float64) for one in (n, gained, lost))
    if np.any(up + down > pairs_) or np.any(up < 0) or np.any(down < 0):
        raise ValueError("gained and lost must be counts of at most n pairs")
    z = float(ndtri(0.5 + 0.5 * confidence))
    size = pairs_ + 2.0
    centre = (up - down) / size
    half = z * np.sqrt((up + down + 1.0) / size - centre * centre) / np.sqrt(size)
    difference = np.asarray((up - down) / np.maximum(pairs_, 1.0))
    return (
        difference,
        np.asarray(np.maximum(centre - half, -1.0)),
        np.asarray(np.minimum(centre + half, 1.0)),
    )


def pairs(results: Results, on: str = "") -> pd.DataFrame:
    """Counts of paired runs of every intervention against the baseline of its scenario and point.

    Parameters
    ----------
    on : an outcome class; settlement if empty

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``point``, ``n``, ``both``, ``gained``, ``lost``; a
        run that failed on either side is left out.

    Raises
    ------
    UnknownNameError
        If no scenario of the folder has that class.
    ResultsError
        If the folder holds no baseline or nothing to compare with it.
    """
    study = results.study
    classes = dict.fromkeys(
        rule.name for named in study.scenarios for rule in named.scenario.classes
    )
    if on and on not in classes:
        raise UnknownNameError("outcome class", on, classes)
    baselines = {
        (cell.scenario, cell.point): cell.number
        for cell in study.cells
        if study.arms[cell.arm] == BASELINE
    }
    rivals = [cell for cell in study.cells if study.arms[cell.arm] != BASELINE]
    if not baselines or not rivals:
        raise ResultsError(
            f"{results.path}: holds no intervention beside the baseline; add some with `run … "
            "--intervention NAME`"
        )
    seen = _seen(results, on)
    lines = [
        (
            study.scenarios[cell.scenario].name,
            study.arms[cell.arm],
            cell.point,
            *_paired(seen[baselines[cell.scenario, cell.point]], seen[cell.number]),
        )
        for cell in rivals
    ]
    return pd.DataFrame(lines, columns=[*GROUP, "n", "both", "gained", "lost"])


def _paired(before: NDArray[np.int8], after: NDArray[np.int8]) -> tuple[int, int, int, int]:
    """Pairs of runs known on both sides, with the event in both, gained, and lost."""
    known = (before >= 0) & (after >= 0)
    old, new = before[known] == 1, after[known] == 1
    return len(old), int((old & new).sum()), int((new & ~old).sum()), int((old & ~new).sum())


def _seen(results: Results, on: str) -> NDArray[np.int8]:
    """Whether the event occurred, by cell and run: 1 yes, 0 no, -1 unknown; a byte per run."""
    study, column = results.study, "outcome_class" if on else "settled"
    seen = np.full((len(study.cells), study.runs), -1, np.int8)
    for cells, frame in by_cell(results, ["run", column]):
        occurred = frame[column] == on if on else frame[column]
        seen[cells, frame["run"].to_numpy()] = occurred.to_numpy(dtype=np.int8)
    return seen


def effect_table(results: Results, on: str = "", confidence: float = 0.95) -> pd.DataFrame:
    """`effects` of a result folder, by point, with the gaps to report where a share is near 0 or 1.

    Beside the columns of `effects`: ``edge``, which is ``floor`` or ``ceiling`` where either share
    is within `EDGE` of 0 or 1 and empty elsewhere; and there, as the gap is that to a settlement,
    for settlement only, the median gaps ``baseline_gap_start``, ``baseline_gap_end``, ``gap_start``
    and ``gap_end``, in points.
    """
    table = effects(pairs(results, on), confidence)
    low, high = table[["baseline", "share"]].min(axis=1), table[["baseline", "share"]].max(axis=1)
    edge = np.select([low < EDGE, high > 1 - EDGE], ["floor", "ceiling"], "")
    gaps = {} if on else _gaps(results, table[edge != ""])
    return table.assign(edge=edge, **gaps)


def _gaps(results: Results, flagged: pd.DataFrame) -> dict[str, pd.Series]:
    """Median gaps of the flagged rows and of their baselines; unknown where the folder keeps no
    gaps.
    """
    if not {"gap_start", "gap_end"} <= set(results.columns):
        return {name: pd.Series(np.nan, index=flagged.index) for name in GAPS}
    study = results.study
    number: dict[Any, int] = {
        (study.scenarios[cell.scenario].name, study.arms[cell.arm], cell.point): cell.number
        for cell in study.cells
    }
    where = [
        (
            number[row.scenario, BASELINE, row.point],
            number[row.scenario, row.intervention, row.point],
        )
        for row in flagged.itertuples()
    ]
    gaps = median_gaps(results, [cell for both in where for cell in both])
    found = pd.DataFrame(
        [(*gaps[old], *gaps[new]) for old, new in where],
        columns=list(GAPS),
        index=flagged.index,
        dtype=np.float64,
    )
    return {name: found[name] for name in GAPS}
