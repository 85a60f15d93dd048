"""Headings: the title and the contents of a document in one language."""

from __future__ import annotations

from collections.abc import Iterator

from varaq.catalog import State
from varaq.document import Document, definitions, footnotes, markdown
from varaq.document.body import apart
from varaq.document.outline import Anchored
from varaq.document.references import keep
from varaq.locales import Locale
from varaq.pages.rows import language
from varaq.pages.values import Heading
from varaq.translation import EMPTY, Piece, Translation
from varaq.unit import Place, on_one_line


def title(translation: Translation) -> str:
    """A document's title in one language: its front matter's, its first heading's, its name."""
    found = _titled(translation)
    if isinstance(found, Anchored):
        return found.words
    if found is not None:
        return words(found, translation.document)
    return translation.document.name.rpartition("/")[2]


def title_language(translation: Translation, locale: Locale, source: Locale) -> Locale:
    """The language that the title of a document is shown in; a file's name is in the page's."""
    found = _titled(translation)
    if isinstance(found, Anchored):
        return source
    return locale if found is None else language(found, locale, source)


def _titled(translation: Translation) -> Piece | Anchored | None:
    """What a document's title is taken from, if not from its name."""
    pieces = translation.pieces
    for wanted in ("front matter: title", "heading 1"):
        for piece in pieces:
            if piece.unit.kind == wanted:
                return piece
    for heading in translation.document.anchored:
        if heading.level == 1:
            return heading
    return next((piece for piece in pieces if piece.unit.kind == "heading 2"), None)


def contents(translation: Translation, locale: Locale, source: Locale) -> tuple[Heading, ...]:
    """The headings of a document in one language, in order, also those that are no units."""
    found = [
        (
            piece.unit.start,
            Heading(
                piece.unit.level,
                piece.unit.anchor,
                words(piece, translation.document),
                language(piece, locale, source).tag,
            ),
        )
        for piece in translation.pieces
        if piece.unit.level and piece.text != EMPTY
    ]
    if translation.document.anchored:
        found += _apart(translation, locale, source)
        found.sort(key=lambda item: item[0])
    return tuple(heading for _, heading in found)


def _apart(
    translation: Translation, locale: Locale, source: Locale
) -> Iterator[tuple[int, Heading]]:
    """The headings that are no units, and where each begins in the source."""
    alone, grouped = apart(translation.document)
    for heading in alone:
        yield (
            heading.start,
            Heading(heading.level, heading.anchor, heading.words, source.tag),
        )
    for index, headings in grouped.items():
        piece = translation.pieces[index]
        said = markdown.headings(_shown(piece))
        if len(said) != len(headings):
            said = [heading.words for heading in headings]
        tag = language(piece, locale, source).tag
        for heading, own in zip(headings, said, strict=True):
            yield heading.start, Heading(heading.level, heading.anchor, own, tag)


def _shown(piece: Piece) -> str:
    """The text of a unit as a page shows it."""
    if piece.state is State.TRANSLATED and piece.message is not None:
        return piece.message.strings[0]
    if piece.stand is not None and not piece.stand.outdated:
        return piece.stand.text
    return piece.unit.text


def words(piece: Piece, document: Document) -> str:
    """The plain words of a unit of a document as they are shown, without marks of footnotes."""
    shown = on_one_line(_shown(piece))
    if piece.unit.place in (Place.SCALAR, Place.PLAIN):
        return shown
    if "[" not in shown:
        return markdown.plain(shown)
    labels = document.labels
    if labels:
        shown = keep(piece.unit.text, shown, labels).text
        shown = f"{shown}\n\n{definitions.written(shown, labels)}"
    notes = footnotes.lent(shown, document.footnote_labels)
    return footnotes.unlent(markdown.plain(f"{shown}\n\n{notes}"), notes)
