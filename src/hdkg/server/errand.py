"""Work that is done by a process of its own, which does not outlive the server."""

from __future__ import annotations

import asyncio
import contextlib
import sys


async def run_module(name: str, *words: str, seconds: float | None = None) -> bool:
    """Run a module of Python's, silently.

    Parameters
    ----------
    name, words
        The module and what is written behind it on the command line.
    seconds
        How long it may take; it is ended after that, and also where who waits for it is cancelled.

    Returns
    -------
    bool
        Whether it succeeded.

    Examples
    --------
    >>> asyncio.run(run_module("hdkg", "--version")), asyncio.run(run_module("hdkg", "--nothing"))
    (True, False)
    """
    nothing = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", name, *words), stdin=nothing, stdout=nothing, stderr=nothing
    )
    try:
        async with asyncio.timeout(seconds):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
