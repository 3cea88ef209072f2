"""Every error the product raises on purpose.

::

    NegotiationSimError          one clear line for the user, exit code 2
    ├── InputError               something the user wrote is wrong
    │   ├── FaultsError          a file with one or more located faults
    │   └── UnknownNameError     a name that does not exist, with the nearest ones
    ├── AgentError               an agent written in Python answered what is no answer, or never
    ├── FailedRunsError          runs of a batch raised; the rows of the others are in it
    ├── NoAgreementZoneError     no outcome leaves everyone at least as well off as walking away
    ├── ResultsError             a result folder cannot be read, continued or written
    └── VerificationError        a solution that was found fails its own definition: a bug of ours

``FailedRunsWarning`` says the same of rows that are read from a folder, ``InputWarning`` what is odd and no mistake. Programmer mistakes stay ``ValueError`` and ``TypeError``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = [
    "AgentError",
    "FailedRunsError",
    "FailedRunsWarning",
    "Fault",
    "FaultsError",
    "InputError",
    "InputWarning",
    "NegotiationSimError",
    "NoAgreementZoneError",
    "ResultsError",
    "UnknownNameError",
    "VerificationError",
    "cut",
    "fault_lines",
    "found_text",
    "listed",
    "nearest_names",
    "one_line",
    "short",
    "warn_of",
]

MOST_TOLD = 20
"""Names or faults told one by one; of the others, how many there are."""

MOST_LETTERS, MOST_OF_A_NAME = 1000, 60
"""Characters of a line, and of a name in it."""

MOST_COMPARED = 2_000
"""Names that are looked through for the nearest ones."""


def one_line(text: str, most: int = MOST_LETTERS) -> str:
    """A text that a terminal shows as one line of bearable length, whatever it quotes.

    Examples
    --------
    >>> len(one_line("no file " + chr(10))), one_line("x" * 100, most=5)
    (10, 'xxxxx…')
    """
    kept = text if len(text) <= most else f"{text[:most]}…"
    if kept.isprintable():
        return kept
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in kept)


def short(name: str) -> str:
    """A name in quotes, cut where it is too long to read.

    Examples
    --------
    >>> short("japan.norm"), len(short("x" * 1000))
    ("'japan.norm'", 63)
    """
    return repr(cut(name))


def found_text(found: object) -> str:
    """What was found where something else was expected, for a message.

    Examples
    --------
    >>> found_text(3), found_text(b"x"), found_text([1]), found_text(int)
    ('3', "b'x'", 'a list', 'the class int')
    """
    if found is None or isinstance(found, (str, bytes, int, float)):
        return cut(repr(found))
    if isinstance(found, type):
        return f"the class {found.__name__}"
    kind = type(found).__name__
    return f"{'an' if kind[0] in 'AEIOaeio' else 'a'} {kind}"


def cut(name: str) -> str:
    """A name, cut where it is too long to read."""
    return name if len(name) <= MOST_OF_A_NAME else f"{name[:MOST_OF_A_NAME]}…"


def listed(names: Iterable[str], most: int = MOST_TOLD) -> str:
    """Names with commas between them; of many, the first and how many more there are.

    Examples
    --------
    >>> listed(["status", "land"]), listed(map(str, range(15_000)), most=3)
    ('status, land', '0, 1, 2 and 14,997 more')
    """
    found = list(names)
    left = len(found) - most
    return ", ".join(map(cut, found[:most])) + (f" and {left:,} more" if left > 0 else "")


MOST_KNOWN = 16
"""Known names told where none is near."""


class NegotiationSimError(Exception):
    """Root of the tree; its text is what a user reads.

    Parameters
    ----------
    lines : usually one; nothing they quote can break one into several
    """

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(map(one_line, lines)))


class InputError(NegotiationSimError):
    """Something the user wrote is wrong."""


class ResultsError(NegotiationSimError):
    """A result folder cannot be read, continued or written."""


class AgentError(NegotiationSimError):
    """An agent written in Python answered what is no answer, or did not answer in time."""


class FailedRunsError(NegotiationSimError):
    """Runs of a batch raised and have no row, so that the rows of the others are a biased sample.

    Parameters
    ----------
    text : how many, and which for what reason
    failures : the same for a program: cell, first run, number of runs, reason
    rows : a table of the runs that did not fail
    """

    def __init__(self, text: str, failures: Sequence[object], rows: object) -> None:
        super().__init__(*text.splitlines())
        self.failures, self.rows = tuple(failures), rows


class FailedRunsWarning(UserWarning):
    """Rows are read of which some are missing, since their runs raised."""


class InputWarning(UserWarning):
    """Something the user wrote is no mistake, and yet odd."""


def warn_of(lines: Iterable[str], above: int = 1) -> None:
    """Warn of what is odd, a line each, once each.

    Parameters
    ----------
    above : how many calls above the function that warns the user's own line is
    """
    for line in dict.fromkeys(lines):
        warnings.warn(one_line(line), InputWarning, stacklevel=2 + above)


class NoAgreementZoneError(NegotiationSimError):
    """No outcome leaves everyone at least as well off as walking away."""


class VerificationError(NegotiationSimError):
    """A solution that was found fails its own definition: a bug of ours, worth a report."""


def nearest_names(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Known names most like `name`, best first; of dotted ones those whose last word is it.

    Examples
    --------
    >>> known = ["japan.norm", "russia.norm", "us.threat"]
    >>> nearest_names("japan.nrom", known), nearest_names("norm", known), nearest_names("nrom", known)
    (['japan.norm'], ['japan.norm', 'russia.norm'], ['japan.norm', 'russia.norm'])
    """
    known = list(known)
    if len(name) > MOST_OF_A_NAME or len(known) > MOST_COMPARED:
        return []
    whole = get_close_matches(name, known, n=most, cutoff=0.6)
    if "." in name:
        return whole
    words = {one: one.rpartition(".")[2] for one in known if "." in one}
    same = [one for one, word in words.items() if word == name]
    if same or whole:
        return list(dict.fromkeys([*same, *whole]))[: max(most, len(same))]
    like = get_close_matches(name, {*words.values()}, n=1, cutoff=0.6)
    return [one for one, word in words.items() if word in like]


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
            hint = f"known: {listed(self.known, MOST_KNOWN)}"
        else:
            hint = "there is none here"
        super().__init__(f"{short(name)} is not {article} {what}; {hint}")


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
    stands_for: int = 1
    """Faults beside which this one was kept; others were only counted."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: "
        return one_line(where + (f"{self.path}: " if self.path else "") + self.message)


class FaultsError(InputError):
    """A file with one or more located faults: the first of them told, the others counted."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(*fault_lines(self.faults))


def fault_lines(faults: Sequence[Fault]) -> list[str]:
    """The first faults, a line each, and how many more there are.

    Examples
    --------
    >>> fault_lines([Fault("a.yaml", 1, 1, "", "no title")] * 5_000)[-1]
    'and 4,980 more faults'
    """
    told = faults[:MOST_TOLD]
    left = sum(one.stands_for for one in faults) - len(told)
    return [*map(str, told), *[f"and {left:,} more faults"] * (left > 0)]
