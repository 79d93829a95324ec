"""The drafts as they were sent back, read and judged for a comparison (`goalint check NEW --original OLD`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from goalint.cli.check import judged, taken_in
from goalint.cli.failure import Failure
from goalint.cli.input import STDIN
from goalint.cli.language import say
from goalint.cli.progress import Progress
from goalint.cli.settings import gathered
from goalint.config.settings import Settings
from goalint.tree.confidence import Confidence

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from goalint.examine import Rulebook
    from goalint.revision import Original
    from goalint.rules.model import Pack


def original_files(place: str, settings: Settings) -> list[str]:
    """The files of the drafts that were sent back. Raises Failure if there is nothing in that place."""
    if not os.path.exists(place):
        raise Failure(say(f"--original：没有 {place}", f"--original: there is no {place}"))
    return gathered([place], settings._replace(force_exclude=False)).files


def apart(files: Sequence[str], originals: Sequence[str]) -> list[str]:
    """The files to check without those that were sent back, which may lie in the same folder."""
    theirs = {os.path.realpath(path) for path in originals}
    left = [path for path in files if path == STDIN or os.path.realpath(path) not in theirs]
    if files and not left:
        raise Failure(
            say(
                "--original 与要检查的是同样的文件：一个写修改稿，一个写上次退回的",
                "--original names the very files that are to be checked: name the revised drafts and those that were sent back",
            )
        )
    return left


def original_of(
    place: str,
    files: Sequence[str],
    revised: Sequence[str],
    packs: Sequence[Pack],
    settings: Settings,
    rulebook: Rulebook,
    executor: Executor | None,
    progress: Progress,
) -> Original:
    """Read and judge them by the settings of the run: all that was found, whatever has been accepted since.

    `revised` are the files and folders to check. Raises Failure and DefectError as a check does.
    """
    from goalint.revision import Original
    from goalint.sieve import Filters

    examined = taken_in(files, (), rulebook, executor, progress)
    outcome = judged(examined, packs, settings._replace(min_confidence=Confidence.LOW), Filters(), None)
    whole = any(os.path.isdir(path) or os.path.splitext(path)[1].lower() == ".zip" for path in revised)
    return Original(place, outcome.documents, outcome.findings, tuple(revised), whole)
