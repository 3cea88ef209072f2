"""Short rules that say where in a box a conclusion holds: scenario discovery by a classification
tree.

After Breiman, Friedman, Olshen & Stone (1984) and Bryant & Lempert (2010),
https://doi.org/10.1016/j.techfore.2009.08.002.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.domain.experiment import number_text
from negotiation_sim.errors import InputError

__all__ = ["rule_bounds", "rule_boxes", "rule_table", "why_no_rules"]

DEPTH = 3
LEAST_POINTS = 10
LEAST_DENSITY = 0.75
"""Share of a rule's points at which the conclusion must hold for the rule to be worth telling."""
LEAST_GAIN = 0.05
"""How far that share must lie above the one in the whole box."""

Bounds = dict[str, tuple[float, float]]


def why_no_rules() -> str:
    """Why rules cannot be found, in one line with a remedy; empty if they can."""
    if find_spec("sklearn") is None:
        return (
            "rules need scikit-learn: pip install 'negotiation-sim[analysis]' "
            "(in a checkout: pip install -e '.[analysis]')"
        )
    return ""


def rule_table(inputs: pd.DataFrame, held: NDArray[np.bool_], most: int = 2) -> pd.DataFrame:
    """Rules that together cover most of the points at which a conclusion holds.

    A tree of three questions is grown on the points of even number and judged on those of odd
    number, so that no rule is judged by the points it was fitted to.

    Parameters
    ----------
    inputs : what varies, a row per point
    held : whether the conclusion holds at each point
    most : rules to return

    Returns
    -------
    pandas.DataFrame
        Columns ``rule`` (in words), ``density`` (of the points in it, the share at which the
        conclusion holds), ``coverage`` (of the points at which it holds, the share in it),
        ``points`` (in it); best coverage first. Empty where no rule is found of density 0.75 or
        more that is 0.05 above that of the whole box.

    Raises
    ------
    InputError
        If scikit-learn is not installed.

    Examples
    --------
    >>> x = np.linspace(0, 1, 200)
    >>> rule_table(pd.DataFrame({"us.threat": x, "us.noise": x[::-1] % 0.1}), x < 0.25)[
    ...     ["rule", "density", "coverage"]
    ... ]
                    rule  density  coverage
    0  us.threat < 0.246      1.0       1.0
    """
    if missing := why_no_rules():
        raise InputError(missing)
    from sklearn.tree import DecisionTreeClassifier

    names = ["rule", "density", "coverage", "points"]
    fitted, judged = np.arange(0, len(held), 2), np.arange(1, len(held), 2)
    if len(set(held[fitted])) < 2 or not held[judged].any() or inputs.empty:
        return pd.DataFrame(columns=names)
    values = inputs.to_numpy()
    tree = DecisionTreeClassifier(
        max_depth=DEPTH, min_samples_leaf=LEAST_POINTS, random_state=0
    ).fit(values[fitted], held[fitted])
    least = max(LEAST_DENSITY, float(held.mean()) + LEAST_GAIN)
    lines = []
    for bounds in _leaves(tree.tree_, list(map(str, inputs.columns))):
        inside = np.ones(len(judged), bool)
        for address, (low, high) in bounds.items():
            column = inputs[address].to_numpy()[judged]
            inside &= (column > low) & (column <= high)
        count = int(inside.sum())
        if count >= LEAST_POINTS // 2 and held[judged][inside].mean() >= least:
            both = held[judged] & inside
            lines.append(
                (_in_words(bounds), both.sum() / count, both.sum() / held[judged].sum(), count)
            )
    table = pd.DataFrame(lines, columns=names)
    return table.sort_values("coverage", ascending=False, kind="stable", ignore_index=True).head(
        most
    )


