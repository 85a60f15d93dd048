"""Views: what the desk's pages show, as values that go out as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from varaq import casing
from varaq.catalog import REVISED, Catalog, Message, State
from varaq.desk.advice import Advice
from varaq.desk.entries import History, Past, forms, forms_of, name_of
from varaq.desk.printing import Printer
from varaq.desk.shelf import Shelf
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.translation import Translation
from varaq.unit import Unit

View = dict[str, Any]
_SNIPPET = 80
_HITS = 50


def language(locale: Locale) -> View:
    """A language, as pages name it."""
    return {
        "code": locale.code,
        "tag": locale.tag,
        "dir": locale.direction,
        "name": locale.name,
    }


def finding(problem: Problem) -> View:
    """A problem, without its place."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "remedy": problem.remedy,
    }


def located(problem: Problem) -> View:
    """A problem with its place before it: ``content/a.md:3: ``."""
    place = "".join(f"{part}:" for part in (problem.path, problem.line) if part)
    return {**finding(problem), "message": f"{place} {problem.message}".lstrip()}


class Views:
    """What is shown of a project."""

    __slots__ = ("_advice", "_history", "_printer", "_shelf")

    def __init__(self, shelf: Shelf, printer: Printer) -> None:
        self._shelf = shelf
        self._printer = printer
        self._history = History(shelf)
        self._advice = Advice(shelf)

    def overview(self, project_id: str) -> View:
        """Languages and documents, and how far each is."""
        shelf = self._shelf
        locales = shelf.locales()
        documents = shelf.texts()
        names = [{"name": each.name, "title": _title(each)} for each in documents]
        return {
            "project": {
                "id": project_id,
                "title": shelf.project.config.title,
                "source": language(shelf.project.source),
            },
            "locales": [language(locale) for locale in locales],
            "documents": names,
            "cells": [
                cell
                for locale in locales
                for document in documents
                for cell in self._cell(locale, document)
            ],
            "problems": [located(problem) for problem in shelf.problems()],
        }

    def _cell(self, locale: Locale, document: Document) -> Iterator[View]:
        try:
            catalog = self._shelf.current(locale, document.domain)
            made = self._printer.translation(document, locale, catalog)
        except VaraqError as error:
            yield {
                "locale": locale.code,
                "document": document.name,
                "error": located(error.problems[0]),
            }
            return
        coverage = made.coverage
        unfinished = [piece for piece in made.pieces if piece.state is not State.TRANSLATED]
        yield {
            "locale": locale.code,
            "document": document.name,
            "units": coverage.units,
            "translated": coverage.translated,
            "fuzzy": sum(piece.state is State.FUZZY for piece in made.pieces),
            "words": coverage.words,
            "translated_words": coverage.translated_words,
            "problems": len(made.problems),
            "changed": catalog.fields.get(REVISED, ""),
            "next": name_of(unfinished[0].unit.key) if unfinished else None,
        }

    def document(self, locale: Locale, document: Document, page: str | None) -> View:
        """A document's units with their states; ``page`` is where its handout is, if it has one."""
        catalog = self._shelf.current(locale, document.domain)
        made = self._printer.translation(document, locale, catalog)
        return {
            "document": document.name,
            "title": _title(document),
            "locale": language(locale),
            "source": language(self._shelf.project.source),
            "page": page,
            "units": [
                {
                    "index": index,
                    "key": name_of(piece.unit.key),
                    "state": str(piece.message.state if piece.message else State.UNTRANSLATED),
                    "problem": piece.unit.key in made.faults,
                    "kind": piece.unit.kind,
                    "level": piece.unit.level,
                    "text": piece.unit.text[:_SNIPPET],
                }
                for index, piece in enumerate(made.pieces)
            ],
        }

    def unit(self, locale: Locale, document: Document, catalog: Catalog, message: Message) -> View:
        """All that there is to know of a message for who translates it."""
        places = [
            (index, unit) for index, unit in enumerate(document.units) if unit.key == message.key
        ]
        entry = message.entry()
        first = places[0][1] if places else None
        made = self._printer.translation(document, locale, catalog)
        name = name_of(message.key)
        return {
            "key": name,
            "indexes": [index for index, _ in places],
            "state": str(message.state),
            "source": message.id,
            "plural": message.plural,
            "context": message.context,
            "strings": list(forms_of(message, catalog)),
            "forms": [{"label": label} for label in forms(locale, catalog)]
            if message.plural is not None
            else [],
            "fuzzy": message.fuzzy,
            "notes": _notes(places),
            "kind": first.kind if first else "",
            "section": list(first.section) if first else [],
            "previous": entry.previous_msgid,
            "comment": entry.tcomment,
            "seen": message.text,
            "references": list(self._references(locale, document, message)),
            "terms": [
                {
                    "start": found.start,
                    "end": found.end,
                    "source": message.id[found.start : found.end],
                    "translations": list(found.term.translation),
                }
                for found in self._advice.terms(locale, message.id)
            ],
            "others": list(self._others(document, message)),
            "history": [
                {"save": past.save, "when": past.when, "strings": list(past.before.strings)}
                for past in self.history(locale, document, name)
            ],
            "findings": self.findings(document, made, locale, catalog, message),
        }

    def suggestions(self, locale: Locale, message: Message) -> list[View]:
        """What the memory has for a message."""
        return [
            {
                "source": each.source,
                "target": each.target,
                "score": each.score,
                "kind": str(each.kind),
                "origin": each.path,
            }
            for each in self._advice.suggestions(locale, message)
        ]

    def findings(
        self,
        document: Document,
        made: Translation,
        locale: Locale,
        catalog: Catalog,
        message: Message,
    ) -> list[View]:
        """What is wrong with a message's translation, the worst first."""
        found = self._advice.findings(document, made, locale, catalog, message)
        return [finding(problem) for problem in found]

    def history(self, locale: Locale, document: Document, name: str) -> list[Past]:
        """What saves have replaced in a message, newest first."""
        path = self._shelf.project.catalog_path(locale.code, document.domain)
        return self._history.of(self._shelf.project.shown(path), name)

    def search(self, locale: Locale, wanted: str) -> View:
        """The messages that have a text in source or translation, at most 50."""
        source = self._shelf.project.source.cldr.language
        own = locale.cldr.language
        here, there = casing.lower(wanted, source), casing.lower(wanted, own)
        hits: list[View] = []
        for document in self._shelf.texts():
            try:
                catalog = self._shelf.current(locale, document.domain)
            except VaraqError:
                continue
            known = catalog.by_key()
            for key in dict.fromkeys(unit.key for unit in document.units):
                message = known.get(key)
                strings = message.strings if message else ()
                if here in casing.lower(key[1], source) or any(
                    there in casing.lower(text, own) for text in strings
                ):
                    hits.append(
                        {
                            "document": document.name,
                            "title": _title(document),
                            "key": name_of(key),
                            "source": key[1],
                            "strings": list(strings),
                            "state": str(message.state if message else State.UNTRANSLATED),
                        }
                    )
                    if len(hits) == _HITS:
                        return {"hits": hits}
        return {"hits": hits}

    def _references(self, locale: Locale, document: Document, message: Message) -> Iterator[View]:
        """The translations of a message into the project's reference languages."""
        for code in self._shelf.project.config.reference:
            if code == locale.code:
                continue
            try:
                other = self._shelf.locale(code)
                found = self._shelf.catalog(code, document.domain).by_key().get(message.key)
            except VaraqError:
                continue
            if found is not None and found.state is State.TRANSLATED:
                yield {"locale": language(other), "text": found.strings[0]}

    def _others(self, document: Document, message: Message) -> Iterator[View]:
        """The other documents that use the same message."""
        for other in self._shelf.documents().values():
            if other is document:
                continue
            for unit in other.units:
                if unit.key == message.key:
                    yield {
                        "document": other.name,
                        "title": _title(other),
                        "key": name_of(unit.key),
                        "section": list(unit.section),
                    }
                    break


def _notes(places: Sequence[tuple[int, Unit]]) -> list[str]:
    return list(dict.fromkeys(note for _, unit in places for note in unit.notes))


def _title(document: Document) -> str:
    from varaq import translation
    from varaq.pages.headings import title

    return title(translation.source(document))
