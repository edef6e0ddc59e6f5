"""What every server on loopback needs: a port of its own, and for Debian's Virtuoso its settings."""

from __future__ import annotations

import socket

_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{isql}
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def virtuoso_settings(isql: int, http: int, *, rows: int, buffers: int) -> str:
    """Return the text of a ``virtuoso.ini`` for a server that keeps its files where it runs.

    Parameters
    ----------
    isql, http
        Its two ports.
    rows
        How many an answer has at most.
    buffers
        Pages of 8 kB that it holds in memory.

    Examples
    --------
    >>> "MaxDirtyBuffers = 1500" in virtuoso_settings(1111, 8890, rows=1000, buffers=2000)
    True
    """
    return _VIRTUOSO.format(isql=isql, http=http, rows=rows, buffers=buffers, dirty=buffers * 3 // 4)
