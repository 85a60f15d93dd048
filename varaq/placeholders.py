"""Placeholders: where a template puts values into its words."""

from __future__ import annotations

import re

from varaq.catalog import Message, State
from varaq.errors import Problem

PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")
"""What a template puts a value in place of; ``%%`` is a percent sign."""


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a text.

    >>> sorted(placeholders("%(count)s of 100%%"))
    ['count']
    """
    return frozenset(match[1] for match in PLACEHOLDER.finditer(text) if match[1])


def placeholder_problem(message: Message, path: str = "") -> Problem | None:
    """What is wrong with the placeholders of a translated template message, or None."""
    if message.state is not State.TRANSLATED:
        return None
    wanted = placeholders(message.id) | placeholders(message.plural or "")
    for form in message.strings:
        given = placeholders(form)
        if given - wanted or (message.plural is None and wanted - given):
            names = ", ".join(f"%({name})s" for name in sorted(wanted ^ given))
            return Problem(
                "placeholders",
                f"placeholders lost or changed: {names}",
                "keep them as the source has them",
                path,
                message.line,
            )
    return None
