"""Units of measurement by kind (domain §4.2), matched longest first.

Part of the value grammar: without them “2000册” cannot be told from “2000年底”. What a unit is *fit for* is a matter of
the rule packs.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from goalint.tree.pattern import lazy


class Kind(StrEnum):
    """What a value is, by its form."""

    COUNT = "count"  # a number of things, or a measured amount
    RATIO = "ratio"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"  # a date or a deadline
    TEXT = "text"  # words
    NONE = "none"  # nothing, or a dash for nothing
    GARBLED = "garbled"  # two values run together, or no reading possible


_COUNT = (
    "个 次 人 人次 台 套 件 辆 辆次 份 册 本 篇 条 项 场 场次 期 批 批次 班 班次 户 户次 家 家次 所 处 站 站次 座 间 张 幅 块 枚 "
    "发 宗 起 例 例次 名 位 村 组 项次 课时 学时 头 只 株 亩次 部 集 节 点 人天 台次 件次 台套 套次 批人 对 支 副 根 棵 匹 羽 尾 "
    "艘 架 栋 幢 层 盏 盒 箱 桶 袋 瓶 包 卷 版 页 字 万字 首 曲 剧 门 科 类 种 款 轮 步 道 口 眼 孔 杆 基 面 顶 床 床位 席 桌 餐 "
    "顿 街道 乡镇 镇 乡 县 社区 行政村 自然村 企业 学校 单位 部门 机构 网点 人份 标段 课题 路 辆份 人期 期次 系统 平台 队 队次 "
    "组次 千人 千人次 公斤/人 次/日 次/天 次/月 次/年 次/周 次/季度 次/季 人次/年 人次/月 人次/日 人/次 人/年 人/天 "
    "篇/年 期/年 小时/次 件/年 吨/日 吨/天 吨/年 立方米/日 场/年 份/年 平方米 ㎡ 平米 m2 m² 亩 公顷 平方公里 km² 公里 千米 km "
    "米 m 厘米 cm 毫米 mm 延米 里 吨 t 公斤 千克 kg 克 g 立方米 m³ m3 方 升 毫升 L 千瓦 兆瓦 kW MW 度 千瓦时 kWh GB TB MB 兆 "
    "Mbps "
    "mg/L μg/m³ μg/m3 ug/m³ ug/m3 mg/m³ mg/m3 mg/kg g/L dB MPa kPa km/h m³/s m³/d kW·h 岁 周岁 级 星 平方千米 立方千米 立方 "
    "艘次 航次 剂次 剂 头份 羽份 单元 台时 机时 "
    "亩/年 公里/年 平方米/年 公斤/亩 斤 斤/亩 吨/亩 人/平方公里 张/千人 人日 车次 架次 头次 校次 处次 村次 所次 店次 天次 "
    "分贝 ℃ 摄氏度 毫克 微克 微克/立方米 毫克/升 吨标准煤 标准立方米 人/平方米 分"
)
_RATIO = "% ％ 百分比 百分点 个百分点 百分率 ‰ 比例 比率 倍 成 折 /10万 /十万 /10万人 /十万人 /万 /万人 /千 /千人"
_MONEY = (
    "元 万元 亿元 千元 百元 百万元 千万元 万 亿 元/人 元/人次 元/人·月 元/人.月 元/人/月 元/人/年 元/人·年 元/人·天 元/人/天 "
    "元/月 元/年 元/天 元/日 元/次 元/台 元/套 元/件 元/份 元/个 元/册 元/本 元/亩 元/平方米 元/户 元/公里 元/吨 元/场 元/班 "
    "元/篇 元/期 元/辆 万元/年 万元/月 万元/人 万元/台 万元/套 万元/次 万元/公里 万元/亩 万元/个 万元/场 万元/辆 美元 万美元 "
    "元整 元/人.天 元/人天 元/人日"
)
_DURATION = (
    "年 个月 月 天 日 个工作日 工作日 自然日 小时 个小时 时 分钟 秒 秒钟 毫秒 周 星期 个季度 季度 季 天/次 小时/天 分钟/次 "
    "h min s ms"
)
# Words that stand where a unit should (domain C04). 百分比 counts as one only after a number without %.
_NOT_UNITS = (
    "次数 数量 人数 个数 份数 篇数 件数 台数 套数 场数 户数 条数 项数 册数 家数 人次数 场次数 班次数 批次数 本数 期数 处数 名数"
)

UNITS: dict[str, Kind] = {
    **dict.fromkeys(_COUNT.split(), Kind.COUNT),
    **dict.fromkeys(_NOT_UNITS.split(), Kind.COUNT),
    **dict.fromkeys(_RATIO.split(), Kind.RATIO),
    **dict.fromkeys(_DURATION.split(), Kind.DURATION),
    **dict.fromkeys(_MONEY.split(), Kind.MONEY),
}
_WRITTEN = {unit.casefold(): unit for unit in UNITS}
_LONGEST = max(map(len, UNITS))
_LATIN = lazy("[a-z]")  # m is no unit in “mpa”, though 人 is one in “人次”

YUAN: dict[str, Decimal] = {
    "元": Decimal(1),
    "元整": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}


def unit_at(text: str, position: int) -> str | None:
    """The longest unit that begins at the position of the (case-folded) text, or None."""
    for length in range(min(_LONGEST, len(text) - position), 0, -1):
        end = position + length
        if (unit := text[position:end]) in _WRITTEN and not (_LATIN.match(text, end) and _LATIN.match(unit, length - 1)):
            return _WRITTEN[unit]
    return None


def yuan_per(unit: str) -> Decimal | None:
    """How many yuan one of the unit is (万元 is 10000; 万元/年 too); None if it is no unit of money."""
    return YUAN.get(unit.split("/", 1)[0])
