"""Templates: the Jinja environment, and the only place that Jinja is used in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from varaq.errors import Problem, VaraqError
from varaq.pages import scripts, styles
from varaq.pages.filters import FILTERS, LANGUAGE
from varaq.pages.pictures import Picture
from varaq.pages.site import Entry, Group, Index, Language, Site, SiteLocale
from varaq.pages.values import Credits, Handout, Heading, Other, Part, Row, Slide, Version
from varaq.pages.words import Words

INDEX = "index.html"
"""The template of a language's index; all others that do not begin with ``_`` are kinds."""
DOOR = "_door.html"
"""The template of the site's first page, which leads to the indexes."""
BILINGUAL = "bilingual"
"""The kind that sets source and translation side by side."""

_REFERENCE = re.compile(
    r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:\"([^\"]+)\"|'([^']+)'|(\S))"
)
"""Another template in one; what is no name in quotes can be any."""

PDF = "pdf"
"""The suffix of what is printed from pages."""
EPUB = "epub"
"""The suffix of the books that are made of handouts."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of handout: a template, and the files that it makes."""

    name: str
    """What ``-k`` takes: ``handout``."""
    suffix: str
    """Of the files, without the dot: ``html``."""
    part: int = 1
    """Which of several pages that a long document is divided into, 1-based."""

    @property
    def on_demand(self) -> bool:
        """Whether only those documents get it that name it in their front matter.

        So it is with what comes with varaq beside the handout itself.
        """
        return self.name in (BILINGUAL, "slides")

    @property
    def shows_source(self) -> bool:
        """Whether it sets a translation beside its source, and is nothing without one."""
        return self.name == BILINGUAL

    @property
    def template(self) -> str:
        """The file name of its template."""
        return f"{self.page.name}.{self.page.suffix}"

    @property
    def page(self) -> Kind:
        """The page that a PDF or a book is made from; of other kinds, the kind itself."""
        return Kind(self.name, "html") if self.suffix in (PDF, EPUB) else self

    @property
    def first(self) -> Kind:
        """The first page of what is divided; of all else, the kind itself."""
        return self if self.part == 1 else Kind(self.name, self.suffix)

    def at(self, part: int) -> Kind:
        """One of its pages where it is divided, by its number, 1-based."""
        return Kind(self.name, self.suffix, part)

    def file(self, document: str) -> str:
        """The file that it makes of a document: ``a.html``, ``a.slides.html``.

        Of what is divided, the second page is ``a.bilingual-2.html``.
        """
        middle = "" if self.name == "handout" else f".{self.name}"
        page = "" if self.part == 1 else f"-{self.part}"
        return f"{document}{middle}{page}.{self.suffix}"


BOOK = Kind("handout", EPUB)
"""A handout as a book."""


