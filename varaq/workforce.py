"""The workforce: who makes a build's handouts, in this process, in several, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from varaq.cluster import Cluster
from varaq.drafts import take
from varaq.folios import Folios
from varaq.forks import can_fork, forked
from varaq.hands import Share, divided, hands, shared
from varaq.inputs import Inputs, Source
from varaq.locales import Locale
from varaq.parcels import Delivery, Parcel, parcel
from varaq.project import Project
from varaq.selection import Request
from varaq.sheets import Plan

_SMALL = 16
"""What share of the work may be done before it is shared: one in so many bytes."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """Makes handouts with as many processes or machines as pay."""

    project: Project
    request: Request
    locales: Sequence[Locale]
    everything: Sequence[Source]
    """All documents of the project."""
    tools: bytes
    """What stands for the programs of this process."""
    inputs: Inputs
    folios: Folios
    fork: Callable[[Sequence[str]], Share]
    """What a fork of this process makes of some documents, by their names."""
    near: Callable[[Sequence[str]], Share]
    """What a process of its own makes of them."""
    far: Callable[[Parcel], Delivery]
    """What another machine makes of them."""

    def made(self, sources: Sequence[Source], plans: Sequence[Plan]) -> Iterator[str]:
        """Make all handouts that are due; says of each where it is."""
        if not self.request.cluster and self._at_once(sources) == 1:
            yield from self._here(zip(sources, plans, strict=True))
            return
        due: list[tuple[Source, Plan]] = []
        for source, plan in zip(sources, plans, strict=True):
            kept = self.folios.kept(source, plan)
            if kept is None:
                due.append((source, plan))
            else:
                yield from kept
            self.inputs.release()
        at_once = self._at_once([source for source, _ in due])
        if self.request.cluster:
            yield from self._far([source for source, _ in due])
        elif at_once == 1:
            yield from self._here(due)
        else:
            ahead = _ahead([source for source, _ in due]) if can_fork() else 0
            yield from self._here(due[:ahead])
            yield from self._near([source for source, _ in due[ahead:]], at_once)

    def _here(self, due: Iterable[tuple[Source, Plan]]) -> Iterator[str]:
        """Make handouts in this process."""
        for source, plan in due:
            yield from self.folios.made(source, plan)
            self.inputs.release()

    def _at_once(self, sources: Sequence[Source]) -> int:
        return hands(self.request, [source.size for source in sources], self.locales)

    def _near(self, due: Sequence[Source], at_once: int) -> Iterator[str]:
        """Have several processes make handouts."""
        folios = self.folios
        shares = divided([(source.name, source.size) for source in due], at_once)
        for share in (self._forked if can_fork() else self._started)(shares, at_once):
            folios.outcome.take(share.outcome)
            take(folios.manifest, share.notes)
            folios.front.take(share.made)
            folios.output.wanted |= share.wanted
            folios.carrier.carry(share.assets)
            yield from share.wanted

    def _forked(self, shares: Sequence[Sequence[str]], at_once: int) -> Iterator[Share]:
        """What forks make of shares of documents; where one dies, a process of its own."""
        with self.folios.manifest.let_go():
            several = forked(self.fork, shares, at_once)
        for names, made in zip(shares, several, strict=True):
            yield made or self.near(names)

    def _started(self, shares: Sequence[Sequence[str]], at_once: int) -> Iterator[Share]:
        """The same where this process can't be forked."""
        self.folios.manifest.keep()
        return shared(self.near, shares, at_once)

    def _far(self, due: Sequence[Source]) -> Iterator[str]:
        """Have a cluster make handouts; inputs and outputs travel."""
        if not due:
            return
        folios = self.folios
        cluster = Cluster(self.request.cluster)
        try:
            shares = divided([(each.name, each.size) for each in due], 4 * cluster.hands)
            parcels = [
                parcel(self.project, self.request, self.everything, names, self.tools)
                for names in shares
            ]
            for sent in cluster.made(self.far, parcels):
                share = sent.share
                for number, (document, outputs) in enumerate(share.notes.outputs):
                    put = [
                        (where, folios.output.put(where, sent.files[where])._replace(key=left.key))
                        for where, left in outputs
                    ]
                    share.notes.outputs[number] = (document, put)
                folios.outcome.blame(share.outcome.problems)
                take(folios.manifest, share.notes)
                folios.front.take(share.made)
                folios.carrier.carry(share.assets)
                yield from sent.files
        finally:
            cluster.close()


def _ahead(due: Sequence[Source]) -> int:
    """How many documents to make before this process is forked: one, if it is a small part.

    Much of what it takes to make one is the same for all, and forks begin with that.
    """
    return int(_SMALL * due[0].size < sum(source.size for source in due))
