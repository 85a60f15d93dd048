"""Printing: a document's page as a build makes it, with the numbers of its units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from varaq import translation
from varaq.catalog import TEMPLATES, Catalog, Key, State
from varaq.checks import words_problems
from varaq.desk.shelf import Kept, Same, Shelf, signs
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.packaged import shipped
from varaq.pages import Kind, Templates, Words
from varaq.pages.handouts import OUTDATED_LABEL, credits_of, handout, placed
from varaq.pages.values import Credits, Handout
from varaq.sheets import Plan, Sheets, sheet_of
from varaq.sites import site_of
from varaq.translation import Piece, Translation

PAGE = Kind("handout", "html")
"""The kind that is shown."""
SHELL = "_desk.html"
"""The template of the desk's own page."""
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>\n?", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


class Printer:
    """Makes pages of what is on the shelf."""

    __slots__ = ("_shelf", "_templates", "_translations", "_words")

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._templates: Kept[Templates] = Kept()
        self._translations: Kept[Translation] = Kept()
        self._words: Kept[Words] = Kept()

    def translation(self, document: Document, locale: Locale, catalog: Catalog) -> Translation:
        """A document with a catalog's translations, and what stands in for the others."""
        project = self._shelf.project
        if document.name == TEMPLATES:
            return self._words_in(document, locale, catalog)
        if locale.code == project.source.code:
            return translation.source(document)
        asked: list[Catalog] = []  # by the fallback, which is another where one of them is

        def catalogs(code: str, domain: str) -> Catalog:
            asked.append(self._shelf.catalog(code, domain))
            return asked[-1]

        fallback = project.fallback(document, locale.code, catalogs)
        return self._translations.get(
            (document.name, locale.code),
            Same(document, catalog, *asked),
            lambda: translation.translate(document, catalog, fallback),
        )

    def draft(self, document: Document, locale: Locale, catalog: Catalog) -> Translation:
        """The same for a catalog that is being typed, which is not kept."""
        if document.name == TEMPLATES:
            return self._words_in(document, locale, catalog)
        fallback = self._shelf.project.fallback(document, locale.code, self._shelf.catalog)
        return translation.translate(document, catalog, fallback)

    def page(self, document: Document, locale: Locale) -> str:
        """A handout's whole page, with the numbers and states of its units."""
        said = self._said(document, locale)
        source = self._shelf.project.source
        languages = [each for each, _, _ in said]
        codes = frozenset(each.code for each in languages)
        plan = Plan(document.name, document.suffix, (PAGE,), codes)
        sheets = Sheets([plan], languages, source, (document.name,), self.templates().divides)
        siblings = [
            sheet_of(made, each, is_source=each.code == source.code) for each, made, _ in said
        ]
        at = [each.code for each in languages].index(locale.code)
        value = placed(
            self._handout(*said[at][1:], locale),
            sheets.setting(siblings[at], PAGE, sheets.kin(PAGE, siblings)),
        )
        project = self._shelf.project
        names = list(self._shelf.documents())
        site = site_of(project.config, names, (), {}, names)
        return self.templates().render(PAGE.template, self.words(locale), value, site)

    def article(self, made: Translation, locale: Locale) -> str:
        """The text of a handout alone, as HTML, with the numbers and states of its units."""
        return str(self._handout(made, None, locale).body)

    def shell(self, words: Words, values: Mapping[str, object]) -> str:
        """The desk's own page."""
        return self.templates().render(SHELL, words, None, None, values)

    def templates(self) -> Templates:
        """The templates as they are now. Raises `VaraqError` where one can't be read."""
        project = self._shelf.project
        folders = {project.root / project.config.templates, shipped("templates")}
        paths = sorted(path for folder in folders if folder.is_dir() for path in folder.iterdir())
        return self._templates.get("templates", signs(paths), self._compiled)

    def words(self, locale: Locale) -> Words:
        """The templates' words in a language."""
        found = self._shelf.words(locale.code)
        return self._words.get(locale.code, Same(*found), lambda: Words(found, locale))

    def _words_in(self, words: Document, locale: Locale, catalog: Catalog) -> Translation:
        """The templates' words in a language: they make no page, and have faults all the same."""
        messages = catalog.by_key()
        pieces = []
        for unit in words.units:
            message = messages.get(unit.key)
            state = State.UNTRANSLATED if message is None else message.state
            pieces.append(Piece(unit, state, message, None))
        faults: dict[Key, list[Problem]] = {}
        lines = {message.line: message.key for message in messages.values()}
        source = self._shelf.project.source
        for problem in words_problems(catalog, source, locale):
            faults.setdefault(lines[problem.line], []).append(problem)
        return Translation(words, tuple(pieces), faults)

    def _compiled(self) -> Templates:
        found = self._shelf.project.templates()
        texts = {name: template.text for name, template in found.items()}
        return Templates(texts, {name: item.path for name, item in found.items()})

    def _said(
        self, document: Document, locale: Locale
    ) -> list[tuple[Locale, Translation, Credits | None]]:
        """The document in all its languages, so that one leads to the others."""
        source = self._shelf.project.source
        found: list[tuple[Locale, Translation, Credits | None]] = []
        for each in (source, *self._shelf.locales()):
            try:
                catalog = (
                    self._shelf.current(each, document.domain)
                    if each.code == locale.code
                    else self._shelf.catalog(each.code, document.domain)
                )
                made = self.translation(document, each, catalog)
            except VaraqError:
                if each.code == locale.code:
                    raise
                continue  # said where that language is opened
            made_by = None if each.code == source.code else credits_of(catalog, each)
            found.append((each, made, made_by))
        return found

    def _handout(self, made: Translation, made_by: Credits | None, locale: Locale) -> Handout:
        label = self.words(locale).gettext(OUTDATED_LABEL).unescape()
        return handout(made, locale, self._shelf.project.source, made_by, label, states(made))


