"""Catalogs: what a .po or .pot file holds, each message with its text as it stands there.

polib's `POEntry` is the model of a message with all its comments; it is made where one is
asked for. Everything here is immutable: a changed catalog is a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

from varaq import comments
from varaq.quoting import unquote

if TYPE_CHECKING:
    import polib

Key = tuple[str | None, str]
"""What tells the messages of a catalog apart: (msgctxt, msgid)."""
HEADER: Key = (None, "")
"""The key of the message that holds the header."""
DATE = "POT-Creation-Date"
"""The header field that says when a POT file was made."""
REVISED = "PO-Revision-Date"
"""The header field that says when a translation was last changed."""
PEOPLE = (REVISED, "Last-Translator", "Language-Team")
"""The header fields that say who translated, and when."""
TEMPLATES = "templates"
"""The gettext domain of the words in the templates."""
FORM = re.compile(r"msgstr(?:\s|#~)*\[(?:\s|#~)*(\d+)(?:\s|#~)*\]")
"""The keyword of a plural form; its group is the number."""
_FORM_OR_STRING = re.compile(rf'{FORM.pattern}|"(?:[^"\\]|\\.)*+"', re.DOTALL)
"""Such a keyword, or a string, which may hold what looks like one."""


_FIELD = re.compile(r'((?:"\s*+")*+)((?:[^"\\]|\\[^n]|"\s*+")*+)(?:\\n)?')
"""A line of a header in its strings; its groups are what it begins with and what it says."""


def _blocks(forms: str) -> Iterator[str]:
    """The strings of each plural form."""
    found = [match for match in _FORM_OR_STRING.finditer(forms) if match[1] is not None]
    for match, further in zip_longest(found, found[1:]):
        yield forms[match.end() : further.start() if further else None]


class State(StrEnum):
    """What a message is, to a translator."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


