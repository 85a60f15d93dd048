"""Markup: the text in a block of HTML, found without changing a letter of the rest.

Only as much of the HTML Standard's tokenizer as that takes: tags, comments and the like are
stepped over, and so is what stands in elements whose content is no running text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator

from varaq.unit import on_one_line

BLANK = r"\t\n\f\r "
"""White space between attributes, for a class of a regular expression; it is less than ``\\s``."""
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|(?P<open>\Z)))"
VALUE = rf"""(?:"[^"]*+"?|'[^']*+'?|[^{BLANK}"'>][^{BLANK}>]*+)"""
"""The value of an attribute, as it stands; the last one in a text may lack its quotation mark."""
_INSIDE = (
    rf"""(?:[^{BLANK}/>][^{BLANK}/>=]*+(?:[{BLANK}]*+=[{BLANK}]*+{VALUE}?)?|[{BLANK}]|/(?!>))*+"""
)
"""What stands in a tag behind its name, without the slash at its end."""
_TOKEN = re.compile(
    rf"""{_COMMENT} | <!\[CDATA\[.*?(?:\]\]>|\Z) | <\?.*?(?:\?>|\Z) | <![a-z][^>]*(?:>|\Z)
    | <(?P<raw>script|style|pre|textarea|svg|math)(?=[{BLANK}/>])
        (?:(?:(?<=svg)|(?<=math)){_INSIDE}/>|.*?(?:</(?P=raw)[{BLANK}]*>|\Z))
    | </?(?P<name>[a-z][^{BLANK}/>]*+){_INSIDE}(?P<end>/?>|\Z)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE | re.ASCII,
)
TAG = re.compile(
    rf"</?(?P<name>[a-zA-Z][^{BLANK}/>]*+){_INSIDE}(?P<end>/?>|\Z)|{_COMMENT}|<[!?/][^>]*>?",
    re.DOTALL,
)
"""A tag, comment or the like; the ``end`` of a tag that is never closed is empty, and so is the
``open`` of such a comment."""
_RUNNING = re.compile(
    rf"<(script|style)(?=[{BLANK}/>]).*?(?:</\1[{BLANK}]*>|\Z)|{TAG.pattern}",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)
"""The tags of running text; what is found beside them has no ``end``."""
_ATTRIBUTE = re.compile(
    rf"[{BLANK}/]*+(?:(?P<name>[^{BLANK}/>][^{BLANK}/>=]*+)(?:[{BLANK}]*+=[{BLANK}]*+{VALUE}?)?)?"
)
_UNCLOSED = 16
"""So many tags that are never closed are tried; of the rest, no more is expected."""
VOID = frozenset(
    re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr")
)
"""The elements that have nothing in them."""
_FOREIGN = frozenset({"svg", "math"})
"""The elements that a slash at the end of their start tag closes."""
ENDS_PARAGRAPH = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote center details dialog dir div dl fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section
        summary table ul""",
    )
)
"""The elements before which the HTML Standard closes an open paragraph."""
_INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|rp|rt|ruby|s"
    r"|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_NAMED = r"(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);"
_ENTITY = re.compile(f"&{_NAMED}")
_BARE = re.compile(f"&(?!{_NAMED})")


class Opened:
    """The names of the elements that are open in a place, asked for in constant time."""

    __slots__ = ("_held", "_names")

    def __init__(self) -> None:
        self._names: list[str] = []
        self._held: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._names)

    def __contains__(self, name: str) -> bool:
        return self._held[name] > 0

    @property
    def last(self) -> str:
        """The inmost; empty where none is open."""
        return self._names[-1] if self._names else ""

    def open(self, name: str) -> None:
        """Begin an element."""
        self._names.append(name)
        self._held[name] += 1

    def close(self) -> str:
        """End the inmost element, whose name is returned. Raises `IndexError` if none is open."""
        name = self._names.pop()
        self._held[name] -= 1
        return name


def texts(html: str) -> list[tuple[int, int]]:
    """The runs of text between the tags of blocks: start and end in characters, 0-based.

    Tags that stand in running text, such as ``<b>``, belong to a run. There is none behind a tag
    that is never closed: to a browser, all of that is in the tag.

    >>> html = '<div title="x"><p>Salam, <b>dünya</b>!</p><hr></div>'
    >>> [html[a:b] for a, b in texts(html)]
    ['Salam, <b>dünya</b>!']
    """
    found = []
    at = 0
    for match in _TOKEN.finditer(html):
        if match["end"] == "" or not _INLINE.fullmatch(match["name"] or ""):
            found.append((at, match.start()))
            at = match.end()
    found.append((at, len(html)))
    runs = []
    for start, end in found:
        words = html[start:end]
        if has_words(words):
            first = start + len(words) - len(words.lstrip())
            runs.append((first, end - len(words) + len(words.rstrip())))
    return runs


def has_words(html: str) -> bool:
    """Whether there are letters in a run of text, beside its tags and entities."""
    words, at = [], 0
    for match in _closed(TAG, html):
        words.append(html[at : match.start()])
        at = match.end()
    words.append(html[at:])
    return bool(_LETTER.search(_ENTITY.sub("", "".join(words))))


