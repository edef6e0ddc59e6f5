"""Builds the query page's script into a wheel, where npm is there; else the wheel does without and says so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface[Any]):
    """Puts the bundle where `hdkg.server.bundle.find` looks for it in an installed wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle, unless the wheel is an editable one, which finds that of its checkout."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from hdkg.errors import HdkgError  # noqa: PLC0415 - the project itself is not installed here
        from hdkg.server.bundle import build  # noqa: PLC0415

        try:
            folder = build()
        except HdkgError as error:
            self.app.display_warning(f"This wheel's query page will be a plain form: {error}")
            return
        build_data["force_include"][str(folder)] = f"hdkg/_data/web/{folder.name}"
