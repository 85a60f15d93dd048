"""Code: the comments and strings in a block of code, as Pygments tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from varaq.quoting import UNFIT

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LANGUAGE = re.compile(r"[\w+#.-]+")
_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_COMMENT_START = re.compile(r"(?:<!--|\(\*|\{-|\{#)?[^\w\"'`([{<«“]*")
_COMMENT_END = re.compile(r"(?:--|%)>|\*\)|[-#%]\}")
_COMMENT_SIGNS = " \t\n\r\f\v*-#%;/|"
_STRING_EDGES = {
    (first, last): re.compile(
        # quotes with what may stand before them, as in f"…", on the first line, others on the last
        (r"(?:[a-zA-Z@$#]{0,3}[\"'`]+)?" if first else "")
        + r"\s*(.*?)\s*"
        + (r"[\"'`]*#*" if last else ""),
        re.DOTALL,
    )
    for first in (True, False)
    for last in (True, False)
}
"""By whether a line is the first of its string, and the last."""
_OPEN_END = re.compile(r"(?<!\\)(?:\\\\)*(\\[\"'`])\Z")
"""A quote at a string's end that is escaped, so that it does not close it."""
_EXPRESSIONS = {
    "`": r"`(?:\\.|[^`\\])*`?",
    "$": r"\$(?:\([^)]*|[A-Z]*\{[^}]*|\w+)",
    "@": r"@(?:\{[^}]*|\w+)",
    "{": r"\{[^{}]*",
    "\\": r"\\\{[^}]*",
    "[": r"\[[^\]]*",
    "(": r"\([^)]*",
    "%": r"%(?:[({][^)}]*|\w+%)",
    "!": r"!\w+!",
    "&": r"&\w+",
    "#": r"#\w+",
}
"""What stands for an expression in a string, by the sign that announces it."""
_ANNOUNCED = {
    **dict.fromkeys(
        ("Bash", "Bash Session", "Docker", "Makefile", "Slurm", "Tcsh", "Tcsh Session"), "`$"
    ),
    **dict.fromkeys(("CMake", "Groovy", "Mason", "PowerShell", "Puppet", "Terraform"), "$"),
    **dict.fromkeys(("Vala", "Velocity"), "$"),
    **dict.fromkeys(("C#", "Django/Jinja", "F#", "Nimrod", "Rust", "VB.net", "XQuery"), "{"),
    "ApacheConf": "%$",
    "Batchfile": "%!",
    "Ceylon": "`",
    "Fish": "$(",
    "INI": "%$",
    "Java": "\\",
    "LessCss": "{",
    "LiveScript": "#",
    "Perl": "`$@",
    "Perl6": "`$@&{",
    "Smarty": "`$",
    "Tcl": "$[",
}
"""By the name of Pygments' lexer, the signs of expressions that it has as a piece of a string."""


@dataclass(slots=True)
class _Run:
    """A comment, a string, or what stands between two of them."""

    start: int
    kind: str
    text: str = ""
    holes: list[str] = field(default_factory=list)
    """The expressions in a string that Pygments tells apart."""
    pieces: list[str] = field(default_factory=list)
    """What of a string may have others in it."""


def language(info: str) -> str:
    """The language of a block of code, by its info string; empty where that names none.

    >>> language("rust,editable"), language(" python title=x"), language("")
    ('rust', 'python', '')
    """
    match = _LANGUAGE.match(info.strip())
    return match[0] if match else ""


def words(language: str, code: str) -> list[tuple[int, int]]:
    """The texts of comments and strings, line by line: start and end in characters, 0-based.

    What sets them off (``#``, quotes and the like) is left out; expressions in a string belong
    to it. Nothing is found in a language that Pygments does not know.

    >>> code = 'x = f"salam {ad}!"  # qeyd'
    >>> [code[a:b] for a, b in words("python", code)]
    ['salam {ad}!', 'qeyd']
    """
    found = []
    for run in _runs(language, code):
        if run.kind:
            for line in _LINE.finditer(run.text):
                if run.kind == "string":
                    edges = _STRING_EDGES[line.start() == 0, line.end() == len(run.text)]
                    match = edges.fullmatch(line[0])
                    start, end = (0, 0) if match is None else match.span(1)
                else:
                    start, end = _inside(line[0])
                if _LETTER.search(line[0], start, end):
                    first = run.start + line.start()
                    found.append((first + start, first + end))
    return found


