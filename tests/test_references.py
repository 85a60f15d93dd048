"""References: a link whose text is translated keeps its target."""

from __future__ import annotations

import pytest

from varaq import po
from varaq.document import definitions, read
from varaq.document.references import keep
from varaq.translation import translate

LABELS = {
    "send": "http://s.az",
    "sync": "http://y.az",
    "b": "http://s.az",
    "img": "x.png",
    "a\u00a0!": "n",
}


@pytest.mark.parametrize(
    ("source", "typed", "kept"),
    [
        ("[Send] it.", "Onu [göndər].", "Onu [göndər][Send]."),
        ("[Send][] x", "[Göndər][] x", "[Göndər][Send] x"),
        ("[text][send]", "[mətn][göndər]", "[mətn][send]"),
        ("[text][send]", "[mətn]", "[mətn][send]"),
        ("[Send] and [Sync]", "[Send] və [Sinxron]", "[Send] və [Sinxron][Sync]"),
        ("[Send] and [Sync]", "[Sinxron][Sync] və [Göndər]", "[Sinxron][Sync] və [Göndər][Send]"),
        ("![img] [Send]", "![şəkil] [göndər]", "![şəkil][img] [göndər][Send]"),
        ("[Send] [b]", "[x] [y]", "[x][Send] [y][b]"),  # both lead to one place
        ("[Send]", "`[a]` [göndər] [^1]", "`[a]` [göndər][Send] [^1]"),
        ("[`Send`][send]", "[`Göndər`]", "[`Göndər`][send]"),
        ("see [note] at [Send]", "[note] bax: [Göndər]", "[note] bax: [Göndər][Send]"),
        ("[Send] [text][sync]", "[a][b c] [d]", "[a][sync] [d][Send]"),
        ("[Send][] [text][sync]", "[a][] [b][c]", "[a][Send] [b][sync]"),
        ("[Send] [Sync] [t][b]", "[a][send][c][sync] [d][e]", "[a][send][c][sync] [d][b]"),
        ("[Send]", "`x` `[ə]` `y` [c]", "`x` `[ə]` `y` [c][Send]"),
        ("[Send]", "<i title='[x]'>y</i> [c]", "<i title='[x]'>y</i> [c][Send]"),
        ("[Send]", "$[x]$ $$[y]$$ [c]", "$[x]$ $$[y]$$ [c][Send]"),
        ("![t][img]", "![x]", "![x][img]"),
        ("[Send] ![img]", "[a]", "[a][Send]"),
        ("[Send] ![img]", "[x] ![y] [c][d]", "[x][Send] ![y][img] [c][d]"),
        ("[Send] ![img] [text][sync]", "[a] [c][d]", "[a][Send] [c][sync]"),
        ("![img]", "![a] [b]", "![a][img] [b]"),
        ("[Send]  \n[Sync]", "[Send]  \n[b c]", "[Send]  \n[b c][Sync]"),
        ("[Send]", "\\\\[a]", "\\\\[a][Send]"),
        ("[a\u00a0!]", "[c]", "[c][a\u00a0!]"),
        ("[Send]", "\\![a]", "\\![a][Send]"),
        ("![img]", "\\\\![a]", "\\\\![a][img]"),
        ("[Send]", "`\\`[a] \\[b]", "`\\`[a][Send] \\[b]"),
    ],
)
def test_a_reference_is_kept(source: str, typed: str, kept: str) -> None:
    result = keep(source, typed, LABELS)
    assert (result.text, result.lost) == (kept, ())


@pytest.mark.parametrize(
    ("source", "typed"),
    [
        ("[Send] it.", "[SEND] onu."),
        ("[Send]", "göndər"),
        ("[Send]", "\\[göndər\\]"),
        ("[Send]", "[göndər](http://z.az)"),
        ("no link", "[a]"),
        ("[unknown]", "[naməlum]"),
        ("[Send]", "`[göndər]`"),
        ("`[Send]`", "[göndər]"),
        ("[Send]", "`[a` b] `c`"),
        ("[Send]", "[a `b]` c"),
        ("[Send]", "\\\\\\[a]"),
    ],
)
def test_a_translation_stays_as_it_is(source: str, typed: str) -> None:
    result = keep(source, typed, LABELS)
    assert (result.text, result.lost) == (typed, ())


@pytest.mark.parametrize(
    ("source", "typed"),
    [
        ("[Send] and [Sync]", "[Göndər] və [Sinxron]"),
        ("[Send]", "[bir] [iki]"),
        ("[Send]", "![bir]"),
        ("[Send] ![img]", "[bir] [iki]"),
    ],
)
def test_a_doubt_is_reported_and_the_translation_stays(source: str, typed: str) -> None:
    result = keep(source, typed, LABELS)
    assert result.text == typed
    assert set(result.lost) <= {"Send", "Sync", "img"}
    assert result.lost


def test_what_a_group_defines_itself_leads_to_several_places() -> None:
    group = "[Send] [u] [v]\n\n[u]: x\n[v]: y"
    assert keep(group, "[Send] [c] [d]", LABELS).lost == ("u", "v")


def test_labels_are_those_that_commonmark_knows() -> None:
    text = "[A\n b]: x\n\n> [ẞ]: y 'z'\n\n[a b]: later\n"
    assert definitions.labels(text) == {"a b": "x", "ss": "y"}


def test_a_doubt_names_the_entry() -> None:
    document = read("a", "content/a.md", "[Send], [Sync]\n\n[send]: s\n[sync]: y\n")
    catalog = po.parse(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "[Send], [Sync]"\nmsgstr "[a], [b]"\n',
        "tr.po",
    )
    (problem,) = translate(document, catalog).problems
    assert (problem.code, problem.path, problem.line) == ("link-lost", "tr.po", 4)


def test_a_reference_before_a_colon_is_no_definition() -> None:
    document = read("a", "content/a.md", "[Send]: göndərir bir şeyi\n\n[send]: s\n")
    catalog = po.parse(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "[Send]: göndərir bir şeyi"\nmsgstr "[Send]: sends a thing"\n'
    )
    assert translate(document, catalog).text == "[Send]: sends a thing\n\n[send]: s\n"
    catalog = po.parse(po.write(catalog).replace("sends a thing", "x"))  # that would be one
    assert translate(document, catalog).text == "\\[Send]: x\n\n[send]: s\n"
