"""A process that answers queries over graphs that it opened once, and can be ended at any moment.

It is started as ``python -m hdkg.server.worker CONFIG`` (JSON) and talks over standard input and output.  Before its
first query it gives up what a query should not have: opening connections, and more memory than agreed.  A
timer of the system's ends it where a query runs too long, even when the server that started it is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import IO, Any

import pyoxigraph as ox

from hdkg.server import wire
from hdkg.server.answering import answer
from hdkg.server.confinement import confine

GRACE = 1.0  # seconds after the limit at which the system's timer ends a worker that nobody ended


def main(config: dict[str, Any]) -> None:
    """Open the graphs, say so, and answer until standard input ends.

    Parameters
    ----------
    config
        ``files`` (N-Quads, loaded into memory) or ``folder`` (a store on disk, opened for reading; a task may name
        another one), and the limits:
        ``seconds``, ``rows``, ``size``, ``memory``, ``hosts``, ``prefixes``.
    """
    requests, replies = channels()
    try:
        store = opened(config)
    except (OSError, SyntaxError, ValueError) as error:
        _send(replies, {"status": "failed"}, f"the graphs cannot be opened ({error})".encode())
        return
    work(config, store, requests, replies)


def work(config: dict[str, Any], store: ox.Store | None, requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer over graphs that are open until the requests end.

    Parameters
    ----------
    config
        See `main`; its ``folder`` is what `store` was opened from.
    store
        The graphs; None where each task names the folder of the store.
    requests, replies
        What the server sends, and what goes back to it.
    """
    folder = config["folder"]
    confine(config["memory"], connections=bool(config["hosts"]), files=store is None or bool(folder))
    _send(replies, {"status": "ready"})
    while (message := wire.read(requests)) is not None:
        task, body = message
        with timed(config["seconds"] + GRACE):
            if store is None or task["folder"] != folder:  # the writer has changed something since
                store, folder = ox.Store.read_only(task["folder"]), task["folder"]
            head, data = answer(store, task, body.decode("utf-8"), config)
        _send(replies, head, data)


def channels() -> tuple[IO[bytes], IO[bytes]]:
    """Return streams of requests and replies; what else is printed goes nowhere."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    return sys.stdin.buffer, replies


@contextlib.contextmanager
def timed(seconds: float) -> Any:
    """Let the system end this process where what is inside takes longer."""
    timer = getattr(signal, "setitimer", None)
    if timer is None:
        yield
        return
    timer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        timer(signal.ITIMER_REAL, 0)


def opened(config: dict[str, Any]) -> ox.Store:
    """Return the graphs of ``files`` or of the store in ``folder``, for reading."""
    if config["folder"]:
        return ox.Store.read_only(config["folder"])
    store = ox.Store()
    for file in config["files"]:
        store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
    return store


def _send(replies: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    replies.write(wire.frame(head, body))
    replies.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
