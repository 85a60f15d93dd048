"""The desk: who is answered, what is shown, and that nothing typed is lost or overwritten."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from varaq import po
from varaq.cli import run
from varaq.project import Project

pytest.importorskip("starlette", reason="the desk is an extra: pip install 'varaq[desk]'")
pytest.importorskip("watchfiles", reason="the desk is an extra: pip install 'varaq[desk]'")

from watchfiles import Change

from tests.asgi import Answer, ask
from varaq.desk.bench import Desk
from varaq.desk.entries import name_of
from varaq.desk.guard import Asked, Guard
from varaq.desk.printing import blocks, framed
from varaq.desk.server import application

TOKEN = "token-of-this-run"  # noqa: S105 - a test's own
HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"
SOURCE = "# Başlıq\n\nBir **iki** üç.\n\n- Bir\n- İki\n\n![şəkil](s.png)\n"
CATALOG = """msgid ""
msgstr ""
"PO-Revision-Date: 2026-01-01 10:00+0000\\n"
"Language: tr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# elle
#. heading 1
#: content/a.md
msgid "Başlıq"
msgstr "Başlık"

#. paragraph § Başlıq
#: content/a.md
msgid "Bir **iki** üç."
msgstr ""

#. list item § Başlıq
#: content/a.md
msgid "Bir"
msgstr "bir"

#. list item § Başlıq
#: content/a.md
msgid "İki"
msgstr "iki"

#. paragraph § Başlıq
#: content/a.md
msgid "![şəkil](s.png)"
msgstr "![resim](s.png)"
"""


class Client:
    """Asks a project's desk."""

    def __init__(self, root: Path, host: str = "127.0.0.1") -> None:
        self.root = root
        self.desk = Desk(Project.open(root), Guard(host, 8000, TOKEN))
        self.app = application(self.desk)

    def __call__(self, method: str, address: str, body: object = None, **headers: str) -> Answer:
        usual = {"host": HOST, "x-varaq-token": TOKEN}
        if method == "POST":
            usual["origin"] = ORIGIN
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        merged = {name: value for name, value in (usual | named).items() if value}
        return ask(self.app, method, address, merged, body)

    def unit(self, msgid: str) -> Any:
        return self("GET", f"/api/unit/tr/a/{name_of((None, msgid))}").json

    def save(self, msgid: str, text: str, seen: str, **more: object) -> Answer:
        body = {"strings": [text], "fuzzy": False, "comment": None, "seen": seen, **more}
        return self("POST", f"/api/save/tr/a/{name_of((None, msgid))}", body)

    @property
    def file(self) -> Path:
        return self.root / "locale" / "tr" / "LC_MESSAGES" / "a.po"


@pytest.fixture
def client(small: Callable[..., Path]) -> Client:
    return Client(
        small(
            {
                "content/a.md": SOURCE,
                "content/s.png": b"\x89PNG",
                "content/.secret.png": b"x",
                "locale/tr/LC_MESSAGES/a.po": CATALOG,
                "secret.png": b"x",
            }
        )
    )


HOSTS = ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"]
STRANGERS = ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost.evil.example:8000", ""]
ORIGINS = [f"http://{host.lower()}" for host in HOSTS[:3]]
FOREIGN = [
    "https://127.0.0.1:8000",
    "http://evil.example",
    "http://127.0.0.1:8001",
    "null",
    "http://127.0.0.1:8000.evil.example",
]


