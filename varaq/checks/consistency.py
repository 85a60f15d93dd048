"""Consistency: what is seen only where many translations of a language are looked at together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from varaq.catalog import Catalog, Key, Message, State
from varaq.checks import typography
from varaq.checks.pair import Pair
from varaq.checks.rules import NAMED
from varaq.errors import Problem
from varaq.flags import ignored

_HABIT = 3
"""So many texts with quotation marks of the language's own make a habit, where half as many or
less have straight ones."""


def inconsistent(catalogs: Sequence[Catalog]) -> list[Problem]:
    """One text translated in two ways in the catalogs of a language; the later one is blamed."""
    first: dict[Key, tuple[Catalog, Message]] = {}
    rule = NAMED["inconsistent"]
    problems = []
    for catalog in catalogs:
        for message in catalog:
            if message.state is not State.TRANSLATED or rule.code in ignored(message):
                continue
            where, other = first.setdefault(message.key, (catalog, message))
            if where is not catalog and message.strings != other.strings:
                what = f"“{message.id[:60]}” is translated otherwise in {where.path}:{other.line}"
                problems.append(
                    Problem(
                        rule.code,
                        what,
                        rule.remedy,
                        catalog.path,
                        message.line,
                        severity=rule.severity,
                    )
                )
    return problems


def house_quotes(pairs: Sequence[Pair]) -> Iterator[tuple[int, Problem]]:
    """Straight quotes where most texts of a catalog have the language's own.

    Yields which pair, 0-based, with a problem that names no place yet.
    """
    own = sum(map(typography.own_quotes, pairs))
    straight = [number for number, judged in enumerate(pairs) if typography.straight_quotes(judged)]
    if own < _HABIT or own < 2 * len(straight):
        return
    rule = NAMED["quotes"]
    for number in straight:
        written = pairs[number].written
        if written is not None:
            what = "straight quotes, where other texts here have the language's own"
            remedy = f"write {written.quotes[0][0]}…{written.quotes[0][1]}"
            yield number, Problem(rule.code, what, remedy, severity=rule.severity)
