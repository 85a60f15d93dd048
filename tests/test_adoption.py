"""Adoption: which text of a translated file is whose translation; nothing wrong is sure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.conftest import ROOT
from tests.strategies import DOCUMENT
from varaq import po
from varaq.adoption import Adoption, adopt
from varaq.adoption.lattice import posteriors
from varaq.adoption.likelihood import Likelihood
from varaq.adoption.passages import passages
from varaq.alignment import sentences
from varaq.catalog import Catalog, Key
from varaq.document import Document, read
from varaq.document.rules import Code, Rules
from varaq.translation import translate

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
LANGUAGES = ("tr", "ru", "ar")


def document(text: str, name: str = "a.md") -> Document:
    return read("a", name, text)


def test_a_document_with_skipped_blocks_is_read_by_its_projects_rules() -> None:
    text = "<!-- i18n:skip -->\n\nbir\n\n```\nprint a\n```\n"
    found = passages(read("a", "a.md", text, Rules(code=Code.WHOLE)))
    assert [(passage.unit.text, passage.skipped) for passage in found] == [
        ("bir", True),
        ("print a", False),
    ]


def test_a_directive_in_what_is_skipped_skips_nothing() -> None:
    found = passages(document("> <!-- i18n:skip -->\n\n- [ ] <!-- i18n:skip -->\n\nbir\n"))
    assert [(passage.unit.text, passage.skipped) for passage in found] == [("bir", False)]


def shipped_document(name: str) -> Document:
    path = f"content/{name}.md"
    return read(name, path, (ROOT / path).read_text("utf-8"))


def shipped_catalog(name: str, language: str) -> Catalog:
    path = ROOT / f"locale/{language}/LC_MESSAGES/{name}.po"
    return po.parse(po.decode(path.read_bytes()), path.name)


def texts(adoption: Adoption, *, sure: bool = True) -> dict[str, str]:
    return {
        pairing.unit.text: pairing.text
        for pairing in adoption.taken
        if bool(pairing.doubts) is not sure
    }


def test_structure_alone_pairs_what_has_one_structure(examples: list[dict[str, Any]]) -> None:
    """The examples of CommonMark, in a language whose words are the source's backwards."""
    for example in examples:
        source = document(example["markdown"])
        words = {unit.key: backwards(unit.text) for unit in source.units}
        fitted = translate(source, made(words))
        target = document(fitted.text)
        assert len(target.units) == len(source.units)
        found = adopt(source, target)
        wanted: dict[str, set[str]] = {}
        for unit, counterpart in zip(source.units, target.units, strict=True):
            wanted.setdefault(unit.text, set()).add(counterpart.text)
        for pairing in found.taken:
            assert pairing.text in wanted[pairing.unit.text], example["number"]
        known = {p.unit.key for p in (*found.taken, *found.same)}
        assert known == {unit.key for unit in source.units}, example["number"]
        assert not found.missing
        assert not found.left


def backwards(text: str) -> str:
    return re.sub(r"[a-zA-Z]{2,}", lambda word: word[0][::-1], text)


def made(words: dict[Key, str]) -> Catalog:
    entries = "".join(
        f"\nmsgid {po.quote(key[1])}\nmsgstr {po.quote(words[key])}\n" for key in words
    )
    return po.parse(HEAD + entries)


@given(DOCUMENT, DOCUMENT)
@settings(max_examples=150, deadline=None)
def test_any_two_documents(one: str, other: str) -> None:
    """Every message and every passage is accounted for, and no text is made up."""
    source, target = document(one), document(other)
    found = adopt(source, target)
    keys = [
        *(pairing.unit.key for pairing in found.taken),
        *{pairing.unit.key for pairing in found.same},
        *(unit.key for unit in found.missing),
    ]
    assert sorted(keys, key=str) == sorted({unit.key for unit in source.units}, key=str)
    there = [passage.unit for passage in passages(target)]
    joined = " ".join(unit.text for unit in there)
    for pairing in (*found.taken, *found.rivals):
        assert pairing.text
        assert pairing.text in joined
    assert set(found.left) <= set(there)


