"""Dates and deadlines inside text."""

from __future__ import annotations

import pytest

from goalint.tree.dates import Day, dates_in, years_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年12月31日", [("2024年12月31日", Day(2024, 12, 31))]),
        ("2024年1月1日至2024年12月31日", [("2024年1月1日", Day(2024, 1, 1)), ("2024年12月31日", Day(2024, 12, 31))]),
        ("于2024年底完成", [("2024年底", Day(2024))]),
        ("2024-06-30", [("2024-06-30", Day(2024, 6, 30))]),
        ("20240630", [("20240630", Day(2024, 6, 30))]),
        ("3月底、6月底", [("3月底", Day(None, 3)), ("6月底", Day(None, 6))]),
        ("6月上旬", [("6月上旬", Day(None, 6))]),
        ("年底前", [("年底", Day(None))]),
        ("第一季度末", [("第一季度末", Day(None))]),
        ("2024", []),
        ("2000册", []),
        ("3个月", []),
        ("13月", []),
        ("编号12024年", []),
        ("2024%", []),
        ("", []),
        ("2000.5吨", []),
        ("2024年2月30日", []),
    ],
)
def test_dates(text: str, found: list[tuple[str, Day]]) -> None:
    assert [(text[start:end], day) for start, end, day in dates_in(text)] == found


def test_years() -> None:
    assert years_in("2022年结转，2024年安排，增长2000万元") == [2022, 2024]
    assert years_in("12024年") == []
    assert years_in("2025.07-2026.06") == [2025, 2026]
    assert years_in("2024/11/15至2025-3-15") == [2024, 2025]
    assert years_in("2000.5吨、2012.12万元、2011.12%") == []
