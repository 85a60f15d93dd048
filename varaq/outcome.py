"""The outcome: what a build did, and what it is about to do."""

from __future__ import annotations

from dataclasses import dataclass, field

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
