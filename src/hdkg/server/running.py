"""Run the server until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from hdkg.errors import HdkgError
from hdkg.server import stock
from hdkg.server.app import application
from hdkg.server.connection import Connection
from hdkg.server.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hdkg.server.settings import Settings

CONNECTIONS = 1024  # open at the same time; the next one is answered 503
IDLE = 15  # seconds that a connection may be open without a request
LAST = 5  # seconds that running requests have when the server stops


class Server(uvicorn.Server):
    """uvicorn's server, which leaves signals to `run`: it has processes and a folder to clear away."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


def run(
    settings: Settings,
    paths: Sequence[str | Path],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    store: str | Path | None = None,
    started: Callable[[str, Server], None] | None = None,
) -> None:
    """Serve graphs until the process is told to stop (Ctrl-C, or a signal TERM).

    Parameters
    ----------
    settings
        Limits, allowed hosts, token.
    paths
        Graph files.
    host, port
        Where to listen; port 0 takes a free one.
    store
        Folder of the store of a writable server, which needs the token of `settings`.
    started
        Called with the server's address when it answers.

    Raises
    ------
    GraphError
        A graph file cannot be read, or the folder cannot be used.
    HdkgError
        The address cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="hdkg-") as place, _listening(host, port) as listener:
        folder = Path(place)
        if store is None:
            service = Service(settings, stock.prepare(paths, folder), store=None, folder=folder)
        else:
            kept = stock.fill(paths, Path(store))
            service = Service(settings, stock.Stock(), store=kept, folder=Path(store))
        config = uvicorn.Config(
            application(service, folder),
            http=Connection,
            ws="none",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=LAST,
        )
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_serve(service, Server(config), listener, started))


async def _serve(
    service: Service, server: Server, listener: socket.socket, started: Callable[[str, Server], None] | None
) -> None:
    """Open the service, answer requests, and leave no process behind."""

    def stop(*_: object) -> None:
        server.should_exit = True

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
    try:
        await service.open()
        if started:
            host, port = listener.getsockname()[:2]
            started(f"http://{f'[{host}]' if ':' in host else host}:{port}/", server)
        await server.serve(sockets=[listener])
    finally:
        await service.close()


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise HdkgError(f"cannot listen there ({reason})", "choose another --port", where=f"{host}:{port}") from error
    with listener:
        yield listener
