"""One page of HTML that needs nothing else, for a browser without a network: all findings, to filter and to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain, islice

from goalint.findings import FileSummary, Finding, NotChecked, Report, Revision, Severity
from goalint.own_reports import COMMENT
from goalint.reports import Style, words
from goalint.reports.arrangement import reasons
from goalint.reports.excerpt import excerpt, mark_in
from goalint.reports.html_parts import HEAD, SCRIPT
from goalint.reports.markup import legal
from goalint.reports.sentence import sentence
from goalint.reports.since import gone
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import shown
from goalint.tree.confidence import Confidence

_QUOTED = 2000  # terminal cells of a quoted text
_GRADES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def render(report: Report, style: Style) -> Iterator[str]:
    """The page; without its script everything is shown."""
    writer = _Writer(Style(style.lang, profile=style.profile, passed=style.passed))
    return (line + "\n" for line in writer.page(report))


class _Writer(Teller):
    def page(self, report: Report) -> Iterator[str]:
        title = self.say("绩效目标检查报告", "Performance goals: findings")
        yield HEAD.format(lang=self.say("zh-CN", "en"), title=title)
        yield f"<h1>{title}</h1>"
        yield f'<p class="summary">{_text(self.summary(report))}</p>'
        if report.findings:
            yield from self.controls(report)
        parts = by_file(report)
        first = list(islice(parts, 2))
        if len(first) > 1:
            yield from self.contents(chain(first, parts))
        for number, part in enumerate(by_file(report), 1):
            yield from self.file(number, *part)
        if report.revision is not None:
            yield from self.before(report.revision)
        yield from self.rules(report)
        yield f"{SCRIPT}</body>\n</html>\n{COMMENT}"

    def controls(self, report: Report) -> Iterator[str]:
        """What the script filters by."""
        boxes = "".join(
            f'<label><input type="checkbox" value="{grade}" checked> '
            f"{words.severity(grade, self.lang)} {report.count(grade)}</label>"
            for grade in _GRADES
        )
        unsure = self.say("把握不大的", "unsure ones")
        search = self.say("查找：项目、指标、规则、文字", "find: project, indicator, rule, text")
        yield (
            f'<form id="filter" hidden>{boxes}<label><input type="checkbox" value="unsure" checked> {unsure}</label>'
            f'<input type="search" placeholder="{search}" aria-label="{search}"><output></output></form>'
        )

    def contents(self, parts: Iterable[tuple[FileSummary, list[Finding], list[NotChecked]]]) -> Iterator[str]:
        """A line a file."""
        titles = self.say("文件|预算单位|错误|警告|提示|未能检查", "file|department|errors|warnings|infos|not checked").split("|")
        yield '<table class="contents"><thead><tr>' + "".join(f"<th>{title}</th>" for title in titles) + "</tr></thead><tbody>"
        for number, (file, findings, not_checked) in enumerate(parts, 1):
            counts = Counter(finding.severity for finding in findings)
            cells = "".join(f'<td class="{grade if counts[grade] else "none"}">{counts[grade]}</td>' for grade in _GRADES)
            unread = "" if file.readable else f" <b>{self.say('无法读取', 'not read')}</b>"
            yield (
                f'<tr><td><a href="#f{number}">{_text(file.path)}</a>{unread}</td><td>{_text(file.department or "")}</td>'
                f'{cells}<td class="{"some" if not_checked else "none"}">{len(not_checked)}</td></tr>'
            )
        yield "</tbody></table>"

    def file(
        self, number: int, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]
    ) -> Iterator[str]:
        path, *known = self.heading(file)
        verdict = self.counts(findings) if findings else self.nothing_found(file, bool(not_checked))
        clean = "" if findings or not_checked or file.accepted or not file.readable else " clean"
        yield f'<section id="f{number}"><h2>{_text(path)}</h2>'
        summary = self.say("：", ": ").join(part for part in ("  ".join(known), verdict) if part)
        yield f'<p class="known{clean}">{_text(summary)}</p>'
        by_project: dict[int, list[Finding]] = {}
        for finding in findings:
            by_project.setdefault(-1 if finding.project is None else finding.project.index, []).append(finding)
        for index in sorted(by_project):
            group = sorted(by_project[index], key=lambda one: (-one.severity.rank, -one.confidence.rank))
            project = group[0].project
            heading = f"<h3>{_text(words.project(project, self.lang))}</h3>" if project else ""
            yield f'<div class="project">{heading}<ul>'
            for finding in group:
                yield from self.finding(finding)
            yield "</ul></div>"
        if not_checked:
            yield from self.not_checked(not_checked)
        yield "</section>"

    def finding(self, finding: Finding) -> Iterator[str]:
        sure = finding.confidence is Confidence.HIGH
        unsure = ""
        if not sure:
            grade = words.confidence(finding.confidence, self.lang)
            unsure = f' <span class="unsure">{self.say(f"把握：{grade}", f"confidence: {grade}")}</span>'
        state = ""
        if finding.state is not None:
            state = f' <span class="state {finding.state}">{words.state(finding.state, self.lang)}</span>'
        place = words.place(finding.location, self.lang)
        yield (
            f'<li class="{finding.severity}{"" if sure else " doubtful"}">'
            f"<b>{words.severity(finding.severity, self.lang)}</b> "
            f'<span class="code" title="{_text(finding.title)}">{_text(finding.code)}</span> '
            f'{_text(sentence(finding, self.lang))}{unsure}{state} <span class="place">{_text(place)}</span>'
        )
        yield from self.quoted(finding)
        if finding.suggestion:
            yield f'<p class="advice">{self.say("建议：", "suggestion: ")}{_text(finding.suggestion)}</p>'
        yield "</li>"

    def quoted(self, finding: Finding) -> Iterator[str]:
        """The offending text with its mark, and what it was held against."""
        of_indicator = finding.indicator is not None
        for number, evidence in enumerate(finding.evidence):
            text = shown(evidence.text)
            label = words.field(finding.field if number == 0 else evidence.field, self.lang, of_indicator=of_indicator)
            part = excerpt(text, mark_in(text, finding.args), _QUOTED)
            before, marked, after = map(_text, part.parts())
            body = f"{before}<mark>{marked}</mark>{after}" if number == 0 else before + marked + after
            if not text:
                body = f"<i>{self.say('（空）', '(empty)')}</i>"
            where = []
            if number:
                where = [self.say("对照", "against"), shown(evidence.path or ""), words.place(evidence.location, self.lang)]
            lead = _text(" ".join(word for word in (*where, label) if word))
            yield f"<blockquote>{f'<span>{lead}</span> ' if lead else ''}{body}</blockquote>"

    def not_checked(self, entries: Sequence[NotChecked]) -> Iterator[str]:
        title = self.say("没能检查的（不等于没有问题）", "Not checked (which is not passed)")
        yield f'<div class="unchecked"><h3>{title}</h3><ul>'
        for reason in reasons(entries, self.lang):
            yield f"<li>{_text(reason)}</li>"
        yield "</ul></div>"

    def before(self, revision: Revision) -> Iterator[str]:
        """What became of the other findings of the earlier drafts."""
        for title, entries in gone(revision, self.lang):
            yield f'<section class="before"><h2>{title} {len(entries)}</h2><ul>'
            for finding, why in entries:
                project = words.project(finding.project, self.lang) if finding.project is not None else ""
                where = " ".join(_text(part) for part in (finding.path, project) if part)
                note = f' <span class="unsure">{_text(why)}</span>' if why else ""
                said = _text(sentence(finding, self.lang))
                yield f'<li><span class="code">{_text(finding.code)}</span> {said}{note} <span class="place">{where}</span></li>'
            yield "</ul></section>"

    def rules(self, report: Report) -> Iterator[str]:
        """Why the rules are there that have told something."""
        told = {finding.code for finding in report.findings}
        explained = [rule for rule in report.rules_told if rule.why and rule.code in told]
        if explained:
            yield f'<section class="rules"><h2>{self.say("为什么", "Why")}</h2><dl>'
            for rule in explained:
                yield f"<dt>{_text(rule.code)} {_text(rule.title)}</dt><dd>{_text(rule.why or '')}</dd>"
            yield "</dl></section>"


def _text(text: str) -> str:
    """The text as it is, on one line, in an element or an attribute."""
    return escape(legal(shown(text)))
