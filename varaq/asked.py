"""Asked: what a document's handouts ask of the rest of a project, noted for the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from varaq.links import ASSETS
from varaq.manifest import Stamp


class Asked:
    """What the handouts of one document have asked for so far."""

    __slots__ = ("_stamp", "assets", "links")

    links: dict[str, None]
    """Paths under content/ that they looked for handouts of."""
    assets: dict[str, Stamp | None]
    """Paths under content/ that they looked for other files at, and how these are."""

    def __init__(self, stamp: Callable[[str], Stamp | None]) -> None:
        """``stamp`` says how the file at such a path is; None where it may not be handed out."""
        self._stamp = stamp
        self.links = {}
        self.assets = {}

    def asset(self, path: str) -> str | None:
        """Where a file under content/ is handed out; None where it is none."""
        if path not in self.assets:
            self.assets[path] = self._stamp(path)
        return None if self.assets[path] is None else f"{ASSETS}/{path}"

    def there(self) -> list[str]:
        """The paths of the other files that there are."""
        return [path for path, stamp in self.assets.items() if stamp is not None]

    def noting(self, addresses: Mapping[str, str]) -> Mapping[str, str]:
        """Addresses of handouts, by the documents' paths, that note which are looked for."""
        return _Noting(addresses, self.links)


class _Noting(Mapping[str, str]):
    """A mapping that notes what is looked for."""

    __slots__ = ("_all", "_noted")

    def __init__(self, everything: Mapping[str, str], noted: dict[str, None]) -> None:
        self._all = everything
        self._noted = noted

    def __getitem__(self, key: str) -> str:
        self._noted[key] = None
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
