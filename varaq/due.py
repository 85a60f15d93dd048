"""Due: what stands for all that a document's handouts are made of.

Where that is what it was, and the files are as they were left, nothing is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from varaq.document.frontmatter import listed
from varaq.errors import VaraqError
from varaq.fallback import chain
from varaq.inputs import Inputs, Source, templates_digests
from varaq.known import Known
from varaq.locales import Locale
from varaq.manifest import Manifest, Stamp, digest
from varaq.pages import EPUB, Kind
from varaq.pages.values import Credits
from varaq.project import Project
from varaq.selection import Request
from varaq.sheets import Kin, Plan, Sheets

_CODE = re.compile(r"[A-Za-z][\w@-]*")
_SAME = "\0same"
"""What a manifest has `Due.note_same`'s notes under; no document is named so."""
_OPENED, _CLOSED = re.compile(r"\{[{%]"), re.compile(r"[%}]\}")
_SITE = re.compile(r"(?<![\w.])site\b(?!\s*\.(?!\s*documents\b))")
"""What asks a site for its documents, or hands it on to what could."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a language's catalogs that a document uses."""

    file: bytes
    """The digest of the whole files."""
    entries: bytes
    """The digest of the entries that are used; empty where it is not known."""


class Due:
    """What handouts are made of beside their texts, and what that comes to with these."""

    __slots__ = (
        "_frames",
        "_inputs",
        "_made_by",
        "_project",
        "_same",
        "_seen",
        "_source",
        "_templates",
        "_with_books",
        "shared",
        "words",
    )

    shared: bytes
    """What stands for all that is the same for all handouts."""
    words: Mapping[str, bytes]
    """What stands for the templates' words, by the language's code."""

    def __init__(
        self,
        inputs: Inputs,
        project: Project,
        request: Request,
        templates: Mapping[str, str],
        words: Mapping[str, bytes],
        sources: Sequence[Source],
        tools: bytes,
        manifest: Manifest,
    ) -> None:
        """``templates`` are texts by name, ``sources`` all documents of the project.

        ``words`` stand for the templates' words, by the language's code, ``tools`` for the
        programs that make pages.
        """
        self._inputs = inputs
        self._project = project
        self._source = project.source.code
        self._with_books = request.epub
        self._templates = templates_digests(templates)
        self._same = _unpacked(manifest.facts(_SAME))
        """By a language's code and the digest of its files that a document was noted with: that
        of later files, of which the document uses the same entries."""
        self._seen: dict[tuple[str, bytes], bytes] = {}
        """The same as this build found it."""
        self._made_by: dict[tuple[Kind, ...], bytes] = {}
        """What stands for kinds and their templates."""
        self._frames: dict[tuple[str, Kind], bytes] = {}
        """What stands for a kind in a language, whatever the document."""
        self.words = words
        parts = [
            tools,
            repr((project.config, request.release, request.pdf, request.epub)).encode(),
        ]
        if request.release or any(map(_lists, templates.values())):
            # the links of a translation are judged by all documents; a template lists them
            parts += [f"{each.path}\0{each.digest.hex()}".encode() for each in sources]
        if request.release:
            parts += [name.encode() for name in project.content_files()]
        parts += [repr(sorted(source.name.lower() == "index" for source in sources)[-1:]).encode()]
        self.shared = digest(*parts)

    def slice(self, locale: Locale, source: Source, known: Known | None) -> Slice:
        """The part of a language's catalogs that a document uses.

        Raises `VaraqError` where a catalog can't be read.
        """
        if locale.code == self._source or locale.is_pseudo:
            return Slice(b"-", b"-")
        codes = [locale.code, *self._stand_ins(source)]
        file = digest(*(self._inputs.catalog_digest(code, source.domain) for code in codes))
        if not self._inputs.share_catalogs:
            return Slice(file, file)
        if known is None:
            return Slice(file, b"")
        before = known.languages.get(locale.code)
        if before is not None:
            noted = self._same.get((locale.code, before.file), before.file)
            if noted == file:
                return Slice(file, before.slice)
        if before is not None and before.problems:
            return Slice(file, b"")  # they name lines, which may be others now
        return Slice(file, self.entries(locale, source, known.keys))

    def keep_same(self, code: str, before: bytes, now: bytes) -> None:
        """Hear that a document uses the same entries of files as it did of those before.

        Where documents share a catalog, this saves noting each of them anew.
        """
        self._seen[code, before] = now

    def note_same(self, manifest: Manifest) -> None:
        """Note all that was heard, after a build that has looked at all documents."""
        if self._seen != self._same:
            packed = [[code, old.hex(), new.hex()] for (code, old), new in self._seen.items()]
            manifest.note_facts(_SAME, packed)

    def entries(self, locale: Locale, source: Source, keys: Sequence[bytes]) -> bytes:
        """What stands for the entries of a language's catalogs that have these keys.

        And for who is named as the translator, and when.
        """
        codes = [locale.code, *self._stand_ins(source)]
        parts = [self._inputs.slice_digest(code, source.domain, keys) for code in codes]
        said = self._inputs.credits(locale, source.domain)
        moment = said.moment if self._with_books else said.datetime
        return digest(*parts, f"{said.translator}\0{moment}".encode())

    def state(
        self,
        plan: Plan,
        source: Source,
        slices: Mapping[str, Slice],
        sheets: Sheets,
        known: Known,
        assets: Mapping[str, Stamp | None],
    ) -> bytes:
        """What stands for all that a document's handouts are made of, in all languages.

        ``known`` says what they ask for, ``assets`` how that is now.
        """
        parts = [self.shared, source.digest, source.path.encode()]
        for code, part in slices.items():
            parts += [code.encode(), self.words[code], part.entries]
        kinds = self._made_by.get(plan.kinds)
        if kinds is None:
            kinds = digest(*(self._templates[kind.template] for kind in plan.kinds))
            self._made_by[plan.kinds] = kinds = repr(plan.kinds).encode() + kinds
        parts.append(kinds)
        parts += map(sheets.leads, known.links)
        parts.append(repr(assets).encode())
        return digest(*parts)

    def key(
        self,
        locale: Locale,
        kind: Kind,
        source: Source,
        part: Slice,
        made_by: Credits | None,
        others: bytes,
    ) -> bytes:
        """What stands for what one handout is made of, but for what it asks for.

        ``others`` is the `outline` of those of its kind.
        """
        frame = self._frames.get((locale.code, kind))
        if frame is None:
            template, words = self._templates[kind.template], self.words[locale.code]
            frame = digest(self.shared, template, words, repr(kind).encode())
            self._frames[locale.code, kind] = frame
        said = b""
        if made_by is not None:
            day = made_by.moment if kind.suffix == EPUB else made_by.datetime
            said = f"{made_by.translator}\0{day}".encode()
        return digest(frame, source.digest, source.path.encode(), part.entries, said, others)

    def asked(
        self,
        code: str,
        kind: Kind,
        sheets: Sheets,
        links: Sequence[str],
        assets: Mapping[str, Stamp | None],
    ) -> bytes:
        """What stands for what a handout of a kind asks for, as it is now."""
        if not links and not assets:
            return b""
        return digest(*_led(sheets.addresses(code, kind.page), links), repr(assets).encode())

    def template(self, name: str) -> bytes:
        """What stands for a template and all that it is made of; for nothing where it is none."""
        return self._templates.get(name, b"")

    def _stand_ins(self, source: Source) -> list[str]:
        """The languages that may stand in where a document is not translated."""
        said = source.metadata.get("fallback")
        links: Sequence[str] = self._project.config.fallback
        if said is not None:
            try:
                links = chain(listed(said), source.path)
            except VaraqError:  # said where the document is made
                links = ()
        return [link for link in links if _CODE.fullmatch(link)]