@given(DOCUMENT)
@settings(max_examples=100, deadline=None)
def test_a_document_is_no_translation_of_itself(text: str) -> None:
    source = document(text)
    found = adopt(source, source)
    assert not found.missing
    assert not found.left
    assert all(pairing.text == pairing.unit.text for pairing in found.taken)


Blocks = list[str]


def delete(blocks: Blocks, at: int, _: random.Random) -> Blocks:
    return [*blocks[:at], *blocks[at + 1 :]]


def cut(blocks: Blocks, at: int, draw: random.Random) -> Blocks:
    return [*blocks[:at], *blocks[at + draw.randint(4, 12) :]]


def add(blocks: Blocks, at: int, draw: random.Random) -> Blocks:
    return [*blocks[:at], draw.choice(STRANGE), *blocks[at:]]


def split(blocks: Blocks, at: int, draw: random.Random) -> Blocks:
    parts = sentences(blocks[at])
    if blocks[at].startswith("#") or len(parts) < 2:
        return blocks
    middle = draw.randrange(1, len(parts))
    return [
        *blocks[:at],
        " ".join(parts[:middle]),
        " ".join(parts[middle:]),
        *blocks[at + 1 :],
    ]


def join(blocks: Blocks, at: int, _: random.Random) -> Blocks:
    if any(block.startswith("#") for block in blocks[at : at + 2]):
        return blocks
    return [*blocks[:at], " ".join(blocks[at : at + 2]), *blocks[at + 2 :]]


def swap(blocks: Blocks, at: int, _: random.Random) -> Blocks:
    if any(block.startswith("#") for block in blocks[at : at + 2]):
        return blocks
    return [*blocks[:at], *blocks[at : at + 2][::-1], *blocks[at + 2 :]]


STRANGE = [
    "Bu paragraf kaynakta hiç yoktur ve yalnızca çeviride, sonradan eklenmiş bir nottur.",
    "Этого абзаца в исходном тексте нет. Его дописал переводчик, чтобы пояснить читателям.",
    "أضاف المترجم هذه الفقرة.",
    "### Sources",
]
EDITS = (delete, cut, add, split, join, swap)


def edited(blocks: Blocks, edit: object, times: int, draw: random.Random) -> Blocks:
    """Blocks with some edits, the last first so that none meets another."""
    edits = EDITS if edit is None else (edit,)
    places = draw.sample(range(1, len(blocks) - 1, 2), times)
    for at in sorted(places, reverse=True):
        blocks = draw.choice(edits)(blocks, at, draw)  # type: ignore[operator]  # an edit
    return blocks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edit", [*EDITS, None], ids=lambda e: e.__name__ if e else "all")
def test_edited_files_give_nothing_wrong(
    edit: Callable[[Blocks, int, random.Random], Blocks] | None, language: str
) -> None:
    """Five edits a file: what is sure is right, and nearly all that is there is found."""
    sure = found = there = 0
    source = shipped_document("b2b-b2c-pm")
    shipped = shipped_catalog(source.name, language)
    words = {message.id: message.strings[0] for message in shipped}
    plain = re.sub(r"<!--.*?-->\n", "", translate(source, shipped).text)
    for seed in range(4):
        blocks = plain.rstrip("\n").split("\n\n")
        blocks = edited(blocks, edit, 1 if edit is cut else 5, random.Random(seed))  # noqa: S311 - no secret
        target = document("\n\n".join(blocks) + "\n", "old.md")
        adoption = adopt(source, target)
        wrong = [text for text, made in texts(adoption).items() if made != words[text]]
        assert not wrong, seed
        left = {unit.text for unit in target.units}
        present = {text for text, made in words.items() if made in left}
        either = texts(adoption) | texts(adoption, sure=False)
        there += len(present)
        sure += len(texts(adoption))
        found += sum(either.get(text) == words[text] for text in present)
    # of paragraphs that have changed places some are fuzzy where they stand
    assert found >= (0.9 if edit in (swap, None) else 0.95) * there
    assert sure >= 0.6 * there


