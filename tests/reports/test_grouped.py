"""The report that people see first, as it appears."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from goalint.findings import FileSummary, Finding, IndicatorRef, NotChecked, ProjectRef, Report, Severity
from goalint.reports import Style, render
from goalint.reports.width import display_width
from goalint.tree.confidence import Confidence
from goalint.tree.location import NOWHERE, Location

Make = Callable[..., Finding]


def rendered(report: Report, style: Style | None = None) -> str:
    text = render("grouped", report, style or Style())
    assert isinstance(text, str)
    return text


CHINESE = """\
a.txt  示例市档案馆本级  2024年  8 个项目，70 个指标：错误 1，警告 1，提示 1
  警告?  TXT1     “意见”连写了两遍（第5行）

项目 3  13990024P00000000003X  库房维修费
  错误   VAL101   “编印数量”是计数指标，指标值却写成“≥95%”（第106行）
  提示   BUD201   资金用途里写的预算数与表中不一致（第60行）

  没能检查的（不等于没有问题）
    支出计划缺“6月底”一栏（schedule-flat、schedule-gap，1 个项目）

b.doc  错误 1，警告 0，提示 0
  错误   READ001  无法读取：文件已加密

c.txt  1 个项目，9 个指标：没有发现问题

怎么改
  BUD201   改为带计量单位的数量，如“≥3篇”
  READ001  去掉密码后再检查
  VAL101   改为带计量单位的数量，如“≥3篇”

