"""Coded disputes: one line of a CSV file per dispute, a judgement from 0 to 1 in every column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from negotiation_sim.errors import Fault, FaultsError, InputError
from negotiation_sim.scenarios.shelf import shipped_folder
from negotiation_sim.scenarios.source.files import MOST_BYTES, read_words

__all__ = ["CLASSES", "COLUMNS", "ENDINGS", "CodedDispute", "read_coded", "shipped_coded"]

COLUMNS = ("sec", "cred", "opp", "dep", "hardH", "hardC", "pay", "time", "trust")
"""Columns of numbers that were known before the outcome, in the order of the scheme."""

LOW = MappingProxyType({"opp": -1.0})
"""Least value of a column where it is not 0; the greatest is always 1."""

ENDINGS = MappingProxyType({"S": "SETTLED", "N": "NORMALISED", "R": "RENOUNCED", "F": "FAILED"})
"""Outcome class of the template for every letter of column ``out``."""

CLASSES = tuple(ENDINGS.values())
"""What a dispute can end as, in the order of tables; the first counts as settled."""

REQUIRED = ("id", "clause", *COLUMNS)
UNKNOWN = ("", "-", "–", "?")
OTHER_NAMES = MappingProxyType({"patronopp": "opp", "outcome": "out"})


@dataclass(frozen=True, slots=True)
class CodedDispute:
    """One dispute as its coder saw it.

    Parameters
    ----------
    id, case : a short mark, and what the dispute is
    values : every one of `COLUMNS`; the middle of the scale where it is unknown
    unknown : columns that the coder left open
    clause : word of the security clause, ``none`` where there is none
    share : part of the territory that passed, which is known only afterwards; None if not coded
    ending : a value of `ENDINGS`; empty if nobody knows yet
    """

    id: str
    case: str
    values: Mapping[str, float]
    unknown: frozenset[str]
    clause: str
    share: float | None
    ending: str

    def band(self, column: str, width: float) -> tuple[float, float]:
        """Least and greatest value of a column in all readings of the coding.

        Examples
        --------
        >>> read_coded(shipped_coded())[0].band("opp", 0.15)
        (-0.15, 0.15)
        """
        low = LOW.get(column, 0.0)
        if column in self.unknown:
            return low, 1.0
        return max(low, self.values[column] - width), min(1.0, self.values[column] + width)


def shipped_coded() -> Path:
    """The file of coded disputes that is shipped."""
    return shipped_folder("experiments") / "coded_disputes.csv"


def read_coded(path: str | Path) -> tuple[CodedDispute, ...]:
    """Read a file of coded disputes.

    Columns may stand in any order, and others beside them. A dash stands for what the coder does
    not know.

    Raises
    ------
    FaultsError
        With every fault of the file.
    InputError
        If it cannot be read or holds no dispute.

    Examples
    --------
    >>> found = read_coded(shipped_coded())
    >>> found[-1].id, found[-1].values["hardH"], found[-1].ending
    ('A24', 0.6, 'FAILED')
    """
    head, lines = _lines(Path(path))
    if missing := [name for name in REQUIRED if name.lower() not in head]:
        raise FaultsError([Fault(str(path), 1, 1, "", f"no column {', '.join(missing)}")])
    found: list[CodedDispute] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, cells in lines:
        row = _Row(str(path), number, dict(zip(head, cells, strict=False)), faults)
        found.append(row.dispute())
        if found[-1].id in seen:
            row.fault("id", f"{found[-1].id!r} is there twice, expected a mark for each dispute")
        seen.add(found[-1].id)
    if faults:
        raise FaultsError(faults)
    if not found:
        raise InputError(f"{path}: holds no dispute, expected a line for each below the heading")
    return tuple(found)


def _lines(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Names of the columns, and every line that is not empty with its number."""
    text = read_words(path, MOST_BYTES, "a CSV file")
    reader = csv.reader(text.splitlines())
    try:
        numbered = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise InputError(f"{path}: cannot be read as a CSV file ({error})") from None
    names = [re.sub(r"[^a-z]", "", name.lower()) for name in (numbered[0][1] if numbered else [])]
    head = [OTHER_NAMES.get(name, name) for name in names]
    return head, (line for line in numbered[1:] if any(map(str.strip, line[1])))


@dataclass(frozen=True, slots=True)
class _Row:
    """One line, and where its faults go."""

    path: str
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, column: str, message: str) -> None:
        place = [*self.cells].index(column.lower()) + 1
        self.faults.append(Fault(self.path, self.line, place, column, message))

    def text(self, column: str) -> str:
        return self.cells.get(column.lower(), "").strip()

    def dispute(self) -> CodedDispute:
        unknown = {name for name in COLUMNS if self.text(name) in UNKNOWN}
        values = {
            name: (LOW.get(name, 0.0) + 1.0) / 2 if name in unknown else self.number(name)
            for name in COLUMNS
        }
        clause = re.match(r"[a-z]+", self.text("clause").lower())
        return CodedDispute(
            self.text("id"),
            self.text("case") or self.text("id"),
            MappingProxyType(values),
            frozenset(unknown),
            clause[0] if clause else "none",
            None if self.text("share") in UNKNOWN else self.number("share"),
            self.ending(),
        )

    def number(self, column: str) -> float:
        low, text = LOW.get(column, 0.0), self.text(column)
        if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", text, re.ASCII) and low <= float(text) <= 1:
            return float(text)
        self.fault(column, f"found {text[:40]!r}, expected {low:g} to 1, or - if nobody knows")
        return low

    def ending(self) -> str:
        text = self.text("out")
        if text in UNKNOWN:
            return ""
        letter = text[:1].upper()
        if letter not in ENDINGS or text[1:2].isalpha():
            self.fault("out", f"found {text[:40]!r}, expected S, N, R or F, or nothing")
        return ENDINGS.get(letter, "")
