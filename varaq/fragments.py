"""Fragments: HTML in a translation, judged by that of its source.

It is looked at twice: tag by tag, as CommonMark finds tags in running text, and by nh3, which
reads HTML as browsers do. What only one of the two sees is not let through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

from varaq.allowance import SCHEME, SCHEMES

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_NAME = r"[a-zA-Z_:][\w.:-]*"
_TAG = re.compile(
    rf"<(?P<end>/)?(?P<name>[a-zA-Z][\w-]*)(?P<inside>(?:\s+{_NAME}(?:\s*=\s*{_VALUE})?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:\s*=\s*({_VALUE}))?")
_FREE: dict[str, frozenset[str]] = {
    **dict.fromkeys(("br", "wbr", "em", "strong", "sub", "sup"), frozenset()),
    **dict.fromkeys(("span", "bdi"), frozenset({"lang", "dir"})),
}
"""The elements that a translation may add, and the attributes that these may have."""
_SAID = frozenset({"alt", "aria-label", "dir", "label", "lang", "placeholder", "summary", "title"})
"""Attributes that a translation says in its own way, where the source has them."""
_ALONE = frozenset(
    re.findall(r"\w+", "area base br col dd dt embed hr img input li link meta p source track wbr")
)
"""Elements that need no end tag."""
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


class Tag(NamedTuple):
    """A start tag or an end tag."""

    name: str
    """In small letters."""
    is_end: bool
    attributes: tuple[tuple[str, str], ...]
    """Names in small letters, and values as they stand, without quotes."""


def tag(text: str) -> Tag | None:
    """A tag as CommonMark has it; None where a text is none.

    >>> tag("<A href='b' hidden>")
    Tag(name='a', is_end=False, attributes=(('href', 'b'), ('hidden', '')))
    """
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    pairs = (
        (name.lower(), value[1:-1] if value[:1] in ("'", '"') else value)
        for name, value in _ATTRIBUTE.findall(match["inside"])
    )
    return Tag(match["name"].lower(), match["end"] is not None, tuple(pairs))


def added(tags: Iterable[str], own: Sequence[str]) -> str:
    """The first tag of a translation that it may not have; empty where there is none.

    A tag has to be the source's, with its attributes, or one of those that a translation may
    add. Attributes that are said to readers may say something else. ``tags`` are the
    translation's, ``own`` the source's, as they stand.
    """
    letter_for_letter = {each.lower() for each in own}
    known = [each for each in map(tag, own) if each is not None]
    for text in tags:
        if text.lower() not in letter_for_letter and not _may_be(tag(text), known):
            return text
    return ""


def _may_be(one: Tag | None, own: Sequence[Tag]) -> bool:
    if one is None:
        return False
    free = _FREE.get(one.name)
    if free is not None and all(name in free for name, _ in one.attributes):
        return True
    return any(
        each.name == one.name
        and (one.is_end or not each.is_end)
        and all(_is_alike(pair, each.attributes) for pair in one.attributes)
        for each in own
    )


def _is_alike(pair: tuple[str, str], others: Sequence[tuple[str, str]]) -> bool:
    return pair in others or (pair[0] in _SAID and any(name == pair[0] for name, _ in others))


def unclosed(tags: Iterable[str], own: Iterable[str]) -> str:
    """The name of an element that a translation leaves open, or ends, and the source does not.

    Empty where there is none. What follows on the page would be in it, or out of its own.

    >>> unclosed(["<b>", "</b>", "<i>"], []), unclosed(["<b>", "<i>", "</b>", "</i>"], [])
    ('i', 'b')
    """
    left = _alone(tags) - _alone(own)
    return next(iter(left), ("", False))[0]


def _alone(tags: Iterable[str]) -> Counter[tuple[str, bool]]:
    """Tags whose other half is not where it should be: names, and whether they end an element."""
    opened: list[str] = []
    alone: Counter[tuple[str, bool]] = Counter()
    for each in map(tag, tags):
        if each is None or each.name in _ALONE:
            continue
        if not each.is_end:
            opened.append(each.name)
        elif opened and opened[-1] == each.name:
            opened.pop()
        else:
            alone[each.name, True] += 1
    return alone + Counter((name, False) for name in opened)


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
    names = {*_OURS, *_FREE}
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
