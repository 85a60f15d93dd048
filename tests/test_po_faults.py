"""What is wrong with a PO file is said in whole: line, column, what it is, and what to do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import need
from varaq import po
from varaq.errors import Problem, VaraqError
from varaq.po.faults import faults

EXAMPLES = int(os.environ.get("VARAQ_EXAMPLES", "150"))
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SOUND = (
    HEADER
    + """\
#| msgctxt "alt"
#| msgid "Ba"
#| "um"
msgctxt "Garten"
msgid ""
"Baum "
"am Haus" "\\n"
msgstr   "ağac\\t\\"\\\\\\n\\r\\a\\b\\f\\v\\7\\x41"
msgctxt "Wald"
msgid "Baum"
msgstr ""

msgid "Haus"
msgid_plural "Häuser"
msgstr[0] "ev"
# bir qeyd
msgid "Zug"
msgid_plural "Züge"
msgstr[0] "qatar"
msgstr[1] ""
"qa"
"tar"
msgstr [2] "qatarlar"
msgid "See"
msgid_plural "Seen"
msgstr[0] "göl"
#~ msgctxt "fort"
#~ msgid "Weg"
#~ msgstr "yol"
#~
#~| msgid "Stein|e"
#~msgid "Stein"
#~\tmsgstr "daş"
  # çəkilmiş
\t msgid "Tisch"
  msgstr "masa"
