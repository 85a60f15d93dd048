"""The search's data: what the handouts of one language say, section by section.

It goes into a script of its own, `search.js`, with one assignment in it: a page that was opened
from a disk may load scripts, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import quote

from varaq.links import relative

_HEADING = re.compile(r'<h([1-6]) (?:[^<>]*\s)?id="([^"<>]*)"[^<>]*>')
_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1>"
    r'|<sup class="footnote-reference">.*?</sup>',
    re.DOTALL | re.IGNORECASE,
)
"""What is no text, and the numbers of footnotes, which would stick to words."""
_PICTURE = re.compile(r'<img (?:[^<>]*\s)?alt="([^"]*)"[^<>]*>')
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub"
    r"|sup|u|var|wbr)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"""</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_TO_ESCAPE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could mean something to HTML, or end a line of an older JavaScript, in a string."""


class Section(NamedTuple):
    """A heading of a handout, and what stands under it up to the next."""

    anchor: str
    """The heading's id; empty for what stands before the first."""
    heading: str
    """Its words; empty where there is none."""
    text: str
    """What stands under it, without markup, on one line."""


class Page(NamedTuple):
    """A handout as the search knows it. A named tuple, since a library has thousands."""

    title: str
    address: str
    """Relative to the site's root."""
    sections: tuple[Section, ...]


def page(title: str, address: str, html: str) -> Page:
    """A handout, of its title, its address relative to the site's root, and its body."""
    return Page(title, address, tuple(sections(html)))


def sections(html: str) -> Iterator[Section]:
    """A handout's text, cut at its headings that have an id; what is empty is left out.

    >>> list(sections('a<h2 id="b">B <em>c</em></h2><p>d<b>e</b></p><p>&lt;f</p>'))
    [Section(anchor='', heading='', text='a'), Section(anchor='b', heading='B c', text='de <f')]
    """
    html = _UNSEEN.sub("", html)
    anchor = heading = ""
    start = 0
    for match in _HEADING.finditer(html):
        closing = f"</h{match[1]}>"
        end = html.find(closing, match.end())
        if end < 0 or match.start() < start:
            continue
        text = _words(html[start : match.start()])
        if text or heading:
            yield Section(anchor, heading, text)
        anchor, heading = unescape(match[2]), _words(html[match.end() : end])
        start = end + len(closing)
    text = _words(html[start:])
    if text or heading:
        yield Section(anchor, heading, text)


def script(pages: Sequence[Page], here: str) -> str:
    """The script that gives the search of one language its data.

    ``here`` is the address of the page that searches, relative to the site's root as those of
    the pages are. The value is a list of [title, address relative to that page, sections], a
    section a list of [anchor, heading, text].
    """
    data = [
        [page.title, quote(relative(page.address, here)), [list(each) for each in page.sections]]
        for page in pages
    ]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in _TO_ESCAPE.items():
        text = text.replace(char, escaped)
    return f"window.varaqSearch={text};\n"


def _words(html: str) -> str:
    """What is read of a piece of HTML."""
    if "<" in html:
        if "<img " in html:
            html = _PICTURE.sub(r" \1 ", html)
        html = _TAG.sub(" ", _WITHIN_WORDS.sub("", html))
    return " ".join(unescape(html).split())