带 ? 的把握不大，请对照原文再定。
看原文和对照：--output-format full    看一条规则的理由和例子：goalint rule VAL101
检查了 2 个文件、9 个项目、79 个指标，启用 14 条规则：错误 2，警告 1，提示 1；另有 2 项无法检查；1 个文件无法读取。
"""


def test_the_whole_report(report: Report) -> None:
    assert rendered(report) == CHINESE
    assert render("text", report, Style()) == CHINESE


def test_in_english(report: Report) -> None:
    text = rendered(report, Style("en"))
    assert "\n  error     VAL101   “编印数量”是计数指标，指标值却写成“≥95%” (line 106)\n" in text
    assert "\n  warning?  TXT1     “意见”连写了两遍 (line 5)\n" in text
    assert "(schedule-flat; schedule-gap, 1 project)" in text
    assert not re.search("[错警提]|怎么改|把握", text)


def test_quiet_leaves_the_summary(report: Report) -> None:
    assert rendered(report, Style(quiet=True)) == CHINESE.splitlines()[-1] + "\n"


def test_colour_changes_nothing_but_colour(report: Report) -> None:
    coloured = rendered(report, Style(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == CHINESE
    assert "\x1b[1;31m错误  \x1b[0m VAL101" in coloured


def of_project(number: int, finding: Make, **changes: object) -> Finding:
    project = ProjectRef(number, f"C{number}", f"第{number}项工作经费", number - 1)
    return finding(**({"project": project, "location": Location(number * 10), "indicator": None} | changes))


def one_file(*findings: Finding, not_checked: tuple[NotChecked, ...] = ()) -> Report:
    return Report((), (FileSummary("a.txt", True, 9, 70),), findings, not_checked, rules=1)


def test_what_three_projects_share_is_said_once_before_them(finding: Make) -> None:
    same = [of_project(number, finding, code="SCH101", message="支出计划没有填写") for number in (1, 2, 3, 7)]
    text = rendered(one_file(*same, of_project(2, finding)))
    assert "\n多个项目\n  错误 SCH101  支出计划没有填写（项目 1–3、7：第10、20、30、70行）\n" in text
    assert text.count("支出计划没有填写") == 1
    assert "项目 2  C2" in text
    assert "项目 1  C1" not in text


def test_what_two_projects_share_is_said_in_each(finding: Make) -> None:
    text = rendered(one_file(*(of_project(number, finding, message="支出计划没有填写") for number in (1, 2))))
    assert "多个项目" not in text
    assert text.count("支出计划没有填写") == 2


def test_projects_that_are_named_in_the_sentence_are_folded_rows_that_are_named_are_not(finding: Make) -> None:
    named = [of_project(n, finding, message=f"“第{n}项工作经费”的文字部分写“9个指标”，表中有8个") for n in (1, 2, 3)]
    text = rendered(one_file(*named))
    assert "“第1项工作经费”“第2项工作经费”“第3项工作经费”的文字部分写“9个指标”" in text
    rows = [of_project(n, finding, message=f"“指标{n}”是比率", indicator=IndicatorRef("数量指标", f"指标{n}")) for n in (1, 2, 3)]
    targets = [of_project(n, finding, message=f"“指标{n}”是比率", args={"target": f"指标{n}"}) for n in (1, 2, 3)]
    for apart in (rows, targets):
        assert "多个项目" not in rendered(one_file(*apart))


def test_projects_whose_numbers_are_not_unique_are_named(finding: Make) -> None:
    same = [of_project(number, finding, message="支出计划没有填写") for number in (1, 2, 3)]
    twin = same[0]._replace(project=ProjectRef(1, "D1", "另一部分的项目", 9), location=Location(99))
    text = re.sub("\n +（", "（", rendered(one_file(*same, twin), Style(width=200)))
    assert "（项目“第1项工作经费”“第2项工作经费”“第3项工作经费”“另一部分的项目”：第10、20、30、99行）" in text


def test_the_gravest_and_surest_comes_first(finding: Make) -> None:
    findings = [
        finding(code=code, severity=severity, confidence=confidence, message=code)
        for code, severity, confidence in (
            ("A1", Severity.INFO, Confidence.HIGH),
            ("A2", Severity.ERROR, Confidence.LOW),
            ("A3", Severity.WARNING, Confidence.HIGH),
            ("A4", Severity.ERROR, Confidence.HIGH),
            ("A5", Severity.ERROR, Confidence.MEDIUM),
        )
    ]
    body = rendered(one_file(*findings)).split("怎么改")[0]
    assert re.findall(r"  \S+ +(A\d) ", body) == ["A4", "A5", "A2", "A3", "A1"]
    assert "错误?? A2" in body


@pytest.mark.parametrize("width", [50, 80, 100, 200])
def test_lines_keep_to_the_width_and_nothing_is_cut(finding: Make, width: int) -> None:
    message = "资金用途里写的预算数与表中不一致，请核对后改正其中之一，" * 6
    text = rendered(one_file(*(of_project(n, finding, message=message) for n in range(1, 6))), Style(width=width))
    body = text.split("\n\n")[1]
    assert all(display_width(line) <= width for line in body.splitlines())
    assert message in re.sub(r"\n *", "", body)


def test_a_place_goes_to_the_next_line_whole(finding: Make) -> None:
    text = rendered(one_file(finding(message="长" * 38, indicator=None, args={})))
    assert "长\n" + " " * 15 + "（第106行）\n" in text


@pytest.mark.parametrize(
    ("suggestions", "said"),
    [
        (["改为“次”"], "改为“次”"),
        (["移到经济效益指标下", "移到社会效益指标下"], "移到…效益指标下"),
        (["补数", "改名"], "补数；改名"),
        (["补数", "改名", "删去", "重写"], "补数；改名；删去…"),
    ],
)
def test_what_to_do_is_said_once_a_rule(finding: Make, suggestions: list[str], said: str) -> None:
    findings = [finding(message=f"第{n}条", suggestion=text) for n, text in enumerate(suggestions)]
    assert f"怎么改\n  VAL101  {said}\n\n" in rendered(one_file(*findings))


def test_reasons_for_what_could_not_be_checked_do_not_drown_the_findings(finding: Make) -> None:
    many = tuple(NotChecked("X1", "a.txt", None, f"缺第{n % 8}栏", NOWHERE) for n in range(60))
    text = rendered(one_file(finding(), not_checked=many))
    assert text.count("缺第") == 5
    assert "另有 3 种原因，--output-format full 列出全部" in text
    assert "另有 60 项无法检查" in text


def test_without_findings_there_is_nothing_to_explain() -> None:
    text = rendered(Report((), (FileSummary("a.txt", True, 1, 2),), rules=3))
    assert text == (
        "a.txt  1 个项目，2 个指标：没有发现问题\n\n检查了 1 个文件、1 个项目、2 个指标，启用 3 条规则：没有发现问题。\n"
    )


def test_what_a_terminal_would_obey_is_not_passed_on(finding: Make) -> None:
    project = ProjectRef(1, "\x1b[2J", "\u202e名", 0)
    odd = finding(message="值\x1b[2J\u202e写成", path="a\x1b.txt", project=project, suggestion="\x07改")
    text = rendered(Report((), (FileSummary("a\x1b.txt", True, 1, 1),), (odd,), rules=1))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_files_of_which_there_is_nothing_to_tell_stand_line_by_line(finding: Make) -> None:
    files = tuple(FileSummary(f"{name}.txt", True, 1, 9) for name in "abcde")
    text = rendered(Report((), files, (finding(path="c.txt"),), rules=1))
    blocks = text.split("\n\n")
    assert [block.split()[0] for block in blocks[0].splitlines()] == ["a.txt", "b.txt"]
    assert blocks[1].startswith("c.txt")
    assert [line.split()[0] for line in blocks[3].splitlines()] == ["d.txt", "e.txt"]
    assert "\n\n\n" not in text


def test_a_heading_that_does_not_fit_has_two_lines(finding: Make) -> None:
    file = FileSummary("很长的文件夹名称/" * 5 + "a.txt", True, 8, 70, "示例市档案馆本级", 2024)
    first, second, *_ = rendered(Report((), (file,), (finding(path=file.path),), rules=1)).splitlines()
    assert first == file.path
    assert second == "  示例市档案馆本级  2024年  8 个项目，70 个指标：错误 1，警告 0，提示 0"


def test_the_row_is_place_enough(finding: Make) -> None:
    assert "（表4第12行）" in rendered(one_file(finding(location=Location(table=4, row=12, cell=5))))
    assert "（工作表“目标”B5）" in rendered(one_file(finding(location=Location(sheet="目标", row=5, cell="B5"))))


def test_of_many_files_the_worst_are_listed_at_the_end(finding: Make) -> None:
    files = tuple(FileSummary(f"{number}.txt", True, 1, 9) for number in range(12))
    findings = [finding(path=f"{number}.txt", message=f"第{n}条") for number in range(12) for n in range(number)]
    at = next(at for at, one in enumerate(findings) if one.path == "4.txt")
    findings.insert(at, finding(path="3.txt", severity=Severity.WARNING, message="另一条"))
    text = rendered(Report((), files, tuple(findings), rules=1))
    assert ("问题最多的 10 个文件\n  错误  警告  提示\n  11    0     0     11.txt\n  10    0     0     10.txt\n") in text
    assert "  3     1     0     3.txt\n  2     0     0     2.txt\n\n看原文" in text
    assert "问题最多" not in rendered(Report((), files[:10], tuple(findings), rules=1))
    assert "问题最多" not in rendered(Report((), files, (), rules=1))
