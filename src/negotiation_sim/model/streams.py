"""Random streams: a number's value is a pure function of (seed, run, place).

Counter-based SplitMix64 (Steele, Lea & Flood 2014; Salmon et al. 2011 for the idea), mixed twice:
``key = mix(seed + G*run)`` once per run, ``word = mix(key + G*(place + 1))`` at a place. A place is
the 64-bit hash of a name, so adding a parameter, an actor or a run moves nobody else's luck, and
any order, chunk or worker count gives the same numbers. This is the only module that makes random
numbers.
"""

from __future__ import annotations

from hashlib import blake2b

__all__ = ["KINDS", "at_step", "place", "stream_key", "u64", "uniform"]

KINDS = {
    "draw": "private value of a parameter; name = its address",
    "mood": "ratification mood of a principal, or of a third party that votes; name = actor",
    "patience": "walk-out threshold of a principal; name = actor",
    "leaning": "latent type of a third party; name = actor",
    "vigilant": "whether a third party reacts to offers; name = actor",
    "first": "which principal proposes first; name = 'proposer'",
    "date": "when an event happens whose date is uncertain; name = event",
    "event": "whether an uncertain event happens; name = event",
    "stubborn": "whether a principal is an obstinate type; name = actor",
    "choice": "which text a strategy of chance puts forward; name = actor, one place per step",
    "answer": "whether a strategy of chance takes an offer; name = actor, one place per step",
}
"""Every kind of place; a mechanism that needs luck adds its own line."""

MASK = 0xFFFFFFFFFFFFFFFF
GOLDEN = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
UNIT = 1.0 / 9007199254740992.0


def u64(number: int) -> int:
    """Read an integer as unsigned 64-bit: identity in Python, a cast where compiled."""
    return number


def mix(word: int) -> int:
    """SplitMix64 finaliser.

    Examples
    --------
    >>> hex(mix(0x9E3779B97F4A7C15))
    '0xe220a8397b1dcdaf'
    """
    z = u64(word) & u64(MASK)
    z = ((z ^ (z >> u64(30))) * u64(MIX_1)) & u64(MASK)
    z = ((z ^ (z >> u64(27))) * u64(MIX_2)) & u64(MASK)
    return z ^ (z >> u64(31))


def stream_key(seed: int, run: int) -> int:
    """Key of one run, from which all its numbers follow.

    Parameters
    ----------
    seed, run : 0 to 2**63 - 1

    Examples
    --------
    >>> hex(stream_key(1, 0)), stream_key(1, 0) == stream_key(1, 1)
    ('0x5692161d100b05e5', False)
    """
    return mix(u64(seed) + u64(GOLDEN) * u64(run))


def uniform(key: int, where: int) -> float:
    """Number in [0, 1) at a place of a run, a multiple of 2**-53.

    Examples
    --------
    >>> uniform(stream_key(1, 0), place("draw", "japan.norm"))
    0.08877523387640884
    """
    return float(mix(u64(key) + u64(GOLDEN) * (u64(where) + u64(1))) >> u64(11)) * UNIT


def at_step(where: int, step: int) -> int:
    """The place of a step, of a mechanism that draws anew each step.

    Examples
    --------
    >>> at_step(place("choice", "japan"), 1) != at_step(place("choice", "japan"), 2)
    True
    """
    return mix(u64(where) + u64(step))


def place(kind: str, name: str) -> int:
    """Where a number lives: 64-bit hash of ``kind:name``.

    Raises
    ------
    ValueError
        If the kind is not declared in `KINDS`.

    Examples
    --------
    >>> place("mood", "japan") != place("mood", "russia")
    True
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of place; declared are {', '.join(KINDS)}")
    return int.from_bytes(blake2b(f"{kind}:{name}".encode(), digest_size=8).digest(), "little")
