"""What HTML leaves open: elements and values that text behind a blank line still stands in.

A block of HTML ends at a blank line for CommonMark, and for browsers it does not. What stands in
a script, a style sheet or the value of an attribute there is no text, and a translation of it
could do anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from varaq.document.markup import TAG, VALUE
from varaq.errors import Problem, Severity

_RAW = frozenset({"plaintext", "script", "style", "textarea", "title", "xmp"})
"""Elements in which a browser knows no tags, so that Markdown is not shown as such."""
_QUOTE = "'"
"""The mark of values that text can end; a double one in a text is ``&quot;`` in HTML."""
_ATTRIBUTE = re.compile(rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?P<value>{VALUE})?)?")


def left_open(html: str, before: str = "") -> str:
    r"""What some HTML leaves open behind it: the name of an element, or a ``'``; empty if nothing.

    ``before`` is what was open before it; a ``'`` stays open, for any text may end it. What
    text may stand in without harm is not told.

    >>> left_open("<div><style>\np {}"), left_open("</p></style>", "style")
    ('style', '')
    >>> left_open("<div title='"), left_open('<div title="'), left_open("<b title='a'>")
    ("'", '', '')
    """
    at, within = 0, before
    while within != _QUOTE:
        if within:
            end = re.compile(rf"</{within}(?=[\s/>])", re.IGNORECASE).search(html, at)
            if end is None or within == "plaintext":
                return within
            at = end.start()
        found = TAG.search(html, at)
        if found is None:
            return ""
        at, name, within = found.end(), (found["name"] or "").lower(), ""
        if found["end"] == "":
            return _last_value(html, found)
        if name in _RAW and html[found.start() + 1] != "/":
            within = name
    return within


def _last_value(html: str, tag: re.Match[str]) -> str:
    """What a tag without an end leaves open."""
    values = [each["value"] for each in _ATTRIBUTE.finditer(html, tag.end("name"), tag.end())]
    last = values[-1] if values else None
    return _QUOTE if last and last[0] == _QUOTE and not last.endswith(_QUOTE, 1) else ""


@dataclass(slots=True)
class Opening:
    """What is open while a text is read, and since when."""

    what: str = ""
    """See `left_open`."""
    line: int = 0
    """Of the HTML that it was left open by, 1-based."""
    last: int = -1
    """Where that ends, in bytes, once something was left open."""

    def read(self, html: str, line: int, end: int) -> None:
        """Go on behind some HTML that begins on a line and ends at a byte."""
        what = left_open(html, self.what)
        if what and what != self.what:
            self.line, self.last = line, end
        self.what = what

    def problems(self) -> list[Problem]:
        """What is wrong where it is still open at the end of the text."""
        if not self.what:
            return []
        if self.what == _QUOTE:
            what = "a value in this HTML has no ' at its end, and nothing behind it is translated"
            remedy = "write the ', or take the blank line out of the tag"
        else:
            what = f"<{self.what}> has no end, and nothing behind it is translated"
            remedy = f"write </{self.what}> where it ends"
        return [Problem("html-open", what, remedy, line=self.line, severity=Severity.WARNING)]
