"""The words that forms are recognised by: labels of fields and columns with their aliases (domain §1.2)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from goalint.tree.pattern import lazy
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
    # What only some forms have.
    FUNDS = "项目资金"  # a head over the amounts
    SOURCE = "资金来源"  # an amount that is neither the fiscal nor the other funds, or a part of one of them
    TERM_TOTAL = "中期资金总额"
    TERM_GOALS = "中期目标"  # of the years that the project runs, beside those of the budget year
    AUTHORITY = "主管部门"
    CARRIER = "实施单位"
    TASKS = "年度主要任务"
    NOTE = "其他栏目"  # a field that the tree has no place for


# The labels by names of their own: on Python 3.11 a member takes ten times as long to get out of its enumeration, and forms are
# asked for labels cell by cell.
CODE, NAME, DEPARTMENT, BUDGET, TOTAL = Label.CODE, Label.NAME, Label.DEPARTMENT, Label.BUDGET, Label.TOTAL
FISCAL, OTHER, PURPOSE, SCHEDULE, GOALS = Label.FISCAL, Label.OTHER, Label.PURPOSE, Label.SCHEDULE, Label.GOALS
LEVEL1, LEVEL2, LEVEL3, DESCRIPTION, SIGN = Label.LEVEL1, Label.LEVEL2, Label.LEVEL3, Label.DESCRIPTION, Label.SIGN
VALUE, MEASURE, BASIS, FUNDS, SOURCE = Label.VALUE, Label.MEASURE, Label.BASIS, Label.FUNDS, Label.SOURCE
TERM_TOTAL, TERM_GOALS, AUTHORITY, CARRIER = Label.TERM_TOTAL, Label.TERM_GOALS, Label.AUTHORITY, Label.CARRIER
TASKS, NOTE = Label.TASKS, Label.NOTE

_ALIASES: dict[Label, str] = {
    Label.CODE: "项目编码 项目代码 项目编号 专项资金编码 专项资金代码",
    Label.NAME: "项目名称 专项资金名称 资金名称 专项名称 转移支付名称 专项(项目)名称 项目(专项)名称 项目(政策)名称"
    " 政策(项目)名称 项目支出名称",
    Label.DEPARTMENT: "预算单位 预算单位代码及名称 预算单位名称 项目单位 实施单位 填报单位 申报单位 主管部门"
    " 主管部门及代码 单位名称 部门名称 部门(单位)名称 单位(部门)名称 填报部门 申请单位 预算部门 预算部门(单位)",
    Label.BUDGET: "预算规模及资金用途 预算规模和资金用途 预算规模 项目资金 资金情况",
    Label.TOTAL: "预算数 预算金额 预算总额 资金总额 年度资金总额 预算资金 总额 资金合计 合计 总计 金额合计 年度预算总额"
    " 年度预算资金总额 项目资金总额 年度预算数"
    " 年度本级预算金额 本级预算金额 本年预算 本年预算数 当年预算 当年预算数 年度预算金额 年度总额 年度金额",
    Label.FISCAL: "其中:财政资金 其中财政资金 财政资金 其中:财政拨款 财政拨款 财政性资金 其中:财政性资金"
    " 当年财政拨款 本年财政拨款 年度财政拨款 财政拨款资金 财政预算资金",
    Label.OTHER: "其他资金 其它资金 其中:其他资金 其中:其它资金 当年其他资金 本年其他资金 年度其他资金",
    Label.PURPOSE: "资金用途 主要用途 资金主要用途",
    Label.SCHEDULE: "资金支出计划(%) 资金支出计划% 资金支出计划 支出计划(%) 支出计划"
    " 资金支出进度计划(%) 资金支出进度(%) 资金支出进度",
    Label.GOALS: "绩效目标 年度绩效目标 项目绩效目标 总体目标 年度目标 年度总体目标 总体绩效目标 年度总体绩效目标 当年目标"
    " 当年绩效目标"
    " 本年度目标 本年度绩效目标 年度整体目标 项目年度目标 项目年度绩效目标 年度总目标 整体目标 整体绩效目标",
    Label.LEVEL1: "一级指标 一级绩效指标 一级",
    Label.LEVEL2: "二级指标 二级绩效指标 二级",
    Label.LEVEL3: "三级指标 三级 三级绩效指标 三级指标名称 指标名称 指标内容 绩效指标名称",
    Label.DESCRIPTION: "绩效指标描述 指标描述 指标解释 绩效指标说明 指标说明 绩效指标解释 指标内涵 指标释义 指标含义 计算公式"
    " 计算方法 指标值说明 绩效指标值说明 指标解释及计算公式 计算公式及说明",
    Label.SIGN: "指标性质 计算符号 运算符号 指标符号 指标值类型 指标值性质 比较符号 绩效指标性质 指标方向",
    Label.MEASURE: "计量单位 度量单位 指标单位 单位 绩效度量单位 绩效计量单位 绩效指标单位 指标值单位 指标计量单位",
    Label.VALUE: "指标值 年度指标值 目标值 绩效指标值 年度目标值 当年指标值 本年指标值 本年度指标值 计划指标值"
    " 预期指标值 指标目标值 绩效目标值 年度绩效指标值 预期目标值 全年目标值 全年指标值"
    " 指标值及单位 指标值及计量单位 指标值与单位 当年预期实现值 预期实现值 年度预期实现值 本年度计划水平 年度计划水平",
    Label.BASIS: "指标值确定依据 参考值确定依据 指标值来源 指标来源 确定依据 指标依据 指标值设定依据 指标值设置依据"
    " 指标设定依据 目标值确定依据 取值依据 绩效标准 指标值依据 设定依据 设置依据",
}
# Read in forms only: in a list or a sentence these words may be something else, or the same as a label above.
_FURTHER: dict[Label, str] = {
    Label.TOTAL: "项目金额 项目总额 预算安排 项目当年预算 项目当年预算数 项目年度预算 项目预算金额 项目预算总额 当年预算总额"
    " 本年度预算 年度预算 年度预算资金 本年预算总额 本年度资金总额 当年资金总额 预算资金总额 预算总金额 部门预算总额"
    " 部门预算金额 申请资金总额 年初预算数 年初预算 当年年度预算 当年年度预算数",
    Label.FISCAL: "政府预算资金 财政拨款收入",
    Label.OTHER: "其他(元) 其他(万元)",
    Label.GOALS: "绩效总目标 年度绩效总目标 年度履职目标 年度工作目标 部门年度目标 部门整体目标 部门整体绩效目标 项目目标"
    " 本年目标 本年绩效目标 绩效目标描述 绩效目标内容 年度绩效目标描述 年度绩效目标内容 年度目标内容 整体支出绩效目标"
    " 年度主要目标和成果 年度主要目标及成果",
    Label.DEPARTMENT: "申报单位名称 填报单位名称 编制单位 申报部门 申报部门名称 申请部门 预算单位编码及名称 单位编码及名称"
    " 单位代码及名称 部门编码及名称 部门代码及名称 部门(单位) 项目单位名称",
    Label.FUNDS: "年度部门预算申请 部门年度预算申请 部门预算申请"
    " 资金金额 年度预算申请 资金结构 部门总体资金情况 总体资金情况 项目资金 资金情况 项目资金情况 资金来源"
    " 项目资金来源 项目资金申请 预算情况 项目预算 预算资金情况 资金总额及构成 资金需求 资金安排 项目预算安排 申请资金"
    " 预算资金来源 项目预算资金",
    Label.SOURCE: "该项目支出上级资金 项目支出上级资金"
    " 上级补助 上级补助资金 上级资金 上级财政资金 上级拨款 中央补助 中央资金 中央财政资金 省级资金 省级财政资金"
    " 省级补助 市级资金 市级财政资金 县级资金 县级财政资金 区级资金 区级财政资金 地方资金 地方财政资金 本级 本级财政 本级资金"
    " 本级财政资金 本级安排 非税 非税收入 结转 结转资金 上年结转 上年结转资金 上年结余 结转结余 上年结转结余 结余资金 自有资金"
    " 单位资金 自筹资金 单位自筹 社会资金 社会投入 事业收入 经营收入 经营性收入 事业单位经营收入 一般公共预算 一般公共预算拨款"
    " 一般公共预算资金 一般公共预算财政拨款 政府性基金 政府性基金预算 政府性基金拨款 政府性基金预算拨款 国有资本经营预算"
    " 国有资本经营预算拨款 财政专户管理资金 财政专户拨款 财政专户资金 债券资金 银行贷款"
    " 地方配套 地方配套资金 配套资金 上级财政拨款 本级财政拨款 上级转移支付 上级转移支付资金 市级支出 补助区县 其他收入"
    " 政府性基金预算财政拨款 国有资本经营预算财政拨款 单位自有资金",
    Label.TERM_TOTAL: "中期资金总额 实施期资金总额 实施期总额 实施期总金额 实施期金额 项目总投资 总投资 项目总预算"
    " 中长期资金总额 三年资金总额 中期总额 全周期资金总额 实施周期金额 实施周期总额 实施周期资金总额 项目总金额",
    Label.TERM_GOALS: "总体目标 总体绩效目标 中期目标 中期绩效目标 中长期目标 中长期绩效目标 长期目标 长期绩效目标 实施期目标"
    " 实施期绩效目标 实施周期目标 实施周期绩效目标 全周期目标 长期绩效总目标 项目绩效总目标 整体绩效总目标 实施期总目标"
    " 实施期总体目标 三年目标 项目总体目标 项目总目标 总目标 项目长期绩效目标 项目中期目标"
    " 实施周期总体绩效目标 实施周期总体目标 实施期总体绩效目标 实施周期总目标 中长期总体目标",
    Label.AUTHORITY: "主管部门及编码 主管部门及其编码 主管部门及其代码"
    " 主管部门 主管部门及代码 主管部门代码及名称 主管部门编码及名称 主管部门名称 项目主管部门 主管预算部门"
    " 主管单位 业务主管部门 地方主管部门 省级主管部门 市级主管部门 预算主管部门",
    Label.CARRIER: "预算执行单位 项目执行单位 执行单位 项目承办单位 承担单位 项目实施部门 实施单位 项目实施单位 实施部门"
    " 项目承担单位 项目单位 用款单位 资金使用单位",
    Label.TASKS: "年度主要任务 主要任务 年度重点任务 年度工作任务 年度重点工作任务 任务名称",
    Label.NOTE: "项目属性 项目类型 项目类别 项目性质 项目期 项目周期 项目期限 实施期 实施期限 项目起止时间 起止时间 项目起止年限"
    " 项目实施期限 开始时间 完成时间 项目负责人 项目联系人 联系人 联系电话 负责人 负责人及电话 项目负责人及电话 主管部门编码"
    " 主管部门代码 预算执行率权重 预算级次 资金性质 支出功能分类 功能科目 支出方向 是否新增 存续状态 分配方式 绩效负责人"
    " 项目概况 项目简介 项目概述 项目内容 项目主要内容 项目实施内容 项目建设内容 实施内容 立项依据 项目立项依据 政策依据 设立依据"
    " 项目设立依据 项目立项情况 项目立项的依据 项目申报的可行性 项目申报的必要性 立项必要性 项目必要性 可行性 必要性 实施计划"
    " 项目实施计划 项目实施进度计划 进度计划 实施方案 项目实施方案 保障措施 项目保障措施 管理措施 测算依据 资金测算依据"
    " 测算依据及说明 预算测算依据 项目测算 单位职能概述 单位职能 部门职能 部门职责 主要职能 主要职责 部门(单位)职能 单位基本情况"
    " 部门概况 填报人 填表人 填报日期 填报时间 单位负责人 部门负责人 审核人 审核意见 财政部门审核意见"
    " 主管部门审核意见"
    " 部门审核意见 专项实施期 中央主管部门 省级财政部门 市级财政部门 县级财政部门 地方财政部门 上年预算数 上年预算 上年预算执行数"
    " 同名项目上年预算额 同名项目上年预算执行数 项目前两年预算及当年预算变动情况 申请当年预算拨款 基本支出 项目支出 支出构成"
    " 项目设立的必要性 项目设立必要性 保证项目实施的制度、措施 是否含有政府购买成本 计划开始日期 计划完成日期 开始日期 完成日期"
    " 结束日期 起始年度 终止年度 单位地址 邮政编码 支出项目类别 项目级次 项目级别 一级项目名称 二级项目名称 项目支出预算"
    " 项目支出明细测算 项目采购 部门职能概述 部门职责概述 部门主要职责 部门职能职责描述 单位编码 单位代码 部门编码 部门代码"
    " 执行率分值 预算执行率分值 按收入性质分 按支出性质分"
    " 其他说明的问题 其他需要说明的问题 其他说明 需要说明的问题 注 绩效指标 项目地点 实施地点 实施范围"
    " 其他需说明的问题 其他需要说明的情况 其他需说明的情况 项目分类 建设周期 实施周期 项目审批 项目总体概况 总体概况"
    " 财政资金预算分类 财政资金科目代码 年度预算执行率 归口业务科室 归口科室 业务科室 是否政府采购 实施起止时间"
    " 实施时间 项目实施时间 项目实施期 项目支出实施期 收入构成 填报人及联系电话 绩效项目指标表 业务主管部门审核意见",
}
_FORM_LABELS = {key(alias): label for label, aliases in _FURTHER.items() for alias in aliases.split()}
LABELS: dict[str, Label] = {key(alias): label for label, aliases in _ALIASES.items() for alias in aliases.split()}
# What a label may end with: its own last character, a mark of what must be filled in, brackets, a year (a number is looked for by
# itself).
_LAST = frozenset(name[-1] for names in (LABELS, _FORM_LABELS) for name in names) | frozenset("★☆*△▲●■、.．)年度")
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
_MAX_LABEL = 45
_NUMBERING = lazy(
    r"(?:资金来源:|资金结构:|[收支][入出]构成:|[★☆*△▲●■]|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)、.．]|其中:)+"
)
_NUMBERED_REST = lazy(r"\(?[\d一二三四五六七八九十]{1,2}[)、.．]{1,2}其[他它]:")  # of the sources of a project
_BRACKETS = lazy(r"(?:\([^()]{0,30}\))+$")
_COUNTED = lazy(r"(?<=目标)\d{1,2}$")
_OF_YEAR = lazy(r"20\d{2}年度?")

# First- and second-level names of every framework, as far as they must be told from other cells of a row.
_FIRST = "产出 效益 效果 满意度 成本"
_SECOND = (
    "数量 质量 时效 成本 经济效益 社会效益 生态效益 环境效益 可持续影响 可持续发展 服务对象满意度 社会公众或服务对象满意度 "
    "经济成本 社会成本 生态环境成本 产出数量 产出质量 产出进度 产出成本 满意度 社会公众满意度 受益对象满意度 效益 服务满意度"
    " 公众满意度 群众满意度 环境成本 生态成本 产出时效 可持续影响效益"
)
FIRST_NAMES = frozenset(name + suffix for name in _FIRST.split() for suffix in ("", "指标")) | {
    "服务对象满意度",
    "产出目标",
    "效果目标",
    "效益目标",
    "影响力目标",
}
SECOND_NAMES = frozenset(name + suffix for name in _SECOND.split() for suffix in ("", "指标"))

TITLE = lazy(
    r"绩效(?:目标)?(?:申报|批复|公开|审核|自评|运行监控|监控|评价|指标|情况|汇总|一览|设置|填报|信息|备案|编报|明细|计划)*表(?:\([^()]{0,20}\))*$"
    r"|绩效目标申报表|申报表\(含绩效目标\)$"
)
# A year in the name of a project is not that of the form.
TITLE_YEAR = lazy(
    r"(20\d{2})年度?(?:财政|政策|项目|部门|单位|整体|支出|预算|本级|[省市县区]级|重点专项资金|转移支付|区域|[()])*绩效"
    r"|.*绩效.*表\((20\d{2})年?度?\)$"
)
YEAR_LINE = lazy(r"\(?(20\d{2})年?度?\)?$|\(?(?:预算|填报)?年度:?(20\d{2})年?\)?$")
YEAR_NAMED = lazy(r"(?:预算|填报)年度:(20\d{2})(?!\d)")
NUMBERED = lazy(r"(\d{1,3})\s*(?:、|[.．](?!\d)|\s(?=[^\d\s]))\s*")
MONTH = lazy(r"(?:(?:截至|到|至)?(1[0-2]|[1-9])月底?(?:前)?|([一二三四])季度(?:末)?)(?:\(?%\)?)?")
DEPARTMENT_LINE = lazy(
    r"(\d{6}(?!\d))([^\d:，。；]{3,60})$|(\d{3}(?!\d))([^\d:，。；]{1,50}(?:局|委|办|会|院|校|部|厅|府|协|处|所|室|队|站|中心|本级|镇|乡|街道))$"
)
NAMED_DEPARTMENT = lazy(
    r"(?:(?:填报|申报|预算|项目|编制|申请)(?:单位|部门)(?:名称)?|(?:单位|部门)名称|^部门)(?:[(（](?:盖章|公章)[)）])?"
    r"\s*[:：]\s*(?:[(（](?:盖章|公章)[)）]\s*)?(?![(（](?:盖章|公章))(\S[^:：]{2,40}?)(?=\s*$|\s+[^\s:：]{2,8}[:：])"
)
_IN_MONEY = lazy(r"[(（](?:单位[:：])?(?:人民币)?(亿元|万元|千元|百元|元)[)）]")
MONEY_UNIT = lazy(r"(?:金额)?单位[:：]?(?:人民币)?(亿元|万元|千元|百元|元)")


def label_of(text: str) -> Label | None:
    """The label that a whole cell is, with or without number, colon and what stands in brackets behind it, or None."""
    return _label_of(text) if len(text) <= _MAX_LABEL else None


def field_of(text: str) -> Label | None:
    """The label that a cell of a form is: one that only forms have, or one of `label_of`."""
    return _field_of(text) if len(text) <= _MAX_LABEL else None


def fields_of(texts: Sequence[str]) -> list[Label | None]:
    """What each of the cells of a form is."""
    return [_field_of(text) if len(text) <= _MAX_LABEL else None for text in texts]


@lru_cache(maxsize=8192)
def _label_of(text: str) -> Label | None:
    return next((label for name in _names(key(text)) if (label := LABELS.get(name))), None)


@lru_cache(maxsize=8192)
def _field_of(text: str) -> Label | None:
    if "其" in text and _NUMBERED_REST.fullmatch(key(text)):
        return Label.OTHER
    return next((label for name in _names(key(text)) if (label := _FORM_LABELS.get(name) or LABELS.get(name))), None)


def _names(folded: str) -> tuple[str, ...]:
    """A label as it stands, and without the number before it, the brackets or the number behind it, the year of a column."""
    bare = folded.rstrip(":")
    if bare[-1:] not in _LAST and not bare[-1:].isdecimal():
        return ()  # most cells of a form end as no label does
    plain = _NUMBERING.sub("", bare, count=1)
    plain = _BRACKETS.sub("", plain).rstrip(":") if plain[-1:] == ")" else plain.rstrip(":")
    of_year = _OF_YEAR.sub("", plain, count=1) if "20" in plain else plain
    return bare, plain, of_year, _COUNTED.sub("", plain, count=1) if plain[-1:].isdecimal() else plain


AMOUNTS = frozenset((Label.TOTAL, Label.FISCAL, Label.OTHER, Label.SOURCE, Label.TERM_TOTAL))
_WITH_AMOUNT = lazy(r"\s*((?:其中\s*[:：]?\s*)?[^\d\s:：]{2,14}?)\s*(?=\d[\d,，.]*\s*(?:亿元?|万元?|千元|元)?\s*$)")
_REST = lazy(
    r"\s*([(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]{1,2}\s*其[他它]\s*[:：])\s*(?=-?\d[\d,，.]*\s*(?:亿元?|万元?|千元|元)?\s*$)"
)
_ENDS_AMOUNT = frozenset("0123456789元万亿")
_INLINE = lazy(r"\s*((?:其中\s*[:：]\s*)?[^:：\n]{2,20}[:：])\s*(?=\S)")


def inline_label(text: str) -> tuple[Label, int] | None:
    """A label that stands in one cell with its value (项目名称：河道清淤, 资金总额120万元), and where the value begins; None if
    none does.
    """
    match = _INLINE.match(text) if ":" in text or "：" in text else None
    label = field_of(match.group(1)) if match else None
    if match and label:
        return label, match.end()
    if text.rstrip()[-1:] not in _ENDS_AMOUNT or len(text) > _MAX_LABEL:
        return None
    if rest := _REST.match(text):
        return Label.OTHER, rest.end()
    match = _WITH_AMOUNT.match(text)
    label = field_of(match.group(1)) if match else None
    return (label, match.end()) if match and label in AMOUNTS else None


def may_hold_value(text: str) -> bool:
    """A label and its value may stand in the text: it has a colon, or ends as an amount does."""
    return ":" in text or "：" in text or text[-1:] in _ENDS_AMOUNT


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
    if "月" not in text and "季" not in text:
        return None
    folded = key(text)
    return _month_of(folded) if len(folded) <= _MAX_LABEL else None


@lru_cache(maxsize=1024)
def _month_of(folded: str) -> int | None:
    match = MONTH.fullmatch(folded)
    if not match:
        return None
    return int(match.group(1)) if match.group(1) else 3 * ("一二三四".index(match.group(2)) + 1)
