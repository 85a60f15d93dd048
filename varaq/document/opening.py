"""What HTML leaves open: comments, elements and values that text behind a blank line still is in.

A block of HTML ends at a blank line for CommonMark, and for browsers it does not. What stands in
a comment, a script, a style sheet or the value of an attribute there is no text, and a translation
of it could do anything.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field

from varaq.document.markdown import INLINE, INLINE_HOLDERS, name_of, only
from varaq.document.markup import BLANK, TAG, VALUE
from varaq.document.parsing import any_events, placed_events
from varaq.errors import Problem, Severity

_RAW = frozenset({"plaintext", "script", "style", "textarea", "title", "xmp"})
"""Elements in which a browser knows no tags, so that Markdown is not shown as such."""
_QUOTES = frozenset("\"'")
_COMMENT = "<!--"
_IN_TAG, _IN_OTHER = "<p", "<!"
"""A tag, and a declaration or the like, whose ``>`` is to come: that of what is behind it, be it
the tag of a paragraph, or HTML of another block."""
_TAGS = frozenset({"", _IN_TAG, _IN_OTHER})
_HIDDEN, _NESTED = f"script {_COMMENT}", f"script {_COMMENT} <script>"
"""A script behind a ``<!--``, and behind a ``<script>`` in that, which needs an end of its own."""
_ATTRIBUTE = re.compile(
    rf"[^{BLANK}/>][^{BLANK}/>=]*+(?:[{BLANK}]*+=[{BLANK}]*+(?P<value>{VALUE})?)?"
)
_ENDS = {_COMMENT: re.compile(r"--!?>")} | {
    name: re.compile(rf"(?=</{name}[{BLANK}/>])", re.IGNORECASE | re.ASCII)
    for name in _RAW - {"plaintext", "script"}
}
"""What is behind the last letter of something that is open."""
_IN_SCRIPT = re.compile(
    rf"(?P<hidden><!(?=--))|(?P<shown>-->)|<(?P<end>/?)script(?=[{BLANK}/>])",
    re.IGNORECASE | re.ASCII,
)


def left_open(html: str, before: str = "") -> str:
    r"""What some HTML leaves open behind it; empty if nothing.

    It is a quotation mark, ``<!--``, or the name of an element, with more behind it in a script;
    ``<script`` for the tag of such an element, ``<p`` for another, and ``<!`` for the like of it,
    which end with the next tag.
    ``before`` is what was open before it; a value stays open, for any text may end it. What text
    may stand in without harm is not told.

    >>> left_open("<div><style>\np {}"), left_open("</p></style>", "style")
    ('style', '')
    >>> left_open("<div title='"), left_open("<b title='a'>"), left_open("<div><!-- a")
    ("'", '', '<!--')
    """
    at, within = 0, before
    while within not in _QUOTES:
        if within:
            within, at = _ended(html, at, within)
            if within:
                return within
        found = TAG.search(html, at)
        if found is None:
            return ""
        at, name = found.end(), (found["name"] or "").lower()
        if found["end"] == "":
            return _last_value(html, found)
        if found["open"] is not None:
            return _COMMENT
        if not found[0].endswith(">"):
            return _IN_OTHER
        if name in _RAW and html[found.start() + 1] != "/":
            within = name
    return within


def leaves_open(text: str) -> bool:
    r"""Whether HTML in a Markdown text leaves something open behind its block, where text goes on.

    >>> leaves_open("<div\n\na <xmp>\n\nb </xmp>"), leaves_open("a <xmp>b</xmp>\n\n<div\n")
    (True, False)
    """
    within, held, pictures = "", "", 0
    for event in any_events(text) if "<" in text else ():
        key, value = only(event) if isinstance(event, dict) else ("", "")
        if key in ("Start", "End") and name_of(value) == "Image":
            pictures += 1 if key == "Start" else -1
        elif key == "Html":
            held += value
        elif key == "InlineHtml" and not pictures:
            within = left_open(value, within)
        elif key == "End" and name_of(value) not in INLINE:
            within, held = left_open(held, within), ""
            if within not in _TAGS:
                return True
            within = ""
    return False


def _ended(html: str, at: int, within: str) -> tuple[str, int]:
    """What is still open where that ends which some HTML is in, and where; or what stays open."""
    if within.startswith("script"):
        return _script(html, at, within)
    end = _ENDS[within].search(html, at) if within in _ENDS else None
    return (within, at) if end is None else ("", end.end())


def _script(html: str, at: int, within: str) -> tuple[str, int]:
    """The same of a script, in which a comment may hold another."""
    for found in _IN_SCRIPT.finditer(html, at):
        if found["hidden"]:
            within = _HIDDEN if within == "script" else within
        elif found["shown"]:
            within = "script"
        elif not found["end"]:
            within = _NESTED if within == _HIDDEN else within
        elif within != _NESTED:
            return "", found.start()
        else:
            within = _HIDDEN
    return within, at


def _last_value(html: str, tag: re.Match[str]) -> str:
    """What a tag without an end leaves open."""
    values = [each["value"] for each in _ATTRIBUTE.finditer(html, tag.end("name"), tag.end())]
    last = values[-1] if values else None
    if last and last[0] in _QUOTES and not last.endswith(last[0], 1):
        return last[0]
    name = tag["name"].lower()
    return f"<{name}" if name in _RAW and not tag[0].startswith("</") else _IN_TAG


@dataclass(slots=True)
class Opening:
    """What is open while a text is read, and since when."""

    what: str = ""
    """See `left_open`; empty for a tag, since text is no part of it."""
    tag: str = ""
    """The beginning of a tag that has to end in what comes next."""
    line: int = 0
    """Of the HTML that it was left open by, 1-based."""
    last: int = -1
    """Where that ends, in bytes, once something was left open."""
    picture: int = 0
    """Where the last picture ends, in bytes: what looks like HTML in its words is shown as text."""
    spans: list[list[int]] = field(default_factory=list)
    """Where each stretch in which something is open begins and ends, in bytes."""

    def read(self, html: str, line: int, end: int) -> None:
        """Go on behind some HTML that begins on a line and ends at a byte."""
        if end <= self.picture:
            return
        ways = [left_open(html, self.what)]
        if self.tag:  # unless there was text before it, it goes on here
            ways.insert(0, left_open(f"{self.tag} {html}"))
        what = next((way for way in ways if way not in _TAGS), ways[0])
        self.tag = ""
        if what in _TAGS:
            self.tag, what = what, ""
        elif what[1:] in _RAW:
            self.tag, what = what, what[1:]
        if what and what != self.what:
            if what.split()[:1] != self.what.split()[:1]:
                self.line = line
            self.last = end
            if not self.what:
                self.spans.append([end, sys.maxsize])
        elif self.what and not what:
            self.spans[-1][1] = end
        self.what = what

    def rejoin(self, text: str, line: int, end: int) -> None:
        """See to what a text that was read leaves open once the directives in it are gone."""
        if not self.what and leaves_open(text):
            self.read(text, line, end)

    def has_titles(self, text: str) -> bool:
        """Whether links or pictures of the text that was read have titles within what is open."""
        starts = [start for start, _ in self.spans]
        for event, span in placed_events(text) if starts else ():
            tag = event.get("Start") if isinstance(event, dict) else None
            if isinstance(tag, dict) and tag.keys() <= INLINE_HOLDERS and only(tag)[1]["title"]:
                at = bisect_right(starts, span["start"]) - 1
                if at >= 0 and span["start"] < self.spans[at][1]:
                    return True
        return False

    def problems(self) -> list[Problem]:
        """What is wrong where it is still open at the end of the text."""
        if not self.what:
            return []
        name = self.what.split()[0]
        if name in _QUOTES:
            what = f"a value in this HTML has no {name} at its end"
            remedy = f"write the {name}, or take the blank line out of the tag"
        elif name == _COMMENT:
            what = "this comment has no end that browsers see"
            remedy = "write --> in the same block of HTML"
        else:
            what = f"<{name}> has no end"
            remedy = f"write </{name}> where it ends"
        what += ", and neither it nor what is behind it is translated"
        return [Problem("html-open", what, remedy, line=self.line, severity=Severity.WARNING)]
