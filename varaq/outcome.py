"""Outcomes: what a build is about to do, what it did, and where it puts that."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from varaq import files, replacing
from varaq.errors import Problem, VaraqError, has_errors
from varaq.links import ASSETS
from varaq.manifest import Left, Manifest, Stamp, digest, digest_of, stamp

_OLD = 600.0
"""Seconds after which nobody is writing at a file any more."""
NOBODY = ""
"""What files that are no document's are noted under."""


_SAID_ONCE = frozenset({"pdf", "no-glyph"})


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """What earlier builds had made and nothing is made of any more."""
    left_out: list[str] = field(default_factory=list)
    """``tag/document`` of handouts under the coverage that a release asks for."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be built, or not as it should be."""
    broken: bool = False
    """Whether some input could not be used at all."""

    def blame(self, problems: Sequence[Problem]) -> None:
        """Note problems that keep some input from being used."""
        self.problems += problems
        self.broken = self.broken or has_errors(problems)

    def take(self, other: Outcome) -> None:
        """Add what another process did; what a printer says once is said once."""
        said = {(each.code, each.message) for each in self.problems if each.code in _SAID_ONCE}
        self.written += other.written
        self.unchanged += other.unchanged
        self.left_out += other.left_out
        self.problems += [each for each in other.problems if (each.code, each.message) not in said]
        self.broken = self.broken or other.broken


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the build is about to do, for whoever shows progress."""

    done: int
    total: int
    what: str


class Output:
    """The folder that a build writes to, and what it writes noted."""

    wanted: set[str]
    """The addresses of all files that are to be there."""

    __slots__ = (
        "_folder",
        "_force",
        "_manifest",
        "_new",
        "_outcome",
        "_root",
        "_shown",
        "wanted",
    )

    def __init__(
        self, folder: Path, shown: str, outcome: Outcome, manifest: Manifest, *, force: bool
    ) -> None:
        """``shown`` is what users see before a file's address; ``force`` writes what is there."""
        self._folder = folder
        self._root = f"{folder}/"
        self._new: dict[str, bool] = {}
        """Folders that are known to be in it and not elsewhere: whether this build makes them."""
        self._shown = shown
        self._outcome = outcome
        self._manifest = manifest
        self._force = force
        self.wanted: set[str] = set()

    def put(self, address: str, data: bytes) -> Left:
        """Write a file where it would change; how it is left, with an empty key.

        Raises `VaraqError` where that fails.
        """
        name = self.shown(address)
        self.wanted.add(address)
        path, new = self._place(address)
        changed, holds = True, digest(data)
        self._manifest.mark.foresee(address, holds)
        if new:
            files.make(path, data, name)
        else:
            changed = files.put(path, data, name, force=self._force, through=False)
        (self._outcome.written if changed else self._outcome.unchanged).append(name)
        return Left(b"", holds, stamp(path) or Stamp(0, 0, 0, 0))

    def copy(self, address: str, source: Path, name: str) -> Left:
        """Write a file as another is; how it is left, with an empty key.

        ``name`` is how users know the source. Raises `VaraqError` where that fails.
        """
        self.wanted.add(address)
        changed = self.lay(address, source, name)
        (self._outcome.written if changed else self._outcome.unchanged).append(self.shown(address))
        path, _ = self._place(address)
        return Left(b"", digest_of(path) or b"", stamp(path) or Stamp(0, 0, 0, 0))

    def lay(self, address: str, source: Path, name: str) -> bool:
        """The same, for another process to note; whether it was written."""
        path, _ = self._place(address)
        if not self._force and _same(path, str(source)):
            return False
        self._manifest.mark.foresee(address, digest_of(str(source)) or b"")
        files.copy(source, path, name, self.shown(address))
        return True

    def _place(self, address: str) -> tuple[str, bool]:
        """The path of a file, and whether its folder was not there when this build came to it.

        Raises `VaraqError` where a link on the way leads elsewhere.
        """
        folder = address.rpartition("/")[0]
        new = self._new.get(folder)
        if new is None:
            files.contained(self._root + folder, self._folder, self.shown(folder))
            new = self._new[folder] = not os.path.lexists(self._root + folder)
        return self._root + address, new

    def standing(self, address: str, left: Left | None) -> Left | None:
        """A file as it is, where it holds what an earlier build has left; else None."""
        return None if left is None or self._force else self._as_left(address, left)

    def _as_left(self, address: str, left: Left) -> Left | None:
        """A file as it is, where it holds what was left there; else None."""
        now = stamp(self._root + address)
        if now is None or now == left.stamp:
            return None if now is None else left
        holds = digest_of(self._root + address)
        return left._replace(stamp=now) if holds == left.digest else None

    def stay(self, address: str) -> None:
        """Note that a file is wanted as it stands."""
        self.wanted.add(address)
        self._outcome.unchanged.append(self.shown(address))

    def remove(self, address: str) -> bool:
        """Remove a file where there is one; False, and it is said, where that can't be done."""
        try:
            path, new = self._place(address)
            if not new or address in self.wanted:
                files.remove(path, self.shown(address))
        except VaraqError as error:
            self._outcome.blame(error.problems)
            return False
        return True

    def sweep(self) -> None:
        """Remove what earlier builds have made and this one did not want, unless it was changed."""
        for address in self._manifest.addresses():
            if address in self.wanted:
                continue
            left = self._manifest.output(address)
            if (
                left is not None
                and files.inside(address)
                and self._as_left(address, left) is not None
            ):
                if not self.remove(address):
                    continue
                self._outcome.removed.append(self.shown(address))
            self._manifest.forget_output(address)

    def take_up(self) -> None:
        """Note what a build that was killed has written, and remove what is half written.

        It is noted as no document's, for it is not known what it was made of.
        """
        for address, holds in self._manifest.mark.foreseen().items():
            before = self._manifest.output(address)
            if files.inside(address) and (before is None or before.digest != holds):
                stands = self._as_left(address, Left(b"", holds, Stamp(0, 0, 0, 0)))
                if stands is not None:
                    self._manifest.note_outputs(NOBODY, [(address, stands)])
        self._manifest.keep()
        self._manifest.mark.renew()
        replacing.sweep_all(self._folder, _OLD)

    def shown(self, address: str) -> str:
        """How users name a file of it."""
        return self._shown + address


