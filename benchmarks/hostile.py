"""Hostile documents: shapes of input that make readers of Markdown slow, of any size."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

Shape = Callable[[int], str]
"""A size in bytes -> a document of about that size."""
FENCE = "---\n"


def again(piece: str, before: str = "", after: str = "") -> Shape:
    """A piece again and again, each with its number where it says ``{}``."""

    def shape(size: int) -> str:
        out, room, number = [], size, 0
        while room > 0:
            out.append(piece.replace("{}", str(number)))
            room -= len(out[-1])
            number += 1
        return f"{before}{''.join(out)}{after}"

    return shape


def _staircase(size: int) -> str:
    """A list in a list in a list, a line each: the text grows as the square of the depth."""
    return "".join(f"{'  ' * depth}- a\n" for depth in range(isqrt(size)))


def _quoted_staircase(size: int) -> str:
    return "".join(f"{'> ' * depth}a\n{'> ' * depth}\n" for depth in range(1, isqrt(size // 2)))


def _ticks(size: int) -> str:
    """Runs of backticks, each of another length, so that none closes another."""
    return " ".join("`" * length for length in range(1, isqrt(2 * size)))


def _long_rows(size: int) -> str:
    cells = size // 9
    return f"{'|ab' * cells}|\n{'|--' * cells}|\n{'|ab' * cells}|\n"


def _short_rows(size: int) -> str:
    """A wide table whose rows have one cell: the parser makes all others up."""
    cells = size // 9
    return f"{'|a' * cells}|\n{'|-' * cells}|\n" + "|a|\n" * cells


def _aliases(size: int) -> str:
    """Lists of the list before, twice: few lines that stand for a great many."""
    count = min(size // 24, 40)
    lists = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, count))
    return f"{FENCE}a0: &a0 [x]\n{lists}{FENCE}\na\n"


def _both(first: Shape, second: Shape) -> Shape:
    return lambda size: f"{first(size // 2)}\n\n{second(size // 2)}"


SHAPES: dict[str, Shape] = {
    "deep quotes, one line": again("> ", after="a\n"),
    "deep quotes, a line each": _quoted_staircase,
    "deep lists, one line": again("- ", after="a\n"),
    "deep lists, a line each": _staircase,
    "lists in quotes in lists": again("> - ", after="a\n"),
    "unclosed brackets": again("["),
    "unclosed brackets with text": again("[a "),
    "unclosed links": again("[a](<b "),
    "images, unclosed": again("!["),
    "one long line": again("word "),
    "one huge paragraph": again("word word\n"),
    "one huge paragraph in a quote": again("> word word\n"),
    "hard breaks": again("word  \n"),
    "code spans over lines": again("`a\nb` "),
    "backticks of every length": _ticks,
    "backticks in one run": again("`"),
    "asterisks in one run": again("*"),
    "`*a **b `": again("*a **b "),
    "`_a_ `": again("_a_ "),
    "`*a_ `": again("*a_ "),
    "`~a~~b `": again("~a~~b "),
    "dollars": again("$a "),
    "dollars and braces": again("$${"),
    "pipes in a paragraph": again("a|"),
    "pipes alone": again("|"),
    "long table rows": _long_rows,
    "many rows": again("| ab | cd |\n", "| a | b |\n|---|---|\n"),
    "many rows without outer bars": again("ab | cd\n", "a | b\n--|--\n"),
    "short rows in a wide table": _short_rows,
    "many tables": again("| a |\n|---|\n| b |\n\n"),
    "`<` in one run": again("<"),
    "`<a `": again("<a "),
    "`<!--`": again("a <!-- "),
    "`<?` and `<![CDATA[`": again("a <? <![CDATA["),
    "HTML blocks": again("<div>\n\n"),
    "scripts over blank lines": again("<div><script>\n\na\n\n</script></div>\n\n"),
    "scripts in a text": again("<script>a</script> "),
    "values over blank lines": again('<div a="\n\nb\n\n">\n\n'),
    "values in one tag": again(" a='b'", "<div", "c='\n\nd\n"),
    "entities": again("&amp;"),
    "entities, unclosed": again("&#x"),
    "backslashes": again("\\"),
    "one long code fence": again("code\n", "```\n", "```\n"),
    "many code fences": again("```\na\n```\n"),
    "code fence, unclosed": again("code\n", "```\n"),
    "reference definitions": again("[a{}]: /u\n"),
    "references": _both(again("[a{}]: /u\n"), again("[a{}] ")),
    "references to nothing": again("[a{}][b] "),
    "titles of definitions": again('[a{}]: /u "title"\n'),
    "one title of escaped quotes": again('\\"', '[a]: /u "', '"\n'),
    "a reference a paragraph": again("[a{}]\n\n[a{}]: /u\n\n"),
    "a reference a heading": again("# [a{}]\n\n[a{}]: /u\n\n"),
    "footnotes": _both(again("a[^{}] "), again("[^{}]: text\n\n")),
    "headings with footnotes": _both(again("# a[^{}]\n\n"), again("[^{}]: text\n\n")),
    "footnotes to nothing": again("[^{}] "),
    "equal headings": again("# a\n\n"),
    "headings numbered by hand": again("# a\n\n# a-{}\n\n"),
    "setext headings": again("a\n===\n\n"),
    "one text under many headings": again("# h{}\n\nSame.\n\n"),
    "tiny paragraphs": again("a\n\n"),
    "tiny items": again("- a\n"),
    "task items": again("- [ ] a\n"),
    "terms": again("a{}\n: b\n\n"),
    "front matter, many fields": again("k{}: a\n", FENCE, f"{FENCE}\na\n"),
    "front matter, many titles": again("title: a\n", FENCE, f"{FENCE}\na\n"),
    "front matter, one deep list": again("[", f"{FENCE}a: ", f"\n{FENCE}\na\n"),
    "front matter, aliases of aliases": _aliases,
    "front matter, unclosed": again("k{}: a\n", FENCE),
    "directives": again("<!-- i18n:comment: a -->\n\ntext\n\n"),
    "directives before one text": again("<!-- i18n:comment: a{} -->\n\n", after="text\n"),
    "comments on one line": again("<!-- i18n:comment: a -->", after=" x\n"),
    "directives in one text": again("a <!-- i18n:comment: b --> c\n"),
    "directives in lists": again("- <!-- i18n:comment: a -->\n  text\n"),
    "directives between lists": again("- a\n\n<!-- i18n:comment: a -->\n- b\n\n"),
    "groups": again("<!-- i18n:group-start -->\n\na\n\n<!-- i18n:group-end -->\n\n"),
    "groups with headings": again(
        "<!-- i18n:group-start -->\n\n## b\n\nc\n\n<!-- i18n:group-end -->\n\n"
    ),
    "HTML to translate, unclosed": again("<a ", "<!-- i18n:translate -->\n\n<div>\n", "\n"),
    "HTML to translate": again("<p>text</p>\n", "<!-- i18n:translate -->\n\n<div>\n", "</div>\n"),
    "skipped blocks": again("<!-- i18n:skip -->\n\ntext\n\n"),
    "plain text: paragraphs": again("text\n\n"),
    "plain text: one paragraph": again("text\n"),
    "plain text: spaces": again(" "),
    "plain text: spaces in a line": again(" ", "a", "b"),
    "plain text: blank lines": again(" \n", "a", "b"),
}
"""By name; one whose name begins with ``plain text`` is no Markdown."""
