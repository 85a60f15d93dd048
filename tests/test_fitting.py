"""Texts of several lines, and of other places than paragraphs, are made to fit."""

from __future__ import annotations

import re

import pytest

from varaq.document import read
from varaq.document.body import body
from varaq.document.fitting import escape, fit, says_nothing, stands_alone
from varaq.document.splice import splice
from varaq.document.text import html
from varaq.document.text import read as read_text
from varaq.unit import Place, Unit


@pytest.mark.parametrize("place", [Place.CELL, Place.LINE])
@pytest.mark.parametrize(
    ("words", "fitted"),
    [
        ("a\nb", "a b"),
        ("a\\\nb", "a b"),  # a hard break has no place on one line
        ("a \\\n\tb", "a b"),
        ("a\\\\\nb", "a\\\\ b"),  # a backslash that stands for itself
        ("a\\\n\\\nb", "a  b"),
        ("a\u00a0\\\nb\u00a0\nc", "a\u00a0 b\u00a0 c"),  # spaces that are set on purpose
        ("xyz\\\nb", "xyz b"),
        ("a\n \n\nb\\", "a b\\"),
    ],
)
def test_lines_become_one_where_there_is_one(place: Place, words: str, fitted: str) -> None:
    assert fit(Unit("x", 0, 1, place, "table cell"), words) == fitted


def test_only_a_term_that_would_open_a_block_is_escaped() -> None:
    term = Unit("x", 0, 1, Place.TERM, "term")
    assert fit(term, "1986 a") == "1986 a"
    assert fit(term, "1986. a") == "1986\\. a"
    assert fit(term, "- a") == "\\- a"
    assert fit(term, "**a** b") == "**a** b"
    assert fit(term, "`a` b") == "`a` b"
    assert fit(term, "<http://a.az>") == "<http://a.az>"
    assert fit(term, "```a``` b") == "```a``` b"
    assert fit(term, "<br>") == ""


@pytest.mark.parametrize("words", ["[](0)", "[ ](0)", "[\n](0)", "[\r](0)", "[](a) [ ](b)"])
def test_a_link_without_words_is_no_translation(words: str) -> None:
    assert splice(read("a", "content/a.md", "salam\n"), [words]).refused == {0}


def test_a_value_of_front_matter_has_lines_where_its_source_has() -> None:
    one, several = (Unit(text, 0, 1, Place.SCALAR, "title") for text in ("x", "x\ny"))
    assert fit(one, "a\nb") == "a b"
    assert fit(several, "a\nb") == '"a\\nb"'


TEXT = "\n Birinci sətir  \n  davamı\r\nson\t\n \n\t\nikinci ə\n\n\n  üçüncü"


def test_paragraphs_of_a_plain_text_say_where_they_stand() -> None:
    units = read_text(TEXT, 3)
    assert [unit.text for unit in units] == ["Birinci sətir davamı son", "ikinci ə", "üçüncü"]
    assert [unit.line for unit in units] == [2, 7, 10]
    assert {unit.place for unit in units} == {Place.PLAIN}
    data = b"\xef\xbb\xbf" + TEXT.encode()
    assert [data[unit.start : unit.end].decode() for unit in units] == [
        "Birinci sətir  \n  davamı\r\nson",
        "ikinci ə",
        "üçüncü",
    ]
    assert [unit.start for unit in read_text("a\n\nb")] == [0, 3]


def test_a_plain_text_shows_its_quotes_and_no_space_at_a_paragraphs_end() -> None:
    assert html("  \"a\" & 'b' <c> \t\n\n") == "<p>\"a\" &amp; 'b' &lt;c&gt;</p>\n"


def test_a_plain_text_has_no_footnotes() -> None:
    text = "a[^x]\n\n[^x]: b"
    assert read("a", "content/a.txt", text).footnotes == {}
    assert list(read("a", "content/a.md", text).footnotes) == ["x"]


def test_headings_that_are_no_units_have_ids_and_those_of_their_own_no_other() -> None:
    skip, start, end = (f"<!-- i18n:{word} -->" for word in ("skip", "group-start", "group-end"))
    document = read(
        "a",
        "content/a.md",
        f"{skip}\n\n# Bir {{#own}}\n\n{skip}\n\n# Iki\n\n"
        f"{start}\n\n## Uc {{#uc3}}\n\n## Dord\n\n{end}\n",
    )
    made = body(document, [None] * len(document.units)).html(lambda _: "")
    assert re.findall(r"<h\d[^>]*>", made) == [
        '<h1 id="own">',
        '<h1 id="iki">',
        '<h2 id="uc3">',
        '<h2 id="dord">',
    ]
    group = "## One {#uc3}\n\n## Two"
    made = body(document, [group] * len(document.units)).html(lambda _: "")
    assert re.findall(r"<h2[^>]*>", made) == ['<h2 id="uc3">', '<h2 id="dord">']


DIRECTIVE = "<!-- i18n:comment: qeyd -->"


