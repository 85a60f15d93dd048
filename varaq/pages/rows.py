"""Rows: the units of a document, each in the source language and in a handout's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup
from markupsafe import escape as escaped

from varaq.catalog import State
from varaq.document import Document, markdown, markup
from varaq.document.fitting import fit
from varaq.document.footnotes import numbered
from varaq.document.opening import left_open
from varaq.locales import Locale
from varaq.pages.bidi import isolated
from varaq.pages.values import Row, row_id
from varaq.translation import EMPTY, Piece, Translation, presentable
from varaq.unit import Place, Unit

_LITERAL = frozenset({Place.SCALAR, Place.PLAIN, Place.TITLE})
_FRONT_MATTER = "front matter: "


def language(piece: Piece, locale: Locale, source: Locale) -> Locale:
    """The language that the words of a unit are shown in."""
    if piece.state is State.TRANSLATED:
        return locale
    if piece.stand is not None and not piece.stand.outdated:
        return Locale.parse(piece.stand.language)
    return source


@dataclass(frozen=True, slots=True)
class _Lender:
    """What the texts of a document need of it to be shown alone."""

    document: Document
    places: Mapping[str, str]
    """The address of the row of each footnote, by label with case folded."""
    numbers: Mapping[int, int]
    """The number of the footnote that each unit belongs to, by the index of the unit."""

    def html(self, text: str, words: str) -> str:
        """The HTML of a text; ``words`` are what may be links and footnotes in it."""
        document = self.document
        html = markdown.html(f"{text}\n\n{document.lent(words)}")
        return numbered(html, document.footnotes, self.places.get)


def _lender(document: Document) -> _Lender:
    places: dict[str, str] = {}
    numbers: dict[int, int] = {}
    starts = [unit.start for unit in document.units] if document.footnotes else []
    for label, footnote in document.footnotes.items():
        first, last = bisect_left(starts, footnote.start), bisect_left(starts, footnote.end)
        numbers.update(dict.fromkeys(range(first, last), footnote.number))
        if first == last:  # it is empty, or in a group
            first -= 1
        if first >= 0 and footnote.start < document.units[first].end:
            places[label] = f"#{row_id(document.units[first].anchor, first + 1)}"
    return _Lender(document, places, numbers)


def rows(translation: Translation, locale: Locale, source: Locale) -> list[Row]:
    """One row a unit, in the order of the source."""
    lender = _lender(translation.document)
    found = []
    deep = depths([piece.unit.level for piece in translation.pieces])
    noted: dict[str, tuple[int, str]] = {}
    """Where each note stands first: the row's number and id."""
    for number, piece in enumerate(translation.pieces, 1):
        row = _row(number, piece, lender, (locale, source))
        places = [noted.setdefault(note, (number, row.id)) for note in row.notes]
        depth = deep[number - 1]
        if depth or places:
            firsts = tuple(first for first, _ in places)
            at = tuple(f"#{there}" for _, there in places)
            found.append(replace(row, depth=depth, noted=firsts, noted_at=at))
        else:
            found.append(row)
    return found


def depths(levels: Sequence[int]) -> list[int]:
    """How many headings each heading stands under, itself counted; ``levels`` are 0 for others.

    >>> depths([2, 0, 4, 3, 1])
    [1, 0, 2, 2, 1]
    """
    found = []
    above: list[int] = []
    for level in levels:
        if level:
            above = [*(other for other in above if other < level), level]
        found.append(len(above) if level else 0)
    return found


def _row(
    number: int,
    piece: Piece,
    lender: _Lender,
    languages: tuple[Locale, Locale],
) -> Row:
    unit, message = piece.unit, piece.message
    locale, source = languages
    state = _state(piece)
    spoken = language(piece, locale, source) if state in ("translated", "other") else locale
    entry = message.entry() if message is not None else None
    unconfirmed = previous = Markup("")
    if entry is not None and state in ("fuzzy", "other") and piece.state is State.FUZZY:
        unconfirmed = _typed(unit, entry.msgstr, lender)
        if entry.previous_msgid:
            # it stands in the catalog, and is as little to be trusted as what is typed there
            previous = _typed(unit, entry.previous_msgid, lender) or escaped(entry.previous_msgid)
    kind = unit.kind.partition(_FRONT_MATTER)
    return Row(
        number=number,
        kind="heading" if unit.level else "front matter" if kind[1] else unit.kind,
        name=kind[2],
        level=unit.level,
        depth=0,
        anchor=unit.anchor,
        state=state,
        source=_kept(_html(unit, unit.text, lender), source),
        target=_kept(_target(piece, lender), spoken),
        tag=spoken.tag,
        dir=spoken.direction,
        unconfirmed=_kept(unconfirmed, locale),
        previous=_kept(previous, source),
        notes=unit.notes,
        noted=(),
        noted_at=(),
        footnote=lender.numbers.get(number - 1, 0),
        comment=entry.tcomment if entry is not None else "",
        context=unit.context or "",
    )


def _kept(html: Markup, locale: Locale) -> Markup:
    """HTML in a language, with Latin runs kept together where it is written from the right."""
    return Markup(isolated(html)) if locale.isolates else html  # noqa: S704 - only <bdi> is added


def _state(piece: Piece) -> str:
    if piece.stand is not None and not piece.stand.outdated:
        return "other"
    if piece.state is State.UNTRANSLATED and piece.message is not None:
        return "faulty" if piece.message.state is State.TRANSLATED else "untranslated"
    return str(piece.state)


def _target(piece: Piece, lender: _Lender) -> Markup:
    """The HTML of a unit in the handout's language; empty where there is none."""
    if piece.stand is not None and not piece.stand.outdated:
        return _typed(piece.unit, piece.stand.text, lender)
    if piece.state is not State.TRANSLATED:
        return Markup("")
    if piece.message is not None:
        return _typed(piece.unit, piece.message.strings[0], lender)
    # the source itself, or a pseudo-language, which has no messages
    shown = piece.unit.text if piece.text in (None, EMPTY) else piece.text
    return _html(piece.unit, shown or "", lender)


def _typed(unit: Unit, text: str, lender: _Lender) -> Markup:
    """The HTML of a text that somebody typed; empty where it is not safe."""
    safe = presentable(unit, text, lender.document)
    return Markup("") if safe is None else _html(unit, safe, lender)


def _html(unit: Unit, text: str, lender: _Lender) -> Markup:
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
        html = lender.html(text, text)
    elif unit.place is Place.CELL:
        # in a table, since a bar in code has a backslash only there
        words = fit(unit, text)
        html = lender.html(f"| {words} |\n|---|", words)
        html = html.partition("<th>")[2].rpartition("</th>")[0]
    elif unit.place is Place.LINE:
        # in a heading, which may begin like a block
        words = fit(unit, text)
        html = lender.html(f"# {words}", words).strip()
        html = html.removeprefix("<h1>").removesuffix("</h1>")
    else:
        words = fit(unit._replace(place=Place.BLOCK), text)
        html = lender.html(words, words).strip()
        html = html.removeprefix("<p>").removesuffix("</p>")
    if left_open(html):  # the rest of the page would be in it
        html = escape(text)
    return Markup(markup.without_ids(html))  # noqa: S704 - the Markdown library escapes it