@pytest.mark.parametrize("host", HOSTS + STRANGERS)
@pytest.mark.parametrize("origin", ["", *ORIGINS, *FOREIGN])
def test_only_the_desks_own_page_is_answered(client: Client, host: str, origin: str) -> None:
    read = client("GET", "/api/overview", host=host, origin=origin)
    assert (read.status == 200) is (host in HOSTS and origin not in FOREIGN)
    body = {"strings": ["x"], "fuzzy": False, "comment": None, "seen": ""}
    address = f"/api/save/tr/a/{name_of((None, 'Bir'))}"
    wrote = client("POST", address, body, host=host, origin=origin)
    assert (wrote.status != 403) is (host in HOSTS and origin in ORIGINS)
    assert client.file.read_text("utf-8") == CATALOG


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "same-origin"])
def test_what_another_site_fetches_is_refused(client: Client, site: str) -> None:
    for address in ("/api/overview", "/", "/static/desk.js"):
        refused = client("GET", address, sec_fetch_site=site).status == 403
        assert refused is (site in ("cross-site", "same-site"))


def test_the_token_is_asked_for(client: Client) -> None:
    assert client("GET", "/api/overview", x_varaq_token="").status == 403
    assert client("GET", "/api/overview", x_varaq_token="another").status == 403  # noqa: S106 - a wrong one
    assert client("GET", "/page/another/tr/a").status == 403
    assert client("GET", "/api/events", x_varaq_token="").status == 403


def test_from_outside_the_address_needs_the_token(small: Callable[..., Path]) -> None:
    outside = Client(small({"content/a.md": SOURCE}), host="192.0.2.1")
    host = "192.0.2.1:8000"
    assert outside("GET", "/", host=host).status == 403
    assert outside("GET", "/?token=wrong", host=host).status == 403
    assert outside("GET", "/?token=wrong", host=HOST).status == 403
    assert outside("GET", f"/static/none?token={TOKEN}", host=host).status == 404


@pytest.mark.parametrize(
    ("host", "port", "named"),
    [
        ("127.0.0.1", 80, "127.0.0.1"),
        ("127.0.0.1", 80, "127.0.0.1:80"),
        ("::1", 80, "[::1]"),
        ("LOCALHOST", 8000, "localhost:8000"),
        ("MyPC", 8000, "mypc:8000"),
        ("MyPC", 80, "mypc"),
        ("fd00:0:0::1", 8000, "[fd00::1]:8000"),
        ("FD00::1", 8000, "[fd00::1]:8000"),
    ],
)
def test_a_browser_writes_the_desks_address_in_its_own_way(
    host: str, port: int, named: str
) -> None:
    guard = Guard(host, port, TOKEN)
    headers = {"host": named, "origin": f"http://{named}", "x-varaq-token": TOKEN}
    assert guard.refusal(Asked("POST", "/api/x", "", headers)) is None
    headers["host"] = "evil.example"
    assert guard.refusal(Asked("POST", "/api/x", "", headers)) is not None


@pytest.mark.parametrize("host", ["", "0", "0.0.0.0", "::", "0:0::0"])  # noqa: S104 - refused
def test_a_desk_has_one_address(
    client: Client, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(client.root), "serve", "--host", host]) == 2
    assert "stands for all addresses" in capsys.readouterr().err


def test_what_changes_is_told_by_documents_and_languages(client: Client) -> None:
    """Whatever links lead where, it goes on."""
    root, told = client.root, client.desk._told
    catalogs = root / "locale/tr/LC_MESSAGES"
    (root / "content" / "circle.md").symlink_to("circle.md")
    (catalogs / "out.po").symlink_to(root / "secret.png")
    (catalogs / "round.po").symlink_to("round.po")

    def changed(*paths: Path) -> Any:
        return told({(Change.modified, str(path)) for path in paths})

    assert changed(catalogs / "out.po", root / "templates/x.po", catalogs / "a.pot") is None
    found = changed(root / "content/a.md", catalogs / "a.po", catalogs / "out.po")
    assert found == {"documents": ["a"], "locales": ["tr"]}
    assert changed(root / "content/circle.md", catalogs / "round.po") == {
        "documents": ["circle"],
        "locales": ["tr"],
    }
    for path in (root / "content", root / "templates/handout.html"):
        assert changed(path) == {"documents": [], "locales": []}