def _lists(template: str) -> bool:
    """Whether a template could list a site's documents; False is certain.

    >>> _lists("<p>our site</p>{{ site.title }}"), _lists("{% for it in [site] %}")
    (False, True)
    """
    pieces = (_OPENED.split(piece, 1) for piece in _CLOSED.split(template))
    return any(_SITE.search(code) for _, *codes in pieces for code in codes)


def _unpacked(noted: object) -> dict[tuple[str, bytes], bytes]:
    """What `Due.note_same` noted; nothing for anything else."""
    try:
        return {
            (str(code), bytes.fromhex(old)): bytes.fromhex(new)
            for code, old, new in noted or ()  # type: ignore[attr-defined]  # or it is an error
        }
    except (TypeError, ValueError):
        return {}


def outline(kinds: Sequence[Kind], kin: Sequence[Kin]) -> bytes:
    """What stands for what a handout shows of the same in other languages and kinds."""
    parts = [repr(kinds)]
    for each in kin:
        done = each.sheet.coverage
        parts.append(f"{each.address} {each.sheet.title} {done.translated}/{done.units}")
    return "\0".join(parts).encode()


def _led(addresses: Mapping[str, str], links: Sequence[str]) -> Iterator[bytes]:
    for path in links:
        yield f"{path}\0{addresses.get(path)}".encode()