def test_halves_and_wholes_are_found_as_fuzzy() -> None:
    source = document(
        "# Bir\n\nÇox uzun bir abzas 17 dənə. Onun ikinci cümləsi də 18 dənə.\n\n"
        "Qısa `kod`.\n\n- İlk [bağ](a.html).\n- İkinci [bağ](b.html) 5 dənə.\n\nSon söz, 99.\n"
    )
    target = document(
        "# One\n\nA paragraph that is long, with 17.\n\nIts second sentence, too, has 18.\n\n"
        "Short `kod`.\n\n- First [link](a.html). Second [link](b.html) of 5.\n\nLast word, 99.\n"
    )
    found = adopt(source, target)
    assert texts(found, sure=False) == {
        "Çox uzun bir abzas 17 dənə. Onun ikinci cümləsi də 18 dənə.": (
            "A paragraph that is long, with 17. Its second sentence, too, has 18."
        ),
        "İlk [bağ](a.html).": "First [link](a.html).",
        "İkinci [bağ](b.html) 5 dənə.": "Second [link](b.html) of 5.",
    }
    assert texts(found) == {
        "Bir": "One",
        "Qısa `kod`.": "Short `kod`.",
        "Son söz, 99.": "Last word, 99.",
    }
    assert [pairing.doubts for pairing in found.taken if pairing.doubts] == [
        ("two passages of the translation, joined",),
        ("a part of a passage that translates two of the source",),
        ("a part of a passage that translates two of the source",),
    ]


def test_a_paragraph_that_stands_elsewhere_is_found() -> None:
    heads = ["# A", "## B", "## C", "## D"]
    body = [
        "Birinci abzas, 11 və `x`.",
        "İkinci abzas: <http://a.az>, 22.",
        "Üçüncü abzas, 33 və `y`.",
        "Dördüncü, 44 ilə `z`.",
    ]
    theirs = [line.replace("abzas", "paragraph").replace("və", "and") for line in body]
    theirs[3] = "The fourth, with 44 and `z`."
    source = document("\n\n".join(part for pair in zip(heads, body, strict=True) for part in pair))
    order = [heads[0], theirs[3], theirs[0], heads[1], theirs[1], heads[2], theirs[2], heads[3]]
    found = adopt(source, document("\n\n".join(order)))
    assert texts(found, sure=False)[body[3]] == theirs[3]
    assert found.taken[-1].doubts == ("it stands elsewhere in the translation",)
    assert not found.missing
    assert not found.left


