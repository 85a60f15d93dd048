"""Reading PO files: strict, every entry with its span, every fault with its place.

One regular expression reads an entry. Only where it does not match does a slower reading,
line by line, find out all that is wrong. The grammar is that of GNU gettext's manual, "The
Format of PO Files".
"""

from __future__ import annotations

import re
from functools import cache

from varaq.catalog import (
    FORM,
    HEADER,
    WRAPPED,
    Catalog,
    Key,
    Message,
    Style,
    header_fields,
)
from varaq.comments import is_fuzzy
from varaq.errors import Problem, VaraqError
from varaq.po.faults import faults
from varaq.quoting import quote, unquote

_BLANK = r"[ \t\r\f\v]"
_SPACE = r"[ \t\r\f\v\n]"
_STRING = r'"[^"\\\n]*(?:\\(?:[ntrabfv\\"0-7]|x[0-9a-fA-F])[^"\\\n]*)*"'
_COMMENT = (
    rf"(?:\#~{_BLANK}*)?\#(?![~|])[^\n]*|\#~{_BLANK}*"
    rf"|(?:\#~{_BLANK}*)?\#~?\|{_BLANK}*(?:msg(?:ctxt|id_plural|id){_BLANK}*)?(?:{_STRING}{_BLANK}*)*"
)
_HEAD = rf"((?:{_BLANK}*(?:{_COMMENT})?\n)*)"


def _pattern(lead: str, gap: str) -> re.Pattern[str]:
    """An entry whose keywords follow ``lead``, with ``gap`` between its words.

    Its groups are the head, the context, the id, the string, the plural id and the forms.
    """
    strings = rf"{_STRING}(?:{gap}{_STRING})*"
    return re.compile(
        rf"{_HEAD}{lead}"
        rf"(?:msgctxt{gap}({strings}){gap})?"
        rf"msgid{gap}({strings}){gap}"
        rf"(?:"
        rf"msgstr{gap}({strings})"
        rf"|msgid_plural{gap}({strings})"
        rf"((?:{gap}msgstr{gap}\[{gap}[0-9]+{gap}\]{gap}{strings})+)"
        rf"){_BLANK}*(?:\n|\Z)"
    )


_ACTIVE = _pattern(f"{_BLANK}*", f"{_SPACE}*")
_EMPTY = re.compile(rf"\#~{_BLANK}*\n")
_EMPTY_LINES = rf"(?:{_BLANK}*(?:\#~{_BLANK}*)?\n)*"
_STRINGS = re.compile(_STRING)


@cache
def _spaced() -> re.Pattern[str]:
    """The pattern of an entry with lines that are ``#~`` and no more, which gettext reads over."""
    return _pattern(f"{_BLANK}*", rf"{_BLANK}*(?:\n{_EMPTY_LINES}{_BLANK}*)?")


@cache
def _obsolete() -> re.Pattern[str]:
    """The pattern of an obsolete entry; compiled only where there is one, since that takes long."""
    lead = rf"{_BLANK}*\#~{_BLANK}*"
    return _pattern(lead, rf"{_BLANK}*(?:\n{_EMPTY_LINES}{lead})?")


_TAIL = re.compile(rf"(?:{_BLANK}*(?:{_COMMENT})?(?:\n|\Z))*")
_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
MOST_MESSAGES = 1_000_000
"""What a catalog may have; one for all texts of a large library has half as many."""
_UTF8 = ("UTF-8", "UTF8", "ASCII", "US-ASCII")


def parse(text: str, path: str = "", *, pot: bool = False) -> Catalog:
    """The catalog that a PO file's text holds; ``pot`` admits a header without values.

    Raises `VaraqError` with every fault that the text has, or where it has more messages than
    `MOST_MESSAGES`.
    """
    messages: list[Message] = []
    seen: dict[Key, int] = {}
    problems: list[Problem] = []
    at, line, sound = 0, 1, True
    octets = text.encode(errors="replace")  # in which a search is four times as quick
    active = _spaced() if b"#~" in octets and _EMPTY.search(text) else _ACTIVE
    while True:
        match = active.match(text, at)
        obsolete = match is None
        if match is None:
            match = _obsolete().match(text, at) if text.find("#~", at) >= 0 else None
            if match is None:
                break
        head, context, msgid, string, plural, forms = match.groups()
        end = match.end()
        here = text[at:end]
        line += head.count("\n")
        message = Message(
            here,
            len(head),
            line,
            None if context is None else unquote(context),
            unquote(msgid),
            None if plural is None else unquote(plural),
            string or forms,
            "fuzzy" in head and is_fuzzy(head),
            obsolete,
        )
        if not obsolete and seen.setdefault(message.key, line) != line:
            problems.append(_duplicate(message, seen[message.key]))
        if forms is not None:
            sound = sound and _counted(forms)
        if len(messages) == MOST_MESSAGES:
            raise VaraqError(_too_many(line).at(path))
        messages.append(message)
        line += here.count("\n", len(head))
        at = end
    tail = _TAIL.match(text, at)
    whole = tail is not None and tail.end() == len(text)
    if not whole or not sound:
        problems += faults(text) or [_unreadable(text, at)]
    if any(mark in octets for mark in (b"\x04", b"\\x", b"\\0", b"\\4")):
        problems += [_separator(m.line) for m in messages if any("\x04" in t for t in _texts(m))]
    problems += _header_problems(messages, pot=pot, whole=whole)
    if problems:
        problems.sort(key=lambda problem: (problem.line, problem.column))
        raise VaraqError(*(problem.at(path) for problem in problems))
    return Catalog(tuple(messages), text[at:], _style(text), path)


