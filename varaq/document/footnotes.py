"""Footnotes: their numbers, and where their texts stand.

A text that stands alone has no definitions, and its marks would be shown as they are typed; so
some are lent to it, and are taken off what becomes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from varaq.document.markdown import name_of, only
from varaq.document.parsing import placed_events

_STUB = "\u2042"
"""The text of definitions that are lent: an asterism."""
_MENTIONED = re.compile(r"\[\^((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_MARK = re.compile(r'(<sup class="footnote-reference">)<a href="#([^"]*)">\d+</a>')
_LABEL = re.compile(r'(<div class="footnote-definition" id="([^"]*)"><sup [^<>]*>)\d+')
_SHOWN = re.compile(
    r"""(?P<mark><sup[ ]class="footnote-reference"><a[ ]href="\#)(?P<label>[^"]*)">\d+
    | <div[ ]class="footnote-definition"[ ]id="(?P<noted>[^"]*)"(?P<behind>><sup[ ][^<>]*>)\d+""",
    re.VERBOSE,
)
_LENT = re.compile(
    rf'<div class="footnote-definition" id="[^"]*"><sup [^<>]*>\d+</sup>\n<p>{_STUB}</p>\n</div>\n?'
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of a text."""

    number: int
    """As pages show it, 1-based."""
    start: int = 0
    """Where its definition begins in the text, in UTF-8 bytes."""
    end: int = 0
    labels: tuple[str, ...] = ()
    """Its label as it is written here and there, in small letters or capitals."""


def read(text: str) -> dict[str, Footnote]:
    r"""The footnotes of a Markdown text that have a definition, by their labels with case folded.

    Numbers are given in the order of first mention.

    >>> read("a[^X] b[^y]\n\n[^x]: c")
    {'x': Footnote(number=1, start=13, end=20, labels=('X', 'x'))}
    """
    if "[^" not in text:
        return {}
    labels: dict[str, dict[str, None]] = {}
    places: dict[str, tuple[int, int]] = {}
    for event, span in placed_events(text):
        if not isinstance(event, dict):
            continue
        key, value = only(event)
        if key == "FootnoteReference":
            labels.setdefault(value.casefold(), {})[value] = None
        elif key == "Start" and name_of(value) == "FootnoteDefinition":
            label = value["FootnoteDefinition"]
            labels.setdefault(label.casefold(), {})[label] = None
            places.setdefault(label.casefold(), (span["start"], span["end"]))
    return {
        label: Footnote(number, *places[label], tuple(spelled))
        for number, (label, spelled) in enumerate(labels.items(), 1)
        if label in places
    }


def spellings(labels: Iterable[str]) -> dict[str, list[str]]:
    """Labels by what they are compared by, each in all its spellings.

    >>> spellings(["Qeyd", "qeyd", "a"])
    {'qeyd': ['Qeyd', 'qeyd'], 'a': ['a']}
    """
    found: dict[str, list[str]] = {}
    for label in labels:
        found.setdefault(label.casefold(), []).append(label)
    return found


def lent(text: str, spelled: Mapping[str, Sequence[str]]) -> str:
    """Definitions for those footnotes that a text mentions; ``spelled`` are their `spellings`.

    >>> print(lent("a[^X] b[^z]", spellings(["x", "y"])))
    [^x]: ⁂
    <BLANKLINE>
    <BLANKLINE>
    """
    if not spelled or "[^" not in text:
        return ""
    folded = dict.fromkeys(label.casefold() for label in _MENTIONED.findall(text))
    labels = (label for key in folded for label in spelled.get(key, ()))
    return "".join(f"[^{label}]: {_STUB}\n\n" for label in labels)


def unlent(plain: str, definitions: str) -> str:
    """The plain words of a text and of what was lent to it, without the latter's."""
    return plain.removesuffix(_STUB * definitions.count(f": {_STUB}\n"))


def numbered(
    html: str, footnotes: Mapping[str, Footnote], lead: Callable[[str], str | None]
) -> str:
    """The HTML of a text to which definitions were lent, with the numbers of its footnotes.

    ``footnotes`` are by label with case folded, and ``lead`` gives where the mark of such a label
    leads, as an address; None for a mark that is no link.
    """
    if "footnote-" not in html:
        return html

    def mark(match: re.Match[str]) -> str:
        label = unescape(match[2]).casefold()
        footnote = footnotes.get(label)
        if footnote is None:
            return match[0]
        address = lead(label)
        if address is None:
            return f"{match[1]}{footnote.number}"
        return f'{match[1]}<a href="{escape(address)}">{footnote.number}</a>'

    def label(match: re.Match[str]) -> str:
        footnote = footnotes.get(unescape(match[2]).casefold())
        return match[0] if footnote is None else f"{match[1]}{footnote.number}"

    return _LABEL.sub(label, _MARK.sub(mark, _LENT.sub("", html)))


def linked(html: str) -> str:
    """The HTML of a whole text, with ids for its footnotes that no heading can have.

    Marks lead to their notes, and have their numbers, also where the label is in capitals in
    one place and in small letters in another.
    """
    if "footnote-definition" not in html:
        return html
    found = list(_SHOWN.finditer(html))
    noted = {unescape(each["noted"]).casefold() for each in found if each["mark"] is None}
    numbers: dict[str, int] = {}
    taken: set[int] = set()

    def shown(match: re.Match[str]) -> str:
        is_mark = match["mark"] is not None
        label = unescape(match["label"] if is_mark else match["noted"]).casefold()
        if label not in noted:
            return match[0]
        number = numbers.setdefault(label, len(numbers) + 1)
        if is_mark:
            return f'{match["mark"]}fn:{number}">{number}'
        own = "" if number in taken else f' id="fn:{number}"'
        taken.add(number)
        return f'<div class="footnote-definition"{own}{match["behind"]}{number}'

    return _SHOWN.sub(shown, html)
