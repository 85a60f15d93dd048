"""Marks: how a page shows which units have no translation of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from varaq.catalog import State
from varaq.document import markdown
from varaq.document.fitting import fit
from varaq.locales import Locale
from varaq.translation import EMPTY, MARKABLE, Piece, Translation
from varaq.unit import Place, on_one_line

GROUP = "group"
"""The class of the element around a group of blocks."""
_INSIDE = frozenset({"list item", "definition"})
"""Units whose block can hold other blocks, so that the text is marked and not its block."""
_SIGN = re.compile(r"[\\`*_\[\]<>&$~|^]")
"""What means something to Markdown inside a line."""
_ESCAPED = r"\\\g<0>"


def grouped(attributes: str = "") -> str:
    """The attributes of a group of blocks, by which slides know it, and these."""
    if not attributes:
        return f' class="{GROUP}"'
    return attributes.replace(' class="', f' class="{GROUP} ')


class Marks:
    """How the units that have no translation of their own are marked."""

    __slots__ = ("_outdated", "_source", "_tags", "_translation", "_whole")

    def __init__(self, translation: Translation, source: Locale, outdated: str) -> None:
        """``outdated`` are the words before a translation of an older source, and no markup."""
        self._translation = translation
        self._source = source
        self._outdated = outdated
        self._tags: dict[tuple[str, str], str] = {}
        self._whole = all(piece.state is State.TRANSLATED for piece in translation.pieces)

    def for_html(self, marked: Sequence[str | None]) -> list[str | None]:
        """What stands in each unit's place on a page; ``marked`` is what `for_markdown` gives.

        There, a block is marked where it can be, and its text only where it can't.
        """
        if self._whole:
            return list(marked)
        return [
            words if piece.unit.kind in _INSIDE and not self._label(piece) else self._on_page(piece)
            for piece, words in zip(self._translation.pieces, marked, strict=True)
        ]

    def for_markdown(self) -> list[str | None]:
        """What stands in each unit's place in a Markdown handout."""
        pieces = self._translation.pieces
        if self._whole:
            return [piece.text for piece in pieces]
        return [self._wrapped(piece, self._label(piece)) for piece in pieces]

    def _on_page(self, piece: Piece) -> str | None:
        return self._wrapped(piece) if piece.unit.kind in _INSIDE else piece.text

    def attributes(self, index: int) -> str:
        """What a unit's block gets: the id of a heading, the language of a fallback."""
        piece = self._translation.pieces[index]
        unit = piece.unit
        anchor = f' id="{escape(unit.anchor)}"' if unit.level and not unit.own_anchor else ""
        if piece.unit.kind in _INSIDE:
            return anchor
        if unit.place is Place.GROUP:
            return grouped(self._tag(piece))
        return anchor + self._tag(piece)

    def left_out(self, locale: Locale) -> str:
        """What a heading gets that its author does not let translate: its language."""
        if locale.code == self._source.code:
            return ""
        return f' lang="{self._source.tag}" dir="{self._source.direction}"'

    def _label(self, piece: Piece) -> str:
        """What is written before a text, where nothing else would mark it."""
        return f"({on_one_line(self._outdated)}) " if piece.stand and piece.stand.outdated else ""

    def _tag(self, piece: Piece) -> str:
        if piece.state is State.TRANSLATED or piece.text == EMPTY:
            return ""
        if piece.stand is not None:
            name = "previous" if piece.stand.outdated else "other"
            code = piece.stand.language
        else:
            name = "outdated" if piece.state is State.FUZZY else "untranslated"
            code = self._source.code
        tag = self._tags.get((name, code))
        if tag is None:
            language = Locale.parse(code)
            tag = f' class="{name}" lang="{language.tag}" dir="{language.direction}"'
            self._tags[name, code] = tag
        return tag

    def _wrapped(self, piece: Piece, label: str = "") -> str | None:
        tag = self._tag(piece)
        if not tag or piece.unit.place not in MARKABLE:
            return piece.text
        start, end = f"<span{tag}>", "</span>"
        shown = piece.unit.text if piece.stand is None else piece.stand.text
        if piece.unit.place is Place.HTML:
            return f"{start}{escape(label, quote=False)}{fit(piece.unit, shown)}{end}"
        words = fit(piece.unit, f"{start}{_SIGN.sub(_ESCAPED, label)}{shown}{end}")
        if shown.endswith("\\") or "<" in shown:  # which could make text of the tag behind it
            own = markdown.inline_html(shown)
            if markdown.inline_html(words) != [start, *own, end]:
                return piece.text
        return words
