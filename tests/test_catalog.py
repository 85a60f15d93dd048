"""Catalogs: entries with all their comments, places, and dates in headers."""

from __future__ import annotations

import time

import polib
import pytest

from varaq import po
from varaq.catalog import Catalog
from varaq.comments import places

CHARSET = "Content-Type: text/plain; charset=UTF-8"
HEADER = f'msgid ""\nmsgstr "{CHARSET}\\n"\n\n'


def entry_of(text: str) -> polib.POEntry:
    """The entry that stands behind a header."""
    return po.parse(HEADER + text).messages[1].entry()


def test_an_entry_says_whether_it_is_obsolete_and_where_it_stands() -> None:
    gone = entry_of('# note\n#~ msgid "a"\n#~ msgstr "A"\n')
    assert (gone.obsolete, gone.linenum, gone.msgid, gone.msgstr) == (True, 5, "a", "A")
    used = entry_of('msgid "a"\nmsgstr "A"\n')
    assert (used.obsolete, used.linenum) == (False, 4)


@pytest.mark.parametrize("gap", [" ", "", "  "])
def test_comments_are_read_with_and_without_a_space(gap: str) -> None:
    entry = entry_of(
        f'#.{gap}author\n#:{gap}content/a.md:3\n#,{gap}c-format\nmsgid "a"\nmsgstr ""\n'
    )
    assert entry.comment == "author"
    assert entry.occurrences == [("content/a.md", "3")]
    assert entry.flags == ["c-format"]


def test_a_translators_comment_loses_one_space_at_most() -> None:
    entry = entry_of('#one\n# two\n#  three\n#\n#!four\nmsgid "a"\nmsgstr ""\n')
    assert entry.tcomment == "one\ntwo\n three\n\n!four"


def test_comments_that_go_on_for_several_lines_are_read_whole() -> None:
    entry = entry_of(
        "#. one\n#. two\n#: a.md b.md:2\n#: c.md\n#, fuzzy, x\n#, y\n"
        '#| msgctxt "menu"\n#| msgid "was "\n#| "long"\n#| msgid_plural "P"\n'
        'msgid "a"\nmsgstr ""\n'
    )
    assert entry.comment == "one\ntwo"
    assert entry.occurrences == [("a.md", ""), ("b.md", "2"), ("c.md", "")]
    assert entry.flags == ["fuzzy", "x", "y"]
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("menu", "was long")
    assert entry.previous_msgid_plural == "P"


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        ("#, fuzzy\n#= c-format, range: 0..5\n", ["fuzzy", "c-format", "range: 0..5"]),
        ("#= fuzzy\n", ["fuzzy"]),
        ("#==== fuzzy ====\n#=-=-=\n#= A title =\n#=\n", []),
        ("#, fuzzy c-format\n", ["fuzzy", "c-format"]),
        ("#,\tmy flag, no-wrap fuzzy\r\n", ["my flag", "no-wrap", "fuzzy"]),
        ("#, fuzzyx, not-fuzzy\n# fuzzy\n#. , fuzzy\n", ["fuzzyx", "not-fuzzy"]),
    ],
)
def test_flags_are_those_that_gettext_finds(lines: str, flags: list[str]) -> None:
    message = po.parse(f'{HEADER}{lines}msgid "a"\nmsgstr "A"\n').messages[1]
    assert (message.entry().flags, message.fuzzy) == (flags, "fuzzy" in flags)


def test_a_line_of_equals_signs_is_a_note() -> None:
    entry = entry_of('#==== Part one ====\n#=\n#, no-wrap\nmsgid "a"\nmsgstr ""\n')
    assert (entry.tcomment, entry.flags) == ("==== Part one ====\n=", ["no-wrap"])


def test_comments_of_an_obsolete_entry_may_have_its_mark_too() -> None:
    marked = (
        '#~ # note\n#~ #. said\n#~ #: a.md\n#~ #, fuzzy\n#~ #| msgid "b"\n'
        '#~ msgid "a"\n#~ msgstr "A"\n'
    )
    catalog = po.parse(HEADER + marked)
    assert po.write(catalog) == HEADER + marked
    message = catalog.messages[1]
    usual = '# note\n#. said\n#: a.md\n#, fuzzy\n#~| msgid "b"\n#~ msgid "a"\n#~ msgstr "A"\n'
    assert message.fuzzy
    assert po.message(message.entry(), catalog.style, "").text == usual
    assert places(marked) == [("a.md", "")]


def test_an_earlier_text_without_a_keyword_is_the_msgid() -> None:
    assert entry_of('#| "was"\nmsgid "a"\nmsgstr ""\n').previous_msgid == "was"


def test_earlier_texts_may_stand_below_their_keywords() -> None:
    text = '#| msgctxt\n#| "m"\n#| msgid\n#| "a"\n#| "b"\n#|\n# note\nmsgid "a"\nmsgstr ""\n'
    entry = entry_of(text)
    assert (entry.previous_msgctxt, entry.previous_msgid, entry.tcomment) == ("m", "ab", "note")


