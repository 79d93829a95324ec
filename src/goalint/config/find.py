"""Where the configuration of a run is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

PYPROJECT = "pyproject.toml"
NAMES = (".goalint.toml", "goalint.toml", PYPROJECT)


def find(paths: Sequence[str]) -> str | None:
    """The configuration of these files and folders: the one nearest to the folder that holds them all, looking upwards.

    The search ends at the root of a git repository. A pyproject.toml counts if it has [tool.goalint].
    """
    folder = _common(paths)
    while True:
        if (found := _in(folder)) is not None:
            return found
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def not_used(files: Iterable[str], used: str | None) -> list[str]:
    """Configurations nearer to one of the files than the one that is used: one run has one configuration."""
    top = os.path.dirname(os.path.abspath(used)) if used else ""
    found: dict[str, None] = {}
    seen: set[str] = set()
    for file in files:
        folder = os.path.dirname(os.path.abspath(file))
        while folder not in seen and folder != top and (not top or folder.startswith(top)):
            seen.add(folder)
            if (nearer := _in(folder)) is not None:
                found[nearer] = None
            parent = os.path.dirname(folder)
            if parent == folder or os.path.exists(os.path.join(folder, ".git")):
                break
            folder = parent
    return [path for path in found if used is None or os.path.abspath(used) != os.path.abspath(path)]


def _common(paths: Sequence[str]) -> str:
    folders = [os.path.abspath(path) if os.path.isdir(path) else os.path.dirname(os.path.abspath(path)) for path in paths]
    try:
        return os.path.commonpath(folders or [os.getcwd()])
    except ValueError:  # several drives of Windows
        return os.getcwd()


def _in(folder: str) -> str | None:
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            if name == PYPROJECT:
                from goalint.config.file import has_table

                if not has_table(path):
                    continue
            return path
    return None
