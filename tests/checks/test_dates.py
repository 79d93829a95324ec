from __future__ import annotations

import pytest
from tests.checks.shipped import row, said

_WRONG = [
    ("deadline-as-percent", "时", "工程完工时间", "≥98%"),
    ("deadline-as-percent", "时", "秧苗发放时限", "100%"),
    ("deadline-as-percent", "时", "救护车到达时间", "≥95%"),
    ("deadline-as-percent", "时", "补贴到账时间", "≥99%"),
    ("deadline-as-percent", "时", "合同签订日期", "≥95%"),
    ("rate-as-date", "时", "资金拨付及时率", "2025年12月底前"),
    ("rate-as-date", "时", "项目开工率", "6月底前"),
    ("rate-as-date", "质", "工程合格率", "2025年底前完成"),
    ("rate-as-date", "满", "受助学生满意度", "2025年12月"),
]


@pytest.mark.parametrize(("rule", "category", "name", "value"), _WRONG)
def test_dates_and_percentages_confused(rule: str, category: str, name: str, value: str) -> None:
    assert [finding.name for finding in said(rule, "indicator", row(category, name, value)).findings] == [rule]


def outside(name: str, value: str, category: str = "时", year: int | None = 2025) -> int:
    """How often the deadline is told to be outside the year."""
    node = row(category, name, value, document={"fiscal_year": year})
    return len(said("deadline-outside-year", "indicator", node).findings)


@pytest.mark.parametrize("value", ["2024年12月底前", "2026年6月前", "2023.12.31", "2024年年底完成", "2024/12/31", "20241231"])
def test_a_deadline_of_another_year(value: str) -> None:
    assert outside("完工时间", value) == 1


@pytest.mark.parametrize("value", ["2025年12月底前", "12月底前", "2024年11月至2025年3月", "全年", "≤30天", "2025.3.31前", "及时"])
def test_a_deadline_of_this_year_or_of_none(value: str) -> None:
    assert outside("完工时间", value) == 0


def test_terms_that_run_on_are_left_alone() -> None:
    assert outside("设备质保到期时间", "2028年6月") == 0
    assert outside("设施运行", "2030年", category="持") == 0


def test_without_a_budget_year_nothing_is_outside() -> None:
    assert outside("完工时间", "2024年12月底前", year=None) == 0


@pytest.mark.parametrize(
    ("value", "coarse"), [("2025年底", True), ("2025年度", True), ("2025年10月", False), ("三季度末", False)]
)
def test_coarse_deadlines(value: str, coarse: bool) -> None:
    told = said("coarse-deadline", "indicator", row("时", "采购完成时间", value)).findings
    assert bool(told) is coarse
