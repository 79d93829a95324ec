"""Numbers are read as their cells show them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goalint.readers.format_code import built_in, sections
from goalint.readers.number_format import display, display_text, general
from goalint.tree.numerals import chinese_numeral, number_in_chinese

_ACCOUNTING = built_in(43)


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("0.95", "0%", "95%"),
        ("0.954", "0%", "95%"),
        ("0.125", "0.0%", "12.5%"),
        ("-0.5", "0%", "-50%"),
        ("3", "0.00", "3.00"),
        ("0.005", "0.00", "0.01"),
        ("2.675", "0.00", "2.68"),
        ("1.005", "0.00", "1.01"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("12", "#,##0", "12"),
        ("7", "000", "007"),
        ("0.1", "#.##", ".1"),
        ("1", "0.##", "1."),
        ("1.5", "0.??", "1.5"),
        ("123456789", "000-0000-00", "123-4567-89"),
        ("1234567", "#,##0,", "1,235"),
        ("1234567", "#,##0.0,,", "1.2"),
        ("12345", '0\\.0,"万"', "1.2万"),
        ("12345", '0!.0,"万"', "1.2万"),
        ("50", '0"万元"', "50万元"),
        ("50", "0万元", "50万元"),
        ("95", '"≥"0"%"', "≥95%"),
        ("5", "≥0", "≥5"),
        ("1234.5", "¥#,##0.00", "¥1,234.50"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("3", "0.00_ ", "3.00"),
        ("3", "0_);[Red](0)", "3"),
        ("-3", "0_);[Red](0)", "(3)"),
        ("0", '0.00;-0.00;"无"', "无"),
        ("0", "0.00;-0.00;;@", ""),
        ("5", ";;;", ""),
        ("5", '[>=100]0"大";0"小"', "5小"),
        ("500", '[>=100]0"大";0"小"', "500大"),
        ("0", _ACCOUNTING, "-"),
        ("-1234.5", _ACCOUNTING, "-1,234.50"),
        ("1234.5", _ACCOUNTING, "1,234.50"),
        ("0.5", "# ?/?", "1/2"),
        ("1.25", "# ?/?", "1 1/4"),
        ("2", "# ?/?", "2"),
        ("0.3", "?/10", "3/10"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.00012", "0.0E+0", "1.2E-4"),
        ("99999", "0.0E+0", "1.0E+5"),
        ("123", "[DBNum2]General", "壹佰贰拾叁"),
        ("123", "[DBNum1][$-804]0", "一百二十三"),
        ("5", "@", "5"),
        ("5", "G/通用格式", "5"),
        ("5", 'General"次"', "5次"),
        ("-5", 'General"次"', "-5次"),
    ],
)
def test_numbers(number: str, code: str, shown: str) -> None:
    assert display(Decimal(number), code) == shown


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("45366", 'yyyy"年"m"月"d"日"', "2024年3月15日"),
        ("45366", '[$-804]yyyy"年"m"月"d"日";@', "2024年3月15日"),
        ("45366", "yyyy年mm月dd日", "2024年03月15日"),
        ("45366", "e年m月", "2024年3月"),
        ("45366", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年三月十五日"),
        ("45366", built_in(31), "2024年3月15日"),
        ("45366", built_in(57), "2024年3月"),
        ("45366", built_in(14), "2024/3/15"),
        ("45366", "yyyy-mm-dd", "2024-03-15"),
        ("45366", "m/d/yy", "3/15/24"),
        ("45366", "d-mmm-yy", "15-Mar-24"),
        ("45366", "aaaa", "星期五"),
        ("45366", "yyyy/m/d aaa", "2024/3/15 五"),
        ("45366", "[$-F800]dddd, mmmm dd, yyyy", "Friday, March 15, 2024"),
        ("45366.75", built_in(22), "2024/3/15 18:00"),
        ("45366.75", "h:mm AM/PM", "6:00 PM"),
        ("45366.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("45366.5104166667", "mm:ss.0", "15:00.0"),
        ("0.9999", "h:mm", "23:59"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("60", "yyyy-mm-dd", "1900-02-29"),  # a day that only spreadsheets know
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"),
        ("2958466", "yyyy-mm-dd", "2958466"),
        ("-1", "yyyy-mm-dd", "-1"),
    ],
)
def test_dates(number: str, code: str, shown: str) -> None:
    assert display(Decimal(number), code) == shown


def test_a_workbook_may_count_from_1904() -> None:
    assert display(Decimal(43904), "yyyy-mm-dd", from_1904=True) == "2024-03-15"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0.30000000000000004", "0.3"),
        ("115600.0", "115600"),
        ("0.1", "0.1"),
        ("-2.50", "-2.5"),
        ("0", "0"),
        ("-0.0", "0"),
        ("0.333333333333333", "0.333333333"),
        ("1234567.891", "1234567.891"),
        ("13028123000189", "13028123000189"),
        ("1E+3", "1000"),
        ("1e300", "1E+300"),
        ("0.00001", "1E-05"),
        ("4.1499999999999995", "4.15"),
    ],
)
def test_general(number: str, shown: str) -> None:
    assert display(Decimal(number), "General") == shown


def test_words_around_text() -> None:
    assert display_text("五", '@"元"') == "五元"
    assert display_text("五", '0;-0;0;"约"@') == "约五"
    assert display_text("五", "@") == display_text("五", "0.00") == "五"


_numbers = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)


@given(_numbers, st.integers(0, 4))
def test_fixed_decimals_are_rounded_half_up(number: Decimal, places: int) -> None:
    code = "0." + "0" * places if places else "0"
    expected = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(display(number, code)) == expected
    assert Decimal(display(number, "#,##" + code).replace(",", "")) == expected


@given(_numbers)
def test_a_percentage_is_a_hundred_times_the_number(number: Decimal) -> None:
    shown = display(number / 100, "0.0000%")
    assert shown.endswith("%")
    assert Decimal(shown[:-1]) == number


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_stay_whole_under_general(number: int) -> None:
    assert general(Decimal(number)) == str(number)
    assert general(Decimal(float(number))) == str(number)


@given(st.floats(-1e9, 1e9).filter(lambda number: abs(number) > 0.001))
def test_general_is_near_the_number_and_short(number: float) -> None:
    shown = general(Decimal(repr(number)))
    assert len(shown.lstrip("-")) <= 11
    assert abs(float(shown) - number) <= 1e-4 * abs(number)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    number = Decimal((day - date(1899, 12, 30)).days)
    assert display(number, "yyyy-mm-dd") == f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    assert display(number - 1462, "yyyy-mm-dd", from_1904=True) == display(number, "yyyy-mm-dd")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 86_399))
def test_every_second_comes_back(day: date, second: int) -> None:
    number = Decimal((day - date(1899, 12, 30)).days) + Decimal(second) / 86_400
    shown = display(number, "yyyy/m/d h:mm:ss")
    hours = timedelta(seconds=second)
    assert shown == f"{day.year}/{day.month}/{day.day} {hours}"


@given(
    st.text('0#?.,%E+-/@"\\_*[];>=<ymdhsa年月日¥()AM/P上午下G 5', max_size=30), st.decimals(allow_nan=False, allow_infinity=False)
)
@example("[>=5", Decimal(1))
@example('"', Decimal(1))
@example("[$", Decimal(1))
@example("0E+", Decimal("1E-300"))
@example("?/?", Decimal("1E+300"))
def test_any_code_displays_any_number(code: str, number: Decimal) -> None:
    if abs(number.adjusted()) < 400:
        assert isinstance(display(number, code), str)
    assert isinstance(display_text("甲", code), str)
    assert len(sections(code)) >= 1


@given(st.integers(0, 10**12 - 1))
@example(10**8)
@example(10**8 + 1)
@example(100_010_010)
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert number_in_chinese(chinese_numeral(Decimal(number))) == number
