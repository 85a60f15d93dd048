"""What comes with varaq: templates, their words, and texts to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Template:
    """A template's text and how users name its file."""

    text: str
    path: str
    packaged: bool


def shipped(name: str) -> Path:
    """A folder that comes with varaq: in the wheel under the package, in a checkout beside it."""
    package = Path(__file__).parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name
