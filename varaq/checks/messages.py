"""Rules on one message."""

from __future__ import annotations

from varaq.catalog import Message, State
from varaq.errors import Problem


def newline_problem(message: Message, path: str = "") -> Problem | None:
    """What msgfmt refuses: a text and its translation that do not both begin or end a line.

    Fuzzy and untranslated messages are not compiled, and so not judged.
    """
    if message.state is not State.TRANSLATED:
        return None
    texts = [message.id, *([message.plural] if message.plural else []), *message.strings]
    for name, ends in (
        ("begin", [text.startswith("\n") for text in texts]),
        ("end", [text.endswith("\n") for text in texts]),
    ):
        if len(set(ends)) > 1:
            return Problem(
                "newline-ends",
                f"text and translation do not both {name} with a line feed; msgfmt refuses that",
                f"make them {name} alike",
                path,
                message.line,
            )
    return None


def count_problem(message: Message, count: int | None) -> Problem | None:
    """What is wrong with how many plural forms a message has; None where nothing is.

    ``count`` is how many its catalog asks for, if that is known. The problem names no place.
    """
    strings = message.strings
    if not count or message.plural is None or len(strings) == count:
        return None
    what = f"{len(strings)} plural forms where Plural-Forms asks for {count}"
    return Problem("plural-count", what, f"give msgstr[0] to msgstr[{count - 1}]")
