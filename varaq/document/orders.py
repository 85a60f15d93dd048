"""Orders: the directives that are in force while a text is read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from varaq.document.directives import Directive, fault, unpaired
from varaq.document.opening import Opening
from varaq.errors import Problem


@dataclass(slots=True)
class Group:
    """Blocks that are to be one unit, from an ``i18n:group-start`` on."""

    start: int
    """Where the blocks begin, in bytes."""
    depth: int
    """How many containers they stand in."""
    line: int
    """The line of the directive, 1-based."""
    units: int
    """How many units there were before it."""
    notes: tuple[str, ...]
    context: str | None


@dataclass(slots=True)
class Orders:
    """What directives asked for and what has not been done yet."""

    notes: list[str] = field(default_factory=list)
    context: str | None = None
    skip: bool = False
    """Whether the next block is to be left out."""
    off: int = 0
    """The line of an ``i18n:skip-start`` that is in force; else 0."""
    since: int = 0
    """Where that one ends, in bytes."""
    translate: bool = False
    """Whether the text in the next block of HTML is to be translated."""
    group: Group | None = None
    opening: Opening = field(default_factory=Opening)
    """What stands open between blocks of HTML."""
    apart: list[tuple[int, int]] = field(default_factory=list)
    """Where what is left out stands, and groups, in bytes: no title in them is a unit."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def no_text(self) -> bool:
        """Whether what begins here is no text to a browser."""
        return bool(self.opening.what)

    def obey(
        self, found: Iterable[Directive], line: int, end: int, depth: int, units: int
    ) -> Group | None:
        """Take orders from a block of directives that begins on a (1-based) line.

        ``end`` is where the block ends (bytes), ``depth`` how many containers it stands in,
        ``units`` how many units there are before it. Returns a group that it ends.
        """
        ended = None
        for directive in found:
            at = line + directive.line
            problem = fault(directive, at)
            if problem is not None:
                self.problems.append(problem)
            elif directive.verb == "comment":
                self.notes.append(directive.text)
            elif directive.verb == "context":
                self.context = directive.text
            elif directive.verb == "skip":
                self.skip = True
            elif directive.verb == "translate":
                self.translate = True
            elif directive.verb.startswith("skip-"):
                self._turn(at if directive.verb == "skip-start" else 0, at, end)
            elif directive.verb == "group-start":
                self.lose_group()
                self.group = Group(end, depth, at, units, *self.taken())
            elif self.group is None or self.group.depth != depth:
                self.problems.append(unpaired("group-end", at))
            else:
                ended, self.group = self.group, None
                self.apart.append((ended.start, end))
        return ended

    def is_text(self, group: Group) -> bool:
        """Whether all of a group that ends here is to be translated."""
        return not (self.off or self.no_text or self.opening.last >= group.start)

    def _turn(self, off: int, line: int, end: int) -> None:
        """Begin or end what ``skip-start`` and ``skip-end`` enclose."""
        if bool(off) == bool(self.off):
            self.problems.append(
                unpaired("skip-start", self.off) if off else unpaired("skip-end", line)
            )
        elif off:
            self.since = end
        else:
            self.apart.append((self.since, end))
        self.off = off

    def leave_out(self, start: int, end: int) -> None:
        """Let ``skip`` have a block (its start and end in bytes)."""
        self.skip = False
        self.taken()
        self.apart.append((start, end))

    def taken(self) -> tuple[tuple[str, ...], str | None]:
        """The notes and the context for a unit, which are then no more in force."""
        if not self.notes and self.context is None:
            return (), None
        notes, context = tuple(self.notes), self.context
        self.notes.clear()
        self.context = None
        return notes, context

    def forget(self) -> None:
        """Take back what is still waiting for a unit or a block."""
        self.taken()
        self.skip = self.translate = False

    def lose_group(self) -> None:
        """Give up a group whose container or text ends before it does."""
        if self.group is not None:
            self.problems.append(unpaired("group-start", self.group.line))
            self.group = None

    def finish(self, text: str) -> None:
        """What is still open at the end of the text is reported."""
        self.lose_group()
        if self.off:
            self.problems.append(unpaired("skip-start", self.off))
            self.apart.append((self.since, sys.maxsize))
        if self.opening.has_titles(text):  # which may be those of references
            self.apart.append((0, sys.maxsize))
        self.problems += self.opening.problems()
