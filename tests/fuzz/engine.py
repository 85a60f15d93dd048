"""One target under atheris: ``python -m tests.fuzz.engine TARGET ARGUMENTS-OF-LIBFUZZER…``."""

from __future__ import annotations

import sys

from tests.fuzz.targets import target


def main(name: str, arguments: list[str]) -> None:
    """Look for inputs that break the laws of a target; ends the process."""
    import atheris  # which is not everywhere, and pytest imports all modules

    with atheris.instrument_imports(include=["varaq"]):
        judge = target(name).judge
    atheris.Setup([sys.argv[0], *arguments], judge)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
