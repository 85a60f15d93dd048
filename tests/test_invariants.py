"""What a translation most likely keeps of a text: numbers, code, links, markup and names."""

from __future__ import annotations

import pytest

from varaq.document.invariants import Invariants, invariants, numbers, universal
from varaq.unit import Place, Unit


def unit(text: str, place: Place = Place.BLOCK) -> Unit:
    return Unit(text, 0, len(text.encode()), place, "paragraph")


def found(
    words: str,
    length: int,
    markup: str = "",
    *,
    numbers: str = "",
    code: tuple[str, ...] = (),
    links: str = "",
) -> Invariants:
    """Invariants whose parts are written in one text each, with spaces between them."""
    return Invariants(
        frozenset(numbers.split()),
        frozenset(code),
        frozenset(links.split()),
        frozenset(markup.split()),
        tuple(words.split()),
        length,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salam, *dünya*!", found("salam dünya", 12, "emphasis !")),
        ("$x$ nədir", found("nədir", 6, "code", code=("x",))),
        ("`x` nədir", found("nədir", 6, "code", code=("x",))),
        ("a `b\u00a0c`", found("a", 4, "code", code=("b c",))),
        ("a  \nb", found("a b", 2, "break")),
        ("a\\\nb", found("a b", 2, "break")),
        ("a b", found("a b", 2)),
        ("“Niyə **o?**”", found("niyə o", 8, "strong ?")),
        ("Hansı əsr? XX", found("hansı əsr xx", 11)),
        ("?a b", found("a b", 3)),
        (
            "Bax: https://a.az/b?c=1.",
            found("bax", 23, links="https://a.az/b?c=1"),
        ),
        (
            "[a2](b.md) 3 www.a.az/4",
            found("a2 3", 13, "link", numbers="3", links="b.md www.a.az/4"),
        ),
        ("東京都 京 東京", found("東京 京都 京 東京", 6)),
        ("東京都へB2B", found("東京 京都 都へ b2b", 7)),
    ],
)
def test_a_text_is_told_by_what_no_language_changes(text: str, expected: Invariants) -> None:
    assert invariants(unit(text)) == expected


def test_plain_text_has_no_markup() -> None:
    assert invariants(unit("*a* `b`:", Place.PLAIN)) == found("a b", 7, ":")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000 1.000 1 000 1’000", ["1000"] * 4),
        ("2020-01-02 12:30", ["2020", "01", "02", "12", "30"]),
        ("12.30 12,30 12 h 30 12h30 12時30分 2.5 1.000", [*["12", "30"] * 5, "25", "1000"]),
        ("B2B x_2 _3 4", ["4"]),
        ("٢٠ २०", ["20", "20"]),
        ("第2章", ["2"]),
        ("", []),
    ],
)
def test_numbers_are_told_in_one_way(text: str, expected: list[str]) -> None:
    assert list(numbers(text)) == expected


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("CRM, B2B, SaaS", True),
        ("**CRM**`x`**B2B**", True),
        ("CRM`x`SaaS", True),
        ("1 000 + 2", True),
        ("Google", True),
        ("google", False),
        ("CRM və", False),
        ("https://a.az/salam", True),
        ("CRMhttps://a.az", True),
        ("Salam`x`", False),
        ("", True),
    ],
)
def test_codes_and_known_names_are_the_same_in_every_language(text: str, same: bool) -> None:
    assert universal(unit(text), {"google"}) is same


def test_code_in_plain_text_is_words() -> None:
    assert universal(unit("`dünya`"), ())
    assert not universal(unit("`dünya`", Place.PLAIN), ())
