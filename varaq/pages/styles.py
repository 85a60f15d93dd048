"""Styles: the same CSS in fewer bytes, since each page carries its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_SPARED = re.compile(
    rf"({_STRING}|\{{[{{%#].*?[}}%#]\}})"  # strings, and Jinja's
    r"|/\*.*?\*/"
    r"|[ \t]*([{};,>])[ \t]*|(:)[ \t]+|[ \t]*(\n)\s*",
    re.DOTALL,
)
_MARK = re.compile(rf"{_STRING}|/\*.*?\*/|\\.|([{{}};])", re.DOTALL)
_GROUP = re.compile(r"\s*@(?:media|supports|layer|container)\b")
_COMMA = re.compile(rf"{_STRING}|\\.|([(\[])|([)\]])|(,)", re.DOTALL)
_CHOICE = re.compile(r":(is|where|not|has)\(((?:[^()]|\([^()]*\))*)\)")
_TOLD = re.compile(
    rf"\.(-?[A-Za-z_][\w-]*)"
    rf"|:lang\(([A-Za-z][\w-]*)\)|\[lang\|=[\"']?([A-Za-z][\w-]*)[\"']?\]"
    rf"|\[(?:{_STRING}|[^\]])*\]"
)
_TYPE = re.compile(r"(?:^|[\s>+~])([A-Za-z][A-Za-z0-9]*)")
_ELEMENT = re.compile(r"<([A-Za-z][A-Za-z0-9]*)")
_WORD = re.compile(r"(?<![\w.#-])[A-Za-z][A-Za-z0-9]*(?![\w(-])")
_ALWAYS = frozenset({"html", "head", "body"})
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
_NAME_OF_A_LANGUAGE = '" hreflang='
"""What comes behind the language of a link that leads to another."""


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
    scripts = _words("".join(_SCRIPT.findall(page)) if "<script" in page else "")
    used = {*chain.from_iterable(map(str.split, _values(page, ' class="')))}
    elements = {each.lower() for each in {*_ELEMENT.findall(page)}} | _ALWAYS
    spoken = {language, *_values(page, ' lang="')}
    asked = _asked(css)
    return _kept(
        css,
        _There(
            frozenset(each for each in asked.elements if each in elements or each in scripts),
            frozenset(each for each in asked.classes if each in used or each in scripts),
            frozenset(each for each in asked.languages if any(_is_in(tag, each) for tag in spoken)),
        ),
    )


class _There(NamedTuple):
    """What selectors ask for."""

    elements: frozenset[str]
    classes: frozenset[str]
    languages: frozenset[str]


@lru_cache(64)
def _words(script: str) -> frozenset[str]:
    """The words in a script, which names what it makes by them."""
    return frozenset(re.findall(r"[\w-]+", script))


def _values(page: str, start: str) -> Iterator[str]:
    """What stands behind each ``start`` up to a quotation mark."""
    parts = iter(page.split(start))
    next(parts)
    for part in parts:
        end = part.find('"')
        if not part.startswith(_NAME_OF_A_LANGUAGE, end):
            yield part[:end]


def _is_in(tag: str, wide: str) -> bool:
    """Whether a language is one that CSS means by ``:lang(wide)``."""
    return f"{tag}-".lower().startswith(f"{wide}-".lower())


class _Block(NamedTuple):
    """A rule, what holds rules, or what is neither."""

    start: str
    """What stands before the brace, with the blanks before it; of what has none, all."""
    body: str | None
    """What stands between the braces; None where there are none."""


@lru_cache(64)
def _asked(css: str) -> _There:
    """All that the selectors of a sheet could ask for."""
    told = _TOLD.findall(css)
    return _There(
        frozenset(map(str.lower, _WORD.findall(css))),
        frozenset(name for name, _, _ in told) - {""},
        frozenset(chain.from_iterable(tags for _, *tags in told)) - {""},
    )


@lru_cache(1024)
def _kept(css: str, there: _There) -> str:
    """The rules that ask only for what is there."""
    found = []
    for start, body in _blocks(css):
        if body is None:
            found.append(start)
        elif _GROUP.match(start):
            inner = _kept(body, there)
            if inner.strip():
                found += [start, "{", inner, "}"]
        elif start.lstrip().startswith("@"):
            found += [start, "{", body, "}"]
        else:
            wanted = [each for each in _listed(start) if _matches(each, there)]
            if wanted:
                lead = start[: len(start) - len(start.lstrip())]
                found += [lead, ",".join(wanted).lstrip(), "{", body, "}"]
    return "".join(found)


def _blocks(css: str) -> Iterator[_Block]:
    """A style sheet in its outermost blocks; joined, they are the sheet again."""
    depth = begun = opened = 0
    for mark in _MARK.finditer(css):
        if mark[1] == "{":
            if depth == 0:
                opened = mark.start()
            depth += 1
        elif mark[1] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield _Block(css[begun:opened], css[opened + 1 : mark.start()])
                begun = mark.end()
        elif mark[1] == ";" and depth == 0:
            yield _Block(css[begun : mark.end()], None)
            begun = mark.end()
    if begun < len(css):
        yield _Block(css[begun:], None)


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


def _matches(selector: str, there: _There) -> bool:
    """Whether a selector could match where there is just this."""
    if "\\" in selector:
        return True
    rest = []
    at = 0
    for choice in _CHOICE.finditer(selector):
        rest.append(selector[at : choice.start()])
        at = choice.end()
        if choice[1] in ("is", "where") and not any(
            _matches(each, there) for each in _listed(choice[2])
        ):
            return False
    rest.append(selector[at:])
    plain = " ".join(rest)
    if any(name.lower() not in there.elements for name in _TYPE.findall(plain)):
        return False
    return all(
        (not name or name in there.classes) and (not tag or tag in there.languages)
        for name, spoken, begun in _TOLD.findall(plain)
        for tag in (spoken or begun,)
    )
