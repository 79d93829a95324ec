"""Writes performance documents of any length for measuring: varied, seeded, all their own.

    python benchmarks/generate.py 100 --dialect lines > 100.txt

`lines` is a Word table saved as text, one cell a line; `rows` has a table row a line, cells apart by tabs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from decimal import Decimal

DIALECTS = ("lines", "rows")
_UNIT = "201001示例市档案馆本级"
_WORKS = "馆藏数字化 库房维修 档案征集 展览布置 安全巡检 设备更新 系统运维 人员培训 资料编印 普法宣传".split()
_WAYS = "专项经费 工作经费 补助资金 服务采购费 维护费".split()
_BASES = ("年度工作计划", "历史标准", "行业标准", "合同约定", "上年实际完成情况")
_SAFEGUARDS = ("完善制度，明确责任，把目标分解到科室", "加快支付进度，按季度通报执行情况", "开展自评，发现问题及时整改")
# Category, names, and values fit for them; one value in eight is taken from another row, so that there is something to find.
_ROWS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("产出指标", "数量指标", ("数字化卷数", "培训人次", "巡检次数", "编印册数"), ("≥2000卷", "≥120人次", "≥12次", "≥800册")),
    ("产出指标", "质量指标", ("验收合格率", "差错率", "修复达标率"), ("≥98%", "≤1%", "≥95%")),
    ("产出指标", "时效指标", ("完成时间", "按期完成率"), ("11月底前", "≥95%")),
    ("产出指标", "成本指标", ("项目总成本", "单卷成本"), ("≤{total}万元", "≤3元")),
    ("效益指标", "社会效益指标", ("利用者增长率", "公众知晓率"), ("≥5%", "≥80%")),
    ("效益指标", "可持续影响指标", ("制度健全程度", "影响年限"), ("健全", "≥3年")),
    ("满意度指标", "服务对象满意度指标", ("查档群众满意度", "参训人员满意度"), ("≥95%", "≥90%")),
)


class Project:
    """What one form says."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self.number = number
        self.name = f"{chance.choice(_WORKS)}{number}{chance.choice(_WAYS)}"
        self.code = f"13028124P{number:011d}{chance.choice('0123456789ABCDEFGHJKLMNPQRTUWXY')}"
        self.total = Decimal(chance.randint(100, 90_000)) / 100
        steps = sorted(chance.sample(range(5, 96), 3))
        self.schedule = [f"{step}%" for step in steps] + ["100%"]
        self.goals = [f"完成{self.name}的年度任务", f"服务水平比上年提高{chance.randint(2, 9)}%"][: chance.randint(1, 2)]
        self.rows: list[tuple[str, str, str, str, str, str]] = []
        for level1, level2, names, values in _ROWS:
            for index in chance.sample(range(len(names)), chance.randint(1, 2)):
                value = values[index] if chance.random() > 0.125 else chance.choice(chance.choice(_ROWS)[3])
                row = (level1, level2, names[index], f"反映{names[index]}", value.format(total=self.total), chance.choice(_BASES))
                self.rows.append(row)

    @property
    def purpose(self) -> str:
        return f"预算数{self.total}万元。其中：财政资金{self.total}万元，其他资金0万元。主要用于：{self.goals[0]}。"


def projects(forms: int, seed: int = 1) -> list[Project]:
    """What so many forms say. The same arguments give the same."""
    chance = random.Random(seed)
    return [Project(chance, number) for number in range(1, forms + 1)]


def document(forms: int, dialect: str, seed: int = 1) -> str:
    """A document with so many forms. The same arguments give the same text."""
    made = projects(forms, seed)
    lines = [*_narrative(made), "第二部分", "", "预算项目绩效目标", ""]
    form = _form_in_lines if dialect == "lines" else _form_in_rows
    for project in made:
        lines += [f"{project.number}.{project.name}绩效目标表", *form(project), ""]
    return "\n".join(lines) + "\n"


def _narrative(made: list[Project]) -> Iterator[str]:
    yield from (
        "第一部分",
        "部门整体绩效目标",
        "",
        "一、总体绩效目标",
        "总体绩效目标：",
        "2024年，收好、管好、用好档案，服务全市工作大局。",
    )
    yield from ("二、分项绩效目标", "分项绩效目标")
    for project in made:
        yield f"{project.number}、{project.name}绩效目标项目"
        yield f"绩效目标：{project.goals[0]}。"
        name, value = project.rows[0][2], project.rows[0][4]
        yield f"绩效指标：{name}{value}。"
    yield from ("三、工作保障措施", "工作保障措施")
    for index, text in enumerate(_SAFEGUARDS, 1):
        yield f"{index}、{text}。"


def _table(project: Project) -> list[list[str]]:
    """The rows of the form; an empty cell is one that a merged cell above covers."""
    rows = [
        ["项目编码", project.code, "项目名称", project.name],
        ["预算规模及资金用途", "预算数", f"{project.total:.2f}", "其中：财政资金", f"{project.total:.2f}", "其他资金", ""],
        ["", project.purpose],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", *project.schedule],
        ["绩效目标", "".join(f"{index}.{goal}" for index, goal in enumerate(project.goals, 1))],
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ]
    before = ("", "")
    for level1, level2, *rest in project.rows:
        rows.append(["" if level1 == before[0] else level1, "" if (level1, level2) == before else level2, *rest])
        before = (level1, level2)
    return rows


def _form_in_lines(project: Project) -> Iterator[str]:
    yield f"\t{_UNIT}"
    yield "\t单位：万元"
    for row in _table(project):
        yield ""
        yield from (f"\t{cell or ' '}" if cell or index else "\t" for index, cell in enumerate(row))


def _form_in_rows(project: Project) -> Iterator[str]:
    yield from ("", _UNIT, "", "单位：万元", "")
    for row in _table(project):
        yield "\t".join(row) + "\t"


def main() -> None:
    """Write one document to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", type=int)
    parser.add_argument("--dialect", choices=DIALECTS, default="lines")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(document(options.forms, options.dialect, options.seed))


if __name__ == "__main__":
    main()
