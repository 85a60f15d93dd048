"""Directives: HTML comments in a document that speak to translators or to varaq.

``<!-- i18n:comment: TEXT -->`` is a note for translators on the next unit,
``<!-- i18n:context: TEXT -->`` its msgctxt, ``<!-- i18n:skip -->`` leaves the next block
untranslated. The words are those of mdbook-i18n-helpers, whose older prefix
``mdbook-xgettext:`` is understood too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from varaq.errors import Problem, Severity

_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_COMMENT = re.compile(
    r"<!--\s*(?:i18n|mdbook-xgettext)\s*:\s*(?P<verb>[\w-]*)\s*(?::\s*(?P<text>.*?))?\s*-->",
    re.DOTALL,
)
VERBS = ("comment", "context", "skip")


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive as it stands in a document."""

    verb: str
    text: str


def directives(html: str) -> tuple[Directive, ...]:
    """The directives in a block of HTML; none where it holds anything but directives.

    >>> directives("<!-- i18n:comment: a ship's deck? no -->")
    (Directive(verb='comment', text="a ship's deck? no"),)
    >>> directives("<!-- i18n:skip --> text")
    ()
    """
    if "<!--" not in html or not _COMMENTS.fullmatch(html):
        return ()
    found = tuple(
        Directive(match["verb"], " ".join((match["text"] or "").split()))
        for match in _COMMENT.finditer(html)
    )
    return found if len(found) == html.count("<!--") else ()


def fault(directive: Directive, line: int) -> Problem | None:
    """What is wrong with a directive on a (1-based) line, or None."""
    if directive.verb not in VERBS:
        return Problem(
            "directive-unknown",
            f"unknown directive i18n:{directive.verb}",
            f"use one of {', '.join(VERBS)}",
            line=line,
            severity=Severity.WARNING,
        )
    if directive.verb != "skip" and not directive.text:
        return Problem(
            "directive-empty",
            f"directive i18n:{directive.verb} says nothing",
            f"write <!-- i18n:{directive.verb}: TEXT -->",
            line=line,
            severity=Severity.WARNING,
        )
    return None
