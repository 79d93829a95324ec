"""Documents of our own invention, written down in every dialect that converters leave.

One description (`Plan`) is rendered by each of the functions in `DIALECTS`; what a parse of the result must say is
`expected(plan)`, and `said(document)` puts a parsed document into the same terms. All places and names are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from goalint.parser import parse
from goalint.readers.text import read_text
from goalint.tree.code import check_character
from goalint.tree.document import Document, Source
from goalint.tree.width import columns

DEPARTMENT = "209001虚河县水利局本级"
MONTHS = ("3月底", "6月底", "10月底", "12月底")
MERGED = "\0"  # a place that a merged cell to the left or above covers


def code(number: int, year: int = 25) -> str:
    """A code of the division 139921, which does not exist, with its right check character."""
    body = f"139921{year:02d}P{number:09d}01"
    check = check_character(body)
    assert check is not None
    return body + check


@dataclass(frozen=True)
class Row:
    """An indicator."""

    level1: str
    level2: str
    name: str
    description: str
    value: str
    basis: str

    def cells(self) -> tuple[str, ...]:
        """Its cells in the usual order of columns."""
        return (self.level1, self.level2, self.name, self.description, self.value, self.basis)


@dataclass(frozen=True)
class Form:
    """A project."""

    name: str
    code: str
    total: str
    fiscal: str
    other: str
    purpose: str
    schedule: tuple[str, ...]
    goals: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Wording:
    """What the labels are called, in which order the columns stand, and the unit of money."""

    title: str = "{number}.{name}绩效目标表"
    code: str = "项目编码"
    name: str = "项目名称"
    budget: str = "预算规模及资金用途"
    total: str = "预算数"
    fiscal: str = "其中：财政资金"
    other: str = "其他资金"
    schedule: str = "资金支出计划（%）"
    goals: str = "绩效目标"
    columns: tuple[str, ...] = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
    order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    unit: str = "万元"
    merge_level2: bool = False


@dataclass(frozen=True)
class Plan:
    """A document: forms, and the lines of narrative before them."""

    forms: tuple[Form, ...]
    narrative: tuple[str, ...] = ()
    wording: Wording = field(default=Wording())


def table(form: Form, wording: Wording) -> list[list[str]]:
    """The form's rows of cells; a goal ends at a line feed, MERGED stands where a merged cell goes on."""
    rows = [
        [wording.code, form.code, wording.name, form.name],
        [wording.budget, wording.total, form.total, wording.fiscal, form.fiscal, wording.other, form.other],
        [MERGED, form.purpose],
        [wording.schedule, *MONTHS],
        [MERGED, *form.schedule],
        [wording.goals, "\n".join(form.goals)],
        [wording.columns[index] for index in wording.order],
    ]
    above: Row | None = None
    for row in form.rows:
        cells = list(row.cells())
        if above and row.level1 == above.level1:
            cells[0] = MERGED
            if wording.merge_level2 and row.level2 == above.level2:
                cells[1] = MERGED
        rows.append([cells[index] for index in wording.order])
        above = row
    return rows


def titled(number: int, form: Form, wording: Wording) -> str:
    """The title above a form."""
    return wording.title.format(number=number, name=form.name)


