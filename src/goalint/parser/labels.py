"""The words that forms are recognised by: labels of fields and columns with their aliases (domain §1.2)."""

from __future__ import annotations

import re
from enum import StrEnum

from goalint.tree.width import key


class Label(StrEnum):
    """The fields of a form and the columns of its indicator table."""

    CODE = "项目编码"
    NAME = "项目名称"
    DEPARTMENT = "预算单位"
    UNIT = "单位"
    BUDGET = "预算规模及资金用途"
    TOTAL = "预算数"
    FISCAL = "财政资金"
    OTHER = "其他资金"
    PURPOSE = "资金用途"
    SCHEDULE = "资金支出计划"
    GOALS = "绩效目标"
    LEVEL1 = "一级指标"
    LEVEL2 = "二级指标"
    LEVEL3 = "三级指标"
    DESCRIPTION = "绩效指标描述"
    SIGN = "指标性质"
    VALUE = "指标值"
    MEASURE = "计量单位"
    BASIS = "指标值确定依据"


_ALIASES: dict[Label, str] = {
    Label.CODE: "项目编码 项目代码 项目编号 专项资金编码 专项资金代码",
    Label.NAME: "项目名称 专项资金名称 资金名称 专项名称",
    Label.DEPARTMENT: "预算单位 预算单位代码及名称 预算单位名称 项目单位 实施单位 填报单位 申报单位 主管部门"
    " 主管部门及代码 单位名称",
    Label.BUDGET: "预算规模及资金用途 预算规模和资金用途 预算规模 项目资金 资金情况",
    Label.TOTAL: "预算数 预算金额 预算总额 资金总额 年度资金总额 预算资金 总额 资金合计 合计",
    Label.FISCAL: "其中:财政资金 其中财政资金 财政资金 其中:财政拨款 财政拨款 财政性资金 其中:财政性资金",
    Label.OTHER: "其他资金 其它资金 其中:其他资金",
    Label.PURPOSE: "资金用途 主要用途 资金主要用途",
    Label.SCHEDULE: "资金支出计划(%) 资金支出计划% 资金支出计划 支出计划(%) 支出计划"
    " 资金支出进度计划(%) 资金支出进度(%) 资金支出进度",
    Label.GOALS: "绩效目标 年度绩效目标 项目绩效目标 总体目标 年度目标 年度总体目标 总体绩效目标",
    Label.LEVEL1: "一级指标 一级绩效指标",
    Label.LEVEL2: "二级指标 二级绩效指标",
    Label.LEVEL3: "三级指标 三级绩效指标 三级指标名称 指标名称 指标内容",
    Label.DESCRIPTION: "绩效指标描述 指标描述 指标解释 绩效指标说明 指标说明 绩效指标解释",
    Label.SIGN: "指标性质 计算符号 运算符号 指标符号",
    Label.MEASURE: "计量单位 度量单位 指标单位 单位",
    Label.VALUE: "指标值 年度指标值 目标值 绩效指标值",
    Label.BASIS: "指标值确定依据 参考值确定依据 指标值来源 指标来源 确定依据 指标依据",
}
LABELS: dict[str, Label] = {key(alias): label for label, aliases in _ALIASES.items() for alias in aliases.split()}
COLUMNS = frozenset(
    (
        Label.LEVEL1,
        Label.LEVEL2,
        Label.LEVEL3,
        Label.DESCRIPTION,
        Label.SIGN,
        Label.VALUE,
        Label.MEASURE,
        Label.BASIS,
    )
)
_LONGEST = max(map(len, LABELS))

# First- and second-level names of every framework, as far as they must be told from other cells of a row.
_FIRST = "产出 效益 效果 满意度 成本"
_SECOND = (
    "数量 质量 时效 成本 经济效益 社会效益 生态效益 环境效益 可持续影响 可持续发展 服务对象满意度 社会公众或服务对象满意度 "
    "经济成本 社会成本 生态环境成本 产出数量 产出质量 产出进度 产出成本 满意度 社会公众满意度 受益对象满意度 效益"
)
FIRST_NAMES = frozenset(name + suffix for name in _FIRST.split() for suffix in ("", "指标")) | {"服务对象满意度"}
SECOND_NAMES = frozenset(name + suffix for name in _SECOND.split() for suffix in ("", "指标"))

TITLE = re.compile(r"(?:绩效目标|绩效)(?:申报)?表$|绩效目标申报表")
NUMBERED = re.compile(r"(\d{1,3})\s*(?:、|[.．](?!\d)|\s(?=[^\d\s]))\s*")
MONTH = re.compile(r"(?:(?:截至|到|至)?(1[0-2]|[1-9])月底?(?:前)?|([一二三四])季度(?:末)?)(?:\(?%\)?)?")
DEPARTMENT_LINE = re.compile(
    r"(\d{6}(?!\d))([^\d:，。；]{3,60})$|(\d{3}(?!\d))([^\d:，。；]{1,50}(?:局|委|办|会|院|校|部|厅|府|协|处|所|室|队|站|中心|本级|镇|乡|街道))$"
)
NAMED_DEPARTMENT = re.compile(r"(?:填报|申报|预算|项目)(?:单位|部门)(?:[(（](?:盖章|公章)[)）])?\s*[:：]\s*(\S.{2,40})$")
_IN_MONEY = re.compile(r"[(（](?:单位[:：])?(亿元|万元|千元|百元|元)[)）]$")
MONEY_UNIT = re.compile(r"(?:金额)?单位[:：]?(?:人民币)?(亿元|万元|千元|百元|元)")


def label_of(text: str) -> Label | None:
    """The label that a whole cell is, with or without a colon or a unit of money (资金总额（万元）：), or None."""
    folded = key(text).rstrip(":")
    return LABELS.get(folded) or LABELS.get(_IN_MONEY.sub("", folded))


def money_unit_of_label(text: str) -> tuple[int, int] | None:
    """Where the unit of money stands in a label like 项目资金（万元）; None if there is none."""
    match = _IN_MONEY.search(text.rstrip(":： "))
    return match.span(1) if match else None


def label_at(folded: str, position: int) -> tuple[Label, int] | None:
    """The longest label that begins at the position of a folded text, with its end; None if none does."""
    for end in range(min(len(folded), position + _LONGEST), position, -1):
        if label := LABELS.get(folded[position:end]):
            return label, end
    return None


def month_of(text: str) -> int | None:
    """The month of a schedule's label (3月底 is 3, 二季度 is 6), or None if it is none."""
    match = MONTH.fullmatch(key(text))
    if not match:
        return None
    return int(match.group(1)) if match.group(1) else 3 * ("一二三四".index(match.group(2)) + 1)
