"""Alignment: what of a translation goes with what of its source.

For paragraphs that are cut in two or joined, and for changes of nothing but markup or links.
Everything here answers None where it is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from varaq.matching import normalised

_END = re.compile(r"(?<=[.!?…։؟])[\"'”’»)\]]*[ \n]+|(?<=[。！？])")
_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\]|\{\d+\}"
"""What follows the text of a link: where it leads, a label, or another tool's placeholder."""
_PIECE = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<break>(?:\\|(?<! ) {2,})?\n|\\ (?=\S))"
    rf"|(?P<link>\])(?:{_TARGET})?"
    r"|(?P<mark>\*\*|__|~~|[*_]|</?[A-Za-z][^<>]*>|<[^<>\s][^<>\s:]*+:[^<>\s]*+>|\{\d+\})"
)
_MARKUP = re.compile(r"[\[\]*_~<{\\\n]")
"""What is in every text that has a piece which could be changed."""
_AROUND = re.compile(
    rf"(?P<mark>\*\*|__|[*_])(?P<marked>\S.*)(?P=mark)|\[(?P<linked>.+)\](?:{_TARGET})", re.DOTALL
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the spaces between them.

    >>> sentences("Bir. İki? Üç")
    ['Bir.', 'İki?', 'Üç']
    """
    return [sentence for piece in _pieces(text) if (sentence := piece.strip())]


def _pieces(text: str) -> list[str]:
    """The same with the spaces behind each, so that they make the text again."""
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def whole(source: str, translation: str) -> bool:
    """Whether a translation can be of a whole text, and not of some of its sentences only.

    >>> whole("Bir. İki.", "One."), whole("Bir. İki.", "One. Two."), whole("Bir.", "One. Two.")
    (False, True, True)
    """
    count = len(sentences(source))
    return count < 2 or len(sentences(translation)) >= count


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
    # a text that is normalised has no line feeds, and one search is not the square of both
    known, row = (_a_line_each(each) for each in (map(normalised, sources), wanted))
    found = known.find(row)
    if found < 0:
        return None
    at = known.count("\n", 0, found)
    pieces = [piece for piece in _pieces(translation) if piece.strip()]
    return "".join(pieces[at : at + len(wanted)]).strip()


def _a_line_each(plain: Iterable[str]) -> str:
    return "".join(["\n", *(f"{sentence}\n" for sentence in plain)])


def words(text: str) -> str:
    r"""A text without its markup, normalised; what two texts have in common that say the same.

    >>> words("**A** `b` [c\\-d](e)"), words("[a `b`][x] c-d")
    ('a b c-d', 'a b c-d')
    """
    return normalised(_PIECE.sub(_said, text).replace("![", "").replace("[", ""))


def _said(piece: re.Match[str]) -> str:
    if piece["code"]:
        return piece[0].strip("`")
    return piece["escaped"] or (" " if piece["break"] else "")


def with_markup(old: str, new: str, translation: str) -> str | None:
    """A translation of ``old`` with the markup and links of ``new``; None where not sure.

    Nothing but these may differ between the two, and the translation has to have all the old
    ones. They may stand in another order there, where each becomes the same wherever it is.

    >>> with_markup("*a* [b](c)", "**a** [b](d)", "[y](c) *x*")
    '[y](d) **x**'
    """
    if old == new or not (_MARKUP.search(old) or _MARKUP.search(new)):
        return None
    if _frame(old) != _frame(new):
        return _with_around(old, new, translation)
    before, after = _Parts(old), _Parts(new)
    if len(before.tokens) != len(after.tokens):
        return None  # a text may hold the very character that markup is blotted out with
    becomes: dict[str, str] = {}
    for token, wanted in zip(before.tokens, after.named(before.tokens), strict=True):
        if becomes.setdefault(token, wanted) != wanted:
            return None
    parts = _Parts(translation)
    if sorted(parts.tokens) != sorted(before.tokens):
        return None
    return parts.put([becomes[token] for token in parts.tokens])


def _with_around(old: str, new: str, translation: str) -> str | None:
    """The same where ``new`` is ``old`` with one thing around the whole of it, or without it."""
    outer = _AROUND.fullmatch(new)
    if outer is not None:
        inner = outer["marked"] or outer["linked"]
        if inner == old and not (outer["linked"] and "[" in translation):
            start = outer.start("marked") if outer["marked"] else outer.start("linked")
            return f"{new[:start]}{translation}{new[start + len(inner) :]}"
    outer, said = _AROUND.fullmatch(old), _AROUND.fullmatch(translation)
    if outer is not None and said is not None and new == (outer["marked"] or outer["linked"]):
        if outer["mark"] == said["mark"] and outer["marked"]:
            inner = said["marked"]
        elif outer["linked"] and said["linked"]:
            inner = said["linked"]
        else:
            return None
        # two in a row begin and end with the same signs as one around the whole
        return inner if len(_Parts(inner).tokens) == len(_Parts(new).tokens) else None
    return None


def _frame(text: str) -> str:
    """A text with its markup and links blotted out."""
    return _PIECE.sub(lambda piece: piece["code"] or piece["escaped"] or "\0", text)


class _Parts:
    """A text's markup and links, and where they stand."""

    __slots__ = ("_places", "_text", "tokens")

    def __init__(self, text: str) -> None:
        self._text = text
        found = [
            piece for piece in _PIECE.finditer(text) if not (piece["code"] or piece["escaped"])
        ]
        self._places = [piece.span() for piece in found]
        self.tokens = [piece[0] for piece in found]

    def named(self, others: list[str]) -> list[str]:
        """The pieces; ``]`` alone, where the other text has a link, with its own label.

        ``[a]`` leads nowhere once its text is translated, ``[x][a]`` does.
        """
        return [
            f"][{self._label(start)}]" if piece == "]" != other else piece
            for piece, other, (start, _) in zip(self.tokens, others, self._places, strict=True)
        ]

    def put(self, tokens: list[str]) -> str:
        """The text with other tokens in place of its own."""
        out, at = [], 0
        for token, (start, end) in zip(tokens, self._places, strict=True):
            out.append(self._text[at:start])
            label = token[2:-1] if token.startswith("][") else ""
            if label and token != self._text[start:end]:
                same = label.casefold() == self._label(start).casefold()
                token = "]" if same else token
            out.append(token)
            at = end
        return "".join(out) + self._text[at:]

    def _label(self, end: int) -> str:
        """What stands between ``[`` and the ``]`` at ``end``."""
        masked = _PIECE.sub(lambda piece: "\0" * len(piece[0]), self._text[:end])
        return self._text[masked.rfind("[") + 1 : end]