def states(made: Translation) -> Callable[[int], str]:
    """Attributes that say which unit a block is, and its state."""
    return lambda index: f' data-unit="{index}" data-state="{state(made, index)}"'


def state(made: Translation, index: int) -> State:
    """The state of a unit's message, used or not."""
    message = made.pieces[index].message
    return State.UNTRANSLATED if message is None else message.state


def framed(page: str, style: str, script: str, nonce: str) -> str:
    """A page with what makes it part of the desk: a style sheet and a script.

    Its own scripts, which may not run in the frame, are left out.
    """
    page = "".join(_without_scripts(page))
    page = _HEAD_END.sub(lambda end: f"<style>\n{style}\n</style>\n{end[0]}", page, count=1)
    more = f'<script nonce="{nonce}">\n{script}\n</script>\n'
    ends = list(_BODY_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + more + page[at:]


def _without_scripts(page: str) -> Iterator[str]:
    at = 0
    for start in _SCRIPT.finditer(page):
        if start.start() < at:
            continue  # within another
        end = _SCRIPT_END.search(page, start.end())
        if end is None:
            break  # nor have the others one
        yield page[at : start.start()]
        at = end.end()
    yield page[at:]


def frame_policy(nonce: str) -> str:
    """What a page in the frame may load: itself, its pictures, and no other script."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-scripts"
    )


def blocks(html: str, indexes: Sequence[int]) -> dict[int, str] | None:
    """The elements of some units in a page's HTML; None where one of them is not to be found.

    >>> blocks('<ul><li data-unit="0">a<ul><li>b</li></ul></li></ul>', [0])
    {0: '<li data-unit="0">a<ul><li>b</li></ul></li>'}
    """
    found = {}
    for index in indexes:
        start = re.search(rf'<([a-z][\w-]*)(?: [^<>]*)? data-unit="{index}"[^<>]*>', html)
        if start is None:
            return None
        depth = 0
        for tag in re.compile(rf"<(/?){start[1]}(?=[\s>])[^<>]*>").finditer(html, start.start()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                found[index] = html[start.start() : tag.end()]
                break
        else:
            return None
    return found
