"""Where the configuration of a run is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

PYPROJECT = "pyproject.toml"
IGNORE_FILE = "goalint-ignore.yaml"
NAMES = (".goalint.toml", "goalint.toml", PYPROJECT)


def find(paths: Sequence[str]) -> str | None:
    """The configuration of these files and folders: the one nearest to the folder that holds them all, looking upwards.

    The search ends at the root of a git repository. A pyproject.toml counts if it has [tool.goalint].
    """
    for folder in _upwards(common_folder(paths)):
        if (found := _in(folder)) is not None:
            return found
    return None


def _upwards(folder: str) -> Iterator[str]:
    """The folder and those around it, up to the root of a git repository."""
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = parent


def find_ignore_file(paths: Sequence[str], config: str | None) -> str | None:
    """The ignore file of these files and folders: the nearest, looking upwards as far as the configuration."""
    top = os.path.dirname(os.path.abspath(config)) if config else None
    for folder in _upwards(common_folder(paths)):
        path = os.path.join(folder, IGNORE_FILE)
        if os.path.isfile(path):
            return path
        if folder == top:
            return None
    return None


def not_used(files: Iterable[str], used: str | None) -> list[str]:
    """Configurations nearer to one of the files than the one that is used: one run has one configuration."""
    top = os.path.dirname(os.path.abspath(used)) if used else ""
    found: dict[str, None] = {}
    seen: set[str] = set()
    for file in files:
        for folder in _upwards(os.path.dirname(os.path.abspath(file))):
            if folder in seen or folder == top:
                break
            seen.add(folder)
            if (nearer := _in(folder)) is not None:
                found[nearer] = None
    return [path for path in found if used is None or os.path.abspath(used) != os.path.abspath(path)]


def common_folder(paths: Sequence[str]) -> str:
    """The folder that holds all these files and folders."""
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
