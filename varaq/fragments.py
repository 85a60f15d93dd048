"""Fragments: HTML in a translation, judged by that of its source.

It is looked at twice: tag by tag, as CommonMark finds tags in running text, which is done here,
and as browsers read HTML (`varaq.browsers`). What only one of the two sees is not let through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_NAME = r"[a-zA-Z_:][\w.:-]*"
_TAG = re.compile(
    rf"<(?P<end>/)?(?P<name>[a-zA-Z][\w-]*)(?P<inside>(?:\s+{_NAME}(?:\s*=\s*{_VALUE})?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:\s*=\s*({_VALUE}))?")
FREE: dict[str, frozenset[str]] = {
    **dict.fromkeys(("br", "wbr", "em", "strong", "sub", "sup"), frozenset()),
    **dict.fromkeys(("span", "bdi"), frozenset({"lang", "dir"})),
}
"""The elements that a translation may add, and the attributes that these may have."""
_SAID = frozenset({"alt", "aria-label", "dir", "label", "lang", "placeholder", "summary", "title"})
"""Attributes that a translation says in its own way, where the source has them."""
_SPARED = _SAID | {"class"}
"""Attributes that a translation may leave out; any other may be what keeps an element harmless."""
ASIDE = frozenset(
    re.findall(
        r"\w+",
        "iframe math noembed noframes noscript object script style svg template textarea title xmp",
    )
)
"""Elements that hold no running text: to a browser, what is in them may run, or be no Markdown."""
_ALONE = frozenset(
    re.findall(r"\w+", "area base br col dd dt embed hr img input li link meta p source track wbr")
)
"""Elements that need no end tag."""


_Attributes = tuple[tuple[str, str], ...]
"""Names in small letters, and values as they stand, without quotes."""


class Tag(NamedTuple):
    """A start tag or an end tag."""

    name: str
    """In small letters."""
    is_end: bool
    attributes: _Attributes


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

    A tag has to be the source's, with all its attributes, or one of those that a translation
    may add. Attributes that are said to readers may say something else, without a ``<``, which
    could be taken for a tag, or be left out.
    ``tags`` are the translation's, ``own`` the source's, as they stand.
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
    free = FREE.get(one.name)
    if free is not None and all(name in free and "<" not in said for name, said in one.attributes):
        return True
    return any(
        each.name == one.name
        and (one.is_end or (not each.is_end and _is_like(one.attributes, each.attributes)))
        for each in own
    )


def _is_like(some: _Attributes, own: _Attributes) -> bool:
    names = {name for name, _ in own}
    return all(
        pair in own or (pair[0] in _SAID & names and "<" not in pair[1]) for pair in some
    ) and all(pair in some or pair[0] in _SPARED for pair in own)


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