_UP = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "....//", "./../", "/", "%00/", ".%2e/"]
_FILES = [
    "secret.png",
    "varaq.toml",
    "etc/passwd",
    "content/.secret.png",
    "locale/x.png",
    ".secret.png",
]


@pytest.mark.parametrize("up", _UP)
@pytest.mark.parametrize("name", _FILES)
def test_nothing_outside_the_content_is_served(client: Client, up: str, name: str) -> None:
    for address in (f"/page/{TOKEN}/tr/{up}{name}", f"/static/{up}{name}", f"/{up}{name}"):
        answer = client("GET", address)
        assert answer.status in (403, 404, 405, 422)
        assert answer.body not in (b"x", CATALOG.encode())


def test_a_picture_of_the_content_is_served(client: Client) -> None:
    assert client("GET", f"/page/{TOKEN}/tr/s.png").body == b"\x89PNG"
    assert client("GET", f"/page/{TOKEN}/tr/.secret.png").status == 404


def test_a_picture_that_is_opened_by_itself_runs_no_script(client: Client) -> None:
    (client.root / "content" / "x.svg").write_text("<svg><script>alert(1)</script></svg>", "utf-8")
    policy = client("GET", f"/page/{TOKEN}/tr/x.svg").headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pytest.mark.parametrize("name", ["c#", "what?", "100%", "d/e f", "s.png", "x.svg"])
def test_a_document_of_any_name_has_a_page(client: Client, name: str) -> None:
    path = client.root / "content" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("Salam\n\n![](s.png)\n", "utf-8")
    page = client("GET", f"/api/document/tr/{quote(name)}").json["page"]
    assert "Salam" in client("GET", page).text
    assert client("GET", f"/page/{TOKEN}/tr/s.png").body == b"\x89PNG"


def test_the_overview_says_what_is_left_to_do(client: Client) -> None:
    (cell,) = client("GET", "/api/overview").json["cells"]
    assert (cell["units"], cell["translated"], cell["next"]) == (
        5,
        4,
        name_of((None, "Bir **iki** üç.")),
    )


def test_what_is_wrong_with_a_file_is_said_with_its_place(client: Client) -> None:
    (client.root / "content" / "b.md").write_text("a\n\n<!-- i18n:skip-end -->\n", "utf-8")
    (client.root / "content" / "c.md").write_bytes(b"\xff")
    said = [each["message"] for each in client("GET", "/api/overview").json["problems"]]
    assert [each.partition(": ")[0] for each in said] == ["content/b.md:3", "content/c.md:1"]


def test_words_that_cannot_be_read_leave_the_desk_to_the_documents(client: Client) -> None:
    (client.root / "locale" / "templates.pot").write_text("?\n", "utf-8")
    found = client("GET", "/api/overview").json
    assert [cell["document"] for cell in found["cells"]] == ["a"]
    assert [each["message"].partition(": ")[0] for each in found["problems"]] == [
        "locale/templates.pot:1"
    ]
    assert client("GET", "/api/search/tr?q=bir").json["hits"]


def test_a_glossary_that_cannot_be_read_stops_no_other_document(client: Client) -> None:
    source = "---\nglossary: true\n---\nBir\n: bir söz\n"
    (client.root / "content" / "glossary.md").write_text(source, "utf-8")
    client.file.with_name("glossary.po").write_text("?\n", "utf-8")
    saved = client.save("Bir", "tek", client.unit("Bir")["seen"])
    assert (saved.status, client.unit("Bir")["strings"]) == (200, ["tek"])


def test_a_line_feed_that_msgfmt_would_miss_is_said_on_the_desk(client: Client) -> None:
    saved = client.save("Bir", "bir\n", client.unit("Bir")["seen"])
    assert "newline-ends" in [found["code"] for found in saved.json["findings"]]