def test_the_cost_is_in_proportion_to_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many pairs are looked at for each unit, whatever their number."""
    asked = 0
    real = Likelihood.pair

    def counted(self: Likelihood, i: int, j: int) -> float:
        nonlocal asked
        asked += 1
        return real(self, i, j)

    monkeypatch.setattr(Likelihood, "pair", counted)
    costs = {}
    for count in (100, 800):
        asked = 0
        ours, theirs = two_languages(count)
        hole = theirs[: count // 3] + theirs[count // 3 + count // 20 :]
        adoption = adopt(document("\n\n".join(ours)), document("\n\n".join(hole)))
        right = {
            (one.lstrip("# "), two.lstrip("# ")) for one, two in zip(ours, theirs, strict=True)
        }
        assert texts(adoption).items() <= right
        assert len(texts(adoption)) > 0.7 * len(hole)
        costs[count] = asked / count
    assert costs[800] < 1.5 * costs[100]
    assert costs[800] < 80


def two_languages(count: int) -> tuple[Blocks, Blocks]:
    """A made-up text and its translation, whose words have nothing in common."""
    draw = random.Random(count)  # noqa: S311 - no secret

    def word(letters: str) -> str:
        return "".join(draw.choice(letters) for _ in range(draw.randint(2, 10)))

    words = [(word("abcdefghijklm"), word("абвгдежзийклм")) for _ in range(500)]
    ours, theirs = [], []
    for at in range(count):
        number = draw.randint(2, 5) if at % 9 == 0 else draw.randint(4, 60)
        used = [words[min(499, int(draw.paretovariate(0.6)) - 1)] for _ in range(number)]
        ours.append(" ".join(one for one, _ in used))
        kept = [other for _, other in used if draw.random() > 0.05] or [used[0][1]]
        draw.shuffle(kept)
        theirs.append(" ".join(kept))
        if at % 9 == 0:
            ours[-1], theirs[-1] = f"## {ours[-1]}", f"## {theirs[-1]}"
    return ours, theirs


FRAME = (
    "# Başlıq\n\nBirinci abzas burada durur, 11.\n\n{}\n\nSon abzas da burada durur, 22.\n",
    "# Title\n\nThe first paragraph stands here, 11.\n\n{}\n\nThe last one stands here too, 22.\n",
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Qiyməti 1 000 manatdır.", "It costs 1,000 manats."),
        ("Bunlar 3 dənədir.", "There are three of these."),
        ("B2B və B2C haqqında.", "On business products."),
        ("Qiyməti 20 manatdır.", "السعر ٢٠ مانات."),
    ],
)
def test_numbers_may_be_written_otherwise(ours: str, theirs: str) -> None:
    found = adopt(document(FRAME[0].format(ours)), document(FRAME[1].format(theirs)))
    assert texts(found)[ours] == theirs


def test_neighbours_that_would_do_as_well_are_doubtful() -> None:
    """Two cells of a table in the other order: nothing but a name tells them apart."""
    ours = FRAME[0].format("- Oracle haqqında.\n- Kitab haqqında.\n- Apple haqqında.")
    theirs = FRAME[1].format("- On books.\n- On Oracle.\n- On Apple.")
    found = adopt(document(ours), document(theirs))
    assert "Oracle haqqında." not in texts(found)
    assert "Kitab haqqında." not in texts(found)


def test_a_lattice_sums_all_paths() -> None:
    """Three by two by hand: what is paired, merged or left, each with its share."""
    weights = {(0, 0): 3.0, (1, 1): 3.0, (2, 1): 2.0, (0, 1): 1.0}

    def moves(i: int, j: int) -> Sequence[tuple[int, int, float]]:
        found = [(1, 1, weights.get((i, j), -5.0))] if i < 3 and j < 2 else []
        if (i, j) == (1, 1):
            found.append((2, 1, 1.0))
        return found

    found = posteriors((3, 2), moves, 0.05)
    of_last = found[1, 1, 1, 1] + found[2, 1, 1, 1] + found[1, 1, 2, 1]
    assert found[0, 0, 1, 1] > 0.9
    assert of_last == pytest.approx(found[0, 0, 1, 1], abs=0.05)
    assert found[1, 1, 1, 1] > found[2, 1, 1, 1]
    for i in range(3):
        assert sum(sure for (at, _, di, _), sure in found.items() if at <= i < at + di) <= 1.0001


def test_a_lattice_of_nothing() -> None:
    assert posteriors((0, 0), lambda i, j: (), 0.01) == {}  # noqa: ARG005 - called as `Moves` are
    assert posteriors((3, 0), lambda i, j: (), 0.01) == {}  # noqa: ARG005
    assert posteriors((300, 299), lambda i, j: (), 0.01) == {}  # noqa: ARG005


MISPLACED = {"`String`, `Option<T>`, `Vec<T>`, `Box<T>`, ..."}
"""The Persian catalog has this line's translation in the entry behind; it is found all the same."""


@pytest.mark.parametrize("language", ["de", "fa", "ja", "tr", "uk"])
def test_a_real_book_gives_its_catalogs_back(language: str, corpus: Path) -> None:
    """Comprehensive Rust, each third chapter: no text in a wrong place is taken for sure."""
    path = corpus / "po" / f"{language}.po"
    words = po.parse(po.decode(path.read_bytes()), path.name)
    sure = fuzzy = there = 0
    for chapter in sorted((corpus / "src").rglob("*.md"))[::3]:
        source = document(chapter.read_text("utf-8"))
        result = translate(source, words)
        target = document(result.text)
        made = {
            unit.text: piece.text
            for unit, piece in zip(source.units, target.units, strict=True)
            if unit.text != piece.text
        }
        found = adopt(source, target)
        wrong = {text for text, word in texts(found).items() if made.get(text, text) != word}
        assert wrong <= MISPLACED
        there += len(made)
        sure += len(texts(found).keys() & made.keys())
        fuzzy += len(texts(found, sure=False).keys() & made.keys())
    assert sure + fuzzy >= 0.99 * there
    assert sure >= 0.9 * there
