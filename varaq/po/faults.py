"""What is wrong with a PO file, all of it: a patient reading for files that do not parse."""

from __future__ import annotations

import re

from varaq.errors import Problem

_KEYWORD = re.compile(
    r"(?P<word>msgctxt|msgid_plural|msgid|msgstr)"
    r'(?:[ \t]*\[(?P<index>[^\]"]*)\])?(?P<rest>.*)'
)
_MOST_DIGITS = 10
"""How much of a form's number is said again."""
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_BAD_ESCAPE = re.compile(r'\\(?:[ntrabfv\\"]|[0-7]{1,3}|x[0-9a-fA-F]+)|(?P<bad>\\.?)')
_ORDER = {
    "msgctxt": (None,),
    "msgid": (None, "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}


def faults(text: str) -> list[Problem]:
    """Every fault of a PO file's text, with its line and column (1-based, characters)."""
    return _Reader().read(text)


class _Reader:
    __slots__ = ("_forms", "_last", "_last_line", "_problems")

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._last: str | None = None
        self._last_line = 0
        self._forms = 0

    def read(self, text: str) -> list[Problem]:
        for number, raw in enumerate(text.split("\n"), 1):
            line = raw.rstrip("\r")
            body = line.lstrip(" \t")
            if body.startswith("#~") and not body.startswith("#~|"):
                body = body[2:].lstrip(" \t")
            elif body.startswith(("#|", "#~|")):
                self._previous(number, len(line) - len(body) + 1, body)
                continue
            elif body.startswith("#"):
                if self._last in ("msgstr", "msgstr[]"):
                    self._end()
                continue
            if body:
                self._line(number, len(line) - len(body) + 1, body)
        self._end()
        return self._problems

    def _previous(self, number: int, column: int, body: str) -> None:
        """A line of what a message was before."""
        if self._last in ("msgstr", "msgstr[]"):
            self._end()
        rest = body[body.index("|") + 1 :].lstrip(" \t")
        match = _KEYWORD.match(rest)
        if match is not None:
            rest = match["rest"].lstrip(" \t")
        if rest.strip():
            self._strings(number, column + len(body) - len(rest), rest)

    def _line(self, number: int, column: int, body: str) -> None:
        match = _KEYWORD.match(body)
        if match is None:
            if not body.startswith('"'):
                self._junk(number, column, body)
            elif self._last is None:
                self._add(
                    number,
                    column,
                    "a string that belongs to no keyword",
                    "put msgid or msgstr before it",
                )
            else:
                self._strings(number, column, body)
            return
        word = match["word"]
        if match["index"] is not None:
            word += "[]"
        if (word == "msgctxt" and self._last) or (
            word == "msgid" and self._last not in (None, "msgctxt")
        ):
            self._end()
        if self._last not in _ORDER.get(word, ()):
            before = f"after {self._last}" if self._last else "at the start of a message"
            self._add(number, column, f"{match['word']} does not go {before}", self._wanted())
        if word == "msgstr[]":
            index = match["index"].strip(" \t")
            if index != str(self._forms):
                found = index if len(index) < _MOST_DIGITS else f"{index[:_MOST_DIGITS]}…"
                self._add(
                    number,
                    column,
                    f"msgstr[{found}] stands where msgstr[{self._forms}] goes",
                    "number the forms 0, 1, 2 …",
                )
            self._forms += 1
        self._last, self._last_line = word, number
        rest = match["rest"].lstrip(" \t")
        self._strings(number, column + len(body) - len(rest), rest)

    def _strings(self, number: int, column: int, rest: str) -> None:
        at = 0
        if not rest.strip():
            self._add(number, column, "a string is missing", 'write "" for an empty one')
            return
        while at < len(rest):
            match = _STRING.match(rest, at)
            if match is None:
                if rest[at] == '"':
                    self._add(
                        number,
                        column + at,
                        "string is not closed",
                        'end it with " on the same line',
                    )
                else:
                    self._add(
                        number,
                        column + at,
                        "text stands outside the quotes",
                        'write " inside a string as \\"',
                    )
                return
            for escape in _BAD_ESCAPE.finditer(match[0]):
                if escape["bad"]:
                    self._add(
                        number,
                        column + at + escape.start(),
                        f"unknown escape {escape['bad']}",
                        "write a backslash as \\\\",
                    )
            at = match.end()
            while at < len(rest) and rest[at] in " \t":
                at += 1

    def _junk(self, number: int, column: int, body: str) -> None:
        if body.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            self._add(
                number,
                column,
                "a merge conflict is not resolved",
                "keep one side and delete the marks",
            )
        else:
            self._add(
                number,
                column,
                "neither a keyword, a string nor a comment",
                "begin a comment with # and a text with a keyword",
            )

    def _wanted(self) -> str:
        follows = [word for word, before in _ORDER.items() if self._last in before]
        return (
            "write "
            + " or ".join(word.replace("[]", f"[{self._forms}]") for word in follows)
            + " here"
        )

    def _end(self) -> None:
        if self._last in ("msgctxt", "msgid", "msgid_plural"):
            self._add(
                self._last_line, 1, f"{self._last} has no msgstr", "add msgstr, empty if need be"
            )
        self._last = None
        self._forms = 0

    def _add(self, line: int, column: int, message: str, remedy: str) -> None:
        self._problems.append(Problem("po-syntax", message, remedy, line=line, column=column))
