"""`goalint baseline`: write today's findings down, so that checks tell only what is new."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import click

from goalint.baseline import NAME, Baseline, BaselineError, Entry, entry_of, read_baseline, written
from goalint.cli.check import judged, taken_in
from goalint.cli.command import command, option
from goalint.cli.failure import ExitCode, Failure
from goalint.cli.input import tell_why
from goalint.cli.language import say
from goalint.cli.progress import Progress
from goalint.cli.settings import filters_for, gathered, packs_for, rulebook_for, settings_for, settings_options
from goalint.cli.side_by_side import work_options, workers
from goalint.config.merge import Merged
from goalint.findings import Severity
from goalint.tree.confidence import Confidence


@command(
    "baseline",
    "把现有的问题记入基线文件（缺省为 goalint-baseline.json），以后 goalint check --baseline 只报新的问题。\n\n"
    "已有基线时更新它：改好的去掉；新出现的问题默认不收，要收加 --accept-new。\n\n"
    "退出码：0 已写入；1 有新问题没有收入；2 用法或配置错误；3 有文件无法读取（它们原有的条目保留）。",
    "Write today's findings to a baseline (default: goalint-baseline.json); `goalint check --baseline` then tells "
    "only new ones.\n\n"
    "A baseline that is there is updated: what is fixed goes; new findings are taken in only with --accept-new.\n\n"
    "Exit codes: 0 written; 1 new findings were not taken in; 2 usage or configuration; 3 some file could not be read "
    "(its entries stay).",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option("--accept-new", is_flag=True, zh="更新时把新出现的问题也收入基线", en="take new findings into the baseline too")
@work_options
@settings_options
def baseline(paths: tuple[str, ...], accept_new: bool, no_cache: bool, isolated: bool, **_others: object) -> None:
    """Check everything, unfiltered, and bring the file up to date."""
    paths = paths or (".",)
    found = settings_for(paths)
    # What a check would not show today, it may show tomorrow: nothing but the rules in force decides what is written down.
    settings = found.settings._replace(min_severity=Severity.INFO, min_confidence=Confidence.LOW)
    found = replace(found, settings=settings)
    target = found.settings.baseline or os.path.join(_folder(found), NAME)
    old = _read(target)
    packs = packs_for(found)
    names, _ = gathered(paths, settings)
    rulebook = rulebook_for(found, packs, keep=not no_cache)
    with workers(len(names), settings.jobs) as executor:
        examined = taken_in(names, paths, rulebook, executor, Progress(len(names), True))
    filters = filters_for(found, paths, old or Baseline(target), isolated=isolated)
    outcome = judged(examined, packs, settings, filters, None)
    folder = os.path.dirname(os.path.abspath(target))
    # What could not be read is no debt that anybody could accept.
    closed = {rule.code for pack in packs for rule in pack.rules if not rule.suppressible}
    new = [entry_of(finding, folder) for finding in outcome.findings if finding.code not in closed]
    kept = [entry_of(one.finding, folder) for one in outcome.accepted if one.how == "baseline"]
    untouched = _untouched(old, kept, outcome.stale, paths) if old else []
    taken = new if accept_new or old is None else []
    _write(target, written([*kept, *untouched, *taken]))
    gone = len(old.entries) - len(kept) - len(untouched) if old else 0
    _tell(target, len(kept) + len(untouched) + len(taken), len(taken), gone, [] if taken else new, first=old is None)
    unread = [number for number, file in enumerate(examined.files) if not file.readable]
    for number in unread:
        tell_why(examined.documents[number])
    code = ExitCode.UNREAD if unread or not examined.files else ExitCode.FOUND if new and not taken else ExitCode.CLEAN
    click.get_current_context().exit(code)


def _folder(found: Merged) -> str:
    return os.path.dirname(found.files[-1].path) if found.files else ""


def _read(path: str) -> Baseline | None:
    """The baseline that is there. Raises Failure if it cannot be read: it must not be lost."""
    if not os.path.lexists(path):
        return None
    try:
        return read_baseline(path)
    except BaselineError as error:
        raise Failure(say(error.zh, error.en)) from error


def _write(path: str, text: str) -> None:
    """Replace the file in one step: a full disk leaves the old one. Raises Failure if it cannot be written."""
    temporary = f"{path}.{os.getpid()}"
    try:
        try:
            with open(temporary, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
            os.replace(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Failure(
            say(f"无法写入 {path}：{reason}。请检查目录是否存在、是否有写入权限", f"cannot write {path}: {reason}")
        ) from error


def _untouched(old: Baseline, kept: Sequence[Entry], stale: Sequence[Entry], paths: Sequence[str]) -> list[Entry]:
    """The entries that this run says nothing of; those of files that have gone from the folders checked are not among them."""
    found = Counter(entry.fingerprint for entry in kept)
    gone = Counter(stale)
    rest = []
    for entry in old.entries:
        if found[entry.fingerprint] > 0:
            found[entry.fingerprint] -= 1
        elif gone[entry] > 0:
            gone[entry] -= 1
        elif os.path.exists(old.place(entry)) or not any(_inside(old.place(entry), path) for path in paths):
            rest.append(entry)
    return rest


def _inside(file: str, path: str) -> bool:
    whole = os.path.abspath(path)
    return file == whole or file.startswith(os.path.join(whole, ""))


def _tell(target: str, total: int, added: int, gone: int, refused: Sequence[Entry], *, first: bool) -> None:
    """Say what has become of the file: on standard output what changed, then what was not taken in."""
    if first:
        click.echo(say(f"{target}：记入 {total} 项", f"{target}: {total} written down"))
        return
    click.echo(say(f"{target}：共 {total} 项，+{added} −{gone}", f"{target}: {total}, +{added} −{gone}"))
    if refused:
        click.echo(
            say(
                f"有 {len(refused)} 项新问题没有收入；确实要收，加 --accept-new：",
                f"{len(refused)} new not taken in; to take them in, add --accept-new:",
            )
        )
        for entry in refused:
            click.echo("  " + "  ".join(part for part in (entry.code, entry.path, entry.project, entry.message) if part))
