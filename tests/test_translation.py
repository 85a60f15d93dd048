"""Translations are data: what is unsafe, or would break a document, falls back alone."""

from __future__ import annotations

import pytest

from tests.laws import law_msgids
from varaq import po
from varaq.catalog import Message, State
from varaq.document import Document, read
from varaq.document.rules import Code, Rules
from varaq.errors import Problem, Severity
from varaq.locales import Locale
from varaq.pages.handouts import handout
from varaq.pages.values import Credits
from varaq.translation import Coverage, Translation, source, translate
from varaq.unit import Unit

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
SOURCE = "# Başlıq\n\nBir [bağ](http://a.az) və <kbd>x</kbd>.\n\n- iki\n- üç\n"
SECOND = "Bir [bağ](http://a.az) və <kbd>x</kbd>."


def document() -> Document:
    return read("a", "content/a.md", SOURCE)


def result(**strings: str) -> Translation:
    entries = "".join(
        f"\nmsgid {po.quote(msgid)}\nmsgstr {po.quote(string)}\n"
        for msgid, string in strings.items()
    )
    return translate(document(), po.parse(HEADER + entries, "tr.po"))


def test_what_is_translated_is_put_in_and_the_rest_stands() -> None:
    translation = result(Başlıq="Başlık", iki="iki!")
    assert translation.text == SOURCE.replace("Başlıq", "Başlık").replace("iki", "iki!")
    assert [piece.state for piece in translation.pieces] == [
        State.TRANSLATED,
        State.UNTRANSLATED,
        State.TRANSLATED,
        State.UNTRANSLATED,
    ]
    coverage = translation.coverage
    assert (coverage.units, coverage.translated, coverage.share) == (4, 2, 0.5)
    assert (coverage.words, coverage.translated_words) == (7, 2)


def test_a_text_is_judged_by_each_place_that_it_goes_to() -> None:
    """What front matter shows letter for letter is a link or a tag in a paragraph."""
    page = read("a", "content/a.md", "---\ntitle: Salam\n---\n\nSalam\n\n# Salam\n")
    for bad in ("x <img src=x onerror=alert(1)>", "[x](javascript:alert)"):
        catalog = po.parse(f'{HEADER}\nmsgid "Salam"\nmsgstr "{bad}"\n', "tr.po")
        translation = translate(page, catalog)
        assert [piece.text for piece in translation.pieces] == [f'"{bad}"', None, None]
        assert len(translation.problems) == 1


def test_fuzzy_text_is_not_used() -> None:
    catalog = po.parse(HEADER + '\n#, fuzzy\nmsgid "iki"\nmsgstr "two"\n')
    translation = translate(document(), catalog)
    assert translation.text == SOURCE
    assert translation.pieces[2].state is State.FUZZY


def test_the_source_language_is_complete() -> None:
    assert source(document()).coverage.complete


@pytest.mark.parametrize(
    "string",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](//evil.example)",
        "![a](\\\\\\\\evil.example)",
        "<javascript:alert(1)>",
        "<kbd onclick=x>k</kbd>",
        "a\n\n    <script>x</script>",
        "<span style='position:fixed'>x</span>",
        "`a` <iframe>",
    ],
)
def test_what_is_not_safe_falls_back_with_its_line(string: str) -> None:
    translation = result(iki=string, üç="drei")
    assert translation.text == SOURCE.replace("üç", "drei")
    (problem,) = translation.problems
    assert (problem.path, problem.line) == ("tr.po", 4)
    assert problem.code in ("html-not-allowed", "link-not-allowed")


@pytest.mark.parametrize(
    "string",
    [
        "<em>x</em> H<sub>2</sub>O<br>",
        '<span lang="en" dir="ltr">x</span>',
        "`<script>` is code",
        "`[a](http://b.az)` \\<https://c.az>",
        "1 < 2 and a<b",
    ],
)
def test_what_is_safe_is_used(string: str) -> None:
    assert string in result(iki=string).text


def test_the_source_units_own_tags_are_allowed() -> None:
    assert "<kbd>y</kbd>" in result(**{SECOND: "<kbd>y</kbd> [b](http://a.az)"}).text


@pytest.mark.parametrize(
    "text", ["| <ul><li>{}</li></ul> |\n|---|\n", "# <center>{}</center>\n", "# <!-- c --> {}\n"]
)
def test_a_heading_and_a_cell_keep_the_block_of_html_that_they_begin_with(text: str) -> None:
    page = read("a", "content/a.md", text.format("bir"))
    wanted = text.format("one")
    words = wanted.partition("\n")[0].strip("#| ")
    entry = f"\nmsgid {po.quote(page.units[0].text)}\nmsgstr {po.quote(words)}\n"
    made = translate(page, po.parse(HEADER + entry, "tr.po"))
    assert (made.problems, made.text) == ((), wanted)
    row = handout(made, Locale.parse("tr"), Locale.parse("az"), Credits("", "", ""), "x").units[0]
    assert (row.source, row.target) == (page.units[0].text, words)


def test_block_markers_are_escaped_where_they_would_open_a_block() -> None:
    assert "- \\# bir" in result(iki="# bir").text
    assert "- 1\\. bir" in result(iki="1. bir").text
    assert "# 1. Başlık" in result(Başlıq="1. Başlık").text


def test_a_message_used_twice_is_blamed_once() -> None:
    twice = read("a", "content/a.md", "iki\n\niki\n")
    catalog = po.parse(HEADER + '\nmsgid "iki"\nmsgstr "<i x>"\n', "tr.po")
    assert len(translate(twice, catalog).problems) == 1


