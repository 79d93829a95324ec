"""The letter with which a draft goes back to its department: what must, should and may be changed, and what was not checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from goalint.findings import FileSummary, Finding, NotChecked, Report, Severity, State
from goalint.reports import Style, words
from goalint.reports.arrangement import arranged, places, reasons
from goalint.reports.fold import Fold
from goalint.reports.since import ByDraft, Since
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import shown
from goalint.reports.word_text import Kind, WordText
from goalint.tree.confidence import Confidence

_NUMERALS = "一二三四五"
_PARTS = {
    Severity.ERROR: ("必须修改", "Must be changed"),
    Severity.WARNING: ("应当修改", "Should be changed"),
    Severity.INFO: ("建议考虑", "Worth considering"),
}


def render(report: Report, style: Style) -> bytes:
    """A Word document with a letter a file, each on a page of its own; files of which there is nothing to say have none."""
    letters = _Letters(Style(style.lang, profile=style.profile, passed=style.passed))
    drafts = ByDraft(report.revision) if report.revision is not None else None
    for file, findings, not_checked in by_file(report):
        if findings or not_checked or not file.readable:
            then = drafts.of(file.path, findings) if drafts is not None else None
            letters.file(file, findings, not_checked, then)
    if not letters.any:
        letters.text.add(letters.summary(report), Kind.PLAIN)
    return letters.text.data()


class _Letters(Teller):
    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self.text = WordText()
        self.any = False
        self.last = 0  # the number of the last item of the letter
        self.advised: dict[str, int] = {}  # advice, and the item that gave it

    def file(self, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked], then: Since | None) -> None:
        """One letter."""
        self.any = True
        self.text.next_page()
        self.text.add(self.say("绩效目标文本修改意见", "Changes to the performance goals"), Kind.TITLE)
        name = shown(os.path.basename(file.path.replace("\\", "/")))
        addressed = shown(file.department or "") or name
        self.text.add(addressed + self.say("：", ":"), Kind.PLAIN)
        self.text.add(self.opening(file, name, findings, then))
        number = 0
        self.advised = {}
        self.last = 0
        for severity, titles in _PARTS.items():
            group = [finding for finding in findings if finding.severity is severity]
            if group:
                self.text.add(self.numbered(number, self.say(*titles)), Kind.HEADING)
                self.part(group)
                number += 1
        if not_checked:
            title = self.say("没能检查（不等于没有问题）", "Not checked (which is not passed)")
            self.text.add(self.numbered(number, title), Kind.HEADING)
            for reason in reasons(not_checked, self.lang):
                self.text.add(reason)
        self.text.add(self.say("　　　　年　　月　　日", "Date:"), Kind.RIGHT)

    def again(self, then: Since) -> str:
        """What has become of what the letter before asked for."""
        before = len(then.still) + len(then.fixed) + len(then.unsettled)
        if not before:
            return ""
        zh = f"上次指出的{before}项中，{len(then.fixed)}项已经改好，{len(then.still)}项仍在"
        en = f" Of {before} told before {len(then.fixed)} are done, {len(then.still)} are still there"
        if then.unsettled:
            zh += f"，{len(then.unsettled)}项这次没能复查"
            en += f", {len(then.unsettled)} could not be looked at again"
        return self.say(f"{zh}；另有{len(then.new)}项是新出现的。", f"{en}; {len(then.new)} are new.")

    def opening(self, file: FileSummary, name: str, findings: Sequence[Finding], then: Since | None) -> str:
        if not file.readable:
            asked = "请按下列意见处理后重新报送。" if findings else "请换一份能够打开的文件重新报送。"
            return self.say(
                f"你单位报送的“{name}”无法读取，没有检查，{asked}",
                f"“{name}” could not be read and was not checked; please submit it again.",
            )
        year = self.say(f"{file.fiscal_year}年，", f"{file.fiscal_year}, ") if file.fiscal_year else ""
        extent = self.say(
            f"（{year}{file.projects}个项目、{file.indicators}个指标）",
            f" ({year}{file.projects} projects, {file.indicators} indicators)",
        )
        if not findings:
            zh = f"你单位报送的“{name}”{extent}，能检查的部分没有发现问题。"
            text = self.say(zh, f"“{name}”{extent}: no problem in what could be checked.")
            return text + (self.again(then) if then is not None else "")
        text = self.say(
            f"你单位报送的“{name}”{extent}已经检查，请按下列意见修改后重新报送。",
            f"“{name}”{extent} was checked; please make these changes and submit it again.",
        )
        if then is not None:
            text += self.again(then)
        if any(finding.confidence is not Confidence.HIGH for finding in findings):
            text += self.say("注明“请核实”的，先对照原文确认。", " Where it says “verify”, look at the document first.")
        return text

    def part(self, findings: Sequence[Finding]) -> None:
        """All findings of one severity."""
        notes = arranged(findings)
        self.items(notes.whole)
        if notes.shared:
            self.text.add(self.say("多个项目", "Several projects"), Kind.SUBHEADING)
            self.items(notes.shared, notes.ambiguous)
        for project, folds in notes.projects:
            self.text.add(words.project(project, self.lang), Kind.SUBHEADING)
            self.items(folds)

    def items(self, folds: Iterable[Fold], ambiguous: frozenset[int] | None = None) -> None:
        """A numbered paragraph a fold; advice that was given before is referred to."""
        for fold in folds:
            self.last += 1
            where = places(fold, self.lang, ambiguous)
            text = f"{self.last}. {fold.sentence(self.lang)}" + (self.say(f"（{where}）", f" ({where})") if where else "")
            text += self.say("。", ".")
            if all(one.state is State.STILL for one in fold.findings):
                text += self.say("（上次已指出）", " (told before)")
            if fold.findings[0].confidence is not Confidence.HIGH:
                text += self.say("（请核实）", " (verify)")
            advice = self.say("；", "; ").join(dict.fromkeys(shown(one.suggestion) for one in fold.findings if one.suggestion))
            before = self.advised.setdefault(advice, self.last)
            if before < self.last and advice:
                text += self.say(f"修改意见同第{before}条。", f" To do: as in {before}.")
            elif advice:
                text += self.say(f"修改意见：{advice}。", f" To do: {advice}.")
            self.text.add(text)

    def numbered(self, index: int, title: str) -> str:
        return self.say(f"{_NUMERALS[index]}、{title}", f"{index + 1}. {title}")