@pytest.mark.skipif(sys.platform == "win32", reason="names have no line feeds there")
def test_a_document_with_a_line_feed_in_its_name_is_opened(client: Client) -> None:
    (client.root / "content" / "x\ny.md").write_text("# Bir\n", "utf-8")
    client.file.with_name("x\ny.po").write_text(CATALOG, "utf-8")
    found = client("GET", "/api/document/tr/x%0Ay").json
    assert found["document"] == "x\ny"
    assert client("GET", found["page"]).status == 200
    key = found["units"][0]["key"]
    assert client("GET", f"/api/unit/tr/x%0Ay/{key}").json["source"] == "Bir"
    assert client("GET", "/api/document/tr/a%0A").json["error"]["code"] == "unknown-document"


@pytest.mark.skipif(sys.platform != "linux", reason="names are of any bytes there only")
def test_a_name_that_is_not_utf_8_leaves_the_desk_to_the_others(client: Client) -> None:
    (client.root / "content" / os.fsdecode(b"\xff.md")).write_text("x\n", "utf-8")
    found = client("GET", "/api/overview").json
    assert [cell["document"] for cell in found["cells"]] == ["a"]
    assert [each["code"] for each in found["problems"]] == ["file-name"]


def test_a_catalog_that_cannot_be_read_is_said_with_its_place(client: Client) -> None:
    client.file.write_text(f'{CATALOG}\nmsgid "x"\n', "utf-8")
    (cell,) = client("GET", "/api/overview").json["cells"]
    answers = [
        client("GET", "/api/document/tr/a"),
        client("GET", f"/page/{TOKEN}/tr/a"),
        client.save("Bir", "x", "y"),
    ]
    assert [answer.status for answer in answers] == [422] * 3
    for error in (cell["error"], *(answer.json["error"] for answer in answers)):
        assert error["message"] == "locale/tr/LC_MESSAGES/a.po:34: msgid has no msgstr"


def test_a_page_in_the_frame_runs_no_script_but_the_desks(client: Client) -> None:
    page = client("GET", f"/page/{TOKEN}/tr/a")
    nonce = page.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
    assert page.text.count("<script") == 1
    assert f'<script nonce="{nonce}">' in page.text


def test_scripts_are_taken_out_of_a_page_in_time_that_grows_with_it() -> None:
    page = "a<script>1</script >\nb<SCRIPT x><script></script>c<scripts>" + "<script " * 100_000
    start = time.process_time()
    kept = framed(page, "", "", "n")
    assert time.process_time() - start < 1
    assert kept.startswith("abc<scripts><script <script ")


def test_a_unit_with_all_about_it(client: Client) -> None:
    unit = client.unit("Başlıq")
    assert (unit["strings"], unit["comment"], unit["kind"]) == (["Başlık"], "elle", "heading 1")
    assert unit["indexes"] == [0]
    assert client("GET", "/api/unit/tr/a/0123456789abcdef").status == 404
    assert client("GET", "/api/unit/xx/a/0123456789abcdef").status == 404


def test_what_is_saved_is_in_the_catalog_and_nothing_else_changes(client: Client) -> None:
    seen = client.unit("Bir **iki** üç.")["seen"]
    saved = client.save("Bir **iki** üç.", "Salam, İşıq ə", seen)
    assert saved.status == 200
    assert "Salam, İşıq ə" in saved.json["article"]
    text = client.file.read_text("utf-8")
    changed = [
        (old, new)
        for old, new in zip(CATALOG.splitlines(), text.splitlines(), strict=True)
        if old != new
    ]
    assert [new for _, new in changed][1:] == ['msgstr "Salam, İşıq ə"']
    assert changed[0][0].startswith('"PO-Revision-Date')


def test_nothing_typed_is_nothing_saved(client: Client) -> None:
    unit = client.unit("Bir")
    assert client.save("Bir", "bir", unit["seen"], comment="").status == 200
    assert client.file.read_text("utf-8") == CATALOG


