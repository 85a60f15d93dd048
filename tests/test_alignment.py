"""Alignment: shares of translations, words without markup, and changes of markup alone."""

from __future__ import annotations

import pytest

from varaq.alignment import share, with_markup, words


@pytest.mark.parametrize(
    ("part", "whole", "translation", "expected"),
    [
        ("A.", "A. B. C.", "X. Y. Z.", "X."),
        ("b.  C.", "A. B. C.", "X. Y. Z.", "Y. Z."),
        ("C.", "A. B. C.", "X. Y. Z.", "Z."),
        ("B.", "A. B.", "X.", None),
        ("B.", "A. B.", "X. Y. Z.", None),
        ("A. B.", "A. B.", "X. Y.", None),
        ("A. B. C.", "A. B.", "X. Y.", None),
        ("A. C.", "A. B. C.", "X. Y. Z.", None),
        ("D.", "A. B.", "X. Y.", None),
        ("", "A. B.", "X. Y.", None),
    ],
)
def test_a_share_is_of_some_sentences_in_a_row_where_both_have_as_many(
    part: str, whole: str, translation: str, expected: str | None
) -> None:
    assert share(part, whole, translation) == expected


def test_of_a_sentence_that_is_said_twice_the_first_is_taken() -> None:
    assert share("Hə.", "Hə. Yox. Hə.", "Evet. Hayır. Öyle.") == "Evet."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("![A picture](a.png) of it", "a picture of it"),
        ("read `MAX` and ``X``", "read max and x"),
        ("one\ntwo", "one two"),
        ("one  \ntwo\\\nthree", "one two three"),
        ("**a**b*c*", "abc"),
        ("[a](b)c", "ac"),
        ("\\*a\\*", "*a*"),
    ],
)
def test_words_are_what_is_left_without_markup(text: str, plain: str) -> None:
    assert words(text) == plain


@pytest.mark.parametrize(
    ("old", "new", "translation", "expected"),
    [
        # nothing has changed
        ("*a* b", "*a* b", "*x* y", None),
        ("a b", "a b", "x y", None),
        # a link around the whole, which may hold none
        ("whole a", "[whole a](x)", "bütün A", "[bütün A](x)"),
        ("whole a", "[whole a](x)", "bütün [A](y)", None),
        ("whole a", "*whole a*", "bütün [A](y)", "*bütün [A](y)*"),
        # what was around the whole is gone
        ("[whole a](x)", "whole a", "[bütün A](x)", "bütün A"),
        ("[whole a][b]", "whole a", "[bütün A][b]", "bütün A"),
        ("[whole a](x)", "whole a", "*bütün A*", None),
        ("**whole a**", "whole a", "[bütün A](x)", None),
        ("**whole a**", "whole a", "*bütün A*", None),
        # another address, whatever the text of the link is
        ("[a](old.md) b", "[a](new.md) b", "[new.md](old.md) B", "[new.md](new.md) B"),
        ("[a](old.md) b", "[a](new.md) b", "[XXXX](old.md) B", "[XXXX](new.md) B"),
        # a label of its own, found behind other markup and links
        ("*b* [the a](x)", "*b* [the a]", "*B* [A](x)", "*B* [A][the a]"),
        ("[b](y), [the a](x)", "[b](y), [the a]", "[A](x), [B](y)", "[A][the a], [B](y)"),
        ("`[` \\[ [the a](x)", "`[` \\[ [the a]", "`[` \\[ [A](x)", "`[` \\[ [A][the a]"),
    ],
)
def test_markup_alone_is_carried_over_where_that_is_sure(
    old: str, new: str, translation: str, expected: str | None
) -> None:
    assert with_markup(old, new, translation) == expected


@pytest.mark.parametrize(
    ("part", "source", "translation", "found"),
    [
        ("A. B.", "A. B. C.", "甲。乙。丙。", "甲。乙。"),
        ("B. C.", "A. B. C.", "甲。 乙。\u3000丙。", "乙。\u3000丙。"),
        ("A. B.", "A. B. C.", "Bir.  İki.\nÜç.", "Bir.  İki."),
    ],
)
def test_a_share_has_the_spaces_that_its_translator_wrote(
    part: str, source: str, translation: str, found: str
) -> None:
    assert share(part, source, translation) == found
