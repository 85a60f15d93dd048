"""Merging: no translation is lost, and nothing changes that does not have to."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import need, template_of
from varaq import donors, po
from varaq.alignment import share
from varaq.catalog import PEOPLE, Catalog, Message, State
from varaq.cli import run
from varaq.extraction import Origin
from varaq.locales import Locale
from varaq.merge import init, update

TR = Locale.parse("tr")
LONG = "Məhsul meneceri bazarı, müştərini və komandanı eyni dərəcədə yaxşı tanımalıdır."


def template(*msgids: str, created: str = "2026-01-01 00:00+0000") -> Catalog:
    entries = [polib.POEntry(msgid=msgid, occurrences=[("content/a.md", "")]) for msgid in msgids]
    return template_of(entries, Origin("x", "az", created))


def translated(catalog: Catalog, **strings: str) -> Catalog:
    """A catalog with translations put in as a translator's editor would."""
    messages = []
    for message in catalog.messages:
        entry = message.entry()
        if not message.obsolete and message.id and message.id in strings:
            entry.msgstr = strings[message.id]
            messages.append(po.message(entry, catalog.style))
        else:
            messages.append(message)
    return po.parse("".join(message.text for message in messages))


def start(**strings: str) -> Catalog:
    return translated(init(template(*strings), TR), **strings)


def one(catalog: Catalog, msgid: str) -> Message:
    (found,) = [m for m in catalog.messages if m.id == msgid]
    return found


