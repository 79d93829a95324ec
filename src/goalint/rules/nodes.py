"""The kinds of nodes that a rule can be about, and their fields: the closed list that expressions are typed against."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from goalint.rules.datatypes import NODES, NUMBER, PERCENT, PERCENTS, TEXT, TEXTS, YUAN, Type
from goalint.rules.fields import (
    Field,
    money_fields,
    name_unit_field,
    number,
    or_na,
    plain_field,
    prefixed,
    quantity_fields,
    said,
    text_field,
    unit_field,
)
from goalint.rules.scope import Scope
from goalint.rules.values import LOST, NA, Gap, Range, Value, between
from goalint.tree.code import Shape
from goalint.tree.text import EMPTY, READ, State, Text

# A row that could not be placed may have been any indicator: how many there are is not known then.

# --- document ---------------------------------------------------------------------------------------------------------


def _department(scope: Scope) -> Value:
    department = scope.document.department
    return NA if department is None else department.name


def _department_code(scope: Scope) -> Value:
    department = scope.document.department
    return NA if department is None or department.code is None else department.code


def _overall(scope: Scope) -> Text | None:
    narrative = scope.document.narrative
    return None if narrative is None else narrative.overall


def _items(scope: Scope) -> Value:
    narrative = scope.document.narrative
    return () if narrative is None else narrative.items


_DOCUMENT: dict[str, Field] = {
    "fiscal_year": plain_field(NUMBER, lambda s: number(s.document.fiscal_year), "fiscal_year", "预算年度", "fiscal year"),
    "regime": plain_field(
        Type("enum", source="regime"), lambda s: or_na(s.document.regime), "regime", "指标体系", "regime in force"
    ),
    "department": plain_field(TEXT, _department, "department", "预算单位", "department"),
    "department_code": plain_field(TEXT, _department_code, "department_code", "预算单位代码", "code of the department"),
    "overall": text_field(_overall, "overall", "总体绩效目标", "overall goal"),
    "paragraphs": Field(
        TEXTS,
        lambda s: tuple(map(said, s.document.paragraphs)),
        lambda s: s.document.paragraphs,
        "paragraphs",
        "表外各段文字",
        "paragraphs outside the forms",
    ),
    "sections": plain_field(NODES, lambda s: s.document.sections, "sections", "标题（用 len 计数）", "headings (len)"),
    "items": plain_field(NODES, _items, "items", "分项绩效目标（用 len 计数）", "narrative items (len)"),
    "projects": plain_field(NODES, lambda s: s.document.projects, "projects", "绩效目标表（用 len 计数）", "projects (len)"),
}

# --- project and schedule ---------------------------------------------------------------------------------------------


def _indicators(scope: Scope) -> Value:
    return LOST if scope.document.rows_lost(scope.project_index or 0) else scope.project.indicators


def _goals(scope: Scope) -> tuple[Text, ...]:
    return scope.project.goals


def _points(scope: Scope) -> tuple[Text, ...]:
    return tuple(point.field for point in scope.project.schedule)


def _percents(scope: Scope) -> Value:
    return tuple(
        LOST if point.field.state is State.LOST else NA if point.percent is None else point.percent
        for point in scope.project.schedule
    )


def _counted(wanted: Callable[[Scope], int]) -> Callable[[Scope], Value]:
    """How many points are of a sort, each lost one perhaps being of it too."""

    def get(scope: Scope) -> Decimal | Range:
        sure = wanted(scope)
        return between(Decimal(sure), Decimal(sure + _states(scope).count(State.LOST)))

    return get


def _states(scope: Scope) -> list[State]:
    return [point.field.state for point in scope.project.schedule]


def _filled(scope: Scope) -> int:
    return _states(scope).count(READ)


def _blank(scope: Scope) -> int:
    return _states(scope).count(EMPTY)


def _unreadable(scope: Scope) -> int:
    return sum(point.field.state is READ and point.percent is None for point in scope.project.schedule)


def _last(scope: Scope) -> Value:
    points = _percents(scope)
    return points[-1] if points else NA


def _schedule(prefix: str) -> dict[str, Field]:
    def field(type_: Type, get: Callable[[Scope], Value], zh: str, en: str) -> Field:
        return Field(type_, get, _points, "schedule", zh, en)

    return {
        f"{prefix}points": field(PERCENTS, _percents, "支出计划各时点（%）", "points of the schedule, in percent"),
        f"{prefix}filled": field(NUMBER, _counted(_filled), "填了的时点数", "points that are filled in"),
        f"{prefix}blank": field(NUMBER, _counted(_blank), "空着的时点数", "points that are blank"),
        f"{prefix}unreadable": field(NUMBER, _counted(_unreadable), "填了但不是数的时点数", "points that hold no number"),
        f"{prefix}last": field(PERCENT, _last, "最后一个时点（%）", "the last point, in percent"),
        f"{prefix}labels": field(TEXTS, lambda s: tuple(p.label for p in s.project.schedule), "各时点的名称", "their labels"),
    }


def _code(name: str, type_: Type, take: Callable[[Scope], Value], zh: str, en: str) -> tuple[str, Field]:
    def get(scope: Scope) -> Value:
        state = scope.project.code.field.state
        if state is READ:
            return take(scope)
        return LOST if state is State.LOST else NA

    return f"code.{name}", Field(type_, get, lambda s: (s.project.code.field,), "code", zh, en)


_PROJECT: dict[str, Field] = {
    "name": text_field(lambda s: s.project.name, "name", "项目名称", "name of the project"),
    "title": text_field(lambda s: s.project.title, "title", "表的标题", "title of the form"),
    "unit": text_field(lambda s: s.project.unit, "unit", "金额单位", "unit of the amounts"),
    "part": plain_field(TEXT, lambda s: s.project.part or NA, "part", "所在部分", "part of the document"),
    "seq": plain_field(NUMBER, lambda s: Decimal(s.project.seq), "seq", "部分内的序号", "number within its part"),
    **dict(
        (
            _code("text", TEXT, lambda s: s.project.code.text, "项目编码", "project code"),
            _code("shape", Type("enum", tuple(Shape)), lambda s: s.project.code.shape.value, "编码的样式", "shape of the code"),
            _code("region", TEXT, lambda s: or_na(s.project.code.region), "编码中的区划", "division in the code"),
            _code("year", NUMBER, lambda s: number(s.project.code.year), "编码中的年份", "year in the code"),
            _code("letter", TEXT, lambda s: or_na(s.project.code.letter), "编码中的类别字母", "letter in the code"),
            _code("check", TEXT, lambda s: or_na(s.project.code.check), "编码的校验位", "check character"),
            _code(
                "expected_check",
                TEXT,
                lambda s: or_na(s.project.code.expected_check),
                "推算的校验位",
                "expected check character",
            ),
        )
    ),
    **money_fields(lambda s: s.project.budget.total, "budget.total", "预算数", "budget"),
    **money_fields(lambda s: s.project.budget.fiscal, "budget.fiscal", "财政资金", "fiscal funds"),
    **money_fields(lambda s: s.project.budget.other, "budget.other", "其他资金", "other funds"),
    "budget.sources": plain_field(
        YUAN,
        lambda s: sum((source.yuan or Decimal(0) for source in s.project.budget.sources), Decimal(0)),
        "budget.sources",
        "财政资金、其他资金之外另列的来源合计（元），没有时为0",
        "further sources that the form lists, summed up in yuan; 0 without any",
    ),
    "budget.purpose": text_field(lambda s: s.project.budget.purpose, "budget.purpose", "资金用途", "purpose of the budget"),
    "goals": Field(TEXTS, lambda s: tuple(map(said, _goals(s))), _goals, "goals", "绩效目标", "goals"),
    "indicators": plain_field(NODES, _indicators, "indicators", "绩效指标（用 len 计数）", "indicators (len)"),
    **_schedule("schedule."),
}

# --- indicator, item, target, section ---------------------------------------------------------------------------------


def _first(scope: Scope) -> Value:
    level1 = said(scope.indicator.level1)
    if isinstance(level1, Gap):
        return level1
    return NA if scope.taxonomy is None else or_na(scope.taxonomy.first(level1))


def _category(scope: Scope) -> Value:
    indicator = scope.indicator
    level2 = said(indicator.level2)
    if isinstance(level2, Gap):
        return level2
    return or_na(scope.category_of(indicator))


def _levels(scope: Scope) -> tuple[Text, ...]:
    return (scope.indicator.level1,)


def _categories(scope: Scope) -> tuple[Text, ...]:
    return (scope.indicator.level2,)


_INDICATOR_NAME = text_field(lambda s: s.indicator.name, "name", "三级指标", "name of the indicator")
_INDICATOR: dict[str, Field] = {
    "level1": text_field(lambda s: s.indicator.level1, "level1", "一级指标（原文）", "first level, as written"),
    "level2": text_field(lambda s: s.indicator.level2, "level2", "二级指标（原文）", "second level, as written"),
    "first": Field(
        Type("enum", source="first"),
        _first,
        _levels,
        "level1",
        "一级指标（规范名称）",
        "first level, by the regime",
        follows=True,
    ),
    "category": Field(
        Type("enum", source="second"),
        _category,
        _categories,
        "level2",
        "二级指标（规范名称）",
        "second level, by the regime",
        follows=True,
    ),
    "name": _INDICATOR_NAME,
    "name_unit": name_unit_field(_INDICATOR_NAME),
    "unit": unit_field(lambda s: s.indicator.name, lambda s: s.indicator.value),
    "description": text_field(lambda s: s.indicator.description, "description", "绩效指标描述", "description"),
    "basis": text_field(lambda s: s.indicator.basis, "basis", "指标值确定依据", "basis of the value"),
    **quantity_fields(lambda s: s.indicator.value),
}

_ITEM: dict[str, Field] = {
    "number": plain_field(TEXT, lambda s: or_na(s.item.number), "number", "分项的序号", "number of the item"),
    "name": text_field(lambda s: s.item.name, "name", "分项的名称", "name of the item"),
    **money_fields(lambda s: s.item.amount, "amount", "分项写的金额", "amount stated by the item"),
    "schedule": Field(
        PERCENTS,
        lambda s: LOST if s.item.schedule_text.state is State.LOST else s.item.schedule,
        lambda s: (s.item.schedule_text,),
        "schedule",
        "分项写的支出进度（%）",
        "schedule stated by the item, in percent",
    ),
    "goal": text_field(lambda s: s.item.goal, "goal", "分项的绩效目标", "goal of the item"),
    "targets": plain_field(NODES, lambda s: s.item.targets, "targets", "分项的绩效指标（用 len 计数）", "targets (len)"),
}

_TARGET_NAME = text_field(lambda s: s.target.name, "name", "分项中指标的名称", "name of the target")
_TARGET: dict[str, Field] = {
    "name": _TARGET_NAME,
    "name_unit": name_unit_field(_TARGET_NAME),
    "unit": unit_field(lambda s: s.target.name, lambda s: s.target.value),
    "description": text_field(lambda s: s.target.description, "description", "分项中指标的描述", "description"),
    "category": plain_field(TEXT, lambda s: s.target.category or NA, "category", "分项中指标的类别", "category, as written"),
    **quantity_fields(lambda s: s.target.value),
}

_SECTION: dict[str, Field] = {
    "title": plain_field(TEXT, lambda s: s.section.title or NA, "title", "标题", "heading"),
    "level": plain_field(NUMBER, lambda s: Decimal(s.section.level), "level", "标题的层次", "level of the heading"),
}

_BATCH: dict[str, Field] = {
    "documents": plain_field(NODES, lambda s: s.documents, "documents", "一同检查的文件（用 len 计数）", "documents (len)"),
}

_IN_DOCUMENT = prefixed("document", _DOCUMENT)
_IN_PROJECT = prefixed("project", _PROJECT)

FIELDS: dict[str, dict[str, Field]] = {
    "document": _DOCUMENT,
    "section": _SECTION | _IN_DOCUMENT,
    "item": _ITEM | _IN_DOCUMENT,
    "target": _TARGET | prefixed("item", _ITEM) | _IN_DOCUMENT,
    "project": _PROJECT | _IN_DOCUMENT,
    "schedule": _schedule("") | _IN_PROJECT | _IN_DOCUMENT,
    "indicator": _INDICATOR | _IN_PROJECT | _IN_DOCUMENT,
    "batch": _BATCH,
}

_WHOLES = {
    "schedule": ("支出计划", "the schedule"),
    "value": ("指标值", "the value"),
    "code": ("项目编码", "the project code"),
    "level1": ("一级指标", "the first level"),
    "level2": ("二级指标", "the second level"),
    "indicators": ("绩效指标", "the indicators"),
}


def what_is(field: Field, lang: str = "zh") -> str:
    """What the field belongs to on the form, for people: 支出计划 for each of its points and counts."""
    zh, en = _WHOLES.get(field.blame.rsplit(".", 1)[-1], (field.zh.split("（")[0], field.en.split(",")[0]))
    return zh if lang == "zh" else en
