"""goalint from Python: `goalint.check(paths) -> Report` and `goalint.read(path) -> Document`.

    import goalint

    report = goalint.check(["送审稿/"], profile="review", jobs=2)
    for finding in report.findings:
        print(finding.path, finding.code, finding.message)

These two, `CheckError`, and the classes of what they return are what programs may rely on: their fields are only added to.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from goalint import kept_patterns, store
from goalint.cli.check import judged, reported, taken_in
from goalint.cli.failure import DefectError, Failure
from goalint.cli.original import apart, original_files, original_of
from goalint.cli.progress import Progress
from goalint.cli.settings import SETTINGS, baseline_for, filters_for, gathered, kept_in, packs_for, rulebook_for
from goalint.config.find import find
from goalint.config.merge import merged
from goalint.findings import Report
from goalint.tree.document import Document

Path = str | os.PathLike[str]


class CheckError(Exception):
    """The run could not be made: a mistake in the configuration, a rule pack or an argument. What was read is no matter."""


def check(
    paths: Path | Sequence[Path],
    *,
    config: Path | None = None,
    isolated: bool = False,
    jobs: int = 1,
    executor: Executor | None = None,
    cache: bool = True,
    original: Path | None = None,
    **settings: Any,
) -> Report:
    """Check files and folders together, as `goalint check` does, and return what there is to tell.

    `config` is a configuration file (default: the nearest to the files), `isolated` goes without one. `settings` are those of
    `goalint check`, by the names of its options: select, ignore, extend_select, profile, regime, packs, min_severity,
    min_confidence, exclude, ignore_file, baseline, time_limit, cache_dir, lang. With `jobs` above 1 that many processes work side
    by side, or an `executor` of the caller's does; `cache` uses and keeps what was read and found. `original` is the file or
    folder as it was sent back: every finding then has a state, and the report's `revision` says what is fixed. Files that
    cannot be read are part of the report. Raises CheckError.
    """
    names = [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    for name in sorted(set(settings) - {*SETTINGS, "lang"}):
        raise CheckError(f"goalint.check has no setting {name!r}; there are: {', '.join(sorted({*SETTINGS, 'lang'}))}")
    if jobs > 1 and executor is None:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as pool:
            return check(names, config=config, isolated=isolated, executor=pool, cache=cache, original=original, **settings)
    try:
        options = {name: SETTINGS[name](value) if name in SETTINGS else value for name, value in settings.items()}
        file = None if isolated else find(names) if config is None else os.fspath(config)
        found = merged(file, options)
        store.use(kept_in(found))
        kept_patterns.use()
        packs = packs_for(found)
        files, _ = gathered(names, found.settings)
        filters = filters_for(found, names, baseline_for(found), isolated=isolated)
        rulebook = rulebook_for(found, packs, keep=cache)
        unseen = Progress(len(files), wanted=False)
        if original is not None:
            place = os.fspath(original)
            before = original_files(place, found.settings)
            files = apart(files, before)
            then = original_of(place, before, names, packs, found.settings, rulebook, executor, unseen)
            filters = filters._replace(original=then)
        examined = taken_in(files, names, rulebook, executor, unseen)
        outcome = judged(examined, packs, found.settings, filters, None)
        report = reported(packs, examined, outcome, found.settings.lang)
        return replace(report, files=tuple(report.files), findings=tuple(report.findings), not_checked=tuple(report.not_checked))
    except (Failure, ValueError) as error:
        raise CheckError(error.message if isinstance(error, Failure) else str(error)) from error
    except DefectError as error:
        raise error.__cause__ or error from error


def read(path: Path) -> Document:
    """What a file says, whatever its format. What could not be read is in the document's `not_read`.

    Raises CheckError for an archive that holds several documents.
    """
    from goalint import intake

    first, *more = intake.read(os.fspath(path))
    if more:
        raise CheckError(
            f"{os.fspath(path)} holds {len(more) + 1} documents: goalint.read takes one, goalint.check takes them all"
        )
    return first.document
