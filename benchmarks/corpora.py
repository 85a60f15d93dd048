"""Corpora of any size, made from the shipped texts with a seed: documents and full catalogs.

``python benchmarks/corpora.py FOLDER --documents N --languages M [--words W] [--seed S]`` makes a
project, a document at a time, so that its size is bounded by the disk alone, and prints its
figures as JSON. The first documents of a larger corpus are those of a smaller one.

The shipped units are cut into sentences, which are put together anew: as headings, paragraphs,
lists, tables, definitions and quotations, with code, figures and links to other documents. In
the shipped languages a text is said with the sentences of their catalogs; in others each word
is put into letters of that language by a fixed rule, so that it is as long as it was.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from measuring import ROOT

from varaq import extraction, po
from varaq.catalog import header_text
from varaq.document import read
from varaq.plurals import plural_forms

SOURCE = "az"
SHIPPED = ("ar", "de", "en", "es", "fa", "fr", "ru", "tr", "uk")
"""The languages that the shipped texts are translated into."""
_OTHERS = """
it pl sv bg pt el nl sr cs ka hu kk ro hy fi be da mk nb ky sk mn hr tg sl lt lv et ca id ms vi sq
gl eu af sw is ga cy tk
"""
OTHERS = tuple(_OTHERS.split())
"""The languages that translations are made up in."""
WORDS = 600
"""How many words a document has on average, unless told otherwise."""
SEED = 20261124
_DATE = "2026-11-24 12:00+0000"
_ALPHABET = "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw"
_PLAIN = "abccdeafgghhiijkklmnooprsstuuvyzv"
_CYRILLIC = "абцчдеефггххиижкклмноопрсштуувизв"
_SCRIPTS = {
    "ka": "აბცჩდეეფგღჰხიიჯკყლმნოოპრსშტუუვიზვ",
    "hy": "աբցչդեէֆգղհխըիջկքլմնոօպրսշտոըվյզվ",
    "el": "αβκτδεεφγγχχιιζκκλμνοοπρσστυυβιζβ",
} | dict.fromkeys(("bg", "sr", "kk", "be", "mk", "ky", "mn", "tg"), _CYRILLIC)
"""What stands for each letter of the source, in languages that are not written in Latin."""
_VOWELS, _CONSONANTS = "aeiou", "bdfghklmnprstvz"
_SENTENCES = re.compile(r"(?<=[.!?؟…])\s+(?=[^\W\d_a-zəığöüşçа-я]|[\"«“‹„(])")
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = re.compile(r"\*\*(.+?)\*\*")
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_PUNCTUATION = re.compile(r"[^\w\s'’/\u200c-]")
_WIDTH = 88
"""How many characters a line of a wrapped paragraph holds at most."""

Text = tuple[str, ...]
"""A text in parts: those that are phrases are said in each language, others are as they are."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The pieces that texts are made of, as they are in the source language."""

    sentences: tuple[str, ...]
    terms: tuple[str, ...]
    """Short ones, for headings and cells."""
    said: Mapping[str, Mapping[str, str]]
    """By language, what each is."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made up."""

    name: str
    source: str
    """Its whole text."""
    texts: Mapping[str, Text]
    """By msgid, what its units are made of."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a corpus is."""

    documents: int
    languages: int
    """That it is translated into; the source's own comes on top."""
    words: int = WORDS
    """On average, of a document."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was made."""

    documents: int
    languages: int
    words: int
    units: int
    messages: int
    """Entries of all catalogs."""
    source_bytes: int
    catalog_bytes: int


def languages(count: int) -> tuple[str, ...]:
    """So many languages, the shipped ones first. Raises `ValueError` where there are fewer.

    >>> languages(10)[-2:]
    ('uk', 'it')
    """
    known = SHIPPED + OTHERS
    if count > len(known):
        raise ValueError(f"there are {len(known)} languages, not {count}")
    return known[:count]