def _leaves(tree: object, names: list[str]) -> Iterator[Bounds]:
    """Bounds of every part in which the conclusion holds more often than not, as few and as wide as
    the tree allows, never the whole.
    """
    left, right, feature, threshold, value = (
        getattr(tree, name)
        for name in ("children_left", "children_right", "feature", "threshold", "value")
    )

    def holds_below(node: int) -> bool:
        """Whether the conclusion holds more often than not in every leaf under a node: its
        questions change nothing.
        """
        if left[node] < 0:
            return bool(value[node][0][1] > value[node][0][0])
        return holds_below(left[node]) and holds_below(right[node])

    def below(node: int, bounds: Bounds) -> Iterator[Bounds]:
        if bounds and holds_below(node):
            yield bounds
        elif left[node] >= 0:
            name, cut = names[feature[node]], float(threshold[node])
            low, high = bounds.get(name, (-np.inf, np.inf))
            yield from below(left[node], bounds | {name: (low, min(high, cut))})
            yield from below(right[node], bounds | {name: (max(low, cut), high)})

    yield from below(0, {})


def _in_words(bounds: Bounds) -> str:
    words = []
    for name, (low, high) in bounds.items():
        if np.isinf(low):
            words.append(f"{name} < {number_text(high, 3)}")
        elif np.isinf(high):
            words.append(f"{name} > {number_text(low, 3)}")
        else:
            words.append(f"{number_text(low, 3)} < {name} < {number_text(high, 3)}")
    return " and ".join(words)


def rule_bounds(rule: str) -> Bounds:
    """The numbers of a rule in words; infinite where it is open.

    Examples
    --------
    >>> rule_bounds("us.threat > 20.5 and 0.2 < base.consent < 0.8")
    {'us.threat': (20.5, inf), 'base.consent': (0.2, 0.8)}
    """
    bounds: Bounds = {}
    for part in filter(None, rule.split(" and ")):
        match part.split(" "):
            case [low, "<", name, "<", high]:
                bounds[name] = (float(low), float(high))
            case [name, "<", high]:
                bounds[name] = (-np.inf, float(high))
            case [name, ">", low]:
                bounds[name] = (float(low), np.inf)
            case _:
                raise ValueError(f"{part!r} is no part of a rule")
    return bounds


def rule_boxes(rules: pd.DataFrame, inputs: pd.DataFrame) -> pd.DataFrame:
    """Rules as boxes: a row per conclusion, rule and number it names, beside the range of that
    number in the design.

    Parameters
    ----------
    rules : rows of `rule_table` with ``name``
    inputs : what varies, a row per point

    Returns
    -------
    pandas.DataFrame
        Columns ``name``, ``number`` (of the rule, from 1), ``density``, ``coverage``, ``points``,
        ``input``, ``low``, ``high``, ``least``, ``most``; a rule that is the whole box has one row
        without numbers.

    Examples
    --------
    >>> rules = pd.DataFrame(
    ...     {
    ...         "rule": ["us.threat < 20"],
    ...         "density": 0.9,
    ...         "coverage": 0.8,
    ...         "points": 12,
    ...         "name": "idle",
    ...     }
    ... )
    >>> rule_boxes(rules, pd.DataFrame({"us.threat": [10.0, 40.0]}))[
    ...     ["name", "number", "input", "low", "high", "least", "most"]
    ... ]
       name  number      input   low  high  least  most
    0  idle       1  us.threat  10.0  20.0   10.0  40.0
    """
    lines: list[tuple[Any, ...]] = []
    for number, rule in zip(
        rules.groupby("name").cumcount() + 1, rules.to_dict("records"), strict=True
    ):
        bounds = rule_bounds(rule["rule"] if isinstance(rule["rule"], str) else "")
        head = (rule["name"], number, rule["density"], rule["coverage"], rule["points"])
        for name, (low, high) in bounds.items():
            least, most = float(inputs[name].min()), float(inputs[name].max())
            lines.append((*head, name, max(low, least), min(high, most), least, most))
        if not bounds:
            lines.append((*head, "", *[np.nan] * 4))
    return pd.DataFrame(
        lines,
        columns=[
            "name",
            "number",
            "density",
            "coverage",
            "points",
            "input",
            "low",
            "high",
            "least",
            "most",
        ],
    )
