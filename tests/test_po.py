"""PO files: read strictly, written back byte for byte, agreed on with gettext and polib."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, ROOT, need
from varaq import po
from varaq.catalog import Message, Style
from varaq.errors import VaraqError

EXAMPLES = int(os.environ.get("VARAQ_EXAMPLES", "150"))
CHARSET = "Content-Type: text/plain; charset=UTF-8\n"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
MESSY = (
    "# bir qeyd\n#\n"
    + HEADER
    + """
#  iki boşluq
#. çıxarılmış
#: a.md b.md:3
#, fuzzy, c-format, my-flag
#| msgctxt "köhnə"
#| msgid "kö"
#| "hnə"
msgctxt "yeni"
msgid ""
"çox "
"sətir\\n"
"iki"
msgstr "x\\"y\\\\z\\t\\a"


msgid "bir"
msgid_plural "çox"
msgstr[0] "a"
msgstr[1] "b"

#, fuzzy
#~| msgid "əvvəlki"
#~ msgid "getdi"
#~ msgstr "gone"

# son qeyd
"""
)


def faults(text: str) -> list[str]:
    with pytest.raises(VaraqError) as caught:
        po.parse(text, "x.po")
    return [str(problem) for problem in caught.value.problems]


def test_all_there_is_in_a_file_is_read() -> None:
    catalog = po.parse(MESSY)
    assert po.write(catalog) == MESSY
    first, second = list(catalog)
    assert (first.context, first.id, first.strings) == ("yeni", "çox sətir\niki", ('x"y\\z\t\a',))
    assert first.fuzzy
    assert first.line == 13
    entry = first.entry()
    assert entry.tcomment == " iki boşluq"
    assert entry.comment == "çıxarılmış"
    assert entry.occurrences == [("a.md", ""), ("b.md", "3")]
    assert entry.flags == ["fuzzy", "c-format", "my-flag"]
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("köhnə", "köhnə")
    assert (second.plural, second.strings) == ("çox", ("a", "b"))
    gone = catalog.messages[-1]
    assert gone.obsolete
    assert gone.fuzzy
    assert gone.entry().previous_msgid == "əvvəlki"
    assert catalog.tail == "\n# son qeyd\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + 'msgid "a\nmsgstr "b"\n', ["x.po:3:7", "string is not closed"]),
        (HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', ["x.po:6", "line 3 already"]),
        (HEADER + 'msgid "a"\n\nmsgid "b"\nmsgstr ""\n', ["x.po:3:1", "msgid has no msgstr"]),
        (HEADER + 'msgid "a"\nmsgstr "b" c\n', ["x.po:4:12", "outside the quotes"]),
        (HEADER + 'msgid "a"\nmsgstr "\\q"\n', ["x.po:4:9", "unknown escape \\q"]),
        (HEADER + '"a"\nmsgid "b"\nmsgstr ""\n', []),
        ('"a"\n' + HEADER, ["x.po:1:1", "belongs to no keyword"]),
        (HEADER + "hello\n", ["x.po:3:1", "neither a keyword"]),
        (HEADER + '<<<<<<< HEAD\nmsgid "a"\nmsgstr ""\n', ["x.po:3:1", "merge conflict"]),
        (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] ""\n', ["x.po:5:1", "msgstr[0] goes"]),
        ('msgid "a"\nmsgstr "b"\n', ["x.po:1", "header is missing"]),
        ("", ["x.po:1", "header is missing"]),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n', ["msgconv"]),
        ('msgid ""\nmsgstr "Language: az\\n"\n', ["names no charset"]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: list[str]) -> None:
    if not said:  # a string that goes on: part of the header, as gettext has it
        assert "a" in po.parse(text).messages[0].strings[0]
        return
    found = "\n".join(faults(text))
    for part in said:
        assert part in found


def test_all_faults_of_a_file_are_found_at_once() -> None:
    found = faults(HEADER + 'msgid "a\nmsgstr "b"\n\nmsgid "c"\nmsgstr "\\q"\n\njunk\n')
    assert [line.split(": ")[0] for line in found] == ["x.po:3:7", "x.po:7:9", "x.po:9:1"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xef\xbb\xbfmsgid", "byte order mark"),
        (b'msgid ""\nmsgstr "charset=KOI8-R\\n"\n# \xd2', "in KOI8-R"),
        (b"msgid \xff", "is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf8(data: bytes, said: str) -> None:
    with pytest.raises(VaraqError, match=said):
        po.decode(data, "x.po")


@pytest.mark.parametrize("path", sorted((ROOT / "locale").rglob("*.po")), ids=lambda p: p.parts[-3])
def test_gettext_takes_every_shipped_catalog_silently(path: Path, tmp_path: Path) -> None:
    command = [need("msgfmt"), "-c", "-o", str(tmp_path / "x.mo"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "locale").rglob("*.po*")), ids=lambda p: "-".join(p.parts[-3:])
)
def test_files_are_laid_out_as_msgcat_lays_them_out(path: Path) -> None:
    command = [need("msgcat"), "--no-wrap", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert path.read_bytes() == done.stdout


def test_polib_reads_the_same_from_every_shipped_catalog() -> None:
    for path in sorted((ROOT / "locale").rglob("*.po")):
        mine = po.parse(po.decode(path.read_bytes()))
        theirs = polib.pofile(str(path))
        assert [(m.context, m.id) for m in mine] == [(e.msgctxt, e.msgid) for e in theirs]
        for message, entry in zip(mine, theirs, strict=True):
            own = message.entry()
            for name in ("msgstr", "msgstr_plural", "comment", "tcomment", "flags", "occurrences"):
                assert getattr(own, name) == getattr(entry, name)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x04"), max_size=30)
LINES = TEXT.map(lambda text: "".join(c for c in text if c.isprintable()).strip())


@st.composite
def made_entries(draw: st.DrawFn) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=draw(TEXT.filter(bool)),
        msgctxt=draw(st.none() | TEXT),
        tcomment=draw(LINES),
        comment=draw(LINES),
        flags=draw(st.sampled_from([[], ["fuzzy"], ["c-format"], ["fuzzy", "no-wrap"]])),
        obsolete=draw(st.booleans()),
        previous_msgid=draw(st.none() | TEXT),
    )
    if draw(st.booleans()):
        entry.msgid_plural = draw(TEXT.filter(bool))
        entry.msgstr_plural = dict(enumerate(draw(st.lists(TEXT, min_size=1, max_size=4))))
    else:
        entry.msgstr = draw(TEXT)
    return entry


@given(
    st.tuples(st.none() | TEXT, TEXT.filter(bool)),
    st.lists(TEXT.filter(bool), max_size=3),
    st.lists(st.sampled_from(["a.md", "ə" * 40 + ".md", "b/" * 35]), max_size=3),
    st.sampled_from([0, 60, 79]),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_text_to_be_translated_is_laid_out_as_any_entry_is(
    key: tuple[str | None, str], comments: list[str], places: list[str], width: int
) -> None:
    style = Style("\n", width)
    entry = polib.POEntry(msgctxt=key[0], msgid=key[1], comment="\n".join(comments))
    entry.occurrences = [(place, "") for place in places]
    mine, theirs = po.untranslated(key, comments, places, style), po.message(entry, style)
    for name in Message.__slots__:
        assert getattr(mine, name) == getattr(theirs, name), name


@given(st.lists(made_entries(), max_size=5), st.sampled_from([0, 60, 79]), st.booleans())
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_written_is_read_again(
    entries: list[polib.POEntry], width: int, crlf: bool
) -> None:
    style = Style("\r\n" if crlf else "\n", width)
    header = po.message(
        polib.POEntry(msgid="", msgstr="Content-Type: text/plain; charset=UTF-8\n"), style, ""
    )
    unique = {(e.msgctxt, e.msgid, e.obsolete): e for e in entries}
    messages = [header, *(po.message(entry, style) for entry in unique.values())]
    catalog = po.parse("".join(message.text for message in messages))
    assert len(catalog.messages) == len(messages)
    for made, read, entry in zip(messages[1:], catalog.messages[1:], unique.values(), strict=True):
        assert (made.key, made.plural, made.strings) == (read.key, read.plural, read.strings)
        assert (made.fuzzy, made.obsolete) == (read.fuzzy, read.obsolete)
        again = read.entry()
        for name in ("tcomment", "comment", "flags", "previous_msgid", "msgid", "msgctxt"):
            assert getattr(again, name) == getattr(entry, name), name


_TOKENS = [
    *('"', "msgid ", "msgstr ", '#~ msgid "', 'msgctxt "x"\n', "msgstr[0] ", "msgid_plural "),
    *("\\q", "\\x41", "\\xg", " ", "é", '""', "[1]", "\t", "x", '\nmsgid "x"\nmsgstr "y"\n', "\n"),
]
_BEYOND = re.compile(r'"[ \t]*(?:#|msg)|\\\n')
"""What msgfmt takes and nobody writes: a comment or a keyword behind a string on its line, a line
break that is escaped."""


def test_entries_may_have_gaps() -> None:
    """Blank lines and empty ``#~`` lines, as gettext reads them."""
    text = (DATA / "styles" / "msgcat.po").read_text("utf-8")
    gapped = text + '#~ msgid "a"\n\n#~\n#~ "b\\n"\n#~ \n\n#~ msgstr "c"\n'
    message = po.parse(gapped).messages[-1]
    assert (message.id, message.strings, message.obsolete) == ("ab\n", ("c",), True)
    message = po.parse(text + '\nmsgid "a"\n#~\n"b"\nmsgstr "c"\n\n#~ \n"d"\n').messages[-1]
    assert (message.id, message.strings, message.obsolete) == ("ab", ("cd",), False)


