"""What templates see, and the words around the text."""

from __future__ import annotations

from html import escape

import pytest
from markupsafe import Markup

from varaq import po, translation
from varaq.catalog import Catalog, Style
from varaq.document import markdown, read
from varaq.locales import Locale
from varaq.pages import Templates, Words
from varaq.pages.handouts import credits_of, handout
from varaq.pages.messages import messages

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"""  # noqa: E501 - a header field is one line
RU = Locale.parse("ru")


def words(text: str) -> Words:
    return Words([po.parse(HEADER + text)], RU)


def test_placeholders_are_filled_and_escaped() -> None:
    found = words('\nmsgid "Salam %(name)s"\nmsgstr "<b>%(name)s</b> 100%%"\n')
    assert found.gettext("Salam %(name)s", name="<i>") == Markup(
        "&lt;b&gt;&lt;i&gt;&lt;/b&gt; 100%"
    )
    assert found.gettext("Salam %(name)s", name=Markup("<i>")) == "&lt;b&gt;<i>&lt;/b&gt; 100%"


@pytest.mark.parametrize("bad", ["%(other)s", "no name", "%(name)s {name} %s %(name"])
def test_a_translation_is_never_formatted(bad: str) -> None:
    """Another set of placeholders falls back; anything else in it is text."""
    found = words(f'\nmsgid "Salam %(name)s"\nmsgstr "{bad}"\n')
    shown = found.gettext("Salam %(name)s", name="Ə")
    assert shown == ("Ə {name} %s %(name" if bad.startswith("%(name)") else "Salam Ə")


def test_the_form_goes_with_the_number() -> None:
    found = words(
        '\nmsgid "%(count)s sənəd"\nmsgid_plural "%(count)s sənəd"\n'
        'msgstr[0] "%(count)s документ"\nmsgstr[1] "%(count)s документа"\n'
        'msgstr[2] "%(count)s документов"\n'
    )
    shown = [
        found.ngettext("%(count)s sənəd", "%(count)s sənəd", n, count=n) for n in (1, 2, 5, 11, 21)
    ]
    assert shown == ["1 документ", "2 документа", "5 документов", "11 документов", "21 документ"]


def test_what_has_no_translation_is_shown_as_it_stands() -> None:
    assert words("").gettext("Mündəricat") == "Mündəricat"
    assert words("").ngettext("bir", "çox", 1) == "bir"
    assert words("").ngettext("bir", "çox", 2) == "çox"


@pytest.mark.parametrize("name", ["message", "singular", "plural", "number", "context", "self"])
def test_a_placeholder_has_whatever_name(name: str) -> None:
    text = (
        f"{{{{ _('%({name})s', {name}=1) }}}} {{{{ pgettext('c', '%({name})s', {name}=2) }}}} "
        f"{{% trans {name}=3 %}}one{{% pluralize %}}{{{{ {name} }}}} all{{% endtrans %}} "
        f"{{{{ npgettext('c', 'one', '%({name})s all', 4, {name}=4) }}}}"
    )
    templates = Templates({"a.html": text}, {})
    assert templates.render("a.html", Words([], RU), None, None) == "1 2 3 all 4 all"


def test_words_of_templates_are_extracted_once_with_their_notes() -> None:
    found = messages(
        {
            "templates/a.html": "{# i18n: A note. #}\n{{ _('Bir') }}"
            "{% trans n=1 %}%{{ n }}{% endtrans %}",
            "templates/b.html": "{{ _('Bir') }}{{ pgettext('düymə', 'Aç') }}",
        }
    )
    first, second, third = (message.entry() for message in found)
    assert (first.msgid, first.comment) == ("Bir", "A note.")
    assert first.occurrences == [("templates/a.html", ""), ("templates/b.html", "")]
    assert (second.msgid, second.flags) == ("%%%(n)s", ["python-format"])
    assert (third.msgctxt, third.msgid) == ("düymə", "Aç")


def test_words_with_placeholders_in_either_form_are_flagged() -> None:
    text = "{{ ngettext('one', '%(count)s heads', 2) }}{{ ngettext('a %', '(b)s', 2) }}"
    one, other = (message.entry() for message in messages({"templates/a.html": text}))
    assert (one.flags, other.flags) == (["python-format"], [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{% trans %}50% hazır{% endtrans %}", "Готово 50%"),
        ("{% trans n=50 %}{{ n }}% hazır{% endtrans %}", "Готово 50%"),
        ("{{ _('50% hazır') }}", "50 % готово"),
        ("{% trans %}\n  Böyük\n  dünya\n{% endtrans %}", "Большой мир"),
        ("{% trans n=2 %}\n  Bir\n{% pluralize %}\n {{ n }}\n çox\n{% endtrans %}", "2 много"),
        ("{% trans notrimmed %} Böyük\n dünya{% endtrans %}", " Большой\n мир"),
    ],
)
def test_words_are_translated_as_they_are_extracted(text: str, shown: str) -> None:
    translated = {
        "50%% hazır": "Готово 50%%",
        "%(n)s%% hazır": "Готово %(n)s%%",
        "50% hazır": "50 % готово",
        "Böyük dünya": "Большой мир",
        " Böyük\n dünya": " Большой\n мир",
        "Bir": "",
    }
    entries = []
    for message in messages({"templates/a.txt": text}):
        entry = message.entry()
        entry.msgstr = translated[entry.msgid]
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(3), "%(n)s много")
        entries.append(po.message(entry, Style()))
    templates = Templates({"a.txt": text}, {})
    catalog = Catalog((*po.parse(HEADER).messages, *entries))
    assert templates.render("a.txt", Words([catalog], RU), None, None) == shown


@pytest.mark.parametrize(
    ("top", "last", "shown"),
    [
        ("", "", ""),
        ("", "Анна <a@b.ru>", "Анна"),
        ("# Пётр <p@b.ru>, 2025.\n# Copyright\n", "Анна <a@b.ru>", "Пётр и Анна"),
        ("# Анна <a@b.ru>, 2025, 2026.\n", "Анна <a@b.ru>", "Анна"),
    ],
)
def test_credits_name_all_translators_once(top: str, last: str, shown: str) -> None:
    text = (
        f'{top}{HEADER}"Last-Translator: {last}\\n"\n"PO-Revision-Date: 2026-11-24 16:30+0400\\n"\n'
    )
    found = credits_of(po.parse(text), RU)
    assert (found.translator, found.date) == (shown, "24 ноября 2026\u202fг.")
    assert (found.datetime, found.moment) == ("2026-11-24", "2026-11-24T16:30:00+04:00")


def test_a_date_that_is_none_is_left_out() -> None:
    assert credits_of(Catalog(()), RU).date == ""


@pytest.mark.parametrize(
    "date",
    ["0001-01-01", "0001-01-01 00:00+1400", "9999-12-31 23:59-1200", "0500-01-01 00:00+0000"],
)
def test_a_date_that_calendars_end_at_is_left_out(date: str) -> None:
    found = credits_of(po.parse(f'{HEADER}"PO-Revision-Date: {date}\\n"\n'), RU)
    assert (found.date, found.datetime, found.moment) == ("", "", "")


@pytest.mark.parametrize("name", ["<@", "<", "a <@>,", "a ", "a" + " " * 99, "<a@b> 1", "<>"])
def test_names_without_end_take_no_time(name: str) -> None:
    whole = name * 20_000
    text = f'# {whole} x\n{HEADER}"Last-Translator: {whole} x\\n"\n'
    assert credits_of(po.parse(text), RU).translator == f"{whole} x"


def test_spaces_that_do_not_break_stay_in_titles_and_contents() -> None:
    document = read("d", "d.md", "---\ndescription: a 1\n---\n# a\u00a01 ?\n\n## b\u202f? \n")
    said = translation.source(document)
    made = handout(said, RU, RU, None, "")
    assert made.title == "a\u00a01 ?"
    assert [heading.title for heading in made.contents] == ["a\u00a01 ?", "b\u202f?"]
    assert [slide.title for slide in made.slides] == ["a\u00a01 ?", "b\u202f?"]
    catalog = po.parse(HEADER + '\nmsgid "a 1"\nmsgstr "a\u00a01"\n')
    assert "description: a\u00a01\n" in translation.translate(document, catalog).text


@pytest.mark.parametrize(
    "words", ["<u>a</u>", "[a](javascript:x)", "<javascript:x>", "# a", "$<u>$", "`<u>`", "[a]: b"]
)
def test_a_plain_text_is_no_markdown_in_a_markdown_handout(words: str) -> None:
    document = read("d", "d.txt", "bir\n\niki\n")
    entries = f"\nmsgid {po.quote('bir')}\nmsgstr {po.quote(words)}\n"
    said = translation.translate(document, po.parse(HEADER + entries))
    made = handout(said, RU, RU, None, "")
    assert markdown.html(made.markdown) == f"<p>{escape(words, quote=False)}</p>\n<p>iki</p>\n"
