"""Plural expressions as C has them, read and evaluated in another way than varaq does.

An expression becomes functions in each other, by the strength of its operators.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

Value = Callable[[int], int]
Between = Callable[[int, int], int]
LARGEST = 2**64 - 1
HOSTILE = [
    "__import__('os').system('x')",
    "n.__class__",
    "n**9**9**9",
    "9" * 5000,
    "n<<99",
    "n=1",
    "-n",
    "~n",
    "n if n else 0",
    "[n]",
    "lambda: n",
    "n?",
    "n?1",
    "()",
    "n n",
    "1.5",
    "0x7",
    "n//2",
    "n;n",
    "(" * 3000 + "n" + ")" * 3000,
    "n?" * 900 + "1" + ":0" * 900,
    "n" + "+n" * 3000,
    "\uff4e",
    "٣",
    "",
]
"""What is no expression, or asks for too much."""
_TOKEN = re.compile(r"[0-9]+|n|\|\||&&|[=!<>]=|\S")
_STRENGTH: dict[str, tuple[int, Between]] = {
    "||": (1, lambda a, b: a or b),
    "&&": (2, lambda a, b: a and b),
    "==": (3, operator.eq),
    "!=": (3, operator.ne),
    "<": (4, operator.lt),
    ">": (4, operator.gt),
    "<=": (4, operator.le),
    ">=": (4, operator.ge),
    "+": (5, operator.add),
    "-": (5, operator.sub),
    "*": (6, operator.mul),
    "/": (6, operator.floordiv),
    "%": (6, operator.mod),
}


def compiled(expression: str) -> Value:
    """What gives the value for a number; division by zero raises `ZeroDivisionError`.

    Raises `ValueError` where it is no expression.
    """
    tokens = [*reversed(_TOKEN.findall(expression))]
    value = _choice(tokens)
    if tokens:
        raise ValueError(tokens[-1])
    return value


def _choice(tokens: list[str]) -> Value:
    asked = _between(tokens, 1)
    if tokens[-1:] != ["?"]:
        return asked
    tokens.pop()
    yes = _choice(tokens)
    if tokens[-1:] != [":"]:
        raise ValueError("? without :")
    tokens.pop()
    no = _choice(tokens)
    return lambda n: yes(n) if asked(n) else no(n)


def _between(tokens: list[str], least: int) -> Value:
    """Values with operators of some strength or more between them."""
    left = _value(tokens)
    while tokens and _STRENGTH.get(tokens[-1], (0,))[0] >= least:
        name = tokens.pop()
        left = _joined(name, left, _between(tokens, _STRENGTH[name][0] + 1))
    return left


def _joined(name: str, left: Value, right: Value) -> Value:
    if name == "||":
        return lambda n: int(bool(left(n)) or bool(right(n)))
    if name == "&&":
        return lambda n: int(bool(left(n)) and bool(right(n)))
    between = _STRENGTH[name][1]
    return lambda n: int(between(left(n), right(n))) % (LARGEST + 1)


def _value(tokens: list[str]) -> Value:
    first = tokens.pop() if tokens else ""
    if first == "!":
        turned = _value(tokens)
        return lambda n: int(not turned(n))
    if first == "(":
        inner = _choice(tokens)
        if not tokens or tokens.pop() != ")":
            raise ValueError("( without )")
        return inner
    if first == "n":
        return lambda n: n
    if not re.fullmatch("[0-9]+", first):
        raise ValueError(first)
    number = int(first) % (LARGEST + 1)
    return lambda _: number
