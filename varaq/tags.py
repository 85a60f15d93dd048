"""Tags: languages as other programs write them, in files that are exchanged.

These need not be known to CLDR, and name regions where we have scripts: ``zh-TW`` is ``zh-Hant``.
"""

from __future__ import annotations

from functools import lru_cache

from babel.core import get_global

SAME = 4
"""The `likeness` of a tag to itself, in whatever case."""
_SCRIPT_LETTERS = 4


def language(tag: str) -> str:
    """The language of a tag, without script or region.

    >>> language("PT_br")
    'pt'
    """
    return _plain(tag).partition("-")[0]


def script(tag: str) -> str:
    """The script of a tag, or else the likeliest; empty where CLDR knows none.

    >>> [script(tag) for tag in ("zh-TW", "ZH_cn", "zh", "sr-Latn-RS", "sr", "x-klingon")]
    ['Hant', 'Hans', 'Hans', 'Latn', 'Cyrl', '']
    """
    own, *subtags = _plain(tag).split("-")
    likely = get_global("likely_subtags")
    for subtag in subtags:
        if len(subtag) == _SCRIPT_LETTERS and subtag.isalpha():
            return subtag.title()
    known = (likely.get(f"{own}_{subtag.upper()}") for subtag in subtags)
    found = next(filter(None, known), None) or likely.get(own)
    return str(found).split("_")[1] if found else ""


@lru_cache(1000)
def likeness(wanted: str, given: str) -> int:
    """How much a text of the tag given is one of the tag wanted; 0: it is of no use.

    Another region is of use, another script is not; a language alone may be any of them.

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
    same = script(given) == script(wanted)
    if given == language(given):
        return 3 if same else 1
    return 2 if same else 0


def _plain(tag: str) -> str:
    return tag.casefold().replace("_", "-")
