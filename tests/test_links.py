"""Links between documents and to headings, in every language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from varaq.cli import run

HEADER = 'msgid ""\nmsgstr "Language: tr\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
A = """# Baş

[a](b.md) [b](b.md#alt-başlıq) [c](#baş) [d](alt/c.md#öz) ![e](s.png) [f](https://x.az/y.md)
[g](b.html#alt-ba%C5%9Fl%C4%B1q) <a@b.az> [h](/kök) [i](b.md?x=1#lövbər)

[ref]

[ref]: alt/c.md
"""
B = '# B\n\n## Alt başlıq\n\n<a id="lövbər"></a>\n\nmətn\n'
C = "# C {#öz}\n\n[geri](../a.md#baş)\n"


@pytest.fixture
def project(small: Callable[..., Path]) -> Callable[..., Path]:
    def make(a: str = A, tr: str = "") -> Path:
        return small(
            {
                "content/a.md": a,
                "content/b.md": B,
                "content/alt/c.md": C,
                "content/s.png": b"",
                "locale/tr/LC_MESSAGES/a.po": HEADER + tr,
            }
        )

    return make


def findings(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run(["-C", str(root), "check"])
    lines = capsys.readouterr().out.splitlines() + capsys.readouterr().err.splitlines()
    return [line for line in lines if "link-broken" in line]


def test_links_that_lead_somewhere(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert findings(project(), capsys) == []


@pytest.mark.parametrize(
    ("link", "remedy"),
    [
        ("[x](bb.md)", "did you mean b.md?"),
        ("[x](#başş)", "did you mean baş?"),
        ("[x](b.md#alt)", "content/b.md has no such heading"),
        ("![x](t.png)", "did you mean s.png?"),
        ("[x](b.html#yox)", "content/b.md has no such heading"),
        ("[x](qqqqqqqqqq/)", None),
        ("[x][y]\n\n[y]: zzzzzz.md", "there is no such file"),
        ("<img src=t.png>", "did you mean s.png?"),
        ("a <IMG SRC='t.png'> b", "did you mean s.png?"),
        ("<img srcset='s.png 1x, t.png 2x'>", "did you mean s.png?"),
        ("<p style='background: url(t.png)'>x</p>", "did you mean s.png?"),
        ("<style>p { background: url(t.png) }</style>", "did you mean s.png?"),
        ("<a href='b.html#alt-baş'>", "did you mean alt-başlıq?"),
        ("<img src=s.png><!-- <img src=t.png> -->", None),
        ("<!-- i18n:translate -->\n<p>a <a href=bb.md>b</a></p>", "did you mean b.md?"),
    ],
)
def test_links_that_lead_nowhere(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], link: str, remedy: str | None
) -> None:
    found = findings(project(A + "\n" + link + "\n"), capsys)
    if remedy is None:
        assert found == []
    else:
        (line,) = found
        assert line.startswith(f"content/a.md:{10 + link.count(chr(10))}:")
        assert remedy in line


def test_a_translators_link(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    entries = '\nmsgid "Bir [a](b.md)"\nmsgstr "Bir [a](b.md) [b](yok.md)"\n'
    root = project("# Baş\n\nBir [a](b.md)\n", entries)
    (root / "varaq.toml").write_text('translation_links = ["yok.md"]\n', "utf-8")
    (line,) = findings(root, capsys)
    assert line.startswith("locale/tr/LC_MESSAGES/a.po:4:")
    assert "'yok.md'" in line


def test_headings_that_are_no_units_have_their_anchors_too(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that are skipped, and those of a group, in the source and in a translation."""
    root = project(
        "# Baş\n\n[x](#açar) [y](#iki)\n\n<!-- i18n:skip -->\n\n## Açar *x*\n\n"
        "<!-- i18n:skip -->\n\n> ## Açar\n\n"
        "<!-- i18n:group-start -->\n\n## Bir\n\nmətn\n\n## İki\n\n<!-- i18n:group-end -->\n",
        '\nmsgid ""\n"## Bir\\n\\nmətn\\n\\n## İki"\nmsgstr "## One\\n\\ntext\\n\\n## Two"\n',
    )
    assert findings(root, capsys) == []
    assert run(["-C", str(root), "build", "-d", "a"]) == 0
    for language, words in (("az", ("Bir", "İki")), ("tr", ("One", "Two"))):
        page = (root / "dist" / language / "a.html").read_text("utf-8")
        article = page[page.index("<article>") :].rpartition("</nav>")[2]
        assert re.findall(r'<h2 id="([^"]*)"', article) == ["açar-x", "açar", "bir", "iki"]
        assert [f">{word}</h2>" in article for word in words] == [True, True]


def test_handouts_link_to_handouts(project: Callable[..., Path]) -> None:
    root = project()
    assert run(["-C", str(root), "build"]) == 0
    page = (root / "dist" / "az" / "a.html").read_text("utf-8")
    for link in (
        '"b.html"',
        '"b.html#alt-ba%C5%9Fl%C4%B1q"',
        '"alt/c.html#%C3%B6z"',
        '"#ba%C5%9F"',
    ):
        assert f"href={link}" in page
    assert 'href="https://x.az/y.md"' in page
    assert 'href="../a.html#ba%C5%9F"' in (root / "dist" / "az" / "alt" / "c.html").read_text()
    assert "(b.md#alt-başlıq)" in (root / "dist" / "az" / "a.md").read_text("utf-8")


def test_a_handout_that_is_not_released_is_linked_in_the_source_language(
    project: Callable[..., Path],
) -> None:
    root = project("Bir [a](b.md)\n", '\nmsgid "Bir [a](b.md)"\nmsgstr "Bir! [a](b.md)"\n')
    assert run(["-C", str(root), "build", "--release"]) == 0
    page = (root / "dist" / "tr" / "a.html").read_text("utf-8")
    assert 'Bir! <a href="../az/b.html">' in page
