"""What stands in a handout, as Markdown and as HTML, and which of its tags get attributes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import pytest

from varaq.document import markdown, read
from varaq.document.body import body

NOTE = "<!-- i18n:comment: qeyd -->"
SKIP, START, END = (f"<!-- i18n:{word} -->" for word in ("skip", "group-start", "group-end"))
TASK = '<input disabled="" type="checkbox"/>'
SYMBOLS = "※⁂⁜⸎❖◈⌘☙✠"


def numbered(index: int) -> str:
    return f' n="{index}"'


def html(
    source: str,
    fitted: Sequence[str | None] = (),
    attributes: Callable[[int], str] = numbered,
    left_out: str = "",
) -> str:
    document = read("a", "content/a.md", source)
    made = body(document, fitted or [None] * len(document.units))
    return made.html(attributes, left_out)


def test_a_comment_stays_where_a_translation_needs_it() -> None:
    """A text in quotes right below a definition would be its title."""
    note = "<!-- i18n:comment: q -->\n"
    document = read("a", "content/a.md", f"{note}\nbir\n\n[x]: u\n{note}iki [x]\n")
    assert body(document, [None, None]).markdown == "bir\n\n[x]: u\niki [x]\n"
    made = body(document, ["one", '"two"'])
    assert made.markdown == 'one\n\n[x]: u\n<!-- -->\n"two"\n'
    assert made.html(numbered) == '<p n="0">one</p>\n<!-- -->\n<p n="1">"two"</p>\n'


@pytest.mark.parametrize(
    ("source", "handout"),
    [
        (f" {NOTE}\na\n", "a\n"),
        (f" {NOTE}\n\na\n", "a\n"),
        (f"{NOTE}\n\na\n", "a\n"),
        (f"\n\n{NOTE}\n\na\n", "\n\na\n"),
        (f"a\n\n{NOTE}\n\nb\n", "a\n\nb\n"),
        (f"a\n\n{NOTE}\n\n\nb\n", "a\n\n\nb\n"),
        (f"a\r\n\r\n{NOTE}\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        (f"{NOTE}\r\n\r\na\r\n", "a\r\n"),
        (f"{NOTE}\n{NOTE}\n\na\n", "\na\n"),
        (f"AX {NOTE} b\n", "AX b\n"),
        (f"AX\t {NOTE}\nb\n", "AX\nb\n"),
        (f"```\nx\n```\n\n{NOTE}\n\n", "```\nx\n```\n\n"),
    ],
)
def test_a_directive_is_gone_from_a_handout_with_its_line(source: str, handout: str) -> None:
    document = read("a", "content/a.md", source)
    assert body(document, [None] * len(document.units)).markdown == handout


@pytest.mark.parametrize(
    ("source", "handout"),
    [
        (f"- a\n   {{}}{NOTE}\n  -\n", "- a\n   {}<!-- -->\n  -\n"),
        (f"b {NOTE}\n\n- [ ] \\ {NOTE}\n  ===\n", "b\n\n- [ ] \\ <!-- -->\n  ===\n"),
    ],
)
def test_where_the_library_gives_up_without_a_directive_a_comment_stays(
    source: str, handout: str
) -> None:
    document = read("a", "content/a.md", source)
    made = body(document, [None] * len(document.units))
    assert made.markdown == handout
    assert made.html(numbered).count("n=") == len(document.units)


@pytest.mark.parametrize(
    ("source", "held"),
    [
        (f"- a\n\n{NOTE}\n- b\n\n", "- a\n\n<!-- -->\n- b\n\n"),
        (f"- a\n\n{NOTE}\n{NOTE}\n- b\n\n", "- a\n\n<!-- -->\n- b\n\n"),
        (f"- a\n\n{NOTE}\n* b\n\n", "- a\n\n* b\n\n"),
        (f"- a\n\n{NOTE}\n\nb\n\n{NOTE}\n", "- a\n\nb\n\n"),
        (f"- {NOTE}\n  x\n\n- a\n  {NOTE}\n  b\n", "- \n  x\n\n- a\n  <!-- -->\n  b\n"),
        (f"> a\n{NOTE}\n> b\n\n", "> a\n<!-- -->\n> b\n\n"),
        (f"> {NOTE}\n> a\n>\n> b {NOTE}\n\n", "> a\n>\n> b\n\n"),
        (f"a\n{NOTE}\nb {NOTE}\n\n", "a\n<!-- -->\nb\n\n"),
        (f"{NOTE}\na\n{NOTE}\n---\n\n", "a\n<!-- -->\n---\n\n"),
        (f"    a\n\n{NOTE}\n\n    b\n\n# {NOTE} c\n", "    a\n\n<!-- -->\n\n    b\n\n# c\n"),
        (f"a\n: b\n\n{NOTE}\n\nc\n: d\n\n", "a\n: b\n\n<!-- -->\n\nc\n: d\n\n"),
    ],
)
def test_what_holds_blocks_apart_is_told_at_once(
    source: str, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_so_far: list[str] = []
    skeleton = markdown.skeleton

    def noted(text: str) -> list[object]:
        read_so_far.append(text)
        return skeleton(text)

    monkeypatch.setattr(markdown, "skeleton", noted)
    document = read("a", "content/a.md", source * 20)
    fitted = ["x"] * len(document.units)
    made = body(document, [None] * len(document.units)).markdown
    assert made == held * 20
    assert len(read_so_far) <= 5
    read_so_far.clear()
    assert body(document, fitted).markdown.count("<!--") == made.count("<!--")
    assert len(read_so_far) == 2


@pytest.mark.parametrize(
    ("source", "fitted", "made"),
    [
        ("a ※0※ b\n", None, "a ※0※ b"),
        ("a\n", "※0※", "※0※"),
        (f"_a_ {SYMBOLS} ←0←\n", None, f"<em>a</em> {SYMBOLS} ←0←"),
        (f"[a](b) {SYMBOLS}\n", None, f'<a href="b">a</a> {SYMBOLS}'),
        ("a\n", f"_b_ {SYMBOLS} ←0←", f"<em>b</em> {SYMBOLS} ←0←"),
        ("a &#8251;0&#8251; b\n", None, "a ※0※ b"),
        ("a\n", "&#8251;99&#8251; b", "※99※ b"),
    ],
)
def test_symbols_and_numbers_of_a_text_stay(source: str, fitted: str | None, made: str) -> None:
    assert html(source, [fitted]) == f'<p n="0">{made}</p>\n'


def test_a_text_with_every_symbol_there_is_has_its_terms_in_order() -> None:
    signs = map(chr, range(0x2190, 0x20000))  # there is none beyond
    symbols = "".join(sign for sign in signs if unicodedata.category(sign)[0] in "SP")
    for held, attributes in ((symbols[1:], ' n="2"'), (symbols, "")):
        source = f"b {SYMBOLS}{held}\n: x\n\n_a_\n: y\n"
        document = read("a", "content/a.md", source)
        made = body(document, [None] * 4, lambda word: word)
        assert made.html(numbered).replace(SYMBOLS + held, "…") == (
            f'<dl>\n<dt{attributes}><em>a</em></dt>\n<dd n="3">y</dd>\n'
            '<dt n="0">b …</dt>\n<dd n="1">x</dd>\n</dl>\n'
        )


def test_a_text_with_every_character_that_could_mark_goes_without_attributes() -> None:
    signs = map(chr, range(0x2190, 0x20000))
    symbols = "".join(sign for sign in signs if unicodedata.category(sign)[0] in "SP")
    words = f"9 {SYMBOLS} {symbols}"
    assert html(f"&#57344;{words}\n") == f"<p>\ue000{words}</p>\n"


def test_a_text_that_would_read_otherwise_behind_a_mark_goes_without_attributes() -> None:
    assert html("**:a* b\n\nc\n") == '<p>*<em>:a</em> b</p>\n<p n="1">c</p>\n'
    group = f"a\n\n{START}\n\nb\n\n{END}\n"
    made = '<p>*<em>:a</em> b</p>\n<div n="1">\n<p>b</p>\n</div>\n'
    assert html(group, ["**:a* b", None]) == made


def test_html_that_a_mark_would_make_a_paragraph_of_is_alone_without_attributes() -> None:
    source = "<!-- i18n:translate -->\n<b>\na\n\nb\n\nc\n"
    assert html(source) == '<b>\na\n<p n="1">b</p>\n<p n="2">c</p>\n'


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("\\\nə\n\nb\n", '<p n="0"><br />\nə</p>\n<p n="1">b</p>\n'),
        ("- [ ] \\\n  \\\n  ə\n", f'<ul>\n<li n="0">{TASK}\n<br />\n<br />\nə</li>\n</ul>\n'),
        (f"{SKIP}\n\n\\\nə\n===\n", '<h1 id="ə" lang="az"><br />\nə</h1>\n'),
        (
            "<!-- i18n:translate -->\n<div><source src=a />b</div>\n",
            "<div><source src=a />b</div>\n",
        ),
        (
            "<!-- i18n:translate -->\n<ul><LINK /><li>b</li><LINK-X>c</LINK-X></ul>\n",
            '<ul><LINK /><li n="0">b</li><LINK-X n="1">c</LINK-X></ul>\n',
        ),
    ],
)
def test_elements_that_hold_no_text_have_no_attributes(source: str, made: str) -> None:
    assert html(source, left_out=' lang="az"') == made


def test_each_group_has_the_ids_of_its_own_headings() -> None:
    source = f"{START}\n\n# Bir\n\n{END}\n\na\n\n{START}\n\n# Iki\n\n# Üç\n\n{END}\n"
    assert html(source) == (
        '<div n="0">\n<h1 id="bir">Bir</h1>\n</div>\n'
        '<p n="1">a</p>\n'
        '<div n="2">\n<h1 id="iki">Iki</h1>\n<h1 id="üç">Üç</h1>\n</div>\n'
    )


def test_a_heading_of_a_group_has_no_two_ids() -> None:
    source = f"{START}\n\n# Bir\n\n# Iki {{#own}}\n\n{END}\n"
    made = html(source, ["# One {#x}\n\n# Two {#own}"])
    assert made == '<div n="0">\n<h1 id="x">One</h1>\n<h1 id="own">Two</h1>\n</div>\n'


def test_a_group_has_attributes_below_front_matter_too() -> None:
    source = f"---\ntitle: x\n---\n{START}\n\na\n\n{END}\n"
    assert html(source) == '<div n="1">\n<p>a</p>\n</div>\n'  # the title is the first unit


def test_headings_that_are_left_out_have_their_ids_and_what_such_headings_get() -> None:
    source = f"{SKIP}\n\n# Bir {{#own}}\n\n{SKIP}\n\n# Iki\n\na\n"
    assert html(source, left_out=' lang="az"') == (
        '<h1 id="own" lang="az">Bir</h1>\n<h1 id="iki" lang="az">Iki</h1>\n<p n="0">a</p>\n'
    )


def test_terms_that_begin_with_a_number_between_signs_are_sorted_by_it() -> None:
    document = read("a", "content/a.md", "c\n: x\n\n*1* d\n: y\n\n/2/ a\n: z\n")
    made = body(document, [None] * len(document.units), lambda word: word.strip("/"))
    terms = [line for line in made.markdown.splitlines() if line and line[0] != ":"]
    assert terms == ["*1* d", "/2/ a", "c"]


@pytest.mark.parametrize("marked", [(), (2, 3), range(4)])
@pytest.mark.parametrize("term", ['"1" d', "*1* d"])
def test_the_html_of_a_glossary_has_the_order_of_its_markdown(
    term: str, marked: Sequence[int]
) -> None:
    document = read("a", "content/a.md", f"{term}\n: x\n\nb\n: y\n")
    made = body(document, [None] * 4, lambda word: word)
    said = made.html(lambda index: numbered(index) if index in marked else "")
    assert made.markdown.startswith(term)
    assert [f' n="{at}"' in said for at in range(4)] == [at in marked for at in range(4)]
    assert said.index(">x</dd>") < said.index(">y</dd>")