"""
)
UNCLOSED = ("string is not closed", 'end it with " on the same line')
OUTSIDE = ("text stands outside the quotes", 'write " inside a string as \\"')
MISSING = ("a string is missing", 'write "" for an empty one')
ALONE = ("a string that belongs to no keyword", "put msgid or msgstr before it")
NOTHING_KNOWN = (
    "neither a keyword, a string nor a comment",
    "begin a comment with # and a text with a keyword",
)
CONFLICT = ("a merge conflict is not resolved", "keep one side and delete the marks")
QUOTELESS = ("text stands outside the quotes", 'begin and end it with "')
INSIDE = ("a comment stands inside a message", "put it above")
UNMARKED = ("#~ is missing here", "begin all lines of a message with #~, or none")
MARKED = ("#~ does not go here", "begin all lines of a message with #~, or none")
UNANSWERED = ("msgid has no msgstr", "add msgstr, empty if need be")
FORMLESS = ("msgid_plural has no msgstr[0]", "add msgstr[0], empty if need be")
IDLESS = ("msgctxt has no msgid", "add msgid and msgstr")
BEHIND = ("msgstr does not go behind #|", "write msgctxt, msgid or msgid_plural there")
Said = tuple[int, int, str, str]


def escape(letters: str) -> tuple[str, str]:
    return (f"unknown escape {letters}", "write a backslash as \\\\")


def problems(text: str) -> list[Problem]:
    with pytest.raises(VaraqError) as caught:
        po.parse(text, "tr.po")
    return list(caught.value.problems)


def unknown(word: str) -> tuple[str, str]:
    remedy = "write msgctxt, msgid, msgid_plural, msgstr or msgstr[n]"
    return (f"unknown keyword {word}", remedy)


def disordered(word: str, last: str, remedy: str) -> tuple[str, str]:
    return (f"{word} does not go after {last}", remedy)


def numbered(found: int | str, wanted: int) -> tuple[str, str]:
    what = f"msgstr[{found}] stands where msgstr[{wanted}] goes"
    return (what, "number the forms 0, 1, 2 …")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # strings
        ('msgid "a\nmsgstr "b"\n', [(4, 7, *UNCLOSED)]),
        ('msgid "a"\nmsgstr "b\\"\n', [(5, 8, *UNCLOSED)]),
        ('msgid "a"\nmsgstr "b"  "c\n', [(5, 13, *UNCLOSED)]),
        ('msgid "a"\nmsgstr ""\n"b\n  "c\n', [(6, 1, *UNCLOSED), (7, 3, *UNCLOSED)]),
        ('msgid "a"\nmsgstr "de "baş" da"\n', [(5, 13, *OUTSIDE)]),
        ('msgid "a"\nmsgstr "Kapitel" X\n', [(5, 18, *OUTSIDE)]),
        ('msgid "a"\nmsgstr "b"\u00a0\n', [(5, 11, *OUTSIDE)]),
        ('msgid\nmsgstr "b"\n', [(4, 6, *MISSING)]),
        ('msgid "a"\n\tmsgstr  \n', [(5, 10, *MISSING)]),
        ('msgid "a"\nmsgstr "b" "\\q\\w"\n', [(5, 13, *escape("\\q")), (5, 15, *escape("\\w"))]),
        ('msgid "a"\nmsgstr "\\n\\x\\8"\n', [(5, 11, *escape("\\x")), (5, 13, *escape("\\8"))]),
        ('msgid "a"\nmsgstr "C:\\\\neu\\u00e9"\n', [(5, 16, *escape("\\u"))]),
        ('msgid "a"\nmsgstr salam\n', [(5, 8, *QUOTELESS)]),
        ('msgid "a"\nmsgstr “b”\n', [(5, 8, *QUOTELESS)]),
        ("msgid\n\n\nmsgstr\n# qeyd\n", [(4, 6, *MISSING), (7, 7, *MISSING)]),
        # what stands where no message is
        ('msgid "a"\nmsgstr "b"\n# qeyd\n"c"\n', [(7, 1, *ALONE)]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n#, fuzzy\n  "d"\n', [(8, 3, *ALONE)]),
        ('msgid "a"\nmsgstr "b"\n#| msgid "c"\n"d"\n', [(7, 1, *ALONE)]),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n#| msgid "d"\n"e"\n',
            [(8, 1, *ALONE)],
        ),
        ('# qeyd\n"\\q" x "\n', [(5, 1, *ALONE)]),  # which says all there is to mend
        ('salam\nmsgid "a"\nmsgstr "b"\n', [(4, 1, *NOTHING_KNOWN)]),
        ('  ======= dal\nmsgid "a"\nmsgstr "b"\n', [(4, 3, *CONFLICT)]),
        ('  MSGID "a"\n', [(4, 3, *NOTHING_KNOWN)]),
        ('\u00a0msgid "a"\n', [(4, 1, *NOTHING_KNOWN)]),
        ("\u00a0# qeyd\n", [(4, 1, *NOTHING_KNOWN)]),
        ("XX bax\n", [(4, 1, *NOTHING_KNOWN)]),
        (
            '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n||||||| 1f2e\nmsgid "a"\nmsgstr ""\n'
            '=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> dal\n',
            [(line, 1, *CONFLICT) for line in (4, 7, 10, 13)],
        ),
        (
            'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n"d"\n>>>>>>> dal\n',
            [(line, 1, *CONFLICT) for line in (5, 7, 10)],
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n<<<<<<< HEAD\nmsgstr[1] "d"\n=======\n'
            'msgstr[1] "e"\n>>>>>>> dal\nmsgstr[3] "f"\n',
            [(line, 1, *CONFLICT) for line in (7, 9, 11)],
        ),
        # comments
        ('msgid "a"\n  # qeyd\n#, fuzzy\n\nmsgstr "b"\n', [(5, 3, *INSIDE)]),
        ('msgctxt "a"\n# x\nmsgid\n# y\n"b"\nmsgstr ""\n', [(5, 1, *INSIDE), (7, 1, *INSIDE)]),
        ('msgid "a"\nmsgstr\n#| msgid "c"\n"b"\n', [(6, 1, *INSIDE)]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n# x\nmsgstr[1] "d"\n', [(7, 1, *INSIDE)]),
        ('#~ msgid "a"\n#~| msgid "c"\n#~ msgstr "b"\n', [(5, 1, *INSIDE)]),
        # keywords
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', [(4, 1, *UNANSWERED)]),
        ('msgid "a"\n"b"\n#: x.md\nmsgctxt "c"\nmsgid "d"\nmsgstr ""\n', [(4, 1, *UNANSWERED)]),
        ('msgid "a"\n', [(4, 1, *UNANSWERED)]),
        (
            '# qeyd\nmsgstr "b"\n',
            [
                (
                    5,
                    1,
                    "msgstr does not go at the start of a message",
                    "write msgctxt or msgid here",
                )
            ],
        ),
        (
            'msgctxt "a"\nmsgstr "b"\n',
            [(5, 1, "msgstr does not go after msgctxt", "write msgid here")],
        ),
        (
            'msgid "a"\nmsgid_plural "b"\n  msgstr "c"\n',
            [(6, 3, "msgstr does not go after msgid_plural", "write msgstr[0] here")],
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgid_plural "c"\nmsgstr[0] ""\n',
            [(6, 1, "msgid_plural does not go after msgid_plural", "keep one of the two")],
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[2] "d"\n',
            [(6, 1, *numbered(1, 0)), (7, 1, *numbered(2, 1))],
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n"d"\n msgstr[0] "e"\nmsgstr[2] "f"\n',
            [(8, 2, *numbered(0, 1))],
        ),
        ('msgid "a"\nmsgid_plural "b"\n', [(5, 1, *FORMLESS)]),
        ('\n  msgctxt "a"\n', [(5, 3, *IDLESS)]),
        ('#~\tmsgid "b"\n', [(4, 4, *UNANSWERED)]),
        (
            'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
            [(6, 1, *disordered("msgstr", "msgstr", "keep one of the two"))],
        ),
        (
            'msgid "a"\nmsgstr "b"\nmsgstr[0] "c"\n',
            [(6, 1, *disordered("msgstr[0]", "msgstr", "write msgctxt or msgid here"))],
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgid_plural "d"\n',
            [
                (
                    7,
                    1,
                    "msgid_plural does not go after msgstr[0]",
                    "write msgstr[1], msgctxt or msgid here",
                )
            ],
        ),
        (
            'msgid "a"\n msgstr [ 7 ] "c"\n',
            [(5, 2, *disordered("msgstr[7]", "msgid", "write msgid_plural or msgstr here"))],
        ),
        (
            'msgctxt [1] "a"\nmsgid[ 0 ] "a"\nmsgstr "b"\n',
            [
                (4, 9, "msgctxt takes no number", "take [1] out"),
                (5, 6, "msgid takes no number", "take [0] out"),
            ],
        ),
        ('msgid "a"\nmsgstrr "b"\n', [(5, 1, *unknown("msgstrr"))]),
        ('msgidfoo "a"\n# x\nmsgstr "b" c\n', [(4, 1, *unknown("msgidfoo")), (6, 12, *OUTSIDE)]),
        (
            'msgid\nmsgstr_plural "b\n',
            [(4, 6, *MISSING), (5, 1, *unknown("msgstr_plural")), (5, 15, *UNCLOSED)],
        ),
        (
            'msgid "a"\nmsgid_plurals[0] ""\nmsgstr[0] ""\nmsgstr[1] ""\n',
            [(5, 1, *unknown("msgid_plurals"))],
        ),
        # sound, though nobody writes it so, up to the last line
        (
            'msgid "a" msgstr "b"\n\f\nmsgid\n"c"\n\v\nmsgstr\t\n"b"\nsalam\n',
            [(11, 1, *NOTHING_KNOWN)],
        ),
        ('#~ msgid "a" msgid_plural"b"msgstr[0] "c"msgstr[1]"d"\n"e"\n', [(5, 1, *UNMARKED)]),
        *(
            (
                f'msgid "a"\nmsgid_plural "b"\nmsgstr[{found}] "c"\nmsgstr[1] "d"\n',
                [(6, 1, *numbered(found.strip(" "), 0))],
            )
            for found in ("00", "٠", "x", "", " 9 ", "-1", "0\u00a0")
        ),
        (
            f'msgid "a"\nmsgid_plural "b"\nmsgstr[{"1" * 5000}] "c"\n',
            [(6, 1, *numbered("1111111111…", 0))],
        ),
        (
            f'msgid "a"\nmsgid_plural "b"\nmsgstr[{"1" * 10}] "c"\n',
            [(6, 1, *numbered("1111111111", 0))],
        ),
        # obsolete messages
        ('#~ msgid "a\n#~ msgstr "b"\n', [(4, 10, *UNCLOSED)]),
        ('#~msgid "a"\n#~msgstr "b\n', [(5, 10, *UNCLOSED)]),
        ('  #~ \t msgid "a"\n#~ msgstr "\\q"\n', [(5, 12, *escape("\\q"))]),
        ('#~ salam\n#~ X msgid "a"\n', [(4, 4, *NOTHING_KNOWN), (5, 4, *NOTHING_KNOWN)]),
        ('#~\u00a0msgid "a"\n', [(4, 3, *NOTHING_KNOWN)]),
        ('#~ msgid "a"\nmsgstr "b"\n  "c"\n', [(5, 1, *UNMARKED), (6, 3, *UNMARKED)]),
        ('msgid "a"\n #~ msgstr "b"\n#~ "c"\n', [(5, 2, *MARKED), (6, 1, *MARKED)]),
        ('msgid "a"\nmsgstr "b"\n\n#~ "c"\n', [(7, 1, *MARKED)]),
        # what messages were
        ('#| msgstr "x"\nmsgid "a"\nmsgstr "b"\n', [(4, 4, *BEHIND)]),
        ('#~| msgid[0] "x"\n', [(4, 10, "msgid takes no number", "take [0] out")]),
        ("#| salam\n", [(4, 4, *QUOTELESS)]),
        ('#| msgid "a|b\nmsgid "c"\nmsgstr "d"\n', [(4, 10, *UNCLOSED)]),
        ('#|msgid "a\nmsgid "c"\nmsgstr "d"\n', [(4, 9, *UNCLOSED)]),
        (' #~| msgid  "a\n#~ msgid "c"\n#~ msgstr "d"\n', [(4, 13, *UNCLOSED)]),
        ('#~| msgid ""\n#~| "a\n#~ msgid "c"\n#~ msgstr "d"\n', [(5, 5, *UNCLOSED)]),
        ('#| msgid "ein "Wort""\n\nmsgid "c"\nmsgstr "d"\n', [(4, 16, *OUTSIDE)]),
        ('#| msgid "\\q"\nmsgid "c\nmsgstr "d"\n', [(4, 11, *escape("\\q")), (5, 7, *UNCLOSED)]),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_to_do(text: str, said: list[Said]) -> None:
    wanted = [
        Problem("po-syntax", what, remedy, "tr.po", line, column)
        for line, column, what, remedy in said
    ]
    assert problems(HEADER + text) == wanted
    # lines are the same where the file comes from Windows
    assert problems((HEADER + text).replace("\n", "\r\n")) == wanted
    # and nothing of what is sound before it is found fault with
    below = SOUND.count("\n") + 1 - HEADER.count("\n")
    text = f"{SOUND}\n{text}"
    assert [(found.line - below, found.column) for found in faults(text)] == [
        (line, column) for line, column, *_ in said
    ]


def test_a_sound_file_has_no_faults() -> None:
    assert faults(SOUND) == []
    assert len(po.parse(SOUND).messages) == 9


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('msgid[0] "a"\n', [(4, 1), (4, 6)]),
        ('msgctxt "a"\n', [(4, 1)]),
        ('msgid "a"\nmsgid_plural "b"\n', [(5, 1)]),
        ('msgid "a"\nmsgstr X"b"\n', [(5, 8)]),
        ('msgid\u00a0"a"\nmsgstr "b"\n', [(4, 6)]),
        ('#|\u00a0msgid "a"\n', [(4, 3)]),
        ('#| msgid\u00a0"a"\n', [(4, 9)]),
        ('#| Xmsgid "a"\n', [(4, 4)]),
        ('#| msgid X"a"\n', [(4, 10)]),
    ],
)
def test_a_fault_is_found_where_it_stands(text: str, places: list[tuple[int, int]]) -> None:
    assert [(found.line, found.column) for found in faults(HEADER + text)] == places


def test_a_file_without_a_header_is_looked_through_as_well() -> None:
    text = 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n'
    assert faults(text) == [Problem("po-syntax", *numbered(1, 0), line=3, column=1)]


BLANKS = " \t\r\f\v"
NO_BLANKS = "\u00a0\u2003\u3000\x1c\x1f\x85\ufeff"


@pytest.mark.parametrize("char", NO_BLANKS)
@pytest.mark.parametrize(
    "text",
    [
        'msgid{0}"a"\nmsgstr "b"\n',
        'msgid "a"{0}"b"\nmsgstr "b"\n',
        'msgid "a"\n{0}\nmsgstr "b"\n',
        'msgid "a"\n{0}msgstr "b"\n',
        'msgid "a"\n#~\n{0}msgstr "b"\n',
        'msgid "a"\nmsgid_plural "b"\nmsgstr{0}[0] "c"\n',
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0{0}] "c"\n',
    ],
)
def test_other_white_space_is_a_fault(char: str, text: str) -> None:
    assert all(found.column for found in problems(HEADER + text.format(char)))


@pytest.mark.parametrize("char", [*BLANKS, *NO_BLANKS])
@pytest.mark.parametrize(
    "text",
    [
        '{0}\n{0}# qeyd\n{0}#, fuzzy\n{0}#|{0}msgid{0}"f"{0}"g"{0}\n'
        '{0}msgid{0}"a"{0}\n{0}msgid_plural{0}"b"{0}"c"\n{0}\n'
        'msgstr{0}[{0}0{0}]{0}"d"\n{0}"e"{0}\n{0}\n',
        '{0}#~|{0}msgid{0}"f"{0}\n#~|{0}"g"\n'
        '{0}#~{0}msgid{0}"a"{0}\n#~{0}\n{0}\n#~ msgid_plural "b"{0}"c"\n'
        '#~ msgstr{0}[{0}0{0}]{0}"d"{0}\n{0}#~{0}"e"{0}\n{0}#~{0}\n',
    ],
)
def test_between_words_stands_what_gettext_takes(char: str, text: str, tmp_path: Path) -> None:
    whole = HEADER + text.format(char)
    path = tmp_path / "x.po"
    path.write_text(whole, "utf-8", newline="")
    command = [need("msgfmt"), "-o", str(tmp_path / "x.mo"), str(path)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode == 0) == (char in BLANKS)
    if char in BLANKS:
        message = po.parse(whole).messages[1]
        assert (message.id, message.plural, message.strings) == ("a", "bc", ("de",))
        assert message.fuzzy != message.obsolete
        assert message.entry().previous_msgid == "fg"
    else:
        problems(whole)


WORDS = [
    *(
        "msgid",
        "msgstr",
        "msgctxt",
        "msgid_plural",
        "msgstr[0]",
        "msgstr[1]",
        "msgid[0]",
        "msgstrr",
    ),
    *('"a"', '"b"', '""', '"\\q"', '"\\x41"', '"', "#~", "#|", "#~|", "# x", "=======", "salam"),
    *("\n", "\n", "\n", "\n#~ ", "\n#~ # x", "\n#~ #| ", "\n#| ", " ", "\t", "\f", "\r", "\u00a0"),
]
MESSAGES = [
    ["msgid", " ", '"a"', "\n", "msgstr", " ", '"b"', "\n"],
    ["msgctxt", '"c"', "msgid", "\n", '"a"', "\n", "msgstr", '"b"', "\n", '"c"', "\n"],
    ["msgid", '"p"', "\n", "msgid_plural", '"q"', "\n", "msgstr[0]", '""', "\n", "msgstr[1]", '""'],
    ["#|", "msgid", " ", '"o"', "\n", "#~ ", "msgid", '"o"', "\n", "#~ ", "msgstr", '""', "\n"],
    ["# x", "\n", "#~ ", "msgid", '"r"', "\n", "#~", "\n", "#~", '"s"', "\n", "#~", "msgstr", '""'],
]


@given(st.lists(st.sampled_from(MESSAGES), max_size=3), st.data())
@settings(max_examples=4 * EXAMPLES, deadline=None)
def test_faults_are_found_in_what_does_not_parse_and_nowhere_else(
    messages: list[list[str]], data: st.DataObject
) -> None:
    words = [word for message in messages for word in [*message, "\n"]]
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(words)))
        words[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.lists(st.sampled_from(WORDS), max_size=2)
        )
    text = HEADER + "".join(words)
    found = faults(text)
    try:
        po.parse(text)
    except VaraqError as error:
        told = [problem for problem in error.problems if problem.code == "po-syntax"]
        assert told == found
        assert all(problem.column for problem in found)
    else:
        assert found == []
