"""Folios: all handouts of one document, made as far as they are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from varaq.asked import Asked
from varaq.document import Document
from varaq.due import Due, Slice, outline
from varaq.errors import VaraqError
from varaq.front import Front
from varaq.inputs import Inputs, Source
from varaq.known import InLanguage, Known, packed, unpacked
from varaq.locales import Locale
from varaq.making import Maker
from varaq.manifest import Left, Manifest, Stamp, digest
from varaq.outcome import Carrier, Outcome, Output
from varaq.pages import BOOK, Kind, printed_beside, search
from varaq.pages.indexes import SEARCHED
from varaq.pages.parts import divided
from varaq.pages.values import Handout
from varaq.selection import Request
from varaq.sheets import Kin, Plan, Sheet, Sheets, further, sheet_known
from varaq.versions import Found, Written
from varaq.voices import Said, Voices


@dataclass(frozen=True, slots=True)
class Folios:
    """Makes the handouts of documents, one document after the other."""

    request: Request
    locales: Sequence[Locale]
    inputs: Inputs
    voices: Voices
    due: Due
    sheets: Sheets
    maker: Maker
    output: Output
    carrier: Carrier
    front: Front
    manifest: Manifest
    outcome: Outcome

    def made(self, source: Source, plan: Plan) -> Iterator[str]:
        """Make what is due of a document, and say of each handout where it is."""
        found = self._looked(source, plan, self._known(source))
        if found.files is not None:
            yield from self._taken_over(source, plan, found)
        else:
            yield from self._anew(source, plan, found)

    def kept(self, source: Source, plan: Plan) -> Iterator[str] | None:
        """The same where nothing is due; None where something is, and nothing is done."""
        known = self._known(source)
        if known is None:
            return None  # nobody need look at its catalogs
        found = self._looked(source, plan, known)
        return None if found.files is None else self._taken_over(source, plan, found)

    def _looked(self, source: Source, plan: Plan, known: Known | None) -> Found:
        """What is known of a document, and whether its handouts stand."""
        left = self.manifest.outputs(source.name)
        slices = self._slices(source, plan, known)
        files = None if known is None else self._standing_files(source, plan, known, slices, left)
        return Found(known, left, slices, files)

    def _known(self, source: Source) -> Known | None:
        """What an earlier build noted of a document as it is now."""
        known = None if self.request.force else unpacked(self.manifest.facts(source.name))
        return known if known is not None and known.source == source.digest else None

    def _taken_over(self, source: Source, plan: Plan, found: Found) -> Iterator[str]:
        if found.known is not None and found.files is not None:
            yield from self._kept(plan, found.known, found.files)
            self._refreshed(source, found.known, found.slices)

    def _slices(self, source: Source, plan: Plan, known: Known | None) -> dict[str, Slice]:
        """The parts of catalogs that a document uses, by code; what can't be read is said."""
        found = {}
        for locale in self.locales:
            if locale.code in plan.codes:
                try:
                    found[locale.code] = self.due.slice(locale, source, known)
                except VaraqError as error:
                    self.outcome.blame(error.problems)
        return found

    def _standing_files(
        self,
        source: Source,
        plan: Plan,
        known: Known,
        slices: Mapping[str, Slice],
        left: Mapping[str, Left],
    ) -> dict[str, dict[Kind, str]] | None:
        """Where a document's handouts are, if all are as they would be made; else None."""
        if self.request.of_a_part or list(known.languages) != list(slices):
            return None
        assets = self._stamps(known.assets)
        if self.due.state(plan, source, slices, self.sheets, known, assets) != known.state:
            return None
        files = {
            locale.code: self.sheets.files(locale, plan.document, known.parts)
            for locale in self.locales
            if locale.code in slices
        }
        stand = all(
            self.output.standing(where, left.get(where)) is not None
            for own in files.values()
            for where in own.values()
        )
        return files if stand else None

    def _kept(
        self, plan: Plan, known: Known, files: Mapping[str, Mapping[Kind, str]]
    ) -> Iterator[str]:
        """Take over what is known of a document whose handouts stand."""
        self.outcome.problems += known.problems
        for locale in self.locales:
            own = known.languages.get(locale.code)
            if own is None:
                continue
            self.outcome.problems += own.problems
            sheet = sheet_known(own, plan.document, locale)
            for kind, where in files[locale.code].items():
                if kind.part == 1:
                    yield where
                self.output.stay(where)
                self.front.note(sheet, kind, own.searched if kind == SEARCHED else b"")
        self.carrier.carry(path for path, stamp in known.assets.items() if stamp is not None)

    def _refreshed(self, source: Source, known: Known, slices: Mapping[str, Slice]) -> None:
        """Note that catalogs have changed elsewhere, so that nobody looks there again."""
        now = {code: slices[code].file for code in known.languages}
        if self.inputs.share_catalogs:
            for code, own in known.languages.items():
                if own.file != now[code]:
                    self.due.keep_same(code, own.file, now[code])
        elif any(own.file != now[code] for code, own in known.languages.items()):
            languages = {
                code: replace(own, file=now[code]) for code, own in known.languages.items()
            }
            self.manifest.note_facts(source.name, packed(replace(known, languages=languages)))

    def _anew(self, source: Source, plan: Plan, found: Found) -> Iterator[str]:
        """Translate a document into all languages, and make those handouts that are due."""
        known, left, slices, _ = found
        try:
            document = self.inputs.document(source)
        except VaraqError as error:
            self.outcome.blame(error.problems)
            return
        self.outcome.blame(document.problems)
        said, keys = self.voices.of(document, source, slices, known)
        siblings = [each.sheet for each in said]
        parts: Sequence[tuple[int, int]] = [(1, len(document.units))]
        if any(map(self.sheets.divides, plan.kinds)):
            parts = divided(document)
        kin = cache(lambda kind: self.sheets.kin(kind.page, siblings))
        around = cache(lambda kind: outline(plan.kinds, kin(kind)))
        asked = self._asked(known)
        made: list[Written] = []
        whole = len(said) == len(slices) == len(plan.codes)
        for each in said:
            value: Handout | None = None
            files = self.sheets.files(each.sheet.locale, plan.document, len(parts))
            for kind, where in files.items():
                if kind.part == 1:
                    yield where
                base = self.due.key(
                    each.sheet.locale, kind, source, each.slice, each.credits, around(kind)
                )
                stands = self._standing(each, kind, base, asked, left.get(where))
                searched = b""
                if stands is not None:
                    self.output.stay(where)
                    if kind == SEARCHED:
                        searched = each.searched or stands.digest
                else:
                    try:
                        value = value or self.maker.value(
                            each.translated(), each.sheet.locale, each.credits
                        )
                        stands = self._written(each, kind, value, kin(kind), parts, asked)
                        searched = self._searched(each, kind, value, where)
                    except VaraqError as error:
                        self.outcome.blame(error.at(self.output.shown(where)).problems)
                        whole = False
                        continue
                made.append(Written(each, kind, base, stands, searched))
                self.front.note(each.sheet, kind, searched)
        self.carrier.carry(asked.there())
        self._note_outputs(made, left, asked)
        self._shortened(siblings, len(parts), left)
        if whole and not self.request.of_a_part:
            self._note(source, plan, document, made, said, keys, asked, len(parts))
        else:
            self.manifest.forget([source.name])

    def _shortened(self, sheets: Sequence[Sheet], parts: int, left: Mapping[str, Left]) -> None:
        """Take away the last pages of what had more of them."""
        for sheet in sheets:
            for kind in self.sheets.kinds(sheet.locale, sheet.document):
                for where in further(sheet.locale, sheet.document, kind, parts, left):
                    self.output.remove(where)

    def _asked(self, known: Known | None) -> Asked:
        """What a document's handouts ask for, beginning with what those that stay asked for."""
        asked = Asked(self.carrier.stamp)
        if known is not None:
            asked.links.update(dict.fromkeys(known.links))
            asked.assets.update(self._stamps(known.assets))
        return asked

    def _standing(
        self, each: Said, kind: Kind, base: bytes, asked: Asked, left: Left | None
    ) -> Left | None:
        """A handout that is as it would be made; None where there is none."""
        if left is None or left.key != self._key(each, kind, base, asked):
            return None
        return self.output.standing(each.sheet.address(kind), left)

    def _key(self, each: Said, kind: Kind, base: bytes, asked: Asked) -> bytes:
        """What stands for all that a handout is made of."""
        code = each.sheet.locale.code
        now = self.due.asked(code, kind.page, self.sheets, list(asked.links), asked.assets)
        return digest(base, now)

    def _note_outputs(
        self, made: Sequence[Written], left: Mapping[str, Left], asked: Asked
    ) -> None:
        """Note the handouts of a document, once it is known what all of them ask for."""
        noted = []
        for each in made:
            where = each.said.sheet.address(each.kind)
            key = self._key(each.said, each.kind, each.base, asked)
            stands = each.stands._replace(key=key)
            if stands != left.get(where):
                noted.append((where, stands))
        if noted:
            self.manifest.note_outputs(made[0].said.sheet.document, noted)

    def _written(
        self,
        each: Said,
        kind: Kind,
        value: Handout,
        kin: Sequence[Kin],
        parts: Sequence[tuple[int, int]],
        asked: Asked,
    ) -> Left:
        """Make and write one handout. Raises `VaraqError` where that fails."""
        sheet = each.sheet
        where = sheet.address(kind)
        pages = parts if self.sheets.divides(kind) else ()
        setting = self.sheets.setting(sheet, kind.page, kin, asked.asset, pages)
        setting = replace(setting, addresses=asked.noting(setting.addresses))

        def ready() -> None:
            self.carrier.bring(asked.there())

        data, problems = self.maker.made(value, kind, setting, ready)
        shown = self.output.shown(where)
        self.outcome.problems += [problem.at(shown) for problem in problems]
        stands = self.output.put(where, data)
        if kind.suffix == "html" and not self.request.pdf:
            # what was printed of an earlier text must not stay
            self.output.remove(printed_beside(where))
        if kind == BOOK.page and not self.request.epub:
            self.output.remove(sheet.address(BOOK))
        return stands

    def _searched(self, each: Said, kind: Kind, value: Handout, where: str) -> bytes:
        """Note what the search finds in a handout; what stands for that."""
        if kind != SEARCHED:
            return b""
        found = search.packed(search.page(value.title, where, value.body))
        self.manifest.note_searched(each.sheet.document, {each.sheet.locale.code: found})
        return digest(found.encode())

    def _note(
        self,
        source: Source,
        plan: Plan,
        document: Document,
        made: Sequence[Written],
        said: Sequence[Said],
        keys: tuple[bytes, ...],
        asked: Asked,
        parts: int,
    ) -> None:
        """Note what all of a document's handouts were made of."""
        searched = {
            each.said.sheet.locale.code: each.searched for each in made if each.kind == SEARCHED
        }
        languages = {
            each.sheet.locale.code: InLanguage(
                each.slice.file,
                each.slice.entries,
                each.sheet.title,
                each.sheet.description,
                each.sheet.coverage,
                each.problems,
                each.credits,
                searched.get(each.sheet.locale.code, b""),
            )
            for each in said
        }
        known = Known(
            b"",
            source.digest,
            keys,
            tuple(asked.links),
            asked.assets,
            document.problems,
            languages,
            parts,
            self.due.shared,
        )
        slices = {each.sheet.locale.code: each.slice for each in said}
        state = self.due.state(plan, source, slices, self.sheets, known, asked.assets)
        self.manifest.note_facts(source.name, packed(replace(known, state=state)))

    def _stamps(self, paths: Mapping[str, Stamp | None]) -> dict[str, Stamp | None]:
        return {path: self.carrier.stamp(path) for path in paths}
