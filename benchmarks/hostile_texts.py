"""Hostile texts and pages: what checks, safety and the pages' own readers look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hostile import Shape, again
from hostile_files import WRITERS
from trials import Part, Trial, crossed

from varaq.checks import check_pair
from varaq.checks.pair import text_pair
from varaq.document import addresses, footnotes
from varaq.epub.xhtml import xhtml
from varaq.locales import Locale
from varaq.pages import bidi, search, slides, styles
from varaq.safety import unsafe
from varaq.unit import Place, Unit

_LANGUAGES = ("tr", "fr", "ar", "ja")
"""Languages with rules of their own."""
_OTHER = str.maketrans("0123456789", "1234567890")

TEXTS: dict[str, Shape] = {
    "words": again("word{} "),
    "one word": again("a"),
    "one word again and again": again("word "),
    "a word twice": again("word{} word{} "),
    "spaces": again(" ", "a", "b"),
    "spaces before commas": again("a  ", after=","),
    "zero-width characters": again("\u200b\u200f"),
    "combining characters": again("\u0301", "a"),
    "i with dots": again("i\u0307"),
    "mixed scripts": again("wоrd{} "),
    "letters that are not the language's": again("ψ{}ā "),
    "Arabic and Latin": again("\u0628,a "),
    "Chinese": again("字,字。"),
    "embeddings": again("\u202a"),
    "control characters": again("\x01\x02"),
    "brackets": again("("),
    "brackets, closed": again("(a) "),
    "closing brackets": again("a) "),
    "quotes": again('"'),
    "quotes of many kinds": again("«“„»”"),
    "digits": again("1"),
    "numbers": again("{},5 "),
    "numbers in groups": again("1 234 "),
    "full stops": again("."),
    "abbreviations": again("a."),
    "placeholders": again("%({})s "),
    "placeholders, unclosed": again("%(a"),
    "braces": again("{a:"),
    "addresses": again("http://a{}.b/ "),
    "addresses of dots": again(".", "http://a"),
    "the beginning of addresses": again("http://"),
    "links": again("[a](b{}) "),
    "links out": again("[a](http://b{}.c) "),
    "links, broken": again("[a] (b{}.md) "),
    "links, broken, spaces": again("] "),
    "brackets before parentheses": again("]("),
    "references": again("[a{}][b{}] "),
    "footnotes": again("[^{}] "),
    "asterisks": again("*a **b "),
    "asterisks, alone": again("* "),
    "underscores": again("_a_ __b "),
    "code spans": again("`a{}` "),
    "one long code span": again("word ", "`", "`"),
    "backticks": again("` "),
    "formulas": again("$a{}$ "),
    "tags": again("<b>a</b> "),
    "tags, unclosed": again("<b>"),
    "tags, ended": again("</b>"),
    "tags that are none": again("<a{}> "),
    "tags with attributes": again('<span lang="a{}" title="b">c</span>'),
    "tags with other attributes": again('<abbr title="a{}">c</abbr>'),
    "tags, not ended": again("<b "),
    "attributes": again(' a{}="b"', "<b", ">c</b>"),
    "code in tags": again("<code>a{}</code> "),
    "comments": again("<!-- a -->"),
    "comments, unclosed": again("<!--"),
    "declarations, unclosed": again("<!a "),
    "instructions, unclosed": again("<? "),
    "entities": again("&amp;"),
    "backslashes": again("\\"),
    "lines": again("a\n"),
    "marks of items": again("- a\n"),
    "flags of printf": again("%-"),
}
PAGES: dict[str, Shape] = {
    "words": again("word \u0628 ", "<p>", "</p>"),
    "paragraphs": again("<p>word \u0628</p>"),
    "Latin": again("word ", "<p>", "</p>"),
    "Latin and one Arabic letter": again("word, ", "<p>\u0628", "</p>"),
    "Arabic": again("\u0628 ", "<p>", "a</p>"),
    "runs that are safe": again("\u0628 a ", "<p>", "</p>"),
    "brackets": again("a(", "<p>\u0628", "</p>"),
    "closing brackets": again("a)", "<p>\u0628", "</p>"),
    "brackets that cross": again("a([b)]", "<p>\u0628", "</p>"),
    "inline tags": again("<b>a</b>", "<p>\u0628", "</p>"),
    "inline tags, unclosed": again("<b>a", "<p>\u0628", "</p>"),
    "inline tags, ended": again("a</b>", "<p>\u0628", "</p>"),
    "numbers": again("1.", "<p>\u0628", "</p>"),
    "numbers with signs": again("-1 ", "<p>\u0628", "</p>"),
    "numbers in groups": again("123 ", "<p>\u0628", "x</p>"),
    "digits and signs": again("1#", "<p>\u0628", "</p>"),
    "entities": again("&lt;", "<p>\u0628", "</p>"),
    "ampersands": again("&a", "<p>\u0628", "</p>"),
    "code": again("<code>a</code>", "<p>\u0628", "</p>"),
    "code, unclosed": again("<code>"),
    "comments": again("<!--a-->"),
    "comments, unclosed": again("a <!--"),
    "declarations, unclosed": again("a <!a "),
    "tags, unclosed": again("<a "),
    "lists in lists": again("<ul>"),
    "paragraphs in blocks": again("<div><p>"),
    "quotes in tags": again("<a \"b'"),
    "quotes of both kinds in tags": again("<a b='\"<a b=\"'"),
    "tags in quotes": again("\"<a '\"'"),
    "headings": again('<h2 id="a{}">b</h2>c'),
    "headings, unclosed": again('<h2 id="a{}">'),
    "headings of spaces": again(" ", "<h2 ", ">"),
    "headings of attributes": again("<h2 a "),
    "terms": again("<dt>a</dt><dd>b</dd>", "<dl>", "</dl>"),
    "terms, unclosed": again("<dt>"),
    "scripts, unclosed": again("<script>"),
    "scripts": again("<script>a</script>"),
    "footnotes": again('<sup class="footnote-reference">1</sup>'),
    "notes": again('<div class="footnote-definition" id="{}"><sup a>1</sup></div>'),
    "marks of a note": again(
        '<sup class="footnote-reference"><a href="#a">1</a></sup>',
        '<div class="footnote-definition" id="a"><sup a>1</sup></div>',
    ),
    "footnotes, unclosed": again('<sup class="footnote-reference">'),
    "pictures": again('<img alt="a" src="b{}">'),
    "pictures, unclosed": again("<img a "),
    "sets of pictures": again("a{} 2x, ", '<img srcset="', '">'),
    "a set of one picture": again("(", '<img srcset="a ', '">'),
    "commas in a set": again(",", '<img srcset="a ', '">'),
    "styles": again("<style>a{b:url(c)}</style>"),
    "styles, unclosed": again("<style "),
    "addresses in a style": again("url( ", "<style>", "</style>"),
    "comments in a style": again("/*", "<style>", "</style>"),
    "attributes": again(' href="a{}"', "<a", ">"),
    "equals signs": again(" a =", "<a", ">"),
    "classes": again('<p class="a{} b{}" lang="c{}">'),
}
SHEETS: dict[str, Shape] = {
    "rules": again(".a{}{b:c}"),
    "selectors": again(".a{},", after="b{}"),
    "choices": again(":is(", after=")"),
    "choices, closed": again(":is(a) ", after="{}"),
    "choices, unclosed": again(":is(a(b)", after="{}"),
    "groups": again("@media a{"),
    "groups, closed": lambda size: "@media a{" * (size // 10) + "}" * (size // 10),
    "braces, unclosed": again("{"),
    "braces, ended": again("}"),
    "strings, unclosed": again('"'),
    "strings of quotes": again("\"'"),
    "strings of escaped quotes": again('\\"'),
    "comments": again("/**/"),
    "comments, unclosed": again("/* "),
    "spaces": again(" ", "a", "{}"),
    "lines": again("\n ", "a", "{}"),
    "Jinja, unclosed": again("{{ "),
    "attributes, unclosed": again("["),
    "attributes, unclosed strings": again('["a'),
    "languages": again(":lang(a{}){b:c}"),
    "backslashes": again("\\"),
}


def _checked(other: Callable[[str], str]) -> Callable[[str], Trial]:
    """All rules, in several languages, on a text and its like."""

    def trial(text: str) -> Trial:
        source, like = Locale.parse("az"), other(text)
        locales = [Locale.parse(code) for code in _LANGUAGES]
        return lambda: [check_pair(text_pair(text, like, source, to)) for to in locales]

    return trial


def _unsafe(text: str) -> Trial:
    units = [Unit(text, 0, 0, place, "text") for place in (Place.BLOCK, Place.HTML, Place.GROUP)]
    other = f"Ü {text.translate(_OTHER)}"
    return lambda: [(unsafe(unit, f"Ü {text}"), unsafe(unit, other)) for unit in units]


def _led(html: str) -> Trial:
    def step() -> None:
        addresses.may_be_relative(html)
        for _ in addresses.addresses(html):
            pass
        addresses.redirected_html(html, lambda _: "b")

    return step


def _needed(html: str) -> Trial:
    """What a page needs of a style sheet that is not kept from the time before."""
    count = [0]

    def step() -> None:
        count[0] += 1
        styles.needed(f".a{count[0]}{{b:c}}p{{d:e}}", html, "ar")

    return step


def _sheet(css: str) -> Trial:
    count = [0]

    def step() -> None:
        count[0] += 1
        styles.needed(f".a{count[0]}{{b:c}}{css}", '<p class="a1">', "ar")
        styles.squeezed(css)

    return step


CHECKS: dict[str, Part] = {
    "checks": crossed(
        TEXTS,
        {
            "like": _checked("Ü {}".format),
            "others": _checked(lambda text: text.translate(_OTHER)),
            "nothing kept": _checked(lambda _: "Ü a."),
            "unsafe": _unsafe,
            **WRITERS,
        },
    ),
    "pages": crossed(
        PAGES,
        {
            "isolated": lambda html: partial(bidi.isolated, html),
            "sections": lambda html: lambda: list(search.sections(html)),
            "needed": _needed,
            "addresses": _led,
            "notes": lambda html: partial(footnotes.linked, html),
            "slides": lambda html: lambda: slides.slides(html, slides.sizes(html)),
            "book": lambda html: lambda: xhtml(html, lambda to: to, lambda _: None),
        },
    ),
    "style sheets": crossed(SHEETS, {"needed": _sheet}),
}
"""What is looked at in texts and pages, by name."""
