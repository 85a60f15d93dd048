"""The rule of a Plural-Forms header: an expression in a part of C, read and evaluated.

The grammar is that of GNU gettext's ``plural.y``: ``n``, numbers, ``! * / % + - < > <= >= == !=
&& || ?:`` and parentheses. Nothing of a catalog is compiled: an expression becomes steps of a
machine with a stack, which only go forward, so that it ends after as many as it has. Numbers are
C's ``unsigned long`` of 64 bits, which begin again at 0 where they grow over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_FORMS = 100
"""More than any language has; a header that asks for more would make every entry of that size."""
_LONGEST = 2000
"""Characters of an expression; the longest in use has some 200."""
_DEEPEST = 50
"""How deep its parentheses and ``?:`` may stand in each other."""
_HEADER = re.compile(r"\s*+nplurals\s*+=\s*+([0-9]{1,9})\s*+;\s*+plural\s*+=\s*+([^;]++)(?:;\s*+)?")
_TOKEN = re.compile(r"\s*([0-9]+|n|\|\||&&|[=!<>]=|[<>+*/%!?:()-])")
_MASK = 2**64 - 1
_LEVELS = (("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
"""The operators that stand between two values, those that bind least first."""
_BETWEEN: dict[str, Callable[[int, int], int]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "+": lambda a, b: (a + b) & _MASK,
    "-": lambda a, b: (a - b) & _MASK,
    "*": lambda a, b: (a * b) & _MASK,
    "/": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How many forms a language has, and which goes with a number."""

    count: int
    steps: tuple[tuple[str, int], ...]

    def form(self, number: int) -> int:
        """The form (0-based) for a number, which may be one that there is none of.

        Raises `ZeroDivisionError` as C would.

        >>> read("nplurals=2; plural=n != 1;").form(7)
        1
        """
        stack: list[int] = []
        at = 0
        while at < len(self.steps):
            step, value = self.steps[at]
            at += 1
            if step == "n":
                stack.append(number & _MASK)
            elif step == "number":
                stack.append(value)
            elif step == "!":
                stack.append(int(not stack.pop()))
            elif step == "jump":
                at = value
            elif step == "unless":
                if not stack.pop():
                    at = value
            else:
                second = stack.pop()
                stack.append(int(_BETWEEN[step](stack.pop(), second)))
        return stack.pop()

    def fault(self) -> str:
        """What is wrong with it for some number from 0 to 1000; empty for nothing.

        Other numbers are not looked at, as msgfmt does not.

        >>> read("nplurals=2; plural=n;").fault()
        'it gives form 2 of 2 (they begin with 0) for 2'
        """
        for number in range(1001):
            try:
                form = self.form(number)
            except ZeroDivisionError:
                return f"it divides by zero for {number}"
            if form >= self.count:
                return f"it gives form {form} of {self.count} (they begin with 0) for {number}"
        return ""


def read(forms: str) -> Rule | None:
    """The rule of a Plural-Forms value; None where it is none, or asks for too much."""
    match = _HEADER.fullmatch(forms)
    expression = match[2].rstrip() if match else ""
    if match is None or len(expression) > _LONGEST or not 0 < int(match[1]) <= MOST_FORMS:
        return None
    try:
        return Rule(int(match[1]), tuple(_Reader(expression).steps()))
    except ValueError:
        return None


class _Reader:
    """Reads an expression from the left; each method adds the steps of a part of it."""

    __slots__ = ("_at", "_depth", "_steps", "_tokens")

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), ""]
        self._at = 0
        self._depth = 0
        self._steps: list[tuple[str, int]] = []

    def steps(self) -> list[tuple[str, int]]:
        """The steps of all of it. Raises `ValueError` where it is no expression."""
        self._choice()
        if self._next:
            raise ValueError(self._next)
        return self._steps

    @property
    def _next(self) -> str:
        return self._tokens[self._at]

    def _taken(self, *wanted: str) -> str:
        """The next token, which is gone through if it is one of these; else nothing."""
        token = self._next
        if token not in wanted:
            return ""
        self._at += 1
        return token

    def _jump(self, step: str) -> int:
        """A step that goes on elsewhere, which is not known yet; its place."""
        self._steps.append((step, 0))
        return len(self._steps) - 1

    def _land(self, place: int) -> None:
        """Let a jump end here."""
        self._steps[place] = (self._steps[place][0], len(self._steps))

    def _choice(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("too deep")
        self._any()
        if self._taken("?"):
            no = self._jump("unless")
            self._choice()
            if not self._taken(":"):
                raise ValueError(self._next)
            end = self._jump("jump")
            self._land(no)
            self._choice()
            self._land(end)
        self._depth -= 1

    def _any(self) -> None:
        """``a || b``: the second is looked at where the first is 0."""
        self._all()
        while self._taken("||"):
            no = self._jump("unless")
            self._steps.append(("number", 1))
            end = self._jump("jump")
            self._land(no)
            self._all()
            self._steps += [("!", 0), ("!", 0)]
            self._land(end)

    def _all(self) -> None:
        """``a && b``: the second is looked at where the first is not 0."""
        self._level(0)
        while self._taken("&&"):
            no = self._jump("unless")
            self._level(0)
            self._steps += [("!", 0), ("!", 0)]
            end = self._jump("jump")
            self._land(no)
            self._steps.append(("number", 0))
            self._land(end)

    def _level(self, level: int) -> None:
        """Values with operators between them that bind alike, from the left."""
        if level == len(_LEVELS):
            self._value()
            return
        self._level(level + 1)
        while operator := self._taken(*_LEVELS[level]):
            self._level(level + 1)
            self._steps.append((operator, 0))

    def _value(self) -> None:
        turns = 0
        while self._taken("!"):
            turns += 1
        if self._taken("("):
            self._choice()
            if not self._taken(")"):
                raise ValueError(self._next)
        elif self._taken("n"):
            self._steps.append(("n", 0))
        elif self._next.isdigit():
            self._steps.append(("number", int(self._next) & _MASK))
            self._at += 1
        else:
            raise ValueError(self._next)
        self._steps += [("!", 0)] * turns


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(text[at])
        yield match[1]
        at = match.end()
