"""The report that people see first: one line a finding, by file and project, what matters most first, nothing twice.

What is said of several places is said once with all of them; what three or more projects share stands before the projects;
what to do stands once a rule at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from goalint.findings import FileSummary, Finding, NotChecked, ProjectRef, Report, Severity
from goalint.reports import Style, words
from goalint.reports.colour import BOLD, CYAN, DIM, OF_SEVERITY, YELLOW
from goalint.reports.fold import Fold, folded, listed, ranges
from goalint.reports.sentence import doubt
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import display_width, fill, hanging, shown
from goalint.tree.location import Location

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_SHARED = 3  # so many projects with the same finding have it said once for all
_NARROW = 60  # cells; below, a further line begins further to the left
_REASONS = 5  # so many reasons for what could not be checked are told one by one


def render(report: Report, style: Style) -> str:
    """The notes on every file, what to do (both unless `style.quiet`), and the summary."""
    writer = _Writer(report, style)
    lines: list[str] = []
    if not style.quiet:
        for part in by_file(report):
            told = list(writer.file(*part))
            # Files of which there is nothing to tell stand line by line.
            if len(told) > 1 and lines and lines[-1]:
                lines.append("")
            lines += told if len(told) == 1 else [*told, ""]
        if lines and lines[-1]:
            lines.append("")
        if any(finding.suggestion for finding in report.findings):
            lines += [*writer.remedies(report.findings), ""]
        lines += writer.more(report)
    lines.append(writer.summary(report))
    return "\n".join(lines) + "\n"


class _Writer(Teller):
    def __init__(self, report: Report, style: Style) -> None:
        super().__init__(style)
        self.marks = 2 if any(doubt(finding) for finding in report.findings) else 0
        self.label = max(display_width(words.severity(grade, self.lang)) for grade in Severity) + self.marks
        self.code = max((display_width(finding.code) for finding in report.findings), default=0)
        self.indent = self.label + self.code + 5 if self.width >= _NARROW else 6

    def file(self, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> Iterator[str]:
        """The heading of a file, what concerns all of it, what several projects share, and each project."""
        verdict = self.counts(findings) if findings else self.nothing_found(file, bool(not_checked))
        yield from self.headed(file, (self.say("：", ": ") if file.readable else "  ") + verdict)
        yield from self.folds(folded(finding for finding in findings if finding.project is None))
        own = [finding for finding in findings if finding.project is not None]
        shared = [fold for fold in folded(own, _of_project) if len(_projects(fold)) >= _SHARED]
        if shared:
            ambiguous = _ambiguous(own)
            yield from ("", self.paint(self.say("多个项目", "several projects"), BOLD))
            yield from self.folds(shared, ambiguous)
        told = {id(finding) for fold in shared for finding in fold.findings}
        by_project: dict[int, list[Finding]] = {}
        for finding in own:
            if id(finding) not in told and finding.project is not None:
                by_project.setdefault(finding.project.index, []).append(finding)
        for index in sorted(by_project):
            first = by_project[index][0].project
            assert first is not None
            yield from ("", self.paint(words.project(first, self.lang), BOLD))
            yield from self.folds(folded(by_project[index]))
        if not_checked:
            yield from self.not_checked(not_checked)

    def folds(self, folds: Iterable[Fold], ambiguous: frozenset[int] | None = None) -> Iterator[str]:
        """One line each, the gravest and surest first; places with their projects unless `ambiguous` is None."""

        def weight(fold: Fold) -> tuple[int, int]:
            return -fold.findings[0].severity.rank, -fold.findings[0].confidence.rank

        for fold in sorted(folds, key=weight):
            first = fold.findings[0]
            label = fill(words.severity(first.severity, self.lang) + doubt(first), self.label)
            code = fill(first.code, self.code)
            head, painted = f"  {label} {code}  ", f"  {self.paint(label, OF_SEVERITY[first.severity])} {code}  "
            lines = hanging(head, fold.sentence(self.lang), self.width, self.indent, painted)
            places = self.places(fold, ambiguous)
            yield from self.closed(lines, self.say(f"（{places}）", f" ({places})") if places else "")

    def headed(self, file: FileSummary, verdict: str) -> list[str]:
        """The heading and the verdict; on two lines if they do not fit into one."""
        path, *known = self.heading(file)
        line = "  ".join([path, *known]) + verdict
        if display_width(_COLOUR.sub("", line)) <= self.width or not known:
            return [line]
        return [path, "  " + "  ".join(known) + verdict]

    def closed(self, lines: list[str], end: str) -> list[str]:
        """The lines with a last piece that is broken only if it takes more than a line."""
        if display_width(_COLOUR.sub("", lines[-1])) + display_width(end) <= self.width:
            return [*lines[:-1], lines[-1] + end]
        return [*lines, *hanging("", end.strip(), self.width, self.indent)]

    def places(self, fold: Fold, ambiguous: frozenset[int] | None) -> str:
        """Where the findings of a fold are; with their projects, by number or, where numbers are ambiguous, by name."""
        places = listed((text for one in fold.findings if (text := words.place(_row(one.location), self.lang))), self.lang)
        if ambiguous is None:
            return places
        projects = _projects(fold)
        if ambiguous.isdisjoint(project.seq for project in projects):
            numbers = ranges((project.seq for project in projects), self.lang)
            text = self.say(f"项目 {numbers}", f"projects {numbers}")
        else:
            names = [f"“{shown(project.name) or project.seq}”" for project in projects]
            text = self.say("项目" + "".join(names), "projects " + ", ".join(names))
        return self.say("：", ": ").join(part for part in (text, places) if part)

    def not_checked(self, entries: Sequence[NotChecked]) -> Iterator[str]:
        """What could not be checked, one line a reason; of many reasons the most frequent."""
        reasons: dict[str, list[NotChecked]] = {}
        for entry in entries:
            reasons.setdefault(shown(entry.why), []).append(entry)
        yield from ("", "  " + self.paint(self.say("没能检查的（不等于没有问题）", "not checked (which is not passed)"), YELLOW))
        most = sorted(reasons.items(), key=lambda reason: -len(reason[1]))
        for why, group in most[:_REASONS]:
            rules = listed(sorted({entry.rule for entry in group}), self.lang)
            projects = {entry.project.index for entry in group if entry.project is not None}
            count = self.say("，", ", ") + words.counted(len(projects), "个项目", "project", self.lang) if projects else ""
            yield from hanging("    ", why + self.say(f"（{rules}{count}）", f" ({rules}{count})"), self.width, 4)
        rest = len(most) - _REASONS
        if rest > 0:
            zh = f"另有 {rest} 种原因，--output-format full 列出全部"
            yield "    " + self.say(zh, f"and {rest} more reasons: --output-format full lists them all")

    def remedies(self, findings: Sequence[Finding]) -> Iterator[str]:
        """What to do, once a rule."""
        yield self.paint(self.say("怎么改", "What to do"), BOLD)
        by_code: dict[str, dict[str, None]] = {}
        for finding in findings:
            if finding.suggestion:
                by_code.setdefault(finding.code, {})[shown(finding.suggestion)] = None
        for code in sorted(by_code):
            head = f"  {fill(code, self.code)}  "
            text = _in_common(list(by_code[code]), self.say("；", "; "))
            yield from hanging(head, text, self.width, display_width(head), self.paint(head, CYAN))

    def more(self, report: Report) -> Iterator[str]:
        """What the marks mean, and how to see more of it."""
        marks = sorted({doubt(finding) for finding in report.findings} - {""})
        if marks:
            meant = {"?": self.say("带 ? 的把握不大", "? fairly sure"), "??": self.say("带 ?? 的把握小", "?? not sure")}
            look = self.say("，请对照原文再定。", ": look at the document before you decide.")
            yield self.paint(self.say("，", ", ").join(meant[mark] for mark in marks) + look, DIM)
        if report.findings:
            code = max(report.findings, key=lambda finding: (finding.severity.rank, finding.confidence.rank)).code
            text = self.say(
                f"看原文和对照：--output-format full    看一条规则的理由和例子：goalint rule {code}",
                f"quoted text: --output-format full    why, with examples: goalint rule {code}",
            )
            yield self.paint(text, DIM)


def _row(location: Location) -> Location:
    """The place without the number of the cell: what the sentence names stands out in its row."""
    return location if location.row is None or isinstance(location.cell, str) else location._replace(cell=None)


def _of_project(finding: Finding) -> bool:
    """Whether it is the project that is spoken of, not a row or target of it."""
    return finding.indicator is None and "target" not in finding.args


def _projects(fold: Fold) -> list[ProjectRef]:
    found = {one.project.index: one.project for one in fold.findings if one.project is not None}
    return [found[index] for index in sorted(found)]


def _ambiguous(findings: Iterable[Finding]) -> frozenset[int]:
    """The numbers that several projects of the file have."""
    by_number: dict[int, set[int]] = {}
    for finding in findings:
        if finding.project is not None:
            by_number.setdefault(finding.project.seq, set()).add(finding.project.index)
    return frozenset(number for number, indexes in by_number.items() if len(indexes) > 1)


def _in_common(suggestions: Sequence[str], separator: str) -> str:
    """A suggestion as it is; of several that differ in a word or two what they have in common, the difference left open."""
    if len(suggestions) == 1:
        return suggestions[0]
    head = _beginning(suggestions)
    tail = _beginning([text[len(head) :][::-1] for text in suggestions])[::-1]
    if len(head) + len(tail) >= 3:
        return f"{head}…{tail}"
    return separator.join(suggestions[:_SHARED]) + ("…" if len(suggestions) > _SHARED else "")


def _beginning(texts: Sequence[str]) -> str:
    """What all of them begin with."""
    for index, characters in enumerate(zip(*texts, strict=False)):
        if len(set(characters)) > 1:
            return texts[0][:index]
    return min(texts, key=len)
