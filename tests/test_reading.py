"""What is read out of a text in each of the places that it can stand in."""

from __future__ import annotations

from varaq.document.content import GAP, content
from varaq.unit import Place


def test_blocks_of_a_group_are_kept_apart() -> None:
    found = content("*bir*\n\n- iki [x](y.md)\n\n```\nkod <b>\n```\n\nüç", Place.GROUP)
    assert found.words.split() == ["bir", "iki", "x", "üç"]
    assert found.code == ("kod <b>\n",)
    assert found.links == ("y.md",)
    assert found.tags == ()


def test_html_has_its_tags_links_and_words() -> None:
    found = content('a &amp; <a href="b.md">c</a>', Place.HTML)
    assert (found.words, found.links) == ("a & c", ("b.md",))
    assert found.tags == ('<a href="b.md">', "</a>")


def test_literal_places_have_no_markup() -> None:
    assert content("*a* `b`", Place.SCALAR).runs == ("*a* `b`",)


def test_runs_end_where_markup_does_and_keep_spaces_that_do_not_break() -> None:
    assert content("a\u00a0b *c*\nd", Place.BLOCK).runs == ("a\u00a0b ", "c", " d")
    assert content("a `b`, $c$", Place.BLOCK).words == f"a {GAP}, {GAP}"


def test_references_lead_where_the_documents_do() -> None:
    assert content("[a][b] [c]", Place.BLOCK, {"b": "x.md"}).links == ("x.md",)
