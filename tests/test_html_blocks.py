"""Blocks of HTML: the text in them, their tags, what is left without, and their elements."""

from __future__ import annotations

import pytest

from varaq.document import markup


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ("<div><p>a</p> <p> b <i>c</i>\n</p></div>", ["a", "b <i>c</i>"]),
        ("<b>\nsalam</b>\n", ["<b>\nsalam</b>"]),
        ("a<p>b</p>c", ["a", "b", "c"]),
        ("<p>a<!-- b -->c<script>d</script>e", ["a", "c", "e"]),
        ("<p>1</p><p>&copy; <b>2</b></p>", []),
        ('  <div title="a>\nb</div>', []),
        ('<div>a <p title="b', ["a"]),
        ('<div><svg class="i"/> a</div>', ["a"]),
        ("<div><MATH a='/>' />a<svg/ b>c</svg>d</div>", ["a", "d"]),
        ("<div><svg href=a/>b</svg>c</div>", ["c"]),
        ("<div><script/>a</script>b</div>", ["b"]),
        ("<div><!--> a <!-- b --></div>", ["a"]),
        ("<div><!--->a<!-- > b --!>c<!-- d", ["a", "c"]),
        ("<div><p title=don't>a</p><p>b</p></div>", ["a", "b"]),
        ("<div><p don't>a</p><p b = '>'>c</p></div>", ["a", "c"]),
        ("<div/><p/ b='>'/>a", ["a"]),
    ],
)
def test_text_is_what_stands_between_the_tags_of_blocks(html: str, runs: list[str]) -> None:
    assert [html[start:end] for start, end in markup.texts(html)] == runs


@pytest.mark.parametrize(
    ("html", "has"),
    [
        ("<b>1</b>", False),
        ("<b>1</b> <i>2</i>", False),
        ("1 &amp; &#49; &#x31;", False),
        ("<b>1</b> a", True),
        ("ə<br>", True),
        ("&c", True),
    ],
)
def test_words_are_letters_beside_tags_and_entities(html: str, has: bool) -> None:
    assert markup.has_words(html) is has


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a", []),
        ("a <b>c</b><br/>", ["<b>", "</b>", "<br/>"]),
        ("<!-- a --> <b title='>'> < c", ["<!-- a -->", "<b title='>'>"]),
        ('<b>a</b> <c "', ["<b>", "</b>"]),
        ("<a '<b>", ["<a '<b>"]),
        ("<a b='<b>", ["<b>"]),
        ("<a b=c'd><e f=\"'\" />", ["<a b=c'd>", '<e f="\'" />']),
        ("<!-- a > b --> c <!--> d", ["<!-- a > b -->", "<!-->"]),
        ("<!-- a > b", ["<!-- a > b"]),
    ],
)
def test_tags_are_found_as_they_stand(text: str, tags: list[str]) -> None:
    assert markup.tags(text) == tags


def test_behind_sixteen_tags_that_are_never_closed_no_other_is_looked_for() -> None:
    assert markup.tags("<a " * 15 + "b='<b>") == ["<b>"]
    assert markup.tags("<a " * 16 + "b='<b>") == []


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<p>a</p>", ("<p>", "</p>")),
        ("<p>a <b>c</b><!-- d --></p>", ("<p>", "<!-- d -->", "</p>")),
        ("<div><pre>a</pre>b", ("<div>", "<pre>a</pre>")),
    ],
)
def test_a_shape_has_no_text_and_no_tags_in_running_text(html: str, tags: tuple[str, ...]) -> None:
    assert markup.shape(html) == tags


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("a & b &amp; &c", "a &amp; b &amp; &amp;c"),
        ("a < b\n<i>c</i> <d", "a &lt; b <i>c</i> &lt;d"),
        ("a < b", "a &lt; b"),
    ],
)
def test_what_is_no_tag_is_escaped(text: str, fitting: str) -> None:
    assert markup.fit(text) == fitting


