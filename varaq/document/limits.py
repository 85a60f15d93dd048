"""Limits: how much of anything a document may have, so that its size bounds what it takes."""

from __future__ import annotations

from varaq.errors import Problem, VaraqError

MOST_UNITS = 200_000
"""A book of a thousand pages has some ten thousand."""
DEEPEST = 500
"""Blocks in blocks; browsers make no more elements in elements than 512."""


def too_many(line: int) -> VaraqError:
    """The error of a document with more units than `MOST_UNITS`, from this line on."""
    what = f"the document has more than {MOST_UNITS:,} texts"
    return VaraqError(Problem("too-large", what, "divide it", line=line))


def too_deep(line: int) -> VaraqError:
    """The error of a block in this line that is in more others than `DEEPEST`."""
    what = f"this is in more than {DEEPEST} quotations and lists"
    return VaraqError(Problem("too-deep", what, "take some of the marks before it out", line=line))
