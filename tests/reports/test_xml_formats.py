"""JUnit as its readers read it, and the XML of Checkstyle."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as Xml

from junitparser import Error, Failure, JUnitXml, Skipped

from goalint.findings import FileSummary, Finding, Report
from goalint.reports import Style, render


def test_junit_as_a_reader_of_it_counts(report: Report) -> None:
    suites = JUnitXml.fromstring(str(render("junit", report, Style())).encode())
    assert [suite.name for suite in suites] == ["a.txt", "b.doc", "c.txt"]
    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (8, 4, 1, 2)
    for suite in suites:
        said = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()  # type: ignore[no-untyped-call]
        assert said == (suite.tests, suite.failures, suite.errors, suite.skipped)
    first, unread, clean = (list(suite) for suite in suites)
    assert [type(case.result[0]) for case in first] == [Failure, Failure, Failure, Skipped, Skipped]
    assert first[2].name == "VAL101 项目3 编印数量 第106行"
    assert first[2].result[0].message == "“编印数量”是计数指标，指标值却写成“≥95%”"
    assert first[2].result[0].type == "error"
    assert [type(case.result[0]) for case in unread] == [Failure, Error]
    assert [case.result for case in clean] == [[]]


def test_junit_keeps_line_ends_in_a_name_out_of_the_way(finding: Callable[..., Finding]) -> None:
    one = Report((), (FileSummary("a\n.txt", True),), (finding(path="a\n.txt"),))
    (suite,) = JUnitXml.fromstring(str(render("junit", one, Style())).encode())
    assert suite.name == "a\n.txt"


def test_checkstyle(report: Report) -> None:
    root = Xml.fromstring(str(render("checkstyle", report, Style())).encode())
    assert (root.tag, root.get("version")) == ("checkstyle", "4.3")
    assert [(file.get("name"), len(file)) for file in root] == [("a.txt", 3), ("b.doc", 1), ("c.txt", 0)]
    assert root[0][2].attrib == {
        "line": "106",
        "column": "2",
        "severity": "error",
        "message": "“编印数量”是计数指标，指标值却写成“≥95%”",
        "source": "goalint.VAL101",
    }
    assert {error.get("severity") for error in root.iter("error")} == {"error", "warning", "info"}
    assert "line" not in root[1][0].attrib
