"""Bidi: Latin terms, numbers with signs and paths among Arabic, Persian or Hebrew words.

The bidirectional algorithm (UAX #9) gives what stands between two directions to the paragraph:
of ``C++`` in an Arabic sentence the plus signs go to the other side, of ``B2B (business)`` the
closing bracket, and two terms with a comma between them change places. HTML's remedy is an
element that keeps a run by itself; here it is put around each run that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from varaq.document.markup import VOID

OPENING, CLOSING = '<bdi dir="ltr">', "</bdi>"
"""What is put around a run. The direction is said, since not every printing program finds it."""
_TAG = r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^'"<>])*)>"""
_TOKEN = re.compile(rf"<!--.*?(?:-->|\Z)|{_TAG}", re.DOTALL)
_PIECE = re.compile(rf"{_TAG}|&#?\w+;|.", re.DOTALL)
_INLINE = re.compile(
    "a|abbr|b|cite|data|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strong|su[bp]|time|u|var|wbr"
)
"""Elements that a run may hold, or a part of."""
_OPAQUE = re.compile("bd[io]|code|kbd|math|pre|samp|script|style|svg|template|textarea|title")
"""Elements that are left as they are: code is a run by itself in the pages' style."""
_LTR = re.compile(r"""\sdir\s*=\s*["']?ltr\b""", re.IGNORECASE)
_OPEN, _CLOSE, _OTHER = "\ue000", "\ue001", "\ufffc"
"""What stands for tags in a text, and for what must not be taken for them."""
_SET_BY_HAND = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LETTER = rf"[^\W\d_{_RIGHT}]"
_BETWEEN = rf"[^{_RIGHT}\"«»“”„‹›]"
"""What a run goes on over: no letter, digit or comma of the other direction, no quotation mark."""
_ATTACHED = rf"[^\w\s{_RIGHT}\"«»“”„‹›]"
_SIGNS = r"+#%‰°™®©*/"
_MONEY = "$€£₼₺₽"
_NUMBER = r"[0-9][0-9.,]*(?<![.,])"
_RUN = re.compile(
    # letters, with what is attached before and behind: .NET, 3D, A/B, C++, docs/
    rf"(?:(?<!\w)(?:\.{{1,2}}/|[-#@.$~/\\]{{1,2}}))?(?:[0-9](?:[0-9]|{_ATTACHED}){{0,40}})?"
    rf"{_LETTER}(?:{_BETWEEN}*[^\W_{_RIGHT}])?"
    rf"(?:(?:{_CLOSE}*(?:\(\)|[{_SIGNS}]))+(?!\w))?"
    # numbers with a sign on either side: -5, $20, 20%, 10+, 20–30 %
    rf"|(?<![0-9A-Za-z.,])(?:[-+−±~≈<>{_MONEY}][\u00a0\u202f ]?)?{_NUMBER}"
    rf"(?:[-–]{_NUMBER})?(?:[\u00a0\u202f ]?[%‰{_MONEY}]|[+°])(?!\w)"
    rf"|(?<![0-9A-Za-z.,)])[-+−±{_MONEY}]{_NUMBER}(?:[ \u00a0\u202f-]\(?[0-9]+\)?)*"
    # numbers in groups: 1 234 567, 2026-11-24
    r"|(?<![0-9A-Za-z.,])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?!\w)"
    r"|(?<![0-9A-Za-z.,])[0-9]+(?:-[0-9]+){2,}(?!\w)"
)
_SAFE = re.compile(rf"{_LETTER}(?:{_BETWEEN}*[^\W_{_RIGHT}])?")
"""What the algorithm keeps together by itself, from its first letter to its last."""
_STRONG = re.compile(r"[^\W_]")
_FROM_RIGHT = re.compile(f"[{_RIGHT}]")
_SOME = re.compile("[0-9A-Za-z\u00c0-\u058f]")
_DEEPEST = 3
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<", _CLOSE: _OPEN}
_OPENERS = frozenset(_PAIRS.values())


