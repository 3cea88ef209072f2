"""What happened in one run: a frozen list of moves, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

from negotiation_sim.domain.scenario import Scenario, Termination

if TYPE_CHECKING:
    import pandas as pd

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
    PAY = "pay"
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
    event : id of the dated event, or of the promise that is paid, if it was one
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
    pressed_by, cosigned_by : bits of the third parties that pressed, and whose signature stands
        under the agreement in force
    paid : what each actor pays for the outcome in force
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
    pressed_by: int = 0
    cosigned_by: int = 0
    paid: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """One run, told in full.

    Parameters
    ----------
    refused_by : third parties whose refusals left no settlement open at the end
    """

    scenario: Scenario
    seed: int
    run: int
    moves: tuple[Move, ...]
    ending: Ending
    outcome_class: str
    refused_by: tuple[str, ...] = ()

    def __repr__(self) -> str:
        months = self.ending.steps * self.scenario.calendar.step_months
        return (
            f"<Trace of {self.scenario.id}, run {self.run} of seed {self.seed}: "
            f"{len(self.moves)} moves, {self.outcome_class} after {months:g} months>"
        )

    def _repr_html_(self) -> str:
        shown = self.to_frame()[["month", "act", "label", "package"]].to_html(index=False)
        return f"<b>{escape(repr(self)[1:-1])}</b>{shown}"

    def to_frame(self) -> pd.DataFrame:
        """One row per move.

        Returns
        -------
        pandas.DataFrame
            Columns ``step``, ``month``, ``act``, ``actor``, ``event``, ``label`` (the actor's, or
            the event's), ``package`` (in words; empty without one), ``points_`` of every actor,
            ``worth_`` to every principal's leader and ``aspiration_`` of every principal, NaN
            where a move has none; see `Move`.

        Examples
        --------
        >>> from negotiation_sim.engines.mesa_engine import replay
        >>> from negotiation_sim.scenarios import load_scenario
        >>> moves = replay(load_scenario("1956"), seed=1, run=0).to_frame()
        >>> moves.loc[moves.act == "offer", ["actor", "package"]].iloc[0].actor in ("japan", "russia")
        True
        """
        import pandas as pd

        scenario = self.scenario
        labels = {actor.name: actor.label for actor in scenario.actors}
        labels |= {event.name: event.label for event in scenario.events}
        principals = [actor.name for actor in scenario.principals]
        actors = principals + [actor.name for actor in scenario.third_parties]
        kinds = (("points", actors), ("worth", principals), ("aspirations", principals))
        rows = [
            {
                "step": move.step,
                "month": scenario.calendar.label(move.step),
                "act": str(move.act),
                "actor": move.actor,
                "event": move.event,
                "label": labels.get(move.actor or move.event, ""),
                "package": scenario.describe(move.outcome) if move.outcome >= 0 else "",
            }
            | {
                f"{kind.removesuffix('s') if kind == 'aspirations' else kind}_{name}": number
                for kind, names in kinds
                for name, number in zip(
                    names, getattr(move, kind) or [float("nan")] * len(names), strict=False
                )
            }
            for move in self.moves
        ]
        return pd.DataFrame(rows)
