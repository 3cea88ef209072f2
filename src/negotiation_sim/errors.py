"""Every error the product raises on purpose.

::

    NegotiationSimError          one clear line for the user, exit code 2
    ├── InputError               something the user wrote is wrong
    │   ├── FaultsError          a file with one or more located faults
    │   └── UnknownNameError     a name that does not exist, with the nearest ones
    ├── FailedRunsError          runs of a batch raised; the rows of the others are in it
    ├── NoAgreementZoneError     no outcome leaves everyone at least as well off as walking away
    ├── ResultsError             a result folder cannot be read, continued or written
    └── VerificationError        a solution that was found fails its own definition: a bug of ours

``FailedRunsWarning`` says the same of rows that are read from a folder. Programmer mistakes stay ``ValueError`` and ``TypeError``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = [
    "FailedRunsError",
    "FailedRunsWarning",
    "Fault",
    "FaultsError",
    "InputError",
    "NegotiationSimError",
    "NoAgreementZoneError",
    "ResultsError",
    "UnknownNameError",
    "VerificationError",
    "nearest_names",
]


class NegotiationSimError(Exception):
    """Root of the tree; its text is what a user reads."""


class InputError(NegotiationSimError):
    """Something the user wrote is wrong."""


class ResultsError(NegotiationSimError):
    """A result folder cannot be read, continued or written."""


class FailedRunsError(NegotiationSimError):
    """Runs of a batch raised and have no row, so that the rows of the others are a biased sample.

    Parameters
    ----------
    text : how many, and which for what reason
    failures : the same for a program: cell, first run, number of runs, reason
    rows : a table of the runs that did not fail
    """

    def __init__(self, text: str, failures: Sequence[object], rows: object) -> None:
        super().__init__(text)
        self.failures, self.rows = tuple(failures), rows


class FailedRunsWarning(UserWarning):
    """Rows are read of which some are missing, since their runs raised."""


class NoAgreementZoneError(NegotiationSimError):
    """No outcome leaves everyone at least as well off as walking away."""


class VerificationError(NegotiationSimError):
    """A solution that was found fails its own definition: a bug of ours, worth a report."""


def nearest_names(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Known names most like `name`, best first.

    Examples
    --------
    >>> nearest_names("japan.nrom", ["japan.norm", "russia.norm", "us.threat"])
    ['japan.norm']
    """
    return get_close_matches(name, list(known), n=most, cutoff=0.6)


class UnknownNameError(InputError):
    """A name that does not exist, with the nearest ones that do.

    Examples
    --------
    >>> print(UnknownNameError("intervention", "no_treat", ["no_threat", "no_clause"]))
    'no_treat' is not an intervention; did you mean 'no_threat'?
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name, self.known = what, name, sorted(known)
        near = nearest_names(name, self.known)
        article = "an" if what[0] in "aeio" else "a"
        if near:
            hint = "did you mean " + " or ".join(repr(n) for n in near) + "?"
        elif self.known:
            hint = "known: " + ", ".join(self.known)
        else:
            hint = "there is none here"
        super().__init__(f"{name!r} is not {article} {what}; {hint}")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a file, and where.

    Examples
    --------
    >>> print(Fault("1956.yaml", 12, 5, "params.japan.norm.unit", "'points' is not a unit, expected 'pts'"))
    1956.yaml:12:5: params.japan.norm.unit: 'points' is not a unit, expected 'pts'
    """

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: "
        return where + (f"{self.path}: " if self.path else "") + self.message


class FaultsError(InputError):
    """A file with one or more located faults, all of them told at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
