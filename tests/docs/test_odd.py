"""The ODD page names code that exists, and leaves no rule of the model out."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from pkgutil import walk_packages

import pytest

import negotiation_sim.model

PAGE = (Path(__file__).parents[2] / "docs" / "model" / "odd.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"`(negotiation_sim\.[\w.]+)`", PAGE)))
BOOKKEEPING = {
    "negotiation_sim.model.streams",  # luck, section 5
    "negotiation_sim.model.records",  # shapes of the tables
    "negotiation_sim.model.draws",
    "negotiation_sim.model.answers",  # what an agent's class may return
}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_on_the_page_exists(name):
    module, _, attribute = name.rpartition(".")
    assert callable(getattr(import_module(module), attribute))


def test_every_submodel_names_its_code():
    submodels = re.split(r"^### 7\.\d+ ", PAGE, flags=re.MULTILINE)[1:]
    assert len(submodels) == 11
    for submodel in submodels:
        assert "`negotiation_sim." in submodel, submodel.splitlines()[0]


def test_every_module_of_rules_is_on_the_page():
    modules = [
        info.name
        for info in walk_packages(negotiation_sim.model.__path__, "negotiation_sim.model.")
        if not info.ispkg
    ]
    for module in set(modules) - BOOKKEEPING:
        if any(
            isfunction(value) and value.__module__ == module
            for value in vars(import_module(module)).values()
        ):
            assert any(name.startswith(f"{module}.") for name in NAMES), module


def test_the_seven_elements_of_the_protocol_are_there():
    assert re.findall(r"^## (\d)", PAGE, flags=re.MULTILINE) == list("1234567")
