"""Words in code: what of a comment or a string is a text, and what has to stay around it."""

from __future__ import annotations

import pytest

from varaq.document import read
from varaq.document.code import shape, words
from varaq.document.rules import Code, Rules
from varaq.document.splice import splice


@pytest.mark.parametrize(
    ("language", "code", "found"),
    [
        ("python", 'x = "bir"  # iki\n', ["bir", "iki"]),
        ("python", '"""bir\n\n    iki üç\n"""\n', ["bir", "iki üç"]),
        ("python", "# bir", ["bir"]),
        ("python", "\n\n# bir\n\n", ["bir"]),
        (
            "python",
            "x = f\"bir {d['k']!r:>{en}} {e}\"  # iki\n",
            ["bir {d['k']!r:>{en}} {e}", "iki"],
        ),
        (
            "javascript",
            "x = `bir ${a + `${b} iki`} üç`; // dörd\n",
            ["bir ${a + `${b} iki`} üç", "dörd"],
        ),
        ("bash", "#!/bin/sh\n# bir\n", ["bir"]),
        ("c", "#define A 1\n// bir\n", ["bir"]),
        ("nosuch", '# bir\n"iki"\n', []),
        ("", '# bir\n"iki"\n', []),
    ],
)
def test_the_words_of_comments_and_strings(language: str, code: str, found: list[str]) -> None:
    assert [code[start:end] for start, end in words(language, code)] == found


@pytest.mark.parametrize(
    ("language", "code", "left"),
    [
        ("python", "x = 1\n# bir\ny\n", ["x = 1\n", ("comment", 0, []), "\ny\n"]),
        ("python", '"""a\n\nb\n"""\n', [("string", 3, []), "\n"]),
        ("python", 'f"a {b + c} {d}"\n', [("string", 0, ["{b + c", "{d"]), "\n"]),
        ("python", "f\"{b + f'{c}'} {a}\"\n", [("string", 0, ["{a", "{b + f'{c}'"]), "\n"]),
        ("python", "f\"{d['k']!r:>{n}}\"\n", [("string", 0, ["{d['k']!r:>{n}"]), "\n"]),
        ("ruby", '"a #{b} c"\n', [("string", 0, ["#{b"]), "\n"]),
        ("nosuch", '# a\n"b"\n', ['# a\n"b"\n']),
    ],
)
def test_what_is_left_without_the_words(language: str, code: str, left: list[object]) -> None:
    assert shape(language, code) == left


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Selam {a + b}, {c}", False),
        ("{c}, selam {a + b}", False),
        ("Selam {a + c}, {c}", True),
        ("Selam {a + b}", True),
        ("Selam {a + b}, {c}, {c}", True),
    ],
    ids=["as they stood", "in another order", "another", "one fewer", "one more"],
)
def test_a_translation_keeps_the_expressions_of_a_string(words: str, refused: bool) -> None:
    text = '```python\nx = f"Salam {a + b} {c}"\n```\n'
    document = read("a", "content/a.md", text, Rules(code=Code.WORDS))
    assert splice(document, [words]).refused == ({0} if refused else set())
