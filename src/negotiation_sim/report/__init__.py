"""Results in words: the text of commands, one run described, and a page.

The package is also the public function `report`: both have the name ``negotiation_sim.report``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["report"]


def report(results: Results | str | Path, out: str | Path | None = None, run: int = 0) -> Path:
    """Write a result folder as one page that needs no network; gives the page's file.

    Parameters
    ----------
    results : an open result folder, or its path
    out : where the page goes; ``report.html`` in the folder if left out
    run : which run is told, of the first scenario

    Raises
    ------
    InputError
        If it is no result folder.
    """
    from negotiation_sim.errors import InputError, found_text
    from negotiation_sim.experiments.held import HeldResults
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.report.page import write_report

    if isinstance(results, HeldResults) or not isinstance(results, (Results, str, Path)):
        raise InputError(
            f"report: found {found_text(results)}, expected a result folder; run_batch(…, out=FOLDER) writes one"
        )
    opened = results if isinstance(results, Results) else Results.open(results)
    return write_report(opened, out, run)


class _Callable(ModuleType):
    """The package, which may be called as the function it shares its name with."""

    __call__ = staticmethod(report)


sys.modules[__name__].__class__ = _Callable
