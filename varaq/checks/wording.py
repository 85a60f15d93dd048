"""Rules on words: placeholders, doubled words, lengths, what was left as it was, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from varaq.checks.languages import language
from varaq.checks.pair import Finding, Pair, quoted
from varaq.document.invariants import numbers
from varaq.unit import Place

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_BRACES = re.compile(r"%\(\w+\)[sd]|\$?\{\w*(?::[^{}\s]*)?\}")
"""In what programs show, values stand in braces, too; in prose these are what they are."""
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)\s+\1(?![\w'’-])", re.IGNORECASE)
_FINE_TWICE = {
    "de": frozenset({"die", "der", "das", "sie"}),
    "en": frozenset({"had", "that", "very", "so"}),
    "fr": frozenset({"nous", "vous"}),
    "ru": frozenset({"ещё", "еле", "чуть", "вот", "только"}),
    "uk": frozenset({"ще", "ледь", "ось"}),
}
"""Words that rightly stand twice now and then."""
_PROSE_WORD = re.compile(r"[\"'“‘«„(]*[^\W\d_]{2,}(?:['’-][^\W\d_]+)*[.,;:!?…)\"'”’»“]*")
_SHORT = 30
"""Texts under so many characters say nothing about proportions."""
_LONG = 2.3
"""So many times as long, or as short, is out of proportion."""
_LONG_AND_SHORT = 3.0
"""The same for texts of few words, where these count for more."""


def placeholders(pair: Pair) -> Iterator[Finding]:
    """Placeholders that were lost or changed."""
    if pair.unit.place is Place.CODE:
        return
    pattern = _BRACES if pair.unit.place in (Place.PLAIN, Place.WORDS) else _PLACEHOLDER
    wanted = set(pattern.findall(pair.words_before))
    given = set(pattern.findall(pair.words))
    if wanted != given:
        names = ", ".join(sorted(wanted ^ given))
        yield Finding(f"placeholders lost or changed: {names}")


def doubled_words(pair: Pair) -> Iterator[Finding]:
    """A word that stands twice in a row."""
    if not pair.is_prose:
        return
    only = pair.written.particles if pair.written is not None else frozenset()
    fine = _FINE_TWICE.get(pair.locale.cldr.language, frozenset())
    for run in pair.after.runs:
        for match in _DOUBLED.finditer(run):
            word = match[1].casefold()
            if (only is None or word in only) and word not in fine:
                if not any(_DOUBLED.search(before) for before in pair.before.runs):
                    yield Finding(f"{quoted(match[0])}: one word twice")
                return


def length(pair: Pair) -> Iterator[Finding]:
    """A length out of proportion to the source's, as the two languages have it."""
    here, there = pair.written, language(pair.source)
    if here is None or there is None or not pair.is_prose or pair.unit.place is Place.TERM:
        return  # a term may stand with its explanation in one language
    before = sum(map(len, (pair.words_before.strip(), *pair.before.code)))
    wanted = before * here.scale / there.scale
    given = sum(map(len, (pair.words.strip(), *pair.after.code)))
    if before < _SHORT or max(wanted, given) < _SHORT:
        return  # an acronym and what it stands for
    factor = _LONG if wanted >= 2 * _SHORT else _LONG_AND_SHORT
    if given * factor < wanted:
        yield Finding(
            f"much shorter than the source: {given} characters, some {wanted:.0f} expected"
        )
    elif given > wanted * factor + _SHORT:
        yield Finding(
            f"much longer than the source: {given} characters, some {wanted:.0f} expected"
        )


def unchanged(pair: Pair) -> Iterator[Finding]:
    """A text of four words and more that is the source's."""
    if pair.source.cldr.language == pair.locale.cldr.language or not pair.is_prose:
        return
    if pair.unit.place is Place.TERM:
        return  # CRM (customer relationship management)
    if " ".join(pair.words.split()).casefold() != " ".join(pair.words_before.split()).casefold():
        return
    words = [word for word in pair.words.split() if _PROSE_WORD.fullmatch(word)]
    if pair.after.marks.count("image") > 1:
        return  # a row of badges
    small = [word for word in words if word == word.lower()]  # a title of names has few of them
    if len(words) >= 4 and len(small) >= 3:
        yield Finding("the translation is the source's text")


def differing_numbers(pair: Pair) -> Iterator[Finding]:
    """Numbers that only one of the two has."""
    if pair.unit.place is Place.CODE:
        return
    wanted, given = set(numbers(pair.words_before)), set(numbers(pair.words))
    lost, new = sorted(wanted - given), sorted(given - wanted)
    if not (lost and new) and all(len(number) == 1 for number in lost + new):
        return  # two for 2
    if lost or new:
        said = [f"{', '.join(lost)} only in the source"] if lost else []
        said += [f"{', '.join(new)} only in the translation"] if new else []
        yield Finding(f"numbers differ: {'; '.join(said)}")
