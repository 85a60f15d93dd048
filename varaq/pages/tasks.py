"""Tasks: the boxes of task lists, which say what they are for to those who do not see them."""

from __future__ import annotations

import re
from html import escape, unescape

_TASK = re.compile(
    r'<li(?P<own>[^<>]*>\n?(?:<p[^<>]*>)?<input disabled="" type="checkbox"(?: checked="")?)'
    r"(?P<rest>/>\n"
    r"(?P<text>(?:[^<]|<(?!/?(?:li|p|ol|ul|dl|div|pre|table|blockquote|h[1-6]|hr)\b))*))"
)
"""A box as the Markdown library writes it, with the text up to where a block begins or ends."""
_TAGS = re.compile(r"<[^<>]*>")


def named(html: str) -> str:
    r"""The HTML of a document in which each box of a task list has its text as its name.

    >>> named('<li><input disabled="" type="checkbox"/>\na <em>b</em></li>')
    '<li class="task"><input disabled="" type="checkbox" aria-label="a b"/>\na <em>b</em></li>'
    """
    if '<input disabled="" type="checkbox"' not in html:
        return html
    return _TASK.sub(_named, html)


def _named(match: re.Match[str]) -> str:
    words = " ".join(unescape(_TAGS.sub("", match["text"])).split())
    return f'<li class="task"{match["own"]} aria-label="{escape(words or "☐")}"{match["rest"]}'
