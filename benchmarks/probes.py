"""Small programs that ``scale.py`` runs in processes of their own, so that it stays small."""

CHANGE = """
import sys
from dataclasses import replace
from pathlib import Path
from varaq import po
from varaq.catalog import State
from varaq.inputs import Inputs
from varaq.project import Project
root, what, number = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
project = Project.open(root)
if what in ("a message", "a title"):
    path = max(path for path in project.catalog_paths() if path.stem != "templates")
    catalog = project.read_catalog(path)
    messages = list(catalog.messages)
    found = [
        place for place, message in enumerate(messages)
        if message.id and message.state is State.TRANSLATED and message.plural is None
    ]
    place = found[0]
    if what == "a message":
        # one in the middle of those that are paragraphs of documents
        sources = [project.document(s.name, s.path, s.file) for s in Inputs(project).sources()[0]]
        used = {u.key for s in sources for u in s.units if u.kind == "paragraph"}
        found = [place for place in found if messages[place].key in used]
        place = found[len(found) // 2]
    entry = messages[place].entry()
    entry.msgstr += number
    messages[place] = po.message(entry, po.measured(catalog))
    path.write_bytes(po.write(replace(catalog, messages=tuple(messages))).encode())
elif what == "a document":
    several = sorted((root / "content").rglob("*.md"))
    with several[len(several) // 2].open("a", encoding="utf-8") as document:
        document.write("\\n\\n" + "New words at its end. " * 3 + number + "\\n")
elif what == "a template":
    with (root / "templates" / "handout.html").open("a", encoding="utf-8") as template:
        template.write("<!-- " + number + " -->\\n")
"""
"""Changes a message, a title, a document, a template or nothing: PROJECT WHAT NUMBER."""

FLOOR = """
import json, sys, tempfile, time
from pathlib import Path
import pyromark
from varaq.document.parsing import OPTIONS
root = Path(sys.argv[1])
def took(step, several):
    start = time.process_time()
    size = sum(map(step, several))
    return time.process_time() - start, size
def read(path):
    return len(path.read_bytes())
def parsed(text):
    for _ in pyromark.events_with_range(text, options=OPTIONS):
        pass
    return len(text.encode())
def rendered(text):
    pyromark.html(text, options=OPTIONS)
    return len(text.encode())
def files(name):
    return sorted(path for path in (root / name).rglob("*") if path.is_file())
found = {"reading documents and catalogs": took(read, [*files("content"), *files("locale")])}
with tempfile.TemporaryDirectory() as name:
    there = [(path.relative_to(root), path.read_bytes()) for path in files("dist")]
    for path, _ in there:
        (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
    def write(item):
        return (Path(name) / item[0]).write_bytes(item[1])
    found["writing the handouts"] = took(write, there)
sources = [path.read_text("utf-8") for path in files("content")]
pages = [data.decode() for path, data in there if path.suffix == ".md"]
found["pyromark's events of the documents"] = took(parsed, sources)
found["pyromark's HTML of the handouts"] = took(rendered, pages)
print(json.dumps(found))
"""
"""Prints what a PROJECT's bytes take: each step as (seconds, bytes)."""

PROFILE = """
import cProfile, io, json, os, pstats, sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from varaq import cli
profile = cProfile.Profile()
sys.argv[0] = "varaq"
with suppress(SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
    profile.runcall(cli.main)
def module(path, function):
    if path == "~":
        if "posix." in function or "_io." in function:
            return "the system: files"
        return "pyromark" if "pyromark" in function else "Python's own, in C"
    if path.startswith("<frozen"):
        return "Python's library"
    parts = path.replace(os.sep, "/").removesuffix(".py").split("/")
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    if "varaq" in parts and path.endswith(".py"):
        place = len(parts) - 1 - parts[::-1].index("varaq")
        return ".".join(parts[place:]).removesuffix(".__init__")
    # Jinja compiles templates under their own names
    return "Python's library" if path.startswith("/") and path.endswith(".py") else "templates"
groups = {}
for (path, _, function), (_, _, own, _, _) in pstats.Stats(profile).stats.items():
    functions = groups.setdefault(module(path, function), {})
    name = function.strip("<>{}").removeprefix("built-in method ").partition(" of ")[0]
    name = name.removeprefix("pyromark._pyromark.").replace("|", "/")
    functions[name] = functions.get(name, 0) + own
ordered = sorted(groups.items(), key=lambda item: -sum(item[1].values()))
print(json.dumps({
    kind: (
        sum(functions.values()),
        sorted(functions.items(), key=lambda item: -item[1])[:3],
    )
    for kind, functions in ordered
}))
"""
"""Runs a command of varaq's; prints by module its own seconds, and the functions with most."""