@pytest.mark.parametrize(
    ("strings", "text"),
    [
        (r'"\x31" "1"', "11"),
        (r'"\61"', "1"),
        ('"\\61"\n"1"', "11"),
        ('"a\\7" \n "1"\n"\\n"', "a\a1\n"),
        ('"\\x7"\n"1"', "\a1"),
        (r'"\303" "\261" "\xc3" "\xb1"', "ññ"),
        ('"\\\\x7"\n"\\\\7"\n"1"', r"\x7\71"),
        (r'"\1011"', "A1"),
        (r'"\x0000041"', "A"),
        (r'"\x141g"', "Ag"),
        (r'"a\\" "b\\"', "a\\b\\"),
        (r'"a\\" "b\""', 'a\\b"'),
        ('"a\\\\"\n#~\n"b\\\\"', "a\\b\\"),
        ('"a\\\\" "\\""\n"b"', 'a\\"b'),
    ],
)
def test_an_escape_ends_where_gettext_ends_it(strings: str, text: str) -> None:
    source = f'{HEADER}\nmsgid "a"\nmsgstr {strings}\n'
    assert po.parse(source).messages[1].strings == (text,)
    command = [need("msgcat"), "--no-wrap", "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    assert po.parse(done.stdout).messages[1].strings == (text,)


@pytest.mark.parametrize("wrapped", [[], ["--width=40"]])
def test_a_file_with_spaces_in_its_name_outlives_gettext(
    tmp_path: Path, wrapped: list[str]
) -> None:
    """Before 0.22, gettext takes it for several, and leaves out those that it has seen."""
    places = [("content/my own doc.md", "1"), ("content/a.md", ""), ("content/b.md", "4")]
    entry = polib.POEntry(msgid="a", msgstr="A", occurrences=places)
    text = HEADER + po.message(entry, Style()).text
    assert po.parse(text).messages[1].entry().occurrences == places
    for name in ("a.po", "a.pot"):
        (tmp_path / name).write_text(text, "utf-8")
    files = [str(tmp_path / name) for name in ("a.po", "a.pot")]
    for command in (["msgcat", files[0]], ["msgmerge", "-q", *files]):
        done = subprocess.run(
            [need(command[0]), *command[1:], *wrapped], capture_output=True, text=True, check=True
        )
        assert po.parse(done.stdout).messages[1].entry().occurrences == places


@given(
    st.sampled_from(["msgcat", "msgcat-no-wrap", "polib"]),
    st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True), st.integers(0, 25), st.sampled_from(["", *_TOKENS])
        ),
        min_size=1,
        max_size=3,
    ),
)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_msgfmt_and_we_agree_on_which_files_are_broken(
    tmp_path: Path, name: str, edits: list[tuple[float, int, str]]
) -> None:
    """A sound file with something taken out or put in somewhere."""
    tool = need("msgfmt")
    text = (DATA / "styles" / f"{name}.po").read_text("utf-8")
    text = re.sub(r"(?m)^#~?\|.*\n", "", text)  # previous msgids it reads more loosely
    start = text.index("\n\n")  # the header stays: without one msgfmt takes a file, and we do not
    for where, length, token in edits:
        at = start + int(where * (len(text) - start))
        text = text[:at] + token + text[at + (0 if token else length) :]
    assume(not _BEYOND.search(text[start - 2 :]))
    path = tmp_path / "x.po"
    path.write_text(text, "utf-8", newline="")
    done = subprocess.run(
        [tool, "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True, text=True, check=False
    )
    try:
        po.parse(text)
        sound = True
    except VaraqError:
        sound = False
    assume("do not both" not in done.stderr)  # not of the format: `varaq check` says it
    assert sound == (done.returncode == 0), done.stderr


def _same_to_polib(entry: polib.POEntry) -> bool:
    """Whether polib reads back what gettext's format says: it does not know all escapes."""
    texts = [entry.msgid, entry.msgid_plural, entry.msgctxt or "", entry.previous_msgid or ""]
    texts += [entry.msgstr, *entry.msgstr_plural.values()]
    return not re.search(r"[\a\b\f\v\r\\\x00\x85\u2028\u2029\x1c-\x1e]", "".join(texts))


@given(st.lists(made_entries().filter(_same_to_polib), max_size=4))
@settings(max_examples=EXAMPLES, deadline=None)
def test_polib_and_we_agree_on_what_is_in_a_file(entries: list[polib.POEntry]) -> None:
    style = Style()
    header = po.message(polib.POEntry(msgid="", msgstr=CHARSET), style, "")
    unique = {(e.msgctxt, e.msgid): e for e in entries}
    text = header.text + "".join(po.message(entry, style).text for entry in unique.values())
    mine = [message for message in po.parse(text).messages if message.id]
    theirs: dict[tuple[str | None, str, bool], polib.POEntry] = {
        (e.msgctxt, e.msgid, bool(e.obsolete)): e for e in polib.pofile(text)
    }
    for message in mine:
        entry = theirs[(*message.key, message.obsolete)]
        forms = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)]
        assert list(message.strings) == (forms or [entry.msgstr])
        assert message.fuzzy == ("fuzzy" in entry.flags)
    assert len(mine) == len(theirs)


