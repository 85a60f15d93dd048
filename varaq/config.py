"""Configuration: ``[tool.varaq]`` in pyproject.toml, or varaq.toml; all of it optional."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from varaq import allowance
from varaq.document.rules import TEXT_FIELDS, Code, Rules
from varaq.errors import Problem, VaraqError
from varaq.fallback import chain
from varaq.locales import Locale

FILES = ("varaq.toml", "pyproject.toml")
_KINDS = {
    str: "a string",
    bool: "true or false",
    float: "a number",
    tuple: "a list of strings",
    int: "a whole number",
    Code: 'true, false or "words"',
}
"""What a setting of each type has to be, in words."""
_NEVER = re.compile(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]")
"""What no address has (RFC 3986, RFC 3987)."""
_CODE = {"False": Code.NOTHING, "True": Code.WHOLE, "words": Code.WORDS}


@dataclass(frozen=True, slots=True)
class Config:
    """What a project may say of itself."""

    source: str = "az"
    """The source language."""
    title: str = ""
    """What the index is headed with."""
    site_url: str = ""
    """Where the output will stand on the web."""
    content: str = "content"
    locale: str = "locale"
    templates: str = "templates"
    output: str = "dist"
    catalogs: str = "{locale}/LC_MESSAGES/{domain}.po"
    """Where catalogs are, under `locale`; without ``{domain}`` one serves all documents."""
    coverage: float = 0.9
    """What ``--release`` asks of a handout."""
    reference: tuple[str, ...] = ("en",)
    """Languages whose translations are shown to translators beside the source."""
    reference_comments: bool = False
    """Whether `update` writes these into the catalogs of the others."""
    glossary_comments: bool = False
    """Whether `update` writes the terms of the glossary into the catalogs."""
    fallback: tuple[str, ...] = ()
    """What stands where a unit is not translated: languages and words, see
    `varaq.fallback.Chain`."""
    code_blocks: Code = Code.NOTHING
    """Whether code blocks are units: ``false``, ``true``, or ``"words"`` for their comments and
    strings."""
    text_fields: tuple[str, ...] = TEXT_FIELDS
    """The fields of front matter that are units."""
    translation_links: tuple[str, ...] = ()
    """Where translations may lead beside where their sources do, see `varaq.allowance`."""
    largest_mb: int = 64
    """Documents, catalogs, templates and memories over so many million bytes are not read."""

    print_seconds: int = 60
    """How long a page may take to print, beside what its length allows (`varaq.printer`)."""

    @property
    def largest(self) -> int:
        """The bytes that a file may have."""
        return self.largest_mb * 1_000_000

    @property
    def rules(self) -> Rules:
        """How documents are read."""
        return Rules(self.text_fields, self.code_blocks, self.translation_links)


def load(root: Path) -> Config:
    """The configuration of the project in a folder; the defaults where it has none.

    Raises `VaraqError` for TOML that does not parse, unknown names and wrong values.
    """
    for name in FILES:
        path = root / name
        if path.exists() and not path.is_file():
            raise VaraqError(Problem("config", "this is no file", "name it otherwise", name))
        try:
            text = path.read_text("utf-8-sig")  # as some editors save it
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise VaraqError(Problem("config", f"can't be read: {error}", path=name)) from None
        try:
            data = tomllib.loads(text)
        except ValueError as error:
            raise VaraqError(Problem("config", f"not valid TOML: {error}", path=name)) from None
        except RecursionError:
            raise VaraqError(Problem("config", "lists or tables are too deep", path=name)) from None
        tools = data.get("tool", {})
        if isinstance(tools, dict) and "varaq" in tools:
            return _config(tools["varaq"], name)
        if name == "varaq.toml":
            return _config(data, name)
    return Config()


def _config(table: object, path: str) -> Config:
    if not isinstance(table, dict):
        remedy = "as in [tool.varaq], with settings below it"
        raise VaraqError(Problem("config", '"tool.varaq" has to be a table', remedy, path))
    defaults = {field.name: field.default for field in fields(Config)}
    problems = []
    values: dict[str, object] = {}
    for name, value in table.items():
        if name not in defaults:
            known = ", ".join(defaults)
            problems.append(
                Problem("config", f'unknown setting "{name}"', f"known are: {known}", path)
            )
            continue
        taken = _taken(type(defaults[name]), value)
        if taken is None:
            kind = _KINDS[type(defaults[name])]
            problems.append(Problem("config", f'"{name}" has to be {kind}', path=path))
        else:
            values[name] = taken
    if problems:
        raise VaraqError(*problems)
    config = Config(**values)  # type: ignore[arg-type]  # each value was checked against its field
    _check(config, path)
    return replace(config, fallback=chain(config.fallback, path))


def _check(config: Config, path: str) -> None:
    """Raise `VaraqError` where a setting says what can't be."""
    source_language(config.source, path)
    for code in config.reference:
        _language(code, path)
    for name in ("content", "locale", "templates", "output", "catalogs"):
        if "\0" in getattr(config, name):
            what = f'"{name}" has a NUL, which no name of a file may have'
            raise VaraqError(Problem("config", what, "take it out", path))
    what = _misplaced(config.catalogs)
    if what:
        remedy = "as in {locale}/LC_MESSAGES/{domain}.po"
        raise VaraqError(Problem("config", f'"catalogs" {what}', remedy, path))
    if not _is_address(config.site_url):
        what = f'"{config.site_url}" in "site_url" is no address'
        raise VaraqError(Problem("config", what, "as in https://example.org/handouts/", path))
    _check_limits(config, path)
    for entry in config.translation_links:
        if allowance.faulty(entry):
            what = f'"{entry}" in "translation_links" is no beginning of an address'
            remedy = "as in https://tr.wikipedia.org/ or https://*.wikipedia.org/; or * for all"
            raise VaraqError(Problem("config", what, remedy, path))
    if not 0 <= config.coverage <= 1:
        raise VaraqError(Problem("config", '"coverage" goes from 0 to 1', "as in 0.9", path))


