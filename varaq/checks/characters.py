"""Rules on characters: those that do harm unseen, and letters of another alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from varaq.checks.languages import CYRILLIC, GREEK, LATIN
from varaq.checks.pair import Finding, Pair, quoted
from varaq.unit import Place

_OVERRIDE = re.compile("[\u202d\u202e]")
_EMBEDDING = re.compile("[\u202a\u202b]|\u202c")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd\ufffe\uffff]")
_DOTTED = re.compile("i\u0307")
_SCHWA = re.compile("[\u01dd\u018e\u04d9\u04d8]")
_LATIN_WORD = re.compile(rf"[{LATIN}]")
_MIXED = re.compile(
    rf"[{LATIN}][{CYRILLIC}{GREEK}]|[{CYRILLIC}][{LATIN}{GREEK}]|[{GREEK}][{LATIN}{CYRILLIC}]"
)
_WORD = re.compile(r"[^\W\d_]+")
_ESCAPE = re.compile(r"\\[a-z]|%[-+ #\d.$]*[hljzt]{0,2}[a-zA-Z]")
"""In what programs show: ``\\n``, ``%s``."""
_SCRIPTS = {"Latin": LATIN, "Cyrillic": CYRILLIC, "Greek": GREEK}


def bidi_overrides(pair: Pair) -> Iterator[Finding]:
    """Characters that turn the direction of what follows; isolates and marks are fine.

    Embeddings that are ended (LRE … PDF) do no harm beyond their end.
    """
    found = _OVERRIDE.search(pair.typed)
    if found is not None:
        yield Finding(f"the translation has {_name(found[0])}, which turns the text around")
        return
    depth = 0
    for mark in _EMBEDDING.findall(pair.typed):
        depth += -1 if mark == "\u202c" else 1
        if depth < 0:
            break
    if depth:
        what = "an embedding of another direction is not ended, or ended twice"
        yield Finding(what, "write isolates (U+2066 or U+2067 … U+2069) around the words")


def control_characters(pair: Pair) -> Iterator[Finding]:
    """Characters that are no text, which the source has not either."""
    for character in dict.fromkeys(_CONTROL.findall(pair.typed)):
        if character not in pair.unit.text:
            yield Finding(f"the translation has {_name(character)}, which is no text")
            return


def look_alikes(pair: Pair) -> Iterator[Finding]:
    """Letters that look like those of Azerbaijani and Turkish and are others."""
    code = pair.locale.cldr.language
    if code not in ("az", "tr") or not pair.is_prose:
        return
    for word in dict.fromkeys(_words(pair)):
        if pair.written is not None and code == "az" and _SCHWA.search(word):
            letter = _name(_SCHWA.findall(word)[0])
            right = _SCHWA.sub(_schwa, word)
            yield Finding(
                f"{quoted(word)} has {letter} for ə", f"write {quoted(right)}, with ə (U+0259)"
            )
            return
    found = _DOTTED.search(unicodedata.normalize("NFD", pair.words).replace("I\u0307", "İ"))
    if found is not None and "i\u0307" in pair.words:
        at = pair.words.index("i\u0307")
        piece = pair.words[max(at - 8, 0) : at + 8]
        yield Finding(f"i with a dot (U+0307) over its own in {quoted(piece)}", "write a plain i")


def _schwa(match: re.Match[str]) -> str:
    return "Ə" if match[0] in "\u018e\u04d8" else "ə"


def mixed_scripts(pair: Pair) -> Iterator[Finding]:
    """Words of letters from two alphabets that look alike."""
    if _MIXED.search(pair.words) is None:
        return
    own = set(_WORD.findall(pair.words_before))
    for word in _words(pair):
        plain = _SCHWA.sub("ə", word) if pair.locale.cldr.language == "az" else word
        if _MIXED.search(plain) is not None and word not in own:
            counts = {
                name: len(re.findall(f"[{letters}]", plain)) for name, letters in _SCRIPTS.items()
            }
            rare = min((name for name in counts if counts[name]), key=lambda name: counts[name])
            odd = "".join(dict.fromkeys(re.findall(f"[{_SCRIPTS[rare]}]", plain)))
            yield Finding(f"{quoted(word)} mixes alphabets: {odd} is {rare}")
            return


def foreign_letters(pair: Pair) -> Iterator[Finding]:
    """Letters of the language's script that it does not have."""
    written = pair.written
    if written is None or not written.letters:
        return
    outside = set(pair.words) - written.letters
    odd = {letter for letter in outside if re.match(f"[{written.script}]", letter)}
    if pair.locale.cldr.language == "az":
        odd = {letter for letter in odd if not _SCHWA.match(letter)}
    if not odd:
        return
    own = {word.lower() for word in _WORD.findall(pair.words_before)}
    for word in _words(pair):
        letters = odd.intersection(word)
        if letters and word.lower() not in own:
            names = ", ".join(sorted(letters))
            yield Finding(f"{quoted(word)} has letters that the language has not: {names}")
            return


def _words(pair: Pair) -> list[str]:
    if pair.unit.place in (Place.WORDS, Place.PLAIN):
        return _WORD.findall(_ESCAPE.sub(" ", pair.words))
    return _WORD.findall(pair.words)


def _name(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name})"
