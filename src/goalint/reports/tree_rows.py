"""The tree as rows of a table, one an indicator with its project: what goes into CSV and workbooks, and can be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goalint.reports import words
from goalint.reports.tree_json import number
from goalint.reports.width import shown
from goalint.tree.document import Document, Indicator, Project
from goalint.tree.money import Money
from goalint.tree.text import LOST, Text


class Column(NamedTuple):
    """A heading in both languages, the width of its column in half-width characters, and whether it holds amounts in yuan."""

    zh: str
    en: str
    width: int
    amount: bool = False


# The Chinese headings are labels that goalint itself knows.
_PROJECT = (
    Column("文件", "file", 18),
    Column("序号", "seq", 6),
    Column("预算单位", "department", 20),
    Column("项目编码", "code", 24),
    Column("项目名称", "name", 24),
    Column("预算数（元）", "total (yuan)", 14, True),
    Column("财政资金（元）", "fiscal (yuan)", 14, True),
    Column("其他资金（元）", "other (yuan)", 14, True),
    Column("资金用途", "purpose", 30),
)
_GOALS = Column("年度绩效目标", "goals", 36)
_INDICATOR = (
    Column("一级指标", "level1", 12),
    Column("二级指标", "level2", 16),
    Column("三级指标", "indicator", 22),
    Column("绩效指标描述", "description", 28),
    Column("指标值", "value", 14),
    Column("指标值确定依据", "basis", 22),
    Column("位置", "location", 20),
)
_MONTH_WIDTH = 8
_AFTER_DECEMBER = 13


def columns(documents: Sequence[Document]) -> list[Column]:
    """The columns of the table; the points of the schedules are those that the documents have."""
    return [*_PROJECT, *(Column(label, label, _MONTH_WIDTH) for label in _months(documents).values()), _GOALS, *_INDICATOR]


def rows(documents: Sequence[Document], lang: str) -> Iterator[list[str]]:
    """A row an indicator; one for a project without any."""
    months = tuple(_months(documents))
    for document in documents:
        for project in document.projects:
            before = [document.source.path, *_of_project(project, document, lang)]
            before += [_point(project, month, lang) for month in months]
            before.append("\n".join(_text(goal, lang) for goal in project.goals))
            for indicator in project.indicators:
                yield [*before, *_of_indicator(indicator, lang)]
            if not project.indicators:
                yield [*before, *[""] * (len(_INDICATOR) - 1), words.place(project.location, lang)]


def unread_rows(documents: Sequence[Document], lang: str) -> list[list[str]]:
    """What was not understood: file, place, reason."""
    return [
        [document.source.path, words.place(entry.location, lang), entry.why(lang)]
        for document in documents
        for entry in document.not_read
    ]


def _months(documents: Sequence[Document]) -> dict[int | str, str]:
    """The points of all schedules, months in the order of the year, with the label that was seen first."""
    found: dict[int | str, str] = {}
    for document in documents:
        for project in document.projects:
            for point in project.schedule:
                found.setdefault(point.month or point.label, shown(point.label))
    return dict(sorted(found.items(), key=lambda item: item[0] if isinstance(item[0], int) else _AFTER_DECEMBER))


def _of_project(project: Project, document: Document, lang: str) -> list[str]:
    department = project.department or document.department
    budget = project.budget
    return [
        str(project.seq),
        f"{department.code or ''}{department.name}" if department else "",
        _text(project.code.field, lang),
        _text(project.name, lang),
        *(_money(amount, lang) for amount in (budget.total, budget.fiscal, budget.other)),
        _text(budget.purpose, lang),
    ]


def _of_indicator(indicator: Indicator, lang: str) -> list[str]:
    fields = (indicator.level1, indicator.level2, indicator.name, indicator.description, indicator.value.field, indicator.basis)
    return [*(_text(field, lang) for field in fields), words.place(indicator.location, lang)]


def _point(project: Project, month: int | str, lang: str) -> str:
    return next((_text(point.field, lang) for point in project.schedule if (point.month or point.label) == month), "")


def _money(amount: Money, lang: str) -> str:
    """The amount in yuan; as it is written where it is none."""
    return number(amount.yuan) or _text(amount.field, lang)


def _text(field: Text, lang: str) -> str:
    return words.pick(lang, "〔转换时丢失〕", "[lost in conversion]") if field.state is LOST else field.text
