"""Words in code: what of a comment or a string is a text, and what has to stay around it."""

from __future__ import annotations

import pytest

from varaq.document import expressions, read
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
        ("python", "# bir (iki)!\n# a->b\n# --- üç --- #\n", ["bir (iki)!", "a->b", "üç"]),
        ("ocaml", "(* bir *)\n", ["bir"]),
        ("ocaml", "(*bir*)\n", ["bir"]),
        ("haskell", "{- bir -}\n", ["bir"]),
        ("jinja", "{# bir #}\n", ["bir"]),
        ("html", "<!-- <b>bir</b> -->\n", ["<b>bir</b>"]),
        ("javascript", "/** {@link x} */\n", ["{@link x}"]),
        ("bash", "echo ${HOME} # bir\n", ["bir"]),
        ("scss", ".a-#{$b} { c: d } // bir\n", ["bir"]),
        ("c", '#include <stdio.h>\n#include "a.h"\n// bir\n', ["bir"]),
        ("kotlin", 'x = "bir $ad iki ${a.b} üç"\n', ["bir $ad iki ${a.b} üç"]),
        ("swift", 'x = "bir \\(f(a)) iki" // üç\n', ["bir \\(f(a)) iki", "üç"]),
        ("julia", 'x = "bir $(f(a)) iki" # üç\n', ["bir $(f(a)) iki", "üç"]),
        ("julia", 'x = "bir $(a)"\ny = f(a) # iki (üç\n', ["bir $(a)", "iki (üç"]),
        ("python", "x = 'bir %X'  # iki\n", ["bir %X", "iki"]),
        ("kotlin", 'x = "bir $X" // iki\n', ["bir $X", "iki"]),
        ("python", 'x = "bir\'"', ["bir"]),
        ("python", "x = \"'bir\" + '  iki  '", ["bir", "iki"]),
        ("rust", 'x = r#"bir  "#', ["bir"]),
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
        ("kotlin", '"a $b c ${d.e}"\n', [("string", 0, ["${d.e", "b"]), "\n"]),
        ("swift", '"a \\(f(b))"\n', [("string", 0, ["\\(f(b)"]), "\n"]),
        ("julia", '"a $(f(b)) c"\n', [("string", 0, ["(f(b)"]), "\n"]),
        ("python", '# a\\"\n', [("comment", 0, []), "\n"]),
        (
            "python",
            "x = '%X'; f\"{a}\"\n",
            ["x = ", ("string", 0, []), "; ", ("string", 0, ["{a"]), "\n"],
        ),
        ("bash", 'x="`a` b"\'c\'"`d`"\n', ["x=", ("string", 0, ["`a`", "`d`"]), "\n"]),
        ("kotlin", '"a $X b $XX c"\n', [("string", 0, ["X", "XX"]), "\n"]),
        ("kotlin", '"a $X ${b("c")}"\n', [("string", 0, ['${b("c")', "X"]), "\n"]),
        ("python", 'f"{a  b}"\n', [("string", 0, ["{a  b"]), "\n"]),
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


