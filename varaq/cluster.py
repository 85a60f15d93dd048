"""The cluster: machines that make shares of a build, through joblib's Dask backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import Any, TypeVar

from varaq.errors import Problem, VaraqError

LOCAL = "local"
"""The address that stands for a cluster which is started here."""
_WORKERS = 2
"""Of a cluster that is started here."""
_SECONDS = 30
"""How long a scheduler may take to answer, and workers to come."""
Sent = TypeVar("Sent")
Made = TypeVar("Made")


class Cluster:
    """A cluster that is connected; close it in the end."""

    __slots__ = ("_client", "_held")

    def __init__(self, address: str) -> None:
        """``address`` is a scheduler's, as ``tcp://host:8786``, or `LOCAL`.

        Raises `VaraqError` where it does not answer, or what connects is missing.
        """
        try:
            library: Any = import_module("dask.distributed")
        except ModuleNotFoundError as error:
            what, remedy = f"there is no {error.name}", "install it: pip install 'varaq[cluster]'"
            raise VaraqError(Problem("no-cluster", what, remedy)) from None
        self._held = ExitStack()
        try:
            if address == LOCAL:
                here = library.LocalCluster(
                    n_workers=_WORKERS, threads_per_worker=1, dashboard_address=None
                )
                address = self._held.enter_context(here).scheduler_address
            self._client: Any = self._held.enter_context(library.Client(address, timeout=_SECONDS))
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            self._held.close()
            what = f"the cluster at {address} does not answer: {error or type(error).__name__}"
            remedy = "start a scheduler and workers, or leave --cluster out"
            raise VaraqError(Problem("no-cluster", what, remedy)) from None

    @property
    def hands(self) -> int:
        """How many handouts can be made at a time."""
        return max(1, int(sum(self._client.nthreads().values())))

    def made(self, make: Callable[[Sent], Made], parcels: Sequence[Sent]) -> Iterator[Made]:
        """What the cluster makes of parcels, in their order.

        A parcel whose worker dies goes to another one. Raises `VaraqError` where none is left.
        """
        from distributed.scheduler import KilledWorker
        from joblib import Parallel, delayed, parallel_config

        try:
            with parallel_config(backend="dask", wait_for_workers_timeout=_SECONDS):
                yield from Parallel(n_jobs=-1, return_as="generator")(
                    delayed(make)(parcel) for parcel in parcels
                )
        except (KilledWorker, TimeoutError) as error:
            what = f"the cluster's workers die: {error}"
            remedy = "see to their memory, or make smaller documents"
            raise VaraqError(Problem("no-cluster", what, remedy)) from None

    def close(self) -> None:
        """Let go of it, and end it where it was started here."""
        self._held.close()
