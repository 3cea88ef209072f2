from __future__ import annotations

from types import FunctionType

import pytest

from negotiation_sim import solutions


@pytest.mark.parametrize("name", solutions.__all__)
def test_every_public_name_can_be_had(name):
    assert getattr(solutions, name) is not None


def test_public_names_are_all_that_is_imported():
    assert len(set(solutions.__all__)) == len(solutions.__all__)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in solutions.__all__
        if isinstance(getattr(solutions, name), (type, FunctionType))
    ],
)
def test_every_public_function_and_class_says_what_it_is(name):
    assert getattr(solutions, name).__doc__
