"""The report for people: file by file, project by project, what matters most first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from goalint.findings import Evidence, FileSummary, Finding, NotChecked, ProjectRef, Report, Severity
from goalint.reports import Style, words
from goalint.reports.colour import BOLD, CYAN, DIM, GREEN, MARK, OF_SEVERITY, RED, YELLOW, Paint
from goalint.reports.excerpt import excerpt, mark_in
from goalint.reports.width import display_width, fill, hanging, shown
from goalint.tree.confidence import Confidence

_INDENT = 6  # where the details of a finding begin
_GUTTER = 9  # the line numbers of quoted text end here
_NAMED_RULES = 4  # so many rules are named one by one where something could not be checked


def render(report: Report, style: Style) -> str:
    """The notes on every file (unless `style.quiet`) and the summary."""
    writer = _Writer(style)
    lines: list[str] = []
    if not style.quiet:
        findings = _by_path(report.findings)
        not_checked = _by_path(report.not_checked)
        for file in report.files:
            lines += writer.file(file, findings.pop(file.path, []), not_checked.pop(file.path, []))
            lines.append("")
        for path in [*findings, *(path for path in not_checked if path not in findings)]:
            lines += writer.file(FileSummary(path, True), findings.get(path, []), not_checked.get(path, []))
            lines.append("")
    lines += writer.summary(report)
    return "\n".join(lines) + "\n"


_Entry = TypeVar("_Entry", Finding, NotChecked)


def _by_path(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    grouped: dict[str, list[_Entry]] = {}
    for entry in entries:
        grouped.setdefault(entry.path, []).append(entry)
    return grouped


class _Writer:
    """Renders the parts of one report in one style."""

    def __init__(self, style: Style) -> None:
        self.lang = style.lang
        self.width = max(style.width, 40)
        self.paint = Paint(style.colour)
        self.profile = style.profile
        self.passed = style.passed

    def say(self, zh: str, en: str) -> str:
        return words.pick(self.lang, zh, en)

    def file(self, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> list[str]:
        """The heading of a file and all that was found in it."""
        lines = [self.heading(file)]
        if not findings:
            lines.append("  " + self.nothing_found(file, bool(not_checked)))
        by_project: dict[int, list[Finding]] = {}
        for finding in findings:
            by_project.setdefault(-1 if finding.project is None else finding.project.index, []).append(finding)
        for index in sorted(by_project):
            group = sorted(by_project[index], key=lambda finding: -finding.severity.rank)
            if project := group[0].project:
                lines += ["", self.project(project)]
            lines += self.group(group)
        if not_checked:
            lines += ["", *self.not_checked(not_checked)]
        return lines

    def heading(self, file: FileSummary) -> str:
        """The path, and what kind of document it turned out to be."""
        known = [shown(file.department)] if file.department else []
        if file.fiscal_year:
            known.append(self.say(f"{file.fiscal_year}年", str(file.fiscal_year)))
        if file.readable:
            known.append(
                words.counted(file.projects, "个项目", "project", self.lang)
                + self.say("，", ", ")
                + words.counted(file.indicators, "个指标", "indicator", self.lang)
            )
        return "  ".join([self.paint(shown(file.path), BOLD), *known])

    def nothing_found(self, file: FileSummary, incomplete: bool) -> str:
        """A file without findings is not clean if it was not checked."""
        if not file.readable:
            return self.paint(self.say("无法读取", "could not be read"), RED)
        if incomplete:
            return self.say("能检查的部分没有发现问题", "no problem in what could be checked")
        return self.paint(self.say("没有发现问题", "no problem found"), GREEN)

    def project(self, project: ProjectRef) -> str:
        parts = [self.say("项目", "project") + f" {project.seq}", shown(project.code), shown(project.name)]
        return self.paint("  ".join(part for part in parts if part), BOLD)

    def group(self, findings: Sequence[Finding]) -> Iterator[str]:
        """The findings of one project, their columns aligned."""
        places = [words.place(finding.location, self.lang) for finding in findings]
        labels = [words.severity(finding.severity, self.lang) for finding in findings]
        columns = [labels, [finding.code for finding in findings], places]
        cells = [max(map(display_width, column)) for column in columns]
        for finding, *row in zip(findings, *columns, strict=True):
            label, *rest = [fill(text, wide) for text, wide in zip(row, cells, strict=True) if wide]
            after = " ".join(["", *rest]) + "  "
            head = f"  {label}{after}"
            painted = f"  {self.paint(label, OF_SEVERITY[finding.severity])}{after}"
            yield from hanging(head, self.message(finding), self.width, _INDENT, painted)
            yield from self.details(finding)

    def message(self, finding: Finding) -> str:
        """The message on one line, after the indicator's name unless it says that itself."""
        text = shown(finding.message)
        subject = finding.indicator.name if finding.indicator else finding.args.get("target", "")
        subject = shown(subject)
        if subject and subject not in text:
            text = subject + self.say("：", ": ") + text
        if finding.confidence is not Confidence.HIGH:
            grade = words.confidence(finding.confidence, self.lang)
            text += self.say(f"（把握：{grade}）", f" (confidence: {grade})")
        return text

    def details(self, finding: Finding) -> Iterator[str]:
        """The offending text in its place, what it was held against, and what to do."""
        for evidence in finding.evidence[:1]:
            yield from self.offending(finding, evidence)
        for evidence in finding.evidence[1:]:
            place = words.place(evidence.location, self.lang)
            label = words.field(evidence.field, self.lang, of_indicator=finding.indicator is not None)
            where = " ".join(part for part in (shown(evidence.path or ""), place, label) if part)
            head = " " * _INDENT + self.say("对照 ", "against ") + (where + self.say("：", ": ") if where else "")
            room = self.width * 2 - display_width(head)
            quoted = excerpt(shown(evidence.text) or self.empty(), mark_in(shown(evidence.text), finding.args), room)
            yield from hanging(head, quoted.text, self.width, _INDENT + 2, self.paint(head, DIM))
        if finding.suggestion:
            head = " " * _INDENT + self.say("建议：", "suggestion: ")
            yield from hanging(head, shown(finding.suggestion), self.width, _INDENT + 2, self.paint(head, CYAN))

    def offending(self, finding: Finding, evidence: Evidence) -> Iterator[str]:
        line = evidence.location.line
        gutter = f"{line if line is not None else '':>{_GUTTER}} │ "
        label = words.field(finding.field, self.lang, of_indicator=finding.indicator is not None)
        label = label and label + " "
        text = shown(evidence.text)
        if not text:
            if label:
                yield f"{gutter}{label}{self.empty()}"
            return
        taken = display_width(gutter) + display_width(label)
        quoted = excerpt(text, mark_in(text, finding.args), self.width - taken)
        before, marked, after = quoted.parts()
        yield f"{self.paint(gutter, DIM)}{label}{before}{self.paint(marked, MARK)}{after}"
        if not self.paint.on:
            blank = " " * (display_width(label) + display_width(before))
            yield f"{'':>{_GUTTER}} │ {blank}{'^' * display_width(marked)}"

    def empty(self) -> str:
        return self.say("（空）", "(empty)")

    def not_checked(self, entries: Sequence[NotChecked]) -> Iterator[str]:
        """What could not be checked, one line a reason."""
        yield "  " + self.paint(self.say("未能检查", "not checked"), YELLOW)
        reasons: dict[str, list[NotChecked]] = {}
        for entry in entries:
            reasons.setdefault(entry.why, []).append(entry)
        for why, group in reasons.items():
            rules = list(dict.fromkeys(entry.rule for entry in group))
            projects = {entry.project.index for entry in group if entry.project is not None}
            count = words.counted(len(rules), "条规则", "rule", self.lang)
            if len(rules) <= _NAMED_RULES:
                count += self.say(f" {'、'.join(rules)}", f" {', '.join(rules)}")
            if projects:
                count += self.say("，", ", ") + words.counted(len(projects), "个项目", "project", self.lang)
            text = self.say(f"{shown(why)}（{count}）", f"{shown(why)} ({count})")
            yield from hanging("    ", text, self.width, 4)

    def summary(self, report: Report) -> list[str]:
        """What was checked, what was found, and what was not checked."""
        if not report.files:
            return [self.say("没有找到可以检查的文件。", "Found no file to check.")]
        readable = len(report.files) - report.unreadable
        if readable:
            verdict = self.extent(report, readable) + self.say("：", ": ") + self.verdict(report)
        else:
            verdict = self.say("没有检查任何文件", "Nothing was checked")
        return [self.say("；", "; ").join([verdict, *self.open_items(report), *self.passing(report)]) + self.say("。", ".")]

    def passing(self, report: Report) -> Iterator[str]:
        """The highest profile that was passed; of what could not be checked nobody knows."""
        if self.passed is None or report.unreadable:
            return
        name = words.profile(self.passed, self.lang)
        if report.not_checked:
            yield self.say(f"能检查的部分通过{name}档", f"what could be checked passes {name}")
        else:
            yield self.paint(self.say(f"通过{name}档", f"passes {name}"), GREEN)

    def verdict(self, report: Report) -> str:
        """The findings by severity; clean only if nothing is open."""
        if report.findings or not report.rules:
            counts = [(grade, report.count(grade)) for grade in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
            return self.say("，", ", ").join(
                self.paint(f"{words.severity(grade, self.lang)} {count}", OF_SEVERITY[grade] if count else DIM)
                for grade, count in counts
            )
        if report.not_checked or report.unreadable:
            return self.say("能检查的部分没有发现问题", "no problem in what could be checked")
        if report.suppressed or report.baselined:
            return self.say("没有其他问题", "no other problem")
        return self.paint(self.say("没有发现问题", "no problem found"), GREEN)

    def extent(self, report: Report, readable: int) -> str:
        counts = [
            words.counted(readable, "个文件", "file", self.lang),
            words.counted(sum(file.projects for file in report.files), "个项目", "project", self.lang),
            words.counted(sum(file.indicators for file in report.files), "个指标", "indicator", self.lang),
        ]
        rules = words.counted(report.rules, "条规则", "rule", self.lang)
        name = words.profile(self.profile, self.lang) if self.profile is not None else ""
        if self.lang == "en":
            return f"Checked {', '.join(counts)} against {rules}" + (f" of {name}" if name else "")
        return f"检查了 {'、'.join(counts)}，" + (f"按{name}档" if name else "") + f"启用 {rules}"

    def open_items(self, report: Report) -> list[str]:
        """What the reader must not take for checked."""
        items = []
        if not report.rules and len(report.files) > report.unreadable:
            items.append(self.say("没有启用任何规则", "no rule was in force"))
        if report.not_checked:
            number = len(report.not_checked)
            items.append(self.say(f"另有 {number} 项无法检查", f"{number} could not be checked"))
        if report.unreadable:
            files = words.counted(report.unreadable, "个文件", "file", self.lang)
            items.append(self.paint(self.say(f"{files}无法读取", f"{files} could not be read"), RED))
        if report.suppressed:
            items.append(self.say(f"{report.suppressed} 项已豁免", f"{report.suppressed} suppressed"))
        if report.baselined:
            items.append(self.say(f"{report.baselined} 项已在基线中", f"{report.baselined} in the baseline"))
        return items