def test_who_comes_second_is_shown_both(client: Client) -> None:
    seen = client.unit("Bir")["seen"]
    assert client.save("Bir", "birinci", seen).status == 200
    before = client.file.read_text("utf-8")
    second = client.save("Bir", "ikinci", seen)
    assert second.status == 409
    assert second.json["conflict"]["strings"] == ["birinci"]
    assert client.file.read_text("utf-8") == before
    assert client.save("Bir", "ikinci", second.json["conflict"]["seen"]).status == 200


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_author_who_moves_a_text_is_in_no_translators_way(client: Client, end: str) -> None:
    client.file.write_bytes(CATALOG.replace("\n", end).encode())
    seen = client.unit("Bir")["seen"]
    (client.root / "content/a.md").write_text(SOURCE.replace("# Başlıq", "# Yeni"), "utf-8")
    assert client.unit("Bir")["seen"] != seen
    assert client.save("Bir", "tek", seen).status == 200
    assert client.unit("Bir")["strings"] == ["tek"]
    for other in (seen, "", "x", f"{seen}{client.unit('İki')['seen']}"):
        assert client.save("Bir", "iki", other).status == 409


def test_an_edit_from_outside_is_seen_and_kept(client: Client) -> None:
    seen = client.unit("İki")["seen"]
    client.file.write_text(CATALOG.replace('msgstr "bir"', 'msgstr "BİR"'), "utf-8")
    assert client.unit("Bir")["strings"] == ["BİR"]
    assert client.save("İki", "İKİ", seen).status == 200
    text = client.file.read_text("utf-8")
    assert 'msgstr "BİR"' in text
    assert 'msgstr "İKİ"' in text


def test_a_source_that_its_author_has_changed(client: Client) -> None:
    """The old translation is there, fuzzy, before anything is written; a save writes it all."""
    (client.root / "content" / "a.md").write_text(
        SOURCE.replace("# Başlıq", "# Başlıqlar"), "utf-8"
    )
    unit = client.unit("Başlıqlar")
    assert (unit["strings"], unit["fuzzy"], unit["previous"]) == (["Başlık"], True, "Başlıq")
    assert client.file.read_text("utf-8") == CATALOG
    assert client.save("Başlıqlar", "Başlıklar", unit["seen"]).status == 200
    catalog = po.parse(client.file.read_text("utf-8"))
    assert [message.id for message in catalog][:2] == ["Başlıqlar", "Bir **iki** üç."]


def test_suggestions_are_of_the_memory(client: Client) -> None:
    """An obsolete entry and a TMX file; what the text has already is no suggestion."""
    old = '\n#~ msgid "Bir **iki** üç, dörd."\n#~ msgstr "Bir **iki** üç, dört."\n'
    client.file.write_text(CATALOG + old, "utf-8")
    address = f"/api/suggestions/tr/a/{name_of((None, 'Bir **iki** üç.'))}"
    (found,) = client("GET", address).json["suggestions"]
    assert (found["target"], found["kind"]) == ("Bir **iki** üç, dört.", "fuzzy")
    assert 60 < found["score"] < 100
    own = client("GET", f"/api/suggestions/tr/a/{name_of((None, 'Bir'))}").json
    assert own == {"suggestions": []}


def test_hints_of_the_catalog_stay_with_a_save(client: Client) -> None:
    """Where the source has changed, a save writes what an update would."""
    root = client.root
    (root / "varaq.toml").write_text('reference = ["en"]\nreference_comments = true\n', "utf-8")
    english = root / "locale" / "en" / "LC_MESSAGES" / "a.po"
    english.parent.mkdir(parents=True)
    english.write_text(CATALOG.replace("Language: tr", "Language: en"), "utf-8")
    assert run(["-C", str(root), "update"]) == 0
    (root / "content" / "a.md").write_text(SOURCE + "\nYeni.\n", "utf-8")
    again = Client(root)
    assert again.save("Yeni.", "Neu.", again.unit("Yeni.")["seen"]).status == 200
    before = again.file.read_text("utf-8")
    assert "#. en: bir\n" in before
    assert run(["-C", str(root), "update"]) == 0
    assert again.file.read_text("utf-8").count("#. en:") == before.count("#. en:")


