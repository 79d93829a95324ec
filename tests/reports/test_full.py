"""The full report for people, as it appears."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from goalint.findings import Evidence, FileSummary, Finding, NotChecked, Report, Severity
from goalint.reports import Style, render
from goalint.reports.width import display_width
from goalint.tree.location import NOWHERE, Location


def rendered(report: Report, style: Style) -> str:
    text = render("full", report, style)
    assert isinstance(text, str)
    return text


CHINESE = """\
a.txt  示例市档案馆本级  2024年  8 个项目，70 个指标
  警告 TXT1 第5行  “意见”连写了两遍（把握：中）
        5 │ 征求社会各界的意见意见
          │               ^^^^^^^^

项目 3  13990024P00000000003X  库房维修费
  错误 VAL101 第106行  “编印数量”是计数指标，指标值却写成“≥95%”
      106 │ 指标值 ≥95%
          │        ^^^^
      建议：改为带计量单位的数量，如“≥3篇”
  提示 BUD201 第60行   资金用途里写的预算数与表中不一致
       60 │ 资金用途 预算数3万元，用于维修
          │                ^^^^^
      对照 第58行：5.00
      对照 z.txt 第7行：8.00
      建议：改为带计量单位的数量，如“≥3篇”

  没能检查的（不等于没有问题）
    支出计划缺“6月底”一栏（schedule-flat、schedule-gap，1 个项目）

b.doc
  错误 READ001  无法读取：文件已加密
      建议：去掉密码后再检查

c.txt  1 个项目，9 个指标
  没有发现问题

检查了 2 个文件、9 个项目、79 个指标，启用 14 条规则：错误 2，警告 1，提示 1；另有 2 项无法检查；1 个文件无法读取。
"""

ENGLISH = """\
a.txt  示例市档案馆本级  2024  8 projects, 70 indicators
  warning TXT1 line 5  “意见”连写了两遍 (confidence: medium)
        5 │ 征求社会各界的意见意见
          │               ^^^^^^^^

project 3  13990024P00000000003X  库房维修费
  error VAL101 line 106  “编印数量”是计数指标，指标值却写成“≥95%”
      106 │ value ≥95%
          │       ^^^^
      suggestion: 改为带计量单位的数量，如“≥3篇”
  info  BUD201 line 60   资金用途里写的预算数与表中不一致
       60 │ purpose 预算数3万元，用于维修
          │               ^^^^^
      against line 58: 5.00
      against z.txt line 7: 8.00
      suggestion: 改为带计量单位的数量，如“≥3篇”

  not checked (which is not passed)
    支出计划缺“6月底”一栏 (schedule-flat; schedule-gap, 1 project)

b.doc
  error READ001  无法读取：文件已加密
      suggestion: 去掉密码后再检查

c.txt  1 project, 9 indicators
  no problem found

