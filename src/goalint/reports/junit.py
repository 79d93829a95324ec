"""JUnit XML, for the test pages of CI servers: a suite a file, a failed case a finding, a skipped case what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from goalint.findings import FileSummary, Finding, NotChecked, Report
from goalint.reports import Style, words
from goalint.reports.markup import legal, xml
from goalint.reports.sentence import sentence
from goalint.reports.summary import by_file


def render(report: Report, style: Style) -> Iterator[str]:
    """A file in which nothing was found is one passed case, skipped if findings are kept back; one that was not read an error."""
    root = Xml.Element("testsuites", {"name": "goalint"})
    counts = dict.fromkeys(_COUNTED, 0)
    for file, findings, not_checked in by_file(report):
        for count, number in _counts(file, findings, not_checked).items():
            counts[count] += number
    for count, number in counts.items():
        root.set(count, str(number))
    return xml(root, (_suite(*part, style.lang) for part in by_file(report)))


_COUNTED = ("tests", "failures", "errors", "skipped")


def _counts(file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> dict[str, int]:
    """The cases of a file, which the root tells the sum of before any of them comes."""
    kept_back = bool(file.readable and not findings and file.accepted)
    open_ = len(not_checked) + kept_back
    cases = len(findings) + len(not_checked) + (not file.readable or not findings)
    return dict(zip(_COUNTED, (cases, len(findings), int(not file.readable), open_), strict=True))


def _suite(file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked], lang: str) -> Xml.Element:
    suite = Xml.Element("testsuite", {"name": legal(file.path)})
    for finding in findings:
        case = _case(suite, file.path, f"{finding.code} {_where(finding, lang)}".strip(), finding.location.text_line)
        message = legal(sentence(finding, lang))
        failure = Xml.SubElement(case, "failure", {"message": message, "type": str(finding.severity)})
        failure.text = legal("\n".join([finding.path, *(line for line in (finding.suggestion,) if line)]))
    for entry in not_checked:
        case = _case(suite, file.path, f"{entry.rule} {words.place(entry.location, lang)}".strip(), entry.location.text_line)
        Xml.SubElement(case, "skipped", {"message": legal(entry.why)})
    if not file.readable:
        case = _case(suite, file.path, words.pick(lang, "读取", "reading"), None)
        Xml.SubElement(case, "error", {"message": words.pick(lang, "无法读取", "could not be read"), "type": "unreadable"})
    elif not findings:
        case = _case(suite, file.path, "goalint", None)
        if file.accepted:
            message = words.pick(lang, f"{file.accepted} 项问题不报", f"{file.accepted} findings are not reported")
            Xml.SubElement(case, "skipped", {"message": message})
    for count, number in _counts(file, findings, not_checked).items():
        suite.set(count, str(number))
    return suite


def _case(suite: Xml.Element, path: str, name: str, line: int | None) -> Xml.Element:
    case = Xml.SubElement(suite, "testcase", {"name": legal(name), "classname": legal(path), "file": legal(path)})
    if line is not None:
        case.set("line", str(line))
    return case


def _where(finding: Finding, lang: str) -> str:
    """Project, indicator and place: what makes a case one among others of the rule."""
    project = words.pick(lang, "项目", "project ") + str(finding.project.seq) if finding.project else ""
    indicator = finding.indicator.name if finding.indicator else ""
    return " ".join(text for text in (project, indicator, words.place(finding.location, lang)) if text)
