"""What every report for people says of a run as a whole and of each file: what it was, what was found, what stayed open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from goalint.findings import FileSummary, Finding, NotChecked, Report, Severity
from goalint.reports import Style, words
from goalint.reports.colour import BOLD, DIM, GREEN, OF_SEVERITY, RED, Paint
from goalint.reports.width import shown

_Entry = TypeVar("_Entry", Finding, NotChecked)
_Part = tuple[FileSummary, list[Finding], list[NotChecked]]


def by_file(report: Report) -> Iterator[_Part]:
    """Every file in its order with what belongs to it; files that only findings name come last.

    Findings come in the order of the files (`Report`), so that none waits in memory.
    """
    paths = {file.path for file in report.files}
    findings, not_checked = _Runs(report.findings, paths), _Runs(report.not_checked, paths)
    for file in report.files:
        yield file, findings.take(file.path), not_checked.take(file.path)
    for path in dict.fromkeys((*findings.rest(), *not_checked.rest())):
        yield FileSummary(path, True), findings.take(path), not_checked.take(path)


class _Runs(Generic[_Entry]):
    """Entries by file, those of one file in memory; what is found of other files than the run has is put aside."""

    def __init__(self, entries: Iterable[_Entry], paths: Container[str]) -> None:
        self._runs: Iterator[tuple[str, Iterator[_Entry]]] = groupby(entries, key=lambda entry: entry.path)
        self._paths = paths
        self._aside: dict[str, list[_Entry]] = {}
        self._next: tuple[str, Iterator[_Entry]] | None = None
        self._step()

    def take(self, path: str) -> list[_Entry]:
        """Those of a file, which are then no longer there."""
        found = self._aside.pop(path, [])
        while self._next is not None and self._next[0] == path:
            found.extend(self._next[1])
            self._step()
        return found

    def rest(self) -> list[str]:
        """The files of those that are still there."""
        while self._next is not None:
            self._put_aside(*self._next)
            self._next = next(self._runs, None)
        return list(self._aside)

    def _step(self) -> None:
        self._next = next(self._runs, None)
        while self._next is not None and self._next[0] not in self._paths:
            self._put_aside(*self._next)
            self._next = next(self._runs, None)

    def _put_aside(self, path: str, entries: Iterator[_Entry]) -> None:
        self._aside.setdefault(path, []).extend(entries)


class Teller:
    """Says these things in one style."""

    def __init__(self, style: Style) -> None:
        self.lang = style.lang
        self.width = max(style.width, 40)
        self.paint = Paint(style.colour)
        self.profile = style.profile
        self.passed = style.passed

    def say(self, zh: str, en: str) -> str:
        """The wording in the language of the report."""
        return words.pick(self.lang, zh, en)

    def heading(self, file: FileSummary) -> list[str]:
        """The path, and then what kind of document it turned out to be."""
        known = [shown(file.department)] if file.department else []
        if file.fiscal_year:
            known.append(self.say(f"{file.fiscal_year}年", str(file.fiscal_year)))
        if file.readable:
            known.append(
                words.counted(file.projects, "个项目", "project", self.lang)
                + self.say("，", ", ")
                + words.counted(file.indicators, "个指标", "indicator", self.lang)
            )
        return [self.paint(shown(file.path), BOLD), *known]

    def nothing_found(self, file: FileSummary, incomplete: bool) -> str:
        """A file without findings is not clean if it was not checked."""
        if not file.readable:
            return self.paint(self.say("无法读取", "could not be read"), RED)
        if incomplete:
            return self.say("能检查的部分没有发现问题", "no problem in what could be checked")
        if file.accepted:
            return self.say(f"没有其他问题（{file.accepted} 项不报）", f"no other problem ({file.accepted} not reported)")
        return self.paint(self.say("没有发现问题", "no problem found"), GREEN)

    def counts(self, findings: Sequence[Finding]) -> str:
        """The findings by severity: 错误 2，警告 0，提示 1."""
        return self._counts(Counter(finding.severity for finding in findings))

    def _counts(self, numbers: Mapping[Severity, int]) -> str:
        return self.say("，", ", ").join(
            self.paint(f"{words.severity(grade, self.lang)} {numbers[grade]}", OF_SEVERITY[grade] if numbers[grade] else DIM)
            for grade in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        )

    def summary(self, report: Report) -> str:
        """What was checked, what was found, and what was not checked, in one sentence."""
        if not report.files:
            return self.say("没有找到可以检查的文件。", "Found no file to check.")
        readable = len(report.files) - report.unreadable
        if readable:
            verdict = self._extent(report, readable) + self.say("：", ": ") + self._verdict(report)
        else:
            verdict = self.say("没有检查任何文件", "Nothing was checked")
        return self.say("；", "; ").join([verdict, *self._open_items(report), *self._passing(report)]) + self.say("。", ".")

    def _passing(self, report: Report) -> Iterator[str]:
        """The highest profile that was passed; of what could not be checked nobody knows."""
        if self.passed is None or report.unreadable:
            return
        name = words.profile(self.passed, self.lang)
        if report.not_checked:
            yield self.say(f"能检查的部分通过{name}档", f"what could be checked passes {name}")
        else:
            yield self.paint(self.say(f"通过{name}档", f"passes {name}"), GREEN)

    def _verdict(self, report: Report) -> str:
        """The findings by severity; clean only if nothing is open."""
        if report.findings or not report.rules:
            return self._counts({grade: report.count(grade) for grade in Severity})
        if report.not_checked or report.unreadable:
            return self.say("能检查的部分没有发现问题", "no problem in what could be checked")
        if report.suppressed or report.baselined or report.ignored:
            return self.say("没有其他问题", "no other problem")
        return self.paint(self.say("没有发现问题", "no problem found"), GREEN)

    def _extent(self, report: Report, readable: int) -> str:
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

    def _open_items(self, report: Report) -> Iterator[str]:
        """What has become of earlier findings, and what the reader must not take for checked."""
        if report.revision is not None:
            from goalint.reports.since import in_all

            yield in_all(report, report.revision).counts(self.lang)
        if not report.rules and len(report.files) > report.unreadable:
            yield self.say("没有启用任何规则", "no rule was in force")
        if report.not_checked:
            number = len(report.not_checked)
            yield self.say(f"另有 {number} 项无法检查", f"{number} could not be checked")
        if report.unreadable:
            files = words.counted(report.unreadable, "个文件", "file", self.lang)
            yield self.paint(self.say(f"{files}无法读取", f"{files} could not be read"), RED)
        if report.suppressed:
            yield self.say(f"{report.suppressed} 项已豁免", f"{report.suppressed} suppressed")
        if report.baselined:
            yield self.say(f"{report.baselined} 项已在基线中", f"{report.baselined} in the baseline")
        if report.ignored:
            yield self.say(f"{report.ignored} 项按配置不报", f"{report.ignored} ignored by the configuration")
