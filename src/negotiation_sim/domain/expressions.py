"""The closed arithmetic grammar: ``+ - *`` on parameters and numbers, never code."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from negotiation_sim.domain.distributions import LARGEST

__all__ = ["MOST_NODES", "Expression", "parse_expression"]

MOST_NODES = 60
"""Longest formula accepted, in operations and operands."""

MOST_LETTERS = 5_000
"""Longest formula read at all."""

_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula in postfix order: numbers, parameter addresses and the operators ``+ - *``."""

    tokens: tuple[float | str, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Parameters the formula reads, in order of first use."""
        return tuple(dict.fromkeys(t for t in self.tokens if isinstance(t, str) and t not in "+-*"))

    def __call__(self, values: Mapping[str, float]) -> float:
        stack: list[float] = []
        for token in self.tokens:
            if isinstance(token, float):
                stack.append(token)
            elif token in "+-*":
                right, left = stack.pop(), stack.pop()
                stack.append(
                    left + right if token == "+" else left - right if token == "-" else left * right
                )
            else:
                stack.append(values[token])
        return stack.pop()


@lru_cache(maxsize=1024)
def parse_expression(text: str) -> Expression:
    """Read a formula.

    Raises
    ------
    ValueError
        If it holds anything but ``+ - *``, brackets, numbers and dotted names.

    Examples
    --------
    >>> lock = parse_expression("base.pledge_credibility*(1 - base.consent)")
    >>> lock.addresses
    ('base.pledge_credibility', 'base.consent')
    >>> round(lock({"base.pledge_credibility": 0.6, "base.consent": 0.85}), 6)
    0.09
    """
    tokens: list[float | str] = []
    if len(text) > MOST_LETTERS:
        raise ValueError(
            f"formula has {len(text):,} characters, at most {MOST_LETTERS:,} are allowed"
        )
    try:
        _postfix(ast.parse(text.strip(), mode="eval").body, text, tokens)
    except _NotAllowedError as error:
        raise ValueError(str(error)) from None
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        raise ValueError(f"{text!r} is not a formula of + - * on parameters and numbers") from None
    if len(tokens) > MOST_NODES:
        raise ValueError(f"formula has {len(tokens)} parts, at most {MOST_NODES} are allowed")
    return Expression(tuple(tokens))


class _NotAllowedError(ValueError):
    """Something else than the grammar allows."""


def _postfix(node: ast.expr, text: str, tokens: list[float | str]) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        _postfix(node.left, text, tokens)
        _postfix(node.right, text, tokens)
        tokens.append(_OPERATORS[type(node.op)])
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        number = float(node.value)  # type: ignore[arg-type]
        if abs(number) > LARGEST:
            raise _NotAllowedError(f"{text!r} holds a number too large to calculate with")
        tokens.append(number)
    elif isinstance(node, ast.Name):
        tokens.append(node.id)
    elif isinstance(node, ast.Attribute):
        tokens.append(ast.unparse(node))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        tokens.append(0.0)
        _postfix(node.operand, text, tokens)
        tokens.append("-")
    else:
        raise _NotAllowedError(
            f"{ast.unparse(node)!r} in {text!r} is not allowed, expected only + - * on parameters and numbers"
        )