def isolated(html: str) -> str:
    """The HTML of a page in a language written from right to left, its Latin runs isolated.

    Only text between tags is looked at, and none in code, in what has a direction of its own
    or holds control characters for it. Without `OPENING` and `CLOSING` it is as it was.

    >>> isolated("<p>تعلم C++ الآن</p>")
    '<p>تعلم <bdi dir="ltr">C++</bdi> الآن</p>'
    """
    out: list[str] = []
    inline: list[str] = []
    opaque, depth, at = "", 0, 0

    def flush() -> None:
        if inline:
            out.append(_inside("".join(inline)))
            inline.clear()

    for token in _TOKEN.finditer(html):
        text, tag = html[at : token.start()], token[0]
        at = token.end()
        name = (token["name"] or "").lower()
        if depth:
            out += (text, tag)
            if name == opaque and not tag.endswith("/>"):
                depth += -1 if token["end"] else 1
            continue
        inline.append(text)
        if not token["end"] and name and (_OPAQUE.fullmatch(name) or _LTR.search(token["rest"])):
            flush()
            out.append(tag)
            opaque, depth = name, 0 if tag.endswith("/>") or name in VOID else 1
        elif _INLINE.fullmatch(name):
            inline.append(tag)
        else:
            flush()
            out.append(tag)
    (out if depth else inline).append(html[at:])
    flush()
    return "".join(out)


def _inside(html: str) -> str:
    """The inside of a block: text and inline tags."""
    if not _SOME.search(html):
        return html
    pieces = [match[0] for match in _PIECE.finditer(html)]
    plain = "".join(map(_plain, pieces))
    if _SET_BY_HAND.search(plain):
        return html
    for start, end in _spans(plain, 0, len(plain)):
        pieces[start] = OPENING + pieces[start]
        pieces[end - 1] += CLOSING
    return "".join(pieces)


def _plain(piece: str) -> str:
    """One character for a piece: itself, what an entity is, a sign for a tag."""
    if len(piece) > 1:
        if piece[0] == "<":
            if piece[1] == "/":
                return _CLOSE
            return _OTHER if piece[1:4].lower() == "wbr" else _OPEN
        piece = unescape(piece)
    return piece if len(piece) == 1 and not "\ue000" <= piece <= "\uf8ff" else _OTHER


def _spans(plain: str, start: int, end: int, depth: int = 0) -> Iterator[tuple[int, int]]:
    """Where the runs of a text begin and end that need isolation.

    A run with brackets or tags that have no partner in it is cut there; what is still crossed
    after some cuts is left alone.
    """
    for match in _RUN.finditer(plain, start, end):
        first, last = match.span()
        lone = _unpaired(plain, first, last)
        # brackets and tags that close right behind it, or open right before
        while lone and plain[lone[-1]] in _OPENERS and last < end:
            past = last + (plain[last] in ".!?…" and last + 1 < end)
            if _PAIRS.get(plain[past]) != plain[lone[-1]]:
                break
            last = past + 1
            lone.pop()
        while lone and plain[lone[0]] == _CLOSE and first > start and plain[first - 1] == _OPEN:
            first -= 1
            lone.pop(0)
        if not lone:
            if _needed(plain, first, last):
                yield first, last
            continue
        for begin, stop in zip([first - 1, *lone], [*lone, last], strict=True):
            if depth < _DEEPEST:
                yield from _spans(plain, begin + 1, stop, depth + 1)


def _unpaired(plain: str, start: int, end: int) -> list[int]:
    """Where brackets and tags stand, in their order, that have no partner there."""
    waiting: list[int] = []
    alone: list[int] = []
    for at in range(start, end):
        char = plain[at]
        if char in _OPENERS:
            waiting.append(at)
        elif char in _PAIRS:
            if waiting and plain[waiting[-1]] == _PAIRS[char]:
                waiting.pop()
            else:
                alone.append(at)
    return sorted(alone + waiting)


def _needed(plain: str, start: int, end: int) -> bool:
    """Whether a run would be torn, or would pull in another that follows after a comma."""
    if not _SAFE.fullmatch(plain, start, end):
        return True
    ahead = (plain[at] for at in range(start - 1, -1, -1))
    before = next((char for char in ahead if _STRONG.match(char)), "")
    behind = _STRONG.search(plain, end)
    return bool(
        (before and not _FROM_RIGHT.match(before)) or (behind and not _FROM_RIGHT.match(behind[0]))
    )
