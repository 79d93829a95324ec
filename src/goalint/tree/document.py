"""What a performance document says: projects with their indicators, and the narrative before them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from goalint.tree.code import ProjectCode
from goalint.tree.confidence import Confidence
from goalint.tree.location import Location
from goalint.tree.money import Money
from goalint.tree.quantity import Quantity
from goalint.tree.text import Text, absent

_NO_TEXT = absent()
_NO_ARGS: Mapping[str, str] = {}


class Source(NamedTuple):
    """The file: its path as given, its format, and the SHA-256 of its bytes."""

    path: str
    format: str
    sha256: str


class Department(NamedTuple):
    """预算单位: the code (three digits of department, three of unit) and the name."""

    code: str | None
    name: str
    location: Location


class Section(NamedTuple):
    """A heading of the document; level 1 is a part (第一部分), 2 a chapter (一、), 3 an item."""

    title: str
    level: int
    location: Location


class Target(NamedTuple):
    """An indicator that the narrative names: 采购数量=2台. `category` holds the levels written before it."""

    name: Text
    value: Quantity
    description: Text
    category: str
    location: Location


class Item(NamedTuple):
    """One of the 分项绩效目标: the narrative's account of a project or a duty.

    `name` leaves out the number and the boilerplate around it; `schedule` is in percent, empty if not stated; `heading`
    is the paragraph that opens the item, which in one of the genre's manners is all of it.
    """

    number: str | None
    name: Text
    amount: Money | None
    schedule: tuple[Decimal, ...]
    schedule_text: Text
    goal: Text
    targets: tuple[Target, ...]
    body: tuple[Text, ...]
    location: Location
    heading: Text = _NO_TEXT


class Narrative(NamedTuple):
    """第一部分: overall goal, safeguards, and the items."""

    overall: Text
    safeguards: tuple[Text, ...]
    items: tuple[Item, ...]


class SchedulePoint(NamedTuple):
    """One point of the cumulative spending schedule, in percent of the budget; None if blank, lost or no number."""

    label: str
    month: int | None
    field: Text
    percent: Decimal | None


class StatedAmount(NamedTuple):
    """An amount that the purpose text states for one of the table's: `of` is total, fiscal or other."""

    of: str
    money: Money


class Budget(NamedTuple):
    """预算规模及资金用途: the amounts of the table, the purpose, and the amounts that the purpose states.

    `sources` are further amounts that some forms ask for (上年结转, 上级补助, 自有资金): beside the fiscal and the other
    funds or parts of them, which the forms do not say.
    """

    total: Money
    fiscal: Money
    other: Money
    purpose: Text
    stated: tuple[StatedAmount, ...] = ()
    sources: tuple[Money, ...] = ()


class Indicator(NamedTuple):
    """A row of the table. `level1` and `level2` are carried down to the rows that share a merged cell."""

    level1: Text
    level2: Text
    name: Text
    description: Text
    value: Quantity
    basis: Text
    location: Location
    sure: Confidence = Confidence.HIGH


class Project(NamedTuple):
    """A 绩效目标表. `part` is the part of the document it stands in, `seq` its number there, `unit` that of its money."""

    part: str
    seq: int
    title: Text
    department: Department | None
    code: ProjectCode
    name: Text
    unit: Text
    budget: Budget
    schedule: tuple[SchedulePoint, ...]
    goals: tuple[Text, ...]
    indicators: tuple[Indicator, ...]
    location: Location
    sure: Confidence = Confidence.HIGH


class NotRead(NamedTuple):
    """Something that was seen and could not be understood. `code` is a key of `WHY`, `args` fill its text.

    `project` is the number of the project in the document (its index in `projects`) if the place is inside one.
    """

    location: Location
    code: str
    args: Mapping[str, str] = _NO_ARGS
    project: int | None = None

    def why(self, lang: str = "zh") -> str:
        """The reason, in Chinese or English."""
        return WHY[self.code][0 if lang == "zh" else 1].format_map(self.args)


class Document(NamedTuple):
    """All that one file says, and what in it could not be read.

    `paragraphs` is every paragraph outside the forms, headings included, in order: what rules about the text itself read.
    """

    source: Source
    department: Department | None
    fiscal_year: int | None
    regime: str | None
    sections: tuple[Section, ...]
    narrative: Narrative | None
    projects: tuple[Project, ...]
    not_read: tuple[NotRead, ...]
    paragraphs: tuple[Text, ...] = ()

    def rows_lost(self, project_index: int) -> bool:
        """Whether rows of that project's table could not be placed: how many there are, and which, is not known then.

        Where the table seems to have no row at all, they may be in any text of the form that was not understood.
        """
        codes = {one.code for one in self.not_read if one.project == project_index}
        return not codes.isdisjoint(ROWS_LOST) or "text-unplaced" in codes and not self.projects[project_index].indicators


