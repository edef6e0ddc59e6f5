"""The command line: one small module for each command; `main` is where it starts and ends."""

from hdkg.cli.app import main

__all__ = ["main"]