def _check_limits(config: Config, path: str) -> None:
    """Raise `VaraqError` where a limit lets nothing through, or is more than machines count."""
    for name, usual, most in (("largest_mb", 64, 1_000_000), ("print_seconds", 60, 86_400)):
        if not 1 <= getattr(config, name) <= most:
            what = f'"{name}" goes from 1 to {most}'
            raise VaraqError(Problem("config", what, f"as in {usual}", path))


def source_language(code: str, path: str = "") -> Locale:
    """The language of a code that documents can be in; ``path`` is the file that says so.

    Raises `VaraqError` where it is none, or a pseudo-language.
    """
    locale = _language(code, path)
    if locale.is_pseudo:
        what = f'"{locale.code}" is a pseudo-language, which nobody writes in'
        raise VaraqError(Problem("pseudo-language", what, "name that of the documents", path))
    return locale


def _language(code: str, path: str) -> Locale:
    """The language of a code. Raises `VaraqError`, with the file that has it, where it is none."""
    try:
        return Locale.parse(code)
    except VaraqError as error:
        raise error.at(path) from None


def _misplaced(catalogs: str) -> str:
    """What is wrong with where catalogs are said to be; empty where nothing is."""
    if "{locale}" not in catalogs:
        return "has no {locale}"
    if "**" in catalogs.replace("{locale}", "*").replace("{domain}", "*"):
        return "has nothing between two names that may be any"
    return 'is no path under "locale"' if PurePath(catalogs).anchor else ""


def _is_address(url: str) -> bool:
    """Whether this can be the beginning of addresses on the web; it is where there is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and parts.hostname and not _NEVER.search(url)
    return not url or bool(whole)


def _taken(wanted: type, value: object) -> object | None:
    """The value of a setting, from what TOML makes of it; None where it is of another kind."""
    if wanted is float and type(value) is int:
        return float(value)
    if wanted is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if wanted is Code and isinstance(value, bool | str):
        return _CODE.get(str(value))
    return value if type(value) is wanted else None
