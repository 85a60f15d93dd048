"""Texts that the Markdown library gives up on: a clear error, and nobody else's handouts lost."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from varaq import cli, po
from varaq.document import markdown, parsing, read, references
from varaq.document.content import content
from varaq.document.definitions import labels
from varaq.document.inline import marks
from varaq.document.splice import assemble, splice
from varaq.errors import VaraqError
from varaq.quoting import quote
from varaq.translation import translate
from varaq.unit import Place

PANICS = ["- [x] \\\n\t=\n", "- [x] \\\r\n    -\r\n", "> - [ ] \\\n>     - \n"]
"""pulldown-cmark 0.13.5 has a task end before it begins where a line of ``=`` is under it."""
AFTER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.mark.parametrize("text", PANICS)
@pytest.mark.parametrize(
    "asked", [parsing.html, lambda text: list(parsing.events(text)), parsing.definitions]
)
def test_the_library_gives_up_with_an_error(
    text: str, asked: Callable[[str], object], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(parsing.ParsingError) as error:
        asked(text)
    assert "Markdown library" in str(error.value.problems[0])
    capfd.readouterr()  # what Rust says of it


def test_what_a_caller_raises_stays_what_it_is() -> None:
    for error in (KeyboardInterrupt, GeneratorExit, ValueError):
        events = parsing.events("a\n\nb\n")
        assert isinstance(events, Generator)
        next(events)
        with pytest.raises(error):
            events.throw(error())


@pytest.mark.parametrize("text", PANICS)
def test_such_a_document_stops_no_other(small: Callable[..., Path], text: str) -> None:
    project = small({"content/a.md": f"# Bir\n\n{text}", "content/b.md": "# İki\n"})
    assert cli.run(["-C", str(project), "build"]) == 2
    assert (project / "dist" / "az" / "b.html").is_file()
    assert not (project / "dist" / "az" / "a.html").exists()


@pytest.mark.parametrize("before", ["", "---\ntitle: a\n---\n", "a\n\n" * 100])
def test_such_a_document_says_where_and_what_to_do(before: str) -> None:
    with pytest.raises(VaraqError) as error:
        read("a", "content/a.md", f"{before}{PANICS[0]}\n" + "b\n\n" * 50)
    (problem,) = error.value.problems
    line = before.count("\n") + 2
    assert str(problem).startswith(f"content/a.md:{line}: error: the Markdown library can't read")
    assert "reword" in problem.remedy


@pytest.mark.parametrize("words", ["\\\n\t=", "\\\r\n    -", "x\n\n- [x] \\\n\t=\n", PANICS[2]])
@pytest.mark.parametrize("source", ["- [ ] iş\n", "> - [x] iş\n", "iş\n", "# iş\n", "iş\n: x\n"])
def test_such_a_translation_is_made_to_fit_or_refused_alone(source: str, words: str) -> None:
    document = read("a", "content/a.md", f"{source}\nson\n")
    spliced = splice(document, [words, *["SON"] * (len(document.units) - 1)])
    assert spliced.refused <= {0}
    made = assemble(document, spliced.fitted)
    assert made.endswith("SON\n")
    assert markdown.skeleton(made) == markdown.skeleton(document.source)


@pytest.mark.parametrize("text", PANICS)
def test_such_a_translation_of_a_group_is_refused_alone(text: str) -> None:
    source = "<!-- i18n:group-start -->\n\n- bir\n- iki\n\n<!-- i18n:group-end -->\n\nson\n"
    document = read("a", "content/a.md", source)
    group, last = (quote(unit.text) for unit in document.units)
    catalog = po.parse(
        f'{AFTER}\nmsgid {group}\nmsgstr {quote(text)}\n\nmsgid {last}\nmsgstr "SON"\n', "xx.po"
    )
    result = translate(document, catalog)
    assert [words is None for words in result.fitted] == [True, False]
    assert [problem.line for problem in result.problems]


@pytest.mark.parametrize("text", PANICS)
def test_such_a_translation_with_html_stops_nobody(small: Callable[..., Path], text: str) -> None:
    words = quote(f"{text}<b>x</b>")
    project = small(
        {
            "content/a.md": "- [ ] <b>iş</b>\n\nson\n",
            "locale/tr/LC_MESSAGES/a.po": f'{AFTER}\nmsgid "<b>iş</b>"\nmsgstr {words}\n'
            '\nmsgid "son"\nmsgstr "SON"\n',
        }
    )
    assert cli.run(["-C", str(project), "build"]) in (0, 1)
    assert "SON" in (project / "dist" / "tr" / "a.html").read_text("utf-8")
    assert cli.run(["-C", str(project), "check"]) in (0, 1)


@pytest.mark.parametrize("text", PANICS)
def test_all_that_looks_at_texts_has_an_answer(text: str) -> None:
    assert markdown.all_html(text) == [text.strip()]  # which is trusted least
    assert markdown.all_link_targets(text) == []
    assert markdown.headings(text) == []
    assert markdown.all_running(text) == []
    assert isinstance(markdown.plain(text), str)
    assert labels(f"{text}[a]: b") == {}
    assert isinstance(marks(text), list)
    for place in Place:
        assert content(text, place, {}) is not None
    assert references.keep("[a]", text, {}) is not None
