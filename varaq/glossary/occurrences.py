"""Occurrences: where the names of terms stand in a text, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from varaq.document import markdown
from varaq.glossary.inflection import is_form, is_suffix, name_keys, word_keys
from varaq.glossary.terms import Term
from varaq.glossary.turkic import Place

_ARABIC = "\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff"
_SIGNS = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f"
"""Scripts that put no spaces between words; each sign counts as a word."""
_WORD = re.compile(
    f"[{_ARABIC}][{_ARABIC}\u064b-\u065f\u0670\u200c]*"
    f"|[{_SIGNS}]"
    # between Cyrillic letters, an apostrophe belongs to the word
    f"|(?:(?![{_ARABIC}{_SIGNS}])[^\\W_](?:[\u0300-\u036f\u00ad]"
    "|(?<=[\u0400-\u04ff])['\u2019](?=[\u0400-\u04ff]))*)+"
)
_JOIN = re.compile(r"[*_~]*+(?:\s+|\s*/\s*|[-\u2010\u2011\u2013])?[*_~]*")
"""What may stand between the words of a name."""
_HOOK = re.compile("[-\u2010\u2011'’ʼ]")
"""What a suffix may hang on."""
_STOP = re.compile(r"[.!?;:…؟]\s|[。！？；：]|\n")
"""Where a sentence or a part of one ends."""
_AROUND = 2
"""How many other words may stand between those of a name that is asked for loosely."""
_MOST_WORDS = 30
"""What has more words is no name that is looked for."""


class Occurrence(NamedTuple):
    """A place where a term stands in a text; a book has very many of these."""

    start: int
    """In characters, 0-based."""
    end: int
    """In characters, exclusive; suffixes and what they hang on are a part of it."""
    term: Term


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Name(NamedTuple):
    rank: int
    """Its place among all names."""
    term: Term
    words: int
    """How many words it has."""
    size: int
    """Its length in characters."""


@dataclass(slots=True)
class _Node:
    """The names that begin with some words, so that these are looked for once for all of them."""

    names: list[_Name] = field(default_factory=list)
    """Those that end here."""
    further: dict[int, _Node] = field(default_factory=dict)
    """By the number of the next word."""


class Finder:
    """Finds the names of terms in texts of one language."""

    __slots__ = ("_by_key", "_forms", "_language", "_names", "_words")

    def __init__(self, names: Sequence[tuple[str, Term]], language: str) -> None:
        """``names`` are those of all terms; ``language`` is a code without territory."""
        self._language = language
        self._words: dict[tuple[str, Place], int] = {}
        self._names = _Node()
        self._by_key: dict[str, list[tuple[str, Place]]] = {}
        self._forms: dict[str, frozenset[int]] = {}
        """What each word that was met can be a form of."""
        for rank, (text, term) in enumerate(names):
            words = [match[0] for match in _WORD.finditer(text)]
            if not 0 < len(words) <= _MOST_WORDS:
                continue
            last = Place.LAST if len(words) > 1 else Place.ALONE
            places = [Place.INNER] * (len(words) - 1) + [last]
            node = self._names
            for number in map(self._number, words, places):
                node = node.further.setdefault(number, _Node())
            node.names.append(_Name(rank, term, len(words), len(text)))

    def occurrences(self, text: str) -> list[Occurrence]:
        """Where names stand in a unit's text, in its order; of those that overlap, the longest."""
        tokens = list(_tokens(text))
        found = [
            (at, end, name)
            for at in range(len(tokens))
            for name, end in self._starts(text, tokens, at)
        ]
        found.sort(key=lambda each: (-each[2].words, -each[2].size, each[0]))
        taken: dict[int, Occurrence] = {}
        free = [True] * len(tokens)
        for at, end, name in found:
            if all(free[at:end]):
                free[at:end] = [False] * (end - at)
                taken[at] = Occurrence(tokens[at].start, tokens[end - 1].end, name.term)
        return [taken[at] for at in sorted(taken)]

    def loose(self, text: str) -> set[Term]:
        """The terms that a text speaks of: a few other words may stand between their own."""
        tokens = list(_tokens(text))
        return {
            name.term
            for at in range(len(tokens))
            for name, _ in self._starts(text, tokens, at, _AROUND)
        }

    def _starts(
        self, text: str, tokens: Sequence[_Token], at: int, around: int = 0
    ) -> Sequence[tuple[_Name, int]]:
        """The names that begin at a token, each with the number of the token behind it."""
        numbers = self._can_be(tokens[at].text)
        if not numbers:
            return ()
        found = list(self._along(text, tokens, at, self._names, numbers, around))
        return sorted(found) if len(found) > 1 else found

    def _along(
        self,
        text: str,
        tokens: Sequence[_Token],
        at: int,
        node: _Node,
        numbers: Collection[int],
        around: int,
    ) -> Iterator[tuple[_Name, int]]:
        """The names of a node that go on with a token, as a word with one of these numbers."""
        end = self._behind(text, tokens, at)
        for number in numbers:
            after = node.further.get(number)
            if after is None:
                continue
            for name in after.names:
                yield name, end
            if after.further:
                yield from self._further(text, tokens, end, after, around)

    def _further(
        self, text: str, tokens: Sequence[_Token], end: int, node: _Node, around: int
    ) -> Iterator[tuple[_Name, int]]:
        """The names of a node whose next word stands at a token or, if so asked, soon after."""
        seen: set[int] = set()
        for here in range(end, min(end + around + 1, len(tokens))):
            between = text[tokens[end - 1].end : tokens[here].start]
            joined = _JOIN.fullmatch(between) if here == end else not _STOP.search(between)
            if joined:
                numbers = self._can_be(tokens[here].text) - seen
                if numbers:
                    seen |= numbers
                    yield from self._along(text, tokens, here, node, numbers, around)

    def _behind(self, text: str, tokens: Sequence[_Token], at: int) -> int:
        """The number of the token behind a word and a suffix that hangs on it."""
        if at + 1 < len(tokens):
            between = text[tokens[at].end : tokens[at + 1].start]
            if _HOOK.fullmatch(between) and is_suffix(tokens[at + 1].text, self._language):
                return at + 2
        return at + 1

    def _number(self, word: str, place: Place) -> int:
        """The number of a word of a name."""
        known = (word, place)
        if known not in self._words:
            self._words[known] = len(self._words)
            for key in name_keys(word, self._language, place):
                self._by_key.setdefault(key, []).append(known)
        return self._words[known]

    def _can_be(self, word: str) -> frozenset[int]:
        """The numbers of the words of names that a word can be a form of."""
        found = self._forms.get(word)
        if found is None:
            near = {
                known
                for key in word_keys(word, self._language)
                for known in self._by_key.get(key, ())
            }
            found = self._forms[word] = frozenset(
                self._words[name, place]
                for name, place in near
                if is_form(word, name, self._language, place)
            )
        return found


def _tokens(text: str) -> Iterator[_Token]:
    """The words of a unit's running text: no code, link targets or HTML."""
    for start, end in markdown.running(text):
        for match in _WORD.finditer(text, start, end):
            yield _Token(match[0], match.start(), match.end())
