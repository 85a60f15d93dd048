"""Styles: the same CSS in fewer bytes, since each page carries its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

# What is not closed goes on to the end, as CSS has it, so that nothing is looked for twice.
_STRING = r""""(?:[^"\\]|\\(?:.|\Z))*+(?:"|\Z)|'(?:[^'\\]|\\(?:.|\Z))*+(?:'|\Z)"""
_COMMENT = r"/\*.*?(?:\*/|\Z)"
_SPARED = re.compile(
    rf"({_STRING}|\{{[{{%#].*?(?:[}}%#]\}}|\Z))"  # strings, and Jinja's
    rf"|{_COMMENT}"
    r"|[ \t]*([{};,>])[ \t]*|(:)[ \t]+|[ \t]*(\n)\s*",
    re.DOTALL,
)
_MARK = re.compile(rf"{_STRING}|{_COMMENT}|\\.|([{{}};])", re.DOTALL)
_GROUP = re.compile(r"\s*@(?:media|supports|layer|container)\b")
_DEEPEST = 8
"""What holds rules is looked into where it stands in fewer of its kind; else it stays whole."""
_COMMA = re.compile(rf"{_STRING}|\\.|([(\[])|([)\]])|(,)", re.DOTALL)
_CHOICE = re.compile(r":(is|where|not|has)\(((?:[^()]|\([^()]*\))*)\)")
_TOLD = re.compile(
    rf"\.(-?[A-Za-z_][\w-]*)"
    rf"|:lang\(([A-Za-z][\w-]*)\)|\[lang\|=[\"']?([A-Za-z][\w-]*)[\"']?\]"
    rf"|\[(?:{_STRING}|[^\]])*+(?:\]|\Z)"
)
_TYPE = re.compile(r"(?:^|[\s>+~])([A-Za-z][A-Za-z0-9]*)")
_ELEMENT = re.compile(r"<([A-Za-z][A-Za-z0-9]*)")
_WORD = re.compile(r"(?<![\w.#-])[A-Za-z][A-Za-z0-9]*(?![\w(-])")
_ALWAYS = frozenset({"html", "head", "body"})
_SCRIPT = re.compile(r"<script\b[^>]*(?:>|\Z)(.*?)(?:</script>|\Z)", re.DOTALL)
_CLASSES = re.compile(r' class="([^"]*)"')
_SPOKEN = re.compile(r' lang="([^"]*)"(?! hreflang=)')
"""The languages of texts; a link that leads to another has the name of that in it."""


def squeezed(css: str) -> str:
    r"""CSS without comments, and without blanks that say nothing; it may be a template.

    >>> squeezed('a > b, c {\n  color: red; /* "why" */\n  content: "a ; b";\n}\n')
    'a>b,c{\ncolor:red;\ncontent:"a ; b";\n}\n'
    """
    return _SPARED.sub(lambda match: "".join(filter(None, match.groups())), css)


def needed(css: str, page: str, language: str) -> str:
    """A style sheet without the rules that can match nothing on a page.

    ``page`` is the HTML of its body, ``language`` the tag of the whole. Rules go that ask for an
    element or a class that is nowhere and that no script names, or for a language that no text
    is in; names of languages in links to them (``hreflang``) are no text. Selectors are those of
    CSS Selectors Level 4.

    >>> needed(".a{color:red}.b{color:red}p:lang(ka){margin:0}", '<p class="a">', "az")
    '.a{color:red}'
    """
    asked = _sheet(css).asked
    scripts = _words("".join(_SCRIPT.findall(page)) if "<script" in page else "")
    spoken = frozenset({language, *_SPOKEN.findall(page)})
    elements = map(str.lower, {*_ELEMENT.findall(page)})
    classes = " ".join({*_CLASSES.findall(page)}).split()
    there = {*elements, *(f".{name}" for name in classes), *scripts, *_meant(asked, spoken)}
    return _kept(css, asked & there)


class _Selector(NamedTuple):
    """A selector, and what it can't match without."""

    text: str
    asked: frozenset[str]
    """Elements, ``.classes`` and ``:languages``."""
    choices: tuple[tuple[_Selector, ...], ...]
    """For each ``:is`` or ``:where`` in it, what it is to be one of."""

    def matches(self, there: frozenset[str]) -> bool:
        """Whether it could match where there is just this."""
        return self.asked <= there and all(
            any(each.matches(there) for each in choice) for choice in self.choices
        )


class _Block(NamedTuple):
    """A rule, what holds rules, or what is neither."""

    start: str
    """What stands before the brace, with the blanks before it; of what has none, all."""
    body: str
    """What stands from the brace on."""
    selectors: tuple[_Selector, ...] = ()
    """Of a rule."""
    inside: tuple[_Block, ...] | None = None
    """The blocks that it holds, if these are looked at one by one."""


class _Sheet(NamedTuple):
    """A style sheet, read."""

    blocks: tuple[_Block, ...]
    asked: frozenset[str]
    """All that its selectors could ask for: elements, ``.classes`` and ``:languages``."""


@lru_cache(64)
def _sheet(css: str) -> _Sheet:
    return _Sheet(tuple(_blocks(css)), _told(css, _WORD))


def _told(text: str, elements: re.Pattern[str]) -> frozenset[str]:
    """What a text with selectors asks for; a pattern finds the names of elements."""
    told = _TOLD.findall(text)
    return frozenset(
        chain(
            {name.lower() for name in elements.findall(text)} - _ALWAYS,
            (f".{name}" for name, _, _ in told if name),
            (f":{tag}" for _, *tags in told for tag in tags if tag),
        )
    )


@lru_cache(256)
def _meant(asked: frozenset[str], spoken: frozenset[str]) -> frozenset[str]:
    """Which of the languages that ``:lang(tag)`` means are spoken."""
    return frozenset(
        each
        for each in asked
        if each[0] == ":"
        and any(f":{tag}-".lower().startswith(f"{each}-".lower()) for tag in spoken)
    )


@lru_cache(64)
def _words(script: str) -> frozenset[str]:
    """The words in a script, which names the elements and classes that it makes by them."""
    words = re.findall(r"[\w-]+", script)
    return frozenset(chain(words, (f".{word}" for word in words)))


@lru_cache(256)
def _kept(css: str, there: frozenset[str]) -> str:
    """The rules that ask only for what is there."""
    return "".join(_left(_sheet(css).blocks, there))


def _left(blocks: Sequence[_Block], there: frozenset[str]) -> Iterator[str]:
    for start, body, selectors, inside in blocks:
        if inside is not None:
            inner = "".join(_left(inside, there))
            if inner.strip():
                yield f"{start}{{{inner}}}"
        elif not selectors:
            yield start
            yield body
        else:
            wanted = [each.text for each in selectors if each.matches(there)]
            if wanted:
                yield start[: len(start) - len(start.lstrip())]
                yield ",".join(wanted).lstrip()
                yield body


def _blocks(css: str, around: int = 0) -> Iterator[_Block]:
    """A style sheet in its outermost blocks, within others; joined, they are the sheet again."""
    depth = begun = opened = 0
    for mark in _MARK.finditer(css):
        if mark[1] == "{":
            if depth == 0:
                opened = mark.start()
            depth += 1
        elif mark[1] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield _block(css[begun:opened], css[opened : mark.end()], around)
                begun = mark.end()
        elif mark[1] == ";" and depth == 0:
            yield _Block(css[begun : mark.end()], "")
            begun = mark.end()
    if begun < len(css):
        yield _Block(css[begun:], "")


def _block(start: str, body: str, around: int) -> _Block:
    if _GROUP.match(start) and around < _DEEPEST:
        return _Block(start, body, (), tuple(_blocks(body[1:-1], around + 1)))
    if start.lstrip().startswith("@"):
        return _Block(start, body)
    return _Block(start, body, tuple(map(_selector, _listed(start))))


def _selector(text: str) -> _Selector:
    if "\\" in text:
        return _Selector(text, frozenset(), ())
    rest, choices = [], []
    at = 0
    for choice in _CHOICE.finditer(text):
        rest.append(text[at : choice.start()])
        at = choice.end()
        if choice[1] in ("is", "where"):
            choices.append(tuple(map(_selector, _listed(choice[2]))))
    asked = _told(" ".join([*rest, text[at:]]), _TYPE)
    return _Selector(text, asked, tuple(choices))


def _listed(selectors: str) -> Iterator[str]:
    """The selectors of a list, which commas part that stand in no brackets.

    >>> list(_listed("a:is(b, c), d[e=',']"))
    ['a:is(b, c)', " d[e=',']"]
    """
    depth = begun = 0
    for mark in _COMMA.finditer(selectors):
        if mark[1]:
            depth += 1
        elif mark[2]:
            depth -= 1
        elif mark[3] and depth == 0:
            yield selectors[begun : mark.start()]
            begun = mark.end()
    yield selectors[begun:]
