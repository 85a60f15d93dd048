"""Voices: a document in each of its languages, translated where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from varaq.document import Document
from varaq.due import Due, Slice
from varaq.errors import Problem, VaraqError
from varaq.inputs import Inputs, Source, key_digest
from varaq.known import InLanguage, Known
from varaq.locales import Locale
from varaq.outcome import Outcome
from varaq.pages.values import Credits
from varaq.sheets import Sheet, sheet_known, sheet_of
from varaq.translation import Translation
from varaq.translator import Translator


@dataclass(frozen=True, slots=True)
class Said:
    """A document in one language, before templates."""

    translated: Callable[[], Translation]
    """Gives the translation, for which catalogs may have to be read. Raises `VaraqError`."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    credits: Credits | None
    sheet: Sheet
    slice: Slice
    searched: bytes
    """What stood for what the search finds in it; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Says documents in a build's languages."""

    locales: Sequence[Locale]
    inputs: Inputs
    translator: Translator
    due: Due
    outcome: Outcome

    def of(
        self, document: Document, source: Source, slices: Mapping[str, Slice], known: Known | None
    ) -> tuple[list[Said], tuple[bytes, ...]]:
        """A document in all languages that its catalogs can be read in, and its messages' keys.

        Where an earlier build knew it from the same entries, it is not translated again until
        somebody asks. ``slices`` are those of the catalogs, by code. The keys are only given
        where documents share catalogs.
        """
        share = self.inputs.share_catalogs
        keys = tuple(key_digest(*unit.key) for unit in document.units) if share else ()
        before = known.languages if known is not None and known.shared == self.due.shared else {}
        found = []
        for locale in self.locales:
            part = slices.get(locale.code)
            if part is None:
                continue
            own = before.get(locale.code)
            if own is not None and own.slice == part.entries:
                found.append(self._as_before(document, locale, part, own))
                continue
            try:
                found.append(self._anew(document, source, locale, part, keys))
            except VaraqError as error:
                self.outcome.blame(error.problems)
        return found, keys

    def _as_before(self, document: Document, locale: Locale, part: Slice, own: InLanguage) -> Said:
        self.outcome.problems += own.problems
        sheet = sheet_known(own, document.name, locale)

        def translated() -> Translation:
            return self.translator.said(document, locale)[0]

        return Said(translated, own.problems, own.credits, sheet, part, own.searched)

    def _anew(
        self,
        document: Document,
        source: Source,
        locale: Locale,
        part: Slice,
        keys: Sequence[bytes],
    ) -> Said:
        said, made_by = self.translator.said(document, locale)
        if keys and not locale.is_pseudo and made_by is not None:
            part = replace(part, entries=self.due.entries(locale, source, keys))
        problems = tuple(said.problems)
        self.outcome.problems += problems
        sheet = sheet_of(said, locale, is_source=made_by is None)
        return Said(lambda: said, problems, made_by, sheet, part, b"")
