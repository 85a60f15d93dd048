"""XML of other programs, read without trust, and what it takes to write some.

Reading is expat's (XML 1.0): a document type may be named, as TMX does, but no entity may be
declared and nothing is fetched. Namespaces are told apart here: expat writes the name of one anew
for each element and attribute in it, which takes the square of the file where that name is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from varaq.errors import Problem, VaraqError

_DEEPEST = 100
"""So deep may elements stand in one another; translation formats need a tenth of it."""
_LONGEST = 1000
"""Characters of a namespace's name; those of translation formats have a twentieth of it."""
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold."""
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_VALUE = _TEXT | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_IN_TEXT, _IN_VALUE = re.compile(r"[&<>\r]"), re.compile(r'[&<>\r"\n\t]')


@dataclass(frozen=True, slots=True)
class Element:
    """An element as it stands in a document."""

    name: str
    """The local name."""
    space: str
    """The namespace; empty where there is none."""
    attributes: Mapping[str, str]
    """By local name; ``xml:lang`` and the like, and those of other namespaces, as
    ``NAMESPACE NAME``."""
    children: tuple[Element | str, ...]
    """Elements, and the runs of text between them."""
    line: int
    """1-based."""

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    @property
    def lang(self) -> str:
        """The value of ``xml:lang``, or else of ``lang``, which older formats have."""
        return self.get(f"{XML} lang") or self.get("lang")

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right in it, in the namespace that it is in itself."""
        found = (child for child in self.children if isinstance(child, Element))
        return (child for child in found if child.space == self.space)

    def all(self, name: str) -> Iterator[Element]:
        """Those of a name."""
        return (child for child in self.elements if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first of a name."""
        return next(self.all(name), None)

    @property
    def text(self) -> str:
        """All text in it, that of elements in it included."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


XML = "http://www.w3.org/XML/1998/namespace"
"""The namespace of ``xml:lang`` and ``xml:space``."""
_XMLNS = "http://www.w3.org/2000/xmlns/"
"""The namespace of what declares namespaces; nothing else may be in it."""


def read(data: bytes, path: str = "") -> Element:
    """The root of a document in UTF-8 or UTF-16, or what else its declaration says.

    Raises `VaraqError`, with the line, where it is not well-formed, declares or uses entities
    of its own, or is nested over 100 deep.

    >>> read(b"<a b='c'>d<e/></a>").first("e").line
    1
    """
    return _Reading(path).read(data)


class _Reading:
    """One document being read."""

    __slots__ = ("_known", "_open", "_parser", "_path", "_root", "_words")

    def __init__(self, path: str) -> None:
        self._path = path
        self._open: list[
            tuple[tuple[str, str], Mapping[str, str], list[Element | str], int, int]
        ] = []
        self._known: list[Mapping[str, str]] = []
        """The namespaces that open elements declare, by prefix; of each that declares any."""
        self._words: list[str] = []
        self._root: Element | None = None
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words.append
        self._parser.EntityDeclHandler = self._refuse
        self._parser.ExternalEntityRefHandler = self._refuse
        self._parser.SkippedEntityHandler = self._refuse

    def read(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat takes no names
        except expat.ExpatError as error:
            what = f"not well-formed XML: {expat.ErrorString(error.code)}"
            raise self._wrong(what, "export it again", error.lineno, error.offset + 1) from None
        except (LookupError, ValueError) as error:  # a charset that Python does not know
            raise self._wrong(f"can't be read: {error}", "save it as UTF-8", 1) from None
        if self._root is None:  # expat has said so already
            raise self._wrong("not well-formed XML: no element", "export it again", 1)
        return self._root

    def _wrong(self, what: str, remedy: str, line: int, column: int = 0) -> VaraqError:
        return VaraqError(Problem("xml", what, remedy, self._path, line, column))

    def _refuse(self, *_: object) -> int:
        what = "the file declares or uses entities of its own"
        line = self._parser.CurrentLineNumber
        raise self._wrong(what, "export it without a document type's entities", line)

    def _flush(self) -> None:
        if self._words:
            if self._open:
                self._open[-1][2].append("".join(self._words))
            self._words.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        line = self._parser.CurrentLineNumber
        if len(self._open) >= _DEEPEST:
            raise self._wrong("elements are nested over 100 deep", "export it again", line)
        known = len(self._known)
        names = " ".join(attributes)
        if "xmlns" in names:
            self._known.append(self._declared(attributes))
        if ":" in names or "xmlns" in names:
            attributes = self._named(attributes)
        self._open.append((self._parted(name), attributes, [], line, known))

    def _declared(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """The namespaces that attributes declare, by prefix; the default's is empty."""
        found = {}
        for key, value in attributes.items():
            word, colon, prefix = key.partition(":")
            if word != "xmlns":
                continue
            if len(value) > _LONGEST:
                raise self._faulty("the name of a namespace is too long")
            reserved = value == _XMLNS or prefix == "xmlns" or (prefix == "xml") != (value == XML)
            if reserved or (colon and not (prefix and value)):
                raise self._faulty(f"{key} can't be declared so")
            found[prefix] = value
        return found

    def _named(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Attributes by local names and namespaces, without those that declare these."""
        found: dict[str, str] = {}
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                continue
            space, local = self._parted(key) if ":" in key else ("", key)
            name = f"{space} {local}" if space else local
            if name in found:
                raise self._faulty(f"duplicate attribute {key}")
            found[name] = value
        return found

    def _parted(self, name: str) -> tuple[str, str]:
        """The namespace of a name, which is the default one without a prefix, and the rest."""
        prefix, colon, local = name.rpartition(":")
        if colon and (not local or not prefix or ":" in prefix):
            raise self._faulty(f"{name} is no name")
        if prefix == "xml":
            return XML, local
        for declared in reversed(self._known):
            if prefix in declared:
                return declared[prefix], local
        if prefix:
            raise self._faulty(f"unbound prefix {prefix}")
        return "", local

    def _faulty(self, what: str) -> VaraqError:
        line = self._parser.CurrentLineNumber
        return self._wrong(f"not well-formed XML: {what[:120]}", "export it again", line)

    def _end(self, _: str) -> None:
        self._flush()
        (space, local), attributes, children, line, known = self._open.pop()
        del self._known[known:]
        element = Element(local, space, attributes, tuple(children), line)
        if self._open:
            self._open[-1][2].append(element)
        else:
            self._root = element


def illegal(text: str) -> re.Match[str] | None:
    r"""The first character of a text that no XML document can hold.

    >>> illegal("a\tb") is None, illegal("a\x07b").start()
    (True, 1)
    """
    return _ILLEGAL.search(text)


def text(words: str) -> str:
    """A text as it stands between tags; what XML can't hold becomes U+FFFD.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    return _IN_TEXT.sub(lambda match: _TEXT[match[0]], legal(words))


def legal(words: str) -> str:
    """A text with U+FFFD in place of what XML can't hold."""
    return _ILLEGAL.sub("\ufffd", words)


def tag(name: str, *attributes: tuple[str, str | None]) -> str:
    """A start tag's inside: the name and those of its attributes that have a value.

    >>> tag("note", ("from", "a"), ("id", None))
    'note from="a"'
    """
    parts = [name]
    for key, value in attributes:
        if value is not None:
            quoted = _IN_VALUE.sub(lambda match: _VALUE[match[0]], legal(value))
            parts.append(f'{key}="{quoted}"')
    return " ".join(parts)
