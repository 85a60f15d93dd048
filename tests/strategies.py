"""Hypothesis strategies: nested Markdown, and what a translator may type."""

from __future__ import annotations

from hypothesis import strategies as st

WORD_LIST = [
    "salam",
    "İşıq",
    "*vurğu*",
    "**qalın** söz",
    "`kod`",
    "[bağ](http://a.az 'b')",
    "![şəkil](s.png)",
    "a_b_c",
    "2 * 3",
    "<b>x</b>",
    "&amp;",
    "太郎（たろう）",
    "שלום",
    "é",
    "😀",
    "x\\*y",
    "$x$",
    "#5",
    "-",
    "1.",
    "[istinad]",
    "[istinad][]",
    "~~sil~~",
    "son  ",
    "söz <!-- i18n:comment: qeyd -->",
]
WORDS = st.sampled_from(WORD_LIST)
LINE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=3).map(
    lambda lines: "\n".join(line.strip() or "x" for line in lines)
)


def _indented(text: str, first: str, rest: str) -> str:
    return "\n".join((first if i == 0 else rest) + line for i, line in enumerate(text.split("\n")))


def _containers(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        body.map(lambda text: _indented(text, "> ", "> ")),
        body.map(lambda text: _indented(text, "- ", "  ")),
        body.map(lambda text: _indented(text, "7) ", "   ")),
        body.map(lambda text: _indented(text, "- [ ] ", "  ")),
        body.map(lambda text: _indented(text, "[^n]: ", "    ")),
        st.tuples(LINE, body).map(lambda t: t[0].strip() + "\n" + _indented(t[1], ": ", "  ")),
        st.lists(LINE, min_size=1, max_size=3).map(
            lambda lines: "\n".join(f"* {line}" for line in lines)
        ),
    )


_CELL = LINE.map(lambda text: text.replace("|", "\\|"))
_TABLE = st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=3).map(
    lambda rows: "\n".join(
        [f"| {rows[0][0]} | {rows[0][1]} |", "|:--|---|"] + [f"| {a} | {b} |" for a, b in rows[1:]]
    )
)
LEAF = st.one_of(
    PARAGRAPH,
    LINE.map(lambda text: f"## {text}"),
    LINE.map(lambda text: f"{text.strip() or 'x'}\n==="),
    LINE.map(lambda text: f"### {text} {{#id .k}}"),
    _TABLE,
    st.just("```py\nkod = 1\n```"),
    st.just("<div>\nhtml\n</div>"),
    st.just("<!-- i18n:comment: qeyd -->"),
    st.just("<!-- i18n:skip -->"),
    st.just("<!-- i18n:skip-start -->"),
    st.just("<!-- i18n:skip-end -->"),
    st.just("<!-- i18n:group-end -->"),
    st.just(
        "<!-- i18n:translate -->\n<table>\n<tr><td>bir <b>iki</b></td><td>üç</td></tr>\n</table>"
    ),
    st.just("***"),
    st.just("[istinad]: http://b.az 'başlıq'"),
)
_GROUP = st.lists(LEAF, min_size=1, max_size=3).map(
    lambda blocks: "\n".join(
        ["<!-- i18n:group-start -->", "\n\n".join(blocks), "<!-- i18n:group-end -->"]
    )
)
BLOCK = st.recursive(st.one_of(LEAF, LEAF, LEAF, _GROUP), _containers, max_leaves=6)
DOCUMENT = st.tuples(
    st.sampled_from(["", "---\ntitle: Başlıq\nn: 1\n---\n", "\ufeff", "\ufeff---\na: b\n---\n"]),
    st.lists(BLOCK, max_size=5).map("\n\n".join),
    st.sampled_from(["", "\n", "\n\n"]),
    st.booleans(),
).map(lambda t: (t[0] + t[1] + t[2]).replace("\n", "\r\n" if t[3] else "\n"))

_OPENERS = "# !- !1. !> !`!```!~~~![!]!](!](a)!]: /u![^n]: !<div>!<!--!-->!</p>!<b>"
_OTHERS = "    !---!===!***!: !&lt;!$$!*!_!{#id}![ ] !söz!x! !+ !#!}!{!|!|---|"
_LONE = ("[!NOTE]", "!", "\\", "\n", "\n\n", "  \n", "\t", "\r", "\u2028", "\x00")
MARKS = [*_OPENERS.split("!"), *_OTHERS.split("!"), *_LONE]
TYPED = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
