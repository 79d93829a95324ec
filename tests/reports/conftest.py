"""Findings and reports made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goalint.findings import (
    BasisRef,
    Evidence,
    FileSummary,
    Finding,
    IndicatorRef,
    NotChecked,
    PackRef,
    ProjectRef,
    Report,
    RuleRef,
    Severity,
)
from goalint.tree.confidence import Confidence
from goalint.tree.location import NOWHERE, Location

PROJECT = ProjectRef(3, "13990024P00000000003X", "库房维修费", 2)


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """A finding about a value in line 106; keyword arguments replace its fields."""

    def make(**changes: Any) -> Finding:
        fields: dict[str, Any] = {
            "code": "VAL101",
            "name": "percent-on-count",
            "title": "计数的指标用了百分比",
            "severity": Severity.ERROR,
            "confidence": Confidence.HIGH,
            "category": "value",
            "message": "“编印数量”是计数指标，指标值却写成“≥95%”",
            "suggestion": "改为带计量单位的数量，如“≥3篇”",
            "args": {"name": "编印数量", "value.text": "≥95%"},
            "path": "a.txt",
            "location": Location(106, 2),
            "project": PROJECT,
            "indicator": IndicatorRef("数量指标", "编印数量"),
            "field": "value",
            "evidence": (Evidence("≥95%", Location(106, 2)),),
            "basis": (),
            "fingerprint": "0123456789abcdef",
        }
        return Finding(**(fields | changes))

    return make


@pytest.fixture
def report(finding: Callable[..., Finding]) -> Report:
    """Two files read and one not, findings of every severity, and something not checked."""
    return Report(
        packs=(PackRef("core", "1.0", "ab" * 32),),
        files=(
            FileSummary("a.txt", True, 8, 70, "示例市档案馆本级", 2024),
            FileSummary("b.doc", False),
            FileSummary("c.txt", True, 1, 9),
        ),
        findings=(
            finding(
                code="TXT1",
                name="repeated-word",
                severity=Severity.WARNING,
                confidence=Confidence.MEDIUM,
                category="text",
                message="“意见”连写了两遍",
                suggestion=None,
                args={"word": "意见意见"},
                location=Location(5, 10),
                project=None,
                indicator=None,
                field=None,
                evidence=(Evidence("征求社会各界的意见意见", Location(5, 3)),),
                basis=(BasisRef("财预〔2015〕88号", "第二十六条", "中央部门预算绩效目标管理办法"),),
            ),
            finding(
                code="BUD201",
                severity=Severity.INFO,
                message="资金用途里写的预算数与表中不一致",
                args={"stated": "3万元"},
                location=Location(60),
                indicator=None,
                field="budget.purpose",
                evidence=(
                    Evidence("预算数3万元，用于维修", Location(60)),
                    Evidence("5.00", Location(58)),
                    Evidence("8.00", Location(7), "z.txt"),
                ),
            ),
            finding(),
            finding(
                code="READ001",
                message="无法读取：文件已加密",
                suggestion="去掉密码后再检查",
                args={},
                path="b.doc",
                location=NOWHERE,
                project=None,
                indicator=None,
                field=None,
                evidence=(),
            ),
        ),
        not_checked=(
            NotChecked("schedule-gap", "a.txt", PROJECT, "支出计划缺“6月底”一栏", Location(70)),
            NotChecked("schedule-flat", "a.txt", PROJECT, "支出计划缺“6月底”一栏", Location(70)),
        ),
        rules=14,
        rules_told=(
            RuleRef("BUD201", "budget-text", "金额不一致", Severity.INFO),
            RuleRef("READ001", "unreadable", "无法读取", Severity.ERROR),
            RuleRef("TXT1", "repeated-word", "词语重复", Severity.WARNING, "读起来像没有校对。"),
            RuleRef("VAL101", "percent-on-count", "计数的指标用了百分比", Severity.ERROR, "比率不能说明做了多少。"),
            RuleRef("schedule-flat", "schedule-flat", "各时点相同", Severity.WARNING),
        ),
    )
