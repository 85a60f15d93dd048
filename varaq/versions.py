"""Versions: a document in one language, on its way to handouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from varaq.due import Slice
from varaq.known import Known
from varaq.manifest import Left
from varaq.pages import Kind
from varaq.pages.values import Credits
from varaq.sheets import Sheet
from varaq.translation import Translation


@dataclass(frozen=True, slots=True)
class Said:
    """A document in one language, before templates."""

    translation: Translation
    credits: Credits | None
    sheet: Sheet
    slice: Slice


class Found(NamedTuple):
    """What is known of a document before anything is made."""

    known: Known | None
    left: Mapping[str, Left]
    slices: Mapping[str, Slice]
    stands: bool
    """Whether nothing is due."""


class Written(NamedTuple):
    """A handout that is there."""

    said: Said
    kind: Kind
    base: bytes
    """What stands for what it is made of, but for what it asks for."""
    stands: Left
