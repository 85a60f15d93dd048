"""Destinations: where the links and pictures of a Markdown text lead, put elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from varaq.document import addresses as in_tags
from varaq.document import parsing
from varaq.document.addresses import Lead, addresses, may_hold, redirected_html
from varaq.document.markdown import only
from varaq.document.parsing import placed_events

_PLAIN = r"(?:\\.|[^\x00-\x20\\()])"
_NESTED = rf"\((?:{_PLAIN}|\((?:{_PLAIN}|\({_PLAIN}*+\))*+\))*+\)"
"""Parentheses in a destination, as deep as anybody will have them."""
_RAW = rf"(?P<raw><(?:\\.|[^<>\\\n])*>|(?!<)(?:{_PLAIN}|{_NESTED})*+)"
_RELATIVE = re.compile(r"\][(:][ \t\r\n]*<?(?!https?://|#|mailto:|[) \t\r\n<]|\Z)")
"""Where a destination begins that is no absolute one."""
_BEFORE = r"(?:(?<=[\r\n])(?:[ \t]*>)+|[ \t\r\n])*+"
"""What may stand before a destination: white space, and the marks of quotes."""
_INLINE = re.compile(rf"\]\({_BEFORE}{_RAW}", re.DOTALL)
_DEFINITION = re.compile(rf"\[(?:[^\[\]\\]|\\.)+\]:{_BEFORE}{_RAW}", re.DOTALL)
_MARK = "\x1f"
"""White space that no text holds, for the mark of a quote."""


def in_html(text: str) -> Iterator[tuple[str, int]]:
    r"""The addresses in the HTML of a Markdown text, decoded, and on which line (1-based).

    >>> list(in_html("[a](a.md)\n\n<b>b\n<img src=b.png>\n"))
    [('b.png', 4)]
    """
    if not may_hold(text):
        return
    data = text.encode()
    line, at = 1, 0
    for key, value, start, end, quotes in _events(text):
        if _is_html(key, value):
            line += data.count(b"\n", at, start)
            at = start
            html = _unmarked(data[start:end].decode(), quotes)
            below = counted = 0
            for address, place in addresses(html):
                below += html.count("\n", counted, place)
                counted = place
                yield address, line + below


def may_be_relative(text: str) -> bool:
    """Whether a Markdown text could hold an address within a site; False is certain.

    >>> may_be_relative("[a](#b) [c](<https://d.e>)")
    False
    """
    return _RELATIVE.search(text) is not None or ("<" in text and in_tags.may_be_relative(text))


def redirected(text: str, lead: Lead) -> str:
    """Markdown whose links, pictures, definitions and tags lead elsewhere; all else stays.

    >>> redirected("[a](a.md) ![](<a b.png> 'c')", {"a b.png": "../d.png"}.get)
    "[a](a.md) ![](../d.png 'c')"
    """
    if "](" not in text and "]:" not in text and "<" not in text:
        return text
    data = text.encode()
    out: list[bytes] = []
    at = 0
    # HTML may stand in the text of a link, which is then a change inside of it
    for start, end, new in sorted(_changes(text, data, lead)):
        if start >= at:
            out += (data[at:start], new.encode())
            at = end
    return b"".join([*out, data[at:]]).decode()


def _changes(text: str, data: bytes, lead: Lead) -> Iterator[tuple[int, int, str]]:
    """What to put where: start and end in bytes, and the new text."""
    ends: list[int] = []
    """Of what was met so far inside each link or picture that is open."""
    leads: list[str | None] = []
    """Where each of these leads; None where it does not say so itself."""
    for key, value, start, end, quotes in _events(text):
        if _is_html(key, value):
            raw = data[start:end].decode()
            html = _unmarked(raw, quotes)
            led = redirected_html(html, lead)
            if led != html:
                yield start, end, led if html == raw else led.replace(_MARK, ">")
        if key == "Start" and isinstance(value, dict) and ("Link" in value or "Image" in value):
            holder = value.get("Link") or value["Image"]
            ends.append(start)
            leads.append(holder["dest_url"] if holder["link_type"] == "Inline" else None)
            continue
        if key == "End" and value in ("Link", "Image"):
            inside, target = ends.pop(), leads.pop()
            if target is not None:
                yield from _change(_INLINE, data[inside:end], inside, target, lead)
        if ends:
            ends[-1] = max(ends[-1], end)
    for item in parsing.definitions(text).values():
        start, end = item["span"]["start"], item["span"]["end"]
        yield from _change(_DEFINITION, data[start:end], start, str(item["dest"]), lead)


def _events(text: str) -> Iterator[tuple[str, Any, int, int, int]]:
    """Each event of a text: key, value, start and end (bytes), and how many quotes it is in."""
    quotes = 0
    for event, span in placed_events(text):
        key, value = only(event) if isinstance(event, dict) else ("", None)
        if isinstance(value, dict) and "BlockQuote" in value:
            quotes += 1 if key == "Start" else -1
        yield key, value, span["start"], span["end"], quotes


def _is_html(key: str, value: Any) -> bool:
    return key == "InlineHtml" or (key == "Start" and value == "HtmlBlock")


def _unmarked(html: str, quotes: int) -> str:
    """HTML with the marks of the quotes that it stands in made white space, as long as they are.

    A text that holds such white space itself stays as it is.
    """
    if not quotes or _MARK in html:
        return html
    return re.sub(
        rf"(?<=[\r\n])(?:[ \t]*>){{1,{quotes}}}", lambda marks: marks[0].replace(">", _MARK), html
    )


def _change(
    destination: re.Pattern[str], data: bytes, base: int, target: str, lead: Lead
) -> Iterator[tuple[int, int, str]]:
    """The change of the destination in a link or definition, which begins at ``base`` (bytes)."""
    address = lead(target)
    if address is not None:
        text = data.decode()
        first, last = destination.search(text).span("raw")  # type: ignore[union-attr]  # it always matches
        start = base + len(text[:first].encode())
        yield start, start + len(text[first:last].encode()), address
