"""The search's data: what the handouts of one language say, section by section.

It goes into a script of its own, `search.js`, with one assignment in it: a page that was opened
from a disk may load scripts, and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import quote

from varaq.links import relative

_CUT = re.compile(
    r'<(?:(?P<heading>h[1-6]) (?:[^<>]*\s)?id="(?P<anchor>[^"<>]*)"[^<>]*>'
    r"|(?P<term>dt)\b[^<>]*>|(?P<end>/dl>))"
)
"""Where another section begins: at a heading with an id, a term, behind the last definition."""
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1>|\Z)|<[!?][^>]*(?:>|\Z)"
    r'|<sup class="footnote-reference">[^<]*+(?:<(?!/?sup\b)[^<]*+)*+</sup>',
    re.DOTALL | re.IGNORECASE,
)
"""What is no text, and the numbers of footnotes, which would stick to words."""
_UNSEEN_SIGNS = ("<!", "<?", "<script", "<style", "footnote-reference")
"""What is in all of that."""
_PICTURE = re.compile(r'<img (?:[^<>]*\s)?alt="([^"<]*)"[^<>]*>')
_WITHIN_WORDS = re.compile(
    r"</?(?=[a-eikmqsuv])(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub"
    r"|sup|u|var|wbr)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"""</?[a-zA-Z][^<>"']*+(?:"[^"]*"[^<>"']*+|'[^']*'[^<>"']*+)*+>""")
_TO_ESCAPE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could mean something to HTML, or end a line of an older JavaScript, in a string."""


class Section(NamedTuple):
    """A heading or term of a handout, and what stands under it up to the next."""

    anchor: str
    """The id of the heading, or of that over the term; empty for what stands before the first."""
    heading: str
    """The words of the heading or term; empty where there is none."""
    text: str
    """What stands under it, without markup, on one line."""
    is_term: bool = False


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
    """A handout's text, cut at its terms and at its headings that have an id.

    Nothing is given of what is empty.

    >>> list(sections('a<h2 id="b">B <em>c</em></h2><p>d<b>e</b></p><p>&lt;f</p>'))[1:]
    [Section(anchor='b', heading='B c', text='de <f', is_term=False)]
    """
    lowered = html.lower()
    if any(sign in lowered for sign in _UNSEEN_SIGNS):
        html = _UNSEEN.sub("", html)
    if "<img " in html:
        html = _PICTURE.sub(r" \1 ", html)
    html = _WITHIN_WORDS.sub("", html)
    above = now = Section("", "", "")
    start, begins = 0, False
    for match, cut in _cuts(html):
        name = match["heading"] or match["term"]
        text = _words(html[start : match.start()])
        if text or begins:
            yield now._replace(text=text)
        now, start, begins = above, cut, bool(name)
        if match["term"]:
            now = Section(above.anchor, _words(html[match.end() : cut]), "", is_term=True)
        elif name:
            words = _words(html[match.end() : cut])
            above = now = Section(unescape(match["anchor"]), words, "")
    text = _words(html[start:])
    if text or begins:
        yield now._replace(text=text)


def _cuts(html: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where sections begin, and where the heading or term ends that each begins with."""
    start = 0
    endless: set[str] = set()
    """The elements that end nowhere behind here, so that none is looked for twice."""
    for match in _CUT.finditer(html):
        name = match["heading"] or match["term"]
        if match.start() < start or name in endless:
            continue  # within a heading or term, or it does not end
        start = html.find(f"</{name}>", match.end()) if name else match.end()
        if start < 0:
            endless.add(name)
            continue
        yield match, start


def packed(page: Page) -> str:
    """A page as `script` takes it: its address, its title and its sections, a line each, as JSON.

    A section is a list of [anchor, heading, text], with a 1 behind it for a term.
    """
    sections = [[*each[:3], 1] if each.is_term else each[:3] for each in page.sections]
    return "\n".join(map(_written, (page.address, page.title, sections)))


def script(pages: Iterable[str], here: str) -> str:
    """The script that gives the search of one language its data.

    ``pages`` are `packed`; what is not is left out. ``here`` is the address of the page that
    searches, relative to the site's root as those of the pages are. The value is a list of
    [title, address relative to that page, sections].
    """
    data = []
    for page in pages:
        with contextlib.suppress(ValueError, RecursionError):
            address, title, sections = page.split("\n")
            json.loads(f"[{title},{sections}]")  # it is to be data, whoever had it
            there = quote(relative(str(json.loads(address)), here))
            data.append(f"[{title},{_written(there)},{sections}]")
    text = ",".join(data)
    for char, escaped in _TO_ESCAPE.items():
        text = text.replace(char, escaped)
    return f"window.varaqSearch=[{text}];\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words(html: str) -> str:
    """What is read of a piece of HTML."""
    if "<" in html:
        html = _TAG.sub(" ", html)
    return " ".join(unescape(html).split())
