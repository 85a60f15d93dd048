"""Safety: translations are data, and what they may bring to a page is little."""

from __future__ import annotations

import re

from varaq.document import markdown, markup
from varaq.document.addresses import addresses
from varaq.errors import Problem
from varaq.unit import Place, Unit

_RUNNING = (
    "abbr|b|bdi|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub"
    "|sup|u|var|wbr"
)
_SAFE_TAGS = re.compile(
    rf"</(?:{_RUNNING})\s*>"
    rf"|<(?:{_RUNNING})(?:\s+(?:lang|dir|class|title)=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w-]+))*\s*/?>",
    re.IGNORECASE,
)
"""The tags that a translation may add: those of running text, with harmless attributes."""
_ELEMENTS = frozenset(
    # those of the HTML Standard, its obsolete ones, and the two languages inside it
    re.findall(
        r"\w+",
        """a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound
        big blink blockquote body br button canvas caption center cite code col colgroup data
        datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure
        font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
        image img input ins isindex kbd keygen label legend li link listing main map mark
        marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol
        optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp
        script search section select slot small source spacer span strike strong style sub
        summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u
        ul var video wbr xmp""",
    )
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]|^[\s\x00-\x20]*[/\\]{2}")
_LITERAL = frozenset({Place.PLAIN, Place.SCALAR, Place.TITLE, Place.CODE, Place.WORDS})
"""Where a text is shown letter for letter."""
_TAGS = {Place.HTML: markup.tags, Place.GROUP: markdown.all_html}
"""How the HTML in a text is found, where that is not Markdown's running text."""


def plain_tags(unit: Unit, text: str) -> str:
    r"""A translation in which what looks like HTML and is none, as ``Vec<T>``, is text.

    >>> from varaq.unit import Place, Unit
    >>> plain_tags(Unit("x", 0, 1, Place.BLOCK, "paragraph"), "Vec<T> <b>x</b>")
    'Vec\\<T> <b>x</b>'
    """
    if "<" not in text or unit.place in _LITERAL or unit.place in _TAGS:
        return text
    own = {tag.lower() for tag in markdown.inline_html(unit.text)}
    for at in reversed(markdown.tags_at(text)):
        name = _NAME.match(text, at)
        if name is not None and name[1].lower() not in _ELEMENTS:
            tag = text[at : text.find(">", at) + 1]
            if tag.lower() not in own:
                text = f"{text[:at]}\\{text[at:]}"
    return text


def unsafe(unit: Unit, text: str) -> Problem | None:
    """What makes a translation unfit for a page, or None; the problem names no place yet.

    HTML has to stand in the source unit, or be among a few tags for running text; links may
    use http, https, mailto, tel or be relative.
    """
    if unit.place in _LITERAL or not ("<" in text or "[" in text):
        return None
    if "<" in text:
        tags = _TAGS.get(unit.place, markdown.inline_html)
        used = [tag for tag in tags(text) if not _SAFE_TAGS.fullmatch(tag)]
        allowed = {tag.lower() for tag in tags(unit.text)} if used else set()
        for tag in used:
            if tag.lower() not in allowed:
                return Problem(
                    "html-not-allowed",
                    f"the translation has HTML that its source has not: {tag[:60]}",
                    "use the tags of the source, or Markdown",
                )
    for target in targets(unit, text):
        scheme = _SCHEME.match(target)
        if _CONTROLS.search(target) or (scheme and scheme[1].lower() not in _SAFE_SCHEMES):
            if target in set(targets(unit, unit.text)):
                continue
            return Problem(
                "link-not-allowed",
                f"the translation links to {target[:60]!r}",
                "use the source's link",
            )
    return None


def targets(unit: Unit, text: str) -> list[str]:
    """Where the links and images in a text lead that stands in a unit's place, decoded."""
    if unit.place in _LITERAL:
        return []
    if unit.place is Place.HTML:
        return [address for address, _ in addresses(text)]
    if unit.place is Place.GROUP:
        return markdown.all_link_targets(text)
    return markdown.link_targets(text) if "[" in text or "<" in text else []