@given(st.lists(made_entries(), max_size=6))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_msgfmt_and_we_agree_on_what_is_in_a_file(
    tmp_path: Path, entries: list[polib.POEntry]
) -> None:
    """What msgfmt compiles of a file, read by the standard library, is what we see in it."""
    tool = need("msgfmt")
    style = Style()
    header = po.message(
        polib.POEntry(msgid="", msgstr=CHARSET + "Plural-Forms: nplurals=2; plural=n!=1;\n"),
        style,
        "",
    )
    unique = {
        (e.msgctxt, e.msgid): e
        for e in entries
        if "\0"
        not in "".join(
            [e.msgid, e.msgid_plural, e.msgctxt or "", e.msgstr, *e.msgstr_plural.values()]
        )
    }
    path, compiled = tmp_path / "x.po", tmp_path / "x.mo"
    text = header.text + "".join(po.message(entry, style).text for entry in unique.values())
    path.write_text(text, "utf-8", newline="")
    done = subprocess.run(
        [tool, "-o", str(compiled), str(path)], check=False, capture_output=True, text=True
    )
    assume("do not both" not in done.stderr)
    assert done.returncode == 0, done.stderr + text
    with compiled.open("rb") as file:
        found = gettext.GNUTranslations(file)
    for message in po.parse(text):
        if message.fuzzy or not message.strings[0]:
            continue
        forms = message.strings
        if message.plural is None:
            shown: list[str] = [
                found.pgettext(message.context, message.id)
                if message.context is not None
                else found.gettext(message.id)
            ]
        else:
            shown = [
                found.npgettext(message.context, message.id, message.plural, number)
                if message.context is not None
                else found.ngettext(message.id, message.plural, number)
                for number in (1, 2)[: len(forms)]
            ]
        assert shown == list(forms[: len(shown)])


def test_a_plural_form_may_speak_of_plural_forms() -> None:
    forms = ('x msgstr[1] "y" z', 'msgstr[0]\n" msgid "', "\\", 'msgstr[2] ""')
    entry = "\n".join(f"msgstr[{number}] {po.quote(form)}" for number, form in enumerate(forms))
    for lead in ("", "#~ "):
        text = f'msgid "a"\nmsgid_plural "b"\n{entry}\n'
        obsolete = "".join(f"{lead}{line}\n" for line in text.splitlines())
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        *_, message = po.parse(header + obsolete).messages
        assert message.strings == forms
        assert tuple(message.entry().msgstr_plural.values()) == forms
