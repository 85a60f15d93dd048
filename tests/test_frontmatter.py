"""Front matter: which of its values are units, where they stand, and what is wrong with it."""

from __future__ import annotations

import pytest
import yaml

from varaq.document import frontmatter, metadata, read
from varaq.document.rules import Rules
from varaq.document.splice import assemble, splice
from varaq.errors import VaraqError

MERGED = "".join(f"a{number}: &a{number} {{<<: *a{number - 1}}}\n" for number in range(1, 1500))
"""Each has the values of the one before, so that the last is reached through all."""


def units(text: str, *fields: str) -> list[tuple[str, str, int, str]]:
    """Each unit's field, text and line, and what of the source it stands for."""
    found = frontmatter.read(text, 0, fields or ("title", "subtitle"))
    assert found is not None
    data = text.encode()
    return [
        (unit.kind, unit.text, unit.line, data[unit.start : unit.end].decode())
        for unit in found.units
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (
            "a: 😀\ntitle: Bi😀r\nsubtitle: 'iki'  # qeyd\n",
            [("title", "Bi😀r", 3, "Bi😀r"), ("subtitle", "iki", 4, "'iki'")],
        ),
        ("subtitle: b\ntitle: a\n", [("subtitle", "b", 2, "b"), ("title", "a", 3, "a")]),
        ("title: [bir, [iki]]\n", [("title", "bir", 2, "bir"), ("title", "iki", 2, "iki")]),
        ("title: |\n  bir\n  iki\n# qeyd\n", [("title", "bir\niki", 2, "|\n  bir\n  iki")]),
        ("title: &a !!str bir\nb: *a\n", [("title", "bir", 2, "bir")]),
        ("b: &a bir\ntitle: *a\n", [("title", "bir", 2, "bir")]),
        ("title: 2026\nsubtitle: ' '\n", []),
        ("title: a\nb: &b [1]\nc: *b\nd: *b\n", [("title", "a", 2, "a")]),
        ("a: {title: b}\n", []),
        ("title: {a: b}\n", []),
    ],
    ids=[
        "in bytes",
        "in order",
        "of a list",
        "of several lines",
        "with its name and tag",
        "by its name",
        "nothing to translate",
        "behind what is met twice",
        "of another field",
        "no text",
    ],
)
def test_the_texts_of_front_matter_say_where_they_stand(
    written: str, found: list[tuple[str, str, int, str]]
) -> None:
    expected = [(f"front matter: {field}", *rest) for field, *rest in found]
    assert units(f"---\n{written}---\nb\n") == expected


def test_a_field_of_a_field_is_named_with_both() -> None:
    text = "---\ntitle: a\nbook:\n  title: b\n  parts: [{title: c}]\n---\n"
    assert [found[1] for found in units(text)] == ["a"]
    assert [found[1] for found in units(text, "book.title")] == ["b"]
    assert [found[1] for found in units(text, "book.parts.title")] == ["c"]


def test_offsets_count_from_the_start_unless_told() -> None:
    text = "---\ntitle: a\n---\n"
    for base, found in ((0, frontmatter.read(text)), (7, frontmatter.read(text, 7))):
        assert found is not None
        assert [(unit.start, unit.end) for unit in found.units] == [(base + 11, base + 12)]


@pytest.mark.parametrize("fields", ["", "\n", "# qeyd\n"])
def test_front_matter_may_say_nothing(fields: str) -> None:
    text = f"---\n{fields}---\n\na\n"
    document = read("a", "content/a.md", text)
    assert (document.metadata, document.body) == ({}, len(text) - 3)
    assert [(unit.text, unit.line) for unit in document.units] == [("a", text.count("\n"))]
    assert frontmatter.lines_of(text, "kinds") == {}


