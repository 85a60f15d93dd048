"""Donors: which translation a new message is given, and of which text it is."""

from __future__ import annotations

import pytest

from varaq import po
from varaq.catalog import Catalog, Message
from varaq.donors import CERTAIN, SURE, Donors, Share
from varaq.matching import ratio

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(msgid: str, msgstr: str, head: str = "") -> str:
    return f'{head}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def plural(msgid: str, more: str, *forms: str) -> str:
    strings = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'msgid "{msgid}"\nmsgid_plural "{more}"\n{strings}\n'


def catalog(*entries: str) -> Catalog:
    return po.parse(HEADER + "".join(entries))


def message(msgid: str) -> Message:
    """A message of a POT."""
    return next(iter(catalog(entry(msgid, ""))))


def donors(*entries: str, wanted: tuple[str, ...] = (), others: tuple[Catalog, ...] = ()) -> Donors:
    """The donors of a catalog of which the POT still has the texts that are ``wanted``."""
    return Donors(list(catalog(*entries)), {(None, msgid) for msgid in wanted}, others)


def liked(found: Donors, msgid: str, here: str = "") -> tuple[str, float] | None:
    """The translation that a message is given, and how like it is; ``here`` stood in its place."""
    best = found.like(message(msgid), next(iter(catalog(here))) if here else None)
    return best and (best[0].strings[0], best[1])


def test_a_text_that_only_a_typist_changed_is_the_same() -> None:
    found = donors(entry("Salam,  dünya", "T"), entry("SALAM DÜNYA", "other"))
    assert liked(found, "SALAM, DÜNYA") == ("T", 100.0)


def test_a_translation_goes_back_to_the_text_that_it_was_made_for() -> None:
    found = donors(entry("Tamam başqa", "T", '#, fuzzy\n#| msgid "Salam"\n'))
    assert liked(found, "Salam") == ("T", 100.0)
    assert liked(found, "Sağ ol") is None


def test_an_earlier_text_above_a_finished_translation_says_nothing() -> None:
    assert liked(donors(entry("Tamam başqa", "T", '#| msgid "Salam"\n')), "Salam") is None


@pytest.mark.parametrize("head", ['#, fuzzy\n#| msgid_plural "P"\n', "#, fuzzy\n# | msgid\n"])
def test_a_fuzzy_translation_of_nobody_knows_what_is_of_no_text(head: str) -> None:
    assert liked(donors(entry("Tamam başqa", "T", head)), "XXXX") is None


@pytest.mark.parametrize(
    ("strings", "taken"),
    [
        (("long one", "short"), "long one"),
        (("short", "long one"), "long one"),
        (("first", "other"), "first"),
    ],
)
def test_of_the_shares_of_a_text_that_was_cut_the_longest_is_taken(
    strings: tuple[str, str], taken: str
) -> None:
    head = '#, fuzzy\n#| msgid "Bir. İki."\n'
    found = donors(entry("Bir!", strings[0], head), entry("İki?", strings[1], head))
    assert liked(found, "Bir. İki.") == (taken, 100.0)


def elsewhere(*others: str) -> str | None:
    """What a message is given that stands in other catalogs."""
    found = donors(others=tuple(catalog(text) for text in others)).moved(message("Salam"))
    return found.strings[0] if found else None


def test_what_moved_is_found_among_other_texts() -> None:
    assert elsewhere(entry("Hə", "B") + entry("Salam", "A")) == "A"
    assert elsewhere(entry("Hə", "B")) is None


def test_of_several_catalogs_the_first_that_is_not_fuzzy_has_what_moved() -> None:
    fuzzy = "#, fuzzy\n"
    assert elsewhere(entry("Salam", ""), entry("Salam", "A")) == "A"
    assert elsewhere(entry("Salam", "A"), entry("Salam", "B")) == "A"
    assert elsewhere(entry("Salam", "A", fuzzy), entry("Salam", "B"), entry("Salam", "C")) == "B"
    assert elsewhere(entry("Salam", "A", fuzzy), entry("Salam", "B", fuzzy)) == "A"
    assert elsewhere(entry("Salam", "A"), entry("Salam", "B", fuzzy)) == "A"


