"""Compile many functions as one program: each is optimised once.

The compiler optimises and translates every function together with all that the function calls, so
that a rule below ten others is worked over ten times: half of the time that the kernel takes. Only
what is called from Python needs this; the rest can wait to be linked into it as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["linked_once"]

log = logging.getLogger("negotiation_sim")

KNOWN = {
    "add_linking_library": {"_ensure_finalized", "_linking_libraries", "append"},
    "finalize": {
        "_check_llvm_bugs",
        "_finalize_final_module",
        "_get_module_for_linking",
        "_linking_libraries",
        "_optimize_final_module",
        "_raise_if_finalized",
        "_reload_init",
        "link_in",
    },
}
"""What the compiler's own steps must use for ours to stand in for them; it has no public switch."""


@contextmanager
def linked_once() -> Iterator[None]:
    """Within, functions without an entry from Python wait for the one that has it.

    With a compiler whose insides differ nothing changes: the same code, compiled more slowly.
    """
    from numba.core.codegen import CPUCodeLibrary
    from numba.core.compiler_lock import global_compiler_lock
    from numba.core.cpu import CPUContext

    library: Any = CPUCodeLibrary
    context: Any = CPUContext
    with global_compiler_lock:  # a second thread must not take ours for the compiler's own
        if any(
            not uses <= set(getattr(library, one).__code__.co_names) for one, uses in KNOWN.items()
        ):
            log.info("this numba is not known: the kernel is compiled twice as slowly")
            yield
            return
        before = library.add_linking_library, library.finalize, context.get_executable
        library.add_linking_library, library.finalize = _link, _finalize
        context.get_executable = _executable(context.get_executable)
        try:
            yield
        finally:
            library.add_linking_library, library.finalize, context.get_executable = before


def _link(library: Any, used: Any) -> None:
    """Note what a library needs, without finishing that first."""
    library._linking_libraries.append(used)


def _executable(entry: Any) -> Any:
    """The step that makes a Python function of a library, for those that have an entry."""

    def executable(context: Any, library: Any, about: Any, environment: Any) -> Any:
        inside = (one.name for one in library._final_module.functions)
        if library._finalized or about.llvm_cpython_wrapper_name in inside:
            return entry(context, library, about, environment)
        return _without_entry(library, about, environment)

    return executable


def _without_entry(library: Any, about: Any, environment: Any) -> Any:
    """A key by which callers find a function; it is never called from Python."""
    from numba import _dynfunc  # type: ignore[attr-defined]

    return _dynfunc.make_function(
        about.lookup_module(), about.qualname, "", 0, environment, (library,)
    )


def _finalize(library: Any) -> None:
    """Link everything a library needs, directly or not, then optimise and translate it once."""
    library._codegen._check_llvm_bugs()
    library._raise_if_finalized()
    linked: set[Any] = set()
    waiting = list(library._linking_libraries)
    while waiting:
        used = waiting.pop()
        if used not in linked:
            linked.add(used)
            library._reload_init.update(used._reload_init)
            library._final_module.link_in(_shared(used), preserve=True)
            if not used._finalized:
                waiting += used._linking_libraries
    library._optimize_final_module()
    library._final_module.verify()
    library._finalize_final_module()


def _shared(library: Any) -> Any:
    """A library's code, to be linked wherever it is called and dropped where it is inlined."""
    if library._finalized:
        return library._get_module_for_linking()
    code = library._final_module.clone()
    for function in code.functions:
        if not function.is_declaration and function.linkage.name == "external":
            function.linkage = "linkonce_odr"
    return code
