"""What is wrong with a PO file, all of it: a patient reading for files that do not parse.

It takes what the scanner takes, word by word, and says once what it finds: behind a keyword that
is unknown or out of order, and behind the mark of a conflict, anything may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from varaq.errors import Problem

_KEYWORD = re.compile(r'(?P<word>msg\w*)(?:[ \t\r\f\v]*\[(?P<index>[^\]"]*)\])?')
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_BAD_ESCAPE = re.compile(r'\\(?:[ntrabfv\\"]|[0-7]{1,3}|x[0-9a-fA-F]+)|(?P<bad>\\.?)')
_BLANKS = " \t\r\f\v"
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_FIRST = ("msgctxt", "msgid")
"""The keywords that a message may begin with."""
_COMPLETE = ("msgstr", "msgstr[]")
"""The keywords that it may end with; ``[]`` stands for the number of a form."""
_AFTER = {
    "msgctxt": (),
    "msgid": ("msgctxt",),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
"""The keywords, and which they stand behind within a message."""
_LACKING = {
    "msgctxt": ("msgctxt has no msgid", "add msgid and msgstr"),
    "msgid": ("msgid has no msgstr", "add msgstr, empty if need be"),
    "msgid_plural": ("msgid_plural has no msgstr[0]", "add msgstr[0], empty if need be"),
}
"""What is said of a message that ends with another keyword."""
_PREVIOUS = tuple(_LACKING)
_UNSURE = "?"
"""Stands for a keyword that anything may follow."""
_LONGEST_NUMBER = 10


def faults(text: str) -> list[Problem]:
    """Every fault of a PO file's text, with its line and column (1-based, characters)."""
    return _Reader().read(text)


