"""The list of problems that reviewers send back (问题清单): a row a problem, with the columns that such lists have.

What could not be checked and files that could not be read are rows of their own: the list must not look complete when it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from goalint.findings import FileSummary, Finding, NotChecked, ProjectRef, Report, Revision, Severity
from goalint.reports import words
from goalint.reports.fold import listed
from goalint.reports.sentence import sentence
from goalint.reports.summary import by_file
from goalint.reports.width import shown


class Column(NamedTuple):
    """A column: its heading in Chinese and English, and its width in characters on a sheet."""

    zh: str
    en: str
    width: int


COLUMNS = (
    Column("序号", "no.", 6),
    Column("规则", "rule", 15),
    Column("预算单位", "department", 13),
    Column("项目编码", "project code", 13),
    Column("项目名称", "project", 17),
    Column("三级指标", "indicator", 15),
    Column("二级指标", "level 2", 10),
    Column("指标值", "value", 11),
    Column("问题描述", "problem", 36),
    Column("严重程度", "severity", 9),
    Column("把握", "confidence", 6),
    Column("建议", "suggestion", 31),
    Column("位置", "place", 11),
    Column("原文", "text", 24),
    Column("依据", "basis", 18),
    Column("文件", "file", 24),
)
_STATE = Column("与上次相比", "since last time", 11)  # the last column, in a run against earlier drafts
PRINTED = 13  # the columns that a printed list has; the rest would make it too small to read


class Row(NamedTuple):
    """A row: its cells as text, in the order of the columns; `severity` is None for what is not a finding."""

    severity: Severity | None
    cells: tuple[str, ...]


def columns(report: Report) -> tuple[Column, ...]:
    """The columns that the list of the run has."""
    return COLUMNS if report.revision is None else (*COLUMNS, _STATE)


def head(report: Report, lang: str) -> list[str]:
    """The headings."""
    return [words.pick(lang, column.zh, column.en) for column in columns(report)]


def rows(report: Report, lang: str) -> Iterator[Row]:
    """All rows, numbered, file by file; what became of the earlier findings comes last."""
    unnumbered: Iterator[Row] = (row for part in by_file(report) for row in _of_file(*part, lang))
    if report.revision is not None:
        departments = {file.path: shown(file.department or "") for file in report.files}
        unnumbered = chain(unnumbered, _of_before(report.revision, departments, lang))
    width = len(columns(report))
    return (Row(severity, (str(number), *cells[1:width])) for number, (severity, cells) in enumerate(unnumbered, 1))


def _of_before(revision: Revision, departments: Mapping[str, str], lang: str) -> Iterator[Row]:
    """The findings of the earlier drafts that are fixed, and those that were not looked at again, with the reason."""
    of = {before: departments.get(path, "") for path, before in revision.paths.items()}
    for finding in revision.fixed:
        yield Row(None, _cells(finding, of.get(finding.path, ""), lang))
    for finding, why in revision.unsettled:
        cells = _cells(finding, of.get(finding.path, ""), lang)
        yield Row(None, (*cells[:-1], words.unsettled(lang) + words.pick(lang, f"：{shown(why)}", f": {shown(why)}")))


def _of_file(file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked], lang: str) -> Iterator[Row]:
    department = shown(file.department or "")
    for finding in findings:
        yield Row(finding.severity, _cells(finding, department, lang))
    if not file.readable and not findings:
        label = words.pick(lang, "无法读取", "not read")
        yield _open(label, "", department, None, label, file.path, "")
    reasons: dict[tuple[int, str], list[NotChecked]] = {}
    for entry in not_checked:
        reasons.setdefault((-1 if entry.project is None else entry.project.index, entry.why), []).append(entry)
    for (_, why), group in reasons.items():
        codes = listed(dict.fromkeys(entry.rule for entry in group), lang)
        place = words.place(group[0].location, lang)
        label = words.pick(lang, "未能检查", "not checked")
        yield _open(label, codes, department, group[0].project, shown(why), file.path, place)


def _cells(finding: Finding, department: str, lang: str) -> tuple[str, ...]:
    project, indicator = finding.project, finding.indicator
    basis = words.pick(lang, "；", "; ").join(
        " ".join(part for part in (f"《{one.title}》", one.document, one.article) if part) for one in finding.basis
    )
    return (
        "",
        f"{finding.code} {shown(finding.title)}",
        department,
        shown(project.code) if project else "",
        shown(project.name) if project else "",
        shown(indicator.name if indicator else finding.args.get("target", "")),
        shown(indicator.level2) if indicator else "",
        _value(finding),
        sentence(finding, lang),
        words.severity(finding.severity, lang),
        words.confidence(finding.confidence, lang),
        shown(finding.suggestion or ""),
        words.place(finding.location, lang),
        shown(finding.evidence[0].text) if finding.evidence else "",
        basis or words.pick(lang, "实践经验", "practice"),
        shown(finding.path),
        words.state(finding.state, lang) if finding.state is not None else "",
    )


def _open(label: str, rule: str, department: str, project: ProjectRef | None, problem: str, path: str, place: str) -> Row:
    code, name = (shown(project.code), shown(project.name)) if project else ("", "")
    return Row(None, ("", rule, department, code, name, "", "", "", problem, label, "", "", place, "", "", shown(path), ""))


def _value(finding: Finding) -> str:
    """The value of the indicator, where the finding quotes it."""
    for number, evidence in enumerate(finding.evidence):
        field = evidence.field or (finding.field if number == 0 else None) or ""
        if field.partition(".")[0] == "value":
            return shown(evidence.text)
    return ""
