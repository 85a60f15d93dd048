"""Link reference definitions: where they lead, and the titles that they have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from varaq.document import markup, parsing
from varaq.unit import Place, Unit

_OPENERS = {'"': '"', "'": "'", ")": "("}
_BRACKETED = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_WHITE = re.compile(r"[ \t-\r]+")
_MEANING = str.maketrans({"\n": "&#10;", "\r": "&#13;", **{sign: f"\\{sign}" for sign in "<>\\&"}})
"""What would mean something between angle brackets, as it stands for itself."""
_WRAPPED = re.compile(r"\r?\n(?:[ \t]*>)*[ \t]*")


@dataclass(frozen=True, slots=True)
class Definition:
    """One link reference definition of a text."""

    label: str
    """As CommonMark folds it."""
    target: str
    start: int
    """Where it begins in the text, in UTF-8 bytes."""
    end: int
    titled: bool
    line: int
    """The line that it begins on, 1-based."""


def read(text: str, first_line: int = 1) -> tuple[Definition, ...]:
    """The definitions that count in a text, in its order; ``first_line`` is its first line's."""
    if "]:" not in text:
        return ()
    data = text.encode()
    items = parsing.any_definitions(text).items()
    found = []
    line, at = first_line, 0
    for label, item in sorted(items, key=lambda each: each[1]["span"]["start"]):
        start, end = item["span"]["start"], item["span"]["end"]
        line += data.count(b"\n", at, start)
        at = start
        titled = bool(item["title"])
        found.append(Definition(folded(label), str(item["dest"]), start, end, titled, line))
    return tuple(found)


def labels(text: str) -> dict[str, str]:
    """Where each label (as CommonMark folds it) of a text's definitions leads.

    >>> labels("[A  b]: http://a.az")
    {'a b': 'http://a.az'}
    """
    return {definition.label: definition.target for definition in read(text)}


def footnotes_as_links(text: str) -> list[str]:
    """Where the footnotes of a text lead to what knows no footnotes, and takes them for links.

    >>> footnotes_as_links("[^1]: http://a.az")
    ['http://a.az']
    """
    options = parsing.OPTIONS & ~parsing.EXTENSIONS["FootnoteDefinition"]
    found = parsing.any_definitions(text, options)
    return [str(item["dest"]) for label, item in found.items() if label.startswith("^")]


def titles(
    data: bytes,
    found: Iterable[Definition],
    apart: Iterable[tuple[int, int]],
    sections: Sequence[tuple[int, tuple[str, ...]]],
    base: int,
) -> Iterator[Unit]:
    """The titles of a text's definitions, with their quotes, as units.

    Those ``apart`` (start and end) are left out. ``sections`` are where each begins and what it
    is, both in order like ``found``. All is in bytes of the text; units' offsets have ``base``
    added.
    """
    ahead = sorted(apart, reverse=True)
    until = 0
    for definition in found:
        start = definition.start
        while ahead and ahead[-1][0] <= start:
            until = max(until, ahead.pop()[1])
        if start < until or not definition.titled:
            continue
        whole = data[start : definition.end].decode()
        opener = _OPENERS[whole[-1]]
        at = len(whole) - 2
        while whole[at] != opener or escaped(whole, at):
            at -= 1
        first = start + len(whole[:at].encode())
        title = _WRAPPED.sub(" ", whole[at + 1 : -1]).strip()
        if not markup.has_words(title):
            continue
        above = bisect_left(sections, (start,))
        yield Unit(
            text=title,
            start=base + first,
            end=base + start + len(whole.encode()),
            place=Place.TITLE,
            kind="link title",
            line=definition.line + whole.count("\n", 0, at),
            section=sections[above - 1][1] if above else (),
        )


def written(text: str, labels: Container[str]) -> str:
    r"""Definitions of those labels that a text has in brackets, to be put behind it.

    >>> written("[A b] `[c]`", {"a b": "x", "d": "y"})
    '[a b]: x\n'
    """
    found = dict.fromkeys(folded(label) for label in _BRACKETED.findall(text))
    # a label never holds a bracket that is not escaped
    return "".join(f"[{label}]: x\n" for label in found if label in labels)


def leading(text: str, labels: Mapping[str, str]) -> str:
    r"""Definitions of those labels that a text has in brackets, with where they lead.

    >>> leading("[A b]", {"a b": "x y"})
    '[a b]: <x y>\n'
    """
    found = dict.fromkeys(folded(label) for label in _BRACKETED.findall(text))
    return "".join(
        f"[{label}]: <{labels[label].translate(_MEANING)}>\n" for label in found if label in labels
    )


def folded(label: str) -> str:
    """A label as CommonMark compares it: white space collapsed, case folded.

    No-break spaces and the like are none.
    """
    return _WHITE.sub(" ", label).strip(" ").casefold()


def escaped(text: str, at: int) -> bool:
    """Whether the character at a place (in characters, 0-based) has a backslash before it."""
    count = 0
    while at > count and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1
