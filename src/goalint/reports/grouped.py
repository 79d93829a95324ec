"""The report that people see first: one line a finding, by file and project, what matters most first, nothing twice.

What is said of several places is said once with all of them; what three or more projects share stands before the projects;
what to do stands once a rule at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from goalint.findings import FileSummary, Finding, NotChecked, Report, Severity, State
from goalint.reports import Style, words
from goalint.reports.arrangement import arranged, places, reasons
from goalint.reports.beside import beside, line
from goalint.reports.colour import BOLD, CYAN, DIM, OF_SEVERITY, YELLOW
from goalint.reports.fold import Fold
from goalint.reports.sentence import doubt, mark
from goalint.reports.since import ByDraft, Since
from goalint.reports.summary import Teller, by_file
from goalint.reports.table import table
from goalint.reports.width import display_width, fill, hanging, shown
from goalint.tree.pattern import lazy

_COLOUR = lazy(r"\x1b\[[0-9;]*m")
_NARROW = 60  # cells; below, a further line begins further to the left
_MANY = 10  # files; of more, those with the most to change are listed at the end
_REMEDIES = 3  # so many different suggestions of a rule are told
_REASONS = 5  # so many reasons for what could not be checked are told one by one


def render(report: Report, style: Style) -> Iterator[str]:
    """The notes on every file, what to do (both unless `style.quiet`), and the summary."""
    writer = _Writer(report, style)
    for told in () if style.quiet else writer.lines(report):
        yield told + "\n"
    yield writer.summary(report) + "\n"


_BY_WEIGHT = sorted(Severity, key=lambda grade: -grade.rank)


class _Writer(Teller):
    def __init__(self, report: Report, style: Style) -> None:
        super().__init__(style)
        self.marks = 2 if any(mark(confidence) for _, _, confidence in report.tally) else 0
        self.label = max(display_width(words.severity(grade, self.lang)) for grade in Severity) + self.marks
        self.code = max((display_width(code) for code, _, _ in report.tally), default=0)
        self.indent = self.label + self.code + 5 if self.width >= _NARROW else 6

    def lines(self, report: Report) -> Iterator[str]:
        """Everything but the summary."""
        drafts = ByDraft(report.revision) if report.revision is not None else None
        remedies: dict[str, _Remedies] = {}
        last = ""
        for file, findings, not_checked in by_file(report):
            then = drafts.of(file.path, findings) if drafts is not None else None
            told = list(self.file(file, findings, not_checked, then))
            # Files of which there is nothing to tell stand line by line.
            if len(told) > 1 and last:
                yield ""
            yield from told
            last = told[-1] if len(told) == 1 else ""
            if not last:
                yield ""
            for finding in findings:
                if finding.suggestion:
                    remedies.setdefault(finding.code, _Remedies()).add(shown(finding.suggestion))
        if last:
            yield ""
        if drafts is not None:
            yield from self.missing(drafts)
        if remedies:
            yield from self.remedies(remedies)
            yield ""
        yield from beside(report, self)
        if len(report.files) > _MANY:
            yield from self.worst(report)
        yield from self.more(report)

    def file(
        self, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked], then: Since | None = None
    ) -> Iterator[str]:
        """The heading of a file, and what was found; against an earlier draft what is still there, new, fixed and open."""
        verdict = self.counts(findings) if findings else self.nothing_found(file, bool(not_checked))
        yield from self.headed(file, (self.say("：", ": ") if file.readable else "  ") + verdict)
        if then is None:
            yield from self.notes(findings)
        else:
            yield from self.against(then)
        if not_checked:
            yield from self.not_checked(not_checked)

    def against(self, then: Since) -> Iterator[str]:
        """The findings by what they are against the earlier draft."""
        yield "  " + then.counts(self.lang)
        for state, findings in ((State.STILL, then.still), (State.NEW, then.new)):
            if findings:
                yield from ("", self.part(words.state(state, self.lang), len(findings)))
                yield from self.notes(findings)
        if then.fixed:
            places = self.say("位置是上次的", "places in the earlier draft")
            yield from ("", self.part(words.state(State.FIXED, self.lang), len(then.fixed), places))
            for finding in then.fixed:
                yield from line(finding, self)
        if then.unsettled:
            yield from (
                "",
                self.part(words.unsettled(self.lang), len(then.unsettled), self.say("不等于已改好", "which is not fixed")),
            )
            for finding, why in then.unsettled:
                yield from line(finding, self, self.say(f"（{shown(why)}）", f" ({shown(why)})"))

    def part(self, title: str, number: int, note: str = "") -> str:
        """The heading of a part."""
        count = self.say(f" {number} 项", f" {number}") + (self.say(f"（{note}）", f" ({note})") if note else "")
        return self.paint(f"── {title}{count} ──", CYAN)

    def missing(self, drafts: ByDraft) -> Iterator[str]:
        """The drafts that have not come again."""
        entries = list(drafts.without_draft())
        if not entries:
            return
        yield self.paint(self.say("没有找到修改稿的文件", "no revised draft was found of"), YELLOW)
        for path, unsettled in entries:
            number = len(unsettled)
            yield "  " + shown(path) + self.say(f"：上次的 {number} 项没能复查", f": {number} findings not looked at again")
        yield ""

    def notes(self, findings: Sequence[Finding]) -> Iterator[str]:
        """What concerns all of the file, what several projects share, and each project."""
        notes = arranged(findings)
        yield from self.folds(notes.whole)
        if notes.shared:
            yield from ("", self.paint(self.say("多个项目", "several projects"), BOLD))
            yield from self.folds(notes.shared, notes.ambiguous)
        for project, folds in notes.projects:
            yield from ("", self.paint(words.project(project, self.lang), BOLD))
            yield from self.folds(folds)

    def folds(self, folds: Iterable[Fold], ambiguous: frozenset[int] | None = None) -> Iterator[str]:
        """One line each; places with their projects unless `ambiguous` is None."""
        for fold in folds:
            first = fold.findings[0]
            label = fill(words.severity(first.severity, self.lang) + doubt(first), self.label)
            code = fill(first.code, self.code)
            head, painted = f"  {label} {code}  ", f"  {self.paint(label, OF_SEVERITY[first.severity])} {code}  "
            lines = hanging(head, fold.sentence(self.lang), self.width, self.indent, painted)
            where = places(fold, self.lang, ambiguous)
            yield from self.closed(lines, self.say(f"（{where}）", f" ({where})") if where else "")

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

    def not_checked(self, entries: Sequence[NotChecked]) -> Iterator[str]:
        """What could not be checked, one line a reason; of many reasons the most frequent."""
        yield from ("", "  " + self.paint(self.say("没能检查的（不等于没有问题）", "not checked (which is not passed)"), YELLOW))
        told = reasons(entries, self.lang)
        for reason in told[:_REASONS]:
            yield from hanging("    ", reason, self.width, 4)
        rest = len(told) - _REASONS
        if rest > 0:
            zh = f"另有 {rest} 种原因，--output-format full 列出全部"
            yield "    " + self.say(zh, f"and {rest} more reasons: --output-format full lists them all")

    def remedies(self, remedies: Mapping[str, _Remedies]) -> Iterator[str]:
        """What to do, once a rule."""
        yield self.paint(self.say("怎么改", "What to do"), BOLD)
        for code in sorted(remedies):
            head = f"  {fill(code, self.code)}  "
            text = remedies[code].in_common(self.say("；", "; "))
            yield from hanging(head, text, self.width, display_width(head), self.paint(head, CYAN))

    def worst(self, report: Report) -> list[str]:
        """The files with the most to change."""
        counts = (
            ([sum(one.severity is grade for one in findings) for grade in _BY_WEIGHT], file.path)
            for file, findings, _ in by_file(report)
            if findings
        )
        most = nlargest(_MANY, counts, key=lambda entry: entry[0])
        if not most:
            return []
        head = [*(words.severity(grade, self.lang) for grade in _BY_WEIGHT), ""]
        rows = [[*map(str, numbers), shown(path)] for numbers, path in most]
        title = self.say(f"问题最多的 {len(most)} 个文件", f"The {len(most)} files with the most to change")
        return [self.paint(title, BOLD), *table(head, rows, self.width, indent=2), ""]

    def more(self, report: Report) -> Iterator[str]:
        """What the marks mean, and how to see more of it."""
        marks = sorted({mark(confidence) for _, _, confidence in report.tally} - {""})
        if marks:
            meant = {"?": self.say("带 ? 的把握不大", "? fairly sure"), "??": self.say("带 ?? 的把握小", "?? not sure")}
            look = self.say("，请对照原文再定。", ": look at the document before you decide.")
            yield self.paint(self.say("，", ", ").join(meant[mark] for mark in marks) + look, DIM)
        if report.findings:
            code, _, _ = max(report.tally, key=lambda kind: (kind[1].rank, kind[2].rank))
            text = self.say(
                f"看原文和对照：--output-format full    看一条规则的理由和例子：goalint rule {code}",
                f"quoted text: --output-format full    why, with examples: goalint rule {code}",
            )
            yield self.paint(text, DIM)


class _Remedies:
    """The different suggestions of one rule: the first few, and what all of them have in common."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.head = self.tail = ""
        self.shortest = 0

    def add(self, text: str) -> None:
        """Take note of a suggestion."""
        if not self.first:
            self.head = self.tail = text
            self.shortest = len(text)
        if text not in self.first and len(self.first) <= _REMEDIES:
            self.first.append(text)
        if not text.startswith(self.head):
            self.head = _beginning(self.head, text)
        if not text.endswith(self.tail):
            self.tail = _beginning(self.tail[::-1], text[::-1])[::-1]
        self.shortest = min(self.shortest, len(text))

    def in_common(self, separator: str) -> str:
        """A suggestion as it is; of several that differ in a word or two what they have in common, the difference left open."""
        if len(self.first) == 1:
            return self.first[0]
        rest = self.shortest - len(self.head)
        tail = self.tail[max(len(self.tail) - rest, 0) :]
        if len(self.head) + len(tail) >= 3:
            return f"{self.head}…{tail}"
        return separator.join(self.first[:_REMEDIES]) + ("…" if len(self.first) > _REMEDIES else "")


def _beginning(one: str, other: str) -> str:
    """What both begin with."""
    for index, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return one[:index]
    return min(one, other, key=len)
