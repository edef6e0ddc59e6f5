"""The libraries behind the kinds of files that not everybody reads: loaded when needed, named where missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from hdkg.errors import SourceError


def library(module: str, extra: str, what: str, where: str) -> Any:
    """Return a module that an extra brings.

    Parameters
    ----------
    module
        Its name.
    extra
        The extra of hdkg that installs it.
    what
        What is read with it, for the message.
    where
        The file's name, for the message.

    Raises
    ------
    SourceError
        It is not installed; the message says how to.

    Examples
    --------
    >>> library("no_such_module", "pdf", "a PDF", "a.pdf")
    Traceback (most recent call last):
    hdkg.errors.SourceError: a.pdf: a PDF needs the extra “pdf”; pip install 'hdkg[pdf]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise SourceError(f"{what} needs the extra “{extra}”", f"pip install 'hdkg[{extra}]'", where=where) from error
