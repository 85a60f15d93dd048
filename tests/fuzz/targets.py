"""Targets: what is fuzzed, by name."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

NAMES = ("catalogs", "documents", "plurals", "translations")


@dataclass(frozen=True, slots=True)
class Target:
    """What judges inputs of some kind."""

    name: str
    judge: Callable[[bytes], None]
    """Fails where an input breaks a law."""
    seeds: Callable[[], list[bytes]]
    """What gives inputs to begin with."""


def target(name: str) -> Target:
    """The target of a name, whose module is imported only now."""
    module = importlib.import_module(f"tests.fuzz.{name}")
    return Target(name, module.judge, module.seeds)
