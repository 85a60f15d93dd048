"""The words of the templates, translated by catalogs and never formatted.

A translation is data: placeholders ``%(name)s`` are replaced one by one with escaped values,
and nothing else in it means anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from varaq import pseudo
from varaq.catalog import Catalog, State
from varaq.locales import Locale
from varaq.placeholders import PLACEHOLDER, placeholder_problem
from varaq.plurals import form_index, plural_forms

LANGUAGE = "az"
"""The language that the packaged templates are written in."""


class Words:
    """The templates' words in one language, from catalogs that are asked in turn."""

    __slots__ = ("_catalogs", "_forms", "_found", "_said", "locale")

    def __init__(self, catalogs: Sequence[Catalog], locale: Locale) -> None:
        self.locale = locale
        """The language, which numbers are written in, too."""
        source = plural_forms(LANGUAGE) or ""
        self._forms = source
        self._catalogs = []
        self._found: dict[tuple[str | None, str, str | None, int], str] = {}
        """The texts that were asked for."""
        self._said: dict[tuple[str | None, str, str | None, int], Markup] = {}
        """What was asked for without values: most of a page's words, on every page the same."""
        for catalog in catalogs:
            forms = catalog.fields.get("Plural-Forms") or locale.plural_forms or source
            self._catalogs.append((catalog.by_key(), forms))

    def gettext(self, message: str, /, **values: object) -> Markup:
        """A message in the language, values put in place of its placeholders."""
        return self.npgettext(None, message, None, 1, **values)

    def pgettext(self, context: str, message: str, /, **values: object) -> Markup:
        """The same for a message with a context."""
        return self.npgettext(context, message, None, 1, **values)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: object) -> Markup:
        """The form of a message that goes with a number; whole numbers are written for it."""
        return self.npgettext(None, singular, plural, number, **values)

    def npgettext(
        self,
        context: str | None,
        singular: str,
        plural: str | None,
        number: int,
        /,
        **values: object,
    ) -> Markup:
        """The form of a message with a context that goes with a number."""
        key = (context, singular, plural, number)
        if values:
            found = self._found.get(key)
            if found is None:
                found = self._found[key] = self._find(*key)
            return self._filled(found, values)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._filled(self._find(*key), values)
        return said

    def _filled(self, text: str, values: Mapping[str, object]) -> Markup:
        """A message's text, escaped, with escaped values in place of its placeholders."""

        def fill(match: re.Match[str]) -> str:
            if match[1] is None:
                return "%"
            return str(escape(self._written(values[match[1]]))) if match[1] in values else match[0]

        # every part of it has been escaped
        return Markup(PLACEHOLDER.sub(fill, str(escape(text))))  # noqa: S704

    def _written(self, value: object) -> object:
        """A value as the language writes it: numbers with its digits and separators."""
        return self.locale.number(value) if type(value) is int else value

    def _find(self, context: str | None, singular: str, plural: str | None, number: int) -> str:
        for messages, forms in self._catalogs:
            message = messages.get((context, singular))
            if (
                message is None
                or message.state is not State.TRANSLATED
                or placeholder_problem(message) is not None
            ):
                continue
            if plural is None:
                return message.strings[0]
            index = form_index(forms, number)
            if index < len(message.strings):
                return message.strings[index]
        if plural is None:
            return singular
        return plural if form_index(self._forms, number) else singular


class PseudoWords(Words):
    """The templates' words in a pseudo-language, without catalogs."""

    __slots__ = ("_code",)

    def __init__(self, locale: Locale) -> None:
        super().__init__((), locale)
        self._code = locale.code

    def _find(self, context: str | None, singular: str, plural: str | None, number: int) -> str:
        return pseudo.words(super()._find(context, singular, plural, number), self._code)
