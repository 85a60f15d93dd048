"""The pair: a text and its translation, and what several rules need to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from varaq.checks.languages import Language, language
from varaq.document import Document
from varaq.document.content import GAP, Content, content
from varaq.document.invariants import URL
from varaq.document.references import keep
from varaq.errors import Problem, Severity
from varaq.locales import Locale
from varaq.safety import plain_tags, unsafe
from varaq.unit import Place, Unit

_NO_PROSE = frozenset({Place.CODE, Place.WORDS})


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with one translation of it."""

    unit: Unit
    typed: str
    """What the translator wrote."""
    shown: str
    """The same as it goes to the page: references kept, what is no HTML escaped."""
    source: Locale
    locale: Locale
    """The language of the translation."""
    before: Content
    """What stands in the unit's text."""
    after: Content
    """What stands in the translation."""
    words_before: str
    """The unit's words with URLs taken out."""
    words: str
    """The translation's words with URLs taken out."""
    written: Language | None
    """How the translation's language is written; None where that is not known."""
    unsafe: Problem | None
    """What makes it unfit for a page."""

    @property
    def is_prose(self) -> bool:
        """Whether it is a text for readers, and not code or a string of a program."""
        return self.unit.place not in _NO_PROSE


def pair(
    unit: Unit,
    translation: str,
    source: Locale,
    locale: Locale,
    document: Document | None = None,
) -> Pair:
    """A unit of a document, or a text of its own, with one translation."""
    labels = document.labels if document is not None else {}
    shown = keep(unit.text, plain_tags(unit, translation), labels).text
    before = content(unit.text, unit.place, labels)
    after = content(shown, unit.place, labels)
    return Pair(
        unit,
        translation,
        shown,
        source,
        locale,
        before,
        after,
        URL.sub(" ", before.words),
        URL.sub(" ", after.words),
        language(locale),
        unsafe(unit, shown, document),
    )


def text_pair(
    text: str, translation: str, source: Locale, locale: Locale, place: Place = Place.BLOCK
) -> Pair:
    """A text with its translation, where there is no document."""
    return pair(Unit(text, 0, 0, place, "text"), translation, source, locale)


def quoted(words: str) -> str:
    """A piece of a text as it stands in a message, code as dots.

    >>> quoted("a b")
    '“a b”'
    """
    return f"“{words.replace(GAP, '…').strip()}”"


class Finding(NamedTuple):
    """What a rule has against a translation."""

    message: str
    remedy: str = ""
    """What to do, where it is not the rule's remedy."""


def by_catalog(_: Pair) -> Iterable[Finding]:
    """Nothing: what such a rule looks at is seen in whole catalogs only."""
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked at."""

    code: str
    severity: Severity
    what: str
    """What it finds, in a few words."""
    remedy: str
    find: Callable[[Pair], Iterable[Finding]] = by_catalog
