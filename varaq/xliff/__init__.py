"""XLIFF, the file that translators' programs exchange: values to text and back.

XLIFF 1.2 and 2.1 are written; 2.0 is read, too.
"""

from __future__ import annotations

from varaq import markupxml
from varaq.errors import Problem, VaraqError
from varaq.xliff import v12, v21
from varaq.xliff.values import File, Item, Review, groups, number

__all__ = ["VERSIONS", "File", "Item", "Review", "groups", "number", "read", "write"]

VERSIONS = ("1.2", "2.1")
"""The versions that are written. The first is the one that every program reads."""


def write(file: File, version: str, made_by: str) -> str:
    """The text of an XLIFF file of one of `VERSIONS`; ``made_by`` is varaq's own version."""
    return v12.write(file, made_by) if version == "1.2" else v21.write(file)


def read(data: bytes, path: str = "") -> tuple[File, ...]:
    """The files that an XLIFF document holds.

    Raises `VaraqError` where it is none, or its codes stand for very much more than is in it.
    """
    root = markupxml.read(data, path)
    versions = {v12.SPACE: v12, v21.SPACE: v21}
    if root.name == "xliff" and root.space in versions:
        try:
            return tuple(versions[root.space].read(root))
        except VaraqError as error:
            raise VaraqError(*(problem.at(path) for problem in error.problems)) from None
    if root.name == "xliff":
        what = f'this is XLIFF of version "{root.get("version")}"'
    else:
        what = f"this is no XLIFF but <{root.name}>"
    remedy = "export it as XLIFF 1.2 or 2.1"
    raise VaraqError(Problem("xliff-version", what, remedy, path, root.line))
