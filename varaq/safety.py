"""Safety: translations are data, and what they may bring to a page is little."""

from __future__ import annotations

import re

from varaq.document import markdown, markup
from varaq.errors import Problem
from varaq.unit import Place, Unit

_SAFE_TAGS = re.compile(
    r"</?(?:em|strong|b|i|sub|sup|bdi|mark|kbd|abbr)>|<(?:br|wbr)\s*/?>"
    r"|</?span>|<(?:span|bdi)(?:\s+(?:lang|dir)=(?:\"[\w-]*\"|'[\w-]*'))+\s*>",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]|^[\s\x00-\x20]*[/\\]{2}")
_LITERAL = frozenset({Place.PLAIN, Place.SCALAR, Place.TITLE, Place.CODE, Place.WORDS})
"""Where a text is shown letter for letter."""
_TAGS = {Place.HTML: markup.tags, Place.GROUP: markdown.all_html}
_TARGETS = {Place.HTML: lambda _: list[str](), Place.GROUP: markdown.all_link_targets}
"""How the HTML and the links in a text are found, where that is not Markdown's running text."""


def unsafe(unit: Unit, text: str, path: str = "", line: int = 0) -> Problem | None:
    """What makes a translation unfit for a page, or None.

    HTML has to stand in the source unit, or be among a few tags for running text; links may
    use http, https, mailto, tel or be relative.
    """
    if unit.place in _LITERAL or not ("<" in text or "[" in text):
        return None
    tags = _TAGS.get(unit.place, markdown.inline_html)
    allowed = {tag.lower() for tag in tags(unit.text)}
    for tag in tags(text):
        if tag.lower() not in allowed and not _SAFE_TAGS.fullmatch(tag):
            return Problem(
                "html-not-allowed",
                f"the translation has HTML that its source has not: {tag[:60]}",
                "use the tags of the source, or Markdown",
                path,
                line,
            )
    targets = _TARGETS.get(unit.place, markdown.link_targets)
    for target in targets(text):
        scheme = _SCHEME.match(target)
        if _CONTROLS.search(target) or (scheme and scheme[1].lower() not in _SAFE_SCHEMES):
            if target in set(targets(unit.text)):
                continue
            return Problem(
                "link-not-allowed",
                f"the translation links to {target[:60]!r}",
                "use the source's link",
                path,
                line,
            )
    return None