def test_a_new_catalog_has_a_header_that_gettext_takes(tmp_path: Path) -> None:
    path = tmp_path / "tr.po"
    path.write_text(po.write(init(template("a"), TR)), "utf-8")
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in path.read_text("utf-8")
    done = subprocess.run(
        [need("msgfmt"), "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True, check=True
    )
    assert done.stderr == b""


def test_nothing_to_change_nothing_changed() -> None:
    old = start(a="A", b="B")
    assert update(old, template("a", "b", created="2027-01-01 00:00+0000")) is old


def test_a_fixed_comma_keeps_the_translation_as_fuzzy_with_its_msgid() -> None:
    old = start(**{LONG: "tercüme"})
    message = one(update(old, template(LONG.replace(",", ""))), LONG.replace(",", ""))
    assert (message.state, message.strings) == (State.FUZZY, ("tercüme",))
    assert message.entry().previous_msgid == LONG


def test_the_previous_msgid_stays_through_several_updates() -> None:
    catalog = start(**{LONG: "tercüme"})
    for change in ("eyni", "yaxşı", "Məhsul"):
        current = LONG.replace(change, change.upper())
        catalog = update(catalog, template(current))
        assert one(catalog, current).entry().previous_msgid == LONG


def test_a_source_that_comes_back_has_its_translation_back() -> None:
    old = start(**{LONG: "tercüme"})
    changed = update(old, template(LONG.replace(",", "")))
    message = one(update(changed, template(LONG)), LONG)
    assert (message.state, message.strings) == (State.TRANSLATED, ("tercüme",))
    assert message.entry().previous_msgid is None


def test_what_a_translator_marked_fuzzy_comes_back_fuzzy() -> None:
    old = po.parse(po.write(start(**{LONG: "t"})).replace("msgid", "#, fuzzy\nmsgid", 2)
                   .replace("#, fuzzy\n", "", 1))  # fmt: skip
    assert one(old, LONG).fuzzy
    back = update(update(old, template(LONG.replace(",", ""))), template(LONG))
    assert [m.state for m in back] == [State.FUZZY]


def test_gone_is_obsolete_and_comes_back_whole() -> None:
    old = po.parse(po.write(start(a="A", bcd="B")).replace('msgid "bcd"', '# qeyd\nmsgid "bcd"'))
    without = update(old, template("a"))
    assert one(without, "bcd").state is State.OBSOLETE
    assert '# qeyd\n#~ msgid "bcd"\n#~ msgstr "B"\n' in po.write(without)
    back = one(update(without, template("a", "bcd")), "bcd")
    assert (back.state, back.strings, back.entry().tcomment) == (State.TRANSLATED, ("B",), "qeyd")


def test_an_untranslated_message_that_is_gone_leaves_no_trace() -> None:
    old = init(template("a", "b"), TR)
    assert [m.id for m in update(old, template("a")).messages] == ["", "a"]


def test_new_messages_stand_where_the_pot_has_them() -> None:
    old = start(a="A", c="C")
    new = update(old, template("x1", "a", "b1", "c", "y1"))
    assert [m.id for m in new.messages] == ["", "x1", "a", "b1", "c", "y1"]


def test_a_new_order_is_followed() -> None:
    new = update(start(a="A", b="B", c="C"), template("c", "a", "b"))
    assert [m.id for m in new.messages] == ["", "c", "a", "b"]
    assert all(message.state is State.TRANSLATED for message in new)


def test_only_what_changed_is_written_anew() -> None:
    old_text = po.write(start(a="A", b="B")).replace('msgstr "A"', 'msgstr   "A"\n  ""')
    old = po.parse(old_text)
    new = po.write(update(old, template("a", "b", "c")))
    assert 'msgid "a"\nmsgstr   "A"\n  ""\n' in new


def test_changed_comments_leave_the_strings_as_they_stood() -> None:
    old = po.parse(po.write(start(a="A")).replace('msgstr "A"', 'msgstr ""\n"A"'))
    entry = polib.POEntry(msgid="a", comment="yeni qeyd", occurrences=[("b.md", "")])
    new = po.write(update(old, template_of([entry], Origin("x", "az", ""))))
    assert '#. yeni qeyd\n#: b.md\nmsgid "a"\nmsgstr ""\n"A"\n' in new


def test_a_plural_keeps_its_forms() -> None:
    entry = polib.POEntry(msgid="%(n)s söz", msgid_plural="%(n)s söz")
    entry.msgstr_plural = {0: "", 1: ""}
    catalog = init(template_of([entry], Origin("x", "az", "")), Locale.parse("ar"))
    assert [m.strings for m in catalog] == [("",) * 6]


def test_what_msgmerge_translates_is_translated_here(corpus: Path, tmp_path: Path) -> None:
    """A tenth of the German catalog's messages edited, as issue and DESIGN have it."""
    text = po.decode((corpus / "po" / "de.po").read_bytes())
    old = po.parse(text)
    entries, edited = [], {}
    for number, message in enumerate(m for m in old if m.translated and not m.fuzzy):
        entry = polib.POEntry(msgid=message.id, msgctxt=message.context, occurrences=[("a", "")])
        words = message.id.split(" ")
        if number % 10 == 0 and len(words) > 3:
            words[len(words) // 2] = "edited"
            entry.msgid = " ".join(words)
            edited[entry.msgid] = message.strings
        entries.append(entry)
    unique = {entry.msgid: entry for entry in entries}
    reference = template_of(unique.values(), Origin("x", "en", ""))
    (tmp_path / "new.pot").write_text(po.write(reference), "utf-8")
    (tmp_path / "old.po").write_text(text, "utf-8")
    command = [need("msgmerge"), "--previous", "-q", "--no-wrap"]
    command += ["-o", str(tmp_path / "out.po"), str(tmp_path / "old.po"), str(tmp_path / "new.pot")]
    subprocess.run(command, check=True)
    theirs = po.parse(po.decode((tmp_path / "out.po").read_bytes()))
    mine = update(old, reference).by_key()
    right_mine = sum(mine[None, msgid].strings == strings for msgid, strings in edited.items())
    right_theirs = sum(
        theirs.by_key()[None, msgid].strings == strings for msgid, strings in edited.items()
    )
    lost = [m.id for m in theirs if m.translated and not mine[m.key].translated]
    assert lost == []
    assert right_mine >= right_theirs


WORDS = st.lists(
    st.text("abcdef ,.", min_size=1, max_size=30).filter(lambda text: text.strip() != ""),
    unique=True,
    max_size=8,
)


@given(WORDS, WORDS, WORDS)
@example([". ,"], [], [".", ".,"])
@settings(max_examples=200, deadline=None)
def test_no_translation_is_lost_whatever_the_source_does(
    first: list[str], second: list[str], third: list[str]
) -> None:
    catalog = start(**{text: f"<{text}>" for text in first})
    for msgids in (second, third):
        catalog = update(catalog, template(*msgids))
        assert [m.id for m in catalog] == msgids
        kept = {string for m in catalog.messages for string in m.strings}
        assert {f"<{text}>" for text in first} <= kept
        assert update(catalog, template(*msgids)) is catalog
        again = po.parse(po.write(catalog))
        assert [(m.key, m.strings, m.state) for m in again.messages] == [
            (m.key, m.strings, m.state) for m in catalog.messages
        ]
    back = update(catalog, template(*first)).by_key()
    for text in first:
        assert back[None, text].strings == (f"<{text}>",)


def test_a_share_of_a_translation_is_not_taken_for_the_whole() -> None:
    """A paragraph is cut; one half is translated anew, the other not; then it is joined again."""
    both = "Bir cümlə var. İkinci cümlə də var."
    cut = update(start(**{both: "One is here. Two is here too."}), template("Bir cümlə var."))
    assert next(iter(cut)).strings == ("One is here.",)
    messages = [m for m in cut.messages if not m.obsolete]
    joined = update(replace(cut, messages=tuple(messages)), template(both))
    (message,) = joined
    assert message.state is State.FUZZY


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_new_entries_take_the_files_own_line_ends(newline: str) -> None:
    old = po.parse(po.write(start(a="A")).replace("\n", newline))
    text = po.write(update(old, template("a", "b")))
    assert text.count("\n") == text.count(newline)


def test_a_paragraph_that_moves_to_another_document_takes_its_translation_along() -> None:
    """Not fuzzy, since its text is the same; a translator's comment comes too."""
    other = po.parse(
        po.write(start(**{LONG: "tercüme"})).replace(f'msgid "{LONG}"', f'# qeyd\nmsgid "{LONG}"')
    )
    new = one(update(start(a="A"), template("a", LONG), [other]), LONG)
    assert (new.state, new.strings, new.entry().tcomment) == (
        State.TRANSLATED,
        ("tercüme",),
        "qeyd",
    )
    gone = update(other, template("b"))
    assert one(update(start(a="A"), template("a", LONG), [gone]), LONG).state is State.TRANSLATED


def test_a_paragraph_that_moves_and_is_changed_is_fuzzy() -> None:
    changed = LONG.replace("eyni dərəcədə ", "")
    message = one(
        update(start(a="A"), template("a", changed), [start(**{LONG: "tercüme"})]), changed
    )
    assert (message.state, message.strings) == (State.FUZZY, ("tercüme",))
    assert message.entry().previous_msgid == LONG


def test_a_paragraph_cut_in_two_gives_each_half_its_share() -> None:
    whole = "Birinci cümlə uzundur. İkinci cümlə başqadır. Üçüncüsü qısadır."
    old = start(**{whole: "Birinci cümle uzundur. İkinci cümle başkadır. Üçüncüsü kısadır."})
    first, second = "Birinci cümlə uzundur.", "İkinci cümlə başqadır. Üçüncüsü qısadır."
    new = update(old, template(first, second))
    assert one(new, first).strings == ("Birinci cümle uzundur.",)
    assert one(new, second).fuzzy
    assert one(new, first).entry().previous_msgid == whole


def test_paragraphs_that_are_joined_bring_both_translations() -> None:
    old = start(**{"Bir cümlə var burada.": "Burada bir cümle var.", "O birisi.": "Öbürü."})
    joined = "Bir cümlə var burada. O birisi."
    message = one(update(old, template(joined)), joined)
    assert message.fuzzy
    assert message.strings[0].startswith("Burada bir cümle var.")


@pytest.mark.parametrize(
    ("old_id", "old", "new_id", "new", "fuzzy"),
    [
        ("[a](x.md) b", "[A](x.md) B", "[a](y.md) b", "[A](y.md) B", False),
        ("**a** - b", "**A** – B", "*a* - b", "*A* – B", False),
        ("`a` and *b*", "*B* ve `A`", "`a` and **b**", "**B** ve `A`", False),
        ("*a* and *b*", "*B* ve A", "*a* and **b**", "*B* ve A", True),
        ("*a* is *b*", "*B*, bu *A*", "*a* is **b**", "*B*, bu *A*", True),
        ("`a-b` *c*", "`a-b` *C*", "`a\\-b` _c_", "`a-b` *C*", True),
        ("a  b", "A B", "a b", "A B", True),
        ("[a](x) or [b](y)", "[B](y), [A](x)", "[a](x) or [b][y]", "[B][y], [A](x)", False),
        ("see [the a](x)", "bax: [A](x)", "see [the a]", "bax: [A][the a]", False),
        ("see [`a`](x)", "bax: [`a`](x)", "see [`a`]", "bax: [`a`]", False),
        ("see [a]", "bax: [a]", "see [a](x)", "bax: [a](x)", False),
        ("a  \nb long", "A  \nB uzun", "a\\\nb long", "A\\\nB uzun", False),
        ("a\\-b *c*", "A\\-B *C*", "a-b _c_", "A\\-B _C_", False),
        ("whole *a*", "bütün *A*", "[whole *a*](x)", "[bütün *A*](x)", False),
        ("**whole a**", "**bütün A**", "whole a", "bütün A", False),
        ("**whole a**", "bütün **A**", "whole a", "bütün **A**", True),
        ("whole a", "bütün A", "`whole a`", "bütün A", True),
        ("[a](x_(y)) b", "[A](x_(y)) B", "[a](z) b", "[A](z) B", False),
        ("[a](x.md) b", "A B", "[a](y.md) b", "A B", True),
        ("<b>a</b> long enough", "<b>A</b> yeter", "<i>a</i> long enough", "<i>A</i> yeter", False),
    ],
)
def test_a_change_of_markup_alone_is_carried_over(
    old_id: str, old: str, new_id: str, new: str, fuzzy: bool
) -> None:
    message = one(update(start(**{old_id: old}), template(new_id)), new_id)
    assert (message.strings, message.fuzzy) == ((new,), fuzzy)


def test_a_document_that_is_renamed_takes_its_translations_along(
    small: Callable[..., Path],
) -> None:
    header = 'msgid ""\nmsgstr "Language: tr\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    entry = '\nmsgid "Salam, dünya"\nmsgstr "Selam, dünya"\n'
    root = small({"content/b.md": "Salam, dünya\n", "locale/tr/LC_MESSAGES/a.po": header + entry})
    assert run(["-C", str(root), "update"]) == 0
    moved = po.parse((root / "locale/tr/LC_MESSAGES/b.po").read_text("utf-8"))
    assert [(m.strings, m.fuzzy) for m in moved] == [(("Selam, dünya",), False)]


def test_of_many_that_begin_alike_the_one_with_all_sentences_gives_its_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = {
        f"Bəli. Bu {n} saylı cümlədir. {LONG} Son {n}.": f"Evet. Bu {n} sayılı. Uzun. Son {n}."
        for n in range(90)
    }
    tried: list[str] = []

    def counted(part: str, whole: str, translation: str) -> str | None:
        tried.append(whole)
        return share(part, whole, translation)

    monkeypatch.setattr(donors, "share", counted)
    text = "Bəli. Bu 77 saylı cümlədir."
    message = one(update(start(**old), template(text)), text)
    assert message.strings == ("Evet. Bu 77 sayılı.",)
    assert len(tried) == 1


def test_a_paragraph_of_very_many_sentences_that_were_apart() -> None:
    parts = {f"Cümlə nömrə {n}.": f"Tümce {n}." for n in range(250)}
    joined = " ".join(parts)
    message = one(update(start(**parts), template(joined)), joined)
    assert message.strings == (" ".join(parts.values()),)


def test_long_texts_are_compared_by_their_beginnings() -> None:
    text = "söz " * 8000
    message = one(update(start(**{f"{text}bir": "T"}), template(f"{text}iki")), f"{text}iki")
    assert (message.strings, message.state) == (("T",), State.FUZZY)


def plural_template(msgid: str, plural: str) -> Catalog:
    entry = polib.POEntry(
        msgid=msgid, msgid_plural=plural, msgstr_plural={0: "", 1: ""}, occurrences=[("a.md", "")]
    )
    return template_of([entry], Origin("x", "az", "2026-01-01 00:00+0000"))


def test_a_text_that_gets_a_plural_brings_its_translation_into_each_form() -> None:
    merged = one(update(start(bir="Bir!"), plural_template("bir", "çox")), "bir")
    assert (merged.strings, merged.plural) == (("Bir!", "Bir!"), "çox")
    assert merged.state is State.FUZZY
    entry = merged.entry()
    assert (entry.previous_msgid, entry.previous_msgid_plural) == ("bir", None)


def test_a_plural_that_is_none_any_more_keeps_its_first_form() -> None:
    old = init(plural_template("bir", "çox"), TR)
    text = po.write(old).replace('msgstr[0] ""', 'msgstr[0] "Tek"')
    old = po.parse(text.replace('msgstr[1] ""', 'msgstr[1] "Çok"'))
    (merged,) = update(old, template("bir"))
    assert (merged.strings, merged.plural, merged.state) == (("Tek",), None, State.FUZZY)
    assert merged.entry().previous_msgid_plural == "çox"
    changed = one(update(old, plural_template("bir", "lap çox")), "bir")
    assert (changed.strings, changed.state) == (("Tek", "Çok"), State.FUZZY)
    assert changed.entry().previous_msgid_plural == "çox"


THREE = "".join(f'msgstr[{number}] "{words}"\n' for number, words in enumerate(("f1", "f2", "f3")))


def test_no_plural_form_is_lost_where_nobody_says_how_many_there_are() -> None:
    old = po.parse(f'{HEADER}\nmsgid "bir sənəd"\nmsgid_plural "çox sənəd"\n{THREE}')
    changed = one(update(old, plural_template("bir sənəd.", "çox sənəd.")), "bir sənəd.")
    assert (changed.strings, changed.state) == (("f1", "f2", "f3"), State.FUZZY)


def test_a_plural_that_becomes_another_text_without_one_is_kept_as_obsolete() -> None:
    old = po.parse(f'{HEADER}\nmsgid "bir sənəd"\nmsgid_plural "çox sənəd"\n{THREE}')
    merged = update(old, template("bir sənəd."))
    assert [(m.id, m.strings, m.state) for m in merged.messages[1:]] == [
        ("bir sənəd.", ("f1",), State.FUZZY),
        ("bir sənəd", ("f1", "f2", "f3"), State.OBSOLETE),
    ]


def test_a_plural_that_is_none_any_more_is_kept_and_comes_back() -> None:
    old = po.parse(f'{HEADER}\nmsgid "bir"\nmsgid_plural "çox"\n{THREE}')
    states = [(("f1",), State.FUZZY), (("f1", "f2", "f3"), State.OBSOLETE)]
    gone = po.parse(po.write(update(old, template())))
    for before in (old, gone):
        merged = update(before, template("bir"))
        assert sorted((m.strings, m.state) for m in merged.messages[1:]) == states
        merged = po.parse(po.write(merged))
        assert update(merged, template("bir")) is merged
        (back,) = update(merged, plural_template("bir", "çox")).messages[1:]
        assert (back.strings, back.state) == (("f1", "f2", "f3"), State.TRANSLATED)
        edited = po.parse(po.write(merged).replace('msgstr "f1"', 'msgstr "yeni"'))
        both = update(edited, plural_template("bir", "çox")).messages[1:]
        assert [m.strings for m in both] == [("f1", "f2", "f3"), ("yeni",)]


def test_one_text_is_no_translation_of_all_plural_forms() -> None:
    head = '#, fuzzy\n#| msgid "bir"\n#| msgid_plural "çox"\n'
    old = po.parse(f'{HEADER}\n{head}msgid "bir"\nmsgstr "f1"\n')
    merged = one(update(old, plural_template("bir", "çox")), "bir")
    assert (merged.strings, merged.state) == (("f1", "f1"), State.FUZZY)


def test_a_note_on_a_text_that_is_gone_stays_where_another_document_had_the_translation() -> None:
    old = po.parse(f'{HEADER}\n# qeyd\nmsgid "{LONG}"\nmsgstr ""\n')
    other = po.parse(f'{HEADER}\nmsgid "{LONG}"\nmsgstr "uzun"\n')
    merged = update(old, template(f"{LONG}!"), [other])
    assert one(merged, f"{LONG}!").strings == ("uzun",)
    assert "# qeyd\n#~ msgid" in po.write(merged)


def test_an_obsolete_plural_comes_back_for_the_same_plural_alone() -> None:
    old = init(plural_template("bir", "çox"), TR)
    text = po.write(old).replace('msgstr[0] ""', 'msgstr[0] "Tek"')
    old = po.parse(text.replace('msgstr[1] ""', 'msgstr[1] "Çok"'))
    gone = update(old, template("tamam başqa"))
    back = one(update(gone, plural_template("bir", "çox")), "bir")
    assert (back.strings, back.state) == (("Tek", "Çok"), State.TRANSLATED)
    other = one(update(gone, plural_template("bir", "lap çox")), "bir")
    assert (other.strings, other.state) == (("Tek", "Çok"), State.FUZZY)


def test_a_fuzzy_translation_moves_with_what_it_was_made_for() -> None:
    fuzzy = update(start(**{LONG: "T"}), template(f"{LONG} Hə."))
    assert one(fuzzy, f"{LONG} Hə.").entry().previous_msgid == LONG
    moved = one(
        update(init(template("a"), TR), template("a", f"{LONG} Hə."), [fuzzy]), f"{LONG} Hə."
    )
    assert moved.state is State.FUZZY
    assert (moved.strings, moved.entry().previous_msgid) == (("T",), LONG)


def test_a_new_catalog_of_another_has_its_translations() -> None:
    others = [start(a="A", b="B")]
    made = init(template("a", "c"), TR, others)
    assert [one(made, text).strings for text in ("a", "c")] == [("A",), ("",)]


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def flagged(flags: str, msgid: str, msgstr: str, comment: str = "") -> Catalog:
    lead = f"#. {comment}\n" * bool(comment) + f"#: content/a.md\n{flags}"
    return po.parse(f'{HEADER}{lead}msgid "{msgid}"\nmsgstr "{msgstr}"\n')


@pytest.mark.parametrize(
    ("own", "wanted", "merged"),
    [
        ("#, x\n", "#, c-format\n", ["x", "c-format"]),
        ("#, python-format, x\n", "", ["x"]),
        ("#, no-wrap, wrap\n", "#, python-format\n", ["python-format"]),
        ("#, c-format\n", "#, c-format\n", ["c-format"]),
        ("#, x\n", "#, x, c-format\n", ["x", "c-format"]),
        ("#, x\n", "#, fuzzy\n", ["x"]),
        ("#, fuzzy, x\n", "#, c-format\n", ["fuzzy", "x", "c-format"]),
    ],
)
def test_formats_are_the_pots_and_other_flags_the_translators(
    own: str, wanted: str, merged: list[str]
) -> None:
    old, pot = flagged(own, "a", "A"), flagged(wanted, "a", "")
    found = one(update(old, pot), "a")
    assert found.entry().flags == merged
    assert found.strings == ("A",)
    back = update(update(old, flagged("", "b", "")), pot)
    assert one(back, "a").entry().flags == merged
    assert not one(back, "a").obsolete


@pytest.mark.parametrize("comment", ["", "one", "another"])
def test_an_entry_is_written_anew_for_its_comments_or_flags_alone(comment: str) -> None:
    old = po.parse(po.write(flagged("#, x\n", "a", "A", "one")).replace("#. one", "#.  one"))
    found = one(update(old, flagged("#, x\n", "a", "", comment)), "a")
    assert ("#.  one" in found.text) == (comment == "one")
    assert found.entry().comment == comment


def test_the_date_of_the_pot_comes_with_what_changes() -> None:
    old = start(a="A", b="B")
    same = template("a", "b", created="2030-01-01 00:00+0000")
    assert update(old, same).fields["POT-Creation-Date"] == "2026-01-01 00:00+0000"
    dated = update(old, template("a", "c", created="2030-01-01 00:00+0000"))
    assert dated.fields["POT-Creation-Date"] == "2030-01-01 00:00+0000"
    header, was = dated.header, old.header
    assert header is not None
    assert was is not None
    moved = was.text.replace("2026-01-01 00:00+0000", "2030-01-01 00:00+0000", 1)
    assert (header.text, header.head, header.line) == (moved, was.head, was.line)
    assert (header.key, header.plural, header.fuzzy, header.obsolete) == (
        was.key,
        was.plural,
        was.fuzzy,
        was.obsolete,
    )
    assert po.write(po.parse(po.write(dated))) == po.write(dated)


def test_a_date_is_changed_where_it_stands_and_nowhere_else() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"POT-Creation-Date: 1\\n"\n"X-Note: POT-Creation-Date: 1\\n"\n'
    )
    dated = po.parse(text).dated("2")
    assert po.write(dated) == text.replace("Date: 1", "Date: 2", 1)
    assert dated.fields["POT-Creation-Date"] == "2"
    undated = po.parse(text)
    assert undated.dated("1") is undated
    bare = po.parse(HEADER)
    assert bare.dated("2") is bare
    headless = Catalog(bare.messages[1:])
    assert headless.dated("2") is headless


def test_what_a_translator_noted_of_an_untranslated_text_is_kept() -> None:
    old = po.parse(f'{HEADER}# ask Leyla\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n')
    gone = update(old, template("c"))
    assert [message.id for message in gone.messages if message.obsolete] == ["a"]


def test_a_translation_that_was_taken_is_not_obsolete_beside_it() -> None:
    changed = LONG.replace("eyni dərəcədə", "eyni")
    merged = update(start(**{LONG: "T"}), template(changed))
    assert [message.id for message in merged.messages if message.id] == [changed]
    both = update(start(**{LONG: "T"}), template(LONG, changed))
    assert [message.state for message in both.messages if message.id] == [
        State.TRANSLATED,
        State.FUZZY,
    ]


def test_what_a_translator_noted_goes_with_the_translation() -> None:
    changed = LONG.replace("eyni dərəcədə", "eyni")
    for flag in ("", "#, x\n"):
        old = po.parse(f'{HEADER}# ask Leyla\n{flag}msgctxt "menu"\nmsgid "{LONG}"\nmsgstr "T"\n')
        reference = polib.POEntry(msgid=changed, occurrences=[("content/a.md", "")])
        pot = template_of([reference], Origin("x", "az", "2026-01-01 00:00+0000"))
        entry = one(update(old, pot), changed).entry()
        assert (entry.msgstr, entry.tcomment) == ("T", "ask Leyla")
        assert (entry.previous_msgctxt, entry.previous_msgid) == ("menu", LONG)
        assert entry.flags == ["fuzzy", *(["x"] if flag else [])]


def test_a_text_that_changes_twice_shows_what_its_translation_was_made_for() -> None:
    old = po.parse(
        f'{HEADER}#, fuzzy\n#| msgctxt "menu"\n#| msgid "{LONG}"\n#| msgid_plural "P"\n'
        f'msgid "{LONG} Hə."\nmsgstr "T"\n'
    )
    entry = one(update(old, template(f"{LONG} Yox.")), f"{LONG} Yox.").entry()
    assert (entry.msgstr, entry.previous_msgctxt) == ("T", "menu")
    assert (entry.previous_msgid, entry.previous_msgid_plural) == (LONG, "P")
    moved = one(update(init(template("a"), TR), template(f"{LONG} Hə."), [old]), f"{LONG} Hə.")
    assert (moved.entry().previous_msgctxt, moved.entry().previous_msgid_plural) == ("menu", "P")


def test_a_new_catalog_says_its_language_and_nobody() -> None:
    made = init(template("a"), TR)
    assert made.fields["Language"] == "tr"
    assert made.fields["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert [made.fields[name] for name in PEOPLE] == ["", "", ""]
    assert made.messages[0].text.startswith('msgid ""\nmsgstr ""\n"')
    assert made.style == template("a").style


def test_plural_forms_are_as_many_as_the_language_has() -> None:
    header = HEADER.replace("\\n", "\\nPlural-Forms: nplurals=3; plural=n%3;\\n")
    old = po.parse(f'{header}msgid "bir"\nmsgstr "Bir!"\n')
    merged = update(old, plural_template("bir", "çox"))
    assert one(merged, "bir").strings == ("Bir!", "Bir!", "Bir!")
    bare = po.parse(f'{HEADER}msgid "bir"\nmsgstr "Bir!"\n')
    assert one(update(bare, plural_template("bir", "çox")), "bir").strings == ("Bir!", "Bir!")


def test_obsolete_entries_stay_where_they_stood() -> None:
    old = po.parse(
        f'{HEADER}msgid "a"\nmsgstr "A"\n\n#~ msgid "x"\n#~ msgstr "X"\n\nmsgid "b"\nmsgstr "B"\n\n'
        '#~ msgid "y"\n#~ msgstr "Y"\n\n#~ msgid "z"\n#~ msgstr "Z"\n'
    )
    merged = update(old, template("a", "c", "b", "d"))
    assert [message.id for message in merged.messages] == ["", "a", "x", "c", "b", "d", "y", "z"]
    turned = update(old, template("b", "c", "a"))
    assert [message.id for message in turned.messages] == ["", "b", "c", "a", "x", "y", "z"]
    assert turned.messages[0].key == merged.messages[0].key == (None, "")


def test_obsolete_entries_at_the_end_stay_behind_what_is_new() -> None:
    ends = '#~ msgid "x"\n#~ msgstr "X"\n'
    for count in (1, 2, 3):
        more = "".join(f"\n{ends.replace('x', f'x{number}')}" for number in range(count))
        merged = update(po.parse(f'{HEADER}msgid "a"\nmsgstr "A"\n{more}'), template("a", "b"))
        gone = [f"x{number}" for number in range(count)]
        assert [message.id for message in merged.messages] == ["", "a", "b", *gone]


def test_edited_texts_in_a_row_take_what_stood_in_their_places() -> None:
    """Each is also like another that is gone, and more so than what stood in its place."""
    at_80 = ["abcdefghXY", "klmnopqrXY"]
    now = ["abcdefghij", "klmnopqrst"]
    nearer = ["abcdefghiZ", "klmnopqrsZ"]
    old = start(**dict.fromkeys(nearer, "near"), kept="K", **{text: text for text in at_80})
    merged = update(old, template("kept", *now))
    assert [one(merged, text).strings[0] for text in now] == at_80
    first = start(**{text: text for text in at_80}, kept="K", **dict.fromkeys(nearer, "near"))
    merged = update(first, template(*now, "kept"))
    assert [one(merged, text).strings[0] for text in now] == at_80


def test_a_pot_without_a_date_leaves_the_date_as_it_is() -> None:
    merged = update(start(a="A"), template("a", "b", created=""))
    assert [message.id for message in merged] == ["a", "b"]
    assert merged.fields["POT-Creation-Date"] == "2026-01-01 00:00+0000"
    undated = replace(merged, messages=po.parse(HEADER).messages + merged.messages[1:])
    pot = template("c")
    bare = replace(pot, messages=po.parse(HEADER).messages + pot.messages[1:])
    assert update(merged, bare).fields == merged.fields
    assert "POT-Creation-Date" not in update(undated, pot).fields


def test_in_a_new_order_obsolete_entries_are_at_the_end() -> None:
    old = po.parse(
        f'{HEADER}msgid "a"\nmsgstr "A"\n\n#~ msgid "x"\n#~ msgstr "X"\n\n'
        'msgid "b"\nmsgstr "B"\n\nmsgid "c"\nmsgstr "C"\n'
    )
    turned = update(old, template("a", "c", "b"))
    assert [message.id for message in turned.messages] == ["", "a", "c", "b", "x"]


def test_what_moved_is_taken_before_what_is_like_it_here() -> None:
    changed = LONG.replace("eyni dərəcədə", "eyni")
    merged = update(start(**{LONG: "T"}), template(changed), [start(**{changed: "exact"})])
    assert (one(merged, changed).strings, one(merged, changed).fuzzy) == (("exact",), False)
    assert one(merged, LONG).state is State.OBSOLETE


def test_another_plural_elsewhere_is_only_a_suggestion() -> None:
    text = po.write(init(plural_template("bir", "çox"), TR)).replace('[0] ""', '[0] "Tek"')
    other = po.parse(text.replace('[1] ""', '[1] "Çok"'))
    merged = one(update(start(a="A"), template("a", "bir"), [other]), "bir")
    assert (merged.strings, merged.plural, merged.state) == (("Tek",), None, State.FUZZY)
    assert merged.entry().previous_msgid_plural == "çox"


def test_a_text_that_loses_a_little_keeps_its_whole_translation() -> None:
    """A share is only looked for where nothing is very like."""
    whole, part = f"{LONG} Hə.", LONG
    merged = update(start(**{whole: "Uzun. Evet."}), template(part))
    assert [(m.strings, m.state) for m in merged] == [(("Uzun. Evet.",), State.FUZZY)]
    whole, part = "abcdef. hijk.", "abcdef."
    merged = update(start(**{whole: "A. B."}), template(part))
    assert [m.strings for m in merged] == [("A. B.",)]
    merged = update(start(**{"abcdef. hijkl.": "A. B."}), template(part))
    assert [m.strings for m in merged] == [("A.",)]


def test_a_fuzzy_entry_that_is_taken_is_not_obsolete_beside_it_where_it_says_its_text() -> None:
    changed = LONG.replace("eyni dərəcədə", "eyni")
    fuzzy = f'{HEADER}#, fuzzy\n%smsgid "{LONG}"\nmsgstr "T"\n'
    told = po.parse(fuzzy % '#| msgid "Salam"\n')
    assert [message.id for message in update(told, template(changed)).messages] == ["", changed]
    merged = update(po.parse(fuzzy % ""), template(changed))
    assert [(message.id, message.obsolete) for message in merged.messages[1:]] == [
        (changed, False),
        (LONG, True),
    ]


def test_the_last_form_is_put_where_a_language_has_more_forms_than_a_translation() -> None:
    header = HEADER.replace("\\n", "\\nPlural-Forms: nplurals=4; plural=n%4;\\n")
    old = po.parse(f'{header}msgid "bir"\nmsgid_plural "çox"\nmsgstr[0] "Tek"\nmsgstr[1] "Çok"\n')
    merged = one(update(old, plural_template("bir", "lap çox")), "bir")
    assert merged.strings == ("Tek", "Çok", "Çok", "Çok")


@pytest.mark.parametrize("flags", ["", "#, fuzzy\n"])
def test_what_a_translation_was_made_for_is_its_msgid_unless_a_fuzzy_one_says_another(
    flags: str,
) -> None:
    changed = LONG.replace("eyni dərəcədə", "eyni")
    stale = "" if flags else '#| msgid "Salam"\n'
    old = po.parse(f'{HEADER}{flags}{stale}msgid "{LONG}"\nmsgstr "T"\n')
    merged = one(update(old, template(changed)), changed)
    assert (merged.fuzzy, merged.entry().previous_msgid) == (True, LONG)


def test_a_change_of_markup_alone_leaves_a_fuzzy_translation_as_it_is() -> None:
    merged = one(update(flagged("#, fuzzy\n", "*a* long", "*A* uzun"), template("**a** long")),
                 "**a** long")  # fmt: skip
    assert (merged.strings, merged.fuzzy) == (("*A* uzun",), True)


def test_a_change_of_markup_in_a_text_with_plurals_is_left_to_a_translator() -> None:
    singular = update(start(**{"*a* long": "*A* uzun"}), plural_template("**a** long", "P"))
    assert one(singular, "**a** long").strings == ("*A* uzun", "*A* uzun")
    assert one(singular, "**a** long").fuzzy
    text = po.write(init(plural_template("*a* long", "P"), TR)).replace('] ""', '] "*A* uzun"')
    for pot in (plural_template("**a** long", "P"), template("**a** long")):
        merged = one(update(po.parse(text), pot), "**a** long")
        assert (set(merged.strings), merged.fuzzy) == ({"*A* uzun"}, True)


@pytest.mark.parametrize("msgid", ["*whole* text", "whole text"])
def test_a_text_in_another_context_is_fuzzy_with_markup_or_without(msgid: str) -> None:
    old = po.parse(f'{HEADER}msgctxt "menu"\nmsgid "{msgid}"\nmsgstr "*T*"\n')
    merged = one(update(old, template(msgid)), msgid)
    assert (merged.strings, merged.fuzzy) == (("*T*",), True)
    assert merged.entry().previous_msgctxt == "menu"


def test_a_text_of_white_space_alone_is_given_nothing() -> None:
    merged = update(start(a="A", b="B"), template("a", " "))
    assert [(m.id, m.strings, m.fuzzy) for m in merged] == [
        ("a", ("A",), False),
        (" ", ("",), False),
    ]


def test_an_obsolete_entry_beside_one_in_use_is_left_as_it_is() -> None:
    changed = LONG.replace("eyni dərəcədə", "eyni")
    old = po.parse(
        f'{HEADER}msgid "{LONG}"\nmsgstr "T"\n\n#~ msgid "{LONG}"\n#~ msgstr "earlier"\n'
    )
    merged = update(old, template(changed))
    assert [(m.id, m.strings[0], m.obsolete) for m in merged.messages[1:]] == [
        (changed, "T", False),
        (LONG, "earlier", True),
    ]


def test_of_obsolete_entries_with_one_text_the_first_translation_comes_back() -> None:
    earlier = "".join(f'#~ msgid "a"\n#~ msgstr "{words}"\n\n' for words in ("", "A", "B"))
    back = update(po.parse(f"{HEADER}{earlier}"), template("a"))
    assert [(m.strings[0], m.fuzzy) for m in back.messages if m.key == (None, "a")] == [
        ("A", False),
        ("", False),
        ("B", False),
    ]
    assert [m.obsolete for m in back.messages[1:]] == [False, True, True]


@pytest.mark.parametrize("more", ["", '#~ msgid "a"\n#~ msgstr "A"\n\n'])
def test_an_untranslated_entry_comes_back_with_its_note(tmp_path: Path, more: str) -> None:
    old = po.parse(f'{HEADER}# ask Leyla\n#~ msgid "a"\n#~ msgstr ""\n\n{more}')
    back = update(old, template("a"))
    (entry, *rest) = back.messages[1:]
    assert (entry.id, entry.obsolete, entry.strings[0]) == ("a", False, "A" if more else "")
    assert ("# ask Leyla\n" in entry.text) == (not more)
    if not more:
        assert rest == []
        path = tmp_path / "a.po"
        path.write_text(po.write(back), "utf-8")
        subprocess.run([need("msgfmt"), "-o", str(tmp_path / "a.mo"), str(path)], check=True)
    assert po.write(update(back, template("a"))) == po.write(back)


def test_a_new_text_before_an_edited_one_leaves_it_its_place() -> None:
    old = start(kept="K", abcdefghXY="here", end="E", abcdefghiZ="near")
    for new in ((), ("Tamam başqa bir mətn",)):
        assert one(update(old, template("kept", *new, "abcdefghij", "end")), "abcdefghij").strings[
            0
        ] == ("here")


def test_a_text_that_came_back_before_an_edited_one_leaves_it_its_place() -> None:
    old = start(kept="K", abcdefghXY="here", end="E", abcdefghiZ="near", Qayıdan="R")
    old = update(old, template("kept", "abcdefghXY", "end", "abcdefghiZ"))
    new = update(old, template("kept", "Qayıdan", "abcdefghij", "end"))
    assert one(new, "Qayıdan").strings[0] == "R"
    assert one(new, "abcdefghij").strings[0] == "here"


@pytest.mark.parametrize("mark", ["#", "#~"])
def test_a_fuzzy_entry_that_says_its_text_is_spent_obsolete_or_not(mark: str) -> None:
    lead = "" if mark == "#" else "#~ "
    text = (
        f'#, fuzzy\n{mark}| msgid "Salam dünya, necəsən?"\n'
        f'{lead}msgid "Salam dünya, necəsən!"\n{lead}msgstr "T"\n'
    )
    new = update(po.parse(HEADER + text), template("Salam dünya, necəsən!!"))
    assert [(m.id, m.strings[0], m.obsolete) for m in new.messages[1:]] == [
        ("Salam dünya, necəsən!!", "T", False)
    ]


@pytest.mark.parametrize(
    ("old", "translation", "new"),
    [
        ("**Salam dünya**", "**Hello** **world**", "Salam dünya"),
        ("[Salam dünya](x)", "[Hello](x) [world](y)", "Salam dünya"),
    ],
)
def test_two_marked_texts_are_not_one_that_is_marked(old: str, translation: str, new: str) -> None:
    found = one(update(start(**{old: translation}), template(new)), new)
    assert (found.strings[0], found.fuzzy) == (translation, True)


def test_a_text_with_a_character_that_there_is_none_of_stops_nothing() -> None:
    old = po.parse(HEADER + 'msgid "salam a\\000b"\nmsgstr "x"\n')
    found = one(update(old, template("salam a*b")), "salam a*b")
    assert (found.strings[0], found.fuzzy) == ("x", True)


def test_paragraphs_without_spaces_are_joined_as_others_are() -> None:
    old = start(**{"甲甲甲。乙乙。": "A. B.", "丙丙丙。丁丁。": "C. D."})
    whole = "甲甲甲。乙乙。丙丙丙。丁丁。"
    assert one(update(old, template(whole)), whole).strings[0] == "A. B. C. D."
