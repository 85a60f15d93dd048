"""The shipped content: the Azerbaijani text word for word, its notes in the catalogs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT
from varaq.document import Document, markdown, read
from varaq.project import Project

NOTES = ROOT.parent / "shared" / "source" / "translator-notes.md"


@pytest.fixture(scope="module")
def document() -> Document:
    path = "content/b2b-b2c-pm.md"
    return read("b2b-b2c-pm", path, (ROOT / path).read_text("utf-8"))


def paragraphs() -> list[str]:
    return re.split(r"\n{2,}", (DATA / "b2b-b2c-pm.az.txt").read_text("utf-8").strip("\n"))


def test_the_text_is_the_source_character_for_character(document: Document) -> None:
    assert [markdown.plain(unit.text) for unit in document.units] == paragraphs()


def test_fifty_paragraphs_of_which_forty_three_are_distinct(document: Document) -> None:
    assert len(document.units) == 50
    assert len({unit.key for unit in document.units}) == 43


def test_headings_and_lead_terms_are_marked_up(document: Document) -> None:
    levels = [(unit.level, unit.text) for unit in document.units if unit.level]
    assert [level for level, _ in levels] == [1, 2, 3, 3, 2, 2, 2]
    assert [text for level, text in levels if level == 3] == ["MƏHSUL", "Baş rol"]
    bold = [unit.text for unit in document.units if unit.text.startswith("**")]
    assert len(bold) == 10
    assert all(re.match(r"\*\*[^*]+\*\* - ", text) for text in bold)


def test_every_slip_has_a_note_in_english_and_azerbaijani(document: Document) -> None:
    notes = {note for unit in document.units for note in unit.notes}
    assert len(notes) == 38
    assert all(" / " in note for note in notes)
    assert not document.problems


def test_every_row_of_the_translator_notes_has_become_a_note(document: Document) -> None:
    if not NOTES.is_file():
        pytest.skip("the notes are not beside the project")
    rows = re.findall(r"(?m)^\| (?!in the text|---)([^|]+) \|", NOTES.read_text("utf-8"))
    text = "\n".join(note for unit in document.units for note in unit.notes).casefold()
    for row in rows:
        # a row names one or more phrases; the words that carry it have to be in a note
        words = re.split(r"[;/(),…]", row)[0].split()
        assert any(word[:6].casefold() in text for word in words if len(word) > 1), row


def test_the_notes_are_in_every_catalog(document: Document) -> None:
    project = Project.open(ROOT)
    for locale in project.locales()[0]:
        catalog = project.catalog(locale.code, document.domain)
        assert catalog is not None
        by_key = catalog.by_key()
        for unit in document.units:
            comments = by_key[unit.key].entry().comment.split("\n")
            assert set(unit.notes) <= set(comments)


def test_the_glossary_has_its_terms() -> None:
    path = "content/glossary.md"
    document = read("glossary", path, Path(ROOT / path).read_text("utf-8"))
    assert document.is_glossary
    terms = [unit.text for unit in document.units if unit.kind == "term"]
    assert 20 <= len(terms) <= 30
    assert len([unit for unit in document.units if unit.kind == "definition"]) == len(terms)


def test_each_fault_of_a_block_of_notes_is_said_with_its_own_line() -> None:
    notes = "<!-- i18n:comment: a\nb --> <!-- i18n:comment -->\n<!-- i18n:coment: c -->\n"
    document = read("a", "a.md", f"# Bir\n\n{notes}\niki\n")
    assert [(problem.line, problem.code) for problem in document.problems] == [
        (4, "directive-empty"),
        (5, "directive-unknown"),
    ]
    assert document.units[1].notes == ("a b",)


def test_a_pair_that_is_opened_twice_is_said_where_the_first_begins() -> None:
    start, end = "<!-- i18n:skip-start -->", "<!-- i18n:skip-end -->"
    document = read("a", "a.md", f"{start}\n\na\n\n{start}\n\nb\n\n{end}\n\nc\n")
    assert [str(problem) for problem in document.problems] == [
        "a.md:1: warning: i18n:skip-start has no i18n:skip-end; put <!-- i18n:skip-end --> "
        "behind the last block [directive-unpaired]"
    ]
    assert [unit.text for unit in document.units] == ["c"]
