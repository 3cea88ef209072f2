"""Arithmetic of one unknown, as files of cases write frontiers; never code."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable

__all__ = ["curve"]

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def curve(text: str, unknown: str) -> Callable[[float], float]:
    """Function of one unknown written with ``+ - * / ^``, brackets, numbers and ``sqrt``.

    Raises
    ------
    ValueError
        If it holds anything else.

    Examples
    --------
    >>> curve("1-u1^2", "u1")(0.5), curve("sqrt(1 - x)", "x")(0.75)
    (0.75, 0.5)
    """
    try:
        tree = ast.parse(text.replace("^", "**").strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"{text!r} is not arithmetic of {unknown}") from None

    def value(node: ast.expr, x: float) -> float:
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](value(node.left, x), value(node.right, x))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -value(node.operand, x)
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return float(node.value)
        if isinstance(node, ast.Name) and node.id == unknown:
            return x
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "sqrt"
            and len(node.args) == 1
        ):
            return math.sqrt(max(value(node.args[0], x), 0.0))
        raise ValueError(f"{text!r} is not arithmetic of {unknown}")

    value(tree, 0.5)
    return lambda x: float(value(tree, x))
