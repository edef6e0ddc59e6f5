"""What an operator chooses, and the limits that keep strangers from harm."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

CORES = os.cpu_count() or 1
SHARING = 4 if hasattr(os, "fork") else 1  # short queries to a core; without fork each worker has a copy of the graphs


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take.

    Attributes
    ----------
    seconds
        From the moment that a request was read to its answer, waiting included.
    moment, patience
        Seconds of the processor after which a query goes on in the long lane, and after which its priority is lowered.
    rows, size
        Rows (or triples) and bytes of an answer.
    memory
        Bytes that a worker process may use on top of the graphs.
    request
        Bytes of a request's body and of its address.
    waiting
        Requests that may wait for a worker; the next one is sent away.
    quick, long
        Places in the lanes, each for a worker process; see `hdkg.server.course`.
    """

    seconds: float = 10.0
    moment: float = 0.2
    patience: float = 0.3
    rows: int = 200_000
    size: int = 64 * 1024 * 1024
    memory: int = 1024 * 1024 * 1024
    request: int = 256 * 1024
    waiting: int = 256
    quick: int = SHARING * max(2, CORES)
    long: int = SHARING * max(2, CORES)


@dataclass(frozen=True, slots=True)
class Settings:
    """What one server does.

    Attributes
    ----------
    limits
        How much a request may take.
    hosts
        Hosts that ``SERVICE`` and ``LOAD`` may reach.
    token
        The bearer token that updates need; empty where the server is read-only.
    review_token
        The bearer token that decisions of a review need; empty where none are taken.
    sources
        The folder of the articles that the graphs were read out of; None where they are not at hand.
    """

    limits: Limits = field(default_factory=Limits)
    hosts: tuple[str, ...] = ()
    token: str = ""
    review_token: str = ""
    sources: Path | None = None