def test_the_templates_words_are_translated_here_too(small: Callable[..., Path]) -> None:
    """With their plurals, each form with numbers that it is for."""
    template = (
        '<p>{# i18n: A note. #}{{ _("Bağla") }}'
        '{{ ngettext("%(n)s fayl", "%(n)s fayl", 2, n=2) }}</p>'
    )
    root = small({"content/a.md": SOURCE, "templates/handout.html": template})
    assert run(["-C", str(root), "init", "ru"]) == 0
    client = Client(root)
    overview = client("GET", "/api/overview").json
    assert [each["name"] for each in overview["documents"]] == ["a", "templates"]
    view = client("GET", "/api/document/ru/templates").json
    assert (view["page"], [unit["text"] for unit in view["units"]]) == (
        None,
        ["Bağla", "%(n)s fayl"],
    )
    address = f"/api/{{}}/ru/templates/{view['units'][1]['key']}"
    unit = client("GET", address.format("unit")).json
    assert [form["label"] for form in unit["forms"]] == [
        "1, 21, 31, 41",
        "2, 3, 4, 22",
        "0, 5, 6, 7",
    ]
    bad = {"strings": ["%(m)s", "x", "x"], "fuzzy": False}
    found = client("POST", address.format("preview"), bad).json["findings"]
    assert found[0]["code"] == "placeholders"
    forms = ["%(n)s файл", "%(n)s файла", "%(n)s файлов"]
    typed = {"strings": forms, "fuzzy": False, "comment": None, "seen": unit["seen"]}
    assert client("POST", address.format("save"), typed).status == 200
    assert client("GET", address.format("unit")).json["strings"] == forms
    assert client("GET", f"/page/{TOKEN}/ru/templates").status == 404


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [("tr-TR,tr;q=0.9", "tr"), ("ru", "ru"), ("xx, en;q=0.5", "en"), ("az", "az"), ("xx", "en")],
)
def test_the_desk_speaks_the_readers_language(client: Client, accepted: str, shown: str) -> None:
    """Also where the project has no catalogs of it: the packaged words do."""
    page = client("GET", "/", accept_language=accepted).text
    assert f'<html lang="{shown}"' in page


def test_fuzzy_and_comments(client: Client) -> None:
    seen = client.unit("Bir")["seen"]
    saved = client.save("Bir", "bir", seen, fuzzy=True, comment="soruş")
    assert saved.json["state"] == "fuzzy"
    assert "# soruş\n" in client.file.read_text("utf-8")
    again = client.save("Bir", "bir", saved.json["seen"], comment="")
    assert again.json["state"] == "translated"


def test_a_save_is_taken_back(client: Client) -> None:
    client.save("Bir", "birinci", client.unit("Bir")["seen"])
    (past,) = client.unit("Bir")["history"]
    assert past["strings"] == ["bir"]
    address = f"/api/undo/tr/a/{name_of((None, 'Bir'))}"
    assert undo(client, "Bir")["strings"] == ["bir"]
    assert client("POST", address, {**past, "save": 999}).status == 404


def undo(client: Client, msgid: str, number: int = 0) -> Any:
    """What comes of undoing a save of a message, 0 for the last one."""
    past = client.unit(msgid)["history"][number]
    address = f"/api/undo/tr/a/{name_of((None, msgid))}"
    seen = client.unit(msgid)["seen"]
    return client("POST", address, {"save": past["save"], "when": past["when"], "seen": seen}).json