def phrases(wanted: Sequence[str]) -> Phrases:
    """The phrases of the shipped texts that all catalogs have sentence by sentence."""
    shipped = {code: _shipped(code) for code in SHIPPED}
    said: dict[str, dict[str, str]] = {code: {} for code in SHIPPED}
    for msgid in shipped["en"]:
        own = _SENTENCES.split(msgid)
        theirs = {code: _SENTENCES.split(shipped[code][msgid]) for code in SHIPPED}
        if any(len(several) != len(own) for several in theirs.values()):
            continue
        for number, sentence in enumerate(own):
            if _is_markup_alike(sentence, [several[number] for several in theirs.values()]):
                for code, several in theirs.items():
                    said[code].setdefault(sentence, several[number])
    terms = _terms(shipped)
    for code, phrases in said.items():
        phrases.update(terms[code])
    sentences = tuple(text for text in said[SHIPPED[0]] if text.endswith("."))
    kept = dict.fromkeys((*sentences, *terms[SHIPPED[0]]))
    return Phrases(
        sentences,
        tuple(terms[SHIPPED[0]]),
        {
            code: {text: said[code][text] if code in said else made_up(text, code) for text in kept}
            for code in wanted
        },
    )


def _shipped(code: str) -> dict[str, str]:
    folder = ROOT / "locale" / code / "LC_MESSAGES"
    return {
        message.id: message.strings[0]
        for name in ("b2b-b2c-pm.po", "glossary.po")
        for message in po.parse((folder / name).read_text("utf-8"))
        if message.id
    }


def _is_markup_alike(text: str, others: Sequence[str]) -> bool:
    """Whether bold is all the markup that there is, and the same in all languages."""
    marks = text.count("**")
    return not any(set(said) & set("`[]<>_|\\") for said in (text, *others)) and all(
        said.count("**") == marks == 2 * bool(marks) for said in others
    )


