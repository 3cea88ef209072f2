"""Stata files (format 118, Stata 14 and later): names Stata accepts, labels, and values without
surprises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd

from negotiation_sim.export.variables import Variable

__all__ = ["LONGEST_LABEL", "LONGEST_NAME", "stata_names", "write_stata"]

LONGEST_NAME, LONGEST_LABEL = 32, 80
"""Characters of a variable's name and of its label (Stata manual, "limits")."""

RESERVED = frozenset(
    "_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip strL using with".split()  # noqa: SIM905
)
"""Words Stata keeps for itself (Stata manual, [U] 11.3), with str1, str2, … beside them."""

NO_YES: dict[float, str] = {0: "no", 1: "yes"}


def stata_names(names: Iterable[str]) -> dict[str, str]:
    """A name Stata accepts for each name: letters, digits and ``_``, at most 32, each once.

    What is too long loses letters at the end of its longest words.

    Examples
    --------
    >>> stata_names(["run", "us.threat", "events.constitution.russia.clause", "2018+2022/russia.norm"])
    {'run': 'run', 'us.threat': 'us_threat', 'events.constitution.russia.clause':
    'events_constitutio_russia_clause', '2018+2022/russia.norm': 'v2018_2022_russia_norm'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        short = _shortened(_accepted(name), LONGEST_NAME)
        number = 2
        while short in taken:
            short = f"{_shortened(_accepted(name), LONGEST_NAME - len(str(number)) - 1)}_{number}"
            number += 1
        found[name] = short
        taken.add(short)
    return found


def _accepted(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", name) or "_"
    if plain[0].isdigit():
        return f"v{plain}"
    return (
        f"{plain}_"
        if plain in RESERVED or re.fullmatch(r"str\d+", plain) or plain == "_"
        else plain
    )


def _shortened(name: str, most: int) -> str:
    """The name with its longest word cut by one letter until it fits.

    Examples
    --------
    >>> _shortened("sum_points_of_a_confederation", 20)
    'sum_point_of_a_confe'
    """
    words = name.split("_")
    while len("_".join(words)) > most:
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        if len(words[longest]) < 2:  # hardly anything but underscores
            return name[:most]
        words[longest] = words[longest][:-1]
    return "_".join(words)


def write_stata(
    frame: pd.DataFrame, path: Path, variables: Sequence[Variable], label: str, made: datetime
) -> None:
    """Write a frame whose columns are those of `variables`.

    Words become numbers with value labels, true and false become 1 and 0 labelled yes and no, and
    what is missing is missing; text is empty there.

    Parameters
    ----------
    label : of the whole file, cut at 80 characters
    made : time stamp of the file
    """
    names = stata_names(variable.name for variable in variables)
    labels = {names[variable.name]: _cut(variable.label) for variable in variables}
    flags = [names[variable.name] for variable in variables if variable.kind == "true/false"]
    frame.rename(columns=names).to_stata(
        path,
        version=118,
        write_index=False,
        variable_labels=labels,
        value_labels=dict.fromkeys(flags, NO_YES),
        data_label=_cut(label),
        time_stamp=made,
    )


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
