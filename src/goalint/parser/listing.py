"""Forms that come as a list: one indicator a row, the project in columns of its own (exports of budget systems)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from goalint.parser.cells import Cells, is_numbering
from goalint.parser.columns import compares
from goalint.parser.form import Form, RawSchedule, Row
from goalint.parser.heading import read_heading
from goalint.parser.labels import COLUMNS, FIRST_NAMES, Label, field_of, label_of, money_unit_of_label, month_of
from goalint.parser.sides import side_of
from goalint.readers.blocks import Table
from goalint.tree.document import NotRead
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.units import UNITS
from goalint.tree.width import key

_AMOUNTS = frozenset((Label.TOTAL, Label.FISCAL, Label.OTHER))
_PROJECT = frozenset((Label.CODE, Label.NAME))
_MARKS_A_HEAD = frozenset((Label.LEVEL3, Label.VALUE))
_ONCE = (Label.CODE, Label.NAME, Label.DEPARTMENT, Label.TOTAL, Label.FISCAL, Label.OTHER)
_LEAST_COLUMNS = 3
_BAND = 2  # rows above the labels of the indicators that may hold those of the project
_MOST_IN_NOTE = 4  # cells of a row of signatures
_SEARCHED = 30  # rows in which a list begins, if the table is one
_MAX_SHOWN = 40
_LONGEST_HEADING = 80
_LONGEST_UNIT = 4
# What heads of lists are called besides the labels of forms.
_ALIASES = {
    Label.CODE: "单位编码(项目编码) 单位代码(项目代码) 单位/项目编码",
    Label.NAME: "单位名称、项目名称 单位、项目名称 单位/项目名称 单位名称/项目名称 单位名称(项目名称) 单位(项目)名称"
    " 单位(专项)名称 单位及项目名称",
    Label.TOTAL: "预算 预算(万元) 项目预算 年度预算 预算合计 项目金额 金额 项目总额 本年预算 预算资金总额 预算总金额",
    Label.FISCAL: "财政拨款数 一般公共预算 当年财政拨款 政府预算资金",
    Label.GOALS: "实施期绩效目标 实施期目标 中期目标 长期目标 项目目标 年度绩效目标内容 绩效目标内容 目标内容 绩效目标描述"
    " 总目标",
    Label.DEPARTMENT: "部门 部门名称 单位编码及名称 预算部门",
    Label.LEVEL3: "指标 绩效指标 绩效指标名称 三级指标内容",
    Label.SIGN: "符号 比较符 比较符号 指标值符号 逻辑符号",
    Label.MEASURE: "指标值单位",
    Label.VALUE: "指标值内容 年度目标值 全年目标值",
    Label.BASIS: "依据 指标值依据 标准来源",
}
_UNITS = frozenset(map(key, UNITS))
_LABELS = {key(alias): label for label, aliases in _ALIASES.items() for alias in aliases.split()}
# Columns that lists have and documents do not speak of: nothing in the tree holds them.
_PASSED_OVER = frozenset(
    (
        "序号 编号 权重 指标权重 权重(%) 分值 指标分值 指标方向 指标方向性 方向 方向性 指标类型 指标值类型 "
        "文件 位置 备注 说明 年度 预算年度 年份 联系人 联系电话 填报人 审核人 填报时间 填报日期 "
        "项目类别 项目类型 项目属性 支出功能分类 归口处室 归口股室 业务科室 评分标准 评(扣)分标准 指标属性"
    ).split()
)
_SUM = lazy(r"(?:总|合|小|共)\s*计")
_FOOT = lazy(r"(?:填[表报]人|制表人?|审核人|负责人|联系人|联系电话|经办人|填[表报](?:日期|时间|说明)|备?注|说明)\s*\d*[:：]")
_MARK = lazy(r"^[*＊]|[*＊]$|[(（](?:必填|选填|元|万元|千元|亿元|%|％)[)）]$")
_MARKS = frozenset("*＊)）")  # what such a label begins or ends with
# What stands in a column of signs and compares nothing.
_NO_SIGNS = frozenset(("定性", "定量", "定性指标", "定量指标", "正向", "反向", "正向指标", "反向指标", "/", "-", "无"))


class Head(NamedTuple):
    """Where the head of a list ends (the row after it) and which column says what; several may say the same."""

    end: int
    columns: dict[int, Label]
    months: dict[int, Passage]
    unit: Passage | None
    unknown: tuple[Passage, ...]
    sources: tuple[int, ...] = ()  # columns of amounts beside the fiscal and the other funds
    groups: tuple[tuple[Passage, tuple[int, ...]], ...] = ()  # columns of indicators under the name of a first level each

    @property
    def names_projects(self) -> bool:
        """A column holds the code or the name of a project."""
        return bool(_PROJECT & set(self.columns.values()))


def head_of_list(table: Table) -> Head | None:
    """The head of the first list of indicators in the table, whether or not it names projects; None if there is none."""
    return next((head for index in range(min(len(table.rows), _SEARCHED)) if (head := _head(table, index))), None)


def forms_of_list(table: Table, head: Head, heading: Form, not_read: list[NotRead]) -> list[Form]:
    """The projects of the list in the order of their first rows. `heading` is what stands above the table.

    What in the list belongs to no project is noted in `not_read`.
    """
    for row in table.rows[: head.end]:
        for cell in row:
            if cell.text.strip() and len(cell.text) < _LONGEST_HEADING and _label(cell.text) is None:
                read_heading(heading, cell)
    return _Listing(table, head, heading, not_read).forms()


class _Listing:
    """Reads the rows of a list under its head."""

    def __init__(self, table: Table, head: Head, heading: Form, not_read: list[NotRead]) -> None:
        self._rows = [*table.rows[: head.end], *(_ragged(row, head) for row in table.rows[head.end :])]
        self._head = head
        self._heading = heading
        self._not_read = not_read
        self._columns = _settled(table, head)
        self._mark = next(column for column, label in self._columns.items() if label in _MARKS_A_HEAD)
        self._covered = {
            (row + down, column): table.rows[row][column]
            for (row, column), span in table.merged.items()
            for down in range(1, span.rows)
        }
        names = {column: _heading_cell(table.rows, head.end - 1, column) for column in self._columns}
        # In such a column a row with nothing else names who files the projects below it.
        self._mixed = any(cell and "单位" in cell.text for column, cell in names.items() if self._columns[column] is Label.NAME)
        self._department: Passage | None = None
        self._levels: dict[Label, Passage] = {}  # names of levels that stand in rows of their own
        self._forms: list[Form] = []
        self._by_key: dict[tuple[str, ...], Form] = {}

    def forms(self) -> list[Form]:
        numbers = [number for number in range(self._head.end, len(self._rows)) if self._is_row(number)]
        rows = {number: self._row(number) for number in numbers}
        everywhere = self._names_project_in_each(rows)
        form: Form | None = None
        after = {number: rows[below] for number, below in pairwise(numbers)}
        for number, row in rows.items():
            if self._names_department(number, after.get(number, {})):
                self._department, form = row[Label.NAME], None
                continue
            if self._sums_up(number):
                self._department, form = row[Label.DEPARTMENT], None
                continue
            if form is None or self._is_other_project(form, number, row):
                known = self._by_key.get(_key(row)) if everywhere else None
                form = known or self._begin(row, number) or form
            if form is None:
                self._tell(self._not_read, number)
            else:
                self._take(form, row, number)
        if self._head.unknown:
            names = "、".join(cell.text.strip()[:_MAX_SHOWN] for cell in self._head.unknown)
            self._not_read.append(NotRead(self._head.unknown[0].location, "columns-unknown", {"names": names}))
        return self._forms

    def _is_row(self, number: int) -> bool:
        """No blank row, no head repeated on the next page, no sum, no signature or note under the list."""
        cells = self._rows[number]
        filled = [cell for cell in cells if cell.text.strip()]
        if not filled or self._mark < len(cells) and _label(cells[self._mark].text) in _MARKS_A_HEAD:
            return False
        first = filled[0].text.strip()
        if is_numbering(filled):
            return False
        if _SUM.fullmatch(first):
            return len(filled) > len(self._columns) // 2
        return not (_FOOT.match(first) and len(filled) <= _MOST_IN_NOTE)

    def _names_project_in_each(self, rows: dict[int, dict[Label, Passage]]) -> bool:
        """Code or name is written in every row: rows that name the same project belong to it wherever they stand."""
        label = Label.CODE if Label.CODE in self._columns.values() else Label.NAME
        return all(self._own(number, label) for number, row in rows.items() if _said(row, Label.LEVEL3))

    def _names_department(self, number: int, below: dict[Label, Passage]) -> bool:
        """A row without goals and indicators in a column of units and projects, and not the first row of a project."""
        if not self._mixed or not _said(below, Label.NAME):
            return False
        own = {label for label in self._columns.values() if self._own(number, label)}
        return Label.NAME in own and not own & (COLUMNS | {Label.GOALS})

    def _sums_up(self, number: int) -> bool:
        """A row that gives what all projects of a department come to: its name and amounts, and nothing else."""
        own = {label for label in self._columns.values() if self._own(number, label)}
        return Label.DEPARTMENT in own and bool(own & _AMOUNTS) and own <= _AMOUNTS | {Label.DEPARTMENT}

    def _own(self, number: int, label: Label) -> str:
        """What a row itself writes under a label, folded; nothing where it goes on with a cell from above."""
        cells = self._rows[number]
        return next(
            (
                text
                for column, other in self._columns.items()
                if other is label and column < len(cells) and (text := key(cells[column].text))
            ),
            "",
        )

    def _is_other_project(self, form: Form, number: int, row: dict[Label, Passage]) -> bool:
        """The row writes another code; or, without a code, another name, or the same name for another department."""
        fields = form.fields
        if code := self._own(number, Label.CODE):
            return code != _folded(fields, Label.CODE)
        if name := self._own(number, Label.NAME):
            department = self._own(number, Label.DEPARTMENT)
            return name != _folded(fields, Label.NAME) or bool(department) and department != _folded(fields, Label.DEPARTMENT)
        return False

    def _row(self, number: int) -> dict[Label, Passage]:
        """The cells of a row by their labels; of several with one label the first that says something."""
        cells = self._rows[number]
        row: dict[Label, Passage] = {}
        for column, label in self._columns.items():
            if column >= len(cells):
                continue
            cell = cells[column]
            if not cell.text.strip():
                cell = self._covered.get((number, column), cell)
            if not _said(row, label) or label is Label.SIGN and cell.text.strip() and not compares(row[label].text):
                row[label] = cell
        return row

    def _cell(self, number: int, column: int) -> Passage:
        cells = self._rows[number]
        return cells[column] if column < len(cells) else cells[0].slice(len(cells[0].text))

    def _begin(self, row: dict[Label, Passage], number: int) -> Form | None:
        first = next((row[label] for label in (Label.CODE, Label.NAME) if _said(row, label)), None)
        if first is None:
            return None
        form = Form(first.location, part=self._heading.part, department=self._heading.department, listed=True)
        form.department = self._department or form.department
        form.unit = self._head.unit or self._heading.unit
        form.year = self._heading.year
        self._levels = {}
        labels = [*((Label.LEVEL1,) if self._head.groups else ()), *self._columns.values()]
        form.columns = tuple(label for label in dict.fromkeys(labels) if label in COLUMNS)
        form.sources += [cell for column in self._head.sources if (cell := self._cell(number, column)).text.strip()]
        form.seen.update(self._columns.values())
        self._forms.append(form)
        self._by_key.setdefault(_key(row), form)
        return form

    def _take(self, form: Form, row: dict[Label, Passage], number: int) -> None:
        cells = self._rows[number]
        form.last = next((cell.location for cell in reversed(cells) if cell.text.strip()), form.last)
        for label in _ONCE:
            if label in row:
                _once(form, label, row[label])
        for label, texts in ((Label.GOALS, form.goals), (Label.PURPOSE, form.purpose)):
            if _said(row, label) and key(row[label].text) not in {key(text.text) for text in texts}:
                texts.append(row[label])
        if self._head.months and not form.schedule.labels:
            values = [(column, cells[column]) for column in self._head.months if column < len(cells)]
            form.schedule = RawSchedule(list(self._head.months.items()), values, width=len(cells))
            form.seen.add(Label.SCHEDULE)
        if self._head.groups:
            self._take_groups(form, number)
            return
        indicator = {label: row[label] for label in form.columns if label in row}
        own = {label for label in indicator if self._own(number, label)}
        if own and own <= {Label.LEVEL1, Label.LEVEL2}:
            self._levels = {label: cell for label, cell in self._levels.items() if Label.LEVEL1 not in own}
            self._levels |= {label: indicator[label] for label in own}
            return
        for label, cell in self._levels.items():
            if not _said(indicator, label):
                indicator[label] = cell
        if place := next((indicator[label].location for label in (Label.LEVEL3, Label.VALUE) if _said(indicator, label)), None):
            form.rows.append(Row(indicator, place))
            sign = indicator.get(Label.SIGN)
            if sign is not None and sign.text.strip() and not compares(sign.text) and key(sign.text) not in _NO_SIGNS:
                form.not_read.append(NotRead(sign.location, "sign-unknown", {"text": sign.text.strip()[:_MAX_SHOWN]}))
        elif any(self._own(number, label) for label in indicator):
            self._tell(form.not_read, number)

    def _take_groups(self, form: Form, number: int) -> None:
        """The indicators of a row that has one or none for each first level."""
        cells = self._rows[number]
        for level, columns in self._head.groups:
            indicator = {self._columns[column]: cells[column] for column in columns if column < len(cells)}
            said = [cell for cell in indicator.values() if cell.text.strip()]
            if said:
                form.rows.append(Row({Label.LEVEL1: level} | indicator, said[0].location))

    def _tell(self, not_read: list[NotRead], number: int) -> None:
        filled = [cell for cell in self._rows[number] if cell.text.strip()]
        text = " ".join(cell.text for cell in filled)[:_MAX_SHOWN]
        not_read.append(NotRead(filled[0].location, "row-unplaced", {"text": text}))


def _ragged(row: Cells, head: Head) -> Cells:
    """The row with blanks to its left where the source has no cells that those of the project go on in."""
    level = next((column for column, label in sorted(head.columns.items()) if label is Label.LEVEL1), 0)
    if not level or head.columns.get(0) in COLUMNS or not row or key(row[0].text) not in FIRST_NAMES:
        return row
    if len(row) + level > max(head.columns) + 3:
        return row  # it has them
    return [*[row[0].slice(0, 0)] * level, *row]


def _once(form: Form, label: Label, cell: Passage) -> None:
    """A field of the project, from the first row that has it; the first row that says otherwise is told."""
    if not _said(form.fields, label):
        form.fields[label] = cell
        if label is Label.DEPARTMENT and cell.text.strip():
            form.department = cell
    elif cell.text.strip() and key(cell.text) != _folded(form.fields, label):
        told = {"label": str(label), "first": form.fields[label].text[:_MAX_SHOWN], "text": cell.text[:_MAX_SHOWN]}
        if not any(item.code == "field-differs" and item.args["label"] == label for item in form.not_read):
            form.not_read.append(NotRead(cell.location, "field-differs", told))


def _head(table: Table, index: int) -> Head | None:
    """The head whose last row is that one; labels of the project may stand above, with nothing below them."""
    rows = table.rows
    if sum(map(_names_column, [cell.text for cell in rows[index] if len(cell.text) <= _LONGEST_HEADING])) < _LEAST_COLUMNS:
        return None
    columns: dict[int, Label] = {}
    months: dict[int, Passage] = {}
    unknown: list[Passage] = []
    sources: list[int] = []
    unit: Passage | None = None
    for column in range(len(rows[index])):
        cell = _heading_cell(rows, index, column)
        if cell is None:
            continue
        label = _label(cell.text)
        if unit is None and label in _AMOUNTS and (span := money_unit_of_label(cell.text)):
            unit = cell.slice(*span)
        if label is not None:
            columns[column] = label
        elif month_of(cell.text) is not None:
            months[column] = cell
        elif field_of(cell.text) is Label.SOURCE:
            sources.append(column)
        elif key(_bare(cell.text)) not in _PASSED_OVER:
            unknown.append(cell)
    if not _MARKS_A_HEAD & set(columns.values()):
        return None
    return Head(index + 1, columns, months, unit, tuple(unknown), tuple(sources), _groups(rows, index, columns))


def _groups(rows: Sequence[Cells], index: int, columns: dict[int, Label]) -> tuple[tuple[Passage, tuple[int, ...]], ...]:
    """The columns of indicators where each first level has its own; nothing where all share theirs."""
    names = [column for column, label in sorted(columns.items()) if label is Label.LEVEL3]
    if len(names) < 2 or not index or Label.LEVEL1 in columns.values():
        return ()
    ends = [*names[1:], max(columns) + 1]
    heads = [rows[index - 1][name] for name in names if name < len(rows[index - 1])]
    if len(heads) < len(names) or not all(key(head.text) in FIRST_NAMES for head in heads):
        return ()
    return tuple(
        (head, tuple(column for column in range(name, end) if columns.get(column) in COLUMNS))
        for head, name, end in zip(heads, names, ends, strict=True)
    )


def _heading_cell(rows: Sequence[Cells], index: int, column: int) -> Passage | None:
    """The lowest label over a column: in the row itself, or above where that and all between are blank."""
    for above in range(index, max(index - _BAND, 0) - 1, -1):
        if column >= len(rows[above]):
            return None
        cell = rows[above][column]
        if cell.text.strip():
            return cell if above == index or _label(cell.text) is not None else None
    return None


def _label(text: str) -> Label | None:
    return _label_of(text) if len(text) <= _LONGEST_HEADING else None


@lru_cache(maxsize=8192)
def _label_of(text: str) -> Label | None:
    if label := _LABELS.get(key(text).rstrip(":")) or label_of(text):
        return label
    bare = _bare(text)
    return (label_of(bare) or _LABELS.get(key(bare))) if bare != text else None


@lru_cache(maxsize=8192)
def _names_column(text: str) -> bool:
    return _label_of(text) in COLUMNS


def _bare(text: str) -> str:
    """A label without the marks of what must be filled in, and without its unit."""
    text = text.strip()
    return _MARK.sub("", _MARK.sub("", text)).strip() if text[:1] in _MARKS or text[-1:] in _MARKS else text


def _settled(table: Table, head: Head) -> dict[int, Label]:
    """The columns with 单位 decided: that of the measure where it holds units, else the department's."""
    columns = dict(head.columns)
    for column, label in head.columns.items():
        cell = _heading_cell(table.rows, head.end - 1, column)
        if label is not Label.MEASURE or cell is None or key(_bare(cell.text)) != "单位":
            continue
        said = [key(row[column].text) for row in table.rows[head.end :] if column < len(row) and row[column].text.strip()]
        if 2 * sum(text in _UNITS for text in said) < len(said) and any(len(text) > _LONGEST_UNIT for text in said):
            columns[column] = Label.DEPARTMENT
    for label in (Label.LEVEL3, Label.VALUE):
        alike = [column for column, one in columns.items() if one is label]
        for column in alike[1:]:
            if not head.groups and "内容" in _head_text(table, head, column):
                columns[column] = Label.DESCRIPTION  # 指标内容 beside 三级指标 says what is meant by it
    goals = [column for column, label in columns.items() if label is Label.GOALS]
    of_year = [column for column in goals if side_of(_head_text(table, head, column)) != "term"]
    return {column: label for column, label in columns.items() if column not in goals or column in of_year or not of_year}


def _head_text(table: Table, head: Head, column: int) -> str:
    cell = _heading_cell(table.rows, head.end - 1, column)
    return cell.text if cell else ""


def _key(row: dict[Label, Passage]) -> tuple[str, ...]:
    """What tells the project of a row from others: its code, or its name and department."""
    if code := _folded(row, Label.CODE):
        return (code,)
    return _folded(row, Label.NAME), _folded(row, Label.DEPARTMENT)


def _folded(row: dict[Label, Passage], label: Label) -> str:
    return key(row[label].text) if label in row else ""


def _said(row: dict[Label, Passage], label: Label) -> bool:
    return label in row and bool(row[label].text.strip())
