"""A process that answers queries over graphs that it opened once, and can be ended at any moment.

It is started as ``python -m hdkg.server.worker CONFIG`` (JSON) and talks over standard input and output.  Before its
first query it gives up what a query should not have: opening files or connections, and more memory than agreed.  A
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

GRACE = 1.0  # seconds after the limit at which the system's timer ends a worker that nobody ended


def main(config: dict[str, Any]) -> None:
    """Open the graphs, say so, and answer until standard input ends.

    Parameters
    ----------
    config
        ``files`` (N-Quads, loaded into memory) or ``folder`` (a store on disk, opened for reading), and the limits:
        ``seconds``, ``rows``, ``size``, ``memory``, ``hosts``, ``prefixes``.
    """
    requests, replies = channels()
    try:
        store = _open(config)
    except (OSError, SyntaxError, ValueError) as error:
        _send(replies, {"status": "failed"}, f"the graphs cannot be opened ({error})".encode())
        return
    confine(config["memory"], connections=bool(config["hosts"]))
    _send(replies, {"status": "ready"})
    while (message := wire.read(requests)) is not None:
        task, body = message
        with timed(config["seconds"] + GRACE):
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


def confine(memory: int, *, connections: bool) -> None:
    """Take from this process more memory, memory dumps and, unless `connections`, any new file or connection."""
    try:
        import resource  # noqa: PLC0415 - POSIX only; elsewhere the guard stands alone
    except ImportError:
        return
    used = _used()
    if used:
        resource.setrlimit(resource.RLIMIT_DATA, (used + memory, used + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not connections:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _used() -> int:
    """Return the bytes of data that this process holds; 0 where the system does not tell."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        for line in status:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


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


def _open(config: dict[str, Any]) -> ox.Store:
    """Return the graphs for reading."""
    if config.get("folder"):
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
