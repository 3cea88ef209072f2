"""Luck, written from section 4 of docs/model/specification.md alone."""

from __future__ import annotations

import math
from hashlib import blake2b

from negotiation_sim.domain.distributions import Fixed, Triangular
from negotiation_sim.domain.parameters import Parameter

WORD, GOLDEN = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(z: int) -> int:  # 4.1
    z &= WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def key_of(seed: int, run: int) -> int:
    return mix(seed + GOLDEN * run)


def uniform(key: int, kind: str, name: str) -> float:  # 4.1, 4.2
    hashed = blake2b(f"{kind}:{name}".encode(), digest_size=8).digest()
    return (mix(key + GOLDEN * (int.from_bytes(hashed, "little") + 1)) >> 11) * 2.0**-53


def drawn(key: int, parameter: Parameter) -> float:  # 4.4, as far as the episodes need it
    value = parameter.value
    if isinstance(value, Fixed):
        return value.value
    assert isinstance(value, Triangular)
    u, width = uniform(key, "draw", parameter.stream_name), value.high - value.low
    if u * width < value.mode - value.low:
        return value.low + math.sqrt(u * width * (value.mode - value.low))
    return value.high - math.sqrt((1.0 - u) * width * (value.high - value.mode))
