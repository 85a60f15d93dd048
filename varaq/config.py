"""Configuration: ``[tool.varaq]`` in pyproject.toml, or varaq.toml; all of it optional."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from varaq.errors import Problem, VaraqError
from varaq.locales import Locale

FILES = ("varaq.toml", "pyproject.toml")


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


def load(root: Path) -> Config:
    """The configuration of the project in a folder; the defaults where it has none.

    Raises `VaraqError` for TOML that does not parse, unknown names and wrong values.
    """
    for name in FILES:
        path = root / name
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise VaraqError(Problem("config", f"can't be read: {error}", path=name)) from None
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise VaraqError(Problem("config", f"not valid TOML: {error}", path=name)) from None
        if name == "varaq.toml":
            return _config(data.get("tool", {}).get("varaq", data), name)
        if "varaq" in data.get("tool", {}):
            return _config(data["tool"]["varaq"], name)
    return Config()


def _config(table: Mapping[str, object], path: str) -> Config:
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
        wanted = type(defaults[name])
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted:
            kind = {str: "a string", float: "a number", bool: "true or false"}[wanted]
            problems.append(Problem("config", f'"{name}" has to be {kind}', path=path))
        else:
            values[name] = value
    if problems:
        raise VaraqError(*problems)
    config = Config(**values)  # type: ignore[arg-type]  # each value was checked against its field
    Locale.parse(config.source)
    if "{locale}" not in config.catalogs:
        raise VaraqError(
            Problem(
                "config",
                '"catalogs" has no {locale}',
                "as in {locale}/LC_MESSAGES/{domain}.po",
                path,
            )
        )
    if not 0 <= config.coverage <= 1:
        raise VaraqError(Problem("config", '"coverage" goes from 0 to 1', "as in 0.9", path))
    return config
