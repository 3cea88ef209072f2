"""A Dask cluster as workers: one that runs somewhere, or processes started here."""

from __future__ import annotations

import inspect
import logging
import signal
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from negotiation_sim.errors import InputError
from negotiation_sim.experiments.executors import Workers, interrupts_held

__all__ = ["dask_cluster"]


def dask_cluster(address: str, agents: Iterable[type] = ()) -> Workers:
    """A running Dask cluster by its scheduler's address, or ``local:N``: N processes started here.

    Parameters
    ----------
    address : of the scheduler, or ``local:N``
    agents : classes whose files are sent to the workers, which may lie elsewhere; a package must be
        installed there

    Raises
    ------
    InputError
        If Dask is not installed, the address is none, or nobody answers there.
    """
    try:
        from distributed import Client, LocalCluster
        from distributed import client as dask_client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise InputError("--dask needs Dask: pip install 'negotiation-sim[cluster]'") from None
    word, _, count = address.partition(":")
    if word == "local" and not (
        count.isascii() and count.isdigit() and len(count) < 5 and int(count) > 0
    ):
        raise InputError(
            f"--dask {address}: expected the address of a scheduler, or local:N for N processes here"
        )
    cluster = None
    if word == "local":
        with interrupts_held():
            cluster = LocalCluster(
                n_workers=int(count),
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
    try:
        client = Client(cluster or address, timeout=30)
    except (OSError, ValueError) as error:
        raise InputError(
            f"--dask {address}: no scheduler answers ({type(error).__name__}); start one with `dask scheduler`"
        ) from None
    if cluster is not None:
        client.register_plugin(_interrupts_left())

    for module in sorted({kind.__module__ for kind in agents if "." not in kind.__module__}):
        client.upload_file(inspect.getfile(import_module(module)))
    speak_again = _silenced("distributed")

    def close() -> None:
        client.close()
        if cluster is not None:
            cluster.close()
        speak_again()

    return Workers(
        f"Dask cluster {address}",
        lambda: client.get_executor(pure=False),
        lambda: sum(client.nthreads().values()),
        (KilledWorker,),
        (
            OSError,
            getattr(dask_client, "ClosedClientError", ConnectionError),
        ),  # the second has a name in recent versions only
        close,
    )


def _silenced(package: str) -> Callable[[], None]:
    """Silence a package's loggers, since what goes wrong is told once, by us; gives a function that
    undoes it.
    """
    loggers = [
        logging.getLogger(name)
        for name in list(logging.root.manager.loggerDict)
        if name.split(".")[0] == package
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)

    def undo() -> None:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)

    return undo


def _interrupts_left() -> Any:
    """A plugin for Dask workers of this machine: an interrupt in the terminal reaches them too, and
    is ours to deal with.
    """
    from distributed import WorkerPlugin

    class LeaveInterrupts(WorkerPlugin):
        def setup(self, worker: Any) -> None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    return LeaveInterrupts()
