"""What shows a Markdown handout may know no tables, definition lists or footnotes."""

from __future__ import annotations

import re

import pyromark
import pytest

from varaq import po
from varaq.document import Document, read
from varaq.document.parsing import OPTIONS
from varaq.document.splice import Spliced, splice
from varaq.document.viewers import apart, may_cross
from varaq.fallback import Fallback, Other
from varaq.translation import translate
from varaq.unit import Place, Unit

OPTION = pyromark.Options
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
VIEWERS = [
    OPTION(0),
    OPTIONS,
    *(
        OPTIONS & ~each
        for each in (OPTION.ENABLE_TABLES, OPTION.ENABLE_DEFINITION_LIST, OPTION.ENABLE_FOOTNOTES)
    ),
    OPTION.ENABLE_MATH,
    OPTION.ENABLE_TABLES,
    OPTION.ENABLE_TABLES | OPTION.ENABLE_FOOTNOTES,
]
EVIL = "<img src=x onerror=alert(1)>"
TERMS = "Termin\n: izah\n"
ROW = "| bir | iki |\n|---|---|\n"
ROWS = "bir | iki\n---|---\nuch | dord\n"
NOTES = "bir[^1]\n[^1]: iki\n"
GROUPED = f"<!-- i18n:group-start -->\n\n{ROW}\n<!-- i18n:group-end -->\n"


def shown(document: Document, *words: str | None) -> str:
    """A document with translations, and what all kinds of viewers make of it in one text."""
    pairs = zip(document.units, words, strict=False)
    entries = "".join(
        f"\nmsgid {po.quote(unit.text)}\nmsgstr {po.quote(text)}\n" for unit, text in pairs if text
    )
    catalog = po.parse(HEADER + entries, "tr.po")
    made = translate(document, catalog)
    stood_in = translate(document, po.parse(HEADER, "tr.po"), Fallback((Other("x", catalog),)))
    texts = (made.text, stood_in.text)
    return "\n".join(pyromark.html(text, options=each) for text in texts for each in VIEWERS)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (TERMS, ("`", f"`{EVIL}`")),
        (TERMS, ("``", f"`` x `{EVIL}`")),
        (TERMS, ("[x", "y](javascript:alert(1))")),
        (TERMS, ("![x", "y](javascript:alert(1))")),
        (TERMS, ('[x](javascript:alert(1) "', 'q")')),
        (TERMS, ("<b", "onerror=alert(1)>")),
        (TERMS, ("<!--", f"`-->` `{EVIL}`")),
        (TERMS, ("5 $x", f"`$ {EVIL}`")),
        (TERMS, ("x <!-- a > b", f"`-->` `{EVIL}`")),
        (ROW, ("x <? a > b", f"`?>` `{EVIL}`")),
        ("Termin `\n: izah\n", (None, f"`{EVIL}`")),
        ("Termin\n: - izah\n", ("`", f"`{EVIL}`")),
        ("Termin\n: # izah\n", ("`", f"`{EVIL}`")),
        ("> Termin\n> : izah\n", ("`", f"`{EVIL}`")),
        (ROW, ("`", f"`{EVIL}`")),
        (ROW, ("[x", "y](javascript:alert(1))")),
        (ROW, ("[x", "[y] z](javascript:alert(1))")),
        ("|bir|iki|\n|---|---|\n", ("<javascript:alert(1)", "b>")),
        (ROWS, ("a", "x <b", "onerror=alert(1)> y", "b")),
        (ROWS, ("<b onerror=alert(1)", "x>", "a", "b")),
        (ROWS, ("a", "b", "<div onerror=alert(1)", "x")),
        (f"{ROWS}\n[q]\n", ('[q]: javascript:alert(1) "x', 'y"')),
        (f"{ROWS}<i>bes</i> | alti\n", (None, None, None, None, "<!--", f"`-->` `{EVIL}`")),
        (f"sifir\n{ROW}", ("`", f"`{EVIL}`", "b")),
        (NOTES, ("[x[^1]", "y](javascript:alert(1))")),
        (NOTES, ("`[^1]", f"`{EVIL}`")),
        ("bir[^1]\n\n[^1]: iki\n[^2]: uch\n", (None, 'javascript:alert(1) "x', 'y"')),
        ("bir[^1]\n\n[^1]: iki\n    : uch\n", (None, "javascript:alert(1)", "x")),
        (
            f"[^1]\n\n{ROW}| uch | dord |\n[^1]: bes\n",
            ("a", "b", "c", "$x", f"`$ {EVIL}`"),
        ),
        (GROUPED, (f"| ` | `{EVIL}` |\n|---|---|",)),
    ],
)
def test_two_texts_that_are_safe_alone_are_safe_together(
    source: str, words: tuple[str | None, ...]
) -> None:
    html = shown(read("a", "content/a.md", source), *words)
    assert not re.search(r'<[^>]*onerror|(?:href|src)="javascript:', html)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (ROW, ("array[1", "b] `c` [d")),
        (ROW, ("a` b", "c <em>d</em> <")),
        (TERMS, ("[ a", "<b")),
        (NOTES, ("a[^1] `", "sözlər [^1] ]")),
        (NOTES, ("a[^1]", "Kelime")),
        ("bir[^1]\n\n[^1]: iki\n", ("a[^1]", "a:b")),
        (f"{ROWS}<i>bes</i> | alti\n", ("a", "b", "c", "d", "<i>five</i>", "six `<b>`x")),
        ("[bir](a.md) | <b>iki</b>\n---|---\n", ("[` one](a.md)", "<b>two</b> [")),
        ("Term\n: ```\n  [bir](a.md)\n  ```\n", ("`",)),
    ],
)
def test_what_is_harmless_together_stands(source: str, words: tuple[str, ...]) -> None:
    document = read("a", "content/a.md", source)
    pairs = zip(document.units, words, strict=False)
    entries = "".join(f"\nmsgid {po.quote(u.text)}\nmsgstr {po.quote(w)}\n" for u, w in pairs)
    made = translate(document, po.parse(HEADER + entries))
    assert made.problems == ()
    assert [piece.text is not None for piece in made.pieces] == [True] * len(words)


