"""Scripts: the same JavaScript in fewer bytes, since each page carries its own."""

from __future__ import annotations

import re

_BLANK = re.compile(r"^[ \t]*//.*\n|^[ \t]+|^\n", re.MULTILINE)


def squeezed(script: str) -> str:
    r"""JavaScript without indentation, and without lines that are empty or only a comment.

    A script in which a string or a comment goes over several lines, or could, stays as it is.

    >>> squeezed("// why\nif (a) {\n  b(`c`); // what\n}\n")
    'if (a) {\nb(`c`); // what\n}\n'
    >>> squeezed("a = `\n  b`")
    'a = `\n  b`'
    """
    for line in script.split("\n"):
        if line.count("`") % 2 or line.endswith("\\") or "/*" in line.split("*/")[-1]:
            return script
    return _BLANK.sub("", script)
