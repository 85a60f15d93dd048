"""Long documents are divided into pages where a kind asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_indexes import HEAD
from varaq import cli
from varaq.document import read
from varaq.pages.parts import cut, divided

Small = Callable[[dict[str, str | bytes]], Path]
NUMBERS = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 6)), max_size=60)


@given(NUMBERS, st.integers(10, 100))
def test_parts_are_all_of_it_and_none_is_too_heavy(
    rows: list[tuple[int, int]], heaviest: int
) -> None:
    weights = [weight for weight, _ in rows]
    ends = cut(weights, [level for _, level in rows], heaviest)
    assert ends[-1] == len(rows)
    assert ends == sorted(set(ends))
    for start, end in zip([0, *ends], ends, strict=False):
        assert sum(weights[start:end]) <= heaviest or end - start <= 1
    assert len(ends) == 1 or sum(weights) > heaviest


@given(NUMBERS)
def test_what_is_light_enough_is_in_one_part(rows: list[tuple[int, int]]) -> None:
    weights = [weight for weight, _ in rows]
    assert cut(weights, [level for _, level in rows], max(sum(weights), 1)) == [len(rows)]


def test_a_part_ends_before_a_heading_that_is_near() -> None:
    levels = [1, *[0] * 8, 2, *[0] * 4, 3, *[0] * 8]
    assert cut([10] * len(levels), levels, 150) == [9, len(levels)]
    assert cut([10] * len(levels), [0] * len(levels), 150) == [11, len(levels)], (
        "else in the middle"
    )


WORDS = "Bu abzas uzundur, çünki sənəd uzun olmalıdır. " * 6
TEXT = "# Uzun\n\n[öz](#son) [o biri](b.md#son)[^1]\n\n" + "".join(
    f"## Başlıq {number}{' {#son}' if number == 40 else ''}\n\n"
    f"<!-- i18n:comment: {'Bir qeyd.' if number in (2, 39) else f'Qeyd {number}.'} -->\n"
    f"Abzas {number}: {WORDS}\n\n"
    for number in range(1, 41)
)
LONG = f"{TEXT}Sonda.[^1]\n\n[^1]: Qeydin mətni.\n"
DONE = 'msgid "Başlıq 40"\nmsgstr "Başlık 40"\n'
FILES: dict[str, str | bytes] = {
    "varaq.toml": 'site_url = "https://example.org/"\n',
    "content/a.md": LONG,
    "content/b.md": LONG.replace("b.md", "a.md"),
    "locale/tr/LC_MESSAGES/a.po": f"{HEAD}\n{DONE}",
    "locale/ru/LC_MESSAGES/a.po": HEAD,
    "locale/tr/LC_MESSAGES/b.po": HEAD,
}
KINDS = ("-k", "handout", "-k", "bilingual")


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def pages(folder: Path, tag: str = "tr", name: str = "a") -> list[str]:
    found = (folder / "dist" / tag).glob(f"{name}.bilingual*.html")
    return [path.read_text("utf-8") for path in sorted(found, key=lambda path: part(path.name))]


def part(name: str) -> int:
    found = re.search(r"-(\d+)\.html$", name)
    return int(found[1]) if found else 1


def test_a_long_document_has_several_bilingual_pages(small: Small) -> None:
    folder = small(FILES)
    assert run(folder, "build", *KINDS) == 0
    document = read("a", "content/a.md", LONG)
    ranges = divided(document)
    assert len(ranges) >= 2
    for tag in ("tr", "ru"):
        found = pages(folder, tag)
        assert len(found) == len(ranges)
        numbers = []
        for number, (text, (first, last)) in enumerate(zip(found, ranges, strict=True), 1):
            rows = re.findall(r'<th scope="row"><a href="[^"]*">(\d+)</a>', text)
            assert rows == [str(each) for each in range(first, last + 1)]
            numbers += rows
            assert len(text.encode()) < 60_000
            own = "a.bilingual.html" if number == 1 else f"a.bilingual-{number}.html"
            assert f'<link rel="canonical" href="https://example.org/{tag}/{own}">' in text
            assert f'href="{own}" aria-current="page">{first}–{last}</a>' in text
            for other in ("tr", "ru"):
                assert f'hreflang="{other}" href="https://example.org/{other}/{own}"' in text
        assert len(numbers) == len(document.units)
    handout = (folder / "dist/tr/a.html").read_text("utf-8")
    assert len(set(re.findall(r'href="(a\.bilingual[^"]*)"', handout))) == 1


def test_links_lead_to_the_page_that_has_the_row(small: Small) -> None:
    folder = small(FILES)
    assert run(folder, "build", *KINDS) == 0
    first, *_, last = pages(folder)
    there = f"a.bilingual-{len(pages(folder))}.html"
    assert f'<a href="{there}#son">öz</a>' in first
    assert 'id="son" class="heading translated' in last
    assert '<a href="b.bilingual.html#son">o biri</a>' in first
    start = pages(folder, name="b")[0]
    assert f'<li id="son"><a href="{there.replace("a.", "b.", 1)}#son"' in start
    (note,) = re.findall(r'<tr id="([^"]*)" class="footnote', last)
    assert f'href="{there}#{note}"' in first
    assert f'href="#{note}"' in last
    # a note of the author's that an earlier page has
    ((where, number),) = re.findall(r'<a href="a\.bilingual\.html#([^"]*)">↑ (\d+)</a>', last)
    assert f'<tr id="{where}"' in first
    assert f'"#{where}">{number}</a>' in first


def test_each_page_is_made_again_when_it_has_to(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    text: dict[str, str | bytes] = {
        "content/a.md": f"---\nkinds: [handout, bilingual]\n---\n\n{LONG}"
    }
    folder = small(FILES | text)
    assert run(folder) == 0
    count = len(pages(folder))
    capsys.readouterr()
    assert run(folder) == 0
    assert "0 files written" in capsys.readouterr().err
    (folder / "dist/tr/a.bilingual-2.html").unlink()
    assert run(folder) == 0
    assert "1 files written" in capsys.readouterr().err
    assert len(pages(folder)) == count
    listed = (folder / "dist/tr/index.html").read_text("utf-8")
    assert "a.bilingual.html" in listed
    assert "bilingual-2" not in listed


@pytest.mark.parametrize("more", [(), KINDS])
def test_pages_that_are_no_more_are_taken_away(small: Small, more: tuple[str, ...]) -> None:
    front = "---\nkinds: [handout, bilingual]\n---\n\n"
    folder = small(FILES | {"content/a.md": front + LONG})
    assert run(folder, "build", *more) == 0
    (folder / "content/a.md").write_text(front + TEXT[: len(TEXT) // 3], "utf-8")
    assert run(folder, "build", *more) == 0
    assert len(pages(folder)) == 1
    assert 'class="parts"' not in pages(folder)[0]


def test_what_is_left_out_of_a_release_leaves_no_page(small: Small) -> None:
    front = "---\nkinds: [handout, bilingual]\n---\n\n"
    folder = small(FILES | {"content/a.md": front + LONG})
    assert run(folder) == 0
    assert len(pages(folder)) > 1
    assert run(folder, "build", "--release", "-d", "a") == 0
    assert pages(folder) == []


def test_a_template_that_knows_no_parts_gets_all_at_once(small: Small) -> None:
    own = "{% for row in handout.units %}{{ row.number }} {% endfor %}"
    folder = small(FILES | {"templates/bilingual.html": own})
    assert run(folder, "build", "-k", "bilingual") == 0
    (text,) = pages(folder)
    assert len(text.split()) == len(read("a", "content/a.md", LONG).units)
