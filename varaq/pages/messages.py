"""The messages of templates: their words, found by Babel, for translators."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import polib
from babel.messages.extract import extract
from jinja2 import TemplateSyntaxError

from varaq import po
from varaq.catalog import Message, Style
from varaq.errors import Problem, VaraqError
from varaq.placeholders import PLACEHOLDER

_METHOD = "jinja2.ext:babel_extract"
_NOTE = "i18n:"
"""What a template comment begins with that speaks to translators: ``{# i18n: … #}``."""


def messages(templates: Mapping[str, str]) -> list[Message]:
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
            if (
                any(map(PLACEHOLDER.search, (singular, plural or "")))
                and "python-format" not in entry.flags
            ):
                entry.flags.append("python-format")
    return [po.message(entry, Style()) for entry in found.values()]


def _calls(path: str, text: str) -> list[tuple[Any, list[str], str | None]]:
    """What Babel finds in a template: messages (or forms), notes, context."""
    try:
        found = extract(
            _METHOD,
            BytesIO(text.encode()),
            comment_tags=(_NOTE,),
            options={"trimmed": "true", "silent": "false", "newstyle_gettext": "true"},
        )
        return [(message, comments, context) for _, message, comments, context in found]
    except TemplateSyntaxError as error:
        what = f"the template fails: {error.message or 'syntax error'}"
        raise VaraqError(Problem("template", what, "correct it", path, error.lineno)) from None
    except (ValueError, RecursionError) as error:  # a number of more digits than Python reads, too
        what = f"the template fails: {error}"
        raise VaraqError(Problem("template", what, "correct it", path)) from None
