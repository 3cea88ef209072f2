"""Changes to a scenario: what an intervention, a cause or ``--set`` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation_sim.domain.distributions import Distribution

__all__ = ["Cause", "Change", "Edit", "Scaling", "in_one_phrase"]


def in_one_phrase(labels: Sequence[str]) -> str:
    """What several changes say, as one phrase.

    Examples
    --------
    >>> in_one_phrase(["no threat", "no norm", "no clause"])
    'no threat, no norm and no clause'
    >>> in_one_phrase(["Washington signs; Moscow believes it", "no norm"])
    'Washington signs; Moscow believes it; and no norm'
    """
    if any(";" in label for label in labels[:-1]):
        return "; ".join([*labels[:-1], f"and {labels[-1]}"])
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


@dataclass(frozen=True, slots=True)
class Scaling:
    """Multiply a whole distribution: ``address=*factor``."""

    factor: float


Edit = float | str | tuple[str, ...] | Scaling
"""A number, a date or a name, the levels on the table, or a factor on the number that is there."""


@dataclass(frozen=True, slots=True)
class Change:
    """Several alterations under one name, made before any run.

    Parameters
    ----------
    values : (parameter, new distribution or scaling), in order
    drop : events that do not happen
    freeze : parameters no event moves
    off, force : levers the third party never, or always, uses
    strategies : (principal, strategy)
    shifts : (event, parameter, new amount or scaling of the shift), in order
    edits : (address, new value) of what a file says and is no parameter: ``events.<event>.date`` and
        ``.probability``, ``scores.<score>.<level>``, ``menu.<issue>``, ``calendar.start`` and
        ``.end``, ``first``; made before everything else
    """

    name: str = ""
    values: tuple[tuple[str, Distribution | Scaling], ...] = ()
    drop: tuple[str, ...] = ()
    freeze: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    strategies: tuple[tuple[str, str], ...] = ()
    label: str = ""
    shifts: tuple[tuple[str, str, float | Scaling], ...] = ()
    edits: tuple[tuple[str, Edit], ...] = ()

    @staticmethod
    def joined(changes: Sequence[Change]) -> Change:
        """Several changes as one, applied in order; names joined by ``+``."""
        return Change(
            name="+".join(change.name for change in changes if change.name),
            values=tuple(value for change in changes for value in change.values),
            drop=tuple(name for change in changes for name in change.drop),
            freeze=tuple(name for change in changes for name in change.freeze),
            off=tuple(name for change in changes for name in change.off),
            force=tuple(name for change in changes for name in change.force),
            strategies=tuple(pair for change in changes for pair in change.strategies),
            label=in_one_phrase([change.label for change in changes if change.label]),
            shifts=tuple(shift for change in changes for shift in change.shifts),
            edits=tuple(edit for change in changes for edit in change.edits),
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """A rival explanation: what its absence, and its halving, would mean.

    Parameters
    ----------
    block : causes of one block are players of one team (Owen 1977)
    readings : (name, block) of other readings of whose making it is
    """

    name: str
    label: str
    block: str
    absent: Change
    halved: Change
    readings: tuple[tuple[str, str], ...] = ()
