"""Flags: what a translator says above an entry of a catalog, for programs to read.

``#, ignore-RULE`` keeps a rule from being reported for the entry.
"""

from __future__ import annotations

from varaq.catalog import Message

PREFIX = "ignore-"


def ignored(message: Message) -> frozenset[str]:
    """The rules that an entry is spared, by its flags; names as they are written."""
    if PREFIX not in message.text[: message.head]:
        return frozenset()
    flags = message.entry().flags
    return frozenset(flag.removeprefix(PREFIX) for flag in flags if flag.startswith(PREFIX))
