"""The fixed words of the reports for people, in Chinese and English."""

from __future__ import annotations

from goalint.findings import ProjectRef, Severity, State
from goalint.reports.width import shown
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence
from goalint.tree.location import Location

_SEVERITY = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("提示", "info"),
}
_STATE = {
    State.STILL: ("仍在", "still there"),
    State.NEW: ("新出现", "new"),
    State.FIXED: ("已改好", "fixed"),
}
_CONFIDENCE = {
    Confidence.HIGH: ("高", "high"),
    Confidence.MEDIUM: ("中", "medium"),
    Confidence.LOW: ("低", "low"),
}
_PROFILE = {
    Profile.SELF_CHECK: "自查",
    Profile.SUBMIT: "送审",
    Profile.REVIEW: "审核",
}
_CATEGORY = {
    "reading": "读取",
    "structure": "结构",
    "classification": "归类",
    "value": "指标值",
    "direction": "方向",
    "schedule": "支出计划",
    "budget": "预算",
    "consistency": "一致性",
    "duplication": "重复",
    "code": "编码",
    "date": "日期",
    "text": "文字",
}
# The names that the forms themselves give to their fields.
_FIELD = {
    "value": ("指标值", "value"),
    "description": ("绩效指标描述", "description"),
    "basis": ("指标值确定依据", "basis"),
    "level1": ("一级指标", "level 1"),
    "level2": ("二级指标", "level 2"),
    "first": ("一级指标", "level 1"),
    "category": ("二级指标", "level 2"),
    "code": ("项目编码", "code"),
    "unit": ("单位", "unit"),
    "total": ("预算数", "total"),
    "fiscal": ("财政资金", "fiscal funds"),
    "other": ("其他资金", "other funds"),
    "purpose": ("资金用途", "purpose"),
    "schedule": ("资金支出计划", "schedule"),
    "points": ("资金支出计划", "schedule"),
    "goal": ("绩效目标", "goal"),
    "goals": ("绩效目标", "goals"),
    "amount": ("金额", "amount"),
    "title": ("标题", "title"),
    "indicators": ("绩效指标", "indicators"),
    "department": ("预算单位", "department"),
    "fiscal_year": ("预算年度", "fiscal year"),
}


def pick(lang: str, zh: str, en: str) -> str:
    """The wording in the language of the report."""
    return en if lang == "en" else zh


def severity(grade: Severity, lang: str) -> str:
    """错误, 警告, 提示."""
    return pick(lang, *_SEVERITY[grade])


def state(which: State, lang: str) -> str:
    """仍在, 新出现, 已改好."""
    return pick(lang, *_STATE[which])


def unsettled(lang: str) -> str:
    """What is said of findings of which nobody knows whether they are fixed."""
    return pick(lang, "没能复查", "not looked at again")


def confidence(grade: Confidence, lang: str) -> str:
    """高, 中, 低."""
    return pick(lang, *_CONFIDENCE[grade])


def stage(which: Profile, lang: str) -> str:
    """自查, 送审, 审核."""
    return pick(lang, _PROFILE[which], str(which))


def profile(which: Profile, lang: str) -> str:
    """自查（self-check）, 送审（submit）, 审核（review）: both what it is and how an option names it."""
    return pick(lang, f"{_PROFILE[which]}（{which}）", str(which))


def category(name: str, lang: str) -> str:
    """A category of rules; its own name where it has no Chinese one."""
    return pick(lang, _CATEGORY.get(name, name), name)


def field(path: str | None, lang: str, *, of_indicator: bool) -> str:
    """What the form calls the field (value.text, project.budget.total …); empty where it has no name."""
    parts = (path or "").split(".")
    if parts[-1] == "name" and len(parts) == 1:
        return pick(lang, *(("三级指标", "indicator") if of_indicator else ("名称", "name")))
    if not parts[-1].isascii():
        return parts[-1]  # the form's own label: schedule.3月底
    for part in reversed(parts):
        if part in _FIELD:
            return pick(lang, *_FIELD[part])
    return ""


def project(which: ProjectRef, lang: str) -> str:
    """项目 3  13990024P00000000003X  库房维修费, as far as the form says so."""
    return "  ".join(
        part for part in (pick(lang, "项目", "project") + f" {which.seq}", shown(which.code), shown(which.name)) if part
    )


def place(location: Location, lang: str) -> str:
    """The place as a person would say it: 第106行, 第12段, 第3页表2第5行; empty if nothing is known."""
    zh: list[str] = []
    en: list[str] = []
    if location.sheet is not None:
        zh.append(f"工作表“{location.sheet}”")
        en.append(f"sheet “{location.sheet}”")
    if location.page is not None:
        zh.append(f"第{location.page}页")
        en.append(f"page {location.page}")
    if location.line is not None and location.table is None:
        counted = ("段", "paragraph") if location.is_paragraph else ("行", "line")
        zh.append(f"第{location.line}{counted[0]}")
        en.append(f"{counted[1]} {location.line}")
    if location.table is not None:
        zh.append(f"表{location.table}")
        en.append(f"table {location.table}")
    if isinstance(location.cell, str):
        zh.append(location.cell)
        en.append(location.cell)
    else:
        if location.row is not None:
            zh.append(f"第{location.row}行")
            en.append(f"row {location.row}")
        if location.cell is not None:
            zh.append(f"第{location.cell}格")
            en.append(f"cell {location.cell}")
    if location.line is not None and location.table is not None:  # a page's source: who looks at the page counts cells
        zh.append(f"（源码第{location.line}行）")
        en.append(f"source line {location.line}")
    return pick(lang, "".join(zh), ", ".join(en))


def counted(number: int, zh: str, en: str, lang: str) -> str:
    """“3 个文件” or “3 files”; `zh` is measure word and noun, `en` the singular."""
    return pick(lang, f"{number} {zh}", f"{number} {en}{'' if number == 1 else 's'}")
