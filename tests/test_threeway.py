"""Three-way merging: no text of either side is lost, and each side's changes are kept."""

from __future__ import annotations

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