def _terms(shipped: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """By language, short names, without what is in brackets behind them: of headings and terms."""
    found: dict[str, dict[str, str]] = {code: {} for code in shipped}
    for msgid in shipped[SHIPPED[0]]:
        own = _name_of(msgid)
        others = {code: _name_of(said[msgid]) for code, said in shipped.items()}
        if own and all(said and said != own for said in others.values()):
            for code, said in others.items():
                found[code].setdefault(own, said)
    return found


def _name_of(text: str) -> str:
    """A name: the bold words that a text begins with, or all of it but a bracket at its end."""
    lead = _LEAD.match(text)
    words = lead[1] if lead else _BRACKET.sub("", text)
    return "" if len(words) > 50 or _PUNCTUATION.search(words) else words


def made_up(text: str, code: str) -> str:
    """A text in letters of a language, word by word, each as long as it was.

    Abbreviations and names with capitals inside stay.

    >>> made_up("Satış və PM", "el"), made_up("Satış və PM", "it")
    ('Σατισ βε PM', 'Vizuv bi PM')
    """
    table = _table(code)
    return _WORD.sub(
        lambda word: word[0] if word[0][1:] != word[0][1:].lower() else word[0].translate(table),
        text,
    )


def _table(code: str) -> dict[int, str]:
    """What stands for each letter in a language."""
    if code in _SCRIPTS:
        letters = dict(zip(_ALPHABET, _SCRIPTS[code], strict=True))
    else:  # other vowels and consonants in each language
        step = OTHERS.index(code) + 1
        turned = {
            letter: several[(place + 1 + step % (len(several) - 1)) % len(several)]
            for several in (_VOWELS, _CONSONANTS)
            for place, letter in enumerate(several)
        }
        letters = {
            letter: turned.get(plain, plain)
            for letter, plain in zip(_ALPHABET, _PLAIN, strict=True)
        }
    capitals = {_capital(own): said.upper() for own, said in letters.items()}
    if code == "ka":  # whose capitals are not for the beginnings of sentences
        capitals = {_capital(own): said for own, said in letters.items()}
    return str.maketrans(letters | capitals)


def _capital(letter: str) -> str:
    return "İ" if letter == "i" else letter.upper()


class _Writer:
    """One document, as it grows."""

    __slots__ = ("_chance", "_lines", "_number", "_phrases", "_texts", "_wraps", "words")

    def __init__(self, number: int, found: Phrases, seed: int) -> None:
        self._chance = random.Random(f"{seed}/{number}")  # noqa: S311 - a seed, not a secret
        self._number = number
        self._phrases = found
        self._lines: list[str] = []
        self._texts: dict[str, Text] = {}
        self._wraps = number % 3 == 0
        self.words = 0

    def made(self, words: int) -> Made:
        """The document, once it has so many words at least."""
        if self._number % 5 == 0:
            title = self._told(self._name())
            self._lines += ["---", f"title: {title}", f"weight: {self._number}", "---", ""]
        self._block(f"# {self._told((*self._name(), f' {self._number}'))}")
        self._paragraph()
        blocks = (self._list, self._steps, self._table, self._code, self._quotation, self._terms)
        while self.words < words:
            self._block(f"{self._chance.choice(('##', '##', '###'))} {self._told(self._name())}")
            for _ in range(self._chance.randint(1, 4)):
                self._paragraph()
            if self._chance.random() < 0.6:
                self._chance.choice(blocks)()
        return Made(name(self._number), "\n".join(self._lines), self._texts)

    def _told(self, text: Text) -> str:
        """A text as it stands in the source; it is noted what it is made of."""
        words = "".join(text)
        self._texts[words] = text
        self.words += len(words.split())
        return words

    def _block(self, *lines: str) -> None:
        self._lines += [*lines, ""]

    def _name(self) -> Text:
        """What a heading says."""
        first, second = self._chance.sample(self._phrases.terms, 2)
        kind = self._chance.random()
        if kind < 0.2:
            return (first,)
        if kind < 0.6:
            return (first, f" {self._chance.randint(1, 999)}")
        return (first, " / ", second)

    def _term(self) -> str:
        return self._chance.choice(self._phrases.terms)

    def _prose(self, most: int) -> Text:
        """Some sentences, with a figure, code or a link behind one of them at times."""
        several = self._chance.sample(self._phrases.sentences, self._chance.randint(1, most))
        parts: list[str] = []
        for sentence in several:
            parts += [" ", sentence] if parts else [sentence]
        kind = self._chance.random()
        if kind < 0.3:
            parts += [f" {self._chance.randint(10, 9999)} / {self._chance.randint(10, 99)}."]
        elif kind < 0.4:
            parts += [f" `plan_{self._chance.randint(1, 999)}.toml`"]
        elif kind < 0.55 and self._number:
            parts += [" [", self._term(), f"]({self._target()})"]
        return tuple(parts)

    def _target(self) -> str:
        """A document before this one, as a link names it."""
        back = self._chance.randint(1, min(self._number, 40))
        return f"../{name(self._number - back)}.md"

    def _paragraph(self) -> None:
        text = self._told(self._prose(5))
        self._block(*(_wrapped(text) if self._wraps else [text]))

    def _list(self) -> None:
        items = []
        for _ in range(self._chance.randint(3, 6)):
            items.append(f"- {self._told(self._prose(2))}")
            if self._chance.random() < 0.2:
                items.append(f"  - {self._told((self._term(),))}")
        self._block(*items)

    def _steps(self) -> None:
        count = self._chance.randint(3, 7)
        self._block(*(f"{n}. {self._told(self._prose(1))}" for n in range(1, count + 1)))

    def _table(self) -> None:
        width = self._chance.randint(2, 4)
        rows = [[self._told((self._term(),)) for _ in range(width)], ["---"] * width]
        for _ in range(self._chance.randint(3, 8)):
            cells = [self._told((self._term(), f" {self._chance.randint(1, 99)}"))]
            cells += [self._told((self._term(),)) for _ in range(width - 1)]
            rows.append(cells)
        self._block(*(f"| {' | '.join(cells)} |" for cells in rows))

    def _code(self) -> None:
        steps = [
            f"    step_{n} = prepare(source, {self._chance.randint(1, 99)})"
            for n in range(self._chance.randint(2, 9))
        ]
        self._block("```python", f"def plan_{self._number}(source):", *steps, "    return", "```")

    def _quotation(self) -> None:
        self._block(f"> {self._told(self._prose(3))}")

    def _terms(self) -> None:
        for _ in range(self._chance.randint(2, 4)):
            self._block(self._told((self._term(),)), f": {self._told(self._prose(1))}")


def _wrapped(text: str) -> list[str]:
    """A text on lines of some length, each beginning with a letter: no mark begins a block."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) > _WIDTH and word[0].isalpha():
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def name(number: int) -> str:
    """The name of a document, 0-based: 25 are in a folder.

    >>> name(26)
    'part-001/chapter-00026'
    """
    return f"part-{number // 25:03}/chapter-{number:05}"


def documents(found: Phrases, words: int, seed: int = SEED) -> Iterator[Made]:
    """Documents without end, from a third to nearly twice as long as ``words``."""
    number = 0
    while True:
        length = random.Random(f"{seed}:{number}").uniform(0.3, 1.7)  # noqa: S311 - a seed
        yield _Writer(number, found, seed).made(round(words * length))
        number += 1


def write(folder: Path, size: Size, seed: int = SEED) -> Figures:
    """Make a project of this size in a folder.

    Raises `KeyError` with a text that was not meant to be a unit, where one is found.
    """
    codes = languages(size.languages)
    found = phrases(codes)
    quoted = {
        code: {text: po.quote(said)[1:-1] for text, said in found.said[code].items()}
        for code in codes
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "varaq.toml").write_text(f'source = "{SOURCE}"\n', "utf-8")
    catalogs = {code: folder / "locale" / code / "LC_MESSAGES" for code in codes}
    for path in catalogs.values():
        path.mkdir(parents=True, exist_ok=True)
    words = units = messages = source_bytes = catalog_bytes = 0
    for made in islice(documents(found, size.words, seed), size.documents):
        path = folder / "content" / f"{made.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        source_bytes += path.write_bytes(made.source.encode())
        document = read(made.name, f"content/{made.name}.md", made.source)
        entries = [
            (message.text.removesuffix('""\n'), made.texts[message.id])
            for message in extraction.messages(document)
        ]
        for code, target in catalogs.items():
            said = quoted[code]
            text = _header(code) + "".join(
                [
                    f'{head}"{"".join([said.get(part, part) for part in parts])}"\n'
                    for head, parts in entries
                ]
            )
            catalog_bytes += (target / f"{document.domain}.po").write_bytes(text.encode())
        words += len(made.source.split())
        units += len(document.units)
        messages += len(entries) * len(codes)
    return Figures(size.documents, len(codes), words, units, messages, source_bytes, catalog_bytes)


def _header(code: str) -> str:
    fields = {
        "Project-Id-Version": "corpus",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": _DATE,
        "PO-Revision-Date": _DATE,
        "Last-Translator": "varaq translators",
        "Language-Team": code,
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": SOURCE,
        "Plural-Forms": plural_forms(code) or "nplurals=2; plural=(n != 1);",
    }
    lines = "".join(f"{po.quote(line)}\n" for line in header_text(fields).splitlines(keepends=True))
    return f'msgid ""\nmsgstr ""\n{lines}'


def main() -> None:
    """Make a corpus and print its figures."""
    parser = argparse.ArgumentParser(description="Make a corpus.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--languages", type=int, required=True)
    parser.add_argument("--words", type=int, default=WORDS, help="of a document, on average")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    size = Size(options.documents, options.languages, options.words)
    print(json.dumps(asdict(write(options.folder, size, options.seed))))


if __name__ == "__main__":
    main()
