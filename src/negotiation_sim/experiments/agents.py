"""Classes that play an actor in place of the Mesa engine's own: found by name, and told apart by
their source.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from negotiation_sim.engines.time_limit import time_limit
from negotiation_sim.errors import InputError, cut
from negotiation_sim.experiments.failures import reason_of

__all__ = ["agent_class", "agent_sources"]

MOST_PARTS = 20
"""Names joined by dots in the name of a module."""

IMPORT_SECONDS = 120.0
"""Seconds a module of agents may take to import."""


def agent_class(text: str) -> tuple[str, type]:
    """``actor=package.module:Class`` as the actor and the class, found from the current folder as
    Python itself would.

    Raises
    ------
    InputError
        If it cannot be imported, or is no class for an agent.
    """
    actor, _, where = text.partition("=")
    module, _, name = where.partition(":")
    parts = module.split(".")
    if not (actor and name and len(parts) <= MOST_PARTS and all(map(str.isidentifier, parts))):
        raise InputError(f"--agent {cut(text)}: expected actor=package.module:Class")
    here = str(Path.cwd())
    if "" not in sys.path and here not in sys.path:
        sys.path.insert(0, here)
    try:
        with time_limit(IMPORT_SECONDS):
            found = getattr(import_module(module), name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a user's module raises is told
        raise InputError(f"--agent {cut(text)}: cannot be imported ({reason_of(error)})") from None
    from negotiation_sim.engines.mesa_engine import StateAgent

    if not inspect.isclass(found) or not issubclass(found, StateAgent):
        raise InputError(
            f"--agent {cut(text)}: is no subclass of Principal or ThirdParty of negotiation_sim.engines.mesa_engine"
        )
    return actor, found


def agent_sources(agents: Mapping[str, type]) -> dict[str, str]:
    """Where each class that replaces an agent comes from, with a hash of its file.

    Examples
    --------
    >>> agent_sources({})
    {}
    """
    return {
        actor: f"{kind.__module__}:{kind.__qualname__} {_source_hash(kind)}"
        for actor, kind in sorted(agents.items())
    }


def _source_hash(kind: type) -> str:
    try:
        return sha256(Path(inspect.getfile(kind)).read_bytes()).hexdigest()[:12]
    except (OSError, TypeError):  # typed at a prompt: there is no file to hash
        return "no-source"
