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
    fault = ValueError(f"{text!r} is not arithmetic of {unknown}")
    try:
        tree = ast.parse(text.replace("^", "**").strip(), mode="eval").body
    except SyntaxError:
        raise fault from None

    def value(node: ast.expr, x: float) -> float:
        match node:
            case ast.BinOp(left, sign, right) if type(sign) in _OPERATORS:
                return _OPERATORS[type(sign)](value(left, x), value(right, x))
            case ast.UnaryOp(ast.USub(), operand):
                return -value(operand, x)
            case ast.Constant(int() | float() as number):
                return float(number)
            case ast.Name(name) if name == unknown:
                return x
            case ast.Call(ast.Name("sqrt"), [argument]):
                return math.sqrt(max(value(argument, x), 0.0))
            case _:
                raise fault

    value(tree, 0.5)
    return lambda x: float(value(tree, x))