def _closed(pattern: re.Pattern[str], html: str) -> Iterator[re.Match[str]]:
    """Where a pattern with an ``end`` is found; a tag that is never closed is none."""
    at = tried = 0
    while tried < _UNCLOSED and (match := pattern.search(html, at)) is not None:
        if match["end"] == "":
            tried += 1
            at = match.start() + 1
        else:
            yield match
            at = match.end()


def top(html: str) -> list[tuple[str, int, int]]:
    r"""The elements of some HTML that stand in no other: name, start and end in characters.

    What stands between two belongs to the first of them, and what stands before all of them to
    an element without a name. An element that is not closed goes on to the end.

    >>> html = "a<h1>b</h1>\n<ul><li><p>c</p></li></ul><hr />"
    >>> [(name, html[start:end]) for name, start, end in top(html)]
    [('', 'a'), ('h1', '<h1>b</h1>\n'), ('ul', '<ul><li><p>c</p></li></ul>'), ('hr', '<hr />')]
    """
    starts: list[tuple[str, int]] = []
    opened = Opened()
    for match in _closed(_TOKEN, html):
        whole, name = match[0], (match["name"] or match["raw"] or "").lower()
        if not name:
            continue
        if whole.startswith("</"):
            while name in opened and opened.close() != name:
                pass
            continue
        while "p" in opened and name in ENDS_PARAGRAPH:
            opened.close()
        if not opened:
            starts.append((name, match.start()))
        if match["name"] and name not in VOID:
            opened.open(name)
    if not starts or html[: starts[0][1]].strip():
        starts.insert(0, ("", 0))
    starts[0] = (starts[0][0], 0)
    ends = [start for _, start in starts[1:]] + [len(html)]
    return [(name, start, end) for (name, start), end in zip(starts, ends, strict=True)]


def tags(text: str) -> list[str]:
    """The tags, comments and the like in a run of text, as they stand.

    >>> tags('a <b>c</b> < d <e "')
    ['<b>', '</b>']
    """
    return [match[0] for match in _closed(TAG, text)]


def elements(html: str, names: Container[str]) -> list[str]:
    """The elements of such names (in small letters) in some HTML, as they stand.

    Those that stand in another of them are a part of it. One that is not closed goes on to the
    end.

    >>> elements("a <svg><svg></svg>b</svg> <SVG/> <title>c", ("svg", "title"))
    ['<svg><svg></svg>b</svg>', '<SVG/>', '<title>c']
    """
    found = []
    opened, depth, start = "", 0, 0
    for match in _closed(TAG, html):
        name = (match["name"] or "").lower()
        if (name != opened) if depth else (name not in names):
            continue
        if not depth:
            opened, start = name, match.start()
        if match[0].startswith("</"):
            depth = max(depth - 1, 0)
        elif not (match["end"] == "/>" and name in _FOREIGN):
            depth += 1
        if not depth:
            found.append(html[start : match.end()])
    return [*found, html[start:]] if depth else found


def without_ids(html: str) -> str:
    """Some HTML without the ids of its elements.

    >>> without_ids("<a id=b href=c>d</a> <i title=' id=e'>")
    "<a href=c>d</a> <i title=' id=e'>"
    """
    out: list[str] = []
    at = 0
    for match in _closed(TAG, html):
        if match["end"]:
            start, end = match.end("name"), match.start("end")
            out += (html[at:start], _ATTRIBUTE.sub(_unless_id, html[start:end]))
            at = end
    return "".join([*out, html[at:]])


def _unless_id(attribute: re.Match[str]) -> str:
    return "" if (attribute["name"] or "").lower() == "id" else attribute[0]


def running(html: str) -> str:
    """Some HTML without scripts, styles, comments and the like; what is no tag is escaped.

    >>> running("<p><!-- a --><b>c</b> < d <i ")
    '<p><b>c</b> &lt; d &lt;i '
    """
    return _with_tags(_RUNNING, html, lambda match: match[0] if match["end"] else "")


def shape(html: str) -> tuple[str, ...]:
    """What is left of a block of HTML without the text between its tags.

    Tags in running text are left out too: a translation may use others.
    """
    return tuple(
        match[0] for match in _closed(_TOKEN, html) if not _INLINE.fullmatch(match["name"] or "")
    )


def fit(text: str) -> str:
    """A translation as it can stand in a block of HTML: on one line, what is no tag escaped.

    >>> fit("a < b & <i>c</i> <u")
    'a &lt; b &amp; <i>c</i> &lt;u'
    """
    text = _BARE.sub("&amp;", on_one_line(text))
    return _with_tags(TAG, text, lambda match: match[0])


def _with_tags(pattern: re.Pattern[str], html: str, shown: Callable[[re.Match[str]], str]) -> str:
    """Some HTML with what `_closed` finds as it is shown, each other ``<`` escaped."""
    out: list[str] = []
    at = 0
    for match in _closed(pattern, html):
        out += (html[at : match.start()].replace("<", "&lt;"), shown(match))
        at = match.end()
    return "".join([*out, html[at:].replace("<", "&lt;")])
