"""Units that are more than inline content: text in HTML, blocks of code, groups of blocks.

Offsets are those of the Markdown text, in UTF-8 bytes; a unit's line and section are for the
reader to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from varaq.document import code, markup
from varaq.document.leaf import prefix_of
from varaq.document.markdown import info_of, is_fenced
from varaq.document.opening import left_open
from varaq.document.orders import Group
from varaq.document.parsing import Event
from varaq.document.rules import Code
from varaq.unit import Place, Unit, on_one_line

Part = tuple[str, int, int]
"""A piece of a block: its text, and where it starts and ends, in bytes."""
_LETTER = re.compile(r"[^\W\d_]")
_BREAK = re.compile(r"\r?\n")
_LINE = re.compile(r"[^\r\n]*(?:\r?\n|\r)")


class _Parts:
    """The text of a block that stands in pieces, and where each character stands."""

    __slots__ = ("_parts", "_starts", "text")

    def __init__(self, parts: Sequence[Part], data: bytes) -> None:
        # from the source, since a piece's text has other line ends and no NUL
        raw = [(data[start:end].decode(), start) for _, start, end in parts]
        self._parts = raw
        self._starts: list[int] = []
        at = 0
        for words, _ in raw:
            self._starts.append(at)
            at += len(words)
        self.text = "".join(words for words, _ in raw)

    def spans(self, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Runs of characters, in order, as bytes of the source."""
        number = 0
        for start, end in runs:
            while number + 1 < len(self._starts) and self._starts[number + 1] <= start:
                number += 1
            last = number
            while last + 1 < len(self._starts) and self._starts[last + 1] < end:
                last += 1
            yield self._byte(number, start), self._byte(last, end)

    def _byte(self, number: int, at: int) -> int:
        words, start = self._parts[number]
        return start + len(words[: at - self._starts[number]].encode())


def html_units(parts: Sequence[Part], data: bytes) -> Iterator[Unit]:
    """The runs of text between the tags of a block of HTML."""
    whole = _Parts(parts, data)
    runs = list(_closed(whole.text, markup.texts(whole.text)))
    for (first, last), (start, end) in zip(runs, whole.spans(runs), strict=True):
        words = on_one_line(whole.text[first:last])
        yield Unit(words, start, end, Place.HTML, "HTML text")


def _closed(html: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those runs of text before which nothing is left open that a text must not stand in."""
    opened, at = "", 0
    for first, last in runs:
        opened, at = left_open(html[at:first], opened), first
        if not opened:
            yield first, last


def code_units(
    tag: Event, parts: Sequence[Part], data: bytes, wanted: Code, block: int
) -> Iterator[Unit]:
    """A block of code as one unit, or the words in it.

    ``tag`` is the block's, and ``block`` where it begins, in bytes.
    """
    language = code.language(info_of(tag))
    kind = f"code {language}".rstrip()
    whole = _Parts(parts, data)
    if wanted is Code.WORDS:
        runs = code.words(language, whole.text)
        for (first, last), (start, end) in zip(runs, whole.spans(runs), strict=True):
            yield Unit(whole.text[first:last], start, end, Place.WORDS, kind)
        return
    body = whole.text.strip("\r\n")
    if not _LETTER.search(body):
        return
    first = whole.text.index(body)
    ((start, end),) = whole.spans([(first, first + len(body))])
    prefix = prefix_of(data, block)
    if is_fenced(tag):
        # of a tab across the margin of a container, the spaces that are left stand in no byte
        left = [words for words, first, last in parts if first == last]
        if left == left[:1] * sum(not words.isspace() for words, _, _ in parts):
            prefix += "".join(left[:1])
    yield Unit(_BREAK.sub("\n", body), start, end, Place.CODE, kind, prefix=prefix)


def group_unit(data: bytes, group: Group, end: int) -> Unit | None:
    """The blocks from a group's start to ``end`` as one unit, their containers' marks taken off.

    Nothing where there is none. What stands before the directive that begins at ``end`` says
    how many marks and spaces these are; further ones are of the blocks themselves.
    """
    last = data.rfind(b"\n", 0, end) + 1
    raw = _LINE.findall(data[group.start : last].decode())
    first = next((at for at, line in enumerate(raw) if line.strip(" \t>\r\n")), len(raw))
    if first == len(raw):
        return None
    margin = data[last:end].decode() if group.depth else ""
    quotes = margin.count(">")
    spaces = max(len(margin) - margin.rfind(">") - 1, min(quotes, 1))
    outer = re.compile(rf"(?:[ \t]*>){{0,{quotes}}}[ \t]{{0,{spaces}}}")
    prefix = outer.match(raw[first])[0]  # type: ignore[index]  # it always matches
    marks = re.compile("".join(r"(?: {0,3}>)?" if mark == ">" else r"[ \t]?" for mark in prefix))
    lines = [marks.sub("", line, count=1).rstrip("\r\n") for line in raw[first:]]
    while not lines[-1].strip(" \t>"):
        lines.pop()
    start = group.start + len("".join(raw[:first]).encode()) + len(prefix.encode())
    stop = group.start + len("".join(raw[: first + len(lines)]).rstrip("\r\n").encode())
    return Unit("\n".join(lines), start, stop, Place.GROUP, "group", prefix=prefix)
