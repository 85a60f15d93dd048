"""Pseudo-languages: every text is changed, nothing else is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.conftest import ROOT
from tests.laws import ALL, body_of, document_of, law_skeleton, same_but_spaces
from tests.strategies import DOCUMENT
from varaq.cli import run
from varaq.document import Document, markdown, read
from varaq.document.fitting import fit
from varaq.document.rules import Code, Rules
from varaq.document.splice import Spliced
from varaq.errors import VaraqError
from varaq.locales import ACCENTED, MIRRORED, Locale
from varaq.project import Project
from varaq.pseudo import translated, words
from varaq.unit import Place

BOTH = (ACCENTED, MIRRORED)
FIELDS = Rules(("title", "a"), Code.NOTHING)
UNSEEN = re.compile("[\u202e\u202c]")


def spliced(document: Document, code: str) -> Spliced:
    found = translated(document, code)
    return Spliced(found.fitted, frozenset())


def said(text: str, code: str = ACCENTED) -> str:
    return translated(read("x", "content/x.md", text), code).text


@pytest.mark.parametrize("code", BOTH)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENT)
def test_the_structure_of_any_document_stays(code: str, text: str) -> None:
    document = document_of(text, ALL)
    law_skeleton(document, spliced(document, code))


def page(document: Document, fitted: Sequence[str | None]) -> str:
    """A document's HTML without the author's notes."""
    return re.sub("<!--.*?-->", "", markdown.html(body_of(document, fitted)))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENT)
def test_a_mirrored_document_is_the_source_but_for_the_marks(text: str) -> None:
    document = document_of(text, FIELDS)
    fitted = spliced(document, MIRRORED).fitted
    itself = [
        words and fit(unit, unit.text) for unit, words in zip(document.units, fitted, strict=True)
    ]
    after = UNSEEN.sub("", page(document, fitted))
    assert same_but_spaces(after, page(document, itself))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENT)
def test_an_accented_document_keeps_its_markup(text: str) -> None:
    document = document_of(text, FIELDS)
    # the tag of a block in a running text is written out in every translation
    assume(all("<div" not in unit.text for unit in document.units))
    after = page(document, spliced(document, ACCENTED).fitted)
    before = page(document, [None] * len(document.units))
    assert tags(after) == tags(before)


def tags(html: str) -> list[str]:
    """The tags of a page, without what of them is translated."""
    return re.findall(r"<[^<>]*>", re.sub(r' (?:alt|title)="[^"]*"', "", html))


@pytest.mark.parametrize("code", BOTH)
def test_every_text_of_the_shipped_documents_is_changed(code: str) -> None:
    for shipped in Project.open(ROOT).documents()[0]:
        document = document_of(shipped.source, ALL)
        found = translated(document, code)
        law_skeleton(document, Spliced(found.fitted, frozenset()))
        assert found.coverage.complete
        assert all(
            piece.text or piece.unit.place is Place.CODE or re.fullmatch("`[^`]+`", piece.unit.text)
            for piece in found.pieces
        )


def test_texts_have_accents_and_brackets_and_are_longer() -> None:
    text = "Bir mətn, iki söz və daha çox: hamısı burada."
    found = said(f"# {text}\n").removeprefix("# ").rstrip()
    assert found.startswith("\\[Ɓîŕ ṁəţñ, îķî")
    assert found.endswith("\\]")
    assert 1.3 * len(text) <= len(found) - 4 <= 1.5 * len(text)


def test_mirrored_words_have_overrides_and_lose_nothing() -> None:
    text = "**Bir** mətn [bağ](http://a.az) `kod`.\n"
    found = said(text, MIRRORED)
    assert found == ("**\u202eBir\u202c** \u202emətn\u202c [\u202ebağ\u202c](http://a.az) `kod`.\n")
    assert UNSEEN.sub("", found) == text


@pytest.mark.parametrize(
    "kept",
    [
        "`kod`",
        "](http://a.az 'b')",
        "<b title='x'>",
        "%(name)s",
        "{name}",
        "<http://a.az>",
        "https://a.az/b",
        "me@a.az",
        "saastras.com",
        "&amp;",
        "[^note]",
    ],
)
def test_what_is_no_word_stays(kept: str) -> None:
    opening = "[x" if kept.startswith("]") else ""
    text = f"söz {opening}{kept} söz\n\n[^note]: n\n"
    assert kept in said(text)
    assert kept in said(text, MIRRORED)


def test_a_link_by_its_text_keeps_its_target() -> None:
    found = said("Bax: [bağ] və [mətn][bağ].\n\n[bağ]: a.md\n")
    assert "[bağ] və" in found.replace("ṽə", "və")
    assert "[ṁəţñ][bağ]" in found


def test_words_of_templates_keep_their_placeholders() -> None:
    assert words("Son dəyişiklik: %(date)s", ACCENTED).startswith("[Šöñ ðəýîşîķļîķ: %(date)s ")
    assert words("%(count)s sənəd", MIRRORED) == "%(count)s \u202esənəd\u202c"


def test_pseudo_languages_behave_as_english_and_arabic() -> None:
    accented, mirrored = Locale.parse("en_XA"), Locale.parse("ar-XB")
    assert (accented.tag, accented.direction, accented.name) == ("en-XA", "ltr", "English (XA)")
    assert (mirrored.tag, mirrored.direction, mirrored.code) == ("ar-XB", "rtl", "ar_XB")
    assert mirrored.percent(0.5) == Locale.parse("ar").percent(0.5)
    assert not Locale.parse("en").is_pseudo
    with pytest.raises(VaraqError):
        Locale.parse("tr_XA")


class _Texts(HTMLParser):
    """The texts of a page with the tags that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in ("meta", "link", "br", "img", "input", "hr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((self._open[-1] if self._open else "", data.strip()))


def untranslated(page: str) -> list[str]:
    """The texts of a page in en_XA that have plain words and no brackets."""
    parser = _Texts()
    parser.feed(page)
    return [
        text
        for tag, text in parser.found
        if tag not in ("style", "script", "code")
        and re.search(r"[a-z]{4,}", text)
        and not re.search(r"[\[\]]", text)
    ]


def test_a_word_that_a_template_does_not_translate_is_seen(small: Callable[..., Path]) -> None:
    folder = small(
        {
            "varaq.toml": 'source = "az"\n',
            "content/a.md": "# Salam\n\nBir söz.\n",
            "templates/card.html": "<h1>{{ handout.title }}</h1>{{ handout.body }}"
            "<p>{{ _('Burada %(n)s', n=3) }}</p><p>Unudulan</p>",
        }
    )
    assert run(["-C", str(folder), "build", "-l", "en_XA", "-k", "card"]) == 0
    page = (folder / "dist/en-XA/a.card.html").read_text("utf-8")
    assert "[Ɓûŕáðá 3" in page
    assert untranslated(page) == ["Unudulan"]


@pytest.mark.parametrize("code", BOTH)
def test_they_are_built_where_they_are_asked_for_and_only_there(shipped: Path, code: str) -> None:
    locale = Locale.parse(code)
    output = shipped / "dist"
    assert run(["-C", str(shipped), "build"]) == 0
    assert not (output / locale.tag).exists()
    assert run(["-C", str(shipped), "build", "-l", code]) == 0
    page = (output / locale.tag / "b2b-b2c-pm.html").read_text("utf-8")
    assert f'<html lang="{locale.tag}" dir="{locale.direction}"' in page
    assert 'untranslated"' not in page
    if code == ACCENTED:
        assert untranslated(page) == []
    assert run(["-C", str(shipped), "init", code]) == 2
    target = str(shipped / "glossary.md")
    assert run(["-C", str(shipped), "translate", code, "glossary", "-o", target]) == 0
