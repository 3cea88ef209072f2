"""From an experiment file to an experiment, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.domain.conclusions import Conclusion
from negotiation_sim.domain.experiment import (
    DESIGNS,
    Axis,
    Constraint,
    Design,
    Dimension,
    Grid,
    Listed,
    Sampled,
    result_columns,
)
from negotiation_sim.errors import Fault, FaultsError, InputError, short
from negotiation_sim.scenarios.experiment_claims import check_claims, conclusions_of
from negotiation_sim.scenarios.experiment_table import Column, read_table
from negotiation_sim.scenarios.named import NamedScenario
from negotiation_sim.scenarios.shelf import beside, find_experiment, is_file, is_ours
from negotiation_sim.scenarios.source.located import Items, Node, node_at, plain

if TYPE_CHECKING:
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec, SampleSpec, VarySpec
    from negotiation_sim.scenarios.experiment_names import Vocabulary
    from negotiation_sim.scenarios.scope import Scope

__all__ = ["Experiment", "check_experiment", "design_in", "load_experiment"]

MOST_POINTS = 1_000_000
MOST_SCENARIOS = 100


@dataclass(frozen=True, slots=True)
class Experiment:
    """Scenarios crossed with interventions and parameter points, as a file asks for them.

    Parameters
    ----------
    name : of the file, without its ending
    runs : of every scenario under every intervention at every point
    settings : ``address=value``, in every cell
    define : interventions written in the file, as plain data
    where : what a point must meet to be visited
    outputs : result columns to keep; all if empty
    conclusions : claims whose robustness over the design is of interest
    models : name -> interventions that take mechanisms away, each in the scenarios that know it
    """

    name: str
    title: str
    question: str
    scenarios: tuple[NamedScenario, ...]
    runs: int
    seed: int
    engine: str
    settings: tuple[str, ...]
    dropped: tuple[str, ...]
    interventions: tuple[str, ...]
    define: Mapping[str, Mapping[str, Any]]
    design: Design
    where: tuple[Constraint, ...]
    outputs: tuple[str, ...]
    conclusions: tuple[Conclusion, ...] = ()
    models: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abstract: bool = False


def load_experiment(name_or_path: str | Path) -> Experiment:
    """An experiment by shipped name or by path.

    Raises
    ------
    FaultsError
        With every fault of the file.
    InputError
        If it is abstract, or there is no such experiment.

    Examples
    --------
    >>> experiment = load_experiment("history")
    >>> [named.name for named in experiment.scenarios]
    ['1956', '2018', '2022']
    """
    path = find_experiment(name_or_path)
    experiment, faults = _examined(path)
    if experiment is None or faults:
        raise FaultsError(faults)
    if experiment.abstract:
        raise InputError(
            f"{path.name} is abstract: it exists to be extended and cannot be run, expected a file that extends it"
        )
    return experiment


def check_experiment(name_or_path: str | Path) -> tuple[Fault, ...]:
    """Every fault of a file; none if it is fine.

    Raises
    ------
    UnknownNameError
        If it is neither a path nor the name of a shipped experiment.
    """
    try:
        return _examined(find_experiment(name_or_path))[1]
    except FaultsError as error:
        return error.faults


def _examined(path: Path) -> tuple[Experiment | None, tuple[Fault, ...]]:
    """Shape first; then the meaning of everything whose shape is right, in the scenarios that can
    be loaded.
    """
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec
    from negotiation_sim.scenarios.experiment_names import Vocabulary
    from negotiation_sim.scenarios.experiment_presence import check_presence
    from negotiation_sim.scenarios.experiment_shape import shaped
    from negotiation_sim.scenarios.scope import Scope
    from negotiation_sim.scenarios.source.merging import merged_tree
    from negotiation_sim.scenarios.source.reading import read_tree

    scope = Scope(merged_tree(path), abstract=False)
    spec = shaped(scope, ExperimentSpec)
    check_presence(spec, scope, extends="extends" in read_tree(path).entries)
    scenarios = _scenarios(spec, scope, path)
    if not scenarios or not scope.sound(("scenarios",)):
        return None, scope.faults
    words = Vocabulary(scope, scenarios)
    _check_names(spec, words)
    design, more = design_in(spec.vary, words, path)
    faults = tuple(sorted((*scope.faults, *more)))
    return (None if faults else _experiment(path, spec, scenarios, scope, design)), faults


def _experiment(
    path: Path,
    spec: ExperimentSpec,
    scenarios: tuple[NamedScenario, ...],
    scope: Scope,
    design: Design,
) -> Experiment:
    written = node_at(scope.tree, ("define",))
    return Experiment(
        name=path.stem,
        title=spec.title,
        question=spec.question,
        scenarios=scenarios,
        runs=spec.runs or 1,
        seed=spec.seed or 0,
        engine=spec.engine,
        settings=tuple(f"{address}={text}" for address, text in spec.set.items()),
        dropped=spec.drop,
        interventions=spec.interventions,
        define=plain(written) if written is not None else {},
        design=design,
        where=spec.vary.where,
        outputs=spec.outputs,
        conclusions=conclusions_of(spec.conclusions),
        models=spec.models,
        abstract=spec.abstract,
    )


def _scenarios(spec: ExperimentSpec, scope: Scope, path: Path) -> tuple[NamedScenario, ...]:
    """Those that load; the others are faults."""
    found: list[NamedScenario] = []
    if len(spec.scenarios) > MOST_SCENARIOS:
        scope.fault(
            ("scenarios",), f"found {len(spec.scenarios):,}, expected at most {MOST_SCENARIOS}"
        )
        return ()
    for index, name in enumerate(spec.scenarios):
        try:
            file = beside(path, name)
            if not is_ours(file):
                raise InputError(f"{short(name)} is no scenario file")
            named = NamedScenario.load(str(file))
        except FaultsError as error:
            scope.fault(
                ("scenarios", index),
                f"cannot be run, it has {len(error.faults)} faults, the first: {error.faults[0]}",
            )
        except InputError as error:
            scope.fault(("scenarios", index), str(error))
        else:
            if any(named.name == other.name for other in found):
                scope.fault(("scenarios", index), f"{named.name} is there twice, expected once")
            found.append(named)
    return tuple(found)


def _check_names(spec: ExperimentSpec, words: Vocabulary) -> None:
    words.settings(spec.set)
    for index, name in enumerate(spec.drop):
        words.event(("drop", index), name)
    for name, definition in spec.define.items():
        words.definition(name, definition)
    written = words.scope.names("define") or ()
    spoilt = dict.fromkeys(name for name in written if not words.scope.sound(("define", name)))
    named = ((("interventions", index), name) for index, name in enumerate(spec.interventions))
    words.interventions(named, spec.define, spoilt)
    check_claims(spec, words)
    columns = result_columns(named.scenario for named in words.scenarios)
    for index, name in enumerate(spec.outputs):
        words.scope.refers(("outputs", index), "result column", name, columns)


# ---------------------------------------------------------------------- the design


def design_in(vary: VarySpec, words: Vocabulary, path: Path) -> tuple[Design, tuple[Fault, ...]]:
    """The design, and what is wrong in a table it comes from."""
    written = [key for key in words.scope.names("vary") or () if key in DESIGNS]
    for key in written[1:]:
        words.scope.fault(
            ("vary", key), f"a second design beside {written[0]}, expected one", at_key=True
        )
    if words.scope.names("vary") and not written and words.scope.sound(("vary",)):
        words.scope.fault(("vary",), f"no design, expected one of {', '.join(DESIGNS)}")
    for index, rule in enumerate(vary.where):
        words.constraint(("vary", "where", index), rule)
    if not written or not words.scope.sound(("vary", written[0])):
        return Listed(), ()
    if vary.table:
        return _table(vary, words, path)
    if vary.grid:
        return _grid(vary, words), ()
    if vary.listed:
        return _listed(vary, words), ()
    method = "sobol" if vary.sobol is not None else "latin_hypercube"
    sample = vary.sobol or vary.latin_hypercube
    return (_sampled(sample, method, words) if sample is not None else Listed()), ()


def _addresses(key: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in key.split(","))


def _grid(vary: VarySpec, words: Vocabulary) -> Design:
    keys = []
    for key, values in vary.grid.items():
        for written in _addresses(key):
            keys.append((("vary", "grid", key), written))
            words.values(("vary", "grid", key), written, values)
    words.varied_once(keys)
    grid = Grid(tuple(Axis(_addresses(key), values) for key, values in vary.grid.items()))
    if grid.size > MOST_POINTS:
        size = f"{grid.size:,}" if grid.size < 10**15 else f"{grid.size:.1e}"
        words.scope.fault(
            ("vary", "grid"), f"makes {size} points, expected at most {MOST_POINTS:,}"
        )
    return grid


def _listed(vary: VarySpec, words: Vocabulary) -> Design:
    for index, point in enumerate(vary.listed):
        keys = []
        for key, text in point.items():
            for written in _addresses(key):
                keys.append((("vary", "list", index, key), written))
                words.values(("vary", "list", index, key), written, [text])
        words.varied_once(keys)
    return Listed(tuple(map(_apart, vary.listed)))


def _apart(point: Mapping[str, str]) -> dict[str, str]:
    """A point with addresses joined by commas told one by one."""
    return {written: text for key, text in point.items() for written in _addresses(key)}


def _sampled(sample: SampleSpec, method: str, words: Vocabulary) -> Design:
    at = ("vary", method)
    keys = []
    for key, draw in sample.parameters.items():
        for written in _addresses(key):
            keys.append(((*at, "parameters", key), written))
            words.draw((*at, "parameters", key), written, draw)
    words.varied_once(keys)
    if not sample.parameters:
        words.scope.fault((*at, "parameters"), "found none, expected at least one")
    power = 1 << (sample.points.bit_length() - 1)
    if method == "sobol" and power != sample.points:
        words.scope.fault(
            (*at, "points"),
            f"found {sample.points}, expected a power of two, such as {power} or {2 * power}",
        )
    dimensions = tuple(Dimension(_addresses(key), draw) for key, draw in sample.parameters.items())
    return Sampled(
        "sobol" if method == "sobol" else "latin_hypercube", sample.points, sample.seed, dimensions
    )


def _table(vary: VarySpec, words: Vocabulary, path: Path) -> tuple[Design, tuple[Fault, ...]]:
    from negotiation_sim.scenarios.scope import Scope

    if Path(vary.table).suffix.lower() != ".csv":
        words.scope.fault(("vary", "table"), f"{short(vary.table)} does not end in .csv")
        return Listed(), ()
    if not is_file(path.parent / vary.table):
        words.scope.fault(
            ("vary", "table"),
            f"no file {short(vary.table)}, expected a CSV file, its path relative to this one",
        )
        return Listed(), ()
    try:
        scope = Scope(read_table(path.parent / vary.table), abstract=False)
    except FaultsError as error:
        return Listed(), error.faults
    cells = words.over(scope)
    columns = {key: _texts(entry.node) for key, entry in scope.tree.entries.items()}
    keys = [((key,), written) for key in columns for written in _addresses(key)]
    for head, written in keys:
        cells.column(head, written, columns[head[0]])
    cells.varied_once(keys)
    if scope.n_faults:
        return Listed(), scope.faults
    apart = [_addresses(key) for key in columns]
    return Listed(
        tuple(
            {
                written: text
                for addresses, text in zip(apart, row, strict=True)
                if text
                for written in addresses
            }
            for row in zip(*columns.values(), strict=True)
        )
    ), ()


def _texts(node: Node) -> list[str]:
    column = node.items if isinstance(node, Items) else ()
    return column.texts if isinstance(column, Column) else []
