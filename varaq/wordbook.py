"""The wordbook: the templates' words in a build's languages, read where they are needed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from markupsafe import Markup

from varaq.catalog import Catalog
from varaq.errors import Problem
from varaq.inputs import Inputs, words_digest
from varaq.known import packed_problem, unpacked_problem
from varaq.locales import Locale
from varaq.manifest import Manifest, digest
from varaq.pages import PseudoWords, Words
from varaq.project import Project

_CALL = re.compile(r"(?<!\w)(?:_|n?gettext)\(")
_TEXT = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_GIVEN = re.compile(rf"\s*{_TEXT}\s*(?:,\s*{_TEXT}\s*)?[,)]")
"""What a call is given where its message is one text in quotes, or two of them."""
_OTHERWISE = re.compile(r"{%[-+]?\s*trans\b|\bn?pgettext\b")
_ESCAPE = re.compile(r"\\(.)")
_NOTED = "\0words"
"""What a manifest has what is wrong with the words under; no document is named so."""


class Wordbook(Mapping[str, Words]):
    """The templates' words by the language's code."""

    __slots__ = ("_catalogs", "_inputs", "_locales", "_problems", "_project", "_words")

    def __init__(self, project: Project, inputs: Inputs, locales: Sequence[Locale]) -> None:
        self._project = project
        self._inputs = inputs
        self._locales = {locale.code: locale for locale in locales}
        self._words: dict[str, Words] = {}
        self._catalogs: dict[str, list[Catalog]] = {}
        self._problems: dict[str, list[Problem]] = {}

    def __getitem__(self, code: str) -> Words:
        found = self._words.get(code)
        if found is None:
            locale = self._locales[code]
            if locale.is_pseudo:
                found, self._problems[code] = PseudoWords(locale), []
            else:
                own, self._problems[code] = self._project.words(code, self._inputs.read)
                self._catalogs[code] = own
                found = Words(own, locale)
            self._words[code] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._locales)

    def __len__(self) -> int:
        return len(self._locales)

    def looked_at(
        self, manifest: Manifest, templates: Mapping[str, str]
    ) -> tuple[dict[str, bytes], list[Problem]]:
        """What stands for the words that templates use, by code, and what is wrong with catalogs.

        Catalogs are read where they have changed since that was noted. ``templates`` are texts
        by name.
        """
        noted = manifest.facts(_NOTED)
        before = noted if isinstance(noted, dict) else {}
        used = _messages(templates)
        frame = digest(*(text.encode() for _, text in sorted(templates.items())))
        now: dict[str, list[object]] = {}
        digests: dict[str, bytes] = {}
        found: list[Problem] = []
        for code in self:
            file = digest(frame, words_digest(self._project, code))
            try:
                holds, entries, problems = before[code]
                known = [unpacked_problem(each) for each in problems]
                if bytes.fromhex(holds) != file:
                    raise ValueError  # noqa: TRY301 - as where it was never noted
                digests[code] = bytes.fromhex(entries)
            except (KeyError, TypeError, ValueError):
                self[code]
                known = self._problems[code]
                digests[code] = file if used is None else self._slice(code, used)
            found += known
            packed = [packed_problem(each) for each in known]
            now[code] = [file.hex(), digests[code].hex(), packed]
        if any(before.get(code) != each for code, each in now.items()):
            manifest.note_facts(_NOTED, before | now)
        return digests, found

    def _slice(self, code: str, used: Collection[str]) -> bytes:
        """What stands for those entries of a language's catalogs that templates use."""
        parts = []
        for catalog in self._catalogs.get(code, ()):
            if catalog.header is not None:
                parts.append(catalog.fields.get("Plural-Forms", "").encode())
            parts += [message.text.strip().encode() for message in catalog if message.id in used]
        return digest(*parts)


def _messages(templates: Mapping[str, str]) -> set[str] | None:
    """The messages of templates; None where some can't be told without running them.

    >>> sorted(_messages({"a": "{{ _('Salam') }} {{ ngettext('bir', 'çox', n) }}"}))
    ['Salam', 'bir', 'çox']
    >>> _messages({"a": "{{ _(word) }}"}) is None
    True
    """
    found = set()
    for text in templates.values():
        if _OTHERWISE.search(text):
            return None
        for call in _CALL.finditer(text):
            given = _GIVEN.match(text, call.end())
            if given is None:
                return None
            found |= {_ESCAPE.sub(r"\1", each) for each in given.groups() if each}
    return found


class Speaker:
    """The words of one language for a page that may not be made after all."""

    __slots__ = ("_book", "_code")

    def __init__(self, book: Wordbook, code: str) -> None:
        self._book = book
        self._code = code

    def gettext(self, message: str, **values: object) -> Markup:
        """A message in the language."""
        return self._book[self._code].gettext(message, **values)

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> Markup:
        """The form of a message that goes with a number."""
        return self._book[self._code].ngettext(singular, plural, number, **values)
