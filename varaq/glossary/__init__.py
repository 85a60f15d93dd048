"""Glossaries: the terms of a project, and where they stand in its texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from varaq.catalog import Catalog
from varaq.document import Document
from varaq.glossary.occurrences import Finder, Occurrence
from varaq.glossary.terms import Term, names, terms

__all__ = ["Glossary", "Occurrence", "Term", "names", "terms"]


class Glossary:
    """The terms of a project's glossary documents, in its language and another."""

    __slots__ = ("_source", "_target", "keys", "language", "source", "terms")

    source: str
    """The code of the project's language."""
    language: str
    """The code of the other language."""

    terms: tuple[Term, ...]
    """In the order of the documents; of terms with an equal key, the first."""
    keys: frozenset[tuple[str | None, str]]
    """The (msgctxt, msgid) of all units of the glossary documents."""

    def __init__(
        self,
        documents: Sequence[Document],
        catalogs: Mapping[str, Catalog],
        source: str,
        language: str,
    ) -> None:
        """``documents`` may be all of a project's; ``catalogs`` are the language's, by domain.

        ``source`` and ``language`` are locale codes, such as ``az`` and ``pt_BR``.
        """
        own = [document for document in documents if document.is_glossary]
        found: dict[tuple[str | None, str], Term] = {}
        for document in own:
            for term in terms(document, catalogs.get(document.domain)):
                found.setdefault(term.key, term)
        self.terms = tuple(found.values())
        self.keys = frozenset(unit.key for document in own for unit in document.units)
        self.source, self.language = source, language
        self._source = Finder(
            [(name, term) for term in self.terms for name in term.names], _bare(source)
        )
        self._target = Finder(
            [(name, term) for term in self.terms for name in term.translation], _bare(language)
        )

    def occurrences(self, text: str, language: str) -> list[Occurrence]:
        """Where terms stand in a unit's text in one of the glossary's two languages, in order.

        Of names that overlap, the longest counts; code, link targets and HTML are left out.
        Raises `ValueError` for a language that is none of the two.
        """
        if language not in (self.source, self.language):
            raise ValueError(language)
        finder = self._source if language == self.source else self._target
        return finder.occurrences(text)

    def translated(self, source: str) -> list[Term]:
        """The terms in a source text that have a translation, each once, in its order."""
        found = (each.term for each in self._source.occurrences(source))
        return list(dict.fromkeys(term for term in found if term.translation))

    def unused(self, source: str, target: str) -> list[Term]:
        """The terms of a source text whose translation is not in the translated text.

        Terms that are not translated are not missed. A few words may stand between those of a
        translated name.
        """
        wanted = self.translated(source)
        there = self._target.loose(target) if wanted else ()
        return [term for term in wanted if term not in there]


def _bare(code: str) -> str:
    """A locale code's language."""
    return code.replace("-", "_").partition("_")[0]
