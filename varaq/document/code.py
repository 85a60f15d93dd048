"""Code: the comments and strings in a block of code, as Pygments tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from varaq.document import expressions
from varaq.quoting import UNFIT

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LANGUAGE = re.compile(r"[\w+#.-]+")
_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_COMMENT_START = re.compile(r"(?:<!--|\(\*|\{-|\{#)?[^\w\"'`([{<«“]*")
_COMMENT_END = re.compile(r"(?:--|%)>|\*\)|[-#%]\}")
_COMMENT_SIGNS = " \t\n\r\f\v*-#%;/|"
_STRING_START = re.compile(r"[a-zA-Z@$#]{0,3}[\"'`]+")
"""Quotes with what may stand before them, as in f"…"."""
_OPEN_END = re.compile(r"(?<!\\)(?:\\\\)*(\\[\"'`])\Z")
"""A quote at a string's end that is escaped, so that it does not close it."""
_NOTHING = ("Token.Error", "Token.Text")
"""Tokens that do not say what they are."""
_HERE = re.compile(r"<<.*\n")
"""What begins a here-document, with all that stands on its line."""


@dataclass(slots=True)
class _Run:
    """A comment, a string, or what stands between two of them."""

    start: int
    kind: str
    tokens: list[str] = field(default_factory=list)
    holes: list[list[str]] = field(default_factory=list)
    """The expressions in a string that Pygments tells apart, by their tokens."""
    pieces: list[str] = field(default_factory=list)
    """What of a string may have others in it."""
    text: str = ""
    """All of it, once it is whole."""

    def whole(self) -> _Run:
        """Itself, with its text."""
        self.text = "".join(self.tokens)
        return self


def language(info: str) -> str:
    """The language of a block of code, by its info string; empty where that names none.

    >>> language("rust,editable"), language(" python title=x"), language("")
    ('rust', 'python', '')
    """
    match = _LANGUAGE.match(info.strip())
    return match[0] if match else ""


def words(language: str, code: str) -> list[tuple[int, int]]:
    """The texts of comments and strings, line by line: start and end in characters, 0-based.

    What sets them off (``#``, quotes, the lines around a here-document and the like) is left
    out; expressions in a string belong to it. Nothing is found in a language that Pygments does
    not know.

    >>> code = 'x = f"salam {ad}!"  # qeyd'
    >>> [code[a:b] for a, b in words("python", code)]
    ['salam {ad}!', 'qeyd']
    """
    found = []
    for run in _runs(_lexer(language), code):
        if run.kind:
            here = _HERE.match(run.text) if run.kind == "string" else None
            edges = (here.end(), run.text.rindex("\n")) if here else (0, len(run.text))
            for line in _LINE.finditer(run.text, *edges):
                if run.kind == "string":
                    first, last = line.start() == 0, line.end() == len(run.text)
                    start, end = _between(line[0], first=first, last=last)
                else:
                    start, end = _inside(line[0])
                if _LETTER.search(line[0], start, end):
                    at = run.start + line.start()
                    found.append((at + start, at + end))
    return found


def _between(line: str, *, first: bool, last: bool) -> tuple[int, int]:
    """Where the words of a string's line are; quotes are on its first line and its last."""
    quotes = _STRING_START.match(line) if first else None
    start = quotes.end() if quotes else 0
    end = len((line.rstrip("#").rstrip("\"'`") if last else line).rstrip())
    return start + len(line[start:]) - len(line[start:].lstrip()), end


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
    name = lexer.name if lexer else ""
    return [
        (run.kind, run.text.count("\n"), _kept(run, name)) if run.kind else run.text
        for run in _runs(lexer, code)
    ]


def _kept(run: _Run, name: str) -> list[str]:
    """What has to stay of a comment or a string: expressions, its opener, an end that is open."""
    kept = [_told_apart("".join(hole)) for hole in run.holes]
    if run.kind != "string":
        return sorted([*kept, *expressions.ends(run.text, name)])
    here = _HERE.match(run.text)
    edges = [here[0], run.text[run.text.rindex("\n") :]] if here else []
    found = map(_told_apart, expressions.found("".join(run.pieces), name))
    opener = expressions.opener(run.text, name)
    return sorted([*kept, *found, *opener, *edges, *_OPEN_END.findall(run.text)])


def _told_apart(hole: str) -> str:
    """An expression without what fitting a text changes in it: a line break of old."""
    return " ".join(map(str.strip, UNFIT.sub("\ufffd", hole).split("\r")))


def _runs(lexer: Lexer | None, code: str) -> Iterator[_Run]:
    if lexer is None:
        yield _Run(0, "", [code]).whole()
        return
    run = _Run(0, "")
    expression = _Expression()
    for start, token, text in lexer.get_tokens_unprocessed(code):
        what = str(token)
        announced = run.kind == "string" and what.endswith("String.Interpol")
        inside = expression.holds(text, run, announced)
        # a sign that announces nothing, which Pygments does not always know in a string
        lone = run.kind == "string" and what in _NOTHING and text.strip() in ("#", "$")
        kind = "string" if inside or lone else _kind(what)
        is_here = what == "Token.Literal.String" and _HERE.match(text)
        if kind != run.kind or is_here:
            if run.whole().text:
                yield run
            run = _Run(start, kind)
        if kind == "string":
            literal = inside or expressions.literal(text, what, lexer.name)
            run.pieces.append("\n" if literal else text)
        run.tokens.append(text)
    if run.whole().text:
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
        is_name = named and not text[:1].isdigit()  # else it is a sum in dollars
        if announced:
            self.depth += sum(map(text.count, "{(")) - sum(map(text.count, "})"))
            self.named = self.depth == 0 and text == "$"
            if self.depth == 1 and text.endswith(("{", "(")):
                run.holes.append([])
            elif before == self.depth == 0 and not (self.named or text.startswith("%")):
                run.holes.append([text])
        elif named or self.rounds:
            if is_name:
                run.holes.append([])
            self.rounds = text == "(" or self.rounds
            if self.rounds:
                self.depth += text.count("(") - text.count(")")
                self.rounds = self.depth > 0
        if (self.depth > 0 or is_name) and run.holes:
            run.holes[-1].append(text)
        return self.depth > 0 or before > 0 or named


def _kind(token: str) -> str:
    """What a token of Pygments' is: a comment, a string, or nothing that has words."""
    if token.startswith("Token.Literal.String"):
        return "" if token.endswith("Delimiter") else "string"
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
