"""What comes with varaq: templates, their words, and texts to begin with."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """A folder that comes with varaq: in the wheel under the package, in a checkout beside it."""
    package = Path(__file__).parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name
