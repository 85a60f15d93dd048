"""Recall: the memory of a project, from its catalogs and from other programs' TMX files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from pathlib import Path

from varaq import dates, files, memory, tmx, upkeep
from varaq.catalog import REVISED, Catalog, Message, State
from varaq.errors import Problem, VaraqError
from varaq.hints import unhinted
from varaq.locales import Locale
from varaq.memory import Memory, Origin, Record
from varaq.pots import Upkeep
from varaq.project import Project


class Recall:
    """What a project remembers; TMX files are read once for all languages."""

    __slots__ = ("_memories", "_project", "_read", "_units", "problems")

    def __init__(
        self, project: Project, read: Callable[[str], Iterable[Catalog]] | None = None
    ) -> None:
        """``read`` gives the catalogs of a language, by its code, where they have been read."""
        self._project = project
        self._read = read
        self._units: list[tuple[str, tuple[tmx.Unit, ...]]] | None = None
        self._memories: dict[str, Memory] = {}
        self.problems: list[Problem] = []
        """What could not be read so far; all else is remembered."""

    def memory(self, locale: Locale) -> Memory:
        """What is remembered of the translations into one language."""
        if locale.code not in self._memories:
            self._memories[locale.code] = Memory(self._records(locale))
        return self._memories[locale.code]

    def _records(self, locale: Locale) -> Iterator[Record]:
        for catalog in self._catalogs(locale):
            yield from memory.of_catalog(catalog)
        source = self._project.source.tag
        for shown, units in self._files():
            for text, translation in tmx.pairs(units, source, locale.tag):
                yield Record(text, translation, shown, Origin.TMX)

    def _catalogs(self, locale: Locale) -> Iterator[Catalog]:
        if self._read is not None:
            yield from self._read(locale.code)
            return
        for path in self._project.catalog_paths(locale.code):
            try:
                yield self._project.read_catalog(path)
            except VaraqError as error:
                self.problems += error.problems

    def _files(self) -> list[tuple[str, tuple[tmx.Unit, ...]]]:
        if self._units is None:
            self._units = []
            for path in self._project.memories():
                shown = self._project.shown(path)
                try:
                    files.speakable(shown)  # entries say where a suggestion is from
                    data = files.read_bytes(path, shown, self._project.config.largest)
                    self._units.append((shown, tmx.read(data, shown)))
                except VaraqError as error:
                    self.problems += error.problems
        return self._units


def update(project: Project, locales: Sequence[Locale], *, check: bool = False) -> Upkeep:
    """What `varaq.upkeep.update` does, and what is untranslated then filled from the memory."""
    recall = Recall(project)

    def finish(locale: Locale, _: Path, catalog: Catalog) -> Catalog:
        if not any(map(memory.wanting, catalog.messages)):
            return catalog
        return memory.filled(catalog, recall.memory(locale))

    result = upkeep.updated(project, locales, finish, check=check)
    # what is wrong with a catalog is said of it already
    more = [problem for problem in recall.problems if problem not in result.problems]
    return Upkeep(result.changes, (*result.problems, *more))


def exported(project: Project, locales: Iterable[Locale]) -> tuple[list[tmx.Unit], list[Problem]]:
    """The translated messages of these languages as units of TMX, and what could not be read.

    A message of a document is one unit with all its languages; one with plurals is two, the
    singular with the first form and the plural with the last.
    """
    found: dict[tuple[object, ...], tmx.Unit] = {}
    problems: list[Problem] = []
    for locale in locales:
        for path in project.catalog_paths(locale.code):
            try:
                catalog = project.read_catalog(path)
            except VaraqError as error:
                problems += error.problems
                continue
            changed = _changed(catalog)
            for message in catalog:
                if message.state is State.TRANSLATED:
                    notes = unhinted(message.entry().comment, project.config.reference)
                    _add(found, message, project.source.tag, locale.tag, changed, notes)
    return list(found.values()), problems


def _add(
    found: dict[tuple[object, ...], tmx.Unit],
    message: Message,
    source: str,
    target: str,
    changed: str,
    remarks: Sequence[str],
) -> None:
    """Put a message's translation beside those of other languages.

    ``remarks`` are what its author says, which is the same for all of them.
    """
    entry = message.entry()
    documents = tuple(path for path, _ in entry.occurrences)
    texts = [(message.id, message.strings[0])]
    if message.plural is not None and len(message.strings) > 1:
        texts.append((message.plural, message.strings[-1]))
    notes = (entry.tcomment,) if entry.tcomment else ()
    for text, translation in texts:
        variant = tmx.Variant(target, translation, changed, notes)
        key = (documents, message.key, text)
        if key not in found:
            props = [("x-document", path) for path in documents]
            if message.context is not None:
                props.append(("x-context", message.context))
            found[key] = tmx.Unit((tmx.Variant(source, text),), tuple(props), tuple(remarks))
        unit = found[key]
        found[key] = tmx.Unit((*unit.variants, variant), unit.props, unit.notes)


def _changed(catalog: Catalog) -> str:
    """When a catalog was last changed, as TMX writes it; empty where it does not say."""
    moment = dates.moment(catalog.fields.get(REVISED, ""))
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if moment else ""
