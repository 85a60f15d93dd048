"""References: links whose target stands elsewhere, kept when their text is translated.

``[Send]`` finds its definition by its text. Where a translator writes ``[Göndər]``, the link
would be lost: ``[Göndər][Send]`` keeps it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from varaq.document.definitions import folded, written
from varaq.document.markdown import INLINE_HOLDERS, characters, name_of, only
from varaq.document.parsing import any_placed_events

_BRACKETS = re.compile(
    r"\\.|(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.)+)\](?P<label>\[[^\[\]]*\])?(?![\[(:])"
)
_LINKS = frozenset({"Reference", "Collapsed", "Shortcut"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A translation with its references."""

    text: str
    lost: tuple[str, ...] = ()
    """The labels of the source's references that it may have lost."""


class _Spans:
    """Where things stand in a text; those inside others are left out, so that none overlap."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Take in one that starts behind the start of those before it."""
        if not self._ends or start >= self._ends[-1]:
            self._starts.append(start)
            self._ends.append(end)

    def in_characters(self, data: bytes) -> _Spans:
        """The same, where these are bytes of a text."""
        edges = characters(
            data, (at for pair in zip(self._starts, self._ends, strict=True) for at in pair)
        )
        found = _Spans()
        found._starts, found._ends = edges[::2], edges[1::2]
        return found

    def meets(self, start: int, end: int) -> bool:
        """Whether one stands in a range, or a part of it."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def holds(self, at: int) -> bool:
        """Whether a character is in one."""
        return self.meets(at, at + 1)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What in a text makes brackets no brackets."""

    links: _Spans
    code: _Spans


@dataclass(frozen=True, slots=True)
class _Link:
    """A reference in a text."""

    label: str
    is_image: bool
    is_full: bool
    """Whether it names its definition: ``[text][label]``."""
    target: str


def keep(source: str, translation: str, labels: Mapping[str, str]) -> Kept:
    """A translation whose references lead where those of the source text lead.

    ``labels`` are the document's (`Document.labels`). A reference whose
    label the translator kept is left alone. One that is missing is given to brackets that lead
    nowhere, where there is no doubt to which.

    >>> keep("[Send] it.", "Onu [göndər].", {"send": "http://a.az"}).text
    'Onu [göndər][Send].'
    """
    if "[" not in source or "[" not in translation or not labels:
        return Kept(translation)
    if not written(source, labels):
        return Kept(translation)  # it names none of them
    wanted, spans = _links(source, labels)
    if not wanted:
        return Kept(translation)
    there, taken = _links(translation, labels)
    held = Counter(folded(link.label) for link in there)
    missing = []
    for link in wanted:
        label = folded(link.label)
        if held[label]:
            held[label] -= 1
        else:
            missing.append(link)
    wanted = missing
    # what stands in brackets in the source and is no link may do so in the translation
    plain = {match[0] for match in _loose(source, spans)}
    loose = [match for match in _loose(translation, taken) if match[0] not in plain]
    if not wanted or not loose:
        return Kept(translation)
    pairs = _pairs(wanted, loose)
    if pairs is None:
        return Kept(translation, tuple(link.label for link in wanted))
    for link, match in sorted(pairs, key=lambda pair: pair[1].start(), reverse=True):
        head = match["image"] + f"[{match['text']}]"
        translation = (
            f"{translation[: match.start()]}{head}[{link.label}]{translation[match.end() :]}"
        )
    return Kept(translation)


def _loose(text: str, taken: _Taken) -> list[re.Match[str]]:
    """The brackets in a text that make no link."""
    return [
        match
        for match in _BRACKETS.finditer(text)
        if match["text"] is not None  # else it is an escape
        and not match["text"].startswith("^")
        and not taken.links.meets(match.start(), match.end())
        and not taken.code.holds(match.start())
        and not taken.code.holds(match.end() - 1)
    ]


def _pairs(
    wanted: Sequence[_Link], loose: Sequence[re.Match[str]]
) -> list[tuple[_Link, re.Match[str]]] | None:
    """Which brackets are to be which link; None where that can't be told."""
    if len(wanted) == len(loose) == 1 and wanted[0].is_image is bool(loose[0]["image"]):
        return [(wanted[0], loose[0])]
    pairs: list[tuple[_Link, re.Match[str]]] = []
    for is_image, is_full in product((True, False), repeat=2):
        missing = [link for link in wanted if link.is_image is is_image and link.is_full is is_full]
        places = [
            match
            for match in loose
            if bool(match["image"]) is is_image and (len(match["label"] or "") > 2) is is_full
        ]
        # several can be told apart by their order only where they lead to one place
        sure = len(missing) == len(places) and len({link.target for link in missing}) == 1
        if missing and places and not sure:
            return None
        pairs += zip(missing, places, strict=True) if sure else ()
    return pairs if len(pairs) == len(loose) or len(pairs) == len(wanted) else None


def _links(text: str, labels: Mapping[str, str]) -> tuple[list[_Link], _Taken]:
    """The references in a text, and where its links, code and HTML stand."""
    data = text.encode()
    found: list[_Link] = []
    links, code = _Spans(), _Spans()
    known = f"{text}\n\n{written(text, labels)}"
    for event, span in any_placed_events(known):
        if not isinstance(event, dict) or span["start"] >= len(data):
            continue
        key, value = only(event)
        start, end = span["start"], span["end"]
        if key in ("Code", "InlineHtml", "InlineMath", "DisplayMath"):
            code.add(start, end)
        elif key == "Start" and name_of(value) in INLINE_HOLDERS:
            ((name, link),) = value.items()
            links.add(start, end)
            if link["link_type"] in _LINKS:
                label = str(link["id"])
                target = labels.get(folded(label), label)
                is_full = link["link_type"] == "Reference"
                found.append(_Link(label, name == "Image", is_full, target))
    return found, _Taken(links.in_characters(data), code.in_characters(data))
