"""Silence: the rules that a translator has looked at and set aside for one entry (`flags`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from varaq.catalog import Catalog, Message
from varaq.checks.rules import RULES
from varaq.errors import Problem, Severity
from varaq.flags import PREFIX, ignored

_ELSEWHERE = frozenset({"link-broken", "link-lost", "newline-ends"})
"""Rules of an entry that are not in the table of rules."""
_ALWAYS = frozenset({"html-not-allowed", "link-not-allowed"})
"""What never reaches a page, whoever asks for it."""
KNOWN = (frozenset(rule.code for rule in RULES) | _ELSEWHERE) - _ALWAYS
"""The rules that an entry can be spared."""


def audible(problems: Iterable[Problem], message: Message) -> list[Problem]:
    """The problems of one entry that its flags do not silence."""
    quiet = ignored(message) & KNOWN
    return [problem for problem in problems if problem.code not in quiet]


def audible_in(problems: Iterable[Problem], catalog: Catalog) -> list[Problem]:
    """The problems that the flags of a catalog's entries do not silence, found by their lines."""
    quiet = {message.line: ignored(message) & KNOWN for message in catalog}
    return [
        problem
        for problem in problems
        if problem.path != catalog.path or problem.code not in quiet.get(problem.line, ())
    ]


def flag_problems(catalog: Catalog) -> Iterator[Problem]:
    """Flags that name no rule, or one that can't be ignored."""
    for message in catalog:
        for name in sorted(ignored(message) - KNOWN):
            what = "can't be ignored" if name in _ALWAYS else "is no rule"
            yield Problem(
                "ignore-unknown",
                f"{PREFIX}{name}: {name} {what}",
                "take the flag out" if name in _ALWAYS else _nearest(name),
                catalog.path,
                message.line,
                severity=Severity.WARNING,
            )


def _nearest(name: str) -> str:
    from rapidfuzz import fuzz, process  # only where something is wrong

    best = process.extractOne(name, sorted(KNOWN), scorer=fuzz.ratio)
    return f"did you mean {PREFIX}{best[0]}?" if best else ""
