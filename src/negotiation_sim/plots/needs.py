"""What a figure needs that a folder may lack, in words that say what to do; empty where it has it."""

from __future__ import annotations

from itertools import combinations

from negotiation_sim.analysis.design_table import design_inputs
from negotiation_sim.analysis.dial import dial_settings
from negotiation_sim.analysis.grid import in_step, varied_levels
from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.results import Results
from negotiation_sim.plots.folders import FigureFolder

__all__ = [
    "declared_map",
    "declared_patterns",
    "design",
    "design_of_two",
    "dial",
    "grid",
    "interventions",
    "one_number",
    "our_agents",
    "pairs_of_runs",
    "rows",
    "two_principals",
    "two_sides",
]


def interventions(results: Results) -> str:
    """Something to compare the baseline with."""
    return "" if len(results.study.arms) > 1 else "needs interventions beside the baseline"


def rows(results: Results) -> str:
    """A row per run, with every column."""
    whole = results.kind == "rows" and not results.study.outputs
    return "" if whole else "needs rows with all columns"


def pairs_of_runs(results: Results) -> str:
    """Runs of the baseline and of an intervention with the same luck."""
    return interventions(results) or rows(results)


def _levels(results: Results) -> dict[str, tuple[str, ...]] | None:
    try:
        return varied_levels(results)
    except ResultsError:
        return None


def one_number(results: Results) -> str:
    """A grid over one number."""
    varied = _levels(results)
    if varied is None:
        return "needs a design of a few levels (vary.grid)"
    return "" if len(varied) == 1 else "needs one number that varies on a grid"


def grid(results: Results) -> str:
    """A grid over two numbers or more that vary apart."""
    varied = _levels(results)
    if varied is None:
        return "needs a design of a few levels (vary.grid)"
    if len(varied) < 2:
        return "needs two numbers or more that vary on a grid"
    points = results.study.points
    typed = {name: [str(point.get(name, "")) for point in points] for name in varied}
    for one, other in combinations(varied, 2):
        if in_step(typed[one], typed[other]):
            return f"needs numbers that vary apart, and {one} and {other} move in step"
    return ""


def design(results: Results) -> str:
    """Points at which some number differs."""
    return "" if len(design_inputs(results.study.points).columns) else "needs numbers that vary"


def design_of_two(results: Results) -> str:
    """Points at which two numbers differ."""
    enough = len(design_inputs(results.study.points).columns) > 1
    return "" if enough else "needs two numbers or more that vary"


def declared_map(results: Results) -> str:
    """A scenario that says where its regions lie, and no other that says otherwise."""
    maps = [named.scenario.map for named in results.study.scenarios if named.scenario.map]
    if not maps:
        return rows(results) or "needs a scenario that declares a map"
    grounds = {(one.coast, one.outlines) for one in maps}
    several = f"needs scenarios on one map, and there are {len(grounds)}"
    return rows(results) or (several if len(grounds) > 1 else "")


def declared_patterns(results: Results) -> str:
    """A scenario whose record says who did what when."""
    declared = any(named.scenario.patterns for named in results.study.scenarios)
    return our_agents(results) or ("" if declared else "needs a scenario with observed.patterns")


def dial(results: Results) -> str:
    """Interventions that set one number to several values."""
    turned = dial_settings(results.study)[0]
    return "" if turned else "needs three interventions or more that set one and the same number"


def our_agents(results: Results) -> str:
    """Runs that the folder's scenario and seed play again."""
    own = results.record.get("agents")
    return "was played by agents of your own; see `replay --agent`" if own else ""


def two_sides(results: Results) -> str:
    """The same, of two principals."""
    many = {len(named.scenario.principals) for named in results.study.scenarios}
    wrong = "" if many == {2} else "needs scenarios of two principals"
    return our_agents(results) or wrong


def two_principals(folder: FigureFolder) -> str:
    """Tables of `solve` for two principals."""
    if not folder.file("outcomes"):
        return "needs outcomes.csv of `solve --out`"
    found = sum(name.startswith("worth_") for name in folder.table("outcomes", []).columns)
    return "" if found == 2 else f"needs two principals, and there are {found}"
