"""Fallbacks: what stands in a handout where a unit has no translation of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from varaq.catalog import Catalog, Key, State
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale

OUTDATED = "outdated"
"""In a chain: the translation that a unit had before its source was changed."""
SOURCE = "source"
"""At the end of a chain, and of one that does not say: the text of the source language."""
NOTHING = "nothing"
"""At the end of a chain: nothing."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A text that stands in for a translation."""

    text: str
    language: str
    """The code of the language that it is in."""
    outdated: bool


class Step(Protocol):
    """One link of a chain."""

    def stand(self, key: Key) -> Stand | None:
        """What it has for a unit, by the key of its message."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is tried, in turn, for the units of a document that are not translated."""

    steps: tuple[Step, ...] = ()
    nothing: bool = False
    """Whether nothing is shown, instead of the source, where no step has anything."""

    def stands(self, key: Key) -> list[Stand]:
        """What there is for a unit, the best first."""
        return [stand for step in self.steps if (stand := step.stand(key)) is not None]


class Other:
    """The translations into another language."""

    __slots__ = ("_language", "_messages")

    def __init__(self, language: str, catalog: Catalog) -> None:
        self._language = language
        self._messages = catalog.by_key()

    def stand(self, key: Key) -> Stand | None:
        """The translation into that language, where it is not fuzzy."""
        message = self._messages.get(key)
        if message is None or message.state is not State.TRANSLATED:
            return None
        return Stand(message.strings[0], self._language, outdated=False)


class Outdated:
    """The translations that a catalog had before the source was changed."""

    __slots__ = ("_language", "_messages")

    def __init__(self, language: str, catalog: Catalog) -> None:
        self._language = language
        self._messages = catalog.by_key()

    def stand(self, key: Key) -> Stand | None:
        """The text of a fuzzy message, where it was this unit's own and not another's.

        The message that it was made for (``#|``) has to be gone: else it is a suggestion, made
        from a message that is alike.
        """
        message = self._messages.get(key)
        if message is None or message.state is not State.FUZZY:
            return None
        entry = message.entry()
        before = (entry.previous_msgctxt, entry.previous_msgid or "")
        if entry.previous_msgid is None or (before != key and before in self._messages):
            return None
        return Stand(message.strings[0], self._language, outdated=True)


def chain(words: Sequence[str], where: str) -> tuple[str, ...]:
    """The links of a chain, checked; the codes of its languages as varaq writes them.

    ``where`` names the file that says it. Raises `VaraqError` where a word is no language, or
    the end stands before the end.
    """
    found: list[str] = []
    for number, word in enumerate(words):
        if word in (SOURCE, NOTHING):
            if number + 1 < len(words):
                what = f'fallback: "{word}" is the end, and {words[number + 1]!r} stands behind it'
                raise VaraqError(Problem("fallback", what, f'put "{word}" last', where))
        elif word != OUTDATED:
            try:
                word = Locale.parse(word).code
            except VaraqError:
                known = f"{OUTDATED}, {SOURCE}, {NOTHING}"
                what = f'fallback: "{word}" is no language'
                remedy = f"write a language, or one of {known}"
                raise VaraqError(Problem("fallback", what, remedy, where)) from None
        if word in found:
            raise VaraqError(
                Problem("fallback", f'fallback: "{word}" stands twice', "take one out", where)
            )
        found.append(word)
    return tuple(found)


def fallback(
    links: Sequence[str], language: str, source: str, catalogs: Mapping[str, Catalog]
) -> Fallback:
    """What a chain (`chain`) is for a language, with the catalogs of one document.

    Its own language and the source language are left out; a language without a catalog has
    nothing.
    """
    steps: list[Step] = []
    for link in links:
        if link in (SOURCE, source):
            break
        if link == OUTDATED:
            if language in catalogs:
                steps.append(Outdated(language, catalogs[language]))
        elif link not in (NOTHING, language) and link in catalogs:
            steps.append(Other(link, catalogs[link]))
    return Fallback(tuple(steps), bool(links) and links[-1] == NOTHING)