def decode(data: bytes, path: str = "") -> str:
    """The text of a PO file's bytes, which have to be UTF-8 without a BOM.

    Raises `VaraqError` otherwise, as GNU gettext's programs do.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise VaraqError(
            Problem(
                "po-bom",
                "the file begins with a byte order mark",
                "save it as UTF-8 without BOM",
                path,
                1,
            )
        )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        charset = _CHARSET.search(data)
        name = charset[1].decode() if charset else ""
        other = name and name.upper() not in _UTF8
        raise VaraqError(
            Problem(
                "po-charset",
                f"the file is in {name}, not UTF-8" if other else "the file is not UTF-8",
                "convert it with: msgconv -t UTF-8" if other else "save it as UTF-8",
                path,
                data.count(b"\n", 0, error.start) + 1,
            )
        ) from None


def _counted(forms: str) -> bool:
    """Whether plural forms are numbered 0, 1, 2 and so on."""
    numbers = FORM.findall(_STRINGS.sub("", forms))
    return numbers == [str(number) for number in range(len(numbers))]


def _style(text: str) -> Style:
    newline = "\n"
    if "\r" in text and text.count("\r\n") * 2 > text.count("\n"):
        newline = "\r\n"
    for between in (f'"{newline}"', f'"{newline}#~ "'):
        at = text.find(between)
        while at >= 0:
            # what goes on behind a line feed, or behind an empty string, is not wrapped
            if text[at - 1] != '"' and text[at - 2 : at] != "\\n":
                return Style(newline, WRAPPED)
            at = text.find(between, at + 1)
    return Style(newline)


def _duplicate(message: Message, first: int) -> Problem:
    words = message.id if len(message.id) < 40 else message.id[:37] + "…"
    return Problem(
        "po-duplicate",
        f"message {quote(words)} stands on line {first} already",
        "keep one of the two",
        line=message.line,
    )


def _texts(message: Message) -> tuple[str, ...]:
    return (message.context or "", message.id, message.plural or "", *message.strings)


def _separator(line: int) -> Problem:
    what = "a text holds the character U+0004, which divides context and text in .mo files"
    return Problem("po-syntax", what, "take it out", line=line)


def _too_many(line: int) -> Problem:
    what = f"the catalog has more than {MOST_MESSAGES:,} messages"
    return Problem("too-large", what, "have a catalog for each document", line=line)


def _unreadable(text: str, at: int) -> Problem:
    line = text.count("\n", 0, len(text) - len(text[at:].lstrip())) + 1
    return Problem("po-syntax", "can't read on from here", "see the PO format's rules", line=line)


def _header_problems(messages: list[Message], *, pot: bool, whole: bool) -> list[Problem]:
    """What is wrong with the header among messages, which are those of a ``whole`` file or not."""
    header = next((m for m in messages if m.key == HEADER and not m.obsolete), None)
    if header is None:
        remedy = 'begin with msgid "" and a msgstr that holds Content-Type and the like'
        missing = Problem("po-header", "the header is missing", remedy, line=1)
        return [missing] if whole else []  # it may stand where reading did not come to
    fields = header_fields(header.strings[0])
    found = _CHARSET.search(fields.get("Content-Type", "").encode())
    name = found[1].decode() if found else ""
    if name.upper() in _UTF8 or (pot and name == "CHARSET"):
        return []
    if not name:
        what, remedy = "the header names no charset", "add Content-Type: text/plain; charset=UTF-8"
    else:
        what, remedy = f"the header says charset={name}", "convert it with: msgconv -t UTF-8"
    return [Problem("po-charset", what, remedy, line=header.line)]