class Carrier:
    """Copies the files that handouts lead to, each once."""

    __slots__ = (
        "_carried",
        "_file",
        "_left",
        "_manifest",
        "_outcome",
        "_output",
        "_shown",
        "paths",
    )

    paths: set[str]
    """Of files that handouts lead to and that are left to another process."""

    def __init__(
        self,
        file: Callable[[str], Path | None],
        shown: Callable[[Path], str],
        output: Output,
        outcome: Outcome,
        manifest: Manifest,
    ) -> None:
        """``file`` gives the file of a path under content/, ``shown`` how users name it."""
        self._file = file
        self._shown = shown
        self._output = output
        self._outcome = outcome
        self._manifest = manifest
        self._left = manifest.outputs(NOBODY)
        self._carried: set[str] = set()
        self.paths = set()

    def stamp(self, path: str) -> Stamp | None:
        """How the file at a path under content/ is; None where it may not be handed out."""
        found = self._file(path)
        return None if found is None else stamp(str(found))

    def bring(self, paths: Iterable[str]) -> None:
        """See to it that files are there, for somebody who is about to look at them."""
        self.carry(paths)

    def carry(self, paths: Iterable[str]) -> None:
        """Copy files that handouts lead to, as far as they have not been."""
        for path in sorted(set(paths) - self._carried):
            self._carried.add(path)
            found = self._file(path)
            if found is None:
                continue  # gone in the meantime
            address = f"{ASSETS}/{path}"
            key = digest(repr(stamp(str(found))).encode())
            left = self._left.get(address)
            standing = self._output.standing(address, left)
            if standing is not None and standing.key == key:
                self._output.stay(address)
            else:
                try:
                    standing = self._output.copy(address, found, self._shown(found))
                except VaraqError as error:
                    self._outcome.blame(error.problems)
                    continue
            if standing != left:
                self._manifest.note_outputs(NOBODY, [(address, standing._replace(key=key))])


class Porter(Carrier):
    """Remembers what is to be copied, for the process that copies for all."""

    __slots__ = ()

    def bring(self, paths: Iterable[str]) -> None:
        """Copy files now, whoever else does, too."""
        for path in set(paths) - self._carried:
            found = self._file(path)
            if found is not None:
                self._output.lay(f"{ASSETS}/{path}", found, self._shown(found))
            self._carried.add(path)

    def carry(self, paths: Iterable[str]) -> None:
        """Remember files."""
        self.paths.update(paths)


def _same(path: str, source: str) -> bool:
    """Whether a file, and no link, is there that holds what another holds."""
    now, then = stamp(path), stamp(source)
    if now is None or then is None or now.size != then.size or os.path.islink(path):  # noqa: PTH114 - as all here
        return False
    return digest_of(path) == digest_of(source)
