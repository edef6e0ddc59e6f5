"""The one process that changes a store on disk; each change is whole or not there, and then shown to the readers.

It is started as ``python -m hdkg.server.writer CONFIG`` (JSON).  Readers never open the store itself: after each change
they get a checkpoint of it, whose files are links to the store's own.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hdkg.server import complaint, wire
from hdkg.server.answering import forbidden, refusal
from hdkg.server.protocol import RefusalError
from hdkg.server.using import with_dataset
from hdkg.server.worker import GRACE, channels, timed

OPENING = 5.0  # seconds that a writer before this one may take to let go of the store


def main(config: dict[str, Any]) -> None:
    """Open the store, say so, and change it as asked until standard input ends.

    Parameters
    ----------
    config
        ``folder`` of the store, ``seconds`` that a change may take, ``hosts`` that ``LOAD`` may reach.
    """
    requests, replies = channels()

    def send(head: dict[str, Any], body: bytes = b"") -> None:
        replies.write(wire.frame(head, body))
        replies.flush()

    try:
        store = _open(config["folder"])
    except OSError as error:
        send({"status": "failed"}, f"{config['folder']}: the store cannot be used ({error})".encode())
        return
    send({"status": "ready"})
    while (message := wire.read(requests)) is not None:
        task, body = message
        head, data = {"status": "ok"}, b""
        if task["change"]:
            with timed(config["seconds"] + GRACE):
                head, data = _change(store, task, body.decode("utf-8"), config)
        if head["status"] == "ok":
            _publish(store, Path(task["into"]))
        send(head, data)


def _open(folder: str) -> ox.Store:
    """Return the store, when the writer before this one has let go of it."""
    until = time.monotonic() + OPENING
    while True:
        try:
            return ox.Store(folder)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _change(store: ox.Store, task: dict[str, Any], text: str, config: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Change the store; all of it or nothing."""
    refused = forbidden(text, config["hosts"], update=True)
    if refused:
        return refused
    try:
        whole = with_dataset(text, task["default"] or (), task["named"] or ()) if task["default"] is not None else text
        store.update(whole, base_iri=task["base"])
    except RefusalError as error:
        return refusal("malformed", str(error))
    except SyntaxError as error:
        return refusal("malformed", complaint.malformed(text, str(error)))
    except (OSError, RuntimeError, ValueError) as error:
        return refusal("failed", f"The update cannot be run, nothing was changed: {' '.join(str(error).split())}")
    return {"status": "ok"}, b""


def _publish(store: ox.Store, into: Path) -> None:
    """Write a checkpoint for the readers."""
    shutil.rmtree(into, ignore_errors=True)
    store.backup(into)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
