"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hdkg.errors import TargetError


def write_bytes(path: str | Path, data: bytes) -> Path:
    r"""Write `data` to `path`: beside it first, then renamed, so that what stood there before survives a failure.

    Parameters
    ----------
    path
        The file to write; its folder is made if it is missing.
    data
        All that the file shall hold.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    TargetError
        The folder or the file cannot be written, or the disk is full; nothing is left behind.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_bytes(f"{folder}/a.txt", b"x").read_bytes()
    b'x'
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise TargetError("this is a folder", "name a file in it", where=path)
        handle, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o666 & ~_umask())
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise TargetError(f"cannot be written ({reason})", "choose another place, or make room", where=path) from error
    return target


def write_text(path: str | Path, text: str) -> Path:
    """Write `text` in UTF-8 with the line ends it has; see `write_bytes`."""
    return write_bytes(path, text.encode("utf-8"))


def _umask() -> int:
    """Return the process's umask (which can only be read by setting it)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
