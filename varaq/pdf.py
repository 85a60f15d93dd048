"""PDF: a page of HTML on paper. The only user of WeasyPrint, which is imported when asked for."""

from __future__ import annotations

import logging
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from varaq.errors import Problem, Severity, VaraqError
from varaq.links import relative

_ROOT = "http://handouts.invalid/"
"""What addresses are under while a page is laid out: nobody's host (RFC 2606), and the same on
every machine, so that no path of one gets into the file."""
_CODE_POINT = re.compile(r"U\+[0-9A-F]{4,6}")
_MOST = {"colspan": 1000, "rowspan": 65534, "span": 1000}
"""How many columns or rows one cell or column group spans at most, as the HTML Standard has it;
WeasyPrint lays out as many as are asked for."""
_LARGE = re.compile(r"\s*\+?0*([0-9]{4,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF file, and what could not be printed as it was meant."""

    data: bytes
    problems: tuple[Problem, ...]
    """Warnings: images that are not to be had, styles that WeasyPrint does not know. What a
    press has said of one page it does not say again of the next."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files that a page may show: those of two folders, wherever links in them lead."""

    output: Path
    """What addresses of pages are under."""
    content: Path
    largest: int
    """Bytes of a file that is shown, at most."""

    def file(self, url: str) -> Path:
        """The file that an address of a page stands for.

        Raises `ValueError` where it is outside the folders, or no file's address at all.

        >>> Shelf(Path("/p/dist"), Path("/p/content"), 9).file("https://example.org/a.png")
        Traceback (most recent call last):
        ValueError: it is not a file of the project
        """
        parts = urlsplit(url)
        if url.startswith(_ROOT):
            path = self.output / unquote(parts.path).lstrip("/")
        elif parts.scheme == "file" and parts.netloc in ("", "localhost"):
            from urllib.request import url2pathname  # which builds without print need not wait for

            path = Path(url2pathname(parts.path))
        else:
            raise ValueError("it is not a file of the project")
        path = path.resolve()
        if not any(path.is_relative_to(folder.resolve()) for folder in (self.output, self.content)):
            raise ValueError("it is outside the project's content and output")
        return path


class Press:
    """What prints: WeasyPrint, with its fonts found once."""

    __slots__ = ("_fetcher", "_fonts", "_html", "_said")

    def __init__(self, shelf: Shelf) -> None:
        """Raises `VaraqError` where WeasyPrint, or a library of the system's, is missing."""
        library = _weasyprint()
        self._html = library.HTML
        self._fonts = library.text.fonts.FontConfiguration()
        self._fetcher = _fetcher(library.urls, shelf)
        self._said: dict[str, None] = {}

    def printed(self, html: str, here: str, site_url: str) -> Printed:
        """A page as tagged PDF (PDF/UA-1), the same bytes for the same page, fonts and version.

        ``here`` is the page's address under the output folder; links to other pages begin
        with ``site_url`` (which ends in ``/``), or are relative where that is empty. Raises
        `VaraqError` for a page that WeasyPrint can't lay out.
        """
        with _overheard() as said:
            try:
                data = self._laid_out(html, here, site_url)
            except Exception as error:  # noqa: BLE001 - lengths without measure raise anything there
                what = f"this page can't be printed ({type(error).__name__}: {error})"
                remedy = "look for a length, a number or a depth in its HTML that no paper can hold"
                raise VaraqError(Problem("pdf", what, remedy)) from None
        new = [what for what in dict.fromkeys(said) if what not in self._said]
        self._said.update(dict.fromkeys(new))
        return Printed(data, tuple(map(_complaint, new)))

    def _laid_out(self, html: str, here: str, site_url: str) -> bytes:
        """The bytes of the file; what WeasyPrint raises, this raises."""
        page = self._html(string=html, base_url=_ROOT + here, url_fetcher=self._fetcher)
        _bound(page.etree_element)
        document = page.render(font_config=self._fonts, pdf_variant="pdf/ua-1")
        for sheet in document.pages:
            sheet.links[:] = [
                (kind, _led(target, here, site_url) if kind == "external" else target, *rest)
                for kind, target, *rest in sheet.links
            ]
        data: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        return data


def _weasyprint() -> Any:
    """The library."""
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except ModuleNotFoundError as error:
        what, remedy = f"PDF needs {error.name}", "install it: pip install 'varaq[pdf]'"
        raise VaraqError(Problem("no-pdf", what, remedy)) from None
    except OSError as error:  # a library that it loads; the first line names it
        what = f"PDF needs a library of the system: {str(error).splitlines()[0]}"
        remedy = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise VaraqError(Problem("no-pdf", what, remedy)) from None
    return weasyprint


def _fetcher(urls: Any, shelf: Shelf) -> Any:
    """What WeasyPrint asks for all that a page names; what it raises is reported, no more."""

    class Fetcher(urls.URLFetcher):  # type: ignore[misc]  # its class is known at run time only
        """Gives files of the shelf and what stands in the address itself."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - as it is called
            """What an address gives."""
            if url.lower().startswith("data:"):
                return super().fetch(url)
            path = shelf.file(url)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            try:
                if path.stat().st_size > shelf.largest:
                    raise ValueError(f"it has more than {shelf.largest / 1e6:g} MB")
                data = path.read_bytes()
            except OSError as error:  # whose own words name a place on this machine
                raise ValueError(f"it can't be read: {error.strerror}") from None
            return urls.URLFetcherResponse(url, data, {"Content-Type": kind})

    return Fetcher(allowed_protocols=("data",))


def _bound(page: Any) -> None:
    """Let nothing in a page's tree of elements span more than HTML lets it."""
    for element in page.iter():
        for name, most in _MOST.items():
            large = _LARGE.match(element.get(name, ""))
            if large is not None and int(large[1]) > most:
                element.set(name, str(most))


def _led(target: str, here: str, site_url: str) -> str:
    """Where a link leads once the page is a file of its own.

    >>> _led("http://handouts.invalid/tr/a.html#x", "tr/guide/b.html", "")
    '../a.html#x'
    >>> _led("http://handouts.invalid/tr/a.html#x", "tr/b.html", "https://example.org/h/")
    'https://example.org/h/tr/a.html#x'
    """
    if not target.startswith(_ROOT):
        return target
    address = target.removeprefix(_ROOT)
    return site_url + address if site_url else relative(address, here)


class _Ear(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self._said.append(record.getMessage())


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile, which goes nowhere else."""
    said: list[str] = []
    logger, ear = logging.getLogger("weasyprint"), _Ear(said)
    passed_on = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(ear)
        logger.propagate = passed_on


def _complaint(message: str) -> Problem:
    """What WeasyPrint says, as people who build handouts can use it."""
    if message.startswith(".notdef glyph"):
        found = " ".join(_CODE_POINT.findall(message)) or message
        remedy = "install one, such as Debian's fonts-noto-core or fonts-noto-cjk"
        return Problem("no-glyph", f"no font has {found}", remedy, severity=Severity.WARNING)
    what = message.replace(_ROOT, "").rstrip(".")
    return Problem("pdf", f"in print: {what}", severity=Severity.WARNING)
