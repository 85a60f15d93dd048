"""Viewers: what a Markdown text is to those who know fewer extensions than we do.

Where tables, definition lists or footnotes are not known, the texts of cells, terms and notes
stand in one paragraph. What is a lone mark in each of two can be a link or a tag in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations, count
from operator import or_

from varaq.allowance import astray
from varaq.document import Document, markup
from varaq.document.markdown import INLINE_HOLDERS, name_of, only
from varaq.document.parsing import (
    EXTENSIONS,
    OPTIONS,
    PLAIN,
    WITHOUT_MATH,
    Options,
    any_events,
    any_html,
)
from varaq.unit import Place, Unit

_MARK = re.compile(r"[\[\]`]|<(?=[a-zA-Z/!?])")
_CODE = r"(?<!`)(?:`[^`]++`|``[^`]++``)(?!`)"
_LONE = re.compile(
    rf"""(?:
      \\. | [^\[\]`<\\] | <(?![a-zA-Z/!?]) | \\\Z
    | {_CODE}
    | \[(?:[^\[\]`<\\]|\\.|{_CODE})*+\]
        (?:\([^()\s<>`\\\[\]]*+(?:[ ]+"[^"`<\\\[\]]*")?\) | \[[^\[\]`<\\]*+\])?
        (?![(\[:])
    | (?!\A)<(?![!?])(?:[^<>`"'\\\[\]]|"[^"<>`\\\[\]]*")++>
    )*+[\[\]`<]""",
    re.VERBOSE | re.DOTALL,
)
"""A text as far as what is in it is whole, so that what stands before or after it can't make
something else of it, and a mark that is not."""
_ADDRESS = re.compile(r"""\s*[^\s:&/\\]*+[:&/\\]\S*+(?:\s*\Z|\s+["'(])""")
"""A text that could be where a definition leads, with the beginning of its title."""
_PLACES = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.HTML, Place.GROUP})
"""Where a text may stand in a paragraph with others."""
_RUNNING = _PLACES - {Place.HTML, Place.GROUP}
"""Where it is Markdown on a line or several."""
Seen = Counter[tuple[str, str]]
"""Tags and addresses, and how often."""


def may_cross(unit: Unit, words: str) -> bool:
    """Whether a mark in a text that stands in a unit's place may belong to one in the next.

    False is certain.

    >>> from varaq.unit import Place, Unit
    >>> cell = Unit("x", 0, 1, Place.CELL, "table cell")
    >>> may_cross(cell, "array[0] `x`"), may_cross(cell, "array[0")
    (False, True)
    """
    if unit.place not in _PLACES:
        return False
    if not _MARK.search(words):
        return _ADDRESS.match(words) is not None
    return unit.place is Place.GROUP or "$" in words or _LONE.match(words) is not None


def apart(unit: Unit, words: str, given: str = "") -> str:
    r"""A text with a backslash before its marks that may belong to some in the next.

    It stays as it is where it would be something else then, for us. ``given`` are definitions of
    what it refers to (`Document.lent`).

    >>> from varaq.unit import Place, Unit
    >>> cell = Unit("x", 0, 1, Place.CELL, "table cell")
    >>> print(apart(cell, "a[0 `x` `"), apart(cell, "[![x](y)](z)"))
    a\[0 `x` \` [![x](y)](z)
    """
    if unit.place not in _RUNNING or not may_cross(unit, words):
        return words
    out, at = [], 0
    while (lone := _LONE.match(words, at)) is not None:
        mark = lone.end() - 1
        out.append(f"{words[at:mark]}\\{words[mark]}")
        at = mark + 1
    escaped = "".join(out) + words[at:]
    same = any_html(f"{escaped}\n\n{given}") == any_html(f"{words}\n\n{given}")
    return escaped if same else words


class Viewed:
    """What viewers who know less than we do make of a document, and may make of it translated."""

    __slots__ = ("_crossing", "_document", "_gained", "_lacking")

    def __init__(self, document: Document, skeleton: Sequence[object]) -> None:
        """``skeleton`` is the document's own."""
        starts = (item for item in skeleton if isinstance(item, tuple) and item[:1] == ("Start",))
        blocks = {name_of(tag) for _, tag in starts}
        had = [option for name, option in EXTENSIONS.items() if name in blocks]
        self._lacking = [
            reduce(or_, some) for size in range(len(had)) for some in combinations(had, size + 1)
        ]
        """What they may lack of the extensions that the document has."""
        self._document = document
        self._crossing = [may_cross(unit, unit.text) for unit in document.units if self._lacking]
        """Of each unit, whether its own text may go on in the next."""
        self._gained: dict[Options, Seen] = {}
        """What they see in the document, and we do not."""

    def is_like(self, fitted: Sequence[str | None], source: str) -> bool:
        """Whether they see no link or tag in a translated text that we do not see there.

        ``fitted`` are its translations; ``source`` is the text below front matter. What they see
        of the document itself is no news.
        """
        if not self._lacking or not any(map(self.crosses, count(), fitted)):
            return True
        ours = seen(source)
        return all(
            not seen(source, options) - ours - self._gain(options)
            for options in self._known(formulas="$" in source)
        )

    def _known(self, *, formulas: bool) -> Iterator[Options]:
        """What they may know; ``formulas`` says whether a text may have some."""
        for known in (OPTIONS, WITHOUT_MATH) if formulas else (OPTIONS,):
            yield from (known & ~lacking for lacking in self._lacking)
        yield PLAIN

    def crosses(self, index: int, words: str | None) -> bool:
        """Whether a mark in a unit's translation (None: its own text) may belong to the next."""
        if not self._lacking:
            return False
        if words is None:
            return self._crossing[index]
        return may_cross(self._document.units[index], words)

    def _gain(self, options: Options) -> Seen:
        if options not in self._gained:
            own = self._document.source.encode()[self._document.body :].decode()
            self._gained[options] = seen(own, options) - seen(own)
        return self._gained[options]


def seen(text: str, options: Options = OPTIONS) -> Seen:
    """The tags of a text and where its links lead, for those who know such extensions.

    A footnote that is taken for a link counts where it leads astray.
    """
    html: list[str] = []
    found: Seen = Counter()
    for event in any_events(text, options):
        if not isinstance(event, dict):
            continue
        key, value = only(event)
        if key in ("Html", "InlineHtml"):
            html.append(value)
        elif key == "Start" and name_of(value) in INLINE_HOLDERS:
            (link,) = value.values()
            target = str(link["dest_url"])
            if not str(link["id"]).startswith("^") or astray(target):
                found["link", target] += 1
    found.update(("tag", tag) for tag in markup.tags("".join(html)))
    return found