# The reasons after which nobody can say how many rows a form has, and which.
ROWS_LOST = frozenset(("row-unplaced", "rows-lost", "form-cut", "form-scrambled", "hidden-rows"))
# Why a form is there and is not checked: it sets no goals, or nobody has filled it in.
SET_ASIDE = frozenset(("other-genre", "blank-template"))
WHY: dict[str, tuple[str, str]] = {
    "unreadable": ("{zh}", "{en}"),
    "no-form": (
        "没有找到绩效目标表（没有“项目名称”“一级指标”“指标值”等栏目）",
        "no performance form was found (no 项目名称, 一级指标, 指标值 or the like)",
    ),
    "document-unread": (
        "文件里的第 {number} 份文档没有检查：{zh}",
        "document {number} in the file was not checked: {en}",
    ),
    "schedule-column-lost": (
        "支出计划缺“{label}”一栏，应为转换时丢失",
        "the schedule has no column “{label}”: lost in conversion",
    ),
    "schedule-unplaced": (
        "支出计划的数值“{values}”无法确定属于哪个时点",
        "the schedule's values “{values}” cannot be assigned to its points",
    ),
    "row-unplaced": (
        "指标表的一行无法对应到各栏：“{text}”",
        "a row of the indicator table does not fit its columns: “{text}”",
    ),
    "text-unplaced": ("表内有一段文字不知属于哪一项：“{text}”", "text inside a form that belongs to no field: “{text}”"),
    "form-cut": ("表格到“{label}”为止，其后内容缺失", "the form ends at “{label}”; the rest is not there"),
    "field-lost": ("没有读到“{label}”，可能在转换时丢失", "“{label}” was not found: it may have been lost in conversion"),
    "rows-lost": (
        "没有读到指标表的表头“{label}”，表里的指标可能在转换时丢失",
        "the head “{label}” of the table of indicators was not found: its rows may have been lost in conversion",
    ),
    "form-without-rules": (
        "这张表没有表格线，各栏是按文字推断的，可能有误；请检查 Word、Excel 原件",
        "this form has no ruling lines: its cells were told apart by words and may be wrong; check the Word or Excel original",
    ),
    "form-scrambled": (
        "表格的文字顺序在转换时被打乱，无法还原；请检查 Word、Excel 原件",
        "the conversion scrambled this form beyond repair; check the Word or Excel original",
    ),
    "columns-unknown": ("列表里有不认识的栏目，没有检查：{names}", "the list has columns that were not understood: {names}"),
    "list-without-projects": (
        "这是指标列表，没有“项目编码”“项目名称”栏，不知属于哪个项目，没有检查",
        "a list of indicators without columns for 项目编码 or 项目名称: which project they belong to is not said",
    ),
    "field-differs": (
        "同一项目的“{label}”前后不同，以“{first}”为准，没有检查“{text}”",
        "rows of one project differ in “{label}”: “{first}” was taken, “{text}” was not checked",
    ),
    "sign-unknown": (
        "不知道计算符号“{text}”的意思，检查时没有考虑",
        "the comparator “{text}” is not known and was not taken into account",
    ),
    "sheet-too-large": (
        "工作表的内容超过 {limit} 格的上限，没有读取；请删去无关内容，或分成几个文件",
        "the sheet holds more than {limit} cells and was not read: remove what does not belong to the forms, or split the file",
    ),
    "hidden-form": (
        "工作表是隐藏的，里面的绩效目标表没有检查；如需检查，请取消隐藏",
        "the sheet is hidden, and the form in it was not checked: unhide it if it should be",
    ),
    "hidden-rows": (
        "第 {rows} 行是隐藏的，其中的内容没有检查；如需检查，请取消隐藏或筛选",
        "rows {rows} are hidden and were not checked: unhide them, or clear the filter, if they should be",
    ),
    "hidden-columns": (
        "{columns} 列是隐藏的，其中的内容没有检查；如需检查，请取消隐藏",
        "columns {columns} are hidden and were not checked: unhide them if they should be",
    ),
    "formula-uncomputed": (
        "单元格是公式，文件里没有它的计算结果；请用 Excel 或 WPS 打开后保存一次",
        "the cell is a formula, and the file holds no result of it: open it in Excel or WPS and save it",
    ),
    "embedded-object": ("嵌入的对象（{kind}）没有读取", "an embedded object ({kind}) was not read"),
    "other-genre": (
        "这是{genre}的材料，不是绩效目标表，没有按目标检查",
        "this is {genre_en}, which sets no goals: it was not checked",
    ),
    "blank-template": (
        "这是没有填写的空白模板，没有检查",
        "a blank template that nobody has filled in: it was not checked",
    ),
    "page-damaged": (
        "这一页已损坏，没有读取；请由原件重新导出",
        "the page is damaged and was not read: export the file anew from its original",
    ),
    "page-scanned": (
        "这一页是图片，没有文字，其中的内容没有检查；请提供原件，或由原件直接导出的 PDF",
        "the page is a picture without text: what it shows was not checked, give the original or a PDF made from it directly",
    ),
    "page-picture": (
        "这一页有大幅图片，图片里的文字（如有）没有检查",
        "a picture takes up much of the page: whatever text it shows was not checked",
    ),
    "page-recognised": (
        "这一页是扫描件，文字由识别软件生成，可能有错字；请以原件为准",
        "the page is a scan, and its text was made by recognition software: it may be wrong, check the original",
    ),
    "page-too-dense": (
        "这一页的线条或文字过多，不像绩效文本，没有读取",
        "the page holds far more lines or text than any performance document: it was not read",
    ),
    "drawing-unread": (
        "用线条符号画的表格没有对齐，各格分不清，可能没有读到；请检查 Word、Excel 原件",
        "a table drawn in characters is out of line, and its cells may not have been read: check the Word or Excel original",
    ),
    "garbled-text": ("有无法解码的字符：“{text}”", "characters that cannot be decoded: “{text}”"),
}