@pytest.mark.parametrize("text", ["a", "- a", "null", "!!set {title: a}", "!!omap [title: a]"])
def test_what_has_no_fields_is_no_front_matter(text: str) -> None:
    assert frontmatter.read(f"---\n{text}\n---\n") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a: 1\nb:\n  ? [c]\n  : d\n",
            "content/a.md:4:5: error: front matter is not valid YAML: found unhashable key; "
            "correct it, or put a blank line before --- [front-matter]",
        ),
        (
            "title: !a b\n",
            "content/a.md:2:8: error: front matter is not valid YAML: could not determine a "
            "constructor for the tag '!a'; correct it, or put a blank line before --- "
            "[front-matter]",
        ),
        (
            "a: 2026-01-00\n",
            "content/a.md:2: error: front matter has a date, a number or the like that there is "
            "none of; put it in quotes [front-matter]",
        ),
        (
            "a: !!int b\n",
            "content/a.md:2: error: front matter has a date, a number or the like that there is "
            "none of; put it in quotes [front-matter]",
        ),
        (
            f"a0: &a0 {{b: 1}}\n{MERGED}<<: *a1499\n",
            "content/a.md:2: error: front matter has lists in lists without end; make it flatter "
            "[front-matter]",
        ),
    ],
    ids=["a key", "a tag", "a date", "a number", "too deep"],
)
def test_what_is_wrong_with_front_matter_is_said_where_it_stands(text: str, said: str) -> None:
    source = f"---\n{text}---\nb\n"
    with pytest.raises(VaraqError) as error:
        read("a", "content/a.md", source)
    assert [str(problem) for problem in error.value.problems] == [said]
    with pytest.raises(VaraqError) as error:
        metadata("content/a.md", source)
    assert [str(problem) for problem in error.value.problems] == [said]


def test_an_alias_is_met_by_each_name_that_it_has() -> None:
    text = "---\nauthors: &x {title: T}\neditors: *x\n---\n"
    for field in ("authors.title", "editors.title"):
        assert units(text, field) == [(f"front matter: {field}", "T", 2, "T")]


def test_aliases_of_aliases_take_no_time() -> None:
    more = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    text = f"---\na0: &a0 [x, x]\n{more}title: *a39\n---\n"
    assert units(text) == [
        ("front matter: title", "x", 2, "x"),
        ("front matter: title", "x", 2, "x"),
    ]


@pytest.mark.parametrize("before", ["\ufeff", "# \u2028\n", "# a\r# b\n", "# \x85\n"])
def test_signs_before_a_value_do_not_move_it(before: str) -> None:
    text = f"---\n{before}title: Salam\n---\n"
    document = read("a", "content/a.md", text)
    assert assemble(document, splice(document, ["Selam"]).fitted) == text.replace("Salam", "Selam")
    assert [unit.line for unit in document.units] == [2 + before.count("\n")]


def test_a_sign_that_yaml_does_not_have_is_an_error_of_the_file() -> None:
    with pytest.raises(VaraqError) as error:
        read("a", "content/a.md", "---\ntitle: \a\n---\n")
    (problem,) = error.value.problems
    assert str(problem) == (
        "content/a.md:1: error: front matter is not valid YAML: control characters are not "
        "allowed; correct it, or put a blank line before --- [front-matter]"
    )


