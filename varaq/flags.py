"""Flags: what is said above an entry of a catalog, for programs to read.

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


def merged(own: list[str], wanted: list[str]) -> list[str]:
    """An entry's flags with the POT's in place of those that are the POT's to give."""
    kept = [flag for flag in own if not (flag.endswith("-format") or flag in ("wrap", "no-wrap"))]
    return kept + [flag for flag in wanted if flag != "fuzzy" and flag not in kept]
