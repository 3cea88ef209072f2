"""What the shape checker found, in our words and at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from negotiation_sim.errors import UnknownNameError, short
from negotiation_sim.scenarios.source.located import Items, Node, Path, Table
from negotiation_sim.scenarios.values import described

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from negotiation_sim.scenarios.parts.fields import Spec

__all__ = ["Complaint", "complaints_of", "said_of_value"]

MOST_HINTS = 200
"""Faults told with the nearest names; looking for them takes time."""

Complaint = tuple[Path, str, bool]
"""Path, message, and whether it is about the key."""

_WANTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "list_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "tuple_type": "a list",
    "finite_number": "a finite number",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}


def complaints_of(error: ValidationError, tree: Table, spec: type[Spec]) -> list[Complaint]:
    """Every fault of shape, the first of them with the nearest names.

    Parameters
    ----------
    spec : the shape of the whole file
    """
    found = error.errors(include_url=False)
    return [
        complaint(one, tree, spec, hinted=number < MOST_HINTS) for number, one in enumerate(found)
    ]


def complaint(error: ErrorDetails, tree: Table, spec: type[Spec], hinted: bool = True) -> Complaint:
    """One fault of shape.

    Parameters
    ----------
    error : as the shape checker reports it
    spec : the shape of the whole file
    """
    path, parent, found = _located(error["loc"], tree, spec)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return path, f"missing, expected {_description(parent, path[-1])}", False
    if kind == "extra_forbidden":
        key = str(path[-1])
        if not hinted:
            return path, f"{short(key)} is not a known key", True
        return path, str(UnknownNameError("known key", key, _keys(parent))), True
    if kind.startswith("union_tag"):
        return _of_tag(kind, context, path)
    if kind == "literal_error":
        return path, _not_one_of(error["input"], path, found), False
    return path, said_of_value(error, _description(parent, path[-1]) if path else ""), False


def _of_tag(kind: str, context: Mapping[str, Any], path: Path) -> Complaint:
    known = [
        tag.strip("'")
        for tag in str(context.get("expected_tags", "'threat', 'promise', 'consent'")).split(", ")
    ]
    if kind == "union_tag_not_found":
        return (*path, "type"), f"missing, expected {', '.join(known[:-1])} or {known[-1]}", False
    return (
        (*path, "type"),
        str(UnknownNameError("type of lever", str(context.get("tag")), known)),
        False,
    )


def _not_one_of(found: Any, path: Path, kind: Any) -> str:
    words = [part for part in path if isinstance(part, str)]
    known = [option for option in _options(kind) if option != ""]
    if isinstance(found, str) and all(isinstance(option, str) for option in known):
        return str(UnknownNameError("kind" if "kinds" in words else words[-1], found, known))
    return f"found {described(found)}, expected {' or '.join(str(option) for option in known)}"


def said_of_value(error: ErrorDetails, description: str) -> str:
    """What is wrong with a value, in words.

    Parameters
    ----------
    description : what is expected where the kind of error does not say it
    """
    kind, context, found = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        return f"missing, expected {description}"
    if kind == "extra_forbidden":
        return f"not known, expected only fields {description}"
    if kind == "value_error":
        return str(context["error"])
    if kind in _BOUNDS:
        bound, wanted = _BOUNDS[kind]
        return f"found {described(found)}, expected {wanted.format(f'{context[bound]:g}')}"
    if kind == "too_short":
        return f"found {described(found) if found else 'none'}, expected at least one"
    return f"found {described(found)}, expected {_WANTED.get(kind, description)}"


def _located(loc: Sequence[int | str], tree: Table, spec: type[Spec]) -> tuple[Path, Any, Any]:
    """Path in the tree, the shape above its end, and the shape at its end."""
    path: list[int | str] = []
    node: Node | None = tree
    parent: Any = None
    here: Any = spec
    for part in loc:
        parent, (here, tag) = here if not _is_literal(here) else parent, _inside(here, part)
        if tag:
            parent = here
            continue
        if isinstance(node, Table) and isinstance(part, str):
            path.append(part)
            node = node.entries[part].node if part in node.entries else None
        elif isinstance(node, Items) and isinstance(part, int):
            path.append(part)
            node = node.items[part]
    return tuple(path), parent, here


def _is_literal(shape: Any) -> bool:
    return get_origin(shape) is Literal


def _bare(shape: Any) -> Any:
    """A shape without annotations and without its None."""
    while get_origin(shape) is Annotated:
        shape = get_args(shape)[0]
    if get_origin(shape) in (Union, UnionType):
        options = [option for option in get_args(shape) if option is not type(None)]
        return _bare(options[0]) if len(options) == 1 else tuple(options)
    return shape


def _inside(shape: Any, part: int | str) -> tuple[Any, bool]:
    """Shape of what lies under a part, and whether the part is only the tag of a union."""
    shape = _bare(shape)
    if isinstance(shape, tuple):
        for option in shape:
            if "type" in _fields(option) and part in _options(_fields(option)["type"].annotation):
                return option, True
        return None, False
    if _fields(shape):
        return next(
            (
                field.annotation
                for name, field in _fields(shape).items()
                if part in (name, field.alias)
            ),
            None,
        ), False
    arguments = get_args(shape)
    if get_origin(shape) is dict:
        return arguments[1], False
    return (arguments[0] if get_origin(shape) is tuple else shape), False


def _fields(shape: Any) -> Mapping[str, Any]:
    return getattr(_bare(shape), "model_fields", {})


def _keys(shape: Any) -> list[str]:
    return [field.alias or name for name, field in _fields(shape).items()]


def _options(shape: Any) -> tuple[Any, ...]:
    shape = _bare(shape)
    while get_origin(shape) is tuple:
        shape = _bare(get_args(shape)[0])
    return get_args(shape) if _is_literal(shape) else ()


def _description(shape: Any, part: int | str) -> str:
    found = next(
        (
            field.description
            for name, field in _fields(shape).items()
            if part in (name, field.alias)
        ),
        None,
    )
    return found or "a value"
