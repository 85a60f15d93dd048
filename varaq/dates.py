"""Dates: the moments that the fields of a catalog's header name."""

from __future__ import annotations

from datetime import UTC, datetime

_FORMATS = ("%Y-%m-%d %H:%M%z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d")
"""As gettext writes it, and as some editors do."""


def moment(text: str) -> datetime | None:
    """The moment that a header's field names, with its time zone; None where it names none.

    >>> moment("2026-11-24 12:00+0400").isoformat(), moment("YEAR-MO-DA HO:MI+ZONE")
    ('2026-11-24T12:00:00+04:00', None)
    """
    for form in _FORMATS:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        # at either end of the years that there are, it has no place in another time zone
        if 1970 <= found.year < 9999:
            return found.replace(tzinfo=found.tzinfo or UTC)
        return None
    return None
