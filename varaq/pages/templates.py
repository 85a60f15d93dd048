"""Templates: the Jinja environment, and the only place that Jinja is used in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MethodType

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from varaq.errors import Problem, VaraqError
from varaq.pages import scripts, styles
from varaq.pages.filters import FILTERS, LANGUAGE
from varaq.pages.kinds import Kind
from varaq.pages.pictures import Picture
from varaq.pages.site import Entry, Group, Index, Language, Site, SiteLocale
from varaq.pages.values import Credits, Handout, Heading, Other, Part, Row, Slide, Version
from varaq.pages.words import Words

DOOR = "_door.html"
"""The template of the site's first page, which leads to the indexes."""

_REFERENCE = re.compile(
    r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:\"([^\"]+)\"|'([^']+)'|(\S))"
)
"""Another template in one; what is no name in quotes can be any."""

_MEANT = re.compile(r"[&<>\"']").search
"""What means something to HTML."""

_INCLUDE = re.compile(r"^[ \t]*{%\s*include\s+\"([^\"]+)\"\s*%}\n?", re.MULTILINE)
"""A line that includes another, as Jinja reads it with ``trim_blocks`` and ``lstrip_blocks``."""


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


class _Generator(CodeGenerator):
    """What compiles templates so that what each page has dozens of takes little.

    An included text that is no template is part of the page's own: an include of anything else
    takes as long as a paragraph's rendering. What is put into a page is only wrapped where it
    has to be escaped.
    """

    environment: _Environment

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Begin what is put into a page."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Compile an include."""
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        text = self.environment.plain(name) if isinstance(name, str) else None
        if text is None:
            super().visit_Include(node, frame)
        else:
            self.visit_Output(nodes.Output([nodes.TemplateData(text)], lineno=node.lineno), frame)


def _escaped(value: object) -> str:
    """A value as HTML: MarkupSafe's `escape`, without its wrapping where nothing changes."""
    if type(value) is Markup or (type(value) is str and not _MEANT(value)):
        return value
    return escape(value)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox: a template of a stranger's project gets at values, not at Python."""

    code_generator_class = _Generator
    escaped = staticmethod(_escaped)
    plain: Callable[[str], str | None]
    """The text of an included file that is the same on every page; None of all others."""

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

    def call(
        self, context: Context, obj: object, /, *arguments: object, **values: object
    ) -> object:
        """What a template calls; the words of its language are safe, without asking further."""
        if type(obj) is MethodType and isinstance(obj.__self__, Words):
            return obj(*arguments, **values)
        return super().call(context, obj, *arguments, **values)


_OURS = frozenset(
    {
        *(Handout, Heading, Credits, Other, Version, Row, Part, Slide, Picture),
        *(Site, SiteLocale, Index, Group, Entry, Language),
    }
)


def _what(error: Exception) -> str:
    """What is wrong, in words."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f'there is no template "{error.name}"'
    if isinstance(error, VaraqError):
        return error.problems[0].message
    return str(error) or type(error).__name__


def _squeezed(name: str, text: str) -> str:
    """The text of a template, of a style sheet or a script in fewer bytes."""
    if name.endswith(".css"):
        return styles.squeezed(text)
    return scripts.squeezed(text) if name.endswith(".js") else text


class Templates:
    """Templates by name, compiled when first used."""

    __slots__ = ("_compiled", "_environment", "_mentions", "_parts", "_paths", "_texts")

    def __init__(self, templates: Mapping[str, str], paths: Mapping[str, str]) -> None:
        """``templates`` are texts by name; ``paths`` say how users name each file."""
        self._paths = paths
        self._texts = templates
        self._parts = parts(templates)
        self._mentions: dict[tuple[str, str], bool] = {}
        self._compiled: dict[str, jinja2.Template] = {}
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
        self._environment.policies["ext.i18n.trimmed"] = True  # as the words are extracted
        self._environment.filters |= FILTERS
        self._environment.plain = self._plain

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
            template = self._compiled.get(name)
            if template is None:
                template = self._compiled[name] = self._environment.get_template(name)
            return template.render(
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
            raise VaraqError(self._problem(where, line, _what(error))) from None

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
        return _squeezed(name, templates[name]), self._paths.get(name, name), lambda: True

    def _plain(self, name: str, above: frozenset[str] = frozenset()) -> str | None:
        """A template that is a mere text, with what it includes; None of all others."""
        if name not in self._texts or name in above:
            return None
        pieces = _INCLUDE.split(_squeezed(name, self._texts[name]))
        for place in range(1, len(pieces), 2):
            held = self._plain(pieces[place], above | {name})
            if held is None:
                return None
            pieces[place] = held
        text = "".join(pieces)
        return None if any(sign in text for sign in ("{{", "{%", "{#")) else text

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