def test_what_somebody_else_saved_is_not_taken_back_unseen(client: Client) -> None:
    """And no other save is where its number was given again."""
    client.save("Bir", "one", client.unit("Bir")["seen"])
    unit = client.unit("Bir")
    (past,) = unit["history"]
    sent = {"save": past["save"], "when": past["when"], "seen": unit["seen"]}
    client.save("Bir", "theirs", unit["seen"])
    address = f"/api/undo/tr/a/{name_of((None, 'Bir'))}"
    answer = client("POST", address, sent)
    assert (answer.status, answer.json["conflict"]["strings"]) == (409, ["theirs"])
    assert client.unit("Bir")["strings"] == ["theirs"]
    other = {**sent, "seen": client.unit("Bir")["seen"], "when": "2026-01-01T00:00:00+00:00"}
    assert client("POST", address, other).status == 404
    assert client("POST", address, {**other, "when": past["when"]}).status == 200
    assert client.unit("Bir")["strings"] == ["bir"]


def test_what_was_fuzzy_is_fuzzy_again_when_a_save_is_taken_back(client: Client) -> None:
    mark = '#, fuzzy\n#| msgctxt "c"\n#| msgid "Biri"\nmsgid "Bir"\n'
    before = CATALOG.replace('msgid "Bir"\n', mark)
    client.file.write_text(before, "utf-8")
    client.save("Bir", "birinci", client.unit("Bir")["seen"])
    client.save("Bir", "ikinci", client.unit("Bir")["seen"], fuzzy=True)
    client.save("Bir", "üçüncü", client.unit("Bir")["seen"])
    assert undo(client, "Bir")["state"] == "fuzzy"
    unit = client.unit("Bir")
    assert (unit["strings"], unit["fuzzy"], unit["previous"]) == (["ikinci"], True, None)
    assert undo(client, "Bir", -1)["state"] == "fuzzy"
    assert mark in client.file.read_text("utf-8")


def test_an_open_desk_sees_a_number_that_the_journal_gives_again(client: Client) -> None:
    for text in ("one", "two"):
        client.save("Bir", text, client.unit("Bir")["seen"])
    assert [past["strings"] for past in client.unit("Bir")["history"]] == [["one"], ["bir"]]
    assert run(["-C", str(client.root), "undo", "2"]) == 0
    for text in ("drei", "vier"):
        client.save("Bir", text, client.unit("Bir")["seen"])
    assert [past["strings"] for past in client.unit("Bir")["history"]] == [["drei"], ["bir"]]


def test_a_catalog_with_crlf_has_a_history(client: Client) -> None:
    client.file.write_bytes(CATALOG.replace("\n", "\r\n").encode())
    client.save("Bir", "birinci", client.unit("Bir")["seen"])
    assert undo(client, "Bir")["strings"] == ["bir"]


PLURAL = """msgid "1 alma"
msgid_plural "%d alma"
msgstr[0] "1 elma"
"""


MILLIONS = "n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2"


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        ("nplurals=2; plural=(n != 1)", ["1", "0, 2, 3, 4"]),
        (f"nplurals=3; plural=({MILLIONS})", ["1", "1.000.000", "0, 2, 3, 4"]),
        ("nplurals=3; plural=(n != 1)", ["1", "0, 2, 3, 4", ""]),
        ("nplurals=2; plural=(n !=)", []),
    ],
)
def test_each_form_has_numbers_of_its_own(client: Client, rule: str, labels: list[str]) -> None:
    changed = CATALOG.replace("nplurals=2; plural=(n != 1)", rule)
    client.file.write_text(f"{changed}\n{PLURAL}", "utf-8")
    (client.root / "content" / "a.md").write_text(f"{SOURCE}\n1 alma\n", "utf-8")
    assert [form["label"] for form in client.unit("1 alma")["forms"]] == labels


