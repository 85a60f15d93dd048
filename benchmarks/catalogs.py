"""Reading, writing and merging catalogs, beside gettext, polib, translate-toolkit and Babel.

``python benchmarks/catalogs.py [--rounds N] [--toolkit BIN]`` prints CPU seconds (medians) and
peak memory of whole programs, start-up included, all candidates in the same run. BIN is the
folder of an environment with translate-toolkit's programs, which are run, not imported.

The catalogs are made from the translations that the project ships, with a seed: words are
shuffled until there are enough different messages; in the merges every tenth is edited.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import polib
from measuring import Program, table

from varaq import po
from varaq.catalog import Style
from varaq.extraction import Origin, pot

ROOT = Path(__file__).parent.parent
VARAQ = """
import sys
from dataclasses import replace
from pathlib import Path
from varaq import po
old = po.parse(po.decode(Path(sys.argv[1]).read_bytes()))
messages = list(old.messages)
entry = messages[len(messages) // 2].entry()
entry.msgstr = "changed"
messages[len(messages) // 2] = po.message(entry, po.measured(old))
Path(sys.argv[2]).write_bytes(po.write(replace(old, messages=tuple(messages))).encode())
"""
POLIB = """
import sys, polib
file = polib.pofile(sys.argv[1], wrapwidth=0)
file[len(file) // 2].msgstr = "changed"
file.save(sys.argv[2])
"""
TOOLKIT = """
import sys
from translate.storage.po import pofile
file = pofile.parsefile(sys.argv[1])
file.units[len(file.units) // 2].target = "changed"
file.savefile(sys.argv[2])
"""
BABEL = """
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as source:
    catalog = read_po(source)
list(catalog)[len(catalog) // 2].string = "changed"
with open(sys.argv[2], "wb") as target:
    write_po(target, catalog, width=0)
"""


def messages(count: int) -> list[tuple[str, str]]:
    """That many different messages with their translations, the same each time."""
    base = [
        (message.id, message.strings[0])
        for path in sorted((ROOT / "locale" / "tr" / "LC_MESSAGES").glob("*.po"))
        for message in po.parse(path.read_text("utf-8"))
        if message.plural is None
    ]
    chance = random.Random(20261124)  # noqa: S311 - a seed, not a secret
    found: dict[str, str] = {}
    number = 0
    while len(found) < count:
        msgid, msgstr = base[number % len(base)]
        words, said = msgid.split(), msgstr.split()
        if number >= len(base):
            chance.shuffle(words)
            chance.shuffle(said)
            # as long as prose is, and not all of it long
            size = chance.randint(3, 40)
            words, said = [*words[:size], str(number)], [*said[:size], str(number)]
        found.setdefault(" ".join(words), " ".join(said))
        number += 1
    return list(found.items())


def write_catalog(path: Path, pairs: list[tuple[str, str]]) -> None:
    """A .po file with these messages and translations."""
    header = polib.POEntry(
        msgid="",
        msgstr="Language: tr\nContent-Type: text/plain; charset=UTF-8\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\n",
    )
    entries = [
        polib.POEntry(msgid=msgid, msgstr=msgstr, occurrences=[("content/a.md", "")])
        for msgid, msgstr in pairs
    ]
    style = Style()
    text = po.message(header, style, "").text
    path.write_text(text + "".join(po.message(entry, style).text for entry in entries), "utf-8")


def write_template(path: Path, pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The POT after a tenth of the messages was edited; the edited ones with what is right."""
    edited: dict[str, str] = {}
    entries = []
    owed = 0
    for number, (msgid, msgstr) in enumerate(pairs):
        words = msgid.split()
        owed += number % 10 == 0
        if owed and len(words) > 3:  # a shorter text leaves it to the next one
            owed -= 1
            words[len(words) // 2] = "dəyişdi"
            edited[" ".join(words)] = msgstr
        entries.append(polib.POEntry(msgid=" ".join(words), occurrences=[("content/a.md", "")]))
    unique = {entry.msgid: po.message(entry, Style()) for entry in entries}
    template = pot(unique.values(), Origin("bench", "az", "2026-01-01 00:00+0000"))
    path.write_text(po.write(template), "utf-8")
    return edited


def matches(path: Path, edited: dict[str, str]) -> str:
    """How many of the edited messages a merged catalog has a suggestion for, and a right one."""
    found = po.parse(po.decode(path.read_bytes())).by_key()
    fuzzy = [m for m in found.values() if m.fuzzy and m.id in edited]
    right = sum(m.strings[0] == edited[m.id] for m in fuzzy)
    return f"{len(fuzzy)} of {len(edited)} edited messages matched, {right} of them right"


def prepare(folder: Path, count: int, *, template: bool) -> None:
    """Make old.po, and new.pot where it is wanted, in a process of its own.

    A program that is started has at least the peak memory of the one that starts it, so that
    the measuring one has to stay small.
    """
    command = [sys.executable, __file__, "--make", str(folder), str(count)]
    subprocess.run(command + (["--template"] if template else []), check=True)


def make(folder: Path, count: int, *, template: bool) -> None:
    """What `prepare` runs."""
    pairs = messages(count)
    write_catalog(folder / "old.po", pairs)
    if template:
        edited = write_template(folder / "new.pot", pairs)
        (folder / "edited.json").write_text(json.dumps(edited, ensure_ascii=False), "utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Reading, writing and merging catalogs.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--toolkit", type=Path, help="bin folder with translate-toolkit")
    parser.add_argument("--slow", action="store_true", help="msgmerge at 20,000 messages too")
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--template", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(Path(options.make[0]), int(options.make[1]), template=options.template)
        return
    toolkit: Path | None = options.toolkit
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, out = folder / "old.po", folder / "out.po"
        files = [str(old), str(out)]
        script: Callable[[str], Program] = lambda text: Program(  # noqa: E731
            [sys.executable, "-c", text, *files]
        )
        prepare(folder, 60_000, template=False)
        size = old.stat().st_size / 1e6
        candidates = {
            "msgcat --no-wrap": Program(
                [shutil.which("msgcat") or "msgcat", "--no-wrap", "-o", files[1], files[0]]
            ),
            "varaq": script(VARAQ),
            "polib": script(POLIB),
        }
        if toolkit:
            command = [str(toolkit / "python"), "-c", TOOLKIT, *files]
            candidates["translate-toolkit"] = Program(command)
        candidates["Babel"] = script(BABEL)
        table(
            f"Read and write back 60,000 entries ({size:.0f} MB), one changed",
            candidates,
            options.rounds,
        )
        for count in (4_000, 20_000):
            new = folder / "new.pot"
            prepare(folder, count, template=True)
            edited = json.loads((folder / "edited.json").read_text("utf-8"))
            ours, theirs = folder / "ours.po", folder / "theirs.po"
            msgmerge = [
                "msgmerge",
                "--previous",
                "--no-wrap",
                "-q",
                "-o",
                str(theirs),
                str(old),
                str(new),
            ]
            varaq = [sys.executable, "-m", "varaq", "merge", str(old), str(new), "-o", str(ours)]
            candidates = {}
            if count == 4_000 or options.slow:
                candidates["msgmerge --previous"] = Program(msgmerge)
            candidates["varaq merge"] = Program(varaq)
            if toolkit and count == 4_000:
                command = [str(toolkit / "pot2po"), "-t", str(old), str(new), str(out)]
                candidates["translate-toolkit pot2po"] = Program(command)
            rounds = options.rounds if count == 4_000 else 1
            table(f"Merge {count:,} messages, {len(edited)} of them edited", candidates, rounds)
            print(f"\nvaraq: {matches(ours, edited)}.")
            if "msgmerge --previous" in candidates:
                print(f"msgmerge: {matches(theirs, edited)}.")


if __name__ == "__main__":
    main()
