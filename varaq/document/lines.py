"""Lines: in which line of a text something stands."""

from __future__ import annotations


class Lines:
    """The lines of a text, counted from where the last one was asked for."""

    __slots__ = ("_at", "_data", "_line")

    def __init__(self, data: bytes, first: int) -> None:
        """``first`` is the number of the text's first line."""
        self._data = data
        self._line = first
        self._at = 0

    def of(self, offset: int) -> int:
        """The number of the line that has a byte, by its offset."""
        if offset >= self._at:
            self._line += self._data.count(b"\n", self._at, offset)
        else:
            self._line -= self._data.count(b"\n", offset, self._at)
        self._at = offset
        return self._line
