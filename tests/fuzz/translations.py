"""Any document with any translations: its structure stays, and nothing unsafe is on its page.

An input is one byte, which chooses how the document is read, the document, and texts, with
`BETWEEN` between them. Texts go to units in turn; one of four is not confirmed, and was made for
an older source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

import polib

from tests.browsers import Elements, seen
from tests.cases import CASES
from tests.fuzz.inputs import BETWEEN, texts_of
from tests.laws import (
    MARKDOWN,
    PLAIN,
    document_of,
    law_html,
    law_reads,
    law_skeleton,
)
from tests.payloads import PAYLOADS, PLACES, WHERE
from varaq import config, po, safety
from varaq.catalog import Catalog, State, Style
from varaq.document import Document
from varaq.document.rules import Code, Rules
from varaq.document.splice import Spliced
from varaq.errors import VaraqError
from varaq.fallback import Fallback, Outdated
from varaq.locales import Locale
from varaq.pages.handouts import handout
from varaq.pages.values import Credits, Handout, Row
from varaq.translation import Translation, presentable, source, translate

_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
_SHAPES = (
    (Rules(("title", "a"), Code.WHOLE), MARKDOWN),
    (Rules(("title", "a"), Code.WORDS), MARKDOWN),
    (Rules(), PLAIN),
)
_NAMES = frozenset(
    # what Markdown makes, and what a translation may add (docs/threat-model.md)
    re.findall(
        r"\w+",
        """a blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr img input li ol p pre
        section span strong sub sup table tbody td th thead tr ul bdi wbr""",
    )
)
_OPENING = (b"# a", b"- a", b"```\na", b"> a", b"a | b", b"[a]: b", b"***", b"1. x\n===")
"""Texts that would open blocks."""
_CLASSES = re.compile(
    r"(untranslated|outdated|previous|other|group|task|task-list-item|footnote-.*|math.*|language-.*"
    r"|markdown-alert-.*)"
)
"""What pages mark units, blocks and code with."""
_ALIGNED = re.compile(r"text-align: (left|right|center)")
_FREELY = frozenset(
    re.findall(r"[\w-]+", "id type checked disabled start lang dir alt title aria-label")
)
"""Attributes whose values lead nowhere and run nothing."""
_ADDRESSES = frozenset({"href", "src"})


def seeds() -> list[bytes]:
    """The sources of the cases with their translations, and with what is meant to harm."""
    found = []
    for case in sorted(CASES.iterdir()):
        if case.is_dir():
            (path,) = case.glob("source.*")
            in_words = config.load(case).rules.code is Code.WORDS
            shape = b"\2" if path.suffix == ".txt" else b"\1" if in_words else b"\0"
            catalog = po.parse((case / "xx.po").read_bytes().decode())
            texts = [message.strings[0].encode() for message in catalog]
            found.append(BETWEEN.join([shape + path.read_bytes(), *texts]))
    found.append(BETWEEN.join([b"\0# a\n\nb\n\n- c\n\n| d |\n|---|\n", *_OPENING]))
    for number, payload in enumerate(PAYLOADS):
        found.append(BETWEEN.join([b"\0" + WHERE.format(number).encode(), payload.encode()]))
        if number % len(PLACES) == 0:
            found.append(BETWEEN.join([b"\0a <b class=x>b</b> [c](d)\n", payload.encode()]))
    return found


def judge(data: bytes) -> None:
    """Assert the laws of translations."""
    rules, path = _SHAPES[data[0] % len(_SHAPES) if data else 0]
    text, *typed = texts_of(data[1:])
    try:
        document = document_of(text, rules, path)
    except VaraqError:
        return  # which the documents' target looks at
    if not typed or not document.units:
        return
    catalog = _catalog(document, typed)
    plain = translate(document, catalog)
    _law_reads(plain)
    _judge_page(document, plain)
    fallback = Fallback((Outdated("ar", catalog),))
    _judge_page(document, translate(document, catalog, fallback))


def _catalog(document: Document, typed: Sequence[str]) -> Catalog:
    """A catalog with texts for a document's units, written and read."""
    messages = []
    for number, key in enumerate(dict.fromkeys(unit.key for unit in document.units)):
        words = typed[number % len(typed)].replace("\4", "")
        entry = polib.POEntry(msgctxt=key[0], msgid=key[1], msgstr=words)
        if number % 4 == 3:
            entry.flags = ["fuzzy"]
            entry.previous_msgid = typed[(number + 1) % len(typed)].replace("\4", "")
        messages.append(po.message(entry, Style()))
    text = _HEADER + "".join(message.text for message in messages)
    catalog = po.parse(text, "x.po")
    for made, read in zip(messages, catalog, strict=True):
        assert (made.key, made.strings, made.fuzzy) == (read.key, read.strings, read.fuzzy)
    return catalog


def _judge_page(document: Document, translation: Translation) -> None:
    spliced = Spliced(translation.fitted, frozenset())
    law_skeleton(document, spliced)
    law_html(document, spliced.fitted)
    source_language, language = Locale.parse("az"), Locale.parse("ar")
    before = handout(source(document), source_language, source_language, None, "x")
    page = handout(translation, language, source_language, Credits("", "", ""), "x")
    assert len(page.units) == len(document.units)
    assert [heading.anchor for heading in page.contents] == [
        heading.anchor for heading in before.contents
    ]
    targets = {*document.labels.values()}
    for unit, row in zip(document.units, page.units, strict=True):
        _law_safe_row(row, targets.union(safety.targets(unit, unit.text)))
    if "<" not in document.source:
        _law_safe_page(before, page, targets)


def _law_reads(translation: Translation) -> None:
    """What is used reads as it was typed."""
    document = translation.document
    typed = [
        presentable(piece.unit, piece.message.strings[0], document) or "" if piece.message else ""
        for piece in translation.pieces
    ]
    states = enumerate(piece.state for piece in translation.pieces)
    unused = frozenset(at for at, state in states if state is not State.TRANSLATED)
    law_reads(document, typed, Spliced(translation.fitted, unused))


def _law_safe_row(row: Row, targets: set[str]) -> None:
    own = seen(str(row.source))
    for html in (row.target, row.unconfirmed, row.previous):
        law_safe(own, seen(str(html)), targets)


def _law_safe_page(before: Handout, page: Handout, targets: set[str]) -> None:
    """The same of a whole page, where its author has no HTML that what follows could be in."""
    own = seen(str(before.body))
    law_safe(own, seen(str(page.body)), targets)
    for slide in page.slides:
        law_safe(own, seen(str(slide.body)), targets)


def law_safe(own: Elements, found: Elements, targets: set[str]) -> None:
    """Nothing that a browser sees is there but what the source has, or the short list."""
    names = _NAMES | {name for name, _ in own}
    pairs = {pair for _, attributes in own for pair in attributes}
    classes = {each for name, value in pairs if name == "class" for each in value.split()}
    led = {unquote(value) for name, value in pairs if name in _ADDRESSES}
    led |= {unquote(target) for target in targets}
    for name, attributes in found - own:
        assert name in names, name
        for pair in attributes - pairs:
            assert _may_be(*pair, classes, led), (name, pair)


def _may_be(name: str, value: str, classes: set[str], led: set[str]) -> bool:
    """Whether an attribute may be on a page that its source's page has not."""
    if name == "class":
        return all(each in classes or _CLASSES.fullmatch(each) for each in value.split())
    if name == "style":
        return bool(_ALIGNED.fullmatch(value))
    if name in _ADDRESSES:
        return value.startswith("#") or unquote(value) in led
    return name in _FREELY
