"""The HTML page: complete, harmless, and in need of nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pytest

from goalint.findings import FileSummary, Finding, IndicatorRef, ProjectRef, Report
from goalint.reports import Style, render
from goalint.tree.confidence import Confidence

Make = Callable[..., Finding]


def page(report: Report, lang: str = "zh") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(str(render("html", report, Style(lang))))


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_finding_with_its_quotation_and_advice(report: Report) -> None:
    items = page(report).xpath("//li[b]")
    assert [item.get("class") for item in items] == ["warning doubtful", "error", "info", "error"]
    value, purpose = items[1:3]
    assert said(value) == (
        "错误 VAL101 “编印数量”是计数指标，指标值却写成“≥95%” 第106行 指标值 ≥95% 建议：改为带计量单位的数量，如“≥3篇”"
    )
    assert [mark.text for mark in value.xpath(".//mark")] == ["≥95%"]
    assert "对照 第58行 5.00 对照 z.txt 第7行 8.00" in said(purpose)
    assert "把握：中" in said(items[0])


def test_files_projects_and_what_stayed_open(report: Report) -> None:
    whole = page(report)
    assert [heading.text for heading in whole.xpath("//section[@id]/h2")] == ["a.txt", "b.doc", "c.txt"]
    assert [heading.text for heading in whole.xpath("//h3")] == [
        "项目 3 13990024P00000000003X 库房维修费",
        "没能检查的（不等于没有问题）",
    ]
    assert said(whole.xpath("//*[@class='unchecked']//li")[0]) == "支出计划缺“6月底”一栏（schedule-flat、schedule-gap，1 个项目）"
    assert [said(row) for row in whole.xpath("//table//tr")[1:]] == [
        "a.txt示例市档案馆本级1112", "b.doc 无法读取1000", "c.txt0000",
    ]  # fmt: skip
    assert [said(one) for one in whole.xpath("//*[@class='known clean']")] == ["1 个项目，9 个指标：没有发现问题"]
    assert [said(one) for one in whole.xpath("//dt")] == ["TXT1 词语重复", "VAL101 计数的指标用了百分比"]
    assert all(whole.xpath(f"//*[@id='{link[1:]}']") for link in whole.xpath("//a/@href"))


def test_nothing_is_fetched(report: Report) -> None:
    text = str(render("html", report, Style()))
    whole = page(report)
    assert not whole.xpath("//@src | //link | //iframe | //img | //form/@action")
    assert all(link.startswith("#") for link in whole.xpath("//@href"))
    assert not re.search(r"url\(|@import|https?:|fetch\(|XMLHttpRequest", text)
    (policy,) = whole.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"'><b onclick=x>", "</title></style></script>", "&lt;b&gt;"])
def test_what_a_document_holds_stays_text(finding: Make, text: str) -> None:
    one = finding(
        message=f"前{text}后",
        title=text,
        code=text,
        suggestion=text,
        path=text,
        project=ProjectRef(1, text, text, 0),
        indicator=IndicatorRef(text, text),
        args={"name": text},
        evidence=tuple(replace_text(finding, text)),
    )
    bare = Report((), (FileSummary("a", True), FileSummary("b", True)), (finding(path="a"),), rules=1)
    nasty = replace(bare, files=(FileSummary(text, True, 1, 1, text), FileSummary("b", True)), findings=(one,))
    tags = [element.tag for element in page(nasty).iter() if isinstance(element.tag, str)]
    assert tags == [element.tag for element in page(bare).iter() if isinstance(element.tag, str)]
    assert f"前{text}后" in said(page(nasty))


def replace_text(finding: Make, text: str) -> list[object]:
    return [evidence._replace(text=text) for evidence in finding().evidence]


def test_a_clean_run_has_no_filter_and_a_doubtful_finding_says_so(finding: Make) -> None:
    clean = page(Report((), (FileSummary("a.txt", True, 1, 2),), rules=3))
    assert not clean.xpath("//form")
    assert "没有发现问题" in said(clean)
    doubtful = page(Report((), (), (finding(confidence=Confidence.LOW),)), "en")
    assert "confidence: low" in said(doubtful)
    assert doubtful.get("lang") == "en"
