"""Expressions in strings and comments of code, where Pygments does not tell them apart."""

from __future__ import annotations

import re
from functools import cache

_EXPRESSIONS = {
    "`": r"`(?:\\.|[^`\\])*`?",
    "$": r"\$(?:\([^)]*|\{[^}]*|\w+|[@*#?!$&-])",
    "$a": r"\$(?:\([^)]*|\{[^}]*|[^\W\d]\w*)",
    "${": r"\$[A-Z]*[({<][^)}>]*",
    "@": r"@(?:\{[^}]*|\w+)",
    "@x@": r"@\w+@",
    "f()": r"[@&][\w'-]+(?:\.[\w'-]+)*[(\[{<«]",
    "{": r"\{[^{}]*",
    "{{": r"\{\{|\{[^{}]*",
    "\\": r"\\\{[^}]*",
    "[": r"\[[^\]]*",
    "%": r"%(?:[({][^)}]*|\w+%)",
    "%{": r"%\{[^}]*",
    "!": r"!\w+!",
    "#": r"#[^\W\d]\w*",
    "#{": r"#(?:\{[^}]*|[@$]\w+)",
    "#x#": r"#[^#]+#",
}
"""What stands for an expression in a string, by how it looks."""
_ANNOUNCED = {
    name: kinds
    for kinds, names in {
        "` $": "Base Makefile, Bash, Bash Session, Docker, Makefile, Singularity, Slurm, Tcsh, "
        "Tcsh Session",
        "$": "Fish, Groovy, NSIS, PowerShell, PowerShell Session, Puppet",
        "$a": "Cheetah, PHP, PsySH console session for PHP, Vala, Velocity",
        "${": "BitBake, Boo, CMake, Java Server Page, Kconfig, Mako, Scalate Server Page",
        "{": "C#, Django/Jinja, Earl Grey, F#, LessCss, VB.net, XQuery, Zephir, aspx-cs, aspx-vb",
        "{{": "Cython, Hy, Nimrod, Rust",  # where two of them show one
        "#{": "Crystal, ERB, Fancy, Ooc, RHTML, Ruby, Ruby irb session, Twig",
        "#x#": "Coldfusion CFC, Coldfusion HTML, cfstatement",
        "% !": "Batchfile, MSDOS Session, autohotkey",
        "` $ @": "Mason, Perl",
        "% $": "ApacheConf",
        "`": "Ceylon",
        "% ${": "INI",
        "\\": "Java",
        "#": "LiveScript",
        "@x@": "Meson",
        "` $ { f()": "Perl6",
        "` $a": "Smarty",
        "$ [": "Tcl",
        "${ %{": "Terraform",
    }.items()
    for name in names.split(", ")
}
"""By the name of Pygments' lexer, the expressions that it has as a piece of a string."""
_UNQUOTED = frozenset({"Makefile", "Base Makefile"})
"""Lexers of languages in which neither single quotes nor comments keep an expression from being
one."""
_QUOTED = frozenset({"Mason", "Perl", "Perl6"})
"""Lexers that do not say that a string has single quotes, and have each as one token."""
_ENDS = re.compile(
    r"\\[ \t]*$|\?>|[\x85\u2028\u2029]|/\*M?[!+]"
    r"|\{-#(?s:.*?)(?:#-\}|\Z)|(?:\{|\(\*)\$[^}*]*|^//go:.*",
    re.MULTILINE,
)
"""What takes the next line into a comment, as in Make, or ends it, as in PHP and JavaScript; what
begins one that is run, be it behind another, as in MySQL and MariaDB; and all of one that a
compiler or a tool obeys, as in Haskell, Pascal and Go."""
_RUN = re.compile(r"/\*M?[!+].*?(?:\*/|\Z)", re.DOTALL)
"""Such a comment in SQL, all of which is code."""
_RUN_IN_COMMENTS = re.compile(rf"{_ENDS.pattern}|\$[({{][^)}}]*", re.MULTILINE)
_OPENERS = re.compile(r"%\w?\W|q[qwxr]{0,2}\s*\W|~\w\W")
_OPENED = frozenset(
    {
        *("Crystal", "ERB", "Elixir", "Elixir iex session", "Mason", "Perl", "Perl6", "RHTML"),
        *("Ruby", "Ruby irb session"),
    }
)
"""Lexers of languages in which letters before a string say what becomes of it, as in qx{…}."""


def found(text: str, name: str) -> list[str]:
    r"""The expressions in what may have some of a string, by the name of Pygments' lexer.

    >>> found("a `b` $c \\$d", "Bash"), found("a $b", "Python")
    (['`b`', '$c'], [])
    """
    pattern = _pattern(name)
    return [*filter(None, pattern.findall(text))] if pattern else []


@cache
def _pattern(name: str) -> re.Pattern[str] | None:
    # two languages in one have both their names, as in HTML+PHP
    kinds = " ".join(_ANNOUNCED.get(one, "") for one in name.split("+")).split()
    if not kinds:
        return None
    one = "|".join(_EXPRESSIONS[kind] for kind in kinds)
    # a sign behind a backslash announces nothing, but in Java
    return re.compile(rf"\\[^{{]|({one})", re.DOTALL)


def ends(text: str, name: str) -> list[str]:
    """What a comment has that does something to the code behind it, or is run in it.

    >>> ends("// a ?> $(b)", "PHP"), ends("# a $(b)", "Makefile")
    (['?>'], ['$(b'])
    """
    pattern = _RUN_IN_COMMENTS if name in _UNQUOTED else _ENDS
    return [*pattern.findall(text), *(_RUN.findall(text) if "SQL" in name else ())]


def opener(text: str, name: str) -> list[str]:
    """What begins a string, where that says more than that it is one.

    >>> opener("qx{a}", "Perl"), opener('"a"', "Perl"), opener("%(a)", "INI")
    (['qx{'], [], [])
    """
    match = _OPENERS.match(text) if name in _OPENED else None
    return [match[0]] if match else []


def literal(text: str, kind: str, name: str) -> bool:
    """Whether a piece of a string is in single quotes that keep expressions out of it."""
    if name in _QUOTED and kind == "Token.Literal.String":
        return text.startswith("'") and text.endswith("'")
    return name not in _UNQUOTED and kind.endswith("Single")
