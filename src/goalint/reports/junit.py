"""JUnit XML, for the test pages of CI servers: a suite a file, a failed case a finding, a skipped case what was not checked."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from goalint.findings import FileSummary, Finding, NotChecked, Report
from goalint.reports import Style, words
from goalint.reports.markup import legal
from goalint.reports.sentence import sentence
from goalint.reports.summary import by_file


def render(report: Report, style: Style) -> str:
    """A file in which nothing was found is one passed case, skipped if findings are kept back; one that was not read an error."""
    root = Xml.Element("testsuites", {"name": "goalint"})
    for part in by_file(report):
        _suite(root, *part, style.lang)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(
    root: Xml.Element, file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked], lang: str
) -> None:
    suite = Xml.SubElement(root, "testsuite", {"name": legal(file.path)})
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
    suite.set("tests", str(len(suite)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"testcase/{tag}"))))


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
