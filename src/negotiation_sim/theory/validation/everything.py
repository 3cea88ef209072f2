"""The groups of a validation, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from negotiation_sim.errors import InputError
from negotiation_sim.theory.cases import Check, case_checks, case_kind, read_case
from negotiation_sim.theory.validation.formulae import formula_lines
from negotiation_sim.theory.validation.line import Line
from negotiation_sim.theory.validation.play import engine_lines, pie_lines, theorem_lines
from negotiation_sim.theory.validation.published import PUBLISHED_CASES
from negotiation_sim.theory.validation.record import record_lines
from negotiation_sim.theory.validation.rules import rule_lines

__all__ = ["GROUPS", "known_cases", "validation_lines"]


def published_lines() -> Iterator[Line]:
    """Cases typed again from the literature."""
    for name, case in PUBLISHED_CASES.items():
        yield from _case_lines(case, name)


GROUPS: Mapping[str, Sequence[Callable[[], Iterator[Line]]]] = {
    "closed forms": (formula_lines, rule_lines, pie_lines),
    "published cases": (published_lines,),
    "theorem": (theorem_lines,),
    "record": (record_lines,),
    "engines": (engine_lines,),
}
"""Group -> what it runs."""


def validation_lines(
    folders: Sequence[Path] = (), groups: Sequence[str] = tuple(GROUPS)
) -> Iterator[Line]:
    """Every line, group by group, as it is worked out.

    Parameters
    ----------
    folders : with JSON files of further cases, searched to any depth
    """
    for group in groups:
        for lines in GROUPS[group]:
            yield from lines()
    for path in known_cases(folders):
        yield from _case_lines(read_case(path), str(path))


def known_cases(folders: Sequence[Path]) -> list[Path]:
    """The JSON files of some folders or files, in order.

    Raises
    ------
    InputError
        If one does not exist or holds none.
    """
    found: list[Path] = []
    for folder in folders:
        files = (
            sorted(folder.rglob("*.json"))
            if folder.is_dir()
            else [folder]
            if folder.is_file()
            else []
        )
        if not files:
            raise InputError(
                f"{folder}: no file of cases, expected a JSON file or a folder with some"
            )
        found += files
    return found


def _case_lines(case: Mapping[str, object], file: str) -> Iterator[Line]:
    """A line per case file: how many of its values agree, and the first that does not."""
    checks = case_checks(case, file)
    missed = [check for check in checks if not check.passed]
    kind = case_kind(case, file).name
    source = str(case.get("source") or case.get("origin") or file)
    name = str(case.get("name") or Path(file).stem)
    yield Line(
        "published case",
        source,
        Check(f"{kind}: {name}, values that agree", len(checks), len(checks) - len(missed), 0.0),
    )
    for check in missed:
        yield Line(
            "published case",
            source,
            Check(f"{name}: {check.name}", check.expected, check.obtained, check.tolerance),
        )
