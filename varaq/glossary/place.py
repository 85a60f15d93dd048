"""Where a word stands in a name, which decides what endings it can have."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """Where a word stands in a name."""

    ALONE = "alone"
    INNER = "inner"
    """Another word of the name follows."""
    LAST = "last"
    """It ends a name of several words."""