def test_what_moved_has_to_have_the_same_plural() -> None:
    other = catalog(plural("Salam", "Salamlar", "A", "B"))
    assert donors(others=(other,)).moved(message("Salam")) is None
    same = next(iter(catalog(plural("Salam", "Salamlar", "", ""))))
    moved = donors(others=(other,)).moved(same)
    assert moved is not None
    assert moved.strings == ("A", "B")


TEXT = "abcdefghij"
NEAR, AT_80, AT_70 = "abcdefghiZ", "abcdefghXY", "abcdefgXYZ"


def test_the_texts_of_these_tests_are_as_like_as_they_say() -> None:
    assert [ratio(TEXT, other) for other in (NEAR, AT_80, AT_70)] == [90, CERTAIN, SURE]


def test_what_stands_in_the_place_and_is_very_like_is_taken_before_what_is_more_like() -> None:
    here, near = entry(AT_80, "here"), entry(NEAR, "near")
    assert liked(donors(near, here), TEXT, here) == ("here", 80)
    assert liked(donors(near, here), TEXT) == ("near", 90)


def test_what_stands_in_the_place_and_is_less_like_is_not_taken_before_what_is_more_like() -> None:
    here, near = entry(AT_70, "here"), entry(NEAR, "near")
    assert liked(donors(near, here), TEXT, here) == ("near", 90)


def test_of_two_that_are_equally_like_the_one_in_the_place_is_taken() -> None:
    here, away = entry(AT_70, "here"), entry("XYZdefghij", "away")
    assert liked(donors(away, here), TEXT, here) == ("here", 70)
    assert liked(donors(away, here), TEXT) == ("away", 70)


def test_what_stands_in_the_place_and_stays_is_like_any_other() -> None:
    here, near = entry(AT_80, "here"), entry(NEAR, "near")
    assert liked(donors(here, near, wanted=(AT_80,)), TEXT, here) == ("near", 90)


def test_other_catalogs_are_asked_where_the_own_has_nothing_like_enough() -> None:
    other = catalog(entry(NEAR, "abroad"))
    assert liked(donors(entry(AT_70, "own"), others=(other,)), TEXT) == ("own", 70)
    stays = donors(entry(AT_70, "own"), wanted=(AT_70,), others=(other,))
    assert liked(stays, TEXT) == ("own", 70)
    assert liked(donors(entry("abcdefWXYZ", "own"), others=(other,)), TEXT) == ("abroad", 90)


def test_texts_that_were_joined_bring_their_translations_and_comments() -> None:
    found = donors(
        entry("Bir. İki.", "One. Two.", "# first\n"),
        entry("Üç.", "Three."),
        entry("Dörd.", "Four.", "# last\n"),
    )
    assert found.aligned(message("Bir. İki. Üç. Dörd.")) == Share(
        "One. Two. Three. Four.", "Bir. İki. Üç. Dörd.", "first\nlast"
    )
    assert found.aligned(message("Üç. Dörd.")) == Share("Three. Four.", "Üç. Dörd.", "last")


def test_a_part_of_a_text_brings_its_share_and_the_comment() -> None:
    found = donors(entry("Bir. İki. Üç.", "One. Two. Three.", "# note\n"))
    assert found.aligned(message("İki. Üç.")) == Share("Two. Three.", "Bir. İki. Üç.", "note")


@pytest.mark.parametrize("text", ["Bir.", "Bir. Dörd.", "Dörd.", " "])
def test_what_is_no_part_and_not_joined_has_no_share(text: str) -> None:
    assert donors(entry("Bir.", "One."), entry("İki.", "Two.")).aligned(message(text)) is None


def test_only_some_of_very_many_texts_with_a_sentence_are_tried() -> None:
    many = [entry(f"Hə. Yox {number}.", "Unlike") for number in range(100)]
    asked, other = message("Hə."), entry("Hə. Bəli.", "Yes. Indeed.")
    assert donors(*many[1:], other).aligned(asked) == Share("Yes.", "Hə. Bəli.", "")
    assert donors(*many, other).aligned(asked) is None
