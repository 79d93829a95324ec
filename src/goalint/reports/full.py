"""The full report for people: every finding with the offending text in its place, what it was held against, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from goalint.findings import Evidence, FileSummary, Finding, NotChecked, ProjectRef, Report
from goalint.reports import Style, words
from goalint.reports.arrangement import reasons
from goalint.reports.beside import beside
from goalint.reports.colour import BOLD, CYAN, DIM, MARK, OF_SEVERITY, YELLOW
from goalint.reports.excerpt import excerpt, mark_in
from goalint.reports.sentence import sentence, state
from goalint.reports.since import lines_before
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import display_width, fill, hanging, shown
from goalint.tree.confidence import Confidence

_INDENT = 6  # where the details of a finding begin
_GUTTER = 9  # the line numbers of quoted text end here


def render(report: Report, style: Style) -> Iterator[str]:
    """The notes on every file (unless `style.quiet`) and the summary."""
    writer = _Writer(style)
    if not style.quiet:
        for file, findings, not_checked in by_file(report):
            yield "\n".join([*writer.file(file, findings, not_checked), "\n"])
        for line in chain(lines_before(report, writer), beside(report, writer)):
            yield line + "\n"
    yield writer.summary(report) + "\n"


class _Writer(Teller):
    """Renders the parts of one report in one style."""

    def file(self, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> list[str]:
        """The heading of a file and all that was found in it."""
        lines = ["  ".join(self.heading(file))]
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

    def project(self, project: ProjectRef) -> str:
        return self.paint(words.project(project, self.lang), BOLD)

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
        """The sentence, and how sure it is if that is not very."""
        text = sentence(finding, self.lang) + state(finding, self.lang)
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
        line = evidence.location.text_line
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
        yield "  " + self.paint(self.say("没能检查的（不等于没有问题）", "not checked (which is not passed)"), YELLOW)
        for reason in reasons(entries, self.lang):
            yield from hanging("    ", reason, self.width, 4)