def test_the_mark_of_an_obsolete_entry_alone_is_no_comment() -> None:
    assert entry_of('# note\n#~\n#~ msgid "a"\n#~ msgstr "A"\n').tcomment == "note"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("content/a.md", ("content/a.md", "")),
        ("content/a.md:12", ("content/a.md", "12")),
        ("c:/a.md:12", ("c:/a.md", "12")),
        ("content/a:b.md", ("content/a:b.md", "")),
        ("2026", ("2026", "")),
        ("\u2068my a.md\u2069", ("my a.md", "")),
        ("\u2068my a.md\u2069:12", ("my a.md", "12")),
        ("\u2068my\n#: a.md\u2069:12", ("my a.md", "12")),
        ("\u2068a.md", ("\u2068a.md", "")),
    ],
)
def test_a_place_is_a_file_and_perhaps_a_line(place: str, expected: tuple[str, str]) -> None:
    assert entry_of(f'#: {place}\nmsgid "a"\nmsgstr ""\n').occurrences == [expected]


def test_a_header_is_one_wherever_it_stands() -> None:
    text = 'msgid "a"\nmsgstr "A"\n\n#~ msgid ""\n#~ msgstr "B: 1\\n"\n\n'
    catalog = po.parse(f"{text}{HEADER}")
    assert catalog.header is catalog.messages[2]
    assert dict(catalog.fields) == {"Content-Type": "text/plain; charset=UTF-8"}
    assert Catalog(catalog.messages[:2]).header is None


def test_a_new_date_changes_no_other_field() -> None:
    catalog = po.parse(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"POT-Creation-Date: 1\\n"\n"X-Note: POT-Creation-Date: 1\\n"\n'
    )
    dated = catalog.dated("2")
    assert dict(dated.fields) == {
        "Content-Type": "text/plain; charset=UTF-8",
        "POT-Creation-Date": "2",
        "X-Note": "POT-Creation-Date: 1",
    }


def test_a_date_is_found_at_once_in_any_header() -> None:
    lines = '"POT-Creation-Date:"\n' * 8000
    began = time.process_time()
    catalog = po.parse(f'msgid ""\nmsgstr ""\n"{CHARSET}\\n"\n{lines}"\\tx"\n')
    dated = po.write(catalog.dated("1"))
    assert dated == f'msgid ""\nmsgstr ""\n"{CHARSET}\\n"\n"POT-Creation-Date: 1"\n'
    spaces = " " * 100_000
    assert entry_of(f'#|{spaces}msgid\nmsgid "a"\nmsgstr ""\n').previous_msgid == ""
    assert time.process_time() - began < 10, "it took minutes once"


def test_a_date_in_a_comment_stays() -> None:
    said = '# "POT-Creation-Date: 7\\n"\n# msgstr "POT-Creation-Date: 8\\n"\nmsgid ""\nmsgstr '
    header = (
        '"POT-Creation-Date: 1\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X: msgstr\\n"\n'
    )
    catalog = po.parse(said + header)
    dated = catalog.dated("3")
    assert po.write(dated) == said + header.replace(": 1", ": 3")
    assert dated.fields == dict(catalog.fields) | {"POT-Creation-Date": "3"}


def test_a_date_behind_an_escape_of_its_own_stays() -> None:
    fields = "Content-Type: text/plain; charset=UTF-8\\x0aPOT-Creation-Date: 1\\n"
    catalog = po.parse(f'msgid ""\nmsgstr "{fields}"\n')
    assert catalog.fields["POT-Creation-Date"] == "1"
    assert catalog.dated("3") is catalog


def test_a_catalog_in_another_file_is_the_same_but_for_its_path() -> None:
    catalog = po.parse(f'{HEADER}msgid "a"\nmsgstr "A"\n', "a.po")
    moved = catalog.at("b.po")
    assert (catalog.path, moved.path) == ("a.po", "b.po")
    assert moved == Catalog(catalog.messages, catalog.tail, catalog.style, "b.po")


@pytest.mark.parametrize(
    ("header", "dated"),
    [
        (
            '"POT-Creation-Date: 1\\n"\n"POT-Creation-Date: 2\\n"\n',
            '"POT-Creation-Date: 3\\n"\n"POT-Creation-Date: 2\\n"\n',
        ),
        (
            '"A: 1\\n"\n"POT-Creation-Date: 1 "\n"2\\n"\n"B: 1\\n"\n',
            '"A: 1\\n"\n"POT-Creation-Date: 3\\n"\n"B: 1\\n"\n',
        ),
        ('"POT-Creation-Date:1\\n"\n', '"POT-Creation-Date: 3\\n"\n'),
        ('"POT-Creation-Date: 1"\n', '"POT-Creation-Date: 3"\n'),
        ('"A: 1\\nPOT-Creation-Date: 1\\nB: 1\\n"\n', '"A: 1\\nPOT-Creation-Date: 3\\nB: 1\\n"\n'),
        (
            '"X-Note: POT-Creation-Date: 1\\n"\n"POT-Creation-Date: 1\\n"\n',
            '"X-Note: POT-Creation-Date: 1\\n"\n"POT-Creation-Date: 3\\n"\n',
        ),
    ],
    ids=["twice", "wrapped", "without a space", "the last", "on one line", "behind its own name"],
)
def test_a_date_is_changed_where_its_field_stands(header: str, dated: str) -> None:
    lead = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    catalog = po.parse(lead + header)
    found = catalog.dated("3")
    assert po.write(found) == lead + dated
    assert found.fields == po.parse(lead + dated).fields
