"""The manual's page on files of cases, read as a user would follow it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from negotiation_sim.theory import cases
from negotiation_sim.theory.cases import KINDS, case_checks, case_kind

PAGE = (Path(__file__).parents[3] / "docs/howto/cases.md").read_text(encoding="utf-8")
SHOWN = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)]


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case_kind(case).name)
def test_every_case_on_the_page_is_obtained(case):
    assert [check for check in case_checks(case) if not check.passed] == []


def test_every_kind_has_a_case_on_the_page():
    assert {case_kind(case).name for case in SHOWN} == {kind.name for kind in KINDS}


def fields_read():
    """What the readers of cases look up: ``case["x"]``, ``case.get("x")`` and ``"x" in case``."""
    for path in sorted(Path(cases.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Subscript(slice=ast.Constant(value=str(name))):
                    yield name
                case ast.Call(
                    func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(name)), *_]
                ):
                    yield name
                case ast.Compare(left=ast.Constant(value=str(name)), ops=[ast.In()]):
                    yield name


def test_every_field_that_is_read_is_on_the_page():
    names = set(fields_read())
    assert {"payoffs_ordinal_higher_is_better", "quota", "banzhaf_swings"} <= names
    spelled = {name for name in names if name.isidentifier()}
    assert [name for name in sorted(spelled) if not re.search(rf"\b{name}\b", PAGE)] == []
