"""Making: one handout as bytes, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from varaq.errors import Problem
from varaq.locales import Locale
from varaq.pages import EPUB, PDF, Kind, Templates, Words
from varaq.pages.handouts import CONTENTS, OUTDATED_LABEL, Setting, handout, placed
from varaq.pages.site import Site
from varaq.pages.values import Credits, Handout
from varaq.translation import Translation

if TYPE_CHECKING:
    from varaq.printer import Printer


class Maker:
    """Makes handouts of translations; what it needs beside them is the same for all."""

    __slots__ = ("_asset", "_printer", "_site", "_source", "_style", "_templates", "_words")

    def __init__(
        self,
        templates: Templates,
        words: Mapping[str, Words],
        source: Locale,
        site: Site,
        style: str,
        asset: Callable[[str], bytes | None],
        printer: Printer | None,
    ) -> None:
        """``words`` are the templates' in each language, by code; ``style`` is that of books.

        ``asset`` gives what the file at a path under content/ holds; ``printer`` prints, where that
        is asked for.
        """
        self._templates = templates
        self._words = words
        self._source = source
        self._site = site
        self._style = style
        self._asset = asset
        self._printer = printer

    def close(self) -> None:
        """Let go of what prints; it comes again where it is asked for."""
        if self._printer is not None:
            self._printer.close()

    def value(self, said: Translation, locale: Locale, made_by: Credits | None) -> Handout:
        """What templates see of a document in a language, before it has its place."""
        label = self._words[locale.code].gettext(OUTDATED_LABEL).unescape()
        return handout(said, locale, self._source, made_by, label)

    def made(
        self, value: Handout, kind: Kind, setting: Setting, ready: Callable[[], None]
    ) -> tuple[bytes, list[Problem]]:
        """A handout of a kind, and what its printing had to say.

        ``setting`` is that of its page; ``ready`` is called before a page is printed, for what
        it shows has to be in the output folder by then. Raises `VaraqError` where a template or
        a printer fails.
        """
        words = self._words[value.locale]
        book_of_it = kind.suffix == EPUB

        def looked_at(field: str) -> bool:
            return book_of_it or self._templates.mentions(kind.template, field)

        value = placed(
            value,
            setting,
            self._site.url,
            looked_at,
            with_code=self._printer is not None,
            on_paper=kind.suffix == PDF,
        )
        if book_of_it:
            from varaq.books import book  # which other builds need not wait for

            contents = words.gettext(CONTENTS).unescape()
            return book(value, self._site.url, contents, self._style, self._asset), []
        text = self._templates.render(kind.template, words, value, self._site)
        if kind.suffix != PDF or self._printer is None:
            return text.encode(), []
        ready()
        printed = self._printer.printed(text, setting.here, self._site.url)
        return printed.data, list(printed.problems)