class _Reader:
    __slots__ = (
        *("_bare", "_comment", "_forms", "_last", "_line", "_mark", "_marked", "_name", "_place"),
        "_problems",
    )

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._line = 0
        self._mark = (0, False)  # where the line's text begins, and whether it does with #~
        self._last: str | None = None  # the message's keyword before
        self._name = ""  # the same as it is written
        self._place = (0, 0)  # its line, and where it stands there
        self._bare: tuple[int, int] | None = None  # where its string goes, until there is one
        self._comment: tuple[int, int] | None = None  # where the first comment after it stands
        self._marked = False  # whether the message is to have #~ on each line
        self._forms = 0

    def read(self, text: str) -> list[Problem]:
        for self._line, raw in enumerate(text.split("\n"), 1):
            line = raw.rstrip("\r")
            at = _past(line, 0)
            marked = _obsolete(line, at)
            behind = _past(line, at + 2)
            if marked and line.startswith("#", behind) and not _obsolete(line, behind):
                at, marked = behind, False  # a comment of an obsolete message
            self._mark = (at, marked)
            if marked:
                self._words(line, behind)
            elif not line.startswith("#", at):
                self._words(line, at)
            else:
                self._comment = self._comment or (self._line, at)
                if line.startswith(("#|", "#~|"), at):
                    self._previous(line, _past(line, line.index("|", at) + 1))
        self._end()
        return sorted(self._problems, key=lambda problem: (problem.line, problem.column))

    def _words(self, line: str, start: int) -> None:
        """The keywords and strings of a line."""
        at = start
        while at < len(line):
            match = _KEYWORD.match(line, at)
            if match is not None and (at == start or self._continues(_word(match))):
                self._keyword(match)
                at = _past(line, match.end())
                self._bare = (self._line, at)
                continue
            if line[at] != '"':
                if at == start:
                    self._junk(line, at)
                else:
                    self._outside(at, first=self._bare is not None)
                self._bare = None
                return
            if at == start and not self._string_goes_on(at):
                return
            self._bare = None
            at = _past(line, self._string(line, at))

    def _previous(self, line: str, at: int) -> None:
        """A line of what a message was before, from behind its mark on."""
        match = _KEYWORD.match(line, at)
        if match is not None:
            if match["word"] in _PREVIOUS:
                self._numberless(match)
            else:
                what = f"{match['word']} does not go behind #|"
                self._add(at, what, f"write {_either(_PREVIOUS)} there")
            at = _past(line, match.end())
        start = at
        while at < len(line):
            if line[at] != '"':
                self._outside(at, first=at == start)
                return
            at = _past(line, self._string(line, at))

    def _continues(self, word: str) -> bool:
        """Whether a keyword goes on with the message."""
        return self._last in _AFTER.get(word, ())

    def _keyword(self, match: re.Match[str]) -> None:
        word, at = _word(match), match.start()
        self._lack_string()
        continues = self._continues(word)
        begins = word in _FIRST and not continues
        if begins or (self._comment and self._last in _COMPLETE and not continues):
            self._end()
        if continues:
            self._within()
        else:
            self._marked = self._mark[1]
            if word not in _AFTER:
                self._add(at, f"unknown keyword {word}", f"write {_either(_AFTER, 'n')}")
            elif not begins and self._last != _UNSURE:
                self._add(at, f"{_name(match)} does not go {self._where()}", self._wanted(word))
        if word == "msgstr[]":
            self._numbered(match, sure=continues)
        elif word in _AFTER:
            self._numberless(match)
        known = continues or begins or word in _COMPLETE
        self._last = word if known else _UNSURE
        self._name, self._place, self._comment = _name(match), (self._line, at), None

    def _string_goes_on(self, at: int) -> bool:
        """Whether a string at a line's beginning belongs to a keyword."""
        if self._comment and self._last in _COMPLETE and self._bare is None:
            self._end()
        if self._last is None:
            what = "a string that belongs to no keyword"
            self._add(at, what, "put msgid or msgstr before it")
            return False
        if self._last != _UNSURE:
            self._within()
        return True

    def _within(self) -> None:
        """What goes on with a message: nothing stands between, and all lines have #~ or none."""
        if self._comment is not None:
            line, at = self._comment
            self._add(at, "a comment stands inside a message", "put it above", line)
            self._comment = None
        at, marked = self._mark
        if marked != self._marked:
            what = "#~ does not go here" if marked else "#~ is missing here"
            self._add(at, what, "begin all lines of a message with #~, or none")

    def _string(self, line: str, at: int) -> int:
        """Where a string ends; the line's end if it is not closed."""
        match = _STRING.match(line, at)
        if match is None:
            self._add(at, "string is not closed", 'end it with " on the same line')
            return len(line)
        for escape in _BAD_ESCAPE.finditer(match[0]):
            if escape["bad"]:
                what = f"unknown escape {escape['bad']}"
                self._add(at + escape.start(), what, "write a backslash as \\\\")
        return match.end()

    def _outside(self, at: int, *, first: bool) -> None:
        """Text where a string goes, the first or a further one."""
        remedy = 'begin and end it with "' if first else 'write " inside a string as \\"'
        self._add(at, "text stands outside the quotes", remedy)

    def _junk(self, line: str, at: int) -> None:
        """A line that is nothing."""
        if line.startswith(_CONFLICT, at):
            what = "a merge conflict is not resolved"
            self._add(at, what, "keep one side and delete the marks")
            self._last = _UNSURE
        else:
            what = "neither a keyword, a string nor a comment"
            self._add(at, what, "begin a comment with # and a text with a keyword")

    def _numbered(self, match: re.Match[str], *, sure: bool) -> None:
        """The number of a form, which is to be the next one where it is sure which that is."""
        index = match["index"].strip(_BLANKS)
        if not sure and re.fullmatch(r"[0-9]{1,9}", index):
            self._forms = int(index)
        if index != str(self._forms):
            what = f"{_name(match)} stands where msgstr[{self._forms}] goes"
            self._add(match.start(), what, "number the forms 0, 1, 2 …")
        self._forms += 1

    def _numberless(self, match: re.Match[str]) -> None:
        """A keyword that is to have no number."""
        if match["index"] is not None:
            at = match.start("index") - 1
            number = _name(match).removeprefix(match["word"])
            self._add(at, f"{match['word']} takes no number", f"take {number} out")

    def _where(self) -> str:
        return "at the start of a message" if self._last is None else f"after {self._name}"

    def _wanted(self, word: str) -> str:
        """What to do about a keyword that is out of order."""
        if word == self._last:
            return "keep one of the two"
        follows = [word for word, before in _AFTER.items() if self._last in before]
        if self._last is None or self._last in _COMPLETE:
            follows += _FIRST
        return f"write {_either(follows, self._forms)} here"

    def _lack_string(self) -> None:
        """A keyword that another one follows, or none, without a string of its own."""
        if self._bare is not None:
            line, at = self._bare
            self._add(at, "a string is missing", 'write "" for an empty one', line)
            self._bare = None

    def _end(self) -> None:
        """The end of a message."""
        self._lack_string()
        if self._last in _LACKING:
            line, at = self._place
            self._add(at, *_LACKING[self._last], line)
        self._last = None
        self._comment = None
        self._forms = 0

    def _add(self, at: int, what: str, remedy: str, line: int = 0) -> None:
        line = line or self._line
        self._problems.append(Problem("po-syntax", what, remedy, line=line, column=at + 1))


def _obsolete(line: str, at: int) -> bool:
    """Whether the mark of an obsolete message stands there, and none of its earlier texts."""
    return line.startswith("#~", at) and not line.startswith("#~|", at)


def _past(line: str, at: int) -> int:
    """Where the blanks that stand at ``at`` end."""
    while at < len(line) and line[at] in _BLANKS:
        at += 1
    return at


def _word(match: re.Match[str]) -> str:
    """A keyword as it is known, the number of a form left out."""
    numbered = match["word"] == "msgstr" and match["index"] is not None
    return "msgstr[]" if numbered else match["word"]


def _name(match: re.Match[str]) -> str:
    """A keyword as it is written, without blanks, and with the beginning of a long number."""
    if match["index"] is None:
        return match["word"]
    index = match["index"].strip(_BLANKS)
    if len(index) > _LONGEST_NUMBER:
        index = f"{index[:_LONGEST_NUMBER]}…"
    return f"{match['word']}[{index}]"


def _either(words: Iterable[str], form: object = "") -> str:
    """Keywords to choose from."""
    *others, last = (word.replace("[]", f"[{form}]") for word in words)
    return f"{', '.join(others)} or {last}" if others else last
