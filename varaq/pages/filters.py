"""Filters: what templates write texts and numbers with, as the page's language has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from varaq import casing
from varaq.document.frontmatter import scalar
from varaq.locales import Locale
from varaq.pages import bidi, styles

LANGUAGE = "_language"
"""The name that a page's `Locale` has in a template; for the filters alone."""
_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")


def _locale(context: Context, tag: str) -> Locale | None:
    """The language with a tag, or the page's; None in a macro that does not know its page."""
    if tag:
        return Locale.parse(tag)
    found = context.get(LANGUAGE)
    return found if isinstance(found, Locale) else None


def _in_words(value: object, change: Callable[[str], str]) -> str:
    """A value with its words changed; tags and entities of HTML stay as they are."""
    if not isinstance(value, Markup):
        return change(str(value))
    parts = _MARKUP.split(str(value))
    parts[::2] = map(change, parts[::2])
    return Markup("".join(parts))  # noqa: S704 - a change of case writes no markup


@pass_context
def _upper(context: Context, value: object, tag: str = "") -> str:
    language = _language(context, tag)
    return _in_words(value, lambda text: casing.upper(text, language))


@pass_context
def _lower(context: Context, value: object, tag: str = "") -> str:
    language = _language(context, tag)
    return _in_words(value, lambda text: casing.lower(text, language))


@pass_context
def _title(context: Context, value: object, tag: str = "") -> str:
    language = _language(context, tag)
    return _in_words(value, lambda text: casing.titled(text, language))


@pass_context
def _capitalize(context: Context, value: object, tag: str = "") -> str:
    language = _language(context, tag)
    begun = False

    def change(text: str) -> str:
        nonlocal begun
        small = casing.lower(text, language)
        if begun or not small.strip():
            return small
        begun = True
        return casing.capitalised(small, language)

    return _in_words(value, change)


def _language(context: Context, tag: str) -> str:
    locale = _locale(context, tag)
    return str(locale.cldr.language) if locale is not None else ""


@pass_context
def _number(context: Context, value: int, tag: str = "") -> str:
    """A whole number with the language's digits and separators."""
    locale = _locale(context, tag)
    return str(value) if locale is None else locale.number(value)


@pass_context
def _percent(context: Context, value: float, tag: str = "") -> str:
    """A share (0 to 1) as whole per cent."""
    locale = _locale(context, tag)
    return f"{int(value * 100)}%" if locale is None else locale.percent(value)


@pass_context
def _quoted(context: Context, value: object, tag: str = "") -> str:
    """A text in the language's quotation marks."""
    locale = _locale(context, tag)
    marks = locale.quotes if locale is not None else ('"', '"')
    if isinstance(value, Markup):
        return escape(marks[0]) + value + escape(marks[1])
    return f"{marks[0]}{value}{marks[1]}"


@pass_context
def _isolated(context: Context, value: object, tag: str = "") -> Markup:
    """A text as HTML in which what runs from left to right keeps together (`bidi`)."""
    locale = _locale(context, tag)
    html = escape(value)
    if locale is None or not locale.isolates:
        return html
    return Markup(bidi.isolated(str(html)))  # noqa: S704 - only <bdi> is added to it


def _yaml(value: object) -> Markup:
    """A text as a YAML scalar on one line, for front matter."""
    return Markup(scalar(str(value)))  # noqa: S704 - used where nothing is escaped


def _css(value: object) -> Markup:
    r"""A text as a CSS string that is safe inside a style element.

    >>> print(_css('a "b" </style>'))
    "a \22 b\22  \3c /style\3e "
    """
    text = value.unescape() if isinstance(value, Markup) else str(value)
    quoted = "".join(
        f"\\{ord(char):x} " if char in '"\\<>&' or ord(char) < 0x20 else char for char in text
    )
    return Markup(f'"{quoted}"')  # noqa: S704 - what means something to HTML or CSS is escaped


@pass_context
def _needed(context: Context, css: Markup, page: str | None) -> Markup:
    """A style sheet without the rules that match nothing on a page (`styles.needed`).

    A page whose units are marked for the desk changes as it is edited, and keeps all; so does
    one that nothing is known of.
    """
    locale = _locale(context, "")
    if locale is None or page is None or " data-unit=" in page:
        return css
    return Markup(styles.needed(str(css), str(page), locale.tag))  # noqa: S704 - rules were taken away


FILTERS: dict[str, Callable[..., object]] = {
    "address": quote,
    "capitalize": _capitalize,
    "css": _css,
    "isolated": _isolated,
    "lower": _lower,
    "needed": _needed,
    "number": _number,
    "percent": _percent,
    "quoted": _quoted,
    "title": _title,
    "upper": _upper,
    "yaml": _yaml,
}