def kinds(templates: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of handout that there are templates for, by their file names; HTML first.

    >>> [kind.template for kind in kinds(["_base.html", "handout.md", "index.html"])]
    ['handout.md']
    """
    found = []
    for name in templates:
        path = PurePosixPath(name)
        if not name.startswith("_") and name != INDEX and path.suffix in (".html", ".md", ".txt"):
            found.append(Kind(path.stem, path.suffix[1:]))
    return tuple(sorted(found, key=lambda kind: (kind.name != "handout", kind.name, kind.suffix)))


def parts(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """The templates that each template is made of: itself, its parents, its parts.

    >>> parts({"a": '{% extends "b" %}', "b": "", "c": ""})["a"] == {"a", "b"}
    True
    """
    named = {}
    for name, text in texts.items():
        found = _REFERENCE.findall(text)
        named[name] = set(texts) if any(other for *_, other in found) else set()
        named[name] |= {double or single for double, single, _ in found} & set(texts)
    made = {}
    for name in texts:
        reached, ahead = {name}, [name]
        while ahead:
            new = named[ahead.pop()] - reached
            reached |= new
            ahead += new
        made[name] = reached
    return made


def with_print(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Kinds, and the same as PDF right behind each that makes pages.

    >>> [kind.file("a") for kind in with_print([Kind("slides", "html"), Kind("handout", "md")])]
    ['a.slides.html', 'a.slides.pdf', 'a.md']
    """
    found = []
    for kind in kinds:
        found += [kind, Kind(kind.name, PDF)] if kind.suffix == "html" else [kind]
    return tuple(found)


def with_books(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Kinds, and a book behind the handout's page, if that is one of them.

    >>> [kind.file("a") for kind in with_books([Kind("handout", "html"), Kind("slides", "html")])]
    ['a.html', 'a.epub', 'a.slides.html']
    """
    found = []
    for kind in kinds:
        found += [kind, BOOK] if kind == BOOK.page else [kind]
    return tuple(found)


def printed_beside(address: str) -> str:
    """Where the PDF of a page is.

    >>> printed_beside("tr/a.slides.html")
    'tr/a.slides.pdf'
    """
    return f"{address.removesuffix('html')}{PDF}"


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox: a template of a stranger's project gets at values, not at Python."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may have an attribute; what our own values hold is quickly told."""
        if type(obj) in _OURS:
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: object, attribute: str) -> object:
        """What ``obj.attribute`` is in a template; of our own values, without asking further."""
        if type(obj) in _OURS and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:  # of which Jinja makes what it makes of all
                return super().getattr(obj, attribute)
        return super().getattr(obj, attribute)


_OURS = frozenset(
    {
        *(Handout, Heading, Credits, Other, Version, Row, Part, Slide, Picture),
        *(Site, SiteLocale, Index, Group, Entry, Language),
    }
)


class Templates:
    """Templates by name, compiled when first used."""

    __slots__ = ("_environment", "_mentions", "_parts", "_paths", "_texts")

    def __init__(self, templates: Mapping[str, str], paths: Mapping[str, str]) -> None:
        """``templates`` are texts by name; ``paths`` say how users name each file."""
        self._paths = paths
        self._texts = templates
        self._parts = parts(templates)
        self._mentions: dict[tuple[str, str], bool] = {}
        self._environment = _Environment(
            loader=jinja2.FunctionLoader(lambda name: self._found(templates, name)),
            autoescape=lambda name: name is None or not name.endswith((".md", ".txt")),
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        # our functions format for themselves, so `trans` has to hand its values over
        self._environment.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension
        self._environment.filters |= FILTERS

    def render(
        self,
        name: str,
        words: Words,
        handout: Handout | None,
        site: Site | None,
        desk: Mapping[str, object] | None = None,
        index: Index | None = None,
    ) -> str:
        """A page: the template ``name`` with the words of a language.

        ``desk`` is what the desk's own page is made of, ``index`` what a language's index is.
        Raises `VaraqError` with the template's file and line where it fails.
        """
        try:
            return self._environment.get_template(name).render(
                handout=handout,
                site=site,
                desk=desk,
                index=index,
                _=words.gettext,
                gettext=words.gettext,
                ngettext=words.ngettext,
                pgettext=words.pgettext,
                npgettext=words.npgettext,
                **{LANGUAGE: words.locale},
            )
        except jinja2.TemplateSyntaxError as error:
            raise VaraqError(
                self._problem(error.name or name, error.lineno, error.message or "syntax error")
            ) from None
        except Exception as error:  # noqa: BLE001 - anything can come out of a template's own code
            where, line = self._origin(name, error)
            what = str(error) or type(error).__name__
            raise VaraqError(self._problem(where, line, what)) from None

    def divides(self, kind: Kind) -> bool:
        """Whether a kind's template shows long documents on several pages (`Handout.parts`)."""
        return kind.suffix == "html" and self.mentions(kind.template, "parts")

    def mentions(self, name: str, field: str) -> bool:
        """Whether a template, or what it is made of, could look at a field; False is certain."""
        key = (name, field)
        if key not in self._mentions:
            pattern = rf"(?:\.\s*|[\"']){field}\b"
            self._mentions[key] = any(
                re.search(pattern, self._texts[each]) for each in self._parts.get(name, ())
            )
        return self._mentions[key]

    def _found(
        self, templates: Mapping[str, str], name: str
    ) -> tuple[str, str, Callable[[], bool]] | None:
        """A template as Jinja wants it: its text, and its file for error messages."""
        if name not in templates:
            return None
        text = templates[name]
        if name.endswith(".css"):
            text = styles.squeezed(text)
        elif name.endswith(".js"):
            text = scripts.squeezed(text)
        return text, self._paths.get(name, name), lambda: True

    def _problem(self, name: str, line: int, what: str) -> Problem:
        path = self._paths.get(name, name)
        return Problem("template", f"the template fails: {what}", "correct it", path, line)

    def _origin(self, name: str, error: Exception) -> tuple[str, int]:
        """The template and line that an error came from: the innermost that is ours."""
        files = {path: own for own, path in self._paths.items()}
        found = (name, 0)
        trace = error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file in files:
                found = (files[file], trace.tb_lineno)
            trace = trace.tb_next
        return found
