"""XHTML: a handout's HTML as XML, which is what EPUB readers take.

What the Markdown library writes is nearly that; an author's own HTML may be anything. Elements
that were never closed are closed, attributes get quotes, scripts and what calls for other files
or hosts is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from varaq.document.markup import ENDS_PARAGRAPH, VOID, Opened, running

Address = Callable[[str], str | None]
"""From the address in a link or of a picture to the one in the book; None where it has none."""
_DROPPED = frozenset(
    re.findall(
        r"\w+",
        """script style template iframe object embed applet audio video form link meta base
        svg""",
    )
)
_WITHOUT = frozenset(re.findall(r"\w+", "background formaction ping poster src srcset style xmlns"))
"""Attributes that call for other files or hosts, or say what the book's XML says itself."""
_MATH = "http://www.w3.org/1998/Math/MathML"
_NAME = re.compile(r"[a-zA-Z_][\w.-]*", re.ASCII)
"""A name in no namespace: a prefix stands for nothing in HTML, and in XML for what it says."""
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_IMPLIED = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "option": frozenset({"option"}),
}
"""The open elements that the start of another ends."""


def escaped(text: str) -> str:
    r"""A text as it can stand in XML, also in an attribute, without what XML does not take.

    >>> escaped('a \x01 & "b"')
    'a \ufffd &amp; &quot;b&quot;'
    """
    return escape(_NO_XML.sub("\ufffd", text))


def xhtml(html: str, link: Address, picture: Address) -> str:
    r"""A piece of HTML as XHTML.

    ``link`` says where links lead in the book; where one leads nowhere, also to an id that is not
    there, its text stays. ``picture`` does that for pictures; in place of one that is not to be had
    stands its description.

    >>> xhtml('<p>a<br>b &nbsp;<img src=x alt="c">', lambda a: a, lambda a: None)
    '<p>a<br/>b \xa0c</p>'
    """
    writer = _Writer(link, picture)
    writer.feed(running(html))  # which Python's parser is slow without
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Writes what it reads."""

    def __init__(self, link: Address, picture: Address) -> None:
        super().__init__(convert_charrefs=True)
        self._link = link
        self._picture = picture
        self._out: list[str] = []
        self._open = Opened()
        self._ids: set[str] = set()
        self._links: dict[int, str] = {}
        """The ids that links in the book lead to, by where in what is written."""
        self._silent = 0
        """How many elements that are left out are open."""

    def text(self) -> str:
        while self._open:
            self._end()
        for at, name in self._links.items():
            if name not in self._ids:
                self._out[at] = ""
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._silent += tag not in VOID
            return
        if self._silent or not _NAME.fullmatch(tag):
            return
        if tag == "img":
            self._image({name: value or "" for name, value in attrs})
            return
        if tag in ENDS_PARAGRAPH and "p" in self._open:
            while self._open.last != "p" and self._open.last not in ENDS_PARAGRAPH:
                self._end()
            if self._open.last == "p":
                self._end()
        while self._open.last in _IMPLIED.get(tag, ()):
            self._end()
        self._start(tag, self._kept(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._silent -= self._silent > 0 and tag not in VOID
        elif not self._silent and tag in self._open:
            while self._open.last != tag:
                self._end()
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._out.append(escape(_NO_XML.sub("\ufffd", data), quote=False))

    def _kept(self, tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        """An element's attributes, with a link's address in the book."""
        kept = {name: value or "" for name, value in attrs if name not in _WITHOUT}
        if "href" in kept:
            address = self._link(kept["href"])
            if address is None:
                del kept["href"]
            else:
                kept["href"] = address
        return kept | {"xmlns": _MATH} if tag == "math" else kept

    def _image(self, given: dict[str, str]) -> None:
        address = self._picture(given.get("src", ""))
        if address is None:
            self.handle_data(given.get("alt", ""))
        else:
            kept = {"src": address, "alt": given.get("alt", "")}
            self._start("img", kept | {n: v for n, v in given.items() if n in ("title", "id")})

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self._out.append(f"<{tag}")
        for name, value in given.items():
            if not _NAME.fullmatch(name) or name.startswith("on"):
                continue
            if name == "id":
                if value in self._ids or not value or re.search(r"\s", value):
                    continue
                self._ids.add(value)
            elif name == "href" and value.startswith("#"):
                self._links[len(self._out)] = value[1:]
            self._out.append(f' {name}="{escaped(value)}"')
            if name == "lang":
                self._out.append(f' xml:lang="{escaped(value)}"')
        if tag in VOID:
            self._out.append("/>")
        else:
            self._out.append(">")
            self._open.open(tag)

    def _end(self) -> None:
        self._out.append(f"</{self._open.close()}>")
