"""Passages: the units of a document with all that is compared to pair them.

What the author left out of translation by ``i18n:skip`` is a passage too: its counterpart in a
translated file is nobody else's translation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from varaq.document import Document, read
from varaq.document.directives import PREFIX
from varaq.document.invariants import Invariants, invariants
from varaq.unit import Place, Unit

_SKIP = re.compile(rf"(<!--+\s*)({PREFIX})(?=\s*:\s*skip\b)".encode())
_LETTER = re.compile(r"[^\W\d_]")
_EDGES = " \t\r>"


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit with what is compared."""

    unit: Unit
    skipped: bool
    """Whether it is left out of translation."""
    shape: str
    """Its kind, and in how many quotes it stands; empty where the format knows no kinds."""
    gap: str
    """The code, HTML and the like between the passage before and this one; mostly empty."""
    traits: Invariants

    @property
    def kind(self) -> str:
        """What it is, whatever its level; empty where the format knows no kinds."""
        if self.unit.level:
            return "heading"
        return self.unit.kind if self.shape else ""

    @property
    def divisible(self) -> bool:
        """Whether another writer could have made two of it."""
        return self.unit.place in (Place.BLOCK, Place.PLAIN) and not self.unit.level


def passages(document: Document) -> list[Passage]:
    r"""The passages of a document, in its order.

    >>> document = read("a", "a.md", "# Salam\n\n```\nx = 1\n```\n\n> bir\n")
    >>> [(passage.shape, passage.gap) for passage in passages(document)]
    [('heading 1', ''), ('paragraph >', 'x = 1')]
    """
    data = document.source.encode()
    bare = bytearray(data)
    for start, end in document.comments:
        bare[start:end] = b" " * (end - start)
    skipped = set(_skipped(document, data))
    found = []
    at = 0
    for unit in sorted([*document.units, *skipped], key=lambda unit: unit.start):
        quotes = unit.prefix.count(">")
        found.append(
            Passage(
                unit=unit,
                skipped=unit in skipped,
                shape=f"{unit.kind} {'>' * quotes}".rstrip() if unit.place != Place.PLAIN else "",
                gap="\n".join(_lettered(bare[at : unit.start].decode(errors="replace"))),
                traits=invariants(unit),
            )
        )
        at = unit.end
    return found


def _skipped(document: Document, data: bytes) -> Iterator[Unit]:
    """What would be units if no directive left them out; offsets are the same."""
    # also where a directive stands in what another skips
    heard = _SKIP.sub(lambda match: match[1] + b"x" * len(match[2]), data)
    if heard == data:
        return
    own = document.units
    starts = [unit.start for unit in own]
    for unit in read(document.name, document.path, heard.decode(), document.rules).units:
        at = bisect_left(starts, unit.start)
        # what skips half of a group makes one unit of several that are there
        before = own[at - 1].end if at else 0
        behind = starts[at] if at < len(starts) else unit.end
        if before <= unit.start and unit.end <= behind:
            yield unit


def _lettered(text: str) -> Iterator[str]:
    """The lines that hold more than marks."""
    for line in text.split("\n"):
        if _LETTER.search(line):
            yield line.strip(_EDGES)
