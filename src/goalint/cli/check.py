"""`goalint check`: read the files, apply the rules, report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import click

from goalint.cli.command import OneOf, color_option, command, lang_option, option
from goalint.cli.failure import DefectError, ExitCode, Failure
from goalint.cli.input import STDIN, take_in, tell_why
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.packs import packs_in_force
from goalint.cli.progress import Progress
from goalint.findings import PackRef, Report, Severity
from goalint.reports import FORMATS, Style, render
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence

if TYPE_CHECKING:
    from goalint.engine import Outcome
    from goalint.intake import Intake
    from goalint.rules.model import Pack
    from goalint.tree.document import Document


@command(
    "check",
    "检查文件或文件夹（缺省为当前文件夹），列出发现的问题。“-”表示从标准输入读取。\n\n"
    "退出码：0 没有达到 --fail-on 的问题；1 有；2 用法、规则包或内部错误；3 有文件无法读取，或没有可检查的文件。",
    "Check files and folders (default: the current folder) and list what was found. “-” reads standard input.\n\n"
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, pack or internal error; "
    "3 some input could not be read, or there was none.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option(
    "--select",
    multiple=True,
    metavar="RULE",
    zh="只用这些规则：编码、编码开头、名称、类别或 ALL；可重复，可用逗号分隔",
    en="use only these rules: code, prefix, name, category or ALL; repeatable, comma-separated",
)
@option("--ignore", multiple=True, metavar="RULE", zh="不用这些规则，写法同 --select", en="leave these rules out; like --select")
@option(
    "--profile",
    type=OneOf(("self-check", "submit", "review")),
    default="submit",
    zh="检查到哪一档：self-check 部门自查，submit 送审（默认），review 审核；每一档都包括前面的",
    en="how far to check: self-check, submit (default) or review; each includes those before it",
)
@option(
    "--min-severity",
    type=OneOf(("info", "warning", "error")),
    default="info",
    zh="只报这一级或更重的问题（默认 info）",
    en="report only findings of this severity or above (default info)",
)
@option(
    "--min-confidence",
    type=OneOf(("low", "medium", "high")),
    default="low",
    zh="只报把握不低于这一档的问题（默认 low）",
    en="report only findings of this confidence or above (default low)",
)
@option(
    "--fail-on",
    type=OneOf(("error", "warning", "info", "never")),
    default="error",
    zh="有这一级或更重的问题时退出码为 1（默认 error）",
    en="exit with 1 on findings of this severity or above (default error)",
)
@option(
    "--output-format", type=OneOf(tuple(FORMATS)), default="text", zh="输出格式（默认 text）", en="output format (default text)"
)
@option("--output", metavar="FILE", zh="把报告写入文件，不显示在屏幕上", en="write the report to a file, not to standard output")
@option(
    "--regime",
    metavar="ID",
    zh="按哪一套指标框架检查（默认从文件判断）",
    en="the indicator framework to check against (default: detected from the document)",
)
@option(
    "--pack",
    "extra_packs",
    multiple=True,
    metavar="DIR",
    zh="在自带规则之外再加载一个规则包；可重复",
    en="load another rule pack beside the shipped ones; repeatable",
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
@color_option
@option("--quiet", "-q", is_flag=True, zh="只显示汇总，不逐条列出", en="only the summary, no single findings")
@lang_option
def check(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str,
    min_severity: str,
    min_confidence: str,
    fail_on: str,
    output_format: str,
    output: str | None,
    regime: str | None,
    extra_packs: tuple[str, ...],
    stdin_filename: str | None,
    timing: bool,
    color: str,
    quiet: bool,
    lang: str,
) -> None:
    """Read, apply, report, exit."""
    started = perf_counter()
    packs = packs_in_force(extra_packs)
    stages = {"packs": perf_counter() - started}
    intakes = list(_taken_in(paths or (".",), stdin_filename))
    selection = Selection(
        regime, Profile(profile), _listed(select), _listed(ignore), Severity(min_severity), Confidence(min_confidence), lang
    )
    spent: dict[str, float] | None = {} if timing else None
    started = perf_counter()
    outcome = _judged([intake.document for intake in intakes], packs, selection, spent)
    stages |= _reading(intakes) | {"rules": perf_counter() - started}
    report = _report(packs, intakes, outcome)
    colour = output is None and colour_wanted(color) or color == "always"
    style = Style(lang, colour, terminal_width(), quiet, selection.profile, outcome.passed)
    emit(render(output_format, report, style), to=output, colour=style.colour, utf8=output_format != "text")
    _tell_unread(intakes, report)
    if spent is not None:
        _tell_timing(stages, spent, packs, lang)
    click.get_current_context().exit(exit_code(report, fail_on))


class Selection(NamedTuple):
    """Which rules to apply and which of their findings to report."""

    regime: str | None
    profile: Profile
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_severity: Severity
    min_confidence: Confidence
    lang: str


def exit_code(report: Report, fail_on: str) -> ExitCode:
    """3 if anything was not read or nothing was there, 1 for findings at or above the threshold, else 0."""
    if report.unreadable or not report.files:
        return ExitCode.UNREAD
    if fail_on == "never":
        return ExitCode.CLEAN
    threshold = Severity(fail_on).rank
    return ExitCode.FOUND if any(finding.severity.rank >= threshold for finding in report.findings) else ExitCode.CLEAN


def _listed(values: Sequence[str]) -> tuple[str, ...]:
    """The selectors of a repeatable option whose values may hold several."""
    return tuple(part for value in values for entry in value.split(",") if (part := entry.strip()))


def _taken_in(paths: Sequence[str], stdin_filename: str | None) -> Iterator[Intake]:
    """Every file, read; a path under which there is nothing comes out as one that could not be read."""
    from goalint import intake

    names = list(dict.fromkeys(name for path in paths for name in ([path] if path == STDIN else intake.gather([path]))))
    progress = Progress(len(names))
    for number, name in enumerate(names, 1):
        progress.show(number, name)
        try:
            yield take_in(name, stdin_filename)
        except Exception:
            progress.clear()
            raise
    progress.clear()


def _judged(
    documents: Sequence[Document],
    packs: Sequence[Pack],
    selection: Selection,
    spent: dict[str, float] | None,
) -> Outcome:
    """What the rules say. Raises Failure for an unknown rule or regime, DefectError for a rule that crashes."""
    from goalint.engine import EngineError, SelectionError, run

    try:
        return run(documents, packs, **selection._asdict(), spent=spent)
    except SelectionError as error:
        raise Failure(str(error)) from error
    except EngineError as error:
        busy_with = " ".join(part for part in (error.rule, error.path, error.project) if part)
        raise DefectError(busy_with) from error.__cause__


def _report(packs: Sequence[Pack], intakes: Sequence[Intake], outcome: Outcome) -> Report:
    return Report(
        packs=tuple(PackRef(pack.name, pack.version, pack.sha256) for pack in packs),
        files=tuple(intake.summary for intake in intakes),
        findings=tuple(outcome.findings),
        not_checked=tuple(outcome.not_checked),
        rules=outcome.rules,
    )


def _tell_unread(intakes: Sequence[Intake], report: Report) -> None:
    """Say on stderr why a file could not be read where no finding does: the rule for it may not be selected."""
    told = {finding.path for finding in report.findings}
    for intake in intakes:
        if not intake.readable and intake.summary.path not in told:
            tell_why(intake)


def _reading(intakes: Sequence[Intake]) -> dict[str, float]:
    """The seconds that reading and parsing all files took."""
    return {"read": sum(one.reading for one in intakes), "parse": sum(one.parsing for one in intakes)}


def _tell_timing(stages: Mapping[str, float], spent: Mapping[str, float], packs: Sequence[Pack], lang: str) -> None:
    """Say on stderr where the time went."""
    from goalint.reports import timing

    rules = [rule for pack in packs for rule in pack.rules]
    click.echo(timing.render(stages, spent, rules, Style(lang, width=terminal_width())), err=True, nl=False)
