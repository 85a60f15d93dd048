"""Directives: HTML comments in a document that speak to translators or to varaq.

The words are those of mdbook-i18n-helpers where it has one (its older prefix
``mdbook-xgettext:`` is understood too):

- ``<!-- i18n:comment: TEXT -->`` is a note for translators on the next unit,
- ``<!-- i18n:context: TEXT -->`` its msgctxt,
- ``<!-- i18n:skip -->`` leaves the next block untranslated, and ``i18n:skip-start`` and
  ``i18n:skip-end`` all blocks between them,
- ``<!-- i18n:group-start -->`` and ``i18n:group-end`` make the blocks between them one unit,
- ``<!-- i18n:translate -->`` makes the text in the next block of HTML units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from varaq.errors import Problem, Severity

_COMMENTS = re.compile(r"(?>\s*<!--.*?-->)+\s*", re.DOTALL)
PREFIX = r"(?:i18n|mdbook-xgettext)"
"""What a directive begins with, as a regular expression."""
_OPENING = rf"<!--+\s*{PREFIX}\s*:"
DIRECTIVE = re.compile(_OPENING)
"""Where a directive begins."""
_COMMENT = re.compile(
    _OPENING + r"\s*(?P<verb>[\w-]*?)\s*(?::\s*(?P<text>.*?))?\s*--+>",
    re.DOTALL,
)
TALKING = ("comment", "context")
"""The directives that say something."""
PAIRS = ("skip", "group")
"""The directives with a ``-start`` and an ``-end``."""
VERBS = (*TALKING, "skip", "skip-start", "skip-end", "group-start", "group-end", "translate")


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive as it stands in a document."""

    verb: str
    text: str
    line: int = 0
    """How many lines below the start of its block it begins."""


def directives(html: str) -> tuple[Directive, ...]:
    """The directives in a block of HTML; none where it holds anything but directives.

    >>> directives("<!-- i18n:comment: a ship's deck? no -->")
    (Directive(verb='comment', text="a ship's deck? no", line=0),)
    >>> directives("<!-- i18n:skip --> text")
    ()
    """
    if "<!--" not in html or not _COMMENTS.fullmatch(html):
        return ()
    found = tuple(_found(html))
    return found if len(found) == html.count("<!--") else ()


def mixed(html: str, line: int) -> Problem | None:
    """What is wrong where directives stand in a block of HTML with something else, or None.

    ``line`` (1-based) is the one that the block begins on.
    """
    for directive in _found(html) if "-->" in html else ():
        return Problem(
            "directive-not-alone",
            f"i18n:{directive.verb} stands in a block of HTML with something else",
            "let it stand on lines of its own, and what follows on the next line",
            line=line + directive.line,
            severity=Severity.WARNING,
        )
    return None


def _found(html: str) -> Iterable[Directive]:
    for match in _COMMENT.finditer(html):
        text = " ".join((match["text"] or "").split())
        yield Directive(match["verb"], text, html.count("\n", 0, match.start()))


def misplaced(html: str, line: int) -> Problem | None:
    """What is wrong with a directive inside a text on a (1-based) line, or None."""
    for directive in _found(html):
        if directive.verb in VERBS and directive.verb not in (*TALKING, "skip"):
            return Problem(
                "directive-not-alone",
                f"i18n:{directive.verb} stands inside a text",
                "let it stand on lines of its own, with blank lines around",
                line=line,
                severity=Severity.WARNING,
            )
    return None


def fault(directive: Directive, line: int) -> Problem | None:
    """What is wrong with a directive on a (1-based) line, or None."""
    name = f"i18n:{directive.verb}"
    if directive.verb not in VERBS:
        problem = Problem("directive-unknown", f"unknown directive {name}", _known(directive.verb))
    elif directive.verb in TALKING and not directive.text:
        problem = Problem(
            "directive-empty", f"directive {name} says nothing", f"write <!-- {name}: TEXT -->"
        )
    else:
        return None
    return replace(problem, line=line, severity=Severity.WARNING)


def _known(verb: str) -> str:
    if verb == "group":
        return "write i18n:group-start before the blocks, and i18n:group-end behind them"
    if verb.removesuffix("-begin") in PAIRS:
        return f"write i18n:{verb.removesuffix('-begin')}-start"
    return f"use one of {', '.join(VERBS)}"


def unpaired(verb: str, line: int) -> Problem:
    """The problem of a directive on a (1-based) line whose other half is not there."""
    name, _, half = verb.partition("-")
    if half == "start":
        what = f"i18n:{verb} has no i18n:{name}-end"
        if name == "group":
            what += " in the same quote or list item"
        remedy = f"put <!-- i18n:{name}-end --> behind the last block"
    else:
        what = f"i18n:{verb} has no i18n:{name}-start before it"
        remedy = f"put <!-- i18n:{name}-start --> before the first block, or take this one out"
    return Problem("directive-unpaired", what, remedy, line=line, severity=Severity.WARNING)
