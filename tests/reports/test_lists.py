"""The list of problems in its three forms: CSV, workbook, Markdown."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from markdown_it import MarkdownIt

from goalint.findings import BasisRef, Evidence, FileSummary, Finding, Report
from goalint.reports import Style, render
from goalint.reports.csv_list import harmless
from goalint.reports.issue_list import COLUMNS, rows
from goalint.tree.location import Location

Make = Callable[..., Finding]
HEAD = [column.zh for column in COLUMNS]


def table(text: str) -> list[dict[str, str]]:
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def book(report: Report, lang: str = "zh") -> Any:
    written = render("xlsx", report, Style(lang))
    assert isinstance(written, bytes)
    return openpyxl.load_workbook(io.BytesIO(written))


def test_a_row_a_problem(report: Report) -> None:
    listed = table(str(render("csv", report, Style())))
    assert [row["规则"].split()[0] for row in listed] == ["TXT1", "BUD201", "VAL101", "schedule-gap、schedule-flat", "READ001"]
    assert list(listed[2].values()) == [
        "3", "VAL101 计数的指标用了百分比", "示例市档案馆本级", "13990024P00000000003X", "库房维修费", "编印数量", "数量指标",
        "≥95%", "“编印数量”是计数指标，指标值却写成“≥95%”", "错误", "高", "改为带计量单位的数量，如“≥3篇”", "第106行", "≥95%",
        "实践经验", "a.txt",
    ]  # fmt: skip
    assert listed[0]["依据"] == "《中央部门预算绩效目标管理办法》 财预〔2015〕88号 第二十六条"
    assert listed[3]["严重程度"] == "未能检查"
    assert listed[3]["问题描述"] == "支出计划缺“6月底”一栏"
    assert [row["序号"] for row in listed] == ["1", "2", "3", "4", "5"]


def test_the_value_is_quoted_wherever_the_finding_has_it(finding: Make) -> None:
    name = finding(field="name", evidence=(Evidence("编印率", Location(1)), Evidence("≥5%", Location(2), field="value")))
    assert next(rows(Report((), (), (name,)), "zh")).cells[7] == "≥5%"
    assert next(rows(Report((), (), (finding(field="name"),)), "zh")).cells[7] == ""


def test_csv_is_what_spreadsheets_expect(report: Report) -> None:
    text = str(render("csv", report, Style()))
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n") == 6


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"])
def test_no_cell_is_computed(finding: Make, cell: str) -> None:
    assert harmless(cell) == "'" + cell
    one = finding(evidence=(Evidence(cell, Location(1)),), message=cell, indicator=None, args={}, suggestion=cell)
    report = Report((), (FileSummary("=a.txt", True),), (one,))
    values = [value for row in table(str(render("csv", report, Style()))) for value in row.values()]
    assert not any(value.startswith(tuple("=+-@＝＋－＠")) for value in values)
    cells = [found for sheet in book(report) for row in sheet.iter_rows() for found in row]
    assert {found.data_type for found in cells} <= {"s", "n"}


@pytest.mark.parametrize("cell", ["≥95%", "2台", "", "'甲", "1=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_workbook_has_the_rows_of_the_csv(report: Report) -> None:
    sheet = book(report)["问题清单"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    expected = [HEAD, *(list(row.values()) for row in table(str(render("csv", report, Style()))))]
    assert [["" if cell is None else str(cell) for cell in row] for row in found] == expected


def test_the_workbook_looks_as_reviewers_know_it(report: Report) -> None:
    opened = book(report)
    sheet = opened["问题清单"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:P6")
    assert {cell.font.name for cell in sheet[1]} == {"黑体"}
    assert {cell.font.name for row in sheet.iter_rows(min_row=2) for cell in row} == {"仿宋"}
    fills = [row[0].fill.fgColor.rgb[-6:] for row in sheet.iter_rows(min_row=2)]
    assert fills == ["FFF6DB", "E8F1FA", "FBE3E0", "EEEEEE", "FBE3E0"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    summary = opened["汇总"]
    assert [[cell.value for cell in row[5:10]] for row in summary.iter_rows(min_row=2, max_row=4)] == [
        [1, 1, 1, 2, "有问题，见问题清单"],
        [1, 0, 0, 0, "无法读取"],
        [0, 0, 0, 0, "没有发现问题"],
    ]
    assert summary["A4"].fill.fgColor.rgb[-6:] == "E6F4E6"
    assert str(summary["A6"].value).startswith("检查了 2 个文件")


def test_a_file_of_which_something_stayed_open_is_not_green(report: Report) -> None:
    sheet = book(Report((), report.files[:1], (), report.not_checked, rules=3))["汇总"]
    assert sheet["J2"].value == "能检查的部分没有发现问题"
    assert sheet["A2"].fill.fgColor.rgb[-6:] == "EEEEEE"


def test_a_row_is_high_enough_for_its_text(finding: Make) -> None:
    long = finding(message="资金用途里写的预算数与表中不一致，" * 8, indicator=None, args={})
    sheet = book(Report((), (), (finding(), long)))["问题清单"]
    assert sheet.row_dimensions[2].height < 70
    assert 100 < sheet.row_dimensions[3].height < 409


def test_the_workbook_holds_no_date_of_the_run(report: Report) -> None:
    written = render("xlsx", report, Style())
    assert isinstance(written, bytes)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text as a reader of it shows them."""
    found: list[list[list[str]]] = []
    tokens = MarkdownIt("gfm-like", {"linkify": False}).disable("linkify").parse(text)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open"):
            assert after is not None
            assert all(child.type in ("text", "text_special") for child in after.children or [])
            found[-1][-1].append("".join(child.content for child in after.children or []))
    return found


def test_markdown_has_a_table_a_project(report: Report) -> None:
    text = str(render("markdown", report, Style()))
    head = ["严重程度", "规则", "问题", "位置", "建议"]
    assert tables(text) == [
        [head, ["警告?", "TXT1", "“意见”连写了两遍", "第5行", ""]],
        [
            head,
            ["错误", "VAL101", "“编印数量”是计数指标，指标值却写成“≥95%”", "第106行", "改为带计量单位的数量，如“≥3篇”"],
            ["提示", "BUD201", "资金用途里写的预算数与表中不一致", "第60行", "改为带计量单位的数量，如“≥3篇”"],
        ],
        [head, ["错误", "READ001", "无法读取：文件已加密", "", "去掉密码后再检查"]],
    ]
    assert "### 项目 3 13990024P00000000003X 库房维修费" in text
    assert "- 支出计划缺“6月底”一栏（schedule-flat、schedule-gap，1 个项目）" in text


SPECIAL = ["a|b", "`x`", "**粗**", "<b>x</b>", "[a](b)", "a\\|b", "&amp;", "~~x~~", "_x_ *x*", "# x", "$\\geq$"]


@pytest.mark.parametrize("text", SPECIAL)
def test_markdown_shows_what_is_written(finding: Make, text: str) -> None:
    one = finding(message=text, suggestion=text, indicator=None, args={})
    (found,) = tables(str(render("markdown", Report((), (), (one,)), Style())))
    assert found[1][2] == found[1][4] == text


def test_several_bases(finding: Make) -> None:
    one = finding(basis=(BasisRef("甲号", None, "甲法"), BasisRef("乙号", "第三条", "乙法")))
    assert next(rows(Report((), (), (one,)), "zh")).cells[14] == "《甲法》 甲号；《乙法》 乙号 第三条"