def test_what_the_judge_finds_an_error_in_falls_back_with_its_line() -> None:
    catalog = po.parse(
        f'{HEADER}\nmsgid "iki"\nmsgstr "two"\n\nmsgid "Başlıq"\nmsgstr "Title"\n', "tr.po"
    )

    def judge(unit: Unit, message: Message) -> list[Problem]:
        severity = Severity.ERROR if unit.text == "iki" else Severity.WARNING
        return [Problem("judged", message.strings[0], severity=severity)]

    translation = translate(document(), catalog, None, judge)
    assert translation.text == SOURCE.replace("Başlıq", "Title")
    assert translation.problems == (Problem("judged", "two", "", "tr.po", 4),)
    assert translate(document(), catalog).problems == ()


@pytest.mark.parametrize(
    ("source", "index", "typed", "remedy"),
    [
        (
            "<!-- i18n:group-start -->\n\na\n\n- b\n\n<!-- i18n:group-end -->\n",
            0,
            "x",
            "keep the blocks of the source: as many paragraphs, lists and the like, and code as",
        ),
        (
            "[a]: u\nbir\n",
            0,
            "'t'\nbir",
            "keep to one paragraph and put a backslash before a leading #, -, > or |",
        ),
        ("```py\n# Bir\nx = 'iki'\n```\n", 1, "x' + 'y", "keep quotes, backslashes"),
    ],
)
def test_what_would_change_the_structure_is_said_where_it_stands(
    source: str, index: int, typed: str, remedy: str
) -> None:
    page = read("a", "content/a.md", source, Rules(code=Code.WORDS))
    unit = page.units[index]
    entry = f"\nmsgid {po.quote(unit.text)}\nmsgstr {po.quote(typed)}\n"
    made = translate(page, po.parse(HEADER + entry, "tr.po"))
    (problem,) = made.problems
    assert (problem.code, problem.path, problem.line) == ("structure", "tr.po", 4)
    assert problem.remedy.startswith(remedy)
    assert unit.kind in problem.message
    assert list(made.faults) == [unit.key]
    assert made.pieces[index].state is State.UNTRANSLATED
    assert made.text == source


def test_a_block_of_code_is_not_ended_by_its_translation() -> None:
    page = read("a", "content/a.md", "```py\n# Bir\n```\n", Rules(code=Code.WHOLE))
    entry = f'\nmsgid {po.quote(page.units[0].text)}\nmsgstr "```"\n'
    (problem,) = translate(page, po.parse(HEADER + entry, "tr.po")).problems
    assert problem.remedy.startswith("keep the marks that end the block")


def test_a_text_that_stands_twice_is_judged_once_and_blamed_once() -> None:
    page = read("a", "content/a.md", "Bir\n\nBir\n\nİki\n")
    entry = '\nmsgid "Bir"\nmsgstr "<script>"\n'
    judged: list[str] = []

    def judge(unit: Unit, _: Message) -> list[Problem]:
        judged.append(unit.text)
        return []

    catalog = po.parse(HEADER + entry.replace("<script>", "One"), "tr.po")
    made = translate(page, catalog, judge=judge)
    assert judged == ["Bir"]
    assert [piece.text for piece in made.pieces] == ["One", "One", None]
    bad = translate(page, po.parse(HEADER + entry, "tr.po"))
    assert [problem.code for problem in bad.problems] == ["html-not-allowed"]
    assert [piece.state for piece in bad.pieces] == [State.UNTRANSLATED] * 3


def test_a_term_that_looks_like_a_reference_definition_is_a_term() -> None:
    page = read("a", "content/a.md", "Termin\n: Tərif\n")
    entry = '\nmsgid "Termin"\nmsgstr "[foo]: /u"\n'
    made = translate(page, po.parse(HEADER + entry, "tr.po"))
    assert made.text == "\\[foo]: /u\n: Tərif\n"
    # NUL ends an address in the source; in its msgid, it is U+FFFD, which does not
    law_msgids(read("a", "content/a.md", "[Foo]\n\n[foo]: /u\0\n\n:'\n"))


def test_coverage_of_several_is_that_of_all_together() -> None:
    assert Coverage(5, 4, 30, 20) + Coverage(2, 1, 7, 3) == Coverage(7, 5, 37, 23)


@pytest.mark.parametrize(("flag", "wanted"), [("", ["link-lost"]), ("#, ignore-link-lost\n", [])])
def test_what_an_entry_is_spared_is_not_said_of_it(flag: str, wanted: list[str]) -> None:
    page = read("a", "content/a.md", "[Bir], [iki]\n\n[bir]: a.md\n[iki]: b.md\n")
    entry = f'\n{flag}msgid "[Bir], [iki]"\nmsgstr "[One], [two]"\n'
    made = translate(page, po.parse(HEADER + entry, "tr.po"))
    assert [problem.code for problem in made.problems] == wanted
    assert made.text.startswith("[One], [two]\n")


def test_no_entry_is_spared_what_keeps_it_off_the_page() -> None:
    flags = "#, ignore-html-not-allowed, ignore-structure, ignore-says-nothing\n"
    for words, code in (("<u>", "html-not-allowed"), (" ", "says-nothing")):
        catalog = po.parse(f'{HEADER}\n{flags}msgid "iki"\nmsgstr "{words}"\n', "tr.po")
        assert [problem.code for problem in translate(document(), catalog).problems] == [code]
