"""Sent: what a page of the desk has sent."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from varaq.desk.entries import Edit
from varaq.errors import Problem, VaraqError
from varaq.quoting import UNFIT

_LARGEST = 1 << 20
"""Bytes of the largest thing that a page may send."""


async def body(request: Request) -> dict[str, Any]:
    """The JSON object in a request. Raises `VaraqError` where there is none."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > _LARGEST:
            raise VaraqError(Problem("request", "this is too long", "make it shorter"))
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise VaraqError(Problem("request", "what was sent can't be read", "reload the page"))
    return found


def edit(sent: dict[str, Any]) -> Edit:
    """What was typed, of a `body`. Raises `VaraqError` where it is something else."""
    strings, comment = sent.get("strings"), sent.get("comment")
    if not isinstance(strings, list) or not all(isinstance(text, str) for text in strings):
        raise VaraqError(Problem("request", "no texts were sent", "reload the page"))
    if comment is not None and not isinstance(comment, str):
        raise VaraqError(Problem("request", "the comment is no text", "reload the page"))
    if any(UNFIT.search(text) for text in (*strings, comment or "")):
        what = "this text has a character that no catalog can hold"
        raise VaraqError(Problem("unfit-character", what, "type it again without it"))
    return Edit(tuple(strings), sent.get("fuzzy") is True, comment)
