"""`goalint check`: read the files, apply the rules, report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

import click

from goalint.cli.command import OneOf, color_option, command, option
from goalint.cli.failure import DefectError, ExitCode, Failure
from goalint.cli.input import STDIN, STDIN_NAME, take_in, tell_why
from goalint.cli.language import say
from goalint.cli.output import terminal_width
from goalint.cli.outputs import outputs_of, refuse, write_all
from goalint.cli.progress import Progress
from goalint.cli.settings import (
    baseline_for,
    engine_options,
    filters_for,
    gathered,
    packs_for,
    rulebook_for,
    settings_for,
    settings_options,
)
from goalint.cli.side_by_side import work_options, workers
from goalint.config.find import not_used
from goalint.config.merge import Merged
from goalint.config.settings import Settings
from goalint.findings import ORIGINAL_NOT_READ, PackRef, Report, RuleRef, Severity
from goalint.pile import Strung
from goalint.reports import FORMATS, Style

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from goalint.engine import Outcome
    from goalint.examine import Examination, Rulebook
    from goalint.rules.model import Pack, Rule
    from goalint.sieve import Filters


@command(
    "check",
    "检查文件或文件夹（缺省为当前文件夹），列出发现的问题。“-”表示从标准输入读取。\n\n"
    "退出码：0 没有达到 --fail-on 的问题；1 有；2 用法、规则包或内部错误；3 有文件无法读取，或没有可检查的文件。",
    "Check files and folders (default: the current folder) and list what was found. “-” reads standard input.\n\n"
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, pack or internal error; "
    "3 some input could not be read, or there was none.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@settings_options
@option(
    "--min-severity",
    type=OneOf(("info", "warning", "error")),
    zh="只报这一级或更重的问题（默认 info）",
    en="report only findings of this severity or above (default info)",
)
@option(
    "--min-confidence",
    type=OneOf(("low", "medium", "high")),
    zh="只报把握不低于这一档的问题（默认 low）",
    en="report only findings of this confidence or above (default low)",
)
@option(
    "--fail-on",
    type=OneOf(("error", "warning", "info", "never")),
    zh="有这一级或更重的问题时退出码为 1（默认 error）",
    en="exit with 1 on findings of this severity or above (default error)",
)
@option(
    "--exit-zero",
    is_flag=True,
    zh="发现问题也以退出码 0 结束；文件无法读取时仍是 3",
    en="exit with 0 even if there are findings; with 3 still if a file could not be read",
)
@option(
    "--output-format",
    multiple=True,
    metavar="FMT[:PATH]",
    zh=f"输出格式：{'、'.join(FORMATS)}；冒号后写文件名就写入文件，如 json:报告.json；可重复（默认 text，即 grouped）",
    en=f"output format: {', '.join(FORMATS)}; with a colon and a path it goes to that file; repeatable (default text: grouped)",
)
@option(
    "--statistics",
    is_flag=True,
    zh="屏幕上只显示每条规则有多少问题",
    en="show on the screen only how many findings each rule has",
)
@option(
    "--stdin-filename",
    metavar="NAME",
    zh="从标准输入读取时，报告中用的文件名",
    en="the file name to report for standard input",
)
@option(
    "--timing",
    is_flag=True,
    zh="在标准错误上列出各阶段和每条规则用的时间",
    en="list on standard error how long each stage and each rule took",
)
@option(
    "--original",
    metavar="OLD",
    zh="上次退回的文件或文件夹：与它比较，分出已改好的、仍在的和新出现的",
    en="the file or folder as it was sent back: tell what is fixed, what is still there, and what is new",
)
@work_options
@option("--no-progress", is_flag=True, zh="不显示进度", en="show no progress")
@option(
    "--show-suppressed",
    is_flag=True,
    zh="也列出已豁免的问题和豁免的原因",
    en="list the suppressed findings too, with the reasons",
)
@option("--show-baselined", is_flag=True, zh="也列出基线中已有的问题", en="list the findings of the baseline too")
@option(
    "--show-ignored",
    is_flag=True,
    zh="也列出按 per-file-ignores、per-project-ignores 不报的问题",
    en="list what per-file-ignores and per-project-ignores leave out too",
)
@option(
    "--strict-baseline",
    is_flag=True,
    zh="基线中有已经改好的条目时退出码为 1",
    en="exit with 1 if the baseline holds what is no longer found",
)
@color_option
@option("--quiet", "-q", is_flag=True, zh="只显示汇总，不逐条列出", en="only the summary, no single findings")
def check(
    paths: tuple[str, ...],
    exit_zero: bool,
    statistics: bool,
    stdin_filename: str | None,
    timing: bool,
    original: str | None,
    no_progress: bool,
    no_cache: bool,
    isolated: bool,
    color: str,
    quiet: bool,
    show_suppressed: bool,
    show_baselined: bool,
    show_ignored: bool,
    strict_baseline: bool,
    **_others: object,
) -> None:
    """Read, apply, report, exit."""
    paths = paths or (".",)
    found = settings_for([stdin_filename or STDIN if path == STDIN else path for path in paths])
    settings = found.settings
    outputs = outputs_of(settings.output_format, counts_only=statistics)
    started = perf_counter()
    packs = packs_for(found)
    stages = {"packs": perf_counter() - started}
    names, passed_over = gathered(paths, settings)
    _tell_not_used(names, found)
    before: list[str] = []
    if original is not None:
        from goalint.cli.original import apart, original_files

        before = original_files(original, settings)
        names = apart(names, before)
    refuse(outputs, [*names, *before])
    filters = filters_for(found, paths, baseline_for(found), isolated=isolated)
    # What is timed is done here and now, in one place.
    rulebook = None if timing else rulebook_for(found, packs, keep=not no_cache)
    with workers(1 if timing else len(names) + len(before), settings.jobs) as executor:
        if original is not None:
            from goalint.cli.original import original_of

            judge = rulebook or rulebook_for(found, packs, keep=not no_cache)
            places = [stdin_filename or STDIN if path == STDIN else path for path in paths]
            seen = Progress(len(before), not no_progress)
            then = original_of(original, before, places, packs, settings, judge, executor, seen)
            filters = filters._replace(original=then)
        examined = taken_in(names, paths, rulebook, executor, Progress(len(names), not no_progress), stdin_filename)
    spent: dict[str, float] | None = {} if timing else None
    started = perf_counter()
    outcome = judged(examined, packs, settings, filters, spent)
    stages |= examined.seconds | {"rules": perf_counter() - started}
    wanted = {"suppression": show_suppressed, "baseline": show_baselined, "ignore": show_ignored}
    shown = [how for how, is_wanted in wanted.items() if is_wanted]
    report = reported(packs, examined, outcome, settings.lang, shown)
    style = Style(settings.lang, quiet=quiet, profile=settings.profile, passed=outcome.passed)
    write_all(outputs, report, style, color)
    _tell_unread(examined, report)
    _tell_diagnostics(report)
    if spent is not None:
        _tell_timing(stages, spent, packs, settings.lang)
    if passed_over and not report.files:
        click.get_current_context().exit(ExitCode.CLEAN)
    code = exit_code(report, None if exit_zero else settings.fail_on)
    click.get_current_context().exit(ExitCode.FOUND if strict_baseline and outcome.stale and code is ExitCode.CLEAN else code)


def exit_code(report: Report, fail_on: Severity | None) -> ExitCode:
    """3 if anything was not read or nothing was there, 1 for findings at or above the threshold, else 0."""
    if report.unreadable or not report.files or any(one.code == ORIGINAL_NOT_READ for one in report.diagnostics):
        return ExitCode.UNREAD
    if fail_on is None:
        return ExitCode.CLEAN
    reached = any(severity.rank >= fail_on.rank for _, severity, _ in report.tally)
    return ExitCode.FOUND if reached else ExitCode.CLEAN


def _tell_not_used(names: Sequence[str], found: Merged) -> None:
    """Say on stderr which configurations nearer to some of the files are left aside."""
    if click.get_current_context().params["isolated"] or click.get_current_context().params["config"]:
        return
    used = found.files[-1].path if found.files else None
    for path in not_used([name for name in names if name != STDIN], used):
        click.echo(
            say(
                f"{path}：这次检查没有采用这个配置文件，一次检查只用一个；要用它，请单独检查它所在的文件夹，或用 --config 指定",
                f"{path}: not used, one run has one configuration; check its folder by itself, or name it with --config",
            ),
            err=True,
        )


def taken_in(
    names: Sequence[str],
    asked_for: Sequence[str],
    rulebook: Rulebook | None,
    executor: Executor | None,
    progress: Progress,
    stdin_filename: str | None = None,
) -> Examination:
    """Every file, read and (with a rulebook) judged; a path under which there is nothing comes out as one that could not be read.

    Reports of earlier runs, which lie beside the drafts in a folder, are left out unless they are asked for by name. Raises
    DefectError for a rule or a reader that crashes.
    """
    from goalint.examine import Examination, examine_all, examine_bytes, unjudged

    files = examine_all(rulebook, [name for name in names if name != STDIN], executor) if rulebook else iter(())
    found = Examination()
    name = ""
    try:
        with _told_by_rules():
            for number, name in enumerate(names, 1):
                progress.show(number, name)
                if rulebook is None:
                    documents = []
                    for taken in take_in(name, stdin_filename):
                        found.seconds["read"] += taken.reading
                        found.seconds["parse"] += taken.parsing
                        documents.append(unjudged(taken))
                elif name == STDIN:
                    documents = examine_bytes(rulebook, sys.stdin.buffer.read(), stdin_filename or STDIN_NAME)
                else:
                    documents = next(files)
                for one in documents:
                    if not one.own_report or one.file.path in asked_for:
                        found.add(one)
    except (Failure, DefectError):
        raise
    except Exception as error:
        if type(error).__name__ == "BrokenProcessPool":  # importing it here would cost every run
            raise
        raise DefectError(name) from error
    finally:
        progress.clear()
    return found


@contextmanager
def _told_by_rules() -> Iterator[None]:
    """Raises Failure for an unknown rule or regime, DefectError for a rule that crashes."""
    from goalint.engine import SelectionError
    from goalint.walk import EngineError

    try:
        yield
    except SelectionError as error:
        raise Failure(str(error)) from error
    except EngineError as error:
        busy_with = " ".join(part for part in (error.rule, error.path, error.project) if part)
        raise DefectError(busy_with) from error.cause


def judged(
    examined: Examination,
    packs: Sequence[Pack],
    settings: Settings,
    filters: Filters,
    spent: dict[str, float] | None,
) -> Outcome:
    """What the rules say. Raises Failure for an unknown rule or regime, DefectError for a rule that crashes."""
    from goalint.engine import run

    walks = None if spent is not None else examined.walks
    with _told_by_rules():
        return run(examined.documents, packs, **engine_options(settings), filters=filters, spent=spent, walks=walks)


def reported(packs: Sequence[Pack], examined: Examination, outcome: Outcome, lang: str, shown: Sequence[str] = ()) -> Report:
    """What there is to tell; `shown` are the ways of being accepted whose findings are told too."""
    told = {finding.code for finding in outcome.findings} | {entry.rule for entry in outcome.not_checked}
    if outcome.revision is not None:
        told |= {finding.code for finding in outcome.revision.fixed}
    rules = {rule.code: rule for pack in packs for rule in pack.rules if rule.code in told}
    accepted = Counter(one.finding.path for one in outcome.accepted)
    return Report(
        packs=tuple(PackRef(pack.name, pack.version, pack.sha256) for pack in packs),
        files=Strung([(file._replace(accepted=accepted[file.path]) for file in examined.files)]) if accepted else examined.files,
        findings=outcome.findings,
        not_checked=outcome.not_checked,
        suppressed=sum(one.how == "suppression" for one in outcome.accepted),
        baselined=sum(one.how == "baseline" for one in outcome.accepted),
        ignored=sum(one.how == "ignore" for one in outcome.accepted),
        rules=outcome.rules,
        rules_told=tuple(_described(rules[code], lang) for code in sorted(rules)),
        accepted=tuple(one for one in outcome.accepted if one.how in shown),
        diagnostics=outcome.diagnostics,
        revision=outcome.revision,
    )


def _described(rule: Rule, lang: str) -> RuleRef:
    text = rule.text(lang)
    return RuleRef(rule.code, rule.name, text.title, rule.severity, text.why)


def _tell_unread(examined: Examination, report: Report) -> None:
    """Say on stderr why a file could not be read where no finding does: the rule for it may not be selected."""
    unread = {number: file.path for number, file in enumerate(examined.files) if not file.readable}
    told = {finding.path for finding in report.findings} if unread else set()
    for number, path in unread.items():
        if path not in told:
            tell_why(examined.documents[number])


def _tell_diagnostics(report: Report) -> None:
    """Say on stderr what there is to say about the run itself."""
    for one in report.diagnostics:
        place = f"{one.path}:{one.line}:{one.column}" if one.line else one.path
        click.echo(f"{place}: {one.message}", err=True)


def _tell_timing(stages: Mapping[str, float], spent: Mapping[str, float], packs: Sequence[Pack], lang: str) -> None:
    """Say on stderr where the time went."""
    from goalint.reports import timing

    rules = [rule for pack in packs for rule in pack.rules]
    click.echo(timing.render(stages, spent, rules, Style(lang, width=terminal_width())), err=True, nl=False)
