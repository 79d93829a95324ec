"""The value grammar, form by form. A row says: text, comparator, number, upper number, unit, kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goalint.tree.dates import Day
from goalint.tree.passage import passage
from goalint.tree.quantity import Reading, compared_in, plain_number, quantity, read_quantity
from goalint.tree.text import text_of
from goalint.tree.units import Kind

COUNT, RATIO, MONEY, DURATION, DATE = Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.DURATION, Kind.DATE


_AT_LEAST = (
    "≥ ⩾ ≧ >= => ＞＝ ＞= >＝ 〉= 〉＝ \\geq \\ge \\geqslant 不少于 不低于 不小于 不短于 大于等于 大于或等于 至少 最少"
    " 达到≥ 为≥ 指标值≥ 应不低于 须≥ ≥: ≥＝"
).split()
_AT_MOST = (
    "≤ ⩽ ≦ <= =< ＜＝ ＜= <＝ 〈= 〈＝ \\leq \\le \\leqslant 不超过 不高于 不大于 不多于 不超 小于等于 小于或等于"
    " 至多 最多 控制在 不得超过 不得高于 不得大于 不能超过"
).split()
_MORE = "> ＞ 〉 \\gt 大于 超过 高于 多于".split()
_LESS = "< ＜ 〈 \\lt 小于 低于 少于 不足".split()
_EQUAL = "= ＝ 等于".split()


@pytest.mark.parametrize(
    ("written", "op"),
    [
        *((sign, "≥") for sign in _AT_LEAST),
        *((sign, "≤") for sign in _AT_MOST),
        *((sign, ">") for sign in _MORE),
        *((sign, "<") for sign in _LESS),
        *((sign, "=") for sign in _EQUAL),
    ],
)
def test_every_written_comparator(written: str, op: str) -> None:
    reading = read_quantity(f"{written}95%")
    assert (reading.op, reading.number, reading.unit, reading.kind) == (op, Decimal(95), "%", RATIO)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("95%以上", "≥"),
        ("95%及以上", "≥"),
        ("95%(含)以上", "≥"),
        ("95%（含）以上", "≥"),
        ("达到95%以上", "≥"),
        ("≥95%以上", "≥"),
        ("95%以下", "≤"),
        ("95%及以下", "≤"),
        ("95%以内", "≤"),
        ("95%之内", "≤"),
        ("控制在95%以内", "≤"),
        ("控制在95%之内", "≤"),
        ("控制在95%内", "≤"),
        ("95%左右", None),
        ("约95%", None),
        ("95%", None),
    ],
)
def test_bounds_that_follow_the_number(text: str, op: str | None) -> None:
    reading = read_quantity(text)
    assert (reading.op, reading.number, reading.unit, reading.kind, reading.around) == (op, Decimal(95), "%", RATIO, 0)


_FORMS: list[object] = [
    # numbers
    ("≥1,000人", "≥", "1000", None, "人", COUNT),
    ("≥1，000人", "≥", "1000", None, "人", COUNT),
    ("≥ 15 次", "≥", "15", None, "次", COUNT),
    ("≥200 0 人", "≥", "2000", None, "人", COUNT),  # digits parted by a conversion
    ("≥９５％", "≥", "95", None, "%", RATIO),
    ("30.03万元", None, "30.03", None, "万元", MONEY),
    ("0", None, "0", None, None, COUNT),
    ("=0次", "=", "0", None, "次", COUNT),
    ("200", None, "200", None, None, COUNT),
    ("≥2000", "≥", "2000", None, None, COUNT),  # a number of four digits is no year by itself
    ("2000册", None, "2000", None, "册", COUNT),
    # Chinese numerals need a unit
    ("一次", None, "1", None, "次", COUNT),
    ("≥两次", "≥", "2", None, "次", COUNT),
    ("三场次", None, "3", None, "场次", COUNT),
    ("一百二十五人", None, "125", None, "人", COUNT),
    ("三十天", None, "30", None, "天", DURATION),
    ("一万元", None, "10000", None, "元", MONEY),
    # myriads before a counting unit are multiplied out, before 元 they are the unit
    ("2万人次", None, "20000", None, "人次", COUNT),
    ("≥2万册", "≥", "20000", None, "册", COUNT),
    ("1.5万亩", None, "15000", None, "亩", COUNT),
    ("≤13万", "≤", "13", None, "万", MONEY),
    ("≤6万元", "≤", "6", None, "万元", MONEY),
    ("1.5亿元", None, "1.5", None, "亿元", MONEY),
    # units
    ("10元/人", None, "10", None, "元/人", MONEY),
    ("≤400元/人·天", "≤", "400", None, "元/人·天", MONEY),
    ("≤0.95万元/台", "≤", "0.95", None, "万元/台", MONEY),
    ("≥24小时", "≥", "24", None, "小时", DURATION),
    ("10个工作日", None, "10", None, "个工作日", DURATION),
    ("≥5年", "≥", "5", None, "年", DURATION),
    ("3天/次", None, "3", None, "天/次", DURATION),
    ("≥1次/季度", "≥", "1", None, "次/季度", COUNT),
    ("提高10个百分点", None, "10", None, "个百分点", RATIO),
    ("5‰", None, "5", None, "‰", RATIO),
    ("≥1.5倍", "≥", "1.5", None, "倍", RATIO),
    ("100百分比", None, "100", None, "百分比", RATIO),
    ("≥1次数", "≥", "1", None, "次数", COUNT),
    ("≥5把", "≥", "5", None, "把", COUNT),  # a counting word that is on no list
    # ranges
    ("3-5次", None, "3", "5", "次", COUNT),
    ("3～5次", None, "3", "5", "次", COUNT),
    ("3—5天", None, "3", "5", "天", DURATION),
    ("3至5次", None, "3", "5", "次", COUNT),
    ("3到5次", None, "3", "5", "次", COUNT),
    ("90-95%", None, "90", "95", "%", RATIO),
    ("80%-90%", None, "80", "90", "%", RATIO),
    ("80%～90%", None, "80", "90", "%", RATIO),
    ("1-2万人次", None, "10000", "20000", "人次", COUNT),
    ("10%-20%以内", "≤", "10", "20", "%", RATIO),
    # ratios written as fractions
    ("1/2", None, "0.5", None, None, RATIO),
    ("≥3:4", "≥", "0.75", None, None, RATIO),
    # the whole of something
    ("全覆盖", "=", "100", None, "%", RATIO),
    ("100%全覆盖", "=", "100", None, "%", RATIO),
    # LaTeX of converters
    ("$\\geq 95\\%$", "≥", "95", None, "%", RATIO),
    ("$\\leq 10 \\text{分钟}$", "≤", "10", None, "分钟", DURATION),
    # closing marks and notes
    ("≥95%。", "≥", "95", None, "%", RATIO),
    ("≥95%；", "≥", "95", None, "%", RATIO),
    ("≥95%(含)", "≥", "95", None, "%", RATIO),
    ("≥3篇（含译文）", "≥", "3", None, "篇", COUNT),
    # words around one quantity
    ("合格率≥95%", "≥", "95", None, "%", RATIO),
    ("每月≥3次", "≥", "3", None, "次", COUNT),
    ("达标率100%", None, "100", None, "%", RATIO),
    ("较上年增长5%", None, "5", None, "%", RATIO),
    ("减少10%以上", "≥", "10", None, "%", RATIO),
    # what the unit is reckoned by, before the bound
    ("8万元/站以上", "≥", "8", None, "万元", MONEY),
    ("4.6元/平方米·月以内", "≤", "4.6", None, "元/平方米", MONEY),
    ("35毫克/立方米以下", "≤", "35", None, "毫克", COUNT),
    # signs and both bounds
    ("＝－3%", "=", "-3", None, "%", RATIO),
    ("≤5次≥3次", "≥", "3", "5", "次", COUNT),
    (">3且<5", ">", "3", "5", None, COUNT),
    ("≥80%，≤90%", "≥", "80", "90", "%", RATIO),
    ("≤2000.5万元", "≤", "2000.5", None, "万元", MONEY),
    ("≤1950.1元", "≤", "1950.1", None, "元", MONEY),
    ("≥20101215元", "≥", "20101215", None, "元", MONEY),
    ("≥2024度", "≥", "2024", None, "度", COUNT),
    ("≥百分之九十", "≥", "90", None, "%", RATIO),
    ("百分之九十五", None, "95", None, "%", RATIO),
    ("≥-5%", "≥", "-5", None, "%", RATIO),
    ("-5%", None, "-5", None, "%", RATIO),
    ("≥80%且≤90%", "≥", "80", "90", "%", RATIO),
    ("≥2000.5", "≥", "2000.5", None, None, COUNT),
    ("百分之三点五", None, "3.5", None, "%", RATIO),
    ("≥2万5千元", "≥", "25000", None, "元", MONEY),
    ("3百人", None, "300", None, "人", COUNT),
    ("≥12.3456789%", "≥", "12.3456789", None, "%", RATIO),
    ("400元/人.天", None, "400", None, "元/人.天", MONEY),
    # as other provinces' forms and their templates write them
    ("≥90分", "≥", "90", None, "分", COUNT),
    ("≮90%", "≥", "90", None, "%", RATIO),
    ("≯5%", "≤", "5", None, "%", RATIO),
    ("≥90（%）", "≥", "90", None, "%", RATIO),
    ("5（个）", None, "5", None, "个", COUNT),
    ("5-10家", None, "5", "10", "家", COUNT),
    ("0起", None, "0", None, "起", COUNT),
    ("≥1：20", "≥", "0.05", None, None, RATIO),
]


@pytest.mark.parametrize(("text", "op", "number", "upper", "unit", "kind"), _FORMS)
def test_quantities(text: str, op: str | None, number: str, upper: str | None, unit: str | None, kind: Kind) -> None:
    reading = read_quantity(text)
    assert (reading.op, reading.unit, reading.kind) == (op, unit, kind)
    assert reading.number == Decimal(number)
    assert reading.upper == (None if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    ("text", "op", "day"),
    [
        ("2024年12月31日前", None, Day(2024, 12, 31)),
        ("2024年12月31号", None, Day(2024, 12, 31)),
        ("2024 年 年底完成", None, Day(2024)),
        ("2024年底", None, Day(2024)),
        ("2024年底前", None, Day(2024)),
        ("2024年年底", None, Day(2024)),
        ("2024年末", None, Day(2024)),
        ("2024年", None, Day(2024)),
        ("2023年度", None, Day(2023)),
        ("2024年年内完成", None, Day(2024)),
        ("2024年上半年", None, Day(2024)),
        ("2024年第一季度", None, Day(2024)),
        ("2024年12月前完成", None, Day(2024, 12)),
        ("2024年1月", None, Day(2024, 1)),
        ("2024-12-31", None, Day(2024, 12, 31)),
        ("2024/12/31", None, Day(2024, 12, 31)),
        ("2024.12.31", None, Day(2024, 12, 31)),
        ("2024-12", None, Day(2024, 12)),
        ("2024.06", None, Day(2024, 6)),
        ("第三季度前", None, Day(None)),
        ("2024年5月—12月", None, Day(2024, 12)),
        ("3月31日前", None, Day(None, 3, 31)),
        ("5月底前完成", None, Day(None, 5)),
        ("12月底", None, Day(None, 12)),
        ("12月", None, Day(None, 12)),
        ("年底前", None, Day(None)),
        ("年内完成", None, Day(None)),
        ("全年", None, Day(None)),
        ("当年完成", None, Day(None)),
        ("≥2022年", "≥", Day(2022)),
        ("不超过2024年12月", "≤", Day(2024, 12)),
        ("设备采购于2024年6月30日前完成", None, Day(2024, 6, 30)),
        ("2024年内", None, Day(2024)),
        ("2024年内完成", None, Day(2024)),
        ("2024年起", None, Day(2024)),
        ("2024/12", None, Day(2024, 12)),
        ("20241231", None, Day(2024, 12, 31)),
        ("二〇二四年底", None, Day(2024)),
        ("2024年1-12月", None, Day(2024, 12)),
        ("1月至12月", None, Day(None, 12)),
    ],
)
def test_dates_and_deadlines(text: str, op: str | None, day: Day) -> None:
    reading = read_quantity(text)
    assert (reading.kind, reading.op, reading.day, reading.number) == (DATE, op, day, None)


@pytest.mark.parametrize(
    "text",
    [
        *"满意 良好 达标 优 优良 优、良、中、差 是 否 及时、高效 正常运转 会议如期召开 一定程度上提高 逐步提高 显著提升".split(),
        *"三级甲等 八届三次会议 控制在预算数内 不低于上年水平 第十次 完成/部分完成/未完成 20%、40%、80%、100%".split(),
        "第3次",
    ],
)
def test_words_are_text(text: str) -> None:
    reading = read_quantity(text)
    assert reading.kind is Kind.TEXT
    assert reading.number is None


@pytest.mark.parametrize("text", ["", " ", "　", "/", "-", "—", "——", "--", "无", "……", "\u200b", "。"])
def test_nothing_is_none(text: str) -> None:
    assert read_quantity(text) == Reading(kind=Kind.NONE)


@pytest.mark.parametrize(
    "text",
    [
        *["≥952024年年底完成", "≥95% 2024年年底完成", "≥95%≥90%", "≥5次10", "≥1.2.3%", "≥80次≥90次", "≤80%且≥90%"],
        *["95%100", "952024年年底完成", "1002025年12月底前"],
    ],
)
def test_two_values_run_together_are_garbled(text: str) -> None:
    assert read_quantity(text).kind is Kind.GARBLED


@pytest.mark.parametrize(
    ("text", "unit", "tail"),
    [
        ("≥95%百分比", "%", "百分比"),
        ("≥1.2万亩万亩", "亩", "万亩"),
        ("≥5次次数", "次", "次数"),
        ("≥5台台", "台", "台"),
        ("≥95%", "%", ""),
        ("3天完成", "天", "完成"),
    ],
)
def test_a_doubled_unit_is_kept_as_tail(text: str, unit: str, tail: str) -> None:
    reading = read_quantity(text)
    assert (reading.unit, reading.tail) == (unit, tail)


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("≥95%", 0),
        ("3-5次", 0),
        ("约10天", 0),
        ("合格率≥95%", 3),
        ("每月≥3次", 2),
        ("2024年底前完成", 0),
        ("工作于2024年底前完成", 3),
    ],
)
def test_around_counts_what_is_not_the_quantity(text: str, around: int) -> None:
    assert read_quantity(text).around == around


def test_numbers_are_exact_decimals() -> None:
    reading = read_quantity("≤0.1万元")
    assert reading.number == Decimal("0.1")
    assert isinstance(reading.number, Decimal)
    assert str(read_quantity("83.10万元").number) == "83.10"
    assert str(read_quantity("12345678901234567890元").number) == "12345678901234567890"


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("≤8万元", "80000"),
        ("≤13万", "130000"),
        ("1.5亿元", "150000000"),
        ("≤400元/人·天", "400"),
        ("≤0.95万元/台", "9500"),
        ("3千元", "3000"),
        ("≥95%", None),
        ("8台", None),
        ("价格合理", None),
    ],
)
def test_money_values_in_yuan(text: str, yuan: str | None) -> None:
    assert quantity(text_of(passage(text))).yuan == (None if yuan is None else Decimal(yuan))


def test_a_quantity_keeps_its_text_as_written() -> None:
    value = quantity(text_of(passage(" ＞＝９５ ％ ")))
    assert value.text == "＞＝９５ ％"
    assert value.reading.op == "≥"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("清淤长度≥12公里", ["≥12公里"]),
        ("采购数量=2台，合格率 ≥ 95 %。", ["=2台", "≥ 95 %"]),
        ("培训不少于150人次", ["不少于150人次"]),
        ("至少召开一次会议", []),
        ("每季度至少一次", ["至少一次"]),
        ("较大提高", []),
        ("大于一定程度", []),
        ("投入3万元", []),
        ("＞＝９５％", ["＞＝９５％"]),
        ("造林面积≥1.2万亩；服务≥8万人次", ["≥1.2万亩", "≥8万人次"]),
        ("投资≥3万，贷款≥2亿元", ["≥3万", "≥2亿元"]),
        ("", []),
    ],
)
def test_comparisons_inside_a_sentence(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in compared_in(text)] == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("60.00", "60.00"),
        (" 1,322.00 ", "1322.00"),
        ("１２", "12"),
        ("1 322", "1322"),
        ("60.00元", None),
        ("", None),
        ("-3", None),
        ("1,32", None),
        ("三", None),
    ],
)
def test_plain_numbers(text: str, number: str | None) -> None:
    assert plain_number(text) == (None if number is None else Decimal(number))


def test_a_long_chinese_numeral_does_not_raise() -> None:
    assert read_quantity("一" * 5000 + "次").kind is Kind.TEXT
