"""What other installed packages add to goalint: readers, checks, packs and reports, by their entry points.

Nothing is looked up for a name that goalint has itself: finding out what is installed takes longer than reading a document.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

READERS = "goalint.readers"  # the ending without its dot → a function from bytes to Blocks
CHECKS = "goalint.checks"  # the name of a check → its CheckSpec
PACKS = "goalint.packs"  # the name of a pack → the package whose folder holds pack.yaml
REPORTS = "goalint.reports"  # the name of a format → a module with `render`


@cache
def _offered(group: str) -> EntryPoints:
    from importlib.metadata import entry_points

    return entry_points(group=group)


def names(group: str) -> tuple[str, ...]:
    """The names that installed packages offer in a group."""
    return tuple(sorted(_offered(group).names))


class BrokenPackageError(Exception):
    """An installed package that does not load; names it, and what it offers. The cause is what it raised."""

    def __init__(self, package: str, offer: str) -> None:
        super().__init__(package)
        self.package = package
        self.offer = offer


def load(group: str, name: str) -> Any:
    """What an installed package offers under that name; None if nothing does. Raises BrokenPackageError."""
    found = next(iter(_offered(group).select(name=name)), None)
    if found is None:
        return None
    try:
        return found.load()
    except Exception as error:
        package = f"{found.dist.name} {found.dist.version}" if found.dist else found.module
        raise BrokenPackageError(package, f"{group}: {name}") from error


def pack_folder(name: str) -> str | None:
    """The folder of the pack that an installed package offers; none of its code runs, but that of a package around it."""
    found = next(iter(_offered(PACKS).select(name=name)), None)
    if found is None:
        return None
    from importlib.util import find_spec

    try:
        spec = find_spec(found.module)
    except ImportError:
        return None
    folders = [] if spec is None else list(spec.submodule_search_locations or [])
    return next((folder for folder in folders if os.path.isfile(os.path.join(folder, "pack.yaml"))), None)
