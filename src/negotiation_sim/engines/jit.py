"""The rules as they stand, compiled by numba and kept on disk.

`register_jitable` leaves a function what it is, so the Mesa engine calls plain Python and the
compiler compiles the very same object. Compiled code is kept in a folder named by a hash of every
source it was built from: edit a rule, and it is compiled again.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FunctionType, ModuleType
from typing import Any, cast

from negotiation_sim import model
from negotiation_sim.engines import kernel, layout
from negotiation_sim.engines.compile_once import alone, mark_of
from negotiation_sim.engines.linked_once import linked_once
from negotiation_sim.errors import InputError
from negotiation_sim.model import gates, hazard, offer, payoffs, prospects, streams
from negotiation_sim.model.decisions import DECISIONS
from negotiation_sim.model.run import patterns, step
from negotiation_sim.model.strategies import registry

__all__ = [
    "cache_folder",
    "check_rules",
    "compiled_loop",
    "has_compiler",
    "kept_folder",
    "source_hash",
]

log = logging.getLogger("negotiation_sim")

OPTIONS = {
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "error_model": "numpy",
    "_nrt": False,
    "forceinline": False,
}
"""How a rule is compiled: to be called by the kernel only, without checks of division, and without
reference counters, since a run allocates nothing. Counters would cost a sixth of the speed; where a
numba does not know the private switch it is left out. What is not said is taken over from the
caller, and a rule is compiled again for callers that differ."""

INLINED = (
    patterns,
    step,
    gates.charge_expected,
    gates.consent_margin,
    gates.fill_bounds,
    gates.most_promising,
    gates.text_margin,
    hazard.chance,
    offer.best_offer,
    offer.least_taken,
    offer.others_get,
    payoffs.add_term,
    payoffs.fill_chances,
    payoffs.price,
    prospects.would_be_accepted,
)
"""Rules of the innermost loops, one by one or by module: their calls cost a tenth of the speed. A
rule that inlined rules and others call is compiled twice, so measure before you list one."""


def rule_modules() -> list[ModuleType]:
    """Every module whose functions the kernel is built from."""
    names = sorted(
        found.name
        for found in walk_packages(model.__path__, f"{model.__name__}.")
        if not found.ispkg
    )
    return [*(import_module(name) for name in names), kernel]


def source_hash() -> str:
    """Hash of everything compiled code depends on in this package.

    Examples
    --------
    >>> len(source_hash())
    16
    """
    text = sha256()
    for module in [*rule_modules(), layout, sys.modules[__name__]]:
        text.update(Path(str(module.__file__)).read_bytes())
    return text.hexdigest()[:16]


def cache_folder() -> Path | None:
    """Where compiled code is kept: ``NEGOTIATION_SIM_CACHE``, else the user's cache folder; None if
    it cannot be written.
    """
    home = (
        os.environ.get("NEGOTIATION_SIM_CACHE")
        or os.environ.get("XDG_CACHE_HOME")
        or os.environ.get("LOCALAPPDATA")
    )
    root = Path(home) if home else Path.home() / ".cache"
    folder = root / "negotiation_sim" / f"kernel-{source_hash()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        log.info(
            "compiled code cannot be kept in %s (%s): it is compiled anew each time",
            folder,
            error.strerror,
        )
        return None


@cache
def has_compiler() -> bool:
    """Whether numba can be used; ``NEGOTIATION_SIM_INTERPRETED=1`` says no."""
    if os.environ.get("NEGOTIATION_SIM_INTERPRETED"):
        return False
    try:
        import numba  # noqa: F401
    except ImportError:
        log.info("numba cannot be imported: the same rows, about two hundred times slower")
        return False
    return True


_compiled_rules: list[tuple[Any, ...]] = []
"""The rules of users that compiled code knows; the compiler never forgets the first ones it has
seen."""


def check_rules() -> None:
    """Refuse to play strategies that were registered after the engine was compiled.

    Raises
    ------
    InputError
        If compiled code does not know a registered strategy.
    """
    rules = tuple(registry.registered().values())
    if _compiled_rules and _compiled_rules[0][: len(rules)] != rules:
        raise InputError(
            "a strategy was registered after the ensemble engine was compiled; register all of "
            "them before the first run of the process, or play it with --engine mesa"
        )


@cache
def compiled_loop(capacity: layout.Capacity, others: bool) -> Callable[..., None]:
    """The loop over runs, compiled for a size class.

    Parameters
    ----------
    others : whether a principal has another strategy than ``time``
    """
    import numba
    import numpy as np

    talks = np.zeros(1, layout.talks_dtype(capacity, others))
    example = talks, np.zeros(0, layout.row_dtype(capacity)), np.uint64(0), 0
    loop: Any = declared_loop()
    folder = kept_folder()
    turn = nullcontext() if folder is None else alone(mark_of(folder, capacity, others))
    with turn, linked_once():
        loop.compile(tuple(map(numba.typeof, example)))
    return cast("Callable[..., None]", loop)


def kept_folder() -> Path | None:
    """Where kernels lie; None if they are not kept, as with rules of users, which the hash leaves
    out.
    """
    return None if registry.registered() else cache_folder()


@cache
def declared_loop() -> Callable[..., None]:
    """The loop over runs as the compiler is told of it, before it compiles anything."""
    import numba
    from numba.core.cpu import CPUTargetOptions
    from numba.extending import register_jitable

    options = {name: value for name, value in OPTIONS.items() if hasattr(CPUTargetOptions, name)}
    _compiled_rules.append(tuple(registry.registered().values()))
    replaced = replace_for_compiler(options)
    for module in rule_modules():
        for function in vars(module).values():
            if (
                isinstance(function, FunctionType)
                and function.__module__ == module.__name__
                and function not in replaced
            ):
                inlined = module in INLINED or function in INLINED
                register_jitable(**{**options, "forceinline": inlined})(function)
    folder = kept_folder()
    with kept_in(folder):
        loop: Callable[..., None] = numba.njit(nogil=True, cache=folder is not None)(
            kernel.play_runs
        )
        return loop


def replace_for_compiler(options: Any) -> tuple[Any, ...]:
    """Give the compiler what stands for functions it cannot read: casts to unsigned, decisions
    without agents, telling nobody, and strategies picked by code.

    Returns
    -------
    The functions replaced.
    """
    import numpy as np
    from numba.extending import overload, register_jitable

    @overload(streams.u64)
    def unsigned(number):  # type: ignore[no-untyped-def]
        return lambda number: np.uint64(number)

    @overload(step.tell)
    def silent(talks, what, who, outcome):  # type: ignore[no-untyped-def]
        return lambda talks, what, who, outcome: None

    @overload(step.tell_events)
    def silent_events(talks, at):  # type: ignore[no-untyped-def]
        return lambda talks, at: None

    @overload(step.tell_payments)
    def silent_payments(talks, outcome):  # type: ignore[no-untyped-def]
        return lambda talks, outcome: None

    @overload(registry.note_offer, strict=False)
    def noted(talks, proposer, offer):  # type: ignore[no-untyped-def]
        if by_time_alone(talks):
            return lambda talks, proposer, offer: None
        return registry.note_offer

    def by_time_alone(talks: Any) -> bool:
        return "others" not in talks.fields

    def made(function: Any) -> Any:
        return register_jitable(**options)(function)

    for decided, rule in DECISIONS:
        overload(decided, strict=False, jit_options=options)(_always(rule))
    for kind, either in registry.DISPATCHED.items():
        name = kind.__name__
        rules = [(given.code, made(getattr(given, name))) for given in registry.strategies()]
        chained = registry.chain(rules, either, made)
        overload(cast("Any", kind), strict=False, jit_options=options)(
            _one_of(rules[0][1], chained, by_time_alone)
        )
    told = (step.tell, step.tell_events, step.tell_payments)
    given = (streams.u64, streams.place, *told, registry.note_offer)
    return (*given, *registry.DISPATCHED, *(decided for decided, _ in DECISIONS))


def _always(rule: Any) -> Any:
    """What the compiler calls in the place of a decision: its rule."""
    return lambda *_: rule


def _one_of(by_time: Any, chained: Any, by_time_alone: Callable[[Any], bool]) -> Any:
    """The rule of ``time`` where every principal has it, so that no other is compiled."""
    return lambda talks, *_: by_time if by_time_alone(talks) else chained


@contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Point the compiler's cache at a folder while functions are declared, and back."""
    from numba import config as settings

    config: Any = settings
    before = config.CACHE_DIR
    try:
        if folder is not None:
            config.CACHE_DIR = str(folder)
        yield
    finally:
        config.CACHE_DIR = before