def _inside(line: str) -> tuple[int, int]:
    """Where the words of a comment's line are, without the signs of the comment.

    >>> [line[slice(*_inside(line))] for line in ["# salam (dost)!", "/* a */", "(* b *)", "* c"]]
    ['salam (dost)!', 'a', 'b', 'c']
    """
    lead = _COMMENT_START.match(line)
    start = lead.end() if lead else 0
    line = line.rstrip(_COMMENT_SIGNS)
    while _COMMENT_END.fullmatch(line, max(start, len(line) - 3)) or _COMMENT_END.fullmatch(
        line, max(start, len(line) - 2)
    ):
        line = line[:-2].rstrip(_COMMENT_SIGNS)
    return start, max(start, len(line))


def shape(language: str, code: str) -> list[object]:
    """What is left of a block of code without the texts of its comments and strings."""
    lexer = _lexer(language)
    signs = _ANNOUNCED.get(lexer.name, "") if lexer else ""
    one = "|".join(_EXPRESSIONS[sign] for sign in signs)
    # a sign behind a backslash announces nothing, but in Java
    expression = re.compile(rf"\\[^{{]|({one})", re.DOTALL) if one else None
    return [
        (run.kind, run.text.count("\n"), _kept(run, expression)) if run.kind else run.text
        for run in _runs(language, code)
    ]


def _kept(run: _Run, expression: re.Pattern[str] | None) -> list[str]:
    """What has to stay of a comment or a string: expressions, and an end that is open."""
    if run.kind != "string":
        return sorted(map(_told_apart, run.holes))
    more = expression.findall("".join(run.pieces)) if expression else ()
    holes = map(_told_apart, [*run.holes, *filter(None, more)])
    return sorted([*holes, *_OPEN_END.findall(run.text)])


def _told_apart(hole: str) -> str:
    """An expression without what fitting a text changes in it: a line break of old."""
    return " ".join(map(str.strip, UNFIT.sub("\ufffd", hole).split("\r")))


def _runs(language: str, code: str) -> Iterator[_Run]:
    lexer = _lexer(language)
    if lexer is None:
        yield _Run(0, "", code)
        return
    run = _Run(0, "")
    expression = _Expression()
    for start, token, text in lexer.get_tokens_unprocessed(code):
        announced = run.kind == "string" and str(token).endswith("String.Interpol")
        kind = "string" if expression.holds(text, run, announced) else _kind(str(token))
        if kind != run.kind:
            if run.text:
                yield run
            run = _Run(start, kind)
        if kind == "string":
            run.pieces.append("\n" if str(token).endswith("Single") else text)
        run.text += text
    if run.text:
        yield run


@dataclass(slots=True)
class _Expression:
    """The expression in a string that a reader of tokens is in, if any."""

    depth: int = 0
    """How many brackets are open."""
    named: bool = False
    """Whether a lone ``$`` has just announced it: a name, or what is in round brackets."""
    rounds: bool = False
    """Whether it is in round brackets, which other tokens have as well."""

    def holds(self, text: str, run: _Run, announced: bool) -> bool:
        """Whether a token is part of an expression, which is noted in its string."""
        before = self.depth
        named, self.named = self.named, False
        if announced:
            self.depth += sum(map(text.count, "{(")) - sum(map(text.count, "})"))
            self.named = self.depth == 0 and text == "$"
            if self.depth == 1 and text.endswith(("{", "(")):
                run.holes.append("")
            elif before == self.depth == 0 and not (self.named or text.startswith("%")):
                run.holes.append(text)
        elif named or self.rounds:
            if named:
                run.holes.append("")
            self.rounds = text == "(" or self.rounds
            if self.rounds:
                self.depth += text.count("(") - text.count(")")
                self.rounds = self.depth > 0
        if (self.depth > 0 or named) and run.holes:
            run.holes[-1] += text
        return self.depth > 0 or before > 0 or named


def _kind(token: str) -> str:
    """What a token of Pygments' is: a comment, a string, or nothing that has words."""
    if token.startswith("Token.Literal.String"):
        return "string"
    aside = ("Preproc", "PreprocFile", "Hashbang")
    if token.startswith("Token.Comment") and not token.endswith(aside):
        return "comment"
    return ""


def _lexer(language: str) -> Lexer | None:
    # only where a project translates the words in code: Pygments takes long to import
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None
