"""Babel's way in: documents as an extraction method of ``pybabel extract``, named ``varaq``.

The protocol is Babel's ("Writing Extraction Methods"): a file goes in, and out come tuples of
line, function name, message and comments.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO

from varaq import document, files
from varaq.document.rules import USUAL, Code, Rules
from varaq.errors import Problem, VaraqError
from varaq.extraction import remarks

_WITH_CONTEXT = "pgettext"
"""The function whose first argument Babel takes for the msgctxt."""
_CODE = {"false": Code.NOTHING, "true": Code.WHOLE, "words": Code.WORDS}


class BrokenDocument(VaraqError, SystemExit):  # noqa: N818 - its message is what pybabel says
    """A document that can't be read.

    pybabel lets every exception of an extraction method through, as a traceback; only an exit
    with a message becomes a line on standard error, and exit status 1.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.code = str(self)


def extract(
    fileobj: BinaryIO,
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001 - Babel gives it; notes say themselves what they are
    options: Mapping[str, object],
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    """The messages of a document: line (1-based), function name, message, comments.

    ``options`` are those of the mapping file: ``text_fields`` and ``code_blocks``, which say what
    they say in a project's configuration, the fields with commas between them.

    The file's name decides its format, as everywhere: Markdown unless it ends in ``.txt``. A
    message with a context is given as a call of ``pgettext``, where that is among the
    keywords; else it goes without. Raises `BrokenDocument` for what is not UTF-8, has front
    matter that is not YAML, or an option that means nothing.

    >>> from io import BytesIO
    >>> list(extract(BytesIO(b"# Salam"), (), (), {}))
    [(1, None, 'Salam', ['heading 1'])]
    """
    name = getattr(fileobj, "name", None) or "document.md"
    shown = files.shown(Path(name), Path.cwd())
    path = PurePath(shown)
    if path.suffix not in document.SUFFIXES:
        path = path.with_suffix(".md")
    try:
        text = files.decoded(fileobj.read(), shown)
        found = document.read(path.stem, path.as_posix(), text, _rules(options))
    except VaraqError as error:
        raise BrokenDocument(*error.problems) from None
    for problem in found.problems:
        logging.getLogger(__name__).warning("%s", problem)
    for unit in found.units:
        call: str | None = None
        message: str | tuple[str, str] = unit.text
        if unit.context is not None and _WITH_CONTEXT in keywords:
            call, message = _WITH_CONTEXT, (unit.context, unit.text)
        yield unit.line, call, message, remarks(unit)


def _rules(options: Mapping[str, object]) -> Rules:
    """How documents are read. Raises `VaraqError` for what is none of the choices."""
    rules = USUAL
    if fields := options.get("text_fields"):
        names = str(fields).replace(",", " ").split()
        rules = replace(rules, text_fields=tuple(names))
    if said := options.get("code_blocks"):
        if said not in _CODE:
            what = f'"code_blocks" is {said!r} in the mapping file'
            raise VaraqError(Problem("option", what, f"write {', '.join(_CODE)}"))
        rules = replace(rules, code=_CODE[str(said)])
    return rules
