"""The rule on the terms of the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from varaq.catalog import Catalog, Message, State
from varaq.checks.rules import NAMED
from varaq.checks.silence import audible
from varaq.errors import Problem

if TYPE_CHECKING:
    from varaq.glossary import Glossary, Term  # which those who only check words do not need

_RULE = NAMED["glossary-term-unused"]


def unused_terms(glossary: Glossary, source: str, target: str) -> list[Term]:
    """The terms of a source text whose translation does not stand in the translated text."""
    return glossary.unused(source, target)


def term_problems(glossary: Glossary, catalog: Catalog) -> Iterator[Problem]:
    """What translators should see of the terms in a language's catalog, as warnings.

    What is fuzzy or untranslated is not judged.
    """
    for message in catalog:
        if message.state is State.TRANSLATED:
            yield from (problem.at(catalog.path) for problem in unused_in(glossary, message))


def unused_in(glossary: Glossary, message: Message) -> list[Problem]:
    """The same for one message, whose file is not named; the glossary's own are not judged."""
    if message.key in glossary.keys:
        return []
    terms = unused_terms(glossary, message.id, message.strings[0])
    return audible((_unused(term, message) for term in terms), message)


def _unused(term: Term, message: Message) -> Problem:
    wanted = " or ".join(f"“{name}”" for name in term.translation)
    return Problem(
        _RULE.code,
        f"the term “{term.names[0]}” is translated otherwise than in the glossary",
        f"write {wanted}, or give the entry the flag ignore-{_RULE.code}",
        line=message.line,
        severity=_RULE.severity,
    )