@pytest.mark.parametrize(
    ("html", "running"),
    [
        ("a < b<i>c</i> <d", "a &lt; b<i>c</i> &lt;d"),
        ("<p title='<!-- a -->'>b</p>", "<p title='<!-- a -->'>b</p>"),
        ("a<!-- <p> -->b<!c>d<?e?>f</ g>h", "abdfh"),
        ("a<SCRIPT>'<i>'</script>b<style >i{}", "ab"),
        ("a<scripts>b<!-- c", "a<scripts>b"),
    ],
)
def test_running_text_has_tags_and_nothing_that_nobody_reads(html: str, running: str) -> None:
    assert markup.running(html) == running


@pytest.mark.parametrize(
    ("html", "elements"),
    [
        ("", [("", "")]),
        ("a", [("", "a")]),
        ("<p>a</p>b<p>c</p>", [("p", "<p>a</p>b"), ("p", "<p>c</p>")]),
        ("<hr><p>a</p>", [("hr", "<hr>"), ("p", "<p>a</p>")]),
        ("<DIV>a</div><p>b</p>", [("div", "<DIV>a</div>"), ("p", "<p>b</p>")]),
        ("<script>a</script><p>b</p>", [("script", "<script>a</script>"), ("p", "<p>b</p>")]),
        ("<!-- a --><p>b</p>", [("", "<!-- a -->"), ("p", "<p>b</p>")]),
        ("<p>a</p><!-- b --><p>c</p>", [("p", "<p>a</p><!-- b -->"), ("p", "<p>c</p>")]),
        ("</p><p>a</p>", [("", "</p>"), ("p", "<p>a</p>")]),
        ('<svg a="b"/>\n<p>c</p>', [("svg", '<svg a="b"/>\n'), ("p", "<p>c</p>")]),
        (
            "<math><mi>a</mi></math><p>b</p>",
            [("math", "<math><mi>a</mi></math>"), ("p", "<p>b</p>")],
        ),
    ],
)
def test_elements_that_stand_in_no_other_are_apart(
    html: str, elements: list[tuple[str, str]]
) -> None:
    assert [(name, html[start:end]) for name, start, end in markup.top(html)] == elements


@pytest.mark.parametrize(
    ("html", "elements"),
    [
        (
            "<div><div>a</div></div><p>b</p>",
            [("div", "<div><div>a</div></div>"), ("p", "<p>b</p>")],
        ),
        ("<ul><li>a<li>b</ul><p>c</p>", [("ul", "<ul><li>a<li>b</ul>"), ("p", "<p>c</p>")]),
        ("<div><p>a</div><p>b</p>", [("div", "<div><p>a</div>"), ("p", "<p>b</p>")]),
        (
            "<p>a<div>b</div><p>c",
            [("p", "<p>a"), ("div", "<div>b</div>"), ("p", "<p>c")],
        ),
        ("<p><b>a<ul><li>b</ul>", [("p", "<p><b>a"), ("ul", "<ul><li>b</ul>")]),
        ("<p>a<br>b<b>c</b><p>d", [("p", "<p>a<br>b<b>c</b>"), ("p", "<p>d")]),
        ("<div>a<p>b", [("div", "<div>a<p>b")]),
        ("<i><b></i></b><p>a", [("i", "<i><b></i></b>"), ("p", "<p>a")]),
        ("<p>a<summary>b", [("p", "<p>a"), ("summary", "<summary>b")]),
    ],
)
def test_elements_end_where_a_browser_closes_them(
    html: str, elements: list[tuple[str, str]]
) -> None:
    assert [(name, html[start:end]) for name, start, end in markup.top(html)] == elements


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<svg><title></svg>b", ["<svg><title></svg>"]),
        ("<svg></title></svg>b", ["<svg></title></svg>"]),
        ("a <svg>b", ["<svg>b"]),
        ("<title>a</title> b <Title>c</TITLE>", ["<title>a</title>", "<Title>c</TITLE>"]),
        ("<b>a</b> </svg>", ["</svg>"]),
    ],
)
def test_an_element_is_what_stands_between_its_tags(html: str, found: list[str]) -> None:
    assert markup.elements(html, {"svg", "title"}) == found
