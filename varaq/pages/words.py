"""The words of the templates: extracted by Babel, translated by catalogs, never formatted.

A translation is data: placeholders ``%(name)s`` are replaced one by one with escaped values,
and nothing else in it means anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import polib
from babel.messages.extract import extract
from jinja2 import TemplateSyntaxError
from markupsafe import Markup, escape

from varaq import po
from varaq.catalog import Catalog, Message, State, Style
from varaq.checks import placeholder_problem
from varaq.checks.messages import PLACEHOLDER
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.plurals import form_index, plural_forms

LANGUAGE = "az"
"""The language that the packaged templates are written in."""
_METHOD = "jinja2.ext:babel_extract"
_NOTE = "i18n:"
"""What a template comment begins with that speaks to translators: ``{# i18n: … #}``."""


def extract_words(templates: Mapping[str, str]) -> list[Message]:
    """The messages of templates (path as users name it -> text), each once.

    Raises `VaraqError` with file and line for a template that does not parse.
    """
    found: dict[tuple[str | None, str], polib.POEntry] = {}
    for path, text in sorted(templates.items()):
        for message, comments, context in _calls(path, text):
            singular, plural = message if isinstance(message, tuple) else (message, None)
            entry = found.setdefault(
                (context, singular), polib.POEntry(msgid=singular, msgctxt=context)
            )
            if plural:
                entry.msgid_plural = plural
                entry.msgstr_plural = {0: "", 1: ""}
            if (path, "") not in entry.occurrences:
                entry.occurrences.append((path, ""))
            notes = entry.comment.split("\n") if entry.comment else []
            for comment in comments:
                note = " ".join(comment.removeprefix(_NOTE).split())
                if note and note not in notes:
                    notes.append(note)
            entry.comment = "\n".join(notes)
            if PLACEHOLDER.search(singular) and "python-format" not in entry.flags:
                entry.flags.append("python-format")
    return [po.message(entry, Style()) for entry in found.values()]


def _calls(path: str, text: str) -> list[tuple[Any, list[str], str | None]]:
    """What Babel finds in a template: messages (or forms), notes, context."""
    try:
        found = extract(
            _METHOD,
            BytesIO(text.encode()),
            comment_tags=(_NOTE,),
            options={"trimmed": "true", "silent": "false"},
        )
        return [(message, comments, context) for _, message, comments, context in found]
    except TemplateSyntaxError as error:
        what = f"the template fails: {error.message or 'syntax error'}"
        raise VaraqError(Problem("template", what, "correct it", path, error.lineno)) from None


class Words:
    """The templates' words in one language, from catalogs that are asked in turn."""

    __slots__ = ("_catalogs", "_forms")

    def __init__(self, catalogs: Sequence[Catalog], locale: Locale) -> None:
        source = plural_forms(LANGUAGE) or ""
        self._forms = source
        self._catalogs = []
        for catalog in catalogs:
            forms = catalog.fields.get("Plural-Forms") or locale.plural_forms or source
            self._catalogs.append((catalog.by_key(), forms))

    def gettext(self, message: str, **values: object) -> Markup:
        """A message in the language, values put in place of its placeholders."""
        return self.npgettext(None, message, None, 1, **values)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """The same for a message with a context."""
        return self.npgettext(context, message, None, 1, **values)

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> Markup:
        """The form of a message that goes with a number."""
        return self.npgettext(None, singular, plural, number, **values)

    def npgettext(
        self, context: str | None, singular: str, plural: str | None, number: int, **values: object
    ) -> Markup:
        """The form of a message with a context that goes with a number."""
        text = self._find(context, singular, plural, number)
        return Markup(  # noqa: S704 - every part of it has been escaped
            PLACEHOLDER.sub(
                lambda match: (
                    "%"
                    if match[1] is None
                    else str(escape(values[match[1]]))
                    if match[1] in values
                    else match[0]
                ),
                str(escape(text)),
            )
        )

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
