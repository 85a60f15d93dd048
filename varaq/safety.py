"""Safety: translations are data, and what they may bring to a page is little."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from varaq import fragments
from varaq.allowance import CONTROLS, SCHEME, SCHEMES, allows, astray
from varaq.document import Document, definitions, markdown, markup
from varaq.document.addresses import addresses
from varaq.document.fitting import escape, fit
from varaq.document.parsing import OPTIONS, WITHOUT_MATH, Options, any_html
from varaq.errors import Problem
from varaq.unit import Place, Unit

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
_BARE = re.compile(r"https?://[^/?#\\]+", re.IGNORECASE)
_LITERAL = frozenset({Place.PLAIN, Place.SCALAR, Place.TITLE, Place.CODE, Place.WORDS})
"""Where a text is shown letter for letter."""
_NOT_INLINE = frozenset({Place.HTML, Place.GROUP})
"""Where a text is no Markdown in a line."""


def plain_tags(unit: Unit, text: str) -> str:
    r"""A translation in which what looks like HTML and is none, as ``Vec<T>``, is text.

    >>> from varaq.unit import Place, Unit
    >>> plain_tags(Unit("x", 0, 1, Place.BLOCK, "paragraph"), "Vec<T> <b>x</b>")
    'Vec\\<T> <b>x</b>'
    """
    if "<" not in text or unit.place in _LITERAL or unit.place in _NOT_INLINE:
        return text
    known = _ELEMENTS.union(map(_name, markdown.inline_html(unit.text)))
    out: list[str] = []
    done = 0
    for at in markdown.tags_at(text):
        if (name := _name(text, at)) and name not in known:
            out += (text[done:at], "\\")
            done = at
    return "".join([*out, text[done:]])


def _name(text: str, at: int = 0) -> str:
    """The name of an element whose tag stands somewhere in a text; empty where there is none."""
    match = _NAME.match(text, at)
    return match[1].lower() if match is not None else ""


def unsafe(unit: Unit, text: str, document: Document | None = None) -> Problem | None:
    """What makes a translation unfit for a page, or None; the problem names no place yet.

    HTML has to stand in the source unit, or be among a few tags for running text. Links and
    images lead where the source's do, or where the project allows; without the unit's document,
    wherever http, https, mailto, tel lead, or what is relative. The source's own text is safe.
    """
    if text == unit.text:
        return None
    if problem := _unsafe_note(unit, text):
        return problem
    if unit.place in _LITERAL or not ("<" in text or "[" in text):
        return None
    for reading in _readings(unit, text, document):
        problem = _unsafe_html(unit, reading, document)
        if problem := problem or _unsafe_link(unit, reading, document):
            return problem
    return None


class _Reading(NamedTuple):
    """A text as something may read it."""

    text: str
    given: str = ""
    """The definitions that it has, as Markdown."""
    options: Options = OPTIONS
    """The Markdown that it is read as."""


def _readings(unit: Unit, text: str, document: Document | None) -> Iterator[_Reading]:
    """A text as pages may show it, each time without and with the definitions that it names.

    What is a link or a footnote with the document around it can make text of what is a link's
    address or title without.
    """
    for shown in dict.fromkeys(_as_shown(unit, text.replace("\0", "\ufffd"))):
        given = document.lent(shown) if document is not None else ""
        for options in _known(shown):
            yield _Reading(shown, "", options)
            if given:
                yield _Reading(shown, given, options)


def _known(text: str) -> tuple[Options, ...]:
    """The Markdown that a text may be read as: what shows a handout may know no formulas."""
    return (OPTIONS, WITHOUT_MATH) if "$" in text else (OPTIONS,)


def _as_shown(unit: Unit, text: str) -> Iterator[str]:
    """A text, and what pages may make of it: fitting it can make a link of what was none."""
    yield text
    if unit.place is not Place.HTML:
        yield (fitted := fit(unit, text))
        yield escape(unit, fitted)
    if unit.place is Place.TERM:  # as rows show it
        yield fit(unit._replace(place=Place.BLOCK), text)


def _of_source(found: Callable[[Unit, _Reading], list[str]], unit: Unit) -> list[str]:
    """What is found in a unit's own text, also in its formulas."""
    readings = (_Reading(unit.text, options=options) for options in _known(unit.text))
    return [each for reading in readings for each in found(unit, reading)]


