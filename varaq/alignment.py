"""Alignment: what of a translation goes with what of its source.

For paragraphs that are cut in two or joined, and for changes of nothing but markup or links.
Everything here answers None where it is not sure.
"""

from __future__ import annotations

import re

from varaq.matching import normalised

_END = re.compile(r"(?<=[.!?…։؟])[\"'”’»)\]]*[ \n]+|(?<=[。！？])")
_TOKEN = re.compile(
    r"\*\*|__|[*_]|`+|\]\([^()\s]*(?:\s\"[^\"]*\")?\)|\]\[[^\]]*\]|</?[A-Za-z][^<>]*>|<[^<>\s]+:[^<>\s]*>"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the spaces between them.

    >>> sentences("Bir. İki? Üç")
    ['Bir.', 'İki?', 'Üç']
    """
    found, at = [], 0
    for match in _END.finditer(text):
        found.append(text[at : match.end()].strip())
        at = match.end()
    return [sentence for sentence in (*found, text[at:].strip()) if sentence]


def share(part: str, whole: str, translation: str) -> str | None:
    """What of a translation of ``whole`` goes with ``part`` of it; None where that is not sure.

    Both have to have as many sentences, and the part has to be some of them in a row.

    >>> share("B.", "A. B.", "Ə. Ç.")
    'Ç.'
    """
    sources, targets = sentences(whole), sentences(translation)
    wanted = [normalised(sentence) for sentence in sentences(part)]
    if len(sources) != len(targets) or not 0 < len(wanted) < len(sources):
        return None
    known = [normalised(sentence) for sentence in sources]
    for at in range(len(known) - len(wanted) + 1):
        if known[at : at + len(wanted)] == wanted:
            return " ".join(targets[at : at + len(wanted)])
    return None


def with_markup(old: str, new: str, translation: str) -> str | None:
    """A translation of ``old`` with the markup and links of ``new``; None where not sure.

    Nothing but these may differ between the two, and the translation has to have the old ones
    in the same order.

    >>> with_markup("*a* [b](c)", "**a** [b](d)", "*x* [y](c)")
    '**x** [y](d)'
    """
    if _TOKEN.sub("\0", old) != _TOKEN.sub("\0", new):
        return None
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if before == after or _TOKEN.findall(translation) != before:
        return None
    tokens = iter(after)
    return _TOKEN.sub(lambda _: next(tokens), translation)
