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


def read(text: str) -> dict[str, Footnote]:
    r"""The footnotes of a Markdown text that have a definition, by label.

    Numbers are given as the Markdown library gives them, in the order of first mention.

    >>> read("a[^x] b[^y]\n\n[^x]: c")
    {'x': Footnote(number=1, start=13, end=20)}
    """
    if "[^" not in text:
        return {}
    numbers: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for event, span in placed_events(text):
        if not isinstance(event, dict):
            continue
        key, value = only(event)
        if key == "FootnoteReference":
            numbers.setdefault(value, len(numbers) + 1)
        elif key == "Start" and name_of(value) == "FootnoteDefinition":
            label = value["FootnoteDefinition"]
            numbers.setdefault(label, len(numbers) + 1)
            places.setdefault(label, (span["start"], span["end"]))
    folded = {label.casefold(): place for label, place in places.items()}
    return {
        label: Footnote(number, *folded[label.casefold()])
        for label, number in numbers.items()
        if label.casefold() in folded
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

    ``lead`` gives where a label's mark leads, as an address; None for a mark that is no link.
    """
    if "footnote-" not in html:
        return html

    def mark(match: re.Match[str]) -> str:
        label = unescape(match[2])
        footnote = footnotes.get(label)
        if footnote is None:
            return match[0]
        address = lead(label)
        if address is None:
            return f"{match[1]}{footnote.number}"
        return f'{match[1]}<a href="{escape(address)}">{footnote.number}</a>'

    def label(match: re.Match[str]) -> str:
        footnote = footnotes.get(unescape(match[2]))
        return match[0] if footnote is None else f"{match[1]}{footnote.number}"

    return _LABEL.sub(label, _MARK.sub(mark, _LENT.sub("", html)))
