"""Addresses: where the tags of some HTML lead, and what its styles show.

Tags are found as the tokenizer of the HTML Standard finds them: there are none in comments and
scripts. ``srcset`` is read as the Standard says, ``url()`` as CSS does where it has no escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import NamedTuple

Lead = Callable[[str], str | None]
"""Where a decoded address is to lead, as an address that can stand in HTML and in Markdown;
None where it stays."""
_VALUE = r"""(?:"[^"]*+"?|'[^']*+'?|[^\s"'>][^\s>]*+)"""
_INSIDE = rf"""(?:[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?)?|[\s/])*+"""
"""What stands in a tag behind its name."""
_PIECE = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<[!?][^>]*+>?"
    rf"|<script(?=[\s/>]){_INSIDE}>.*?(?:(?=</script[\s/>])|\Z)"
    rf"|<style(?=[\s/>])(?P<opening>{_INSIDE})>(?P<sheet>.*?)(?:(?=</style[\s/>])|\Z)"
    rf"|<[a-z][^\s/>]*+(?P<inside>{_INSIDE})(?P<end>>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?P<value>{_VALUE}))?")
_ABSOLUTE = tuple(f'="{start}' for start in ("https://", "http://", "#", "mailto:"))
"""How the values of attributes begin that hold no address within a site."""
_OTHER_HOLDERS = ("srcset", "poster", "url(")
_LIKELY = ("href", "src", "poster", "url(")
_CANDIDATE = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTORS = re.compile(r"[^,(]*+(?:\([^)]*+\)?[^,(]*+)*+,?")
_SHOWN = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"""|(?<![\w-])url\(\s*+(?:"([^"\\\n]*+)"|'([^'\\\n]*+)'|([^\s"'()\\]++))\s*+\)""",
    re.DOTALL | re.IGNORECASE,
)


class _Place(NamedTuple):
    """A piece of HTML with addresses in it."""

    start: int
    """In characters, 0-based; of an attribute, where its value begins, quotes included."""
    end: int
    text: str
    """Decoded."""
    spans: Callable[[str], Iterator[tuple[int, int]]]
    """Where the addresses are in it."""
    is_value: bool
    """Whether it is an attribute's value."""


def may_hold(html: str) -> bool:
    """Whether there could be an address in some HTML; False is certain."""
    if any(word in html for word in _LIKELY):
        return True
    lowered = html.lower()
    return any(word in lowered for word in _LIKELY) or _may_spell(lowered)


def may_be_relative(html: str) -> bool:
    """Whether some HTML could hold an address within a site; False is certain.

    >>> may_be_relative('<a href="#b">c</a> <img src="https://d.e/f">')
    False
    >>> may_be_relative("<img src=a.png>")
    True
    """
    lowered = html.lower()
    if any(word in lowered for word in _OTHER_HOLDERS) or _may_spell(lowered):
        return True
    for name in ("href", "src"):
        _, *rest = lowered.split(name)
        for behind in rest:
            if behind.lstrip().startswith("=") and not behind.startswith(_ABSOLUTE):
                return True
    return False


def _may_spell(lowered: str) -> bool:
    """Whether there could be a style with its ``url()`` in entities."""
    return "style" in lowered and "&" in lowered


def addresses(html: str) -> Iterator[tuple[str, int]]:
    """The addresses in some HTML, decoded, and where what they stand in begins (0-based).

    >>> [address for address, _ in addresses('<img src=a.png srcset="b.png 2x, c.png 3x"> d')]
    ['a.png', 'b.png', 'c.png']
    """
    for place in _places(html):
        for start, end in place.spans(place.text):
            yield place.text[start:end], place.start


def redirected_html(html: str, lead: Lead) -> str:
    """HTML whose tags and styles lead elsewhere; all else stays, also what stands in code.

    >>> redirected_html('<a href="a.md">href="a.md"</a>', {"a.md": "b.html"}.get)
    '<a href="b.html">href="a.md"</a>'
    """
    out: list[str] = []
    at = 0
    for place in _places(html):
        new = _led(place, lead)
        if new != place.text:
            out += (html[at : place.start], f'"{escape(new)}"' if place.is_value else new)
            at = place.end
    return "".join([*out, html[at:]]) if out else html


def _led(place: _Place, lead: Lead) -> str:
    """The text of a place with its addresses led elsewhere."""
    text = place.text
    out: list[str] = []
    at = 0
    for start, end in place.spans(text):
        address = lead(text[start:end])
        if address is not None:
            if place.spans is not _whole:  # where these would mean something
                address = address.replace("'", "%27").replace(",", "%2C")
            out += (text[at:start], address)
            at = end
    return "".join([*out, text[at:]])


def _places(html: str) -> Iterator[_Place]:
    if not may_hold(html):
        return
    for piece in _PIECE.finditer(html):
        name = "inside" if piece["sheet"] is None else "opening"
        inside = piece[name]
        if inside is not None and "=" in inside and piece["end"] != "":  # else it is no tag
            yield from _values(inside, piece.start(name))
        if piece["sheet"]:
            yield _Place(*piece.span("sheet"), piece["sheet"], _in_style, is_value=False)


def _values(inside: str, base: int) -> Iterator[_Place]:
    """The values of a tag's attributes that hold addresses; ``inside`` begins at ``base``."""
    for attribute in _ATTRIBUTE.finditer(inside):
        spans = _HOLDERS.get(attribute["name"].lower())
        raw = attribute["value"]
        if spans is None or raw is None:
            continue
        text = unescape(raw[1:-1] if raw[0] in "\"'" else raw)
        start, end = attribute.span("value")
        yield _Place(base + start, base + end, text, spans, is_value=True)


def _whole(text: str) -> Iterator[tuple[int, int]]:
    # with a line break it is no address, and without its break, Markdown might read a block
    if text and "\n" not in text:
        yield 0, len(text)


def _in_set(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of pictures in a ``srcset`` are."""
    at = 0
    while (match := _CANDIDATE.match(text, at)) is not None:
        start, end = match.span(1)
        bare = match[1].rstrip(",")
        at = end if len(bare) < end - start else _DESCRIPTORS.match(text, end).end()  # type: ignore[union-attr]  # it always matches
        if bare:
            yield start, start + len(bare)


def _in_style(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses in CSS are."""
    for match in _SHOWN.finditer(text):
        if match.lastindex:
            yield match.span(match.lastindex)


_HOLDERS = {
    "href": _whole,
    "src": _whole,
    "poster": _whole,
    "srcset": _in_set,
    "imagesrcset": _in_set,
    "style": _in_style,
}
"""Where the addresses are in the attributes that hold any."""
