"""ICU, which was written by others from the same data: what our own tables are compared with."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable
from functools import cmp_to_key
from pathlib import Path
from typing import Any

import icu4py
import pytest


def _library() -> tuple[ctypes.CDLL, str]:
    """The collation library that icu4py's wheel carries, and the suffix of its functions."""
    folder = Path(icu4py.__file__).parents[1] / "icu4py.libs"
    found = [next(iter(folder.glob(f"libicu{part}-*")), None) for part in ("data", "uc", "i18n")]
    if None in found:
        pytest.skip("this icu4py does not carry ICU's libraries in a folder")
    *_, library = (ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL) for path in found)
    return library, icu4py.icu_version.partition(".")[0]


def collator(code: str) -> Callable[[str], Any]:
    """What texts sort by in a language, as ICU does it without options."""
    library, version = _library()
    opened = getattr(library, f"ucol_open_{version}")
    compared = getattr(library, f"ucol_strcollUTF8_{version}")
    opened.restype = ctypes.c_void_p
    status = ctypes.c_int(0)
    handle = ctypes.c_void_p(opened(code.encode(), ctypes.byref(status)))
    assert status.value <= 0, status.value

    def compare(one: str, other: str) -> int:
        first, second = one.encode(), other.encode()
        return int(compared(handle, first, len(first), second, len(second), ctypes.byref(status)))

    return cmp_to_key(compare)


def cased(text: str, code: str, how: str) -> str:
    """A text in ``Upper`` or ``Lower`` case, in a language."""
    library, version = _library()
    change = getattr(library, f"u_strTo{how}_{version}")
    given = text.encode("utf-16-le")
    out = ctypes.create_string_buffer(2 * 4 * len(text) + 16)
    status = ctypes.c_int(0)
    length = change(out, len(out) // 2, given, len(given) // 2, code.encode(), ctypes.byref(status))
    assert status.value <= 0, status.value
    return unicodedata.normalize("NFC", out.raw[: 2 * length].decode("utf-16-le"))


def delimiters(code: str) -> tuple[str, ...]:
    """The quotation marks of a language: outer and inner, start and end."""
    library, version = _library()
    opened = getattr(library, f"ulocdata_open_{version}")
    opened.restype = ctypes.c_void_p
    status = ctypes.c_int(0)
    handle = ctypes.c_void_p(opened(code.encode(), ctypes.byref(status)))
    found = []
    for kind in range(4):
        out = ctypes.create_string_buffer(32)
        length = getattr(library, f"ulocdata_getDelimiter_{version}")(
            handle, kind, out, 16, ctypes.byref(status)
        )
        found.append(out.raw[: 2 * length].decode("utf-16-le"))
    return tuple(found)
