"""Versions: a document in one language, on its way to handouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from varaq.due import Slice
from varaq.known import Known
from varaq.manifest import Left
from varaq.pages import Kind
from varaq.voices import Said


class Found(NamedTuple):
    """What is known of a document before anything is made."""

    known: Known | None
    left: Mapping[str, Left]
    slices: Mapping[str, Slice]
    files: Mapping[str, Mapping[Kind, str]] | None
    """Where its handouts are, by the language's code, if nothing is due."""


class Written(NamedTuple):
    """A handout that is there."""

    said: Said
    kind: Kind
    base: bytes
    """What stands for what it is made of, but for what it asks for."""
    stands: Left
    searched: bytes
    """What stands for what the search finds in it; empty in all but what is searched."""
