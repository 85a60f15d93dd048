"""Browsers: whether they see in some HTML what we see.

nh3 reads HTML as they do. It takes a moment to load, so that what has no HTML does without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import nh3

from varaq.allowance import SCHEME, SCHEMES
from varaq.fragments import FREE, tag

_OURS = frozenset(
    # what Markdown makes
    re.findall(
        r"\w+",
        """a blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr img input li ol p pre span
        strong sub sup table tbody td th thead tr ul""",
    )
)
_OUR_ATTRIBUTES = frozenset(
    re.findall(
        r"\w+", "align alt checked class dir disabled href id lang src start style title type"
    )
)
_UNCLOSED = 16
"""So many comments and the like that are never closed are no slip, and the end of each would be
looked for through all that follows."""


def smuggled(html: str, own: Iterable[str], links: Iterable[str] = ()) -> bool:
    """Whether a browser sees elements, attributes or words in some HTML that we do not.

    ``html`` is what a translation becomes; ``own`` are the tags of its source, ``links`` the
    addresses that this leads to otherwise.

    >>> smuggled("<b>x</b>", ["<b>"]), smuggled("<b onclick=x>x</b>", ["<b>"])
    (False, True)
    """
    behind = html[html.rfind(">") + 1 :]
    if max(html.count("<!--") - html.count("-->"), behind.count("<?")) > _UNCLOSED:
        return True  # a browser takes all that follows for a comment
    names = {*_OURS, *FREE}
    attributes = set(_OUR_ATTRIBUTES)
    addresses = [*links]
    for each in map(tag, own):
        if each is not None:
            names.add(each.name)
            attributes |= {name for name, _ in each.attributes}
            addresses += [value for _, value in each.attributes]
    schemes = {found[1].lower() for found in map(SCHEME.match, addresses) if found}
    cleaned = nh3.clean(
        html,
        tags=names,
        clean_content_tags=set(),
        attributes={"*": attributes - {"rel"}},
        strip_comments=False,
        link_rel=None,
        url_schemes=SCHEMES | schemes,
    )
    before, after = _seen(html), _seen(cleaned)
    return before.words != after.words or not before.elements <= after.elements


class _Seen(HTMLParser):
    """The elements and the words of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[tuple[str, frozenset[tuple[str, str]]]] = set()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        pairs = frozenset((name, value or "") for name, value in attrs if name != "rel")
        self.elements.add((tag, pairs))

    def handle_data(self, data: str) -> None:
        """Take in words."""
        self.pieces.append(data)

    @property
    def words(self) -> str:
        """All words, however they are apart."""
        return "".join("".join(self.pieces).split())


def _seen(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return seen
