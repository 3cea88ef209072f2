"""Whatever happens to a file, it loads or is refused with located faults."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiation_sim.errors import FaultsError, InputError
from negotiation_sim.scenarios import (
    build_scenario,
    load_scenario,
    parse_override,
    resolve_scenario,
)
from negotiation_sim.scenarios.source.reading import tree_of

VALID = Path(__file__).parent / "valid.yaml"
TEXT = VALID.read_text("utf-8")
RESOLVED = resolve_scenario(VALID)
SMALL = load_scenario(VALID)

NAMES = [
    "status",
    "land",
    "none",
    "half",
    "east",
    "mid",
    "raid",
    "east.land",
    "raid.wanted",
    "final",
    "sq",
    "value",
    "by",
    "type",
    "class",
]
words = st.sampled_from([*NAMES, "{}", "[]", "1", "-1", ".5", "~", "yes", "a\nb", "über"])
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), words
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
quickly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def places(node, path=()):
    yield path
    for key, child in (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    ):
        yield from places(child, (*path, key))


PLACES = [path for path in places(RESOLVED) if path]


def mutated(path, change, new):
    data = copy.deepcopy(RESOLVED)
    parent = data
    for part in path[:-1]:
        parent = parent[part]
    if change == "delete":
        del parent[path[-1]]
    elif change == "rename" and isinstance(parent, dict):
        parent[str(new)] = parent.pop(path[-1])
    else:
        parent[path[-1]] = new
    return data


def refusal(action: Callable[[], object]) -> str:
    """What an action is refused with; empty if it is not."""
    try:
        action()
    except FaultsError as error:
        return (
            str(error)
            if min(len(error.faults), 21) == len(str(error).split("\n"))
            else f"several lines: {error}"
        )
    except InputError as error:
        return f"one line: {error}" if "\n" not in str(error) else f"several lines: {error}"
    return ""


def loads_or_is_refused(data):
    found = refusal(lambda: build_scenario(data))
    assert "Input should" not in found
    assert "pydantic" not in found
    assert not found.startswith("several lines")


@quickly
@given(st.sampled_from(PLACES), st.sampled_from(["delete", "rename", "replace"]), trees)
def test_changed_data_loads_or_is_refused(path, change, new):
    loads_or_is_refused(mutated(path, change, new))


@pytest.mark.parametrize("new", [None, 7, "none", [], {}, True], ids=repr)
def test_anything_replaced_loads_or_is_refused(new):
    for path in PLACES:
        loads_or_is_refused(mutated(path, "replace", new))


def test_anything_deleted_loads_or_is_refused():
    for path in PLACES:
        loads_or_is_refused(mutated(path, "delete", None))


snippets = st.text(max_size=6) | st.sampled_from(
    [
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "? ",
        "- ",
        "{",
        "]",
        "\n",
        "\t",
        "'",
        '"',
        "|",
        ">",
        "%",
        "---",
        ": ",
        "#",
    ]
)


@quickly
@given(st.integers(0, len(TEXT)), st.integers(0, 12), snippets)
def test_changed_text_loads_or_is_refused(tmp_path_factory, start, length, new):
    path = tmp_path_factory.getbasetemp() / "mutated.yaml"
    path.write_bytes((TEXT[:start] + new + TEXT[start + length :]).encode("utf-8", "surrogatepass"))
    assert not refusal(lambda: load_scenario(path)).startswith("several lines")


@quickly
@given(st.text() | st.text("{}[]:,&*!|>%@`'\"#-?~ \n\tab0.\\xUu", max_size=40))
def test_any_text_is_read_or_refused(text):
    found = refusal(lambda: tree_of(text, "any.yaml"))
    assert not found or found.startswith("any.yaml:")


@quickly
@given(st.text() | st.builds("{}={}".format, words, st.text("0123456789.,*-+e infa", max_size=12)))
def test_any_override_is_read_or_refused_in_one_line(text):
    found = refusal(lambda: SMALL.changed(parse_override(text, SMALL)))
    assert not found or found.startswith("one line")
