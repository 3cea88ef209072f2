"""Arguments as a Python user writes them, read once and refused in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.domain.experiment import DESIGNS, Axis, Design, Grid, Listed, Sampled
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError, found_text
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.study import NamedScenario
from negotiation_sim.scenarios import data_of, inline_design, override_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = [
    "Interventions",
    "OverridesArgument",
    "ProgressArgument",
    "Scenarios",
    "Vary",
    "agents_of",
    "design_of",
    "names_of",
    "scenarios_of",
    "settings_of",
    "step_on",
    "told_on",
]

OneScenario = str | int | Path | Scenario
Scenarios = OneScenario | Iterable[OneScenario] | Mapping[str, OneScenario]
Interventions = str | Iterable[str]
Value = str | float | Sequence[float] | Sequence[str]
OverridesArgument = str | Iterable[str] | Mapping[str, Value]
Vary = Mapping[str, Any] | Sequence[Mapping[str, Any]] | Design
ProgressArgument = bool | Callable[[int], Any]


def scenarios_of(found: Scenarios) -> tuple[NamedScenario, ...]:
    """One or several scenarios, each under the name that tables give it: a shipped name, the stem
    of a file, the key of a mapping, or the id of a `Scenario`.
    """
    if isinstance(found, Mapping):
        return tuple(_named(one, str(name)) for name, one in found.items())
    if isinstance(found, (str, int, Path, Scenario, NamedScenario)):
        return (_named(found),)
    if isinstance(found, bytes) or not isinstance(found, Iterable):
        raise _wrong("scenarios", found, "a name, a path, a Scenario or several of them")
    return tuple(map(_named, found))


def _named(found: object, name: str = "") -> NamedScenario:
    if isinstance(found, NamedScenario):
        return found
    if isinstance(found, Scenario):
        return NamedScenario(name or found.id, data_of(found) or {}, found)
    if isinstance(found, bool) or not isinstance(found, (str, int, Path)):
        raise _wrong("scenarios", found, "a name, a path, a Scenario or several of them")
    loaded = NamedScenario.load(found)
    return replace(loaded, name=name) if name else loaded


def names_of(what: str, found: Interventions) -> tuple[str, ...]:
    """One name or several."""
    if isinstance(found, str):
        return (found,) if found else ()
    given: object = found
    if not isinstance(given, Iterable) or isinstance(given, (bytes, Mapping)):
        raise _wrong(what, given, "a name or several")
    names = tuple(given)
    for name in names:
        if not isinstance(name, str):
            raise _wrong(what, name, "a name or several")
    return names


def settings_of(found: OverridesArgument) -> tuple[str, ...]:
    """Overrides as the command line writes them."""
    if isinstance(found, Mapping):
        return tuple(f"{address}={text_of(address, value)}" for address, value in found.items())
    texts = names_of("overrides", found)
    for text in texts:
        if "=" not in text:
            raise _wrong("overrides", text, "'address=value', or a mapping of address to value")
    return texts


def text_of(address: object, value: object) -> str:
    """One value as the command line writes it."""
    plain = tuple(value) if isinstance(value, (list, tuple)) else value
    if hasattr(plain, "item") and not isinstance(plain, tuple):
        plain = plain.item()
    try:
        return override_text(plain)
    except ValueError as error:
        raise InputError(f"{address}: {error}") from None


def design_of(vary: Vary | pd.DataFrame | None, scenarios: Sequence[NamedScenario]) -> Design:
    """A design: addresses with the values they take (every combination is a point), a table with a
    row per point, a list of points, or what an experiment file has under ``vary``.
    """
    import pandas as pd

    if vary is None:
        return Listed()
    if isinstance(vary, (Grid, Listed, Sampled)):
        return vary
    if isinstance(vary, pd.DataFrame):
        points = [row.dropna().to_dict() for _, row in vary.astype(object).iterrows()]
        return Listed(tuple(_point(point) for point in points))
    if isinstance(vary, Mapping):
        return _of_mapping(vary, scenarios)
    given: object = vary
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise _wrong(
            "vary", given, "a mapping such as {'japan.norm': [20, 40]}, points or a design"
        )
    return Listed(tuple(_point(point) for point in given))


def _point(found: object) -> dict[str, str]:
    if not isinstance(found, Mapping):
        raise _wrong("vary", found, "points, each a mapping of address to value")
    return {str(address): text_of(address, value) for address, value in found.items()}


def _of_mapping(vary: Mapping[str, Any], scenarios: Sequence[NamedScenario]) -> Design:
    if {*vary} & {*DESIGNS}:
        return inline_design(vary, scenarios)
    axes = []
    for address, values in vary.items():
        if isinstance(values, (str, Mapping)) or not isinstance(values, Iterable):
            raise _wrong(f"vary: {address}", values, "a list of values")
        texts = tuple(text_of(address, value) for value in values)
        if not texts:
            raise InputError(f"vary: {address}: found no value, expected at least one")
        axes.append(Axis(tuple(part.strip() for part in address.split(",")), texts))
    return Grid(tuple(axes))


def step_on(scenario: Scenario, date: str, name: str, word: str = "at") -> int:
    """The step of a date, 0 for none.

    Parameters
    ----------
    name, word : what the scenario and the argument are called in messages

    Raises
    ------
    InputError
        If it is no date, or outside the calendar.
    """
    from datetime import date as day_of

    if not date:
        return 0
    calendar = scenario.calendar
    expected = f"expected YYYY-MM or YYYY-MM-DD from {calendar.start:%Y-%m} to {calendar.end:%Y-%m}, the calendar of {name}"
    try:
        day = day_of.fromisoformat(date if len(date) > 7 else f"{date}-01")
    except ValueError:
        raise InputError(f"{word} {date}: is no date, {expected}") from None
    if not calendar.contains(day):
        raise InputError(f"{word} {date}: is outside the calendar, {expected}")
    return calendar.step_of(day)


def told_on(progress: ProgressArgument, total: int) -> AbstractContextManager[Progress]:
    """What is called with the number of runs just played: a bar for True."""
    if callable(progress):
        return nullcontext(progress)
    return _bar(total) if progress else nullcontext(unheard)


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    from tqdm.auto import tqdm

    with tqdm(total=total, unit=" runs", leave=False) as bar:
        yield bar.update


def agents_of(found: object) -> dict[str, type[Any]]:
    """Classes by the actor that each plays."""
    if not isinstance(found, Mapping):
        raise _wrong("agents", found, "a mapping such as {'japan': Impatient}")
    for actor, one in found.items():
        if not isinstance(one, type):
            raise _wrong(f"agents: {actor}", one, "a class")
    return dict(found)


def _wrong(what: str, found: object, expected: str) -> InputError:
    return InputError(f"{what}: found {found_text(found)}, expected {expected}")