def test_a_message_has_all_the_forms_that_its_catalog_asks_for(client: Client) -> None:
    """Here one that lacks forms, which is said; no more forms are taken, and not none."""
    three = CATALOG.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=n%3")
    client.file.write_text(f"{three}\n{PLURAL}", "utf-8")
    (client.root / "content" / "a.md").write_text(f"{SOURCE}\n1 alma\n", "utf-8")
    unit = client.unit("1 alma")
    assert unit["strings"] == ["1 elma", "", ""]
    assert [found["code"] for found in unit["findings"]] == ["plural-count"]
    before = client.file.read_text("utf-8")
    for sent in ([], ["a"] * 4, ["a"] * 5):
        assert client.save("1 alma", "", unit["seen"], strings=sent).status == 422
    same = ["1 elma", "", ""]
    assert client.save("1 alma", "", unit["seen"], strings=same).json["strings"] == same
    assert client.file.read_text("utf-8") == before
    done = client.save("1 alma", "", unit["seen"], strings=["a", "b", "c"]).json
    assert (done["strings"], done["findings"]) == (["a", "b", "c"], [])
    assert 'msgstr[2] "c"' in client.file.read_text("utf-8")
    assert undo(client, "1 alma")["strings"] == same
    for sent in ([], ["a", "b"]):
        seen = client.unit("Bir")["seen"]
        assert client.save("Bir", "", seen, strings=sent).status == 422


def test_a_preview_writes_nothing_and_says_what_is_wrong(client: Client) -> None:
    address = f"/api/preview/tr/a/{name_of((None, 'Bir **iki** üç.'))}"
    shown = client("POST", address, {"strings": ["# Salam <em>x</em>"], "fuzzy": False}).json
    assert shown["units"]["1"].endswith("># Salam <em>x</em></p>")
    bad = client("POST", address, {"strings": ["<script>x</script>"], "fuzzy": False}).json
    assert [found["code"] for found in bad["findings"]][:1] == ["html-not-allowed"]
    assert "<script>" not in bad["units"]["1"]
    assert client.file.read_text("utf-8") == CATALOG


@pytest.mark.parametrize(
    "body", [None, [], {}, {"strings": "x"}, {"strings": [1]}, {"strings": ["x"], "comment": 1}]
)
def test_what_is_no_request(client: Client, body: object) -> None:
    address = f"/api/preview/tr/a/{name_of((None, 'Bir'))}"
    assert client("POST", address, body).status == 422


def test_json_that_is_too_deep_is_no_request(client: Client) -> None:
    address = f"/api/preview/tr/a/{name_of((None, 'Bir'))}"
    assert client("POST", address, b"[" * 100_000).status == 422


def test_search_folds_as_the_languages_do(client: Client) -> None:
    hits = client("GET", "/api/search/tr?q=BA%C5%9ELI").json["hits"]
    assert [hit["source"] for hit in hits] == ["Başlıq"]


def test_a_block_with_others_of_its_kind_in_it() -> None:
    html = '<ul><li id="a" data-unit="0">a<ul><li>b</li></ul></li><li data-unit="1">c</li></ul>'
    assert blocks(html, [1, 0]) == {
        1: '<li data-unit="1">c</li>',
        0: '<li id="a" data-unit="0">a<ul><li>b</li></ul></li>',
    }
    assert blocks(html, [2]) is None


@pytest.mark.parametrize(
    "text", ["\ud800", "a\0b", "a\r\nb", "a\4b", "\ufeffa", "a\u2028b", "x" * 100_000, '"\\', " "]
)
def test_whatever_is_typed_leaves_a_catalog_that_can_be_read(client: Client, text: str) -> None:
    answer = client.save("Bir", text, client.unit("Bir")["seen"])
    assert answer.status in (200, 422)
    found = {message.id: message.strings for message in po.parse(client.file.read_text("utf-8"))}
    assert found["Bir"] == ((text,) if answer.status == 200 else ("bir",))
    assert answer.status == (422 if set(text) & set("\ud800\0\4") else 200)
