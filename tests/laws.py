"""The laws of DESIGN, each a function that asserts it of one input, for tests and fuzzing."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polib

from varaq import po
from varaq.catalog import HEADER, Catalog, Message
from varaq.comments import LINE_END
from varaq.document import Document, markdown, read, text
from varaq.document.body import body
from varaq.document.fitting import escape, fit
from varaq.document.rules import USUAL, Code, Rules
from varaq.document.splice import Spliced, assemble, skeleton, splice
from varaq.errors import Problem
from varaq.extraction import Origin, messages, pot
from varaq.translation import translate
from varaq.unit import Place

INLINE = frozenset({Place.BLOCK, Place.LINE, Place.CELL, Place.TERM})
ALL = Rules(("title", "a"), Code.WHOLE, ("*",))
MARKDOWN, PLAIN = "content/x.md", "content/x.txt"
_NOTE = re.compile(
    r'(<sup class="footnote-reference"><a href="#)([^"]*)(">)\d+'
    r'|(<div class="footnote-definition")(?: id="[^"]*")?><sup [^<>]*>\d+'
)
_PO_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def document_of(source: str, rules: Rules = USUAL, path: str = MARKDOWN) -> Document:
    return read("x", path, source, rules)


def body_of(document: Document, fitted: Sequence[str | None]) -> str:
    return assemble(document, fitted, instead=((0, document.body, ""),))


def same_but_spaces(one: str, other: str) -> bool:
    return re.sub(r"\s+", " ", one) == re.sub(r"\s+", " ", other)


def law_identity(document: Document) -> None:
    source = document.source
    assert translate(document, Catalog(())).text == source
    itself = splice(document, [unit.text for unit in document.units])
    assert not itself.refused
    assert assemble(document, itself.fitted) == source


def law_msgids(document: Document) -> None:
    """A msgid that is really put in its source's place keeps the skeleton."""
    fitted = [fit(unit, unit.text) for unit in document.units]
    before = skeleton(document, body_of(document, [None] * len(fitted)))
    if skeleton(document, body_of(document, fitted)) != before:
        escaped = [escape(*each) for each in zip(document.units, fitted, strict=True)]
        assert skeleton(document, body_of(document, escaped)) == before


def law_skeleton(document: Document, spliced: Spliced) -> None:
    before = skeleton(document, body_of(document, [None] * len(document.units)))
    assert skeleton(document, body_of(document, spliced.fitted)) == before
    again = document_of(assemble(document, spliced.fitted), document.rules, document.path)
    assert len(again.units) == len(document.units)
    assert [unit.kind for unit in again.units] == [unit.kind for unit in document.units]


def law_reads(document: Document, typed: Sequence[str], spliced: Spliced) -> None:
    """What is not refused reads as it was typed."""
    again = document_of(assemble(document, spliced.fitted), document.rules, document.path)
    for index, (unit, words) in enumerate(zip(document.units, typed, strict=True)):
        if index in spliced.refused or unit.place not in INLINE or "`" in words or "<" in words:
            continue  # code and HTML span what is put on one line
        joined = " ".join(line.strip(" \t") for line in re.split(r"[\r\n]+", words))
        shown = markdown.plain(re.sub(r"[ \t\r\n]+", " ", again.units[index].text.strip()))
        wanted = markdown.plain(joined.translate({0: "\ufffd", 4: "\ufffd"}))
        bare = re.compile(r"[\s\\]+")
        assert bare.sub("", shown) == bare.sub("", wanted), (unit, words)


def law_one_segmentation(document: Document) -> None:
    catalog = pot(messages(document), Origin("x", "az", ""))
    assert {message.key for message in catalog} == {unit.key for unit in document.units}
    assert len(list(catalog)) == len({unit.key for unit in document.units})


def law_html(document: Document, fitted: Sequence[str | None]) -> None:
    made = body(document, fitted)
    rendered = made.html(lambda index: f' data-unit="{index}"')
    bare = re.sub(r'(?<!<br /) data-unit="\d+"', "", rendered)  # a line break is no unit's block
    if document.format == "text":
        assert bare == text.html(made.markdown)
        return
    wanted = markdown.html(made.markdown)
    if document.anchored:  # headings that are no units have their ids
        bare, wanted = (re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html) for html in (bare, wanted))
    if any(unit.place is Place.GROUP for unit in document.units):  # which stand in a <div>
        bare, wanted = (re.sub(r"</?div>\n?", "", html) for html in (bare, wanted))
    # which have ids of their own, and one number whatever the case of their labels
    bare, wanted = (_NOTE.sub(r"\1\3\4", html) for html in (bare, wanted))
    assert bare == wanted


def upper(document: Document) -> Spliced:
    return splice(document, [unit.text.upper() + "!" for unit in document.units])


def every_law(source: str) -> None:
    for rules in (USUAL, ALL):
        law_identity(document_of(source, rules))
        law_msgids(document_of(source, rules))
    document = document_of(source, ALL)
    law_one_segmentation(document)
    law_html(document, [None] * len(document.units))
    spliced = upper(document)
    assert not spliced.refused
    law_skeleton(document, spliced)
    law_html(document, spliced.fitted)


def law_said(problems: Sequence[Problem], source: str, path: str) -> None:
    """Where something is wrong is in the file."""
    lines = source.count("\n") + 1
    for problem in problems:
        assert problem.path == path, problem
        assert 0 <= problem.line <= lines, problem
        assert problem.column >= 0, problem


def law_written_back(source: str, catalog: Catalog) -> None:
    """What is not touched is written byte for byte."""
    assert po.write(catalog) == source


def law_rewritten(catalog: Catalog) -> None:
    """Entries that are laid out anew are read again as they were, with all their comments."""
    style = po.measured(catalog)
    before = [message for message in catalog.messages if message.key != HEADER]
    made = [po.message(message.entry(), style) for message in before]
    text = _PO_HEADER.replace("\n", style.newline) + "".join(message.text for message in made)
    again = [message for message in po.parse(text).messages if message.key != HEADER]
    assert len(again) == len(before)
    for old, new in zip(before, again, strict=True):
        assert _held(new) == _held(old)
        assert _noted(new.entry()) == _noted(old.entry())


def _held(message: Message) -> tuple[object, ...]:
    return (message.key, message.plural, message.strings, message.fuzzy, message.obsolete)


def _noted(entry: polib.POEntry) -> dict[str, object]:
    names = ("occurrences", "previous_msgctxt", "previous_msgid")
    found: dict[str, object] = {name: getattr(entry, name) for name in names}
    # a CR that stands alone ends a line, as polib reads it, and lines end with no space
    for name in ("tcomment", "comment"):
        found[name] = [line.rstrip() for line in LINE_END.split(getattr(entry, name))]
    return {**found, "flags": set(entry.flags)}
