"""The rule on the terms of the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from varaq.catalog import Catalog, Message, State
from varaq.errors import Problem, Severity

if TYPE_CHECKING:
    from varaq.glossary import Glossary, Term  # which those who only check words do not need

_IGNORED = "ignore-glossary-term-unused"
"""The flag of an entry that the rule does not judge."""


def unused_terms(glossary: Glossary, source: str, target: str) -> list[Term]:
    """The terms of a source text whose translation does not stand in the translated text."""
    return glossary.unused(source, target)


def term_problems(glossary: Glossary, catalog: Catalog) -> Iterator[Problem]:
    """What translators should see of the terms in a language's catalog, as warnings.

    The glossary's own texts are not judged, and neither is what is fuzzy or untranslated.
    """
    for message in catalog:
        if message.state is State.TRANSLATED and message.key not in glossary.keys:
            terms = unused_terms(glossary, message.id, message.strings[0])
            if terms and not _is_ignored(message):
                yield from (_unused(term, message, catalog.path) for term in terms)


def _is_ignored(message: Message) -> bool:
    return _IGNORED in message.entry().flags


def _unused(term: Term, message: Message, path: str) -> Problem:
    wanted = " or ".join(f"“{name}”" for name in term.translation)
    return Problem(
        "glossary-term-unused",
        f"the term “{term.names[0]}” is translated otherwise than in the glossary",
        f"write {wanted}, or give the entry the flag {_IGNORED}",
        path,
        message.line,
        severity=Severity.WARNING,
    )
