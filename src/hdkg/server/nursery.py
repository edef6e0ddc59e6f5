"""A process that has the graphs in memory and forks workers off itself: each is there at once and shares that memory.

It is started as ``python -m hdkg.server.nursery CONFIG`` (JSON) with a socket as standard input.  A line ``fork`` comes
with the socket that the new worker talks over; the answer names its process.  It tells when a worker has ended, and
ends them when it is told to or when the server is gone.  Where processes cannot be forked (Windows), workers are
started one by one instead.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import sys
from typing import Any

from hdkg.server import worker
from hdkg.server.confinement import end_with_parent

YIELDING = 10  # how much a long query gives way to others (in niceness)
LOWEST = 19
SIGNALS = {"end": signal.SIGKILL, "pause": signal.SIGSTOP, "resume": signal.SIGCONT}


def main(config: dict[str, Any]) -> None:
    """Open the graphs, say so, and fork, end and reap workers until the server is gone.

    Parameters
    ----------
    config
        See `hdkg.server.worker.main`.  A store on disk is opened by each worker itself: its engine has threads, which
        a fork would lose.
    """
    control = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    try:
        store = None if config["folder"] else worker.opened(config)
    except (OSError, SyntaxError, ValueError) as error:
        _say(control, status="failed", message=f"the graphs cannot be opened ({error})")
        return
    _say(control, status="ready")
    place = _tend(control)
    if place is not None:
        with place, place.makefile("rb") as requests, place.makefile("wb") as replies:
            worker.work({**config, "folder": ""}, store, requests, replies)


def _tend(control: socket.socket) -> socket.socket | None:
    """Follow the server's orders; return in a worker its socket, and here None when the server is gone."""
    children: set[int] = set()
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is woken:
                    woken.recv(4096)
                    _reap(control, children)
                    continue
                orders, places = _orders(control)
                if not orders:
                    _end(children)
                    return None
                for word, number in orders:
                    if word == "fork":
                        place = _fork(control, children, places.pop(0))
                        if place is not None:
                            return place
                    elif number in children:
                        _treat(word, number)


def _orders(control: socket.socket) -> tuple[list[tuple[str, int]], list[int]]:
    """Return what the server says, and the sockets that come with it; nothing where the server is gone."""
    try:
        said, places, _, _ = socket.recv_fds(control, 65536, 64)
        while said and not said.endswith(b"\n"):
            said += control.recv(1)
    except OSError:
        return [], []
    words = (line.partition(" ") for line in said.decode("ascii").splitlines())
    return [(word, int(number or 0)) for word, _, number in words], places


def _fork(control: socket.socket, children: set[int], place: int) -> socket.socket | None:
    """Fork a worker; return in it the socket that it talks over, and here None."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(place)
        children.add(pid)
        _say(control, forked=pid)
        return None
    end_with_parent(parent)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(place, 3)  # and nothing else of what the nursery has open
    os.closerange(4, 1024)
    return socket.socket(fileno=3)


def _treat(word: str, pid: int) -> None:
    """End a worker, let it pause or go on, or let it have less of the processor than others."""
    with contextlib.suppress(OSError):
        if word in SIGNALS:
            os.kill(pid, SIGNALS[word])
        elif word == "yield":
            os.setpriority(os.PRIO_PROCESS, pid, min(LOWEST, os.getpriority(os.PRIO_PROCESS, 0) + YIELDING))


def _reap(control: socket.socket, children: set[int]) -> None:
    """Tell which children have ended, and how."""
    for pid in tuple(children):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            children.discard(pid)
            _say(control, ended=pid, code=os.waitstatus_to_exitcode(status))


def _end(children: set[int]) -> None:
    for pid in children:
        _treat("end", pid)
    for pid in children:
        os.waitpid(pid, 0)


def _say(control: socket.socket, **said: Any) -> None:
    with contextlib.suppress(OSError):
        control.sendall(json.dumps(said).encode() + b"\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
