"""Catalogs read and written: what is wrong with a whole file, its style, and new entries in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace

import polib
import pytest

from tests.conftest import DATA, need
from varaq import po
from varaq.catalog import WRAPPED, Catalog, Style
from varaq.errors import Problem, VaraqError
from varaq.po import scanner, wrapping

CHARSET = "Content-Type: text/plain; charset=UTF-8\n"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NUMBERS = " ".join(str(7 * number) for number in range(150))
CONVERT = "convert it with: msgconv -t UTF-8"


def problems(read: Callable[[], object]) -> list[Problem]:
    with pytest.raises(VaraqError) as caught:
        read()
    return list(caught.value.problems)


def divided(line: int) -> Problem:
    what = "a text holds the character U+0004, which divides context and text in .mo files"
    return Problem("po-syntax", what, "take it out", line=line)


def wrapped_file(*texts: str, width: int, newline: str = "\n") -> str:
    style = Style(newline, width)
    head = po.message(polib.POEntry(msgid="", msgstr=CHARSET), style, "")
    entries = (polib.POEntry(msgid=f"m{n}", msgstr=text) for n, text in enumerate(texts))
    return head.text + "".join(po.message(entry, style).text for entry in entries)


# What is wrong with a whole file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "a"\nmsgstr "\x04"\n', [divided(4)]),
        ('msgid "a"\nmsgstr "b\\x4"\n', [divided(4)]),
        ('msgid "\\04"\nmsgstr "b"\n', [divided(4)]),
        ('msgctxt "\\4"\nmsgid "a"\nmsgstr "b"\n', [divided(4)]),
        (
            'msgid "a"\nmsgid_plural "\\4"\nmsgstr[0] "b"\n\n'
            'msgid "\\x41\\0\x04"\nmsgstr ""\n\nmsgid "b"\nmsgstr "\\x41"\n',
            [divided(4), divided(8)],
        ),
        (
            f'msgid "{"a" * 39}"\nmsgstr "\\x41"\n\n#~ msgid "b"\n#~ msgstr ""\n\n'
            f'msgid "{"a" * 39}"\nmsgstr "\\q"\n',
            [
                Problem(
                    "po-syntax",
                    "unknown escape \\q",
                    "write a backslash as \\\\",
                    line=11,
                    column=9,
                ),
            ],
        ),
        (
            f'msgid "{"a" * 39}"\nmsgstr "b"\n\n  msgid "{"a" * 39}"\nmsgstr "\\x41"\n',
            [
                Problem(
                    "po-duplicate",
                    f'message "{"a" * 39}" stands on line 4 already',
                    "keep one of the two",
                    line=7,
                )
            ],
        ),
        (
            'msgid "Zeile \\"1\\"\\n\\tZeile 2"\nmsgstr ""\n\n'
            'msgid ""\n"Zeile \\"1\\"\\n"\n"\\tZeile 2"\nmsgstr ""\n',
            [
                Problem(
                    "po-duplicate",
                    'message "Zeile \\"1\\"\\n\\tZeile 2" stands on line 4 already',
                    "keep one of the two",
                    line=7,
                )
            ],
        ),
        (
            f'msgid "{"a" * 40}"\nmsgstr "b"\n\nmsgid "{"a" * 40}"\nmsgstr "\\4"\nsalam\n',
            [
                Problem(
                    "po-duplicate",
                    f'message "{"a" * 37}…" stands on line 4 already',
                    "keep one of the two",
                    line=7,
                ),
                divided(7),
                Problem(
                    "po-syntax",
                    "neither a keyword, a string nor a comment",
                    "begin a comment with # and a text with a keyword",
                    line=9,
                    column=1,
                ),
            ],
        ),
    ],
)
def test_what_no_catalog_may_hold_is_said_message_by_message(
    text: str, said: list[Problem]
) -> None:
    wanted = [problem.at("tr.po") for problem in said]
    assert problems(lambda: po.parse(HEADER + text, "tr.po")) == wanted


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("salam\n" + HEADER, [(1, 1)]),
        ("<<<<<<< HEAD\n" + HEADER, [(1, 1)]),
        (HEADER.replace("8\\n", "8\\q"), [(2, 48)]),
        ('#~ msgid "a"\n#~ msgstr "b\n' + HEADER, [(2, 11)]),
        # without one behind what was read, or after all was
        ('msgid "a"\nmsgstr "b"\nsalam\n', [(3, 1)]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', [(1, 0), (3, 1)]),
    ],
)
def test_a_header_that_reading_did_not_come_to_is_not_missed(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert [(found.line, found.column) for found in problems(lambda: po.parse(text))] == places


def test_where_reading_ends_without_a_known_fault_its_line_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scanner, "faults", lambda _: [])
    found = problems(lambda: po.parse(HEADER + "\n \n  salam\n\n", "tr.po"))
    what, remedy = "can't read on from here", "see the PO format's rules"
    assert found == [Problem("po-syntax", what, remedy, "tr.po", 6)]


def test_a_catalog_that_is_too_large_is_to_be_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "MOST_MESSAGES", 1)
    found = problems(lambda: po.parse(HEADER + 'msgid "a"\nmsgstr ""\n', "tr.po"))
    what, remedy = "the catalog has more than 1 messages", "have a catalog for each document"
    assert found == [Problem("too-large", what, remedy, "tr.po", 4)]


@pytest.mark.parametrize(
    ("text", "pot", "said"),
    [
        (
            'msgid "a"\nmsgstr "b"\n',
            False,
            (
                "po-header",
                "the header is missing",
                'begin with msgid "" and a msgstr that holds Content-Type and the like',
                1,
            ),
        ),
        (
            '# az\nmsgid ""\nmsgstr "Language: az\\n"\n',
            True,
            (
                "po-charset",
                "the header names no charset",
                "add Content-Type: text/plain; charset=UTF-8",
                2,
            ),
        ),
        (
            '\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n',
            True,
            ("po-charset", "the header says charset=KOI8-R", CONVERT, 2),
        ),
        (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n',
            False,
            ("po-charset", "the header says charset=CHARSET", CONVERT, 1),
        ),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n', True, None),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=us-ascii\\n"\n', False, None),
        ('#~ msgid "a"\n#~ msgstr "b"\n\n' + HEADER, False, None),
    ],
)
def test_a_header_names_its_charset(
    text: str, pot: bool, said: tuple[str, str, str, int] | None
) -> None:
    if said is None:
        assert po.write(po.parse(text, pot=pot)) == text
    else:
        *words, line = said
        code, what, remedy = map(str, words)
        wanted = Problem(code, what, remedy, "tr.po", int(line))
        assert problems(lambda: po.parse(text, "tr.po", pot=pot)) == [wanted]


def test_a_text_without_a_file_is_a_catalog_with_its_charset_in_no_file() -> None:
    assert po.parse(HEADER).path == ""
    (found,) = problems(lambda: po.parse(HEADER.replace("UTF-8", "CHARSET")))
    assert found == Problem("po-charset", "the header says charset=CHARSET", CONVERT, line=1)
    (found,) = problems(lambda: po.decode(b"\xff"))
    assert found == Problem(*NOT_UTF8, line=1)


BOM = ("po-bom", "the file begins with a byte order mark", "save it as UTF-8 without BOM")
NOT_UTF8 = ("po-charset", "the file is not UTF-8", "save it as UTF-8")


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        (b"\xef\xbb\xbfmsgid", BOM, 1),
        ("\ufeffmsgid".encode("utf-16-le"), BOM, 1),
        ("\ufeffmsgid".encode("utf-16-be"), BOM, 1),
        (b"\n\xff", NOT_UTF8, 2),
        (b"\xff\n", NOT_UTF8, 1),
        (b'msgid ""\nmsgstr "charset=utf-8\\n"\n\n# \xd2', NOT_UTF8, 4),
        (
            b'msgid ""\nmsgstr "charset=KOI8-R\\n"\n# \xd2\n',
            ("po-charset", "the file is in KOI8-R, not UTF-8", CONVERT),
            3,
        ),
    ],
)
def test_a_file_in_another_encoding_is_to_be_converted(
    data: bytes, said: tuple[str, str, str], line: int
) -> None:
    assert problems(lambda: po.decode(data, "tr.po")) == [Problem(*said, "tr.po", line)]


def test_half_a_character_stops_no_reading() -> None:
    assert po.parse(HEADER + 'msgid "\ud800"\nmsgstr ""\n').messages[1].id == "\ud800"


# The style of a file


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ('msgid "a"\nmsgstr "b"\n', Style("\n", 0)),
        ('msgid "a"\nmsgstr ""\n"b"\n', Style("\n", 0)),
        ('msgid "a"\nmsgstr ""\n"b\\n"\n"c"\n', Style("\n", 0)),
        ('msgid "a"\nmsgstr ""\n"b "\n"c"\n', Style("\n", WRAPPED)),
        ('msgid "a"\nmsgstr ""\n"b n"\n"c"\n', Style("\n", WRAPPED)),
        ('msgid "a"\nmsgstr "b "\n"c"\n\nmsgid ""\n"d"\nmsgstr ""\n', Style("\n", WRAPPED)),
        (
            'msgid "a"\nmsgstr ""\n"b\\n"\n"c "\n"d\\n"\n"e"\n',
            Style("\n", WRAPPED),
        ),
        ('msgid "a"\nmsgstr ""\n"b\\n"\n"c\\n"\n"d"\n', Style("\n", 0)),
        ('#~ msgid "a"\n#~ msgstr ""\n#~ "b "\n#~ "c"\n', Style("\n", WRAPPED)),
        ('#~ msgid "a"\n#~ msgstr ""\n#~ "b\\n"\n#~ "c"\n', Style("\n", 0)),
    ],
)
def test_a_file_is_wrapped_where_a_string_goes_on_behind_no_line_feed(
    text: str, style: Style
) -> None:
    assert po.parse(HEADER + text).style == style
    windows = (HEADER + text).replace("\n", "\r\n")
    assert po.parse(windows).style == replace(style, newline="\r\n")


@pytest.mark.parametrize(("windows", "newline"), [(0, "\n"), (3, "\n"), (4, "\n"), (5, "\r\n")])
def test_the_line_ends_of_a_file_are_those_that_most_lines_have(windows: int, newline: str) -> None:
    lines = (HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"').split("\n")
    ends = ["\r\n"] * windows + ["\n"] * (8 - windows)
    assert len(lines) == len(ends)
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    assert po.parse(text).style.newline == newline


@pytest.mark.parametrize("width", [76, 77, 78, 79, 80, 100, 120])
def test_the_width_of_a_wrapped_file_is_found_again(width: int) -> None:
    words = [NUMBERS[start:] + f"\n{start}" for start in range(8)]
    catalog = po.parse(wrapped_file(*words, width=width))
    assert catalog.style.width == WRAPPED
    assert po.measured(catalog) == Style("\n", width)
    # texts on one line, of which a file may have many, say nothing
    catalog = po.parse(wrapped_file(*["az"] * 40, *words, width=width))
    assert po.measured(catalog).width == width
    # and many that are wrapped are as good as some
    assert po.measured(po.parse(wrapped_file(*words * 4, width=width))).width == width


def test_two_lines_are_enough_to_measure() -> None:
    words = [NUMBERS[start : start + 120] for start in range(8)]
    assert po.measured(po.parse(wrapped_file(*words, width=76))).width == 76


@pytest.mark.parametrize("width", [40, 76, 78, 79, 80, 100])
def test_what_msgcat_wrapped_is_measured_and_laid_out_the_same(width: int) -> None:
    words = [NUMBERS[start:] for start in range(8)] + ["漢字、" * 60, "əhəmiyyətli: " * 20]
    text = wrapped_file(*words, width=0)
    command = [need("msgcat"), f"--width={width}", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    style = po.measured(po.parse(done.stdout))
    assert style == Style("\n", width)
    assert wrapped_file(*words, width=width) == done.stdout


@pytest.mark.parametrize(
    "name", ["babel", "msgcat", "msgcat-sorted", "poedit-windows", "polib", "weblate"]
)
def test_what_other_programs_wrapped_is_measured_and_laid_out_the_same(name: str) -> None:
    catalog = po.parse(po.decode((DATA / "styles" / f"{name}.po").read_bytes()))
    style = po.measured(catalog)
    assert style.width == (100 if name == "msgcat-sorted" else 79)
    for message in catalog.messages:
        made = po.message(message.entry(), style, message.lead)
        assert made.text[made.head :] == message.text[message.head :]


def test_an_unusual_width_is_that_of_the_longest_line_that_could_be_broken() -> None:
    text = wrapped_file("漢" * 100, "字" * 150, width=90)
    assert po.measured(po.parse(text)).width == 90
    link = po.message(polib.POEntry(msgid="b", msgstr="az " + "a" * 178), Style("\n", 90)).text
    assert po.measured(po.parse(text + link)).width == 90
    unwrapped = po.message(
        polib.POEntry(msgid="c", msgstr="a b " * 70 + "\na"), Style("\n", 0)
    ).text
    assert po.measured(po.parse(text + unwrapped)).width == 90
    said = f'\n# msgstr "{"uzun " * 40}"\nmsgid "a"\nmsgstr ""\n'
    assert po.measured(po.parse(text + said)).width == 90
    note = f'\n# msgstr "{"uzun " * 40}" "qeyd"\nmsgid "a"\nmsgstr ""\n'
    assert po.measured(po.parse(text + note)).width == 90


def test_a_line_that_could_be_broken_in_one_place_has_a_width() -> None:
    text = wrapped_file("".join(letter * 25 + " " + letter * 3 + " " for letter in "abc"), width=32)
    assert po.measured(po.parse(text)).width == 32


def test_a_file_that_is_not_wrapped_stays_so() -> None:
    catalog = po.parse(wrapped_file(NUMBERS, width=0))
    assert po.measured(catalog) == Style("\n", 0)


@pytest.mark.parametrize(
    ("text", "columns"), [("e\u0301t", 2), ("é漢", 3), ("ﾊＡ", 3), ("a\u0301\u0308", 1)]
)
def test_columns_are_those_of_a_terminal(text: str, columns: int) -> None:
    assert wrapping.columns(text) == columns


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 4, [""]),
        ("漢" * 9, 8, ["漢" * 4, "漢" * 4, "漢"]),
        ("漢" * 4, 8, ["漢" * 4]),
        ("AA X", 3, ["AA ", "X"]),
        ("漢漢\u3000字", 5, ["漢", "漢\u3000", "字"]),
        ("uzunbirsöz az", 4, ["uzunbirsöz ", "az"]),
        ("\\\\" * 5, 4, ["\\\\\\\\", "\\\\\\\\", "\\\\"]),
        ("漢\\\\\\\\字", 4, ["漢\\\\", "\\\\字"]),
    ],
)
def test_lines_break_between_words_and_never_inside_an_escape(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrapping.wrapped(text, width) == lines


# Entries that are written


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 0, ['msgstr ""']),
        ("bir iki", 0, ['msgstr "bir iki"']),
        ("bir\n", 0, ['msgstr "bir\\n"']),
        ("bir\niki", 0, ['msgstr ""', '"bir\\n"', '"iki"']),
        ("bir\n\n", 0, ['msgstr ""', '"bir\\n"', '"\\n"']),
        ("", 20, ['msgstr ""']),
        ("bir\n", 20, ['msgstr "bir\\n"']),
        ("bir\niki", 40, ['msgstr ""', '"bir\\n"', '"iki"']),
        ("漢" * 5, 19, ['msgstr "' + "漢" * 5 + '"']),
        ("漢" * 6, 19, ['msgstr ""', '"' + "漢" * 6 + '"']),
        ("漢" * 10, 20, ['msgstr ""', '"' + "漢" * 9 + '"', '"漢"']),
    ],
)
def test_a_string_stands_on_one_line_where_it_fits(text: str, width: int, lines: list[str]) -> None:
    style = Style("\n", width)
    made = po.message(polib.POEntry(msgid="a", msgstr=text), style)
    assert made.text.split("\n") == ["", 'msgid "a"', *lines, ""]
    gone = po.message(polib.POEntry(msgid="a", msgstr=text, obsolete=True), Style("\n", width))
    if width == 0:
        assert gone.text.split("\n") == ["", '#~ msgid "a"', *(f"#~ {line}" for line in lines), ""]


def test_obsolete_strings_are_as_wide_as_others_with_their_mark() -> None:
    entry = polib.POEntry(msgid="a", msgstr="漢" * 20, obsolete=True)
    lines = po.message(entry, Style("\n", 25)).text.split("\n")
    assert lines[2:] == ['#~ msgstr ""', *(f'#~ "{part}"' for part in ("漢" * 10,) * 2), ""]


@pytest.mark.parametrize(
    ("places", "width", "lines"),
    [
        (["a" * 30, "b" * 44], 0, ["#: " + "a" * 30 + " " + "b" * 44]),
        (["a" * 30, "b" * 45], 0, ["#: " + "a" * 30 + " " + "b" * 45]),
        (["a" * 30, "b" * 46], 0, ["#: " + "a" * 30, "#: " + "b" * 46]),
        (["ə" * 15, "b" * 46, "c"], 0, ["#: " + "ə" * 15, "#: " + "b" * 46 + " c"]),
        (["a" * 90, "b" * 90], 0, ["#: " + "a" * 90, "#: " + "b" * 90]),
        (["a" * 30, "b" * 25], 60, ["#: " + "a" * 30 + " " + "b" * 25]),
        (["a" * 30, "b" * 26], 60, ["#: " + "a" * 30 + " " + "b" * 26]),
        (["a" * 30, "b" * 27], 60, ["#: " + "a" * 30, "#: " + "b" * 27]),
    ],
)
def test_places_are_filled_as_gettext_does(places: list[str], width: int, lines: list[str]) -> None:
    made = po.untranslated((None, "a"), [], places, Style("\n", width))
    assert made.text.split("\n") == ["", *lines, 'msgid "a"', 'msgstr ""', ""]
    command = [need("msgcat"), f"--width={width}" if width else "--no-wrap", "-"]
    done = subprocess.run(
        command, input=HEADER[:-1] + made.text, capture_output=True, text=True, check=True
    )
    assert done.stdout == HEADER[:-1] + made.text


def test_an_entry_is_written_with_all_it_has() -> None:
    entry = polib.POEntry(
        msgctxt="bağ",
        msgid="a",
        msgid_plural="b",
        msgstr_plural={str(number): f"f{number}" for number in range(11)},
        tcomment="qeyd  \n\nC:\\",
        comment="  çıxarılmış\nD:\\ ",
        occurrences=[("a.md", "3"), ("b.md", "")],
        flags=["c-format", "fuzzy"],
        previous_msgctxt="",
        previous_msgid="köhnə",
        previous_msgid_plural="köhnələr",
    )
    made = po.message(entry, Style())
    head = [
        *("", "# qeyd", "#", "# C:\\ ", "#.   çıxarılmış", "#. D:\\ ", "#: a.md:3 b.md"),
        *("#, fuzzy, c-format", '#| msgctxt ""', '#| msgid "köhnə"', '#| msgid_plural "köhnələr"'),
    ]
    forms = [f'msgstr[{number}] "f{number}"' for number in range(11)]
    keywords = ['msgctxt "bağ"', 'msgid "a"', 'msgid_plural "b"', *forms]
    assert made.text.split("\n") == [*head, *keywords, ""]
    assert made.text[: made.head].split("\n") == [*head, ""]
    assert made.strings == tuple(f"f{number}" for number in range(11))
    assert made.fuzzy


def test_a_line_of_a_comment_ends_nowhere_else_than_in_other_programs() -> None:
    said = 'a\rmsgid "b"\rmsgstr "c"\r\nd'
    entry = polib.POEntry(msgid="x", msgstr="y", tcomment=said, comment=said)
    text = po.message(entry, Style()).text
    lines = ["a", 'msgid "b"', 'msgstr "c"', "d"]
    head = "".join(f"{mark} {line}\n" for mark in ("#", "#.") for line in lines)
    assert text == f'\n{head}msgid "x"\nmsgstr "y"\n'
    bare = po.untranslated((None, "x"), [said], [], Style()).text
    assert "\r" not in bare


@pytest.mark.parametrize("obsolete", [False, True])
@pytest.mark.parametrize(
    ("forms", "strings"), [({}, ("",)), ({0: "x", 2: "z"}, ("x", "", "z")), ({"1": "y"}, ("", "y"))]
)
def test_forms_that_an_entry_lacks_are_empty(
    forms: dict[int | str, str], strings: tuple[str, ...], obsolete: bool
) -> None:
    entry = polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural=forms, obsolete=obsolete)
    made = po.message(entry, Style())
    assert made.strings == strings
    assert po.parse(HEADER[:-1] + made.text).messages[1].strings == strings


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_header_of_a_new_file(newline: str) -> None:
    made = po.header(CHARSET + "X: y\n", Style(newline))
    lines = [
        *("#, fuzzy", 'msgid ""', 'msgstr ""'),
        *('"Content-Type: text/plain; charset=UTF-8\\n"', '"X: y\\n"', ""),
    ]
    assert made.text == newline.join(lines)
    assert made.text[: made.head] == "#, fuzzy" + newline
    (read,) = po.parse(made.text).messages
    assert (read.key, read.plural, read.strings) == (made.key, made.plural, made.strings)
    assert (made.fuzzy, made.obsolete, made.line) == (True, False, 0)


@pytest.mark.parametrize("lead", ["", "#~ "])
def test_new_comments_leave_the_rest_of_a_message_alone(lead: str) -> None:
    keywords = [
        *('msgctxt   "bağ"', 'msgid "a" ""', 'msgid_plural "b"', 'msgstr[0] "x"', 'msgstr[1] ""'),
    ]
    body = "".join(f"{lead}{line}\n" for line in keywords)
    old = po.parse(HEADER + "\n\n# köhnə\n#, fuzzy\n" + body).messages[1]
    entry = old.entry()
    entry.tcomment, entry.flags = "yeni", ["c-format"]
    new = po.with_comments(old, entry, Style())
    head = "\n\n\n# yeni\n#, c-format\n"
    assert (new.text, new.text[: new.head]) == (head + body, head)
    assert (new.key, new.plural, new.strings) == (("bağ", "a"), "b", ("x", ""))
    assert (new.line, new.fuzzy, new.obsolete) == (old.line, False, bool(lead))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_follows_a_last_line_without_an_end_begins_a_new_one(newline: str) -> None:
    style = Style(newline)
    unended = po.parse(HEADER.replace("\n", newline) + 'msgid "a"' + newline + 'msgstr "b"')
    assert unended.style == style
    added = po.message(polib.POEntry(msgid="c", msgstr="d"), style)
    whole = po.write(unended) + newline
    more = replace(unended, messages=(*unended.messages, added))
    assert po.write(more) == whole + added.text
    assert po.write(replace(more, tail="# son")) == whole + added.text + "# son"
    assert po.write(replace(unended, tail="# son")) == whole + "# son"
    assert po.write(Catalog((unended.messages[1],), "# son", style)) == newline.join(
        ["", 'msgid "a"', 'msgstr "b"', "# son"]
    )
    assert po.write(Catalog((), "# son", style)) == "# son"
