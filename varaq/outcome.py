"""Outcomes: what a build is about to do, what it did, and where it puts that."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from varaq import files
from varaq.errors import Problem


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """``tag/document`` of handouts under the coverage that a release asks for."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be built, or not as it should be."""
    broken: bool = False
    """Whether some input could not be used at all."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the build is about to do, for whoever shows progress."""

    done: int
    total: int
    what: str


class Output:
    """The folder that a build writes to, and what it writes noted."""

    __slots__ = ("_folder", "_force", "_outcome", "_shown")

    def __init__(self, folder: Path, shown: str, outcome: Outcome, *, force: bool) -> None:
        """``shown`` is what users see before a file's address; ``force`` writes what is there."""
        self._folder = folder
        self._shown = shown
        self._outcome = outcome
        self._force = force

    def put(self, address: str, data: bytes) -> None:
        """Write a file where it would change. Raises `VaraqError` where that fails."""
        name = self.shown(address)
        changed = files.put(self._folder / address, data, name, force=self._force)
        (self._outcome.written if changed else self._outcome.unchanged).append(name)

    def remove(self, address: str) -> None:
        """Remove a file where there is one. Raises `VaraqError` where that fails."""
        files.remove(self._folder / address, self.shown(address))

    def shown(self, address: str) -> str:
        """How users name a file of it."""
        return self._shown + address