def _unsafe_html(unit: Unit, reading: _Reading, document: Document | None) -> Problem | None:
    tags = _tags(unit, reading) if "<" in reading.text else []
    if not tags:
        return None
    own = _of_source(_tags, unit)
    if other := fragments.added(tags, own):
        if unit.place is Place.GROUP and fragments.tag(other) is None:
            what = f"the HTML of the group is not as in the source: {other[:60]}"
            return Problem("html-not-allowed", what, "leave it as it is there")
        what = f"the translation has HTML that its source has not: {other[:60]}"
        remedy = "use the tags of the source, or Markdown"
        if "<" in other[1:]:
            remedy += ", and write &lt; in attributes"
        return Problem("html-not-allowed", what, remedy)
    if half := fragments.unclosed(tags, own):
        what = f"<{half}> is left open, or ended where it was not opened"
        return Problem("html-not-allowed", what, f"write <{half}>…</{half}>")
    from varaq.browsers import smuggled  # which texts without HTML need not wait for

    html = _html(unit, reading)
    aside = any(_name(each) in fragments.ASIDE for each in tags)
    if aside and (other := _other_aside(unit, html, document)):
        what = f"what stands here is not as in the source: {other[:60]}"
        return Problem("html-not-allowed", what, "leave it as it is there, from tag to tag")
    given = reading.given
    led = _of_source(_targets, unit) + (markdown.all_link_targets(given) if given else [])
    if smuggled(html, own, led):
        what = "browsers see other HTML in the translation than is written"
        return Problem("html-not-allowed", what, "write its HTML as the source has it")
    return None


def _html(unit: Unit, reading: _Reading) -> str:
    text, given, options = reading
    return markup.fit(text) if unit.place is Place.HTML else any_html(f"{text}\n\n{given}", options)


def _other_aside(unit: Unit, html: str, document: Document | None) -> str:
    """An element without running text that a unit's own text has not just so; or empty."""
    own = {
        each
        for reading in _readings(unit, unit.text, document)
        for each in markup.elements(_html(unit, reading), fragments.ASIDE)
    }
    found = markup.elements(html, fragments.ASIDE)
    return next((each for each in found if each not in own), "")


def _tags(unit: Unit, reading: _Reading) -> list[str]:
    """The tags in a text that stands in a unit's place."""
    text, given, options = reading
    if unit.place is Place.HTML:
        return markup.tags(text)
    if unit.place is Place.GROUP:
        return markdown.all_html(f"{text}\n\n{given}", options)
    return markdown.inline_html(text, given, options)


def _unsafe_link(unit: Unit, reading: _Reading, document: Document | None) -> Problem | None:
    found = {_whole(target) for target in _targets(unit, reading)}
    if found:
        found -= {_whole(target) for target in _of_source(_targets, unit)}
    if found and document is not None:
        # not `-=`, which looks at all of what is taken away
        found = found - document.held("where its labels lead", _leading)
    for target in sorted(found):
        scheme = SCHEME.match(target)
        what = f"the translation links to {target[:60]!r}"
        if CONTROLS.search(target) or (scheme and scheme[1].lower() not in SCHEMES):
            return Problem("link-not-allowed", what, "use the source's link")
        if document is not None and not allows(document.rules.links, target):
            what += ", and its source does not"
            remedy = "use the source's link, or allow it by translation_links in the configuration"
            return Problem("link-not-allowed", what, remedy)
    return None


def _leading(document: Document) -> frozenset[str]:
    return frozenset(map(_whole, document.labels.values()))


def _unsafe_note(unit: Unit, text: str) -> Problem | None:
    """What is wrong with a footnote that is an address to what knows no footnotes.

    To that, ``[^1]: x`` in a Markdown handout says where the link ``[^1]`` leads.
    """
    if unit.kind != "footnote" and not (unit.place is Place.GROUP and "[^" in text):
        return None
    found = {target for target in _noted(unit, text) if astray(target)}
    for target in sorted(found.difference(_noted(unit, unit.text) if found else ())):
        what = f"the translation links to {target[:60]!r} where footnotes are not known"
        return Problem("link-not-allowed", what, "put a word before it")
    return None


def _noted(unit: Unit, text: str) -> Iterator[str]:
    """Where footnotes of a text lead to what knows none."""
    for shown in dict.fromkeys(_as_shown(unit, text)):
        given = shown if unit.place is Place.GROUP else f"[^]: {shown}"
        yield from definitions.footnotes_as_links(given)


def _whole(target: str) -> str:
    """An address with the slash behind a host that may be left out."""
    return f"{target}/" if _BARE.fullmatch(target) else target


def targets(unit: Unit, text: str) -> list[str]:
    """Where the links and images in a text lead that stands in a unit's place, decoded."""
    return _targets(unit, _Reading(text))


def _targets(unit: Unit, reading: _Reading) -> list[str]:
    text, given, options = reading
    if unit.place in _LITERAL:
        return []
    if unit.place is Place.HTML:
        return [address for address, _ in addresses(text)]
    if unit.place is Place.GROUP:
        return markdown.all_link_targets(f"{text}\n\n{given}", options)
    return markdown.link_targets(text, given, options) if "[" in text or "<" in text else []
