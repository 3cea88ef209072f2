"""What a third party can do: threaten, promise, withhold or give its signature."""

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
    """Adds points to `target` for packages the third party is ready to pay for."""

    name: str
    actor: str
    target: str
    points: str
    cost: str
    rewarded: tuple[float, ...]
    setting: Setting = Setting.FREE


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