@pytest.mark.parametrize(
    ("source", "words", "fitted"),
    [
        (TERMS, ("`", f"`{EVIL}`"), ("\\`", f"`{EVIL}`")),
        (TERMS, ("[x `a`", "y](b) [c](u)"), ("\\[x `a`", "y\\](b) [c](u)")),
        (TERMS, ("[x", "y](u) [z](u)"), ("\\[x", "y\\](u) [z](u)")),
        (TERMS, ("`", "`<b>x</b>` <b>x</b>"), ("\\`", "`<b>x</b>` <b>x</b>")),
        (ROWS, ("a", "b", "`", f"`{EVIL}`"), ("a", "b", "\\`", f"`{EVIL}`")),
        ("bir `x\n", ("$<b>x</b>$ `",), ("$<b>x</b>$ `",)),  # which is judged by itself
        (ROW, ("array[0 <b", "1](x) \\]"), ("array\\[0 \\<b", "1\\](x) \\]")),
    ],
)
def test_marks_that_would_meet_are_escaped(
    source: str, words: tuple[str, ...], fitted: tuple[str, ...]
) -> None:
    document = read("a", "content/a.md", source)
    assert splice(document, words) == Spliced(fitted, frozenset())


@pytest.mark.parametrize(
    ("place", "words", "escaped"),
    [
        (Place.CELL, "`` a ` [", "\\`\\` a \\` \\["),
        (Place.CELL, "[![a](b)](c) `", "[![a](b)](c) `"),  # it would be no link any more
        (Place.CELL, "```a``` [b", "```a``` [b"),
        (Place.HTML, "a [b", "a [b"),
        (Place.GROUP, "a [b", "a [b"),
        (Place.SCALAR, "a [b", "a [b"),
    ],
)
def test_marks_are_escaped_where_a_backslash_is_no_text(
    place: Place, words: str, escaped: str
) -> None:
    assert apart(Unit("x", 0, 1, place, "x"), words) == escaped


def test_what_others_see_in_the_source_is_no_fault_of_a_translation() -> None:
    document = read("a", "content/a.md", "Termin `\n: izah `<b>x</b>`\n\nbir\n")
    assert splice(document, [None, None, "one"]) == Spliced((None, None, "one"), frozenset())


def test_what_the_source_has_once_is_not_seen_twice() -> None:
    document = read("a", "content/a.md", "Termin\n: izah <b>x</b>\n")
    made = splice(document, ["`", "`<b>x</b>` <b>x</b>"])
    assert made == Spliced(("\\`", "`<b>x</b>` <b>x</b>"), frozenset())


def test_a_reference_that_escaping_would_end_stays() -> None:
    document = read("a", "content/a.md", f"{ROW}\n[q]: a.md\n")
    entries = {"bir": "[x [y] z][q] `", "iki": f"`{EVIL}`"}
    catalog = "".join(f"\nmsgid {po.quote(a)}\nmsgstr {po.quote(b)}\n" for a, b in entries.items())
    made = translate(document, po.parse(HEADER + catalog, "tr.po"))
    assert [piece.text for piece in made.pieces] == [None, entries["iki"]]


def test_only_as_much_as_has_to_be_is_left_out() -> None:
    document = read("a", "content/a.md", TERMS + "\n" + ROW)
    entries = {"Termin": "` ```x```", "izah": f"`{EVIL}`", "bir": "one", "iki": "`two"}
    catalog = "".join(f"\nmsgid {po.quote(a)}\nmsgstr {po.quote(b)}\n" for a, b in entries.items())
    made = translate(document, po.parse(HEADER + catalog, "tr.po"))
    assert [piece.text for piece in made.pieces] == [None, f"`{EVIL}`", "one", "`two"]
    (problem,) = made.problems
    assert (problem.code, problem.line) == ("structure", 4)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Söz", False),
        ('a `b` [c](d.md) ![e](f.png "g") [h][i] [j] [^1] \\[ \\` ``k``', False),
        ("1 < 2, 5 $, a > b", False),
        ('x <b>y</b> <br> <https://a.az> <span lang="en">z</span>', False),
        ("[`a` b](c)", False),
        ("a[", True),
        ("]", True),
        ("`", True),
        ("``a`", True),
        ("\\``a`", True),
        ("[a](b", True),
        ('[a](b "c', True),
        ("[a]: b", True),
        ("[a [b] c](d)", True),
        ("<b", True),
        ('<b "', True),
        ("<!-- a", True),
        ("a <!-- b > c", True),
        ("a <? b > c", True),
        ("</b", True),
        ("$ `a`", True),
    ],
)
def test_what_may_go_on_in_the_next_text(text: str, loose: bool) -> None:
    assert may_cross(Unit("x", 0, 1, Place.CELL, "table cell"), text) is loose


def test_html_without_a_whole_tag_is_no_block_that_viewers_lack() -> None:
    document = read("a", "content/a.md", "<!-- i18n:translate -->\n<p>bir</p>\n\n<dd a")
    assert splice(document, ["one"]) == Spliced(("one",), frozenset())
