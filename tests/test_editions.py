"""What messages of several versions of a catalog are compared by."""

from __future__ import annotations

import pytest

from varaq import po
from varaq.catalog import Catalog
from varaq.editions import Said, by_place, parts, same

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(entries: str) -> Catalog:
    return po.parse(HEADER + entries)


def test_a_text_is_said_where_its_sentences_are() -> None:
    said = Said(
        catalog('\nmsgid "a"\nmsgstr "Bir. İki."\n\n#~ msgid "b"\n#~ msgstr "Üç."\n').messages
    )
    assert "Bir. İki." in said
    assert "Bir." in said
    assert "Üç. Bir." in said
    assert "Bir. Dörd." not in said


def test_messages_in_use_come_before_obsolete_ones_of_their_key() -> None:
    def obsolete(words: str) -> str:
        return f'\n#~ msgid "a"\n#~ msgstr "{words}"\n'

    several = obsolete("x") + obsolete("y") + obsolete("z")
    places = {at[1]: found.strings for at, found in by_place(catalog(several)).items() if at[0][1]}
    assert places == {0: ("x",), 1: ("y",), 2: ("z",)}
    used = '\nmsgid "a"\nmsgstr "w"\n'
    places = {
        at[1]: found.strings for at, found in by_place(catalog(used + several)).items() if at[0][1]
    }
    assert places == {0: ("w",), 1: ("x",), 2: ("y",), 3: ("z",)}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ('msgid "a"\nmsgstr "bc"\n', 'msgid "a"\nmsgstr ""\n"bc"\n', True),
        ('msgid "a"\nmsgstr "b"\n', 'msgid "a"\nmsgstr "c"\n', False),
        (
            '#, fuzzy\n#| msgid "x"\nmsgid "a"\nmsgstr "b"\n',
            '#, fuzzy\n#| msgid "y"\nmsgid "a"\nmsgstr "b"\n',
            False,
        ),
        ('#, c-format, fuzzy\nmsgid "a"\nmsgstr "b"\n', '#, fuzzy\nmsgid "a"\nmsgstr "b"\n', False),
        (
            '#, fuzzy, c-format\nmsgid "a"\nmsgstr "b"\n',
            '#, c-format, fuzzy\nmsgid "a"\nmsgstr "b"\n',
            True,
        ),
    ],
)
def test_messages_are_the_same_however_they_are_laid_out(one: str, other: str, alike: bool) -> None:
    mine, theirs = (catalog(f"\n{entry}").messages[-1] for entry in (one, other))
    assert same(mine, theirs) is alike
    assert (parts(mine) == parts(theirs)) is alike
    assert same(None, None)
    assert not same(mine, None)
    assert not same(None, theirs)