@pytest.mark.parametrize(
    ("language", "code", "words", "refused"),
    [
        ("python", 'x = "salam"', "a\\", True),
        ("python", 'x = "salam"', "a" + 2 * "\\", False),
        ("python", 'x = "salam"', r"a \"b\" c", False),
        ("python", "x = 'salam'", "a\\", True),
        ("yaml", 'x: "salam"', "a\\", True),
        ("c", 'x = "salam";', "a\\", True),
        ("python", 'x = "`a` salam"', "salam", False),
        ("bash", 'echo "salam"', "a `rm -rf ~`", True),
        ("bash", 'echo "salam"', "a $(rm -rf ~)", True),
        ("bash", 'echo "salam"', r"a \`b\`", False),
        ("bash", 'echo "salam `b c` x"', "`b c`, a", False),
        ("bash", 'echo "salam `b c` x"', "a `b d`", True),
        ("bash", "echo 'salam'", "a `b`", False),
        ("bash", "cat <<E\nsalam $x, 5 $\nE", "a 6 $ $x", False),
        ("bash", "cat <<E\nsalam\nE", "$(b)", True),
        ("console", '$ echo "salam"', "`b`", True),
        ("docker", 'RUN echo "salam"', "`b`", True),
        ("make", 'a:\n\techo "salam"', "`b`", True),
    ],
)
def test_a_string_is_closed_and_runs_no_more_than_before(
    language: str, code: str, words: str, refused: bool
) -> None:
    text = f"```{language}\n{code}\n```\n"
    document = read("a", "content/a.md", text, Rules(code=Code.WORDS))
    texts = [words if "salam" in unit.text else None for unit in document.units]
    assert any(texts)
    assert bool(splice(document, texts).refused) is refused


ADDED = {
    "apache": ('Header set x "{}"', "%{x}e"),
    "batch": ('echo "{}"', "%x%", "!x!"),
    "bash": ('x="{}"', "$x", "${x}", "$(f)", "`f`"),
    "ceylon": ('value x = "{}";', "``f()``"),
    "cmake": ('set(x "{}")', "${f}", "$ENV{x}"),
    "coffee": ('x = "{}"', "#{f()}"),
    "crystal": ('x = "{}"', "#{f}"),
    "csharp": ('var x = $"{}";', "{f()}"),
    "dart": ('var x = "{}";', "$x", "${f()}"),
    "elixir": ('x = "{}"', "#{f()}"),
    "fish": ('set x "{}"', "$x", "$(f)"),
    "fsharp": ('let x = $"{}"', "{f()}"),
    "groovy": ('x = "{}"', "$x", "${f()}"),
    "haxe": ("var x = '{}';", "$x", "${f()}"),
    "ini": ('x = "{}"', "%(x)s"),
    "java": ('x = STR."{}";', "\\{f()}"),
    "jinja": ('{% set x = "{}" %}', "{{ f }}"),
    "js": ("x = `{}`", "${f()}"),
    "julia": ('x = "{}"', "$x", "$(f())"),
    "kotlin": ('val x = "{}"', "$x", "${f()}"),
    "less": ('a { content: "{}"; }', "@{f}"),
    "livescript": ('x = "{}"', "#{f!}", "#x"),
    "mason": ('% my $x = "{}";', "$y"),
    "nim": ('let x = fmt"{}"', "{f()}"),
    "nix": ('x = "{}";', "${f}"),
    "php+heredoc": ("<?php $x = <<<E\n{}\nE;\n", "$x", "{$x}"),
    "ruby+heredoc": ("x = <<~E\n  {}\nE\n", "#{f}", "#@x"),
    "perl": ('x = "{}";', "$x", "${x}", "@x", "@{[ f() ]}", "$x{a}", "$x->[0]", "`f`"),
    "php": ('<?php $x = "{}";', "$x", "{$x}", "${x}"),
    "powershell": ('$x = "{}"', "$x", "$(f)", "${x}"),
    "puppet": ('$x = "{}"', "${f}", "$x"),
    "raku": ('my $x = "{}";', "$x", "{f()}", "@x[]", "&f()", "@x.f()"),
    "ruby": ('x = "{}"', "#{f}", "#@x"),
    "rust": ('let x = format!("{}");', "{x}"),
    "scala": ('val x = s"{}"', "$x", "${f()}"),
    "scss": ('a { content: "{}"; }', "#{f()}"),
    "smarty": ('{$x="{}"}', "`$y`"),
    "swift": ('let x = "{}"', "\\(f())"),
    "tcl": ('set x "{}"', "$x", "[f]", "${x}"),
    "terraform": ('x = "{}"', "${f()}", "%{ if f() }"),
    "zephir": ('let x = "{}";', "{x}"),
    "vala": ('var x = @"{}";', "$x", "$(f())"),
    "vbnet": ('x = $"{}"', "{f()}"),
    "velocity": ('#set($x = "{}")', "$y", "${y}"),
    "xquery": ('let $x := "{}" return 1', "{f()}"),
}


