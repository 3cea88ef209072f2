"""What happened in one run: a frozen list of moves, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from negotiation_sim.domain.scenario import Scenario, Termination

__all__ = ["Act", "Ending", "Move", "Trace"]


class Act(StrEnum):
    """What an actor can be seen doing."""

    EVENT = "event"
    PROCESS_ACCORD = "process_accord"
    OFFER = "offer"
    NO_OFFER = "no_offer"
    ACCEPT = "accept"
    REJECT = "reject"
    PRESS = "press"
    STAND_BY = "stand_by"
    GIVE_WAY = "give_way"
    RATIFY = "ratify"
    FAIL_TO_RATIFY = "fail_to_ratify"
    IN_FORCE = "in_force"
    WALK_OUT = "walk_out"
    END = "end"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that happened.

    Parameters
    ----------
    step : steps since the start, 0 for the first
    act : what was done
    actor : who did it; empty for events and the end
    event : id of the dated event, if it was one
    outcome : the package it was about, -1 for none
    points : what that package is worth to each actor at the time, principals first; empty without a
        package
    worth : what it is worth to each principal's leader, ratification risk included; empty without a
        package
    aspirations : least worth each principal insists on: the proposer of the step now, the others at
        their next turn, and one that
        answers the least it takes this offer at; not a number where its strategy leaves that to
        chance
    """

    step: int
    act: Act
    actor: str = ""
    event: str = ""
    outcome: int = -1
    points: tuple[float, ...] = ()
    worth: tuple[float, ...] = ()
    aspirations: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended, in the codes of the result columns.

    Parameters
    ----------
    in_force : outcome in force at the end
    termination : how the talks ended
    walker : index of the principal that walked out, -1 for none
    failed : whether a signed text failed at home
    cosigned : whether a third party's signature stands under the agreement in force
    steps : steps played
    agreement_step, pressed_step : steps until the agreement in force was concluded, until the first
        threat; -1 for never
    gap_start, gate_start, gap_end, gate_end : see `negotiation_sim.model.gates`
    points : what the outcome in force is worth to each actor, principals first
    shown : steps until the run showed each pattern of the record, 0 for never
    """

    in_force: int
    termination: Termination
    walker: int
    failed: bool
    cosigned: bool
    steps: int
    agreement_step: int
    pressed_step: int
    gap_start: float
    gate_start: int
    gap_end: float
    gate_end: int
    points: tuple[float, ...]
    shown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """One run, told in full."""

    scenario: Scenario
    seed: int
    run: int
    moves: tuple[Move, ...]
    ending: Ending
    outcome_class: str
