"""What leads to the handouts: the index of each language, the door, and what can be searched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import snapshot
from tests.test_hostile import SHAPES
from varaq import cli
from varaq.document import markdown
from varaq.locales import Locale
from varaq.pages import search
from varaq.pages.indexes import addresses, index
from varaq.pages.search import Section
from varaq.pages.site import Entry, Site, SiteLocale
from varaq.pages.values import Version
from varaq.pages.words import Words

HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
Small = Callable[[dict[str, str | bytes]], Path]


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def page(folder: Path, name: str) -> str:
    return (folder / "dist" / name).read_text("utf-8")


def made(folder: Path) -> set[str]:
    dist = folder / "dist"
    return {path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()}


def data(folder: Path, tag: str) -> list[Any]:
    """What the script of a language's search assigns."""
    match = re.fullmatch(r"window\.varaqSearch=(.*);\n", page(folder, f"{tag}/search.js"))
    assert match is not None
    found: list[Any] = json.loads(match[1])
    return found


# Sections


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("", []),
        ("<p>a\n b</p><p>c</p>", [("", "", "a b c")]),
        ('<h1 class="x" id="ə&amp;1" lang="az">A&amp;B</h1>', [("ə&1", "A&B", "")]),
        ("<h2>no id</h2><p>a</p>", [("", "", "no id a")]),
        ('<h2 id="a"><code>x&lt;y</code>z</h2><pre>&lt;b&gt;</pre>', [("a", "x<yz", "<b>")]),
        ('<p>x<img src="s" alt="al &gt; t" title="t" />y</p>', [("", "", "x al > t y")]),
        ('a<sup class="footnote-reference"><a href="#1">1</a></sup>.', [("", "", "a.")]),
        ("<!-- no --><style>p{}</style><SCRIPT>no()</script>b", [("", "", "b")]),
        ('<h2 id="a">A</h2><h2 id="b">B</h2>', [("a", "A", ""), ("b", "B", "")]),
        ('<h2 id="a">never closed', [("", "", "never closed")]),
        ('<h2 id="a">A<dl></h2>b', [("a", "A", "b")]),
        ('<h2 id="a"><h3 id="b">B</h3>c<h2 id="d">e', [("b", "B", "c e")]),
        ("a<!-- never closed", [("", "", "a")]),
        ('a<sup class="footnote-reference">b', [("", "", "ab")]),
    ],
)
def test_sections_of_a_handout(html: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [section[:3] for section in search.sections(html)] == wanted


def test_a_term_is_a_section_with_the_anchor_of_the_heading_over_it() -> None:
    html = markdown.html("# A {#a}\n\nb\n\nTerm\n: definition\n\nOther\n: 1\n\nbehind *it*\n")
    assert list(search.sections(html)) == [
        Section("a", "A", "b"),
        Section("a", "Term", "definition", is_term=True),
        Section("a", "Other", "1", is_term=True),
        Section("a", "A", "behind it"),
    ]


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_hostile_text_is_searched(text: str) -> None:
    found = list(search.sections(markdown.html(text)))
    assert all(isinstance(part, str) for section in found for part in section[:3])


class Text(HTMLParser):
    """What is read of a piece of HTML, without blanks, as Python's own parser has it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = ""
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own name
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.found += "".join(data.split())


def words(sections: Iterable[Sequence[Any]]) -> str:
    """The same as the search has it."""
    return "".join("".join(part.split()) for section in sections for part in section[1:3])


def test_the_search_reads_what_a_parser_reads(examples: list[dict[str, Any]]) -> None:
    for example in examples:
        html = markdown.html(example["markdown"])
        if "CDATA" not in html:  # of which no two parsers think the same
            assert words(search.sections(html)) == Text(html).found, html


def test_the_search_reads_whole_handouts(shipped: Path) -> None:
    assert run(shipped) == 0
    for tag in ("az", "ar"):
        for _, address, sections in data(shipped, tag):
            text = page(shipped, f"{tag}/{address}")
            article = text.partition("<article>")[2].partition("</article>")[0]
            article = re.sub(r"<nav.*?</nav>", "", article, flags=re.DOTALL)
            assert words(sections) == Text(article).found


def test_a_script_is_one_assignment_whatever_the_text_is() -> None:
    hostile = "</script><img onerror=alert(1)>\u2028\u2029\\\"'`${x}"
    sections = (Section("a", hostile, hostile), Section("a", "t", "d", is_term=True))
    packed = search.packed(search.Page(hostile, "az/a b#c:d.html", sections))
    text = search.script([packed, "alert(1)", '"a"\n"t"\n[]];alert(1);[0', "\n\n"], "az.html")
    assert not set("<\u2028\u2029") & set(text)
    match = re.fullmatch(r"window\.varaqSearch=(\[.*\]);\n", text)
    assert match is not None
    assert json.loads(match[1]) == [
        [
            hostile,
            "az/a%20b%23c%3Ad.html",
            [["a", hostile, hostile], ["a", "t", "d", 1]],
        ]
    ]


# Addresses and groups


@pytest.mark.parametrize("name", ["index", "Index", "INDEX"])
def test_a_document_named_index_has_the_first_place(name: str) -> None:
    assert addresses("az", ["a"])[0] == addresses("az", [f"guide/{name}"])[0] == "az/index.html"
    assert addresses("az", ["a", name])[0] == "az.html"


def site_of(*documents: str) -> Site:
    """A site in one language with these documents, each titled by its name in capitals."""
    words = Words((), Locale.parse("az"))
    entries = tuple(
        Entry(
            document=name,
            title=name.upper(),
            description="",
            percent="100%",
            complete=True,
            kinds=(Version("handout", "html", f"az/{name}.html"),),
        )
        for name in documents
    )
    locale = SiteLocale(
        locale="az",
        tag="az",
        dir="ltr",
        name="Azərbaycan",
        is_source=True,
        complete=True,
        address=addresses("az", documents)[0],
        handouts=entries,
        gettext=words.gettext,
        ngettext=words.ngettext,
    )
    return Site("", "", documents, (locale,), "az", "ltr")


def test_handouts_are_grouped_by_folders() -> None:
    site = site_of(
        "a", "guide", "guide/b", "guide/index", "guide/x/c", "how/README", "plain/d", "z"
    )
    groups = index(site, site.locales[0], searched=True).groups
    assert [(group.folder, group.title) for group in groups] == [
        ("", ""),
        ("guide", "GUIDE/INDEX"),
        ("guide/x", ""),
        ("how", "HOW/README"),
        ("plain", ""),
    ]
    assert [[entry.document for entry in group.handouts] for group in groups[:2]] == [
        ["a", "guide", "z"],
        ["guide/index", "guide/b"],
    ]
    assert groups[1].handouts[0].url == "guide/index.html"


def test_an_index_beside_the_folder_leads_into_it() -> None:
    site = site_of("a", "index")
    value = index(site, site.locales[0], searched=True)
    assert [entry.url for entry in value.handouts] == ["az/a.html", "az/index.html"]
    assert (value.address, value.search) == ("az.html", "az/search.js")
    assert value.door == "index.html#languages"
    assert index(site, site.locales[0], searched=False).search == ""


# Builds


def test_each_language_has_its_index_in_its_own_words(shipped: Path) -> None:
    assert run(shipped) == 0
    wanted = {
        "az": "Vərəqlər",
        "en": "Handouts",
        "tr": "Bilgi notları",
        "ru": "Раздаточные материалы",
        "ar": "النشرات",
    }
    for tag, title in wanted.items():
        text = page(shipped, f"{tag}/index.html")
        assert f"<title>{title}</title>" in text
        assert f"<h1>{title}</h1>" in text
        assert 'href="glossary.html"' in text
        assert ("Mənbə" in text) == (tag == "az")
        assert 'href="index.html"' in page(shipped, f"{tag}/glossary.html")
    assert 'dir="rtl"' in page(shipped, "ar/index.html")
    door = page(shipped, "index.html")
    for tag in wanted:
        assert re.search(rf'<a href="{tag}/index\.html" lang="{tag}" hreflang="{tag}">', door)
    assert "مستندات" in door


def test_what_is_searched_is_what_the_handouts_say(shipped: Path) -> None:
    assert run(shipped) == 0
    found = data(shipped, "tr")
    assert [address for _, address, _ in found] == [
        "b2b-b2c-pm.html",
        "glossary.html",
        "translators.html",
    ]
    assert f"<title>{found[0][0]}</title>" in page(shipped, "tr/b2b-b2c-pm.html")
    for tag in ("az", "ar"):
        for _, address, sections in data(shipped, tag):
            text = page(shipped, f"{tag}/{address}")
            assert sections
            assert all(f'id="{section[0]}"' in text for section in sections)


def test_a_document_named_index_keeps_its_handout(small: Small) -> None:
    folder = small({"content/index.md": "# Ev\n\n[a](a.md)\n", "content/a.md": "# A\n"})
    assert run(folder, "init", "tr") == 0
    assert run(folder) == 0
    assert made(folder) >= {"az.html", "tr.html", "az/index.html", "az/search.js", "index.html"}
    assert "<h1 " in page(folder, "az/index.html")
    assert 'class="home" href="../az.html"' in page(folder, "az/index.html")
    assert 'href="tr.html"' in page(folder, "index.html")
    assert 'href="tr/index.html"' in page(folder, "tr.html")
    assert 'data-source="tr/search.js"' in page(folder, "tr.html")
    assert data(folder, "tr")[1][1] == "tr/index.html"
    # a part of the project knows of the rest
    assert run(folder, "build", "-d", "a") == 0
    assert 'class="home" href="../az.html"' in page(folder, "az/a.html")
    # and when it is gone, the index is in its place
    (folder / "content/index.md").unlink()
    assert run(folder) == 0
    assert "az.html" not in made(folder)
    assert 'href="a.html"' in page(folder, "az/index.html")


def test_one_language_has_a_door_and_no_picker(small: Small) -> None:
    folder = small({"content/a.md": "---\ntitle: Bir & iki\n---\n\nx\n"})
    assert run(folder) == 0
    assert page(folder, "index.html").count("<li>") == 1
    text = page(folder, "az/index.html")
    assert '<a class="title" href="a.html">Bir &amp; iki</a>' in text
    assert 'class="bar"' not in text
    assert "Mənbə" not in text


def test_the_title_of_a_site_is_in_the_source_language(small: Small) -> None:
    folder = small(
        {
            "varaq.toml": 'title = "<Vərəqlər>"\n',
            "content/a.md": "# A\n",
            "locale/ar/LC_MESSAGES/a.po": HEAD.replace(": tr", ": ar"),
        }
    )
    assert run(folder) == 0
    assert "<h1>&lt;Vərəqlər&gt;</h1>" in page(folder, "az/index.html")
    assert '<h1 lang="az" dir="ltr">&lt;Vərəqlər&gt;</h1>' in page(folder, "ar/index.html")
    assert "<h1>&lt;Vərəqlər&gt;</h1>" in page(folder, "index.html")


def test_where_the_indexes_will_stand(small: Small) -> None:
    folder = small(
        {
            "varaq.toml": 'site_url = "https://a.az/v"\n',
            "content/a.md": "# A\n",
            "locale/tr/LC_MESSAGES/a.po": HEAD,
        }
    )
    assert run(folder) == 0
    for name, here in (("tr/index.html", "tr/index.html"), ("index.html", "")):
        text = page(folder, name)
        assert f'<link rel="canonical" href="https://a.az/v/{here}">' in text
        assert '<link rel="alternate" hreflang="x-default" href="https://a.az/v/">' in text
        for tag in ("az", "tr"):
            address = f"https://a.az/v/{tag}/index.html"
            assert f'<link rel="alternate" hreflang="{tag}" href="{address}">' in text
    # and without an address, from one to the other
    (folder / "varaq.toml").unlink()
    assert run(folder) == 0
    text = page(folder, "tr/index.html")
    assert "canonical" not in text
    assert '<link rel="alternate" hreflang="x-default" href="../index.html">' in text
    assert '<link rel="alternate" hreflang="az" href="../az/index.html">' in text


def test_a_release_without_a_language_takes_its_index_away(small: Small) -> None:
    folder = small({"content/a.md": "# A\n", "locale/tr/LC_MESSAGES/a.po": HEAD})
    assert run(folder) == 0
    assert {"tr/index.html", "tr/search.js"} <= made(folder)
    assert run(folder, "build", "--release") == 0
    assert not any(name.startswith("tr") for name in made(folder))
    assert "tr" not in re.findall(r'hreflang="([^"]*)"', page(folder, "index.html"))


@pytest.mark.parametrize(
    "part", [("-l", "tr"), ("-d", "a"), ("-k", "handout"), ("-l", "en_XA"), ("-l", "ar_XB")]
)
def test_a_build_of_a_part_leaves_what_leads_to_all(small: Small, part: tuple[str, str]) -> None:
    folder = small(
        {"content/a.md": "# A\n", "content/b.md": "# B\n", "locale/tr/LC_MESSAGES/a.po": HEAD}
    )
    assert run(folder) == 0
    leading = ("index.html", "search.js")
    before = {k: v for k, v in snapshot(folder / "dist").items() if k.endswith(leading)}
    assert len(before) == 5
    (folder / "content/a.md").write_text("# Yeni\n", "utf-8")
    assert run(folder, "build", *part) == 0
    after = {k: v for k, v in snapshot(folder / "dist").items() if k.endswith(leading)}
    assert after == before


def test_a_pseudo_language_leads_to_the_list_of_languages(small: Small) -> None:
    folder = small({"content/a/b.md": "# A\n"})
    assert run(folder, "build", "-l", "en_XA") == 0
    assert 'href="../../index.html#languages"' in page(folder, "en-XA/a/b.html")


def test_without_pages_there_is_nothing_to_search(small: Small) -> None:
    folder = small({"content/a.md": "---\nkinds: [handout.md, slides]\n---\n\n# A\n"})
    assert run(folder) == 0
    assert "az/search.js" not in made(folder)
    text = page(folder, "az/index.html")
    assert 'role="search"' not in text
    assert 'href="a.slides.html"' in text


def test_a_projects_own_templates_take_their_place(small: Small) -> None:
    folder = small(
        {
            "content/a.md": "# A\n",
            "templates/index.html": "{{ index.tag }}|{{ index.handouts[0].url }}|{{ site.url }}",
            "templates/_door.html": "{% for each in site.locales %}{{ each.address }}{% endfor %}",
        }
    )
    assert run(folder) == 0
    assert page(folder, "az/index.html") == "az|a.html|"
    assert page(folder, "index.html") == "az/index.html"


def test_names_that_mean_something_in_an_address(small: Small) -> None:
    folder = small({"content/50% #1/a?b.md": "# A\n"})
    assert run(folder) == 0
    quoted = "50%25%20%231/a%3Fb.html"
    assert f'href="{quoted}"' in page(folder, "az/index.html")
    assert data(folder, "az")[0][1] == quoted
