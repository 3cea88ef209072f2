"""The two-key hazard: an unwanted event happens only if every key is turned (Fearon 1995, 1998;
Powell 2006).
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence

__all__ = [
    "ADD",
    "MULTIPLY",
    "NUMBER",
    "PARAMETER",
    "SUBTRACT",
    "chance",
    "expected_loss",
    "within",
]

NUMBER, PARAMETER, ADD, SUBTRACT, MULTIPLY = 0, 1, 2, 3, 4
"""Codes of a postfix formula."""


def chance(
    ops: Sequence[int],
    numbers: Sequence[float],
    span: tuple[int, int],
    values: Sequence[float],
    stack: MutableSequence[float],
) -> float:
    """A postfix formula of the parameters, such as the probability of the event under one lock
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


def within(value: float, lower: float, upper: float) -> float:
    """A result kept in its range; one that is not a number, as after an overflow, is its lower end.

    Examples
    --------
    >>> within(1.2, 0.0, 1.0), within(0.3, 0.0, 1.0), within(float("nan"), 0.0, 1.0)
    (1.0, 0.3, 0.0)
    """
    if value > upper:
        return upper
    return value if value > lower else lower


SMALL, LARGE = 1e-8, 700.0
"""Risk aversion times loss: under the one ``exp`` says nothing, over the other it overflows."""


def expected_loss(probability: float, loss: float, risk_aversion: float) -> float:
    """Points an uncertain loss is felt as: expected value, or CARA certainty equivalent (Pratt
    1964).

    Parameters
    ----------
    probability : 0 to 1
    loss : points lost if it happens
    risk_aversion : per point; 0 for neutral, large for the worst case, far below 0 for the best

    Examples
    --------
    >>> expected_loss(0.425, 16.0, 0.0)
    6.8
    >>> round(expected_loss(0.425, 16.0, 0.1), 6)
    9.858313
    >>> round(expected_loss(0.425, 16.0, 1e6), 6), round(expected_loss(0.425, 16.0, -1e6), 6)
    (15.999999, 1e-06)
    """
    if risk_aversion == 0.0:
        return probability * loss
    felt = risk_aversion * loss
    if -SMALL < felt < SMALL:  # the first two terms of the series
        return probability * loss * (1.0 + 0.5 * (1.0 - probability) * felt)
    if felt > LARGE:  # the loss is taken out of the logarithm
        if probability == 0.0:
            return 0.0
        weighed = probability + (1.0 - probability) * math.exp(-felt)
        return loss + math.log(weighed) / risk_aversion
    if felt < -LARGE and probability == 1.0:
        return loss
    return math.log(1.0 - probability + probability * math.exp(felt)) / risk_aversion
