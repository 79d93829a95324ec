"""Markdown to paste into a message or a merge request: a table a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalint.findings import FileSummary, Finding, NotChecked, Report, Revision
from goalint.own_reports import COMMENT
from goalint.reports import Style, words
from goalint.reports.arrangement import reasons
from goalint.reports.sentence import doubt, sentence, state
from goalint.reports.since import gone
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import shown
from goalint.tree.pattern import lazy

_SPECIAL = lazy(r"([\\`*_\[\]<>|~&#])")


def render(report: Report, style: Style) -> Iterator[str]:
    """Every file with its tables, and the summary."""
    writer = _Writer(Style(style.lang, profile=style.profile, passed=style.passed))
    yield writer.say("# 绩效目标检查报告", "# Performance goals: findings") + f"\n\n{escaped(writer.summary(report))}"
    for part in by_file(report):
        yield "\n\n" + "\n".join(writer.file(*part))
    if report.revision is not None and (before := "\n".join(writer.before(report.revision)).rstrip()):
        yield f"\n\n{before}"
    yield f"\n\n{COMMENT}\n"


class _Writer(Teller):
    def file(self, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> Iterator[str]:
        yield f"## {escaped('  '.join(self.heading(file)))}"
        yield ""
        yield escaped(self.counts(findings) if findings else self.nothing_found(file, bool(not_checked)))
        by_project: dict[int, list[Finding]] = {}
        for finding in findings:
            by_project.setdefault(-1 if finding.project is None else finding.project.index, []).append(finding)
        for index in sorted(by_project):
            group = by_project[index]
            if project := group[0].project:
                yield from ("", f"### {escaped(words.project(project, self.lang))}")
            yield from ("", *self.table(group))
        if not_checked:
            yield from ("", self.say("没能检查的（不等于没有问题）：", "Not checked (which is not passed):"), "")
            for reason in reasons(not_checked, self.lang):
                yield "- " + escaped(reason)

    def before(self, revision: Revision) -> Iterator[str]:
        """What became of the other findings of the earlier drafts."""
        for title, entries in gone(revision, self.lang):
            yield from (f"## {title}", "")
            for finding, why in entries:
                project = words.project(finding.project, self.lang) if finding.project is not None else ""
                where = "  ".join(part for part in (shown(finding.path), project, finding.code) if part)
                reason = self.say(f"（{why}）", f" ({why})") if why else ""
                yield "- " + escaped(where + self.say("：", ": ") + sentence(finding, self.lang) + reason)
            yield ""

    def table(self, findings: Sequence[Finding]) -> Iterator[str]:
        head = self.say("严重程度|规则|问题|位置|建议", "Severity|Rule|Problem|Place|Suggestion").split("|")
        yield "| " + " | ".join(head) + " |"
        yield "|" + " --- |" * len(head)
        for finding in sorted(findings, key=lambda finding: -finding.severity.rank):
            cells = (
                words.severity(finding.severity, self.lang) + doubt(finding),
                finding.code,
                sentence(finding, self.lang) + state(finding, self.lang),
                words.place(finding.location, self.lang),
                shown(finding.suggestion or ""),
            )
            yield "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is, in a cell of a table too."""
    return _SPECIAL.sub(r"\\\1", shown(text))
