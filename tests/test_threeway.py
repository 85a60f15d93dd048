"""Three-way merging: no text of either side is lost, and each side's changes are kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from varaq import po
from varaq.catalog import Catalog
from varaq.threeway import merge3

HEAD = (
    'msgid ""\nmsgstr ""\n"PO-Revision-Date: {date}\\n"\n"Last-Translator: {who}\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
)
Strings = dict[str, str]


def catalog(strings: Strings, date: str = "2026-01-01 00:00+0000", who: str = "") -> Catalog:
    return po.parse(
        HEAD.format(date=date, who=who)
        + "".join(f'\nmsgid "{k}"\nmsgstr "{v}"\n' for k, v in strings.items())
    )


def text(msgid: str, msgstr: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{msgstr}"'


def strings(merged: Catalog) -> Strings:
    return {message.id: message.strings[0] for message in merged}


def test_each_side_changes_something_else() -> None:
    base = catalog({"a": "", "b": "", "c": "C"})
    merged = merge3(
        base, catalog({"a": "A", "b": "", "c": "C"}), catalog({"a": "", "b": "B", "c": "C"})
    )
    assert strings(merged.catalog) == {"a": "A", "b": "B", "c": "C"}
    assert merged.conflicts == ()


def test_new_messages_of_both_sides_stand_beside_their_neighbours() -> None:
    base = catalog({"a": "A", "c": "C"})
    ours = catalog({"a": "A", "x": "X", "c": "C"})
    theirs = catalog({"a": "A", "c": "C", "d": "D"})
    assert list(strings(merge3(base, ours, theirs).catalog)) == ["a", "x", "c", "d"]


def test_what_one_side_took_out_and_the_other_left_alone_is_out() -> None:
    base = catalog({"a": "A", "b": "B"})
    assert strings(merge3(base, catalog({"a": "A"}), base).catalog) == {"a": "A"}
    assert strings(merge3(base, base, catalog({"a": "A"})).catalog) == {"a": "A"}


def test_what_one_side_took_out_and_the_other_changed_stays() -> None:
    base = catalog({"a": "A", "b": "B"})
    changed = catalog({"a": "A", "b": "yeni"})
    assert strings(merge3(base, catalog({"a": "A"}), changed).catalog)["b"] == "yeni"


def test_a_real_conflict_holds_both_texts() -> None:
    base, ours, theirs = catalog({"a": ""}), catalog({"a": "bu"}), catalog({"a": "o"})
    merged = merge3(base, ours, theirs)
    (message,) = merged.catalog
    assert (message.fuzzy, message.strings, message.entry().tcomment) == (
        True,
        ("bu",),
        "theirs: o",
    )
    assert merged.conflicts == ("a",)


def test_headers_are_merged_by_field() -> None:
    base = catalog({}, who="A")
    ours = catalog({}, date="2026-03-01 00:00+0000", who="A")
    theirs = catalog({}, date="2026-02-01 00:00+0000", who="B")
    fields = merge3(base, ours, theirs).catalog.fields
    assert fields["Last-Translator"] == "B"
    assert fields["PO-Revision-Date"] == "2026-03-01 00:00+0000"


def texts(*entries: str, head: str = HEAD.format(date="YEAR", who="")) -> Catalog:
    """A catalog of entries that stand so in its file."""
    return po.parse("\n".join([head, *entries]))


K = '#. par\nmsgid "k"\nmsgstr "K"\n'
MOVED = K.replace("par", "heading")
UNSURE = K.replace("msgid", "#, fuzzy\nmsgid")
UNSURE_L = UNSURE.replace('"K"', '"L"')


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        # the source's comment here, something of a translator's there
        (K, MOVED, f"# note\n{K}", f"# note\n{MOVED}"),
        (K, MOVED, UNSURE, UNSURE.replace("par", "heading")),
        (K, MOVED, UNSURE_L, UNSURE_L.replace("par", "heading")),
        (K, MOVED, UNSURE_L.replace("msgid", '#| msgid "j"\nmsgid'),
         UNSURE_L.replace("msgid", '#| msgid "j"\nmsgid').replace("par", "heading")),
        (K, f"# our\n{K}", K.replace('"K"', '"L"'), f"# our\n{K}".replace('"K"', '"L"')),
        (K.replace('"K"', '""'), f"# our\n{K}".replace('"K"', '""'), K, f"# our\n{K}"),
        # notes of both
        (f"# a\n{K}", f"# a\n# b\n{K}", f"# a\n# c\n{K}", f"# a\n# b\n# c\n{K}"),
        (K, f"# b\n{K}", f"# b\n# c\n{K}", f"# b\n# c\n{K}"),
        (f"# a\n{K}", K, f"# a\n# c\n{K}", f"# a\n# c\n{K}"),
        (f"# a\n{K}", f"# a\n# b\n{K}", K, f"# a\n# b\n{K}"),
        # flags of both, in one order
        (K, f"#, x\n{K}", f"#, y\n{K}", '#. par\n#, x, y\nmsgid "k"\nmsgstr "K"\n'),
        # untranslated is nothing beside a fuzzy text
        (K, UNSURE_L, K.replace('"K"', '""'), UNSURE_L),
        # fuzzy here, and fuzzy with another text there
        (K, UNSURE, UNSURE_L, UNSURE_L),
        # gone from the source here, changed there
        (K, '#~ msgid "k"\n#~ msgstr "K"\n', K.replace('"K"', '"L"'),
         '#~ msgid "k"\n#~ msgstr "L"\n'),
    ],
)  # fmt: skip
def test_each_part_of_a_message_is_merged_by_itself(
    base: str, ours: str, theirs: str, wanted: str
) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge3(texts(base), texts(one), texts(other))
        assert merged.conflicts == ()
        if "# c\n" not in wanted:  # notes of both stand in the order of the sides
            (made,) = [m.entry() for m in merged.catalog.messages[1:]]
            (asked,) = [m.entry() for m in texts(wanted).messages[1:]]
            assert str(made) == str(asked)
    assert po.write(merge3(texts(base), texts(ours), texts(theirs)).catalog).endswith(
        po.write(texts(wanted)).partition("charset")[2]
    )


def test_a_text_of_theirs_is_kept_to_the_last_line() -> None:
    theirs = texts('msgid "k"\nmsgstr "la\\nx\\n\\ny\\n\\nla"\n')
    merged = merge3(texts('msgid "k"\nmsgstr ""\n'), texts('msgid "k"\nmsgstr "K"\n'), theirs)
    (message,) = merged.catalog
    said = [f"theirs: {line}" for line in ("la", "x", "", "y", "", "la")]
    assert [line.rstrip() for line in message.entry().tcomment.split("\n")] == [
        line.rstrip() for line in said
    ]


@pytest.mark.parametrize(
    "twins",
    [
        ('msgid "a"\nmsgstr "A"\n', '#~ msgid "a"\n#~ msgstr "OLD A"\n'),
        ('#~ msgid "a"\n#~ msgstr "OLD A"\n', 'msgid "a"\nmsgstr "A"\n'),
        ('#~ msgid "x"\n#~ msgstr "X"\n', '#~ msgid "x"\n#~ msgstr "X"\n'),
    ],
)
def test_obsolete_messages_with_one_text_are_kept(twins: tuple[str, str]) -> None:
    both = texts(*twins)
    assert merge3(both, both, both).catalog is both
    assert merge3(texts(), both, texts()).catalog is both
    more = texts('msgid "b"\nmsgstr "B"\n', *twins)
    assert po.write(merge3(both, both, more).catalog) == po.write(more)
    changed = texts(*(text.replace('"A"', '"C"') for text in twins))
    assert po.write(merge3(both, changed, more).catalog) == po.write(more).replace('"A"', '"C"')


def test_a_message_of_theirs_ends_its_lines_as_the_file_does() -> None:
    theirs = po.parse(
        po.write(texts(K.replace("K", "L"), 'msgid "b"\nmsgstr ""\n"B\\n"\n"B"\n')).replace(
            "\n", "\r\n"
        )
    )
    merged = po.write(merge3(texts(K), texts(K), theirs).catalog)
    assert "\r" not in merged
    assert 'msgstr "L"' in merged
    back = po.write(merge3(texts(K), theirs, texts(f"# c\n{K}")).catalog)
    assert back.count("\n") == back.count("\r\n")
    assert "# c\r\n" in back


@pytest.mark.parametrize(
    ("ours", "theirs", "later"),
    [
        ("2026-02-01 10:00+0000", "YEAR-MO-DA HO:MI+ZONE", "2026-02-01 10:00+0000"),
        ("YEAR-MO-DA HO:MI+ZONE", "2026-02-01 10:00+0000", "2026-02-01 10:00+0000"),
        ("2026-02-01 10:00+0400", "2026-02-01 09:00+0000", "2026-02-01 09:00+0000"),
        ("2026-02-01", "2026-02-01 09:00+0000", "2026-02-01 09:00+0000"),
        ("soon", "YEAR-MO-DA HO:MI+ZONE", "soon"),
    ],
)
def test_the_later_revision_date_stays(ours: str, theirs: str, later: str) -> None:
    base = catalog({}, "YEAR-MO-DA HO:MI+ZONE")
    merged = merge3(base, catalog({}, ours), catalog({}, theirs)).catalog
    assert merged.fields["PO-Revision-Date"] == later


def headed(comment: str, *fields: str) -> Catalog:
    lines = ("Content-Type: text/plain; charset=UTF-8", *fields)
    return po.parse(f'{comment}msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines))


def test_a_field_that_one_side_took_out_is_out() -> None:
    base, without = headed("", "A: 1", "B: 1"), headed("", "A: 1")
    for ours, theirs in ((without, base), (base, without)):
        changed = headed("", *(f"{k}: {v}" for k, v in theirs.fields.items() if k < "C"), "D: 1")
        assert "B" not in merge3(base, ours, changed).catalog.fields
    assert merge3(base, without, headed("", "A: 1", "B: 2")).catalog.fields["B"] == "2"
    assert merge3(base, headed("", "A: 1", "B: 2"), without).catalog.fields["B"] == "2"


def test_translators_named_above_the_header_are_those_of_both() -> None:
    base = headed("# T\n#, fuzzy\n", "A: 1")
    ours, theirs = (
        headed("# T\n# Bob, 2025.\n#, fuzzy\n", "A: 2"),
        headed("# T\n# Ada, 2026.\n", "A: 1", "B: 1"),
    )
    merged = merge3(base, ours, theirs).catalog
    assert po.write(merged) == po.write(headed("# T\n# Bob, 2025.\n# Ada, 2026.\n", "A: 2", "B: 1"))


SIDE = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "1", "2", "3"]), max_size=6)


@given(SIDE, SIDE, SIDE)
@settings(max_examples=300, deadline=None)
def test_no_change_of_either_side_is_lost(base: Strings, ours: Strings, theirs: Strings) -> None:
    merged = merge3(catalog(base), catalog(ours), catalog(theirs)).catalog
    again = po.parse(po.write(merged))  # nothing twice, all of it sound
    found = {m.id: m for m in again}
    for key in {*ours, *theirs}:
        texts = {side.get(key) for side in (ours, theirs)}
        changed = {
            side[key] for side in (ours, theirs) if side.get(key) and side[key] != base.get(key)
        }
        if len(texts) == 1:
            assert found[key].strings[0] == ours[key]
        for text in changed:
            kept = found[key].strings[0] + found[key].entry().tcomment
            assert text in kept
    unchanged = merge3(catalog(base), catalog(ours), catalog(base)).catalog
    assert po.write(unchanged) == po.write(catalog(ours))


@pytest.mark.parametrize(("left", "taken_out"), [("K", "L"), ("L", "K"), ("L", "L")])
def test_a_note_that_one_side_took_out_is_out(left: str, taken_out: str) -> None:
    noted = f"# theirs: J\n{K}"
    one, other = noted.replace('"K"', f'"{left}"'), K.replace('"K"', f'"{taken_out}"')
    for ours, theirs in ((one, other), (other, one)):
        (message,) = merge3(texts(noted), texts(ours), texts(theirs)).catalog
        assert message.entry().tcomment == ""


def test_notes_at_the_end_of_a_file_are_those_of_both() -> None:
    base, ours, theirs = (texts(K, note) for note in ("# a\n", "# a\n# b\n", "# a\n# c\n"))
    assert po.write(merge3(base, ours, theirs).catalog).endswith(f"{K}\n# a\n# b\n# c\n")
    assert po.write(merge3(base, base, theirs).catalog) == po.write(theirs)
    assert po.write(merge3(base, ours, base).catalog) == po.write(ours)
    assert po.write(merge3(base, base, texts(K)).catalog) == po.write(texts(K))
    windows = po.parse(po.write(ours).replace("\n", "\r\n"))
    merged = po.write(merge3(base, windows, theirs).catalog)
    assert merged.endswith("# a\r\n# b\r\n# c\r\n")
    assert po.write(merge3(base, windows, base).catalog) == po.write(windows)


def test_lines_of_a_header_that_are_no_field_are_kept() -> None:
    base = headed("", "A: 1", "said here", "B: 1", "B: 2")
    ours = headed("", "A: 2", "said here", "B: 1", "B: 2")
    theirs = headed("", "A: 1", "said here", "said there", "B: 1", "B: 2", "C: 1")
    merged = merge3(base, ours, theirs).catalog
    assert merged.header is not None
    lines = merged.header.strings[0].split("\n")[1:]
    assert lines == ["A: 2", "said here", "B: 1", "B: 2", "said there", "C: 1", ""]


def test_half_a_translation_takes_no_fuzzy_ones_place() -> None:
    plural = 'msgid "k"\nmsgid_plural "ks"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    half, fuzzy = plural.format("A", ""), "#, fuzzy\n" + plural.format("B", "C")
    for ours, theirs in ((half, fuzzy), (fuzzy, half)):
        merged = merge3(texts(plural.format("", "")), texts(ours), texts(theirs))
        assert merged.conflicts == ("k",)
        said = po.write(merged.catalog)
        assert all(f'"{text}"' in said or f"theirs: {text}" in said for text in "ABC")


def test_a_new_fuzzy_text_is_not_lost_beside_a_translated_one() -> None:
    base, sure = catalog({"a": "A", "b": "B. C"}), catalog({"a": "yeni", "b": "B. C"})
    unsure = po.parse(
        po.write(base).replace('msgid "a"\nmsgstr "A"', "#, fuzzy\n" + text("a", "o"))
    )
    for ours, theirs, note in ((sure, unsure, "theirs: o"), (unsure, sure, "ours: o")):
        merged = merge3(base, ours, theirs)
        message = merged.catalog.by_key()[None, "a"]
        assert (message.fuzzy, message.strings, merged.conflicts) == (False, ("yeni",), ())
        assert message.entry().tcomment == note
        again = merge3(base, merged.catalog, theirs).catalog
        assert po.write(again) == po.write(merged.catalog)


def test_a_suggestion_of_both_sides_update_needs_no_comment() -> None:
    base = catalog({"a": "A. B"})
    for said in ("A. B", "A."):
        made = po.parse(po.write(catalog({})) + '\n#, fuzzy\n#| msgid "a"\n' + text("a2", said))
        merged = merge3(base, made, catalog({"a2": "yeni"})).catalog
        assert po.write(merged) == po.write(catalog({"a2": "yeni"}))


def test_an_old_text_that_neither_side_took_out_is_not_lost() -> None:
    """Theirs moved what ours still has to a new message, which ours has translated anew."""
    plural = '{}msgid "{}"\n{}msgid_plural "ks"\n{}msgstr[0] "A"\n{}msgstr[1] "B"\n'
    old = plural.format("#~ ", "k", *["#~ "] * 3)
    ours = texts('msgid "k2"\nmsgstr "C"\n', old)
    theirs = texts("#, fuzzy\n" + plural.format("", "k2", "", "", ""))
    for one, other, side in ((ours, theirs, "theirs"), (theirs, ours, "ours")):
        merged = merge3(texts(old), one, other).catalog
        message = merged.by_key()[None, "k2"]
        assert message.strings == ("C",)
        assert message.entry().tcomment == f"{side}: A\n{side}: B"
