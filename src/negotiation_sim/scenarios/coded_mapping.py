"""From coded columns to parameters: one published factor for each parameter of a template."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from negotiation_sim.domain.expressions import Expression, parse_expression
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import Fault, FaultsError, InputError
from negotiation_sim.scenarios.coded import COLUMNS
from negotiation_sim.scenarios.shelf import shipped_folder
from negotiation_sim.scenarios.source.files import MOST_BYTES, read_words

__all__ = ["CodedMapping", "MappingLine", "read_mapping", "shipped_mapping"]

CLAUSE = "clause"
HEAD = ["parameter", "factor", "reason"]


@dataclass(frozen=True, slots=True)
class MappingLine:
    """What the columns make of one parameter.

    Parameters
    ----------
    parameter : address whose whole distribution is multiplied
    formula, factor : of the columns, as text and as a function
    reason : why this line and no other
    """

    parameter: str
    formula: str
    factor: Expression
    reason: str


@dataclass(frozen=True, slots=True)
class CodedMapping:
    """Every line, and what every word of a security clause is worth.

    Parameters
    ----------
    clauses : word to the share of the danger that such a clause keeps out if it is believed
    """

    lines: tuple[MappingLine, ...]
    clauses: Mapping[str, float]

    def point(self, values: Mapping[str, float], clause: str) -> dict[str, str]:
        """Overrides of the template for one reading of a dispute; a word that no line knows counts
        as no clause.

        Examples
        --------
        >>> mapping = read_mapping(shipped_mapping())
        >>> mapping.point(dict.fromkeys(COLUMNS, 0.5), "excl")["danger.clause"]
        '*0.4'
        """
        known = {**values, CLAUSE: self.clauses.get(clause, 0.0)}
        return {line.parameter: f"*{line.factor(known):.6g}" for line in self.lines}


def shipped_mapping() -> Path:
    """The file of the published mapping."""
    return shipped_folder("scenarios") / "disputes" / "coded_mapping.csv"


def read_mapping(path: str | Path, template: Scenario | None = None) -> CodedMapping:
    """Read a mapping: columns ``parameter``, ``factor`` and ``reason``.

    A parameter ``clause=WORD`` gives that word of the coding scheme its number.

    Parameters
    ----------
    template : whose parameters the lines must name; not checked if None

    Raises
    ------
    FaultsError
        With every fault of the file.
    InputError
        If it cannot be read.
    """
    path = Path(path)
    try:
        rows = list(csv.reader(read_words(path, MOST_BYTES, "a CSV file").splitlines()))
    except csv.Error as error:
        raise InputError(f"{path}: cannot be read as a CSV file ({error})") from None
    if not rows or rows[0] != HEAD:
        raise InputError(f"{path}: begins with {rows[:1]}, expected {','.join(HEAD)}")
    lines: list[MappingLine] = []
    clauses: dict[str, float] = {}
    faults: list[Fault] = []
    known = None if template is None else {one.address for one in template.parameters}
    for number, row in enumerate(rows[1:], start=2):
        try:
            line = _line(row, known)
        except ValueError as error:
            faults.append(Fault(str(path), number, 1, "", str(error)))
            continue
        name, is_clause, word = line.parameter.partition("=")
        if is_clause and name == CLAUSE:
            clauses[word] = line.factor({})
        else:
            lines.append(line)
    if faults:
        raise FaultsError(faults)
    return CodedMapping(tuple(lines), clauses)


def _line(row: list[str], known: set[str] | None) -> MappingLine:
    if len(row) != len(HEAD) or not all(row):
        raise ValueError(f"found {len(row)} cells, expected {', '.join(HEAD)}, none of them empty")
    parameter, formula, reason = row
    factor = parse_expression(formula)
    is_clause = parameter.startswith(f"{CLAUSE}=")
    if unknown := set(factor.addresses) - (set() if is_clause else {*COLUMNS, CLAUSE}):
        named = ", ".join(sorted(unknown))
        raise ValueError(f"{formula!r} reads {named}, expected {', '.join(COLUMNS)} or {CLAUSE}")
    if known is not None and not is_clause and parameter not in known:
        raise ValueError(f"the template has no parameter {parameter!r}")
    return MappingLine(parameter, formula, factor, reason)
