"""Hands: several processes that make a build's handouts, each its share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from varaq.drafts import Notes
from varaq.forks import can_fork
from varaq.locales import Locale
from varaq.outcome import Outcome
from varaq.pages import Kind
from varaq.selection import Request
from varaq.sheets import Sheet

_PAYS, _PAYS_TO_FORK = 15_000_000, 1_500_000
"""How many bytes of documents, counted once a language, are more work than starting processes:
some fifteen seconds, of which starting takes one, and a second, of which forks take a tenth
(benchmarks/README.md)."""
_PRINTED = 40
"""How many times as long a page takes on paper."""
_LARGEST = 40_000_000
"""The same for the largest share: what a process holds, and says at a time."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one process has made."""

    outcome: Outcome
    notes: Notes
    made: Mapping[str, Sequence[tuple[Sheet, dict[Kind, bytes]]]]
    wanted: set[str]
    assets: set[str]
    """Paths under content/ of the other files that its handouts lead to."""


def hands(request: Request, sizes: Sequence[int], languages: Sequence[Locale]) -> int:
    """How many processes pay for documents of these sizes (bytes) in these languages."""
    if request.jobs:
        return max(min(request.jobs, len(sizes)), 1)
    if request.release:
        return 1  # each process would have to judge all documents
    work = sum(sizes) * len(languages) * (_PRINTED if request.pdf else 1)
    pays = _PAYS_TO_FORK if can_fork() else _PAYS
    if work < pays or len(sizes) < 2:
        return 1
    return min(_processors(), len(sizes))


def divided(documents: Sequence[tuple[str, int]], at_once: int) -> list[list[str]]:
    """Documents, with their sizes, in shares of about the same size, neighbours together.

    >>> divided([("a", 5), ("b", 1), ("c", 4), ("d", 4)], 2)
    [['a', 'b'], ['c', 'd']]
    """
    whole = sum(size for _, size in documents)
    number = at_once * max(1, -(-whole // (at_once * _LARGEST)))
    shares: list[list[str]] = [[] for _ in range(number)]
    before = 0
    for name, size in documents:
        shares[min(number * (before + size // 2) // max(whole, 1), number - 1)].append(name)
        before += size
    return [share for share in shares if share]


def shared(
    make: Callable[[Sequence[str]], Share], shares: Sequence[Sequence[str]], at_once: int
) -> Iterator[Share]:
    """What processes make of shares of documents, by their names, in the order of the shares.

    ``make`` is called in each of them. Where one dies, this process makes what is missing.
    """
    # which small builds need not wait for
    from concurrent.futures.process import BrokenProcessPool

    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=at_once, backend="loky", return_as="generator")
    done = 0
    try:
        for made in parallel(delayed(make)(share) for share in shares):
            done += 1
            yield made
    except BrokenProcessPool:
        for share in shares[done:]:
            yield make(share)


def _processors() -> int:
    """How many processors there are for us."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
