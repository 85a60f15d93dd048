"""Reading: the codes of sources and targets, and what tools did to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from varaq.errors import Problem, VaraqError
from varaq.markupxml import Element, illegal
from varaq.xliff.codes import Role
from varaq.xliff.values import Item, Review


def units(holder: Element, name: str) -> Iterator[Element]:
    """The elements of a name in a file or a part of it, and in its groups."""
    for element in holder.elements:
        if element.name == "group":
            yield from units(element, name)
        elif element.name == name:
            yield element


_MOST = 1_000_000
"""Characters that the codes of a text may stand for: many can name one that is very long."""


_DIGITS = 10
_FORM = re.compile(r"(m[0-9a-f]{16})\.(\d+)")
"""What names a plural form, see `varaq.xliff.values.Item.name` and `number`."""


def named(name: str) -> tuple[str, int]:
    """The id of an item and the number of its plural form, -1 where it has none.

    What a tool has named anew is an id as it stands.

    >>> named("m00112233445566ff.2"), named("m00112233445566ff"), named("m1.2")
    (('m00112233445566ff', 2), ('m00112233445566ff', -1), ('m1.2', -1))
    """
    found = _FORM.fullmatch(name)
    if found is None:
        return name, -1
    form = counted(found[2])
    return found[1], -1 if form is None else form


def _longer(said: int, data: str) -> int:
    """How much codes have said with another. Raises `VaraqError` where it is too much."""
    said += len(data)
    if said > _MOST:
        what = "the codes of a text stand for more than a million characters"
        raise VaraqError(Problem("xml", what, "export it again"))
    return said


@dataclass(slots=True)
class Sources:
    """The codes of a source while it is read."""

    said: int = 0
    """How many characters they stand for so far."""
    data: dict[tuple[str, Role], str] = field(default_factory=dict)
    """The Markdown of each code, by its number and what it does."""

    def code(self, number: str, role: Role, data: str) -> str:
        """The Markdown of a code."""
        self.said = _longer(self.said, data)
        self.data.setdefault((number, role), data)
        return data


@dataclass(slots=True)
class Target:
    """The codes of a target while it is read."""

    sources: Sources
    said: int = 0
    """How many characters the codes stand for so far."""
    faults: list[str] = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    """The numbers of the pairs whose second half has not come yet."""

    def code(self, number: str, role: Role, data: str) -> str:
        """The Markdown of a code; where the target does not say, that of the same in its source."""
        if role is Role.OPEN:
            self.open.add(number)
        elif role is Role.CLOSE:
            if number not in self.open:
                self.faults.append(f"code {number} is closed and was not opened")
            self.open.discard(number)
        if not data and (number, role) not in self.sources.data:
            self.faults.append(f"the source has no code {number}")
        data = data or self.sources.data.get((number, role), "")
        self.said = _longer(self.said, data)
        return data


def judged(item: Item, said: str, target: Target, *, unsure: bool) -> Item:
    """An item with the target that was read; fuzzy where somebody has to look over it."""
    if not said.strip():
        return item
    faults = [
        *target.faults,
        *(f"code {number} is opened and not closed" for number in sorted(target.open)),
    ]
    review = Review.FUZZY if unsure or faults else Review.DONE
    return replace(item, target=said, review=review, faults=tuple(faults))


def counted(digits: str) -> int | None:
    """The number that digits are; None where they are none, or more than any number here has.

    >>> counted("7"), counted("-7"), counted("9" * 5000)
    (7, None, None)
    """
    return int(digits) if digits.isdecimal() and len(digits) < _DIGITS else None


def character(digits: str) -> str:
    """The character of a hexadecimal number, where it is one that XML can't hold; else nothing.

    >>> character("0007") == chr(7), character("0041"), character("x")
    (True, '', '')
    """
    try:
        found = chr(int(digits, 16))
    except (ValueError, OverflowError):
        return ""
    # a catalog can't hold U+0004 or U+0000 either, and a surrogate is no character
    sound = found not in "\0\x04" and not "\ud800" <= found <= "\udfff"
    return found if sound and illegal(found) else ""
