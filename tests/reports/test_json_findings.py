"""The report for machines: every key, in its order."""

from __future__ import annotations

import json
from collections.abc import Callable

from goalint import __version__
from goalint.findings import Evidence, Finding, Report
from goalint.reports import Style, render
from goalint.tree.location import Location

TOP = ["schema", "goalint", "packs", "summary", "findings", "not_checked", "accepted", "diagnostics"]
SUMMARY = {
    "documents": 2,
    "projects": 9,
    "indicators": 79,
    "errors": 2,
    "warnings": 1,
    "infos": 1,
    "suppressed": 0,
    "baselined": 0,
    "ignored": 0,
    "not_checked": 2,
    "unreadable": 1,
}
VALUE_FINDING = {
    "code": "VAL101",
    "name": "percent-on-count",
    "severity": "error",
    "confidence": "high",
    "category": "value",
    "message": "“编印数量”是计数指标，指标值却写成“≥95%”",
    "suggestion": "改为带计量单位的数量，如“≥3篇”",
    "args": {"name": "编印数量", "value.text": "≥95%"},
    "path": "a.txt",
    "location": {"line": 106, "column": 2},
    "project": {"seq": 3, "code": "13990024P00000000003X", "name": "库房维修费"},
    "indicator": {"level2": "数量指标", "name": "编印数量"},
    "field": "value",
    "evidence": [{"text": "≥95%", "location": {"line": 106, "column": 2}}],
    "basis": "practice",
    "fingerprint": "0123456789abcdef",
}


def test_the_contract(report: Report) -> None:
    text = str(render("json", report, Style()))
    data = json.loads(text)
    assert list(data) == TOP
    assert data["schema"] == "goalint.findings/1"
    assert data["goalint"] == __version__
    assert data["packs"] == [{"name": "core", "version": "1.0", "sha256": "ab" * 32}]
    assert list(data["summary"].items()) == list(SUMMARY.items())
    assert list(data["findings"][2].items()) == list(VALUE_FINDING.items())
    assert text.endswith("}\n")
    assert "编印数量" in text


def test_what_is_not_known_is_null_and_absent_places_are_left_out(report: Report) -> None:
    first, second, _, unread = json.loads(render("json", report, Style()))["findings"]
    assert (first["project"], first["indicator"], first["field"], first["suggestion"]) == (None, None, None, None)
    assert first["basis"] == [{"document": "财预〔2015〕88号", "article": "第二十六条", "title": "中央部门预算绩效目标管理办法"}]
    assert unread["location"] == {}
    assert unread["evidence"] == []
    assert second["evidence"][1:] == [
        {"text": "5.00", "location": {"line": 58}},
        {"text": "8.00", "location": {"line": 7}, "path": "z.txt"},
    ]


def test_places_in_a_workbook(finding: Callable[..., Finding]) -> None:
    place = Location(row=5, cell="B5", sheet="目标")
    one = finding(location=place, evidence=(Evidence("x", place),))
    data = json.loads(render("json", Report((), (), (one,)), Style()))
    assert data["findings"][0]["location"] == {"row": 5, "cell": "B5", "sheet": "目标"}


def test_what_could_not_be_checked(report: Report) -> None:
    assert json.loads(render("json", report, Style()))["not_checked"][0] == {
        "rule": "schedule-gap",
        "path": "a.txt",
        "project": {"seq": 3, "code": "13990024P00000000003X", "name": "库房维修费"},
        "why": "支出计划缺“6月底”一栏",
        "location": {"line": 70},
    }


def test_style_makes_no_difference(report: Report) -> None:
    assert render("json", report, Style("en", colour=True, width=20, quiet=True)) == render("json", report, Style())
