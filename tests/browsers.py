"""What a browser sees in some HTML, as the HTML Standard reads it."""

from __future__ import annotations

import tinyhtml5

Elements = frozenset[tuple[str, frozenset[tuple[str, str]]]]
"""The names of elements, each with its attributes and their values."""


def seen(html: str) -> Elements:
    """The elements of some HTML that stands in a page's ``<main>``."""
    data = f"<!DOCTYPE html><main>{html}</main>".encode()
    tree = tinyhtml5.parse(data, transport_encoding="utf-8", namespace_html_elements=False)
    found = set()
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("html", "head", "body", "main"):
            found.add((element.tag, frozenset(element.attrib.items())))
    return frozenset(found)
