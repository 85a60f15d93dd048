"""What can be wrong, said in one form: file, line, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")
"""What names and texts may have, and what would be a line or a colour of its own on a terminal."""


def one_line(text: str) -> str:
    r"""A text as it can be said within a line, whatever it holds: a line end is a backslash and n.

    A line that begins with two colons is a command to GitHub.

    >>> print(one_line("a\n::stop-commands::x"))
    a\n::stop-commands::x
    """
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    >>> print(Problem("po-syntax", "string is not closed", 'add a "', "tr.po", 3, 7))
    tr.po:3:7: error: string is not closed; add a " [po-syntax]
    """

    code: str
    """A short stable name of the kind of problem, such as ``po-syntax``."""
    message: str
    """What is wrong, without a full stop."""
    remedy: str = ""
    """What to do, as an instruction; empty where the message says it."""
    path: str = ""
    """The file, as the user would name it; empty where there is none."""
    line: int = 0
    """1-based; 0 where the whole file is meant."""
    column: int = 0
    """1-based, in characters; 0 where the whole line is meant."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = ":".join(
            str(part) for part in (self.path, self.line, self.column if self.line else 0) if part
        )
        text = f"{self.severity}: {self.message}"
        if self.remedy:
            text += f"; {self.remedy}"
        return one_line(f"{place}: {text} [{self.code}]" if place else f"{text} [{self.code}]")

    def at(self, path: str) -> Problem:
        """The same problem in the file ``path``, where it names no file yet."""
        return self if self.path else replace(self, path=path)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class VaraqError(Exception):
    """Input or use that can't be worked with; carries one or more problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def at(self, path: str) -> VaraqError:
        """The same error with ``path`` filled in where a problem names no file."""
        return VaraqError(*(problem.at(path) for problem in self.problems))