Checked 2 files, 9 projects, 79 indicators against 14 rules: error 2, warning 1, info 1; 2 could not be checked; \
1 file could not be read.
"""


@pytest.mark.parametrize(("lang", "expected"), [("zh", CHINESE), ("en", ENGLISH)])
def test_the_whole_report(report: Report, lang: str, expected: str) -> None:
    assert rendered(report, Style(lang)) == expected


def test_colour_changes_nothing_but_colour(report: Report) -> None:
    coloured = rendered(report, Style(colour=True))
    plain = [line for line in CHINESE.splitlines() if "^" not in line]
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines() == plain
    assert "\x1b[1;31m≥95%\x1b[0m" in coloured


def test_quiet_leaves_the_summary(report: Report) -> None:
    assert rendered(report, Style(quiet=True)) == CHINESE.splitlines()[-1] + "\n"


def test_a_subject_that_the_message_does_not_name_goes_before_it(finding: Callable[..., Finding]) -> None:
    text = rendered(Report((), (FileSummary("a.txt", True, 1, 1),), (finding(message="没有计量单位"),), rules=1), Style())
    assert "第106行  编印数量：没有计量单位\n" in text


def test_long_messages_wrap_and_lose_nothing(finding: Callable[..., Finding]) -> None:
    message = "资金用途里写的预算数与表中不一致，请核对后改正其中之一，" * 6
    report = Report((), (FileSummary("a.txt", True, 1, 1),), (finding(message=message, indicator=None),), rules=1)
    text = rendered(report, Style(width=60))
    body = text.split("\n\n")[1]
    assert all(display_width(line) <= 60 for line in body.splitlines())
    assert message in re.sub(r"\n *", "", body)


def test_a_long_text_is_cut_around_the_place_and_shows_it(finding: Callable[..., Finding]) -> None:
    text = "整理资料，" * 40 + "征求意见意见，" + "统筹安排，" * 40
    one = finding(args={"word": "意见意见"}, evidence=(Evidence(text, Location(9)),), indicator=None, field=None)
    lines = rendered(Report((), (FileSummary("a.txt", True, 1, 1),), (one,), rules=1), Style()).splitlines()
    quoted = next(line for line in lines if "│" in line)
    marks = lines[lines.index(quoted) + 1]
    assert display_width(quoted) <= 100
    assert quoted.count("…") == 2
    start = display_width(quoted[: quoted.index("意见意见")])
    assert marks.index("^") == start
    assert marks.count("^") == 8


def test_what_a_terminal_would_obey_is_not_passed_on(finding: Callable[..., Finding]) -> None:
    one = finding(message="值\x1b[2J\u202e写成", evidence=(Evidence("a\x07b", Location(1)),))
    text = rendered(Report((), (FileSummary("a\x1b.txt", True, 1, 1),), (one._replace(path="a\x1b.txt"),), rules=1), Style())
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_an_empty_cell_says_that_it_is_empty(finding: Callable[..., Finding]) -> None:
    one = finding(evidence=(Evidence("", Location(8)),))
    text = rendered(Report((), (FileSummary("a.txt", True, 1, 1),), (one,), rules=1), Style())
    assert "        8 │ 指标值 （空）\n      建议" in text


@pytest.mark.parametrize(
    ("location", "zh", "en"),
    [
        (Location(line=3, column=9), "第3行", "line 3"),
        (Location(page=2, table=1, row=4, cell=3), "第2页表1第4行第3格", "page 2, table 1, row 4, cell 3"),
        (Location(sheet="目标", row=5, cell="B5"), "工作表“目标”B5", "sheet “目标”, B5"),
    ],
)
def test_places_in_the_terms_of_the_format(finding: Callable[..., Finding], location: Location, zh: str, en: str) -> None:
    report = Report((), (FileSummary("a", True, 1, 1),), (finding(path="a", location=location),), rules=1)
    assert f"VAL101 {zh}  “" in rendered(report, Style())
    assert f"VAL101 {en}  “" in rendered(report, Style("en"))


CLEAN = FileSummary("a.txt", True, 2, 9)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (Report((), (CLEAN,), rules=3), "检查了 1 个文件、2 个项目、9 个指标，启用 3 条规则：没有发现问题。"),
        (
            Report((), (CLEAN,), not_checked=(NotChecked("x", "a.txt", None, "缺一栏", NOWHERE),), rules=3),
            "检查了 1 个文件、2 个项目、9 个指标，启用 3 条规则：能检查的部分没有发现问题；另有 1 项无法检查。",
        ),
        (
            Report((), (CLEAN, FileSummary("b", False)), rules=3),
            "检查了 1 个文件、2 个项目、9 个指标，启用 3 条规则：能检查的部分没有发现问题；1 个文件无法读取。",
        ),
        (
            Report((), (CLEAN,), rules=0),
            "检查了 1 个文件、2 个项目、9 个指标，启用 0 条规则：错误 0，警告 0，提示 0；没有启用任何规则。",
        ),
        (Report((), (FileSummary("b", False),), rules=3), "没有检查任何文件；1 个文件无法读取。"),
        (Report((), (), rules=3), "没有找到可以检查的文件。"),
        (
            Report((), (CLEAN,), suppressed=2, baselined=1, rules=3),
            "检查了 1 个文件、2 个项目、9 个指标，启用 3 条规则：没有其他问题；2 项已豁免；1 项已在基线中。",
        ),
    ],
)
def test_clean_is_only_said_when_all_was_checked(report: Report, said: str) -> None:
    assert rendered(report, Style()).splitlines()[-1] == said


def test_within_a_project_the_gravest_comes_first_and_the_rest_keep_their_order(finding: Callable[..., Finding]) -> None:
    findings = (
        finding(code="A1", severity=Severity.INFO),
        finding(code="A2", severity=Severity.ERROR),
        finding(code="A3", severity=Severity.WARNING),
        finding(code="A4", severity=Severity.ERROR),
    )
    text = rendered(Report((), (CLEAN,), findings, rules=4), Style())
    assert re.findall(r"A\d", text) == ["A2", "A4", "A3", "A1"]