@pytest.mark.parametrize("language", ADDED)
def test_a_translation_adds_no_expression_to_a_string(language: str) -> None:
    code, *added = ADDED[language]
    language = language.partition("+")[0]
    own = code.replace("{}", "Salam dost")
    assert "Salam dost" in [own[start:end] for start, end in words(language, own)]
    for expression in added:
        assert shape(language, code.replace("{}", f"Hello {expression} x")) != shape(language, own)
    honest = "Hello (x) 50 % e@f.g, 5 $ or AT&T, x!"
    if language in ("mason", "perl"):
        honest = honest.replace("@", r"\@")
    if language == "fish":  # where Pygments has "$ " for a variable
        honest = honest.replace(" $ ", " ")
    if language == "xquery":
        honest = honest.replace("&", "&amp;")
    assert shape(language, code.replace("{}", honest)) == shape(language, own)


@pytest.mark.parametrize(
    ("language", "code", "words", "refused"),
    [
        ("cmake", 'message("Salam")', "US$5", False),
        ("cmake", 'message("Salam")', "$<f:x>", True),
        ("elixir", 'x = "Salam"', "C# #1", False),
        ("ini", 'x = "Salam"', "US$5", False),
        ("kotlin", 'x = "Salam"', "US$5, 6 $ x", False),
        ("kotlin", 'x = "Salam"', "$x5", True),
        ("livescript", 'x = "Salam"', "no #1", False),
        ("make", "a:\n\techo 'Salam'", "$(shell f)", True),
        ("make", "# Salam\nx = 1", "a\\", True),
        ("make", "# Salam\nx = 1", "a\\b, US$5", False),
        ("make", "a:\n\t# Salam\n", "$(shell f)", True),
        ("glsl", "// Salam\nx();", "a \\ ", True),
        ("php", "<?php // Salam\nx();", "a ?> b", True),
        ("js", "// Salam\nx();", "a\u2028y()", True),
        ("c#", "// Salam\nx();", "a\x85y()", True),
        ("mysql", "/*Salam*/ x", "!50000 f()", True),
        ("mysql", "/* Salam */ x", "! a", False),
        ("mysql", "/*Salam*/ x", "M!100100 f()", True),
        ("sql", "-- a\n/*Salam*/ x", "! f()", True),
        ("sql", "-- a\n/*!50000 Salam */ x", "f()", True),
        ("sql", "/*+ Salam */ x", "f()", True),
        ("css", "/*! Salam */", "a", False),
        ("haskell", "-- a\n{-Salam-}\nx", "# OPTIONS_GHC -F #", True),
        ("haskell", "{-# Salam #-}\nx", "OPTIONS_GHC -F", True),
        ("haskell", "{-# A #-}\n{- Salam -}\nx", "a", False),
        ("pascal", "(*$I Salam*) x", "I b", True),
        ("pascal", "{Salam} x", "$I b", True),
        ("pascal", "(*Salam*) x", "$I b", True),
        ("go", "// a\n//Salam\nx()", "go:generate f", True),
        ("go", "//go:generate Salam\n// a\nx()", "go:generate f", True),
        ("go", "// Salam\nx()", "go:generate {x} $ f", False),
        ("mason", "% my $x = 'Salam';", "$y a@b.az", False),
        ("bash", 'echo "Salam"', "a $@ b", True),
        ("bash", "echo 'Salam'", "a $x b", False),
        ("perl", "$x = 'Salam';", "a@b.az `c` $5", False),
        ("perl", '$x = "Salam";', "'a$b'", True),
        ("perl", "$x = qq{Salam};", "qq{'$b'}", True),
        ("perl", "$x = q{Salam};", "qx{b}", True),
        ("perl", "$x = q{Salam};", "q{b}", False),
        ("rust", 'f!("{ad} {{ Salam");', "{ad} {{ a b", False),
        ("rust", 'f!("{ad} {{ Salam");', "a b {{ {ad}", False),
        ("rust", 'f!("{{ad}} Salam");', "a {ad}", True),
        ("rust", 'f!("Salam {{");', "a {{ {{{b}}}", True),
        ("nim", 'x = fmt"{{Salam}}"', "a {{b}}", False),
        ("c#", 'x = $$"""Salam {{f()}}""";', "a {{g()}}", True),
        ("jinja", '{{ "Salam" }}', "a {{ b }}", True),
        ("ruby", "x = %q(Salam)", "%x(b)", True),
        ("ruby", "x = %q(Salam)", "%q(b)", False),
        ("elixir", "x = ~s(Salam)", "~w(b)", True),
        ("raku", "my $x = 'Salam';", "a@b.az {c} $5", False),
        ("smarty", '{$x="Salam"}', "US$5", False),
        ("terraform", 'x = "Salam"', "US$5", False),
        ("html+php", "<?php $x = <<<E\nSalam\nE;\n?>", "$x", True),
        ("erb", "<% x = <<E\nSalam\nE\n%>", "#{f}", True),
        ("vala", 'var x = "Salam";', "US$5", False),
    ],
)
def test_what_is_no_expression_in_a_string(
    language: str, code: str, words: str, refused: bool
) -> None:
    text = f"```{language}\n{code}\n```\n"
    document = read("a", "content/a.md", text, Rules(code=Code.WORDS))
    texts = [words if "Salam" in unit.text else None for unit in document.units]
    assert any(texts)
    assert bool(splice(document, texts).refused) is refused


