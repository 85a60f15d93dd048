"""Invariants: what a translation of a text most likely keeps.

Numbers, code, links and the kinds of markup stay, whatever the language; so do the names
among the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from varaq.document.content import GAP, content
from varaq.unit import Place, Unit

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'`)\]]*[^\s<>\"'`)\].,;:!?…。、，]")
_NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,'’٫٬\u00a0\u202f]\d+)*",
)
_TIME = re.compile(r"(\d{1,2})[.,٫](\d\d)(?:[.,٫](\d\d))?")
"""A time of the day in some languages, and a number in all: two numbers, as 12:30 and 12 h 30."""
_HOURS = re.compile(r"\d[hH]")
_NO_DIGIT = re.compile(r"\D")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: no spaces part their words."""
_WORD = re.compile(rf"([{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[^\W_])+")
_LETTER = re.compile(r"[^\W\d_]")
_ABBREVIATION = re.compile(r"\w*\d\w*|[A-Z]{2,4}|\w*[a-z][A-Z]\w*")
"""B2B, CRM, SaaS; a longer word in capitals may be any word."""
_ENDS = {"?": "?", "？": "?", "؟": "?", ";": "?", "!": "!", "！": "!", ":": ":", "：": ":"}


@dataclass(frozen=True, slots=True)
class Invariants:
    """What is looked at in a unit's text to find its translation."""

    numbers: frozenset[str]
    """In ASCII digits, without the separators that languages write otherwise."""
    code: frozenset[str]
    """The code spans and formulas."""
    links: frozenset[str]
    """Where links and images lead, and the URLs that stand in the text."""
    markup: frozenset[str]
    """The kinds of markup that there are, and how the text ends: ``strong``, ``?`` …"""
    words: tuple[str, ...]
    """The words in lower case, in order; two letters at a time where no spaces part them."""
    length: int
    """The words' characters, white space and markup left out."""


def invariants(unit: Unit) -> Invariants:
    """What a translation of a unit's text most likely keeps.

    >>> from varaq.unit import Place, Unit
    >>> found = invariants(Unit("**B2B** `x` [1,000](a.html)?", 0, 1, Place.BLOCK, "paragraph"))
    >>> sorted(found.numbers), sorted(found.code), sorted(found.links), sorted(found.markup)
    (['1000'], ['x'], ['a.html'], ['?', 'code', 'link', 'strong'])
    >>> found.words
    ('b2b', '1', '000')
    """
    if unit.place in (Place.PLAIN, Place.SCALAR):
        return _found(unit.text, (), (), set())
    found = content(unit.text, Place.BLOCK)
    kinds = ("code" if kind == "math" else kind for kind in found.marks)
    markup = {"break", *kinds} if "\n" in unit.text else set(kinds)
    return _found(found.words.replace(GAP, " "), found.code, found.links, markup)


def universal(unit: Unit, names: Container[str]) -> bool:
    """Whether a text is the same in every language: code, links, signs, abbreviations, names.

    ``names`` are the known ones, in lower case; they count where they are capitalised.

    >>> from varaq.unit import Place, Unit
    >>> unit = Unit("CRM, `x`, Google", 0, 1, Place.BLOCK, "paragraph")
    >>> universal(unit, {"google"}), universal(unit, ())
    (True, False)
    """
    text = unit.text
    if unit.place not in (Place.PLAIN, Place.SCALAR):
        text = " ".join(content(text, Place.BLOCK).runs).replace(GAP, " ")
    return all(
        not _LETTER.search(word)
        or _ABBREVIATION.fullmatch(word)
        or (word[0] != word[0].lower() and word.casefold() in names)
        for word in _words(URL.sub(" ", text))
    )


def _found(text: str, code: Sequence[str], links: Sequence[str], markup: set[str]) -> Invariants:
    urls = URL.findall(text)
    bare = URL.sub(" ", text) if urls else text
    last = _ENDS.get(text.rstrip(" \t\n\"'”’»)]*_")[-1:])
    if last:
        markup.add(last)
    return Invariants(
        numbers=frozenset(numbers(bare)),
        code=frozenset(" ".join(span.split()) for span in code),
        links=frozenset([*links, *urls]),
        markup=frozenset(markup),
        words=tuple(word.casefold() for word in _words(bare)),
        length=sum(map(len, text.split())) + sum(map(len, code)),
    )


def numbers(text: str) -> Iterator[str]:
    """The numbers in a text, in ASCII digits, without the separators that languages write.

    >>> list(numbers("B2B: 1,000 və ٢٠, 1 000,50"))
    ['1000', '20', '100050']
    """
    for match in _NUMBER.finditer(text):
        before = text[max(match.start() - 2, 0) : match.start()]
        sticks = before[-1:] == "_" or before[-1:].lower() != before[-1:].upper()
        if sticks and not _HOURS.fullmatch(before):
            continue  # the 2 of B2B is no number
        time = _TIME.fullmatch(match[0])
        for number in filter(None, time.groups()) if time else (match[0],):
            digits = _NO_DIGIT.sub("", number)
            yield "".join(str(unicodedata.decimal(digit)) for digit in digits)


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        if match[1] and len(word) > 1:
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word
