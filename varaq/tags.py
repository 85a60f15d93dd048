"""Tags: languages as other programs write them, in files that are exchanged.

These need not be known to CLDR, and name regions where we have scripts: ``zh-TW`` is ``zh-Hant``.
"""

from __future__ import annotations

from functools import lru_cache

from babel.core import get_global

SAME = 4
"""The `likeness` of a tag to itself, in whatever case."""
_SCRIPT_LETTERS = 4
_BY_REGION = frozenset({"zh"})
"""The languages whose scripts are commonly told by regions."""


def language(tag: str) -> str:
    """The language of a tag, without script or region.

    >>> language("PT_br")
    'pt'
    """
    return _plain(tag).partition("-")[0]


def script(tag: str) -> tuple[str, bool]:
    """The script of a tag, or the likeliest, and whether the tag says so; empty where unknown.

    >>> [script(tag) for tag in ("zh-TW", "ZH_cn", "zh", "sr-Latn-RS")]
    [('Hant', True), ('Hans', True), ('Hans', False), ('Latn', True)]
    >>> [script(tag) for tag in ("sr-ME", "sr-RS", "x-klingon")]
    [('Latn', True), ('Cyrl', False), ('', False)]
    """
    own, *subtags = _plain(tag).split("-")
    likely = get_global("likely_subtags")
    for subtag in subtags:
        if len(subtag) == _SCRIPT_LETTERS and subtag.isalpha():
            return subtag.title(), True
    known = (likely.get(f"{own}_{subtag.upper()}") for subtag in subtags)
    by_region = next(filter(None, known), None)
    found = by_region or likely.get(own)
    says_so = by_region is not None or (bool(subtags) and own in _BY_REGION)
    return (str(found).split("_")[1], says_so) if found else ("", False)


@lru_cache(1000)
def likeness(wanted: str, given: str) -> int:
    """How much a text of the tag given is one of the tag wanted; 0: it is of no use.

    Another region is of use, another script is not, where both tags say which.

    >>> [likeness("pt-BR", tag) for tag in ("PT_br", "pt", "pt-PT", "es")]
    [4, 3, 2, 0]
    >>> [likeness("zh-Hant", tag) for tag in ("zh-TW", "zh", "zh-CN")]
    [2, 1, 0]
    """
    given = _plain(given)
    if given == _plain(wanted):
        return SAME
    if language(given) != language(wanted):
        return 0
    (own, own_said), (other, other_said) = script(wanted), script(given)
    if own != other:
        return 0 if own_said and other_said else 1
    return 3 if given == language(given) else 2


def _plain(tag: str) -> str:
    return tag.casefold().replace("_", "-")
