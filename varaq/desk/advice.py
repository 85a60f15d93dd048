"""Advice: what the glossary, the memory and the checks have to say of one text."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from varaq import checks
from varaq.catalog import TEMPLATES, Catalog, Message
from varaq.desk.shelf import Kept, Same, Shelf, signs
from varaq.document import Document
from varaq.errors import Problem, Severity, VaraqError
from varaq.glossary import Glossary, Occurrence
from varaq.locales import Locale
from varaq.memory import Memory, Suggestion
from varaq.plurals import form_count
from varaq.recall import Recall
from varaq.translation import Translation

_SUGGESTIONS = 5
_MANY = 2_000
"""Entries of a memory that is made ready for many questions when it is made."""
_PATIENCE = 50.0
"""A memory is used for so many times what it took to make, whatever changes meanwhile."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A memory, of which files it is, when it was made and what that took (seconds)."""

    signs: object
    memory: Memory
    made: float
    took: float


class Advice:
    """What a translator is told, by language."""

    __slots__ = ("_glossaries", "_memories", "_shelf")

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._glossaries: Kept[Glossary] = Kept()
        self._memories: dict[str, _Remembered] = {}

    def suggestions(self, locale: Locale, message: Message) -> list[Suggestion]:
        """What was translated before and is like a message's text, the best first.

        The message's own translation is none.
        """
        found = self._memory(locale).suggestions(message.id, _SUGGESTIONS + 1)
        return [each for each in found if each.target not in message.strings][:_SUGGESTIONS]

    def _memory(self, locale: Locale) -> Memory:
        """The memory of a language, made anew where its files have changed.

        One that is long in the making is used for some time all the same.
        """
        project, shelf = self._shelf.project, self._shelf
        there = Same(*shelf.catalogs(locale.code)), signs(project.memories())
        held = self._memories.get(locale.code)
        if held is not None and (
            held.signs == there or monotonic() - held.made < _PATIENCE * held.took
        ):
            return held.memory
        start = monotonic()
        memory = Recall(project, shelf.catalogs).memory(locale)
        if len(memory) > _MANY:
            memory.prepare()
        end = monotonic()
        self._memories[locale.code] = _Remembered(there, memory, end, end - start)
        return memory

    def terms(self, locale: Locale, text: str) -> Iterator[Occurrence]:
        """Where terms that have a translation stand in a source text."""
        glossary = self.glossary(locale)
        for found in glossary.occurrences(text, glossary.source):
            if found.term.translation:
                yield found

    def findings(
        self,
        document: Document,
        made: Translation,
        locale: Locale,
        catalog: Catalog,
        message: Message,
    ) -> list[Problem]:
        """What is wrong with a message's translation, the worst first.

        ``made`` is the document with the catalog that the message is of.
        """
        if not message.translated:
            return []
        forms = form_count(catalog.fields.get("Plural-Forms", ""))
        wrong = checks.count_problem(message, forms), checks.newline_problem(message)
        found = [*filter(None, wrong), *made.faults.get(message.key, ())]
        if document.name == TEMPLATES:
            return found
        judge = checks.Judge(self._shelf.project.source, locale, document)
        for unit in {
            unit.place: unit for unit in document.units if unit.key == message.key
        }.values():
            found += judge(unit, message)
        found += checks.unused_in(self.glossary(locale), message)
        unlike = {(problem.code, problem.message): problem for problem in found}
        order = list(Severity)
        return sorted(unlike.values(), key=lambda problem: order.index(problem.severity))

    def glossary(self, locale: Locale) -> Glossary:
        """The project's glossary in a language, without catalogs that can't be read."""
        shelf = self._shelf
        own = [document for document in shelf.documents().values() if document.is_glossary]
        held = {}
        for document in own:
            with contextlib.suppress(VaraqError):  # said where that document is opened
                held[document.domain] = shelf.catalog(locale.code, document.domain)
        return self._glossaries.get(
            locale.code,
            Same(*own, *held.values()),
            lambda: Glossary(own, held, shelf.project.source.code, locale.code),
        )
