"""Actors: principals, who sign, and third parties, who press, pay or co-sign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "PRINCIPAL_DEFAULTS",
    "PRINCIPAL_REQUIRED",
    "THIRD_PARTY_DEFAULTS",
    "VOTER_DEFAULTS",
    "Actor",
    "Role",
]


class Role(StrEnum):
    PRINCIPAL = "principal"
    THIRD_PARTY = "third_party"


PRINCIPAL_REQUIRED = {"beta": "shape", "window": "share of horizon"}
"""Nouns every principal must have as a parameter, and their unit; a window may be in months."""

PRINCIPAL_DEFAULTS: dict[str, tuple[float, str]] = {
    "reserve": (0.0, "pts"),
    "hostility": (0.0, "share"),
    "norm_share": (1.0, "share"),
    "ratify_noise": (1.0, "pts"),
    "ratify_penalty": (0.0, "pts"),
    "talk_cost": (0.0, "pts"),
    "channel_value": (0.0, "pts"),
    "walk_noise": (1.0, "pts"),
    "walk_rate": (0.0, "per year"),
    "risk_aversion": (0.0, "1/pts"),
    "loss_aversion": (1.0, "factor"),
    "reciprocity": (0.2, "share"),
    "discount": (0.98, "share"),
    "precision": (1.0, "1/pts"),
    "obstinacy": (0.5, "probability"),
    "firmness": (0.8, "share"),
    "opening": (99.0, "level"),
}
"""Neutral value and unit of the nouns a principal may leave out."""

THIRD_PARTY_DEFAULTS: dict[str, tuple[float, str]] = {
    "noise": (0.0, "pts"),
    "vigilance": (0.0, "probability"),
    "risk_aversion": (0.0, "1/pts"),
    "loss_aversion": (1.0, "factor"),
}
"""Neutral value and unit of the nouns a third party may leave out."""

VOTER_DEFAULTS: dict[str, tuple[float, str]] = {"ratify_noise": PRINCIPAL_DEFAULTS["ratify_noise"]}
"""The same of a third party that votes on texts."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A state.

    Parameters
    ----------
    name : its id, the prefix of its parameters
    ratifies : whether a text signed by this principal must pass at home
    strategy : how a principal concedes
    stream : name of its random streams; the id unless declared
    """

    name: str
    label: str
    role: Role
    ratifies: bool = False
    strategy: str = "time"
    iso3: str = ""
    stream: str = ""

    @property
    def stream_name(self) -> str:
        return self.stream or self.name
