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

Address = Callable[[str], str | None]
"""From the address in a link or of a picture to the one in the book; None where it has none."""
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_DROPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "form",
        "link",
        "meta",
        "base",
    }
)
_BLOCKS = frozenset(
    # those whose start ends a paragraph, as the HTML Standard has it
    re.findall(
        r"\w+",
        """address article aside blockquote center details dialog dir div dl fieldset figcaption
        figure footer h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section
        summary table ul""",
    )
)
_NAME = re.compile(r"[a-zA-Z_][\w.-]*(?::[a-zA-Z_][\w.-]*)?", re.ASCII)
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

    ``link`` says where links lead in the book; where one leads nowhere its text stays. ``picture``
    does that for pictures; in place of one that is not to be had stands its description.

    >>> xhtml('<p>a<br>b &nbsp;<img src=x alt="c">', lambda a: a, lambda a: None)
    '<p>a<br/>b \xa0c</p>'
    """
    writer = _Writer(link, picture)
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Writes what it reads."""

    def __init__(self, link: Address, picture: Address) -> None:
        super().__init__(convert_charrefs=True)
        self._link = link
        self._picture = picture
        self._out: list[str] = []
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._silent = 0
        """How many elements that are left out are open."""

    def text(self) -> str:
        while self._open:
            self._end()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._silent += tag not in _VOID
            return
        if self._silent or not _NAME.fullmatch(tag):
            return
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._image(given)
            return
        if tag in _BLOCKS and "p" in self._open:
            while self._open[-1] != "p" and self._open[-1] not in _BLOCKS:
                self._end()
            if self._open[-1] == "p":
                self._end()
        while self._open and self._open[-1] in _IMPLIED.get(tag, ()):
            self._end()
        if tag == "a" and "href" in given:
            address = self._link(given["href"])
            if address is None:
                del given["href"]
            else:
                given["href"] = address
        self._start(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._silent -= self._silent > 0 and tag not in _VOID
        elif not self._silent and tag in self._open:
            while self._open[-1] != tag:
                self._end()
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._out.append(escape(_NO_XML.sub("\ufffd", data), quote=False))

    def _image(self, given: dict[str, str]) -> None:
        address = self._picture(given.get("src", ""))
        if address is None:
            self.handle_data(given.get("alt", ""))
        else:
            kept = {"src": address, "alt": given.get("alt", "")}
            self._start("img", kept | {n: v for n, v in given.items() if n in ("title", "id")})

    def _start(self, tag: str, given: dict[str, str]) -> None:
        out = [f"<{tag}"]
        for name, value in given.items():
            if not _NAME.fullmatch(name) or name.startswith("on") or name in ("srcset", "style"):
                continue
            if name == "id":
                if value in self._ids or not value or re.search(r"\s", value):
                    continue
                self._ids.add(value)
            out.append(f' {name}="{escaped(value)}"')
            if name == "lang":
                out.append(f' xml:lang="{escaped(value)}"')
        if tag in _VOID:
            out.append("/>")
        else:
            out.append(">")
            self._open.append(tag)
        self._out += out

    def _end(self) -> None:
        self._out.append(f"</{self._open.pop()}>")
