"""What a third party can do: threaten, promise, withhold or give its signature. Principals promise too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Consent", "Lever", "Promise", "Setting", "Threat", "Vote"]


class Setting(StrEnum):
    """Whether the third party decides, never does it, or always does it."""

    FREE = "free"
    OFF = "off"
    FORCED = "forced"


@dataclass(frozen=True, slots=True)
class Threat:
    """Charges `target` points for packages the third party opposes (Schelling 1960).

    Parameters
    ----------
    points : parameter, stake times credibility
    cost : parameter, what pressing costs the third party
    opposed : score per outcome, 0 where the threat is silent
    pressable : per outcome, whether signing it can draw the threat
    confidential : whether the leader alone knows of it, so that it is not felt at home
    """

    name: str
    actor: str
    target: str
    points: str
    cost: str
    opposed: tuple[float, ...]
    pressable: tuple[bool, ...]
    setting: Setting = Setting.FREE
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """Adds points to `targets` for packages the promisor, anybody, is ready to pay for.

    Parameters
    ----------
    points : parameter, what each target gains
    cost : parameter, what it costs the promisor
    rewarded : score per outcome, the share that is delivered
    charged : whether the cost, scaled by what is delivered, is charged to the promisor
    budget : parameter, the most that all promises with this budget may cost for a package; empty
        for no limit
    hazard : what is promised is delivered with this hazard's probability; empty for certain
    """

    name: str
    actor: str
    targets: tuple[str, ...]
    points: str
    cost: str
    rewarded: tuple[float, ...]
    setting: Setting = Setting.FREE
    charged: bool = False
    budget: str = ""
    hazard: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Packages that exist only with the third party's signature (Tsebelis 2002)."""

    name: str
    actor: str
    needed: tuple[bool, ...]
    setting: Setting = Setting.FREE


@dataclass(frozen=True, slots=True)
class Vote:
    """Packages that, once signed, must pass a vote of the third party, such as that of a senate.

    Parameters
    ----------
    needed : per outcome, whether it must pass
    """

    name: str
    actor: str
    needed: tuple[bool, ...]
    setting: Setting = Setting.FREE


Lever = Threat | Promise | Consent | Vote