@pytest.mark.parametrize(
    ("source", "handout"),
    [
        (f"{DIRECTIVE}\n\na\n", "a\n"),
        (f"{DIRECTIVE}\r\n\r\na\r\n", "a\r\n"),
        (f"a\n\n{DIRECTIVE}\n\nb\n", "a\n\nb\n"),
        (f"a\r\n\r\n{DIRECTIVE}\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        (f"a\n\n{DIRECTIVE}\nb\n", "a\n\nb\n"),
        (f"a\n{DIRECTIVE}\n\nb\n", "a\n\nb\n"),
        (f"a \t{DIRECTIVE}\nb\n", "a\nb\n"),
        (f"a {DIRECTIVE} b\n", "a b\n"),
        (f"a\n\n{DIRECTIVE}{DIRECTIVE}\n\nb\n", "a\n\nb\n"),
        (f"---\ntitle: x\n---\n{DIRECTIVE}\n\na\n", "a\n"),
        (f"> {DIRECTIVE}\n> a\n", "> a\n"),
        (f"- {DIRECTIVE}\n  a\n- b\n", "- \n  a\n- b\n"),
        (f"a\n\n{DIRECTIVE}", "a\n\n"),
    ],
)
def test_a_handout_has_no_directives_and_no_gap_where_they_stood(source: str, handout: str) -> None:
    document = read("a", "content/a.md", source)
    made = body(document, [None] * len(document.units))
    assert made.markdown == handout
    assert splice(document, [None] * len(document.units)).refused == frozenset()


BLOCK = Unit("x", 0, 1, Place.BLOCK, "paragraph")
ITEM, QUOTED = BLOCK._replace(kind="list item"), BLOCK._replace(prefix="> ")
SETEXT, ATX = BLOCK._replace(level=1), BLOCK._replace(place=Place.LINE, level=1)
TERM, CELL, TITLE, HTML, PLAIN, CODE = (
    BLOCK._replace(place=place)
    for place in (Place.TERM, Place.CELL, Place.TITLE, Place.HTML, Place.PLAIN, Place.CODE)
)


@pytest.mark.parametrize(
    ("unit", "words", "fitted"),
    [
        (ITEM, "[x] a", "\\[x] a"),
        (QUOTED, "[x] a", "[x] a"),
        (BLOCK, "[x] a", "[x] a"),
        (ITEM, "[!NOTE]\na", "[!NOTE]\na"),
        (QUOTED, "[!NOTE]\na", "\\[!NOTE]\na"),
        (BLOCK, "[!NOTE]\na", "[!NOTE]\na"),
        (BLOCK, "[a]: b", "\\[a]: b"),
        (BLOCK, "[a]: b c", "[a]: b c"),
        (BLOCK, "[a\\\n# b]: c", "\\[a\\\n\\# b]: c"),  # a definition once its line is escaped
    ],
)
def test_what_begins_like_a_task_an_alert_or_a_definition_stays_text(
    unit: Unit, words: str, fitted: str
) -> None:
    assert fit(unit, words) == fitted


@pytest.mark.parametrize(
    ("words", "fitted"),
    [
        ("a\nb\n\n c", "a\nb\nc"),
        ("a\n# b", "a # b"),
        ("a\\\n# b", "a\\\n\\# b"),  # a hard break keeps its line
        ("a  \n# b", "a  \n\\# b"),
        ("\\\n\\\na", "a"),  # nothing stands before a break that is none
        ("a\n\u00a0b", "a\n\u00a0b"),  # a space that is set on purpose
        ("_\n_\n_", "\\_ \\_ \\_"),  # which would be a rule on one line
        ("***", "\\*\\*\\*"),
        ("```a\nb``` c", "```a b``` c"),  # code, where both ends are on the line
        ("```a\nb", "\\`\\`\\`a\nb"),
        ("```a\\\nb``` c", "\\`\\`\\`a\\\nb``` c"),
        ("~~~a\nb~~~", "\\~\\~\\~a\nb~~~"),
        ("<http://a.az>\nb", "<http://a.az>\nb"),
        ("<b>\na</b> c", "<b> a</b> c"),  # a block of HTML where the tag has the line
        ('<b title=">">\na</b> c', '<b title=">"> a</b> c'),
        ("<http://a.az>  \n- b", "<http://a.az>  \n\\- b"),  # an address opens no block
        ("<b>  \n- b</b>", "\\<b>  \n\\- b</b>"),  # a tag that has the line for itself does
        ("<br>", ""),  # escaped, it would be shown
        ("<b>  \n</b>", ""),
    ],
)
def test_the_lines_of_a_paragraph_stay_its_lines(words: str, fitted: str) -> None:
    assert fit(BLOCK, words) == fitted


@pytest.mark.parametrize("unit", [SETEXT, ATX])
@pytest.mark.parametrize(
    ("words", "fitted"),
    [
        ("a {#b}", "a {#b\\}"),
        ("a {b\\}", "a {b\\}"),
        ("a {b", "a {b"),
        ("a b}", "a b}"),
        ("{a} b", "{a} b"),
    ],
)
def test_braces_at_a_headings_end_are_text(unit: Unit, words: str, fitted: str) -> None:
    assert fit(unit, words) == fitted
    assert fit(BLOCK, words) == words


@pytest.mark.parametrize(
    ("words", "fitted"),
    [
        ('a "b" c', '"a \\"b\\" c"'),
        ('a \\"b\\"', '"a \\"b\\""'),
        ("a\\", '"a\\\\"'),
        ("a\\\\", '"a\\\\"'),
        ("\\a\n'b'", "\"\\a 'b'\""),
        ('a\\\\"b', '"a\\\\\\"b"'),  # behind a backslash that stands for itself
        ('a\\\\\\"b', '"a\\\\\\"b"'),
    ],
)
def test_a_title_ends_where_its_words_end(words: str, fitted: str) -> None:
    assert fit(TITLE, words) == fitted


def test_a_bar_in_a_cell_is_text() -> None:
    assert fit(CELL, "a|b \\| c") == "a\\|b \\| c"


@pytest.mark.parametrize(
    ("unit", "words", "nothing"),
    [
        (BLOCK, "\u00a0", True),
        (PLAIN, "\u00a0", True),
        (BLOCK, "12", False),
        (BLOCK, "$x$", True),
        (CELL, "![](a) $$x$$", True),
        (BLOCK, "![b](a) $$x$$", False),
        (BLOCK, "…", False),
        (HTML, "<b>12</b>", True),
        (HTML, "<b>a</b>", False),
        (TITLE, '"12"', True),
        (TITLE, '"a"', False),
        (CODE, "12", True),
        (CODE, "a", False),
        (PLAIN, "12", False),
    ],
)
def test_a_text_without_what_makes_a_unit_of_its_kind_says_nothing(
    unit: Unit, words: str, nothing: bool
) -> None:
    assert says_nothing(unit, words) is nothing


def test_each_line_is_escaped_where_it_could_open_a_block() -> None:
    words = "1. a\nb\n- c\n*** \n\\# d"
    for unit in (BLOCK, TERM, CELL):
        assert escape(unit, words) == "1\\. a\nb\n\\- c\n\\*\\*\\* \n\\# d"
    for unit in (ATX, PLAIN, CODE, HTML, TITLE):
        assert escape(unit, words) == words


def group(text: str) -> Unit:
    return Unit(text, 0, 1, Place.GROUP, "group")


@pytest.mark.parametrize(
    ("unit", "words", "alone"),
    [
        (BLOCK, "a", True),
        (BLOCK, "a\n# b", False),
        (BLOCK, "_ _ _", False),
        (BLOCK, "<http://a.az>", True),
        (BLOCK, "<b>", False),
        (ATX, "- a", True),
        (ATX, "a {#b}", False),
        (ATX, "a", True),
        (TERM, "<http://a.az>", True),
        (TERM, "- a", False),
        (CELL, "- a", True),
        (CELL, "a | b", False),
        (HTML, "<b>a</b>", True),
        (HTML, "a</p>", False),
        (PLAIN, "# a", True),
        (TITLE, '"a"', True),
        (group("a\n\nb"), "c\n\nd", True),
        (group("a\n\nb"), "c", False),
        (group("a\n\n[x]: y"), "b\n\n[x]: y", True),
        (group("a\n\n[x]: y"), "b\n\n[x]: z", False),
        (group("a\n\n[x]: y"), "b", False),
        (group("a"), "b\n\n[x]: y", False),
        (group("- [ ] a"), "- [ ] \\\n  ===", False),  # which the library gives up on
    ],
)
def test_a_text_stands_alone_where_it_is_one_unit(unit: Unit, words: str, alone: bool) -> None:
    assert stands_alone(unit, words) is alone


@pytest.mark.parametrize(
    ("place", "words", "fitted"),
    [
        (Place.LINE, "\u00a0Salam\u00a0", "\u00a0Salam\u00a0"),
        (Place.BLOCK, "\u3000Salam", "\u3000Salam"),
        (Place.LINE, "a\n\u00a0\nb", "a \u00a0 b"),
        (Place.CELL, "a\n\u3000\nb", "a \u3000 b"),
        (Place.CELL, "\u3000a\nb\u3000", "\u3000a b\u3000"),
        (Place.CODE, "a\r\nb\rc", "a\nb\nc"),
        (Place.LINE, "a\0b", "a\ufffdb"),
        (Place.CODE, "a\0b", "a\ufffdb"),
    ],
)
def test_spaces_that_were_meant_stay_and_line_ends_are_those_of_one_kind(
    place: Place, words: str, fitted: str
) -> None:
    assert fit(Unit("x", 0, 1, place, "x", 1), words) == fitted


@pytest.mark.parametrize("place", [*Place])
@pytest.mark.parametrize("words", ["", " ", "\r\n", "\n \n", "\t\u2028"])
def test_nothing_is_left_of_white_space(place: Place, words: str) -> None:
    assert fit(Unit("x", 0, 1, place, "x", 1), words) == ""
