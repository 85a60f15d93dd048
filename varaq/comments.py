"""Comments: what stands above the keywords of an entry, and how a place is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from varaq.quoting import unquote

if TYPE_CHECKING:
    import polib

LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line of a comment: polib takes a bare CR for an end, too."""
_PREVIOUS = re.compile(r"#~?\|\s*+(msgctxt|msgid_plural|msgid)?\s*+(\".*\")?\s*$")
_PLACE = re.compile(r"\u2068([^\u2068\u2069]*)\u2069(?::([0-9]+))?(?!\S)|\S+")
"""A file and perhaps a line; a name with spaces is isolated, as GNU gettext does since 0.22."""
_SPACE = re.compile(r"\s")
_OBSOLETE = re.compile(r"^#~\s*(?=#)")
"""What some programs put before the comments of an obsolete entry, too; gettext reads them."""
_FLAGS = re.compile(r"#(?:,|=(?=\s*[a-z][^=]*$))(.*)")
"""A line of flags; ``#=`` is that of those which stay, in gettext's newer manuals, and without a
name behind it, such as ``#=====``, a translator's note."""


def put(head: str, entry: polib.POEntry) -> None:
    """Give an entry the comments, places, flags and earlier texts of what stands above it."""
    translator: list[str] = []
    extracted: list[str] = []
    previous: dict[str, list[str]] = {}
    named: list[str] = []
    current = "msgid"
    for line in _lines(head):
        if not line:
            continue
        kind, rest = line[1:2], line[2:].strip()
        if kind == ".":
            extracted.append(rest)
        elif kind == ":":
            named.append(rest)
        elif match := _FLAGS.match(line):
            entry.flags += _flags(match[1])
        elif match := _PREVIOUS.match(line):
            current = match[1] or current
            if match[1] or match[2]:  # its strings may stand on the lines below
                previous.setdefault(current, []).append(unquote(match[2] or '""'))
        elif kind != "~":
            translator.append(line[2:] if kind == " " else line[1:])
    entry.tcomment = "\n".join(translator)
    entry.comment = "\n".join(extracted)
    entry.occurrences = _placed(named)
    entry.previous_msgctxt = _joined(previous.get("msgctxt"))
    entry.previous_msgid = _joined(previous.get("msgid"))
    entry.previous_msgid_plural = _joined(previous.get("msgid_plural"))


def places(head: str) -> list[tuple[str, str]]:
    r"""The files that are named above an entry, each with its line, which may be empty.

    >>> places("#: a.md:3 b.md\n#: \u2068my c.md\u2069:4\n")
    [('a.md', '3'), ('b.md', ''), ('my c.md', '4')]
    """
    return _placed(line[2:].strip() for line in _lines(head) if line.startswith("#:"))


def is_fuzzy(head: str) -> bool:
    """Whether an entry is fuzzy by the flags above it."""
    return any("fuzzy" in _flags(match[1]) for match in map(_FLAGS.match, _lines(head)) if match)


def place(path: str, line: str = "") -> str:
    r"""A file and perhaps a line of it, as a word of ``#:``, which has no line ends.

    >>> place("my\nc.md", "4") == "\u2068my c.md\u2069:4"
    True
    """
    name = f"\u2068{LINE_END.sub(' ', path)}\u2069" if _SPACE.search(path) else path
    return f"{name}:{line}" if line else name


def united(base: str, ours: str, theirs: str) -> str:
    r"""A translator's comment of ours with what theirs has beyond the base's.

    >>> united("a", "a\nb", "a\nc")
    'a\nb\nc'
    """
    if ours == base:
        return theirs
    if theirs == base or _holds(ours, theirs):
        return ours
    if _holds(theirs, ours):
        return theirs
    before, now = base.split("\n"), theirs.split("\n")
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False))
    return "\n".join([ours, *now[len(list(alike)) :]])


def _lines(head: str) -> list[str]:
    """The lines above an entry, without the marks of what is obsolete."""
    lines = [line.strip() for line in head.split("\n")]
    return [_OBSOLETE.sub("", line) for line in lines] if "#~" in head else lines


def _flags(line: str) -> list[str]:
    """The flags on a line; gettext finds ``fuzzy`` behind a space, too, as behind a comma."""
    found: list[str] = []
    for flag in line.split(","):
        words = flag.split()
        found += words if "fuzzy" in words else filter(None, [flag.strip()])
    return found


def _holds(whole: str, part: str) -> bool:
    """Whether the lines of a comment are in another one, in a row."""
    return not part or f"\n{part}\n" in f"\n{whole}\n"


def _joined(parts: list[str] | None) -> str | None:
    return None if parts is None else "".join(parts)


def _placed(lines: Iterable[str]) -> list[tuple[str, str]]:
    """The places on lines, which what knows nothing of isolated names breaks within them."""
    return [
        _place(found[0]) if found[1] is None else (found[1], found[2] or "")
        for found in _PLACE.finditer(" ".join(lines))
    ]


def _place(word: str) -> tuple[str, str]:
    path, colon, line = word.rpartition(":")
    return (path, line) if colon and line.isdigit() else (word, "")