def cells_by_line(plan: Plan) -> str:
    """One cell a line behind a tab, rows ended by blank lines: Word files through the usual converters."""
    out = [*plan.narrative, "", " 第二部分", "", "预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        out += [f"[bookmark: _Toc_4_4_{number}]{titled(number, form, plan.wording)}"]
        out += [f"\t{DEPARTMENT}", f"\t单位：{plan.wording.unit}", ""]
        for row in table(form, plan.wording):
            out += [f"\t{'' if cell == MERGED else cell}" for cell in row] + [""]
        out += ["", " "]
    return "\n".join(out) + "\n"


def rows_by_tab(plan: Plan, *, spread: bool = False) -> str:
    """One row a line, cells apart by tabs; `spread` puts blank cells where the wider columns of the grid go on."""
    out = [*plan.narrative, "", "第二部分", "", "预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        out += [titled(number, form, plan.wording), "", DEPARTMENT, "", f"单位：{plan.wording.unit}", ""]
        for index, row in enumerate(table(form, plan.wording)):
            cells = ["" if cell == MERGED else cell.replace("\n", " ") for cell in row]
            if spread and index == 0:
                cells = [cells[0], cells[1], "", cells[2], cells[3], ""]
            elif spread and index in (3, 4):
                cells = [cells[0], *(part for cell in cells[1:] for part in (cell, ""))]
            out.append("\t".join(cells))
        out.append("")
    return "\n".join(out)


def rows_by_tab_spread(plan: Plan) -> str:
    """Rows by tab with the blank cells of a wider grid."""
    return rows_by_tab(plan, spread=True)


def bars(plan: Plan, *, dropped: bool = False) -> str:
    """Markdown; merged places are blank cells, or not there at all."""
    out = [*(part for line in plan.narrative for part in (line, "")), "# 第二部分 预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        out += [f"## {titled(number, form, plan.wording)}", "", f"{DEPARTMENT}　单位：{plan.wording.unit}", ""]
        for index, row in enumerate(table(form, plan.wording)):
            kept = [cell for cell in row if not (dropped and cell == MERGED)]
            cells = ["" if cell == MERGED else cell.replace("\n", "<br>") for cell in kept]
            out.append("| " + " | ".join(cells) + " |")
            if not index:
                out.append("|" + "---|" * 7)
        out.append("")
    return "\n".join(out)


def bars_dropped(plan: Plan) -> str:
    """Markdown whose converter left merged places out."""
    return bars(plan, dropped=True)


def bars_filled_up(plan: Plan) -> str:
    """Markdown whose converter left merged places out and filled rows up at their end."""
    out = [*(part for line in plan.narrative for part in (line, "")), "# 第二部分 预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        out += [titled(number, form, plan.wording), "", f"{DEPARTMENT}　单位：{plan.wording.unit}", ""]
        out += ["|  |  |  |  |  |  |  |", "| --- | --- | --- | --- | --- | --- | --- |"]
        for row in table(form, plan.wording):
            cells = [cell.replace("\n", "<br>") for cell in row if cell != MERGED]
            out.append("| " + " | ".join([*cells, *[""] * (7 - len(cells))]) + " |")
        out.append("")
    return "\n".join(out)


def bars_padded(plan: Plan) -> str:
    """Markdown with a blank of one space for each further column of a merged cell, none for its further rows (markitdown)."""
    out = [*(part for line in plan.narrative for part in (line, "")), "第二部分 预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        out += [*_headed(plan, number, form), "|" + "  |" * 7, "|" + " --- |" * 7]
        for row in table(form, plan.wording):
            cells = [f" {cell.replace(chr(10), ' ')} " for cell in row if cell != MERGED]
            out.append("|" + "|".join([*cells, *[" "] * (7 - len(row))]) + "|")
        out.append("")
    return "\n".join(out)


def _headed(plan: Plan, number: int, form: Form) -> list[str]:
    return [titled(number, form, plan.wording), "", DEPARTMENT, "", f"单位：{plan.wording.unit}", ""]


def tags(plan: Plan) -> str:
    """Markdown with tables as tags, for the sake of merged cells."""
    out = [*(part for line in plan.narrative for part in (line, "")), "# 第二部分 预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        rows = table(form, plan.wording)
        out += [*_headed(plan, number, form), "<table>"]
        for index, row in enumerate(rows):
            out.append("<tr>")
            for column, cell in enumerate(row):
                if cell == MERGED:
                    continue
                down = 1
                while index + down < len(rows) and column < len(rows[index + down]) and rows[index + down][column] == MERGED:
                    down += 1
                over = f' rowspan="{down}"' if down > 1 else ""
                out.append(f"<td{over}>{cell.replace(chr(10), '<br>')}</td>")
            out.append("</tr>")
        out += ["</table>", ""]
    return "\n".join(out)


def drawn(plan: Plan) -> str:
    """Tables drawn with + and -: a row's last cell goes on to the right edge, a merged one down through the rules."""
    out = [*(part for line in plan.narrative for part in (line, "")), "第二部分 预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        rows = [[cell.split("\n") for cell in row] for row in table(form, plan.wording)]
        count = max(map(len, rows))
        widths = [
            2 + max(_shown(line) for row in rows if column < len(row) - (len(row) < count) for line in row[column])
            for column in range(count)
        ]
        for row in rows:
            room = sum(widths[len(row) - 1 :]) + count - len(row)
            widths[-1] += max(0, 2 + max(map(_shown, row[-1])) - room)
        out += _headed(plan, number, form)
        for row in rows:
            out.append(_rule(widths, row))
            for line in range(max(map(len, row))):
                texts = [cell[line] if line < len(cell) and cell != [MERGED] else "" for cell in row]
                spans = [*widths[: len(row) - 1], sum(widths[len(row) - 1 :]) + count - len(row)]
                cells = (f" {text}{' ' * (width - 1 - _shown(text))}" for text, width in zip(texts, spans, strict=True))
                out.append(f"|{'|'.join(cells)}|")
                if line + 1 < max(map(len, row)):
                    out.append(f"|{'|'.join(' ' * width for width in spans)}|")
        out += [_rule(widths, ()), ""]
    return "\n".join(out)


def under_dashes(plan: Plan) -> str:
    """Columns under dashes, rows apart by blank lines between edges (pandoc, from Word); merged places are blank."""
    out = [*(part for line in plan.narrative for part in (line, "")), "第二部分 预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        rows = [[("" if cell == MERGED else cell).replace("\n", "") for cell in row] for row in table(form, plan.wording)]
        rows = [[*row, *[""] * (7 - len(row))] for row in rows]
        widths = [max(3, *(_shown(row[column]) for row in rows)) for column in range(7)]
        lines = [
            "  " + " ".join(cell + " " * (width - _shown(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        edge = "  " + "-" * (sum(widths) + 6)
        out += [*_headed(plan, number, form), edge, lines[0], "  " + " ".join("-" * width for width in widths)]
        for line in lines[1:]:
            out += [line.rstrip(), ""]
        out[-1] = edge
        out.append("")
    return "\n".join(out)


def _shown(text: str) -> int:
    """How wide pandoc takes a text to be: ≥ and its like are narrow."""
    return columns(text) - sum(character in "≥≤“”‘’…—①②" for character in text)


def _rule(widths: Sequence[int], row: Sequence[Sequence[str]]) -> str:
    covered = [column < len(row) and row[column] == [MERGED] for column in range(len(widths))]
    parts = ((" " if inside else "-") * width for inside, width in zip(covered, widths, strict=True))
    return f"{'|' if covered[0] else '+'}{'+'.join(parts)}+"


def open_bars(plan: Plan) -> str:
    """One row a line with bars between cells only, and a merged cell's text at each of its places (python-docx)."""
    out = [*plan.narrative, "第二部分", "预算项目绩效目标"]
    for number, form in enumerate(plan.forms, 1):
        out += [*_headed(plan, number, form)[::2]]
        above: list[str] = []
        for row in table(form, plan.wording):
            cells = [above[column] if cell == MERGED else cell for column, cell in enumerate(row)]
            above = [*cells, *[cells[-1]] * (7 - len(cells))]
            out.append(" | ".join(above))
        out.append("")
    return "\n".join(out)


_PRINT = (10, 10, 12, 22, 12, 12)


def wrap(text: str, width: int) -> list[str]:
    """Text cut into lines of so many half-width columns, numbers and Latin words kept whole."""
    lines, line, index = [], "", 0
    while index < len(text):
        end = index + 1
        while end < len(text) and text[index].isascii() and text[end].isascii():
            end += 1
        word = text[index:end]
        if line and columns(line + word) > width:
            lines.append(line)
            line = ""
        line += word
        index = end
    return [*lines, line]


def printed(plan: Plan) -> str:
    """The text of a PDF: no cell marks, cells wrapped in their columns, white space around wrapped cells."""
    out = [*plan.narrative, " 第二部分", "", "预算项目绩效目标"]
    for number, form in enumerate(plan.forms, 1):
        wording = plan.wording
        out += [f" {titled(number, form, wording)}", f"{DEPARTMENT} 单位：{wording.unit}", ""]
        out += [wording.code, form.code[:20], form.code[20:], "", f"{wording.name} {form.name}", ""]
        out += [*wrap(wording.budget, 12), "", f"{wording.total} {form.total}", *wrap(wording.fiscal, 12), ""]
        out += [f"{form.fiscal} {wording.other} {form.other}".rstrip(), "", *wrap(form.purpose, 60), ""]
        out += [*wrap(wording.schedule, 12), "", " ".join(MONTHS), "", " ".join(form.schedule), "", wording.goals]
        out += [line for goal in form.goals for line in wrap(goal, 60)] + [""]
        for row in table(form, wording)[6:]:
            out += _printed_row([("" if cell == MERGED else cell) for cell in row], [_PRINT[index] for index in wording.order])
        out.append(f"\n\n\n{number}\n")
    return "\n".join(out)


def _printed_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    out: list[str] = []
    line: list[str] = []
    for cell, width in zip(cells, widths, strict=True):
        if not cell:
            continue
        lines = wrap(cell, width)
        if len(lines) == 1:
            line.append(cell)
            continue
        out += [" ".join(line)] if line else []
        out += [*lines, ""]
        line = []
    return [*out, " ".join(line), ""] if line else out


def lines_only(plan: Plan) -> str:
    """One cell a line and nothing to mark it; blank cells leave no trace."""
    out = [*plan.narrative, "", "第二部分", "预算项目绩效目标", ""]
    for number, form in enumerate(plan.forms, 1):
        out += [titled(number, form, plan.wording), DEPARTMENT, f"单位：{plan.wording.unit}", ""]
        for row in table(form, plan.wording):
            out += [cell for cell in row if cell and cell != MERGED] + [""]
    return "\n".join(out)


DIALECTS: dict[str, Callable[[Plan], str]] = {
    "cells by line": cells_by_line,
    "rows by tab": rows_by_tab,
    "rows by tab, spread": rows_by_tab_spread,
    "bars": bars,
    "bars, merged cells dropped": bars_dropped,
    "bars, filled up": bars_filled_up,
    "bars, padded": bars_padded,
    "bars between cells": open_bars,
    "tags": tags,
    "drawn": drawn,
    "under dashes": under_dashes,
    "printed": printed,
    "lines only": lines_only,
}
# Where every cell has its own place, blank ones too.
GRIDS = ("cells by line", "rows by tab", "rows by tab, spread", "bars", "bars, merged cells dropped")


def parsed(text: str) -> Document:
    """The document that a text file with this content says."""
    blocks = read_text(text.encode("utf-8"))
    return parse(blocks, Source("test.txt", blocks.format, ""))


def expected(plan: Plan) -> list[dict[str, Any]]:
    """What a parse of the plan must say of its projects."""
    factor = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}[plan.wording.unit]
    return [
        {
            "part": "预算项目绩效目标",
            "seq": number,
            "title": titled(number, form, plan.wording),
            "department": ("209001", "虚河县水利局本级"),
            "code": form.code,
            "name": form.name,
            "unit": plan.wording.unit,
            "budget": tuple(Decimal(amount) * factor if amount else None for amount in (form.total, form.fiscal, form.other)),
            "purpose": form.purpose,
            "schedule": [(month, text) for month, text in zip((3, 6, 10, 12), form.schedule, strict=True)],
            "goals": list(form.goals),
            "rows": [row.cells() for row in form.rows],
        }
        for number, form in enumerate(plan.forms, 1)
    ]


def said(document: Document) -> list[dict[str, Any]]:
    """What a parsed document says of its projects, in the terms of `expected`."""
    return [
        {
            "part": project.part,
            "seq": project.seq,
            "title": project.title.text,
            "department": (project.department.code, project.department.name) if project.department else None,
            "code": project.code.text,
            "name": project.name.text,
            "unit": project.unit.text,
            "budget": (project.budget.total.yuan, project.budget.fiscal.yuan, project.budget.other.yuan),
            "purpose": project.budget.purpose.text,
            "schedule": [(point.month, point.field.text) for point in project.schedule],
            "goals": [goal.text for goal in project.goals],
            "rows": [
                (row.level1.text, row.level2.text, row.name.text, row.description.text, row.value.text, row.basis.text)
                for row in project.indicators
            ],
        }
        for project in document.projects
    ]


DREDGING = Form(
    "河道清淤",
    code(1),
    "60.00",
    "50.00",
    "10.00",
    "预算数60万元，其中：财政资金50万元，其他资金10万元。用于北环河和东大渠清淤的机械租赁、淤泥外运和沿岸护栏的修补。",
    ("20%", "60%", "90%", "100%"),
    ("1.汛前完成北环河7公里清淤。", "2.沿河两岸行洪能力恢复到设计标准。"),
    (
        Row("产出指标", "数量指标", "清淤河道长度", "完成清淤的河道长度", "≥12公里", "河道治理实施方案"),
        Row("产出指标", "质量指标", "清淤验收合格率", "验收合格的长度占清淤总长度的比率", "≥98%", "河道治理实施方案"),
        Row("产出指标", "时效指标", "完工时间", "全部河段完工的时间", "5月底前", "河道治理实施方案"),
        Row("产出指标", "成本指标", "每公里清淤成本", "总费用与河道长度之比", "≤5万元/公里", "河道治理实施方案"),
        Row("效益指标", "社会效益指标", "受益人口", "防洪条件改善的村民人数", "≥8600人", "河道治理实施方案"),
        Row("效益指标", "生态效益指标", "水质改善断面数量", "水质提高一个类别的断面", "≥2个", "河道治理实施方案"),
        Row(
            "满意度指标",
            "服务对象满意度指标",
            "沿河居民满意度",
            "问卷中满意和较满意的居民占受访居民的比率",
            "≥90%",
            "河道治理实施方案",
        ),
    ),
)
PUMPS = Form(
    "防汛物资购置",
    code(2),
    "18.50",
    "18.50",
    "",
    "用于购置抢险水泵和照明设备。",
    ("0%", "80%", "100%", "100%"),
    ("1.补足县级防汛物资。", "2.物资存入县级防汛仓库。", "3.物资随时可以调用。"),
    (
        Row("产出指标", "数量指标", "购置水泵数量", "实际入库的水泵", "=10台", "政府采购合同"),
        Row("产出指标", "数量指标", "购置照明设备数量", "实际入库的照明设备", "≥40套", "政府采购合同"),
        Row("产出指标", "质量指标", "物资验收合格率", "验收合格的物资占购置物资的比率", "≥99%", "政府采购合同"),
        Row("产出指标", "成本指标", "水泵单价", "每台水泵的购置费用", "≤9500元/台", "政府采购合同"),
        Row("效益指标", "可持续影响指标", "水泵使用年限", "正常养护下的使用时间", "≥8年", "政府采购合同"),
        Row("满意度指标", "服务对象满意度指标", "防汛人员满意度", "满意的防汛人员占受访人员的比率", "≥90%", "政府采购合同"),
    ),
)
BLANKS = Form(
    "节水宣传",
    code(3),
    "3.00",
    "3.00",
    "",
    "用于印制宣传册。",
    ("20%", "", "", "100%"),
    ("1.印制并发放节水宣传册。",),
    (
        Row("产出指标", "数量指标", "宣传册印数", "", "≥2000册", ""),
        Row("产出指标", "质量指标", "错字率", "宣传册错字的比率", "", "印刷合同"),
        Row("效益指标", "社会效益指标", "节水知晓率", "", "≥85%", ""),
        Row("满意度指标", "服务对象满意度指标", "读者满意度", "受访读者的满意度", "满意", ""),
    ),
)