class Message:
    """One entry of a catalog; never changed once it is made.

    A catalog of 60,000 entries makes as many of these, so that this is no dataclass, and the
    strings of an entry that was read are resolved when they are first asked for.
    """

    __slots__ = ("_strings", "fuzzy", "head", "key", "line", "obsolete", "plural", "text")

    text: str
    """The entry as it stands in the file, blank lines and comments before it included."""
    head: int
    """How much of `text`, in characters, stands before the first keyword."""
    line: int
    """The line of the first keyword, 1-based; 0 for one that was never in a file."""
    key: Key
    """(msgctxt, msgid)."""
    plural: str | None
    fuzzy: bool
    obsolete: bool
    _strings: tuple[str, ...] | str
    """What `strings` gives, or the blocks of quoted strings that it is made from."""

    def __init__(
        self,
        text: str,
        head: int,
        line: int,
        context: str | None,
        msgid: str,
        plural: str | None,
        strings: tuple[str, ...] | str,
        fuzzy: bool,
        obsolete: bool,
    ) -> None:
        self.text = text
        self.head = head
        self.line = line
        self.key = (context, msgid)
        self.plural = plural
        self._strings = strings
        self.fuzzy = fuzzy
        self.obsolete = obsolete

    def __repr__(self) -> str:
        return f"Message({self.state}, {self.id!r}, {self.strings!r})"

    @property
    def strings(self) -> tuple[str, ...]:
        """msgstr, or msgstr[0], msgstr[1] and so on."""
        if isinstance(self._strings, str):
            if self.plural is None:
                self._strings = (unquote(self._strings),)
            else:
                self._strings = tuple(map(unquote, _blocks(self._strings)))
        return self._strings

    @property
    def lead(self) -> str:
        """The blank lines before its first comment or keyword."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def context(self) -> str | None:
        """The msgctxt."""
        return self.key[0]

    @property
    def id(self) -> str:
        """The msgid."""
        return self.key[1]

    @property
    def has_text(self) -> bool:
        """Whether any of its forms has a text."""
        raw = self._strings
        if isinstance(raw, str) and self.plural is None and raw[0] == '"' != raw[1]:
            return True  # seen without resolving it
        return any(self.strings)

    @property
    def translated(self) -> bool:
        """Whether it has a text in every form, fuzzy or not."""
        return all(self.strings)

    @property
    def state(self) -> State:
        """What it is, to a translator."""
        if self.obsolete:
            return State.OBSOLETE
        if not self.translated:
            return State.UNTRANSLATED
        return State.FUZZY if self.fuzzy else State.TRANSLATED

    def entry(self) -> polib.POEntry:
        """The message with all its comments, as a new polib entry."""
        import polib  # which most commands need for no entry

        entry = polib.POEntry(
            msgid=self.id, msgctxt=self.context, obsolete=self.obsolete, linenum=self.line
        )
        if self.plural is None:
            entry.msgstr = self.strings[0]
        else:
            entry.msgid_plural = self.plural
            entry.msgstr_plural = dict(enumerate(self.strings))
        comments.put(self.text[: self.head], entry)
        return entry


WRAPPED = -1
"""The width of a file that is wrapped at columns that were not measured yet."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is laid out, for the entries that are written anew."""

    newline: str = "\n"
    width: int = 0
    """The columns that strings are wrapped at; 0 where they are not, `WRAPPED` where they are
    and nobody has measured yet (`varaq.po.measured`)."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Catalog:
    """What a .po or .pot file holds."""

    messages: tuple[Message, ...]
    """In the order of the file, header and obsolete ones included."""
    tail: str = ""
    """What follows the last message: comments, blank lines."""
    style: Style = field(default_factory=Style)
    path: str = ""
    """How users name the file; empty for a catalog that has none."""
    _found: dict[Key, Message] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `by_key` gives, once it has been asked."""
    measures: list[Style] = field(default_factory=list, init=False, repr=False, compare=False)
    """What `varaq.po.measured` gives, once it has been asked."""

    @property
    def header(self) -> Message | None:
        """The message that holds the header, which stands first but in files made by hand."""
        headers = (each for each in self.messages if each.key == HEADER and not each.obsolete)
        return next(headers, None)

    @property
    def fields(self) -> Mapping[str, str]:
        """The header's fields, in its order; names as written."""
        header = self.header
        return header_fields(header.strings[0]) if header else {}

    def __iter__(self) -> Iterator[Message]:
        """The messages that are in use: no header, nothing obsolete."""
        return (
            message for message in self.messages if not message.obsolete and message.key != HEADER
        )

    def by_key(self) -> Mapping[Key, Message]:
        """The messages that are in use, by (msgctxt, msgid)."""
        if not self._found:
            self._found.update((message.key, message) for message in self)
        return self._found

    def dated(self, created: str, field: str = DATE) -> Catalog:
        """The same catalog with another date in its header; itself where it has none there."""
        header = self.header
        before = self.fields.get(field)
        if header is None or before is None or before == created:
            return self
        text = header.text
        strings = text.index('"', text.index("msgstr", header.head))
        lines = _FIELD.finditer(text, strings + 1)
        names = ((unquote(f'"{line[2]}"').partition(":")[0].strip(), line) for line in lines)
        line = next((line for name, line in names if name == field), None)
        if line is None:  # an escape of its own ends the line before it
            return self
        text = f"{text[: line.start(2)]}{field}: {created}{text[line.end(2) :]}"
        dated = Message(
            text,
            header.head,
            header.line,
            header.context,
            header.id,
            header.plural,
            (unquote(text[strings:]),),
            header.fuzzy,
            header.obsolete,
        )
        messages = (dated if message is header else message for message in self.messages)
        return replace(self, messages=tuple(messages))

    def at(self, path: str) -> Catalog:
        """The same catalog in another file."""
        return replace(self, path=path)


def header_fields(text: str) -> dict[str, str]:
    r"""The fields of a header's msgstr.

    >>> header_fields("Language: tr\nX: a: b\n")
    {'Language': 'tr', 'X': 'a: b'}
    """
    fields = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip()] = value.strip()
    return fields


def header_text(fields: Mapping[str, str]) -> str:
    r"""The msgstr of a header with these fields.

    >>> header_text({"Language": "tr"})
    'Language: tr\n'
    """
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def with_field(text: str, name: str, value: str) -> str:
    r"""The msgstr of a header with another value of a field; all else in it is as it was.

    >>> with_field("A: 1\nno field\n", "A", "2"), with_field("A: 1\n", "B", "2")
    ('A: 2\nno field\n', 'A: 1\nB: 2\n')
    """
    lines = text.removesuffix("\n").split("\n")
    own = (at for at, line in enumerate(lines) if line.partition(":")[0].strip() == name)
    at = max(own, default=len(lines))
    lines[at : at + 1] = [f"{name}: {value}"]
    return "".join(f"{line}\n" for line in lines)
