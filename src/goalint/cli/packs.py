"""The rule packs of a run, and what to say when one does not load."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from goalint.cli.failure import Failure
from goalint.cli.language import language, say

if TYPE_CHECKING:
    from goalint.rules.model import Pack
    from goalint.rules.problems import PackError


def packs_in_force(extra: Sequence[str] = (), *, shipped: bool = True) -> tuple[Pack, ...]:
    """The shipped packs and those in the given folders or of these names that installed packages have.

    Raises Failure with every problem of every pack.
    """
    from goalint.checks import REGISTRY
    from goalint.rules.load import load_packs, shipped_packs
    from goalint.rules.problems import PackError

    try:
        return load_packs([*(shipped_packs() if shipped else ()), *map(place_of, extra)], REGISTRY)
    except PackError as error:
        raise broken(error) from error


def place_of(pack: str) -> str:
    """The folder of a pack; what is no path may be the name of one that is installed."""
    if os.path.dirname(pack) or os.path.exists(pack):
        return pack
    from goalint.installed import pack_folder

    return pack_folder(pack) or pack


def broken(error: PackError) -> Failure:
    """All problems, one a line, and their number."""
    lang = language()
    number = len(error.problems)
    return Failure(
        *(problem.text(lang) for problem in error.problems),
        say(f"规则包无法加载：{number} 处错误", f"the rule pack does not load: {number} problem{'' if number == 1 else 's'}"),
    )
