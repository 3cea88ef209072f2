"""The two-key hazard: an unwanted event happens only if every key is turned (Fearon 1995, 1998;
Powell 2006).
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence

__all__ = ["ADD", "MULTIPLY", "NUMBER", "PARAMETER", "SUBTRACT", "chance", "expected_loss"]

NUMBER, PARAMETER, ADD, SUBTRACT, MULTIPLY = 0, 1, 2, 3, 4
"""Codes of a postfix formula."""


def chance(
    ops: Sequence[int],
    numbers: Sequence[float],
    span: tuple[int, int],
    values: Sequence[float],
    stack: MutableSequence[float],
) -> float:
    """Probability of the event under one lock, a postfix formula of the parameters
    (specification.md equation 6).

    Parameters
    ----------
    ops, numbers : codes and operands (a number, or the index of a parameter)
    span : first and one past the last code of this formula
    values : parameters
    stack : scratch, as long as the longest formula

    Examples
    --------
    Demand times presumed consent, ``d * s``:

    >>> chance([PARAMETER, PARAMETER, MULTIPLY], [0, 1, 0], (0, 3), [0.5, 0.85], [0.0] * 3)
    0.425
    """
    top = 0
    for i in range(span[0], span[1]):
        op = ops[i]
        if op == NUMBER:
            stack[top] = numbers[i]
            top += 1
        elif op == PARAMETER:
            stack[top] = values[int(numbers[i])]
            top += 1
        else:
            top -= 1
            if op == ADD:
                stack[top - 1] = stack[top - 1] + stack[top]
            elif op == SUBTRACT:
                stack[top - 1] = stack[top - 1] - stack[top]
            else:
                stack[top - 1] = stack[top - 1] * stack[top]
    return stack[0]


def expected_loss(probability: float, loss: float, risk_aversion: float) -> float:
    """Points an uncertain loss is felt as: expected value, or CARA certainty equivalent (Pratt
    1964).

    Parameters
    ----------
    probability : 0 to 1
    loss : points lost if it happens
    risk_aversion : per point; 0 for neutral

    Examples
    --------
    >>> expected_loss(0.425, 16.0, 0.0)
    6.8
    >>> round(expected_loss(0.425, 16.0, 0.1), 6)
    9.858313
    """
    if risk_aversion == 0.0:
        return probability * loss
    return (
        math.log(1.0 - probability + probability * math.exp(risk_aversion * loss)) / risk_aversion
    )
