"""What a worker process gives up before its first query, so that no query can use it.

The guard (`hdkg.store.guard`) refuses queries that call other addresses; this is the wall behind it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 38, 22, 2
ALLOW, REFUSE, END = 0x7FFF0000, 0x00050001, 0x80000000  # go on; "not permitted"; end the process
LOAD, EQUAL, NOT_BELOW, RETURN = 0x20, 0x15, 0x35, 0x06
# By machine: the mark of its system calls, and the numbers of socket and io_uring_setup.
CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
COMPATIBLE = 0x40000000  # where the numbers of another set of calls begin on x86_64


def confine(memory: int, *, connections: bool, files: bool) -> None:
    """Take from this process what a query should not have, as far as the system can.

    Parameters
    ----------
    memory
        Bytes that it may use on top of what it has.
    connections
        Whether it may open connections.
    files
        Whether it may open files, as a store on disk does.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    used = _used()
    if used:
        resource.setrlimit(resource.RLIMIT_DATA, (used + memory, used + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not connections:
        _refuse_sockets()
    if not (connections or files):
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def end_with_parent(parent: int) -> None:
    """Let Linux end this process when its parent ends; one that pauses would else stay for ever."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before this was said
            os.kill(os.getpid(), signal.SIGKILL)


def _used() -> int:
    """Return the bytes of data that this process holds; 0 where the system does not tell."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        for line in status:
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def _refuse_sockets() -> None:
    """Let Linux refuse every new socket of this process and its threads (seccomp); elsewhere do nothing."""
    calls = CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or calls is None or struct.calcsize("P") != 8:
        return
    machine, socket, ring = calls
    program = [
        (LOAD, 0, 0, 4),
        (EQUAL, 1, 0, machine),
        (RETURN, 0, 0, END),
        (LOAD, 0, 0, 0),
        (NOT_BELOW, 2, 0, COMPATIBLE),
        (EQUAL, 1, 0, socket),
        (EQUAL, 0, 1, ring),
        (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ALLOW),
    ]
    steps = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    whole = ctypes.create_string_buffer(struct.pack("HP", len(program), ctypes.addressof(steps)))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    library.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_void_p(ctypes.addressof(whole)), 0, 0)