def test_front_matter_is_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML can be built without it, and is slower then."""
    text = "---\ntitle: Salam 😀\nkinds: [slides]\nsubtitle: |\n  a\n  b\n---\nc\n"
    found = frontmatter.read(text)
    assert found is not None
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert frontmatter.read(text) == found


def test_values_that_hold_themselves_are_read_once() -> None:
    assert units("---\ntitle: &a [b, *a]\n---\n") == [("front matter: title", "b", 2, "b")]


@pytest.mark.parametrize(
    ("source", "value", "line"),
    [
        ("---\nkinds: slides\n---\n", "slides", 2),
        ("---\ntitle: slides\nkinds:\n- handout\n- slides\n---\n", "slides", 5),
        ("---\ntitle: slides\nkinds: [handout]\n---\n", "handout", 3),
        ("---\nkinds:\n- slides\n- slides\n---\n", "slides", 3),
        ("---\ntitle: a\nkinds: [handout]\n---\n", "slides", 1),
        ("\ufeff---\ntitle: a\nkinds: slides\n---\n", "slides", 3),
        ("slides\n", "slides", 1),
    ],
)
def test_the_line_of_a_value(source: str, value: str, line: int) -> None:
    assert frontmatter.lines_of(source, "kinds").get(value, 1) == line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Terminlər - 2", "Terminlər - 2"),
        ("Salam ", '"Salam "'),
        ("Salam\x85dünya", '"Salam\\u0085dünya"'),
        ("Yes", '"Yes"'),
        ("null", '"null"'),
        ("2026", '"2026"'),
        ("ad: \u2028soyad\t\ufeff", '"ad: \\u2028soyad\\t\\ufeff"'),
        ("ad\u2029soyad", '"ad\\u2029soyad"'),
        ('bir "iki"\nüç', '"bir \\"iki\\"\\nüç"'),
    ],
)
def test_a_text_is_quoted_where_yaml_would_take_it_for_something_else(
    text: str, written: str
) -> None:
    assert frontmatter.scalar(text) == written
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(f"title: {written}\nb: 1\n", loader) == {"title": text, "b": 1}  # noqa: S506  # both are safe


@pytest.mark.parametrize(
    ("path", "text", "said", "end"),
    [
        ("content/a.md", "---\ntitle: ə\nkinds: [a]\n---\nb\n", {"title": "ə", "kinds": ["a"]}, 28),
        ("content/a.md", "\ufeff---\ntitle: a\n---\nb\n", {"title": "a"}, 18),
        ("content/a.md", "\ufeffa\n", {}, 0),
        ("content/a.md", "a\n", {}, 0),
        ("content/a.txt", "---\ntitle: a\n---\nb\n", {}, 0),
    ],
    ids=["of Markdown", "behind a mark of byte order", "only a mark", "nothing", "of plain text"],
)
def test_what_front_matter_says_and_where_it_ends(
    path: str, text: str, said: dict[str, object], end: int
) -> None:
    assert metadata(path, text) == (said, end)
    assert read("a", path, text).metadata == said


def test_a_project_says_which_fields_are_texts() -> None:
    text = "---\ntitle: a\nlead: b\n---\nc\n"
    rules = Rules(text_fields=("lead",))
    assert [unit.text for unit in read("a", "content/a.md", text, rules).units] == ["b", "c"]
    assert metadata("content/a.md", text) == ({"title": "a", "lead": "b"}, 25)


def test_a_plain_text_has_paragraphs_and_no_front_matter() -> None:
    rules = Rules(text_fields=("title",))
    document = read("b/a", "content/b/a.txt", "\ufeff---\ntitle: a\n---\n\n# b\n*c*\n", rules)
    assert (document.name, document.format, document.rules) == ("b/a", "text", rules)
    assert document.body == 3
    assert [(unit.text, unit.start, unit.end, unit.line) for unit in document.units] == [
        ("--- title: a ---", 3, 19, 1),
        ("# b *c*", 21, 28, 5),
    ]


def test_lines_count_from_the_top_of_the_file() -> None:
    document = read("a", "content/a.md", "---\ntitle: a\n---\n\n\n# b\n\nc\n")
    assert [unit.line for unit in document.units] == [2, 6, 8]


def test_a_document_may_begin_with_a_mark_of_byte_order() -> None:
    text = "\ufeff---\ntitle: a\n---\n\nb\n"
    document = read("a", "content/a.md", text)
    assert document.body == len(text.encode()) - 3
    assert assemble(document, splice(document, ["A", "B"]).fitted) == (
        "\ufeff---\ntitle: A\n---\n\nB\n"
    )


def test_what_a_field_lists() -> None:
    assert frontmatter.listed("slides") == ["slides"]
    assert frontmatter.listed(["slides", 5, None]) == ["slides", "5", "None"]
    assert frontmatter.listed([{"a": 1}, {"b"}, ("c",), []]) == ["[…]"] * 4
