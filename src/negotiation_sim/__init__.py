"""A simulator of diplomatic negotiation: Japan, Russia and the United States over the Northern
Territories.

It shows what a set of assumptions is sufficient for; it does not forecast. The names below are the
public interface; each is loaded when it is first used, so importing the package costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from negotiation_sim.analysis.reach import reach
    from negotiation_sim.analysis.summary import summarise
    from negotiation_sim.api import (
        compare,
        explain,
        plot,
        replay,
        report,
        robustness,
        run_batch,
        sensitivity,
        solve,
    )
    from negotiation_sim.experiments import Results
    from negotiation_sim.model.strategies.registry import register_strategy
    from negotiation_sim.scenarios import load_experiment, load_scenario

    __version__: str

__all__ = [
    "Ending",
    "Results",
    "Scenario",
    "Trace",
    "__version__",
    "compare",
    "explain",
    "load_experiment",
    "load_scenario",
    "plot",
    "reach",
    "register_strategy",
    "replay",
    "report",
    "robustness",
    "run_batch",
    "sensitivity",
    "solve",
    "summarise",
]

PUBLIC = {
    "Ending": "negotiation_sim.engines.trace:Ending",
    "Results": "negotiation_sim.experiments:Results",
    "Scenario": "negotiation_sim.domain.scenario:Scenario",
    "Trace": "negotiation_sim.engines.trace:Trace",
    "compare": "negotiation_sim.api:compare",
    "explain": "negotiation_sim.api:explain",
    "load_experiment": "negotiation_sim.scenarios:load_experiment",
    "load_scenario": "negotiation_sim.scenarios:load_scenario",
    "plot": "negotiation_sim.api:plot",
    "reach": "negotiation_sim.analysis.reach:reach",
    "register_strategy": "negotiation_sim.model.strategies.registry:register_strategy",
    "replay": "negotiation_sim.api:replay",
    "report": "negotiation_sim.api:report",
    "robustness": "negotiation_sim.api:robustness",
    "run_batch": "negotiation_sim.api:run_batch",
    "sensitivity": "negotiation_sim.api:sensitivity",
    "solve": "negotiation_sim.api:solve",
    "summarise": "negotiation_sim.analysis.summary:summarise",
}
"""Where each public name lives, as ``module:attribute``."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            found: object = version("negotiation-sim")
        except PackageNotFoundError:
            found = "0+not.installed"  # run from the source tree
    elif name in PUBLIC:
        from importlib import import_module

        module, _, attribute = PUBLIC[name].partition(":")
        found = getattr(import_module(module), attribute)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Names loaded and not yet loaded."""
    return sorted(globals() | PUBLIC | {"__version__": None})
