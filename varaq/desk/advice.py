"""Advice: what the glossary, the memory and the checks have to say of one text."""

from __future__ import annotations

from collections.abc import Iterator

from varaq import checks
from varaq.catalog import Message
from varaq.desk.shelf import Kept, Shelf
from varaq.document import Document
from varaq.errors import Problem, Severity
from varaq.glossary import Glossary, Occurrence
from varaq.locales import Locale
from varaq.translation import Translation


class Advice:
    """What a translator is told, by language."""

    __slots__ = ("_glossaries", "_shelf")

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._glossaries: Kept[Glossary] = Kept()

    def terms(self, locale: Locale, text: str) -> Iterator[Occurrence]:
        """Where terms that have a translation stand in a source text."""
        glossary = self.glossary(locale)
        for found in glossary.occurrences(text, glossary.source):
            if found.term.translation:
                yield found

    def findings(
        self, document: Document, made: Translation, locale: Locale, message: Message
    ) -> list[Problem]:
        """What is wrong with a message's translation, the worst first.

        ``made`` is the document with the catalog that the message is of.
        """
        if not message.translated:
            return []
        found = list(made.faults.get(message.key, ()))
        judge = checks.Judge(self._shelf.project.source, locale, document.labels)
        for unit in {
            unit.place: unit for unit in document.units if unit.key == message.key
        }.values():
            found += judge(unit, message)
        found += checks.unused_in(self.glossary(locale), message)
        unlike = {(problem.code, problem.message): problem for problem in found}
        order = list(Severity)
        return sorted(unlike.values(), key=lambda problem: order.index(problem.severity))

    def glossary(self, locale: Locale) -> Glossary:
        """The project's glossary in a language."""
        shelf = self._shelf
        own = [document for document in shelf.documents().values() if document.is_glossary]
        held = {document.domain: shelf.catalog(locale.code, document.domain) for document in own}
        return self._glossaries.get(
            locale.code,
            (*map(id, own), *map(id, held.values())),
            lambda: Glossary(own, held, shelf.project.source.code, locale.code),
        )
