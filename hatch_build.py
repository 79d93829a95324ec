"""Compiles the rule packs of rules/ into the wheel: goalint/_packs/<pack>.json, their YAML beside it in src/."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackHook(BuildHookInterface):  # type: ignore[type-arg]
    """An editable install takes the packs from rules/ itself and gets nothing."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the packs; a pack that does not load stops the build."""
        if version != "standard":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from goalint.rules.build import build

        self._compiled = tempfile.TemporaryDirectory()
        target = Path(self._compiled.name)
        build(root / "rules", target)
        for compiled in sorted(target.glob("*.json")):
            build_data["force_include"][str(compiled)] = f"goalint/_packs/{compiled.name}"
        build_data["force_include"][str(root / "rules")] = "goalint/_packs/src"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Drop what was compiled: it is in the wheel now."""
        if version == "standard":
            self._compiled.cleanup()
