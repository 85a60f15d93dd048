"""Allowances: the addresses that a project lets translations lead to, beside their sources'.

An entry is the beginning of an address: ``https://tr.wikipedia.org/wiki/``, with ``*.`` for any
names before a host's, ``mailto:``, ``guide/``; or ``*`` for all. Addresses are taken apart as
RFC 3986 has it, and one that browsers could take otherwise is not allowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

_WEB = re.compile(
    r"(?P<scheme>https?)://(?P<host>[\w-]+(?:\.[\w-]+)*\.?(?::\d+)?)(?P<path>/[^?#\\]*)?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_ENTRY = re.compile(
    r"(?P<scheme>https?)://(?P<any>\*\.)?(?P<host>[\w-]+(?:\.[\w-]+)*(?::\d+)?)(?P<path>/[^\\]*)?",
    re.IGNORECASE,
)
_OTHER = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The schemes that a translation's addresses may have, whatever a project allows."""
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
CONTROLS = re.compile(r"[\x00-\x1f\x7f]|^[\s\x00-\x20]*[/\\]{2}")
"""What hides where an address leads."""
_RUN = frozenset({"javascript", "vbscript", "data", "file"})
"""What an address begins with that does something else than lead to a page."""
_RELATIVE = re.compile(r"(?![/\\]{2})[^\s*\\]+")


def astray(target: str) -> bool:
    """Whether an address does something else than lead to a page, or hides where it leads.

    >>> astray("JavaScript:x"), astray("//a.example"), astray("Qeyd:x")
    (True, True, False)
    """
    scheme = SCHEME.match(target)
    return bool(CONTROLS.search(target) or (scheme and scheme[1].lower() in _RUN))


def faulty(entry: str) -> bool:
    """Whether something is no entry.

    >>> [faulty(entry) for entry in ("https://*.example/", "#", "https://", "javascript:")]
    [False, False, True, True]
    """
    if entry == "*" or _ENTRY.fullmatch(entry) or _OTHER.match(entry):
        return False
    return bool(SCHEME.match(entry)) or not _RELATIVE.fullmatch(entry)


def allows(entries: Sequence[str], target: str) -> bool:
    """Whether entries, none of them faulty, allow an address.

    >>> allows(["https://*.example/wiki/"], "https://tr.a.example/wiki/Nar")
    True
    >>> allows(["https://a.example/"], "https://a.example@b.example/")
    False
    """
    return any(entry == "*" or _begins(entry, target) for entry in entries)


def _begins(entry: str, target: str) -> bool:
    wanted = _ENTRY.fullmatch(entry)
    if wanted is None:
        of_a_scheme = SCHEME.match(target) or re.match(r"[/\\]{2}", target)
        if _OTHER.match(entry):
            return target.lower().startswith(entry.lower())
        return not of_a_scheme and target.startswith(entry) and _is_plain(target)
    found = _WEB.fullmatch(target)
    if found is None or found["scheme"].lower() != wanted["scheme"].lower():
        return False
    host, path = wanted["host"].lower(), found["path"] or "/"
    there = found["host"].lower()
    if there != host and not (wanted["any"] and there.endswith(f".{host}")):
        return False
    return path.startswith(wanted["path"] or "/") and _is_plain(path)


def _is_plain(path: str) -> bool:
    """Whether a path leads where it seems to: it has no step up, and no other slash."""
    said = unquote(path)
    return "\\" not in said and ".." not in re.split(r"[/?#]", said)
