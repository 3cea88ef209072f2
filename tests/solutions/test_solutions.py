from __future__ import annotations

from types import FunctionType

import pytest

from negotiation_sim import solutions, theory

NAMES = [(package, name) for package in (solutions, theory) for name in package.__all__]


@pytest.mark.parametrize(("package", "name"), NAMES)
def test_every_public_name_can_be_had(package, name):
    assert getattr(package, name) is not None


@pytest.mark.parametrize("package", [solutions, theory])
def test_public_names_are_all_that_is_imported(package):
    assert len(set(package.__all__)) == len(package.__all__)


@pytest.mark.parametrize(
    ("package", "name"),
    [
        (package, name)
        for package, name in NAMES
        if isinstance(getattr(package, name), (type, FunctionType))
    ],
)
def test_every_public_function_and_class_says_what_it_is(package, name):
    assert getattr(package, name).__doc__


@pytest.mark.parametrize("name", [*theory.__all__, "cases", "validation"])
def test_a_name_that_moved_says_where_it_is(name):
    with pytest.raises(ImportError, match=f"{name} moved: import it from negotiation_sim.theory"):
        exec(f"from negotiation_sim.solutions import {name}")


def test_a_name_there_never_was_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'forecast'"):
        solutions.forecast  # noqa: B018  the access is the test
