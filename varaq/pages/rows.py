"""Rows: the units of a document, each in the source language and in a handout's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from markupsafe import Markup

from varaq.catalog import State
from varaq.document import definitions, markdown, markup
from varaq.document.fitting import fit
from varaq.locales import Locale
from varaq.pages.values import Row
from varaq.translation import EMPTY, Piece, Translation, presentable
from varaq.unit import Place, Unit

_ID = re.compile(r"(<[a-zA-Z][^<>]*?)\sid=(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_LITERAL = frozenset({Place.SCALAR, Place.PLAIN, Place.TITLE})
_FRONT_MATTER = "front matter: "


def language(piece: Piece, locale: Locale, source: Locale) -> Locale:
    """The language that the words of a unit are shown in."""
    if piece.state is State.TRANSLATED:
        return locale
    if piece.stand is not None and not piece.stand.outdated:
        return Locale.parse(piece.stand.language)
    return source


def rows(translation: Translation, locale: Locale, source: Locale) -> list[Row]:
    """One row a unit, in the order of the source."""
    labels = translation.document.labels
    found = []
    above: list[int] = []
    """The levels of the headings that a unit stands under."""
    noted: dict[str, int] = {}
    """Where each note stands first."""
    for number, piece in enumerate(translation.pieces, 1):
        level = piece.unit.level
        if level:
            above = [*(other for other in above if other < level), level]
        depth = len(above) if level else 0
        row = _row(number, piece, labels, (locale, source))
        places = tuple(noted.setdefault(note, number) for note in row.notes)
        found.append(replace(row, depth=depth, noted=places) if level or places else row)
    return found


def _row(
    number: int,
    piece: Piece,
    labels: Mapping[str, str],
    languages: tuple[Locale, Locale],
) -> Row:
    unit, message = piece.unit, piece.message
    locale, source = languages
    state = _state(piece)
    spoken = language(piece, locale, source) if state in ("translated", "other") else locale
    entry = message.entry() if message is not None else None
    unconfirmed = previous = Markup("")
    if entry is not None and state in ("fuzzy", "other") and piece.state is State.FUZZY:
        unconfirmed = _typed(unit, entry.msgstr, labels)
        if entry.previous_msgid:
            previous = _html(unit, entry.previous_msgid, labels)
    kind = unit.kind.partition(_FRONT_MATTER)
    return Row(
        number=number,
        kind="heading" if unit.level else "front matter" if kind[1] else unit.kind,
        name=kind[2],
        level=unit.level,
        depth=0,
        anchor=unit.anchor,
        state=state,
        source=_html(unit, unit.text, labels),
        target=_target(piece, labels),
        tag=spoken.tag,
        dir=spoken.direction,
        unconfirmed=unconfirmed,
        previous=previous,
        notes=unit.notes,
        noted=(),
        comment=entry.tcomment if entry is not None else "",
        context=unit.context or "",
    )


def _state(piece: Piece) -> str:
    if piece.stand is not None and not piece.stand.outdated:
        return "other"
    if piece.state is State.UNTRANSLATED and piece.message is not None:
        return "faulty" if piece.message.state is State.TRANSLATED else "untranslated"
    return str(piece.state)


def _target(piece: Piece, labels: Mapping[str, str]) -> Markup:
    """The HTML of a unit in the handout's language; empty where there is none."""
    if piece.stand is not None and not piece.stand.outdated:
        return _typed(piece.unit, piece.stand.text, labels)
    if piece.state is not State.TRANSLATED:
        return Markup("")
    if piece.message is not None:
        return _typed(piece.unit, piece.message.strings[0], labels)
    # the source itself, or a pseudo-language, which has no messages
    shown = piece.unit.text if piece.text in (None, EMPTY) else piece.text
    return _html(piece.unit, shown or "", labels)


def _typed(unit: Unit, text: str, labels: Mapping[str, str]) -> Markup:
    """The HTML of a text that somebody typed; empty where it is not safe."""
    safe = presentable(unit, text, labels)
    return Markup("") if safe is None else _html(unit, safe, labels)


def _html(unit: Unit, text: str, labels: Mapping[str, str]) -> Markup:
    """The HTML of a text in a unit's place, without the block around it, and without ids.

    An id would stand on the page twice, in both languages.
    """
    if unit.place in _LITERAL:
        html = escape(text)
    elif unit.place is Place.CODE:
        html = f"<pre><code>{escape(text)}</code></pre>"
    elif unit.place is Place.WORDS:
        html = f"<code>{escape(text)}</code>"
    elif unit.place is Place.HTML:
        html = markup.fit(text)
    elif unit.place is Place.GROUP:
        html = markdown.html(f"{text}\n\n{definitions.leading(text, labels)}")
    elif unit.place is Place.CELL:
        # in a table, since a bar in code has a backslash only there
        words = fit(unit, text)
        html = markdown.html(f"| {words} |\n|---|\n\n{definitions.leading(words, labels)}")
        html = html.partition("<th>")[2].rpartition("</th>")[0]
    else:
        words = fit(unit._replace(place=Place.BLOCK), text)
        html = markdown.html(f"{words}\n\n{definitions.leading(words, labels)}").strip()
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(_ID.sub(r"\1", html))  # noqa: S704 - the Markdown library escapes it