def test_what_one_language_knows_is_nothing_in_another() -> None:
    assert expressions.ends("# a $(b)", "Python") == []
    assert expressions.ends("# a $(b)", "Makefile") == ["$(b"]
    assert expressions.opener("q{a}", "Python") == []
    assert not expressions.literal("'a\"", "Token.Literal.String", "Perl")
    assert not expressions.literal("\"a'", "Token.Literal.String", "Perl")
    assert expressions.literal("'a'", "Token.Literal.String", "Perl")


def test_the_delimiters_of_a_string_are_no_words() -> None:
    for code in ("x = <<E\nSalam\nE\n", "x = <<~'E'\nSalam\nE\n"):
        assert [code[start:end] for start, end in words("ruby", code)] == ["Salam"]
    for code in ("cat <<E | wc\nSalam\ndost\nE\n", "cat \"1\"<<-'E' | wc\nSalam\n dost\nE\n"):
        assert [code[start:end] for start, end in words("bash", code)] == ["Salam", "dost"]
    assert shape("bash", "cat <<E\na\nE\n") != shape("bash", "cat <<E; b\na\nE\n")


@pytest.mark.parametrize("filling", [" ", "'", " #", "\t\f", '\\"'])
def test_a_string_of_100_kb(filling: str) -> None:
    code = f'x = """a{filling * 50_000}b"""\n'
    ((start, end),) = words("python", code)
    assert (code[start], code[end - 1]) == ("a", "b")


def test_an_expression_that_fitting_changes_is_the_same() -> None:
    document = read("a", "content/a.md", '```bash\nx="`\0 y`"\n```\n', Rules(code=Code.WORDS))
    (unit,) = document.units
    assert splice(document, [unit.text]).refused == frozenset()


@pytest.mark.parametrize("piece", ["{a", "{a}", "$("])
def test_a_string_of_many_pieces(piece: str) -> None:
    code = f'f"{piece * 50_000}"\n'
    assert "".join(map(str, shape("python", code))).count("a") == piece.count("a") * 50_000
