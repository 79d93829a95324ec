"""How many indicators the narrative claims for a project against how many its table has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Item, Project
from goalint.tree.numerals import CHINESE_NUMERAL, number_of
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST, READ, Text, text_of
from goalint.tree.width import key, narrow

# 下设9个二、三级指标, 设置绩效指标12个, 三级指标共10项. 个一级指标 after a list of names is no claim of rows.
_LEVEL = r"(?:[一二三][、和及]?级?[、和及]?)*级"
_COUNT = rf"(\d{{1,3}}|{CHINESE_NUMERAL})\s*(?:个|项|条)"
_COUNTED = rf"\s*({_LEVEL})?\s*(?:绩效|考核|具体)?指标(?!值)"
_BEFORE = lazy(_COUNT + _COUNTED)
_MAYBE_BEFORE = lazy("[个项条]" + _COUNTED)  # patterns begin with what is rare
# 数量指标共3个 speaks of one category.
_AFTER = lazy(rf"(?<![量效本益响度出果])({_LEVEL})?(?:绩效|考核)?指标\s*(?:共计|共有|合计|共)?\s*{_COUNT}")
_MAYBE_AFTER = lazy(rf"指标\s*(?:共计|共有|合计|共)?\s*{_COUNT}")
_SETS = lazy(r"(?:设|共|总|含|包括|分解|细化|确定|制定|编制|选取|建立)[^，。；]{0,24}$")
_OF_ONE = lazy(r"(?:产出|效益|效果|满意度|成本|数量|质量|时效)指标(?:下|中|共|分别|又|再)*(?:设|有|含|包括)[^，。；、]{0,4}$")
_LEVELS = {"一": 1, "二": 2, "三": 3}


class _Claim(NamedTuple):
    """A number of indicators as claimed, the lowest level that it counts (3: rows), and its text."""

    number: int
    level: int
    field: Text


@check("narrative-counts", given={"document"}, placeholders={"item", "stated", "level", "count"})
def NARRATIVE_COUNTS(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """A number of indicators that an item claims and that its project's table does not have; the first for each level."""
    narrative = scope.document.narrative
    for pair in scope.pairing.pairs if narrative is not None else ():
        item = narrative.items[pair.item_index] if narrative is not None else None
        if item is None:
            continue
        project = scope.document.projects[pair.project_index]
        claims = list({(claim.level, claim.number): claim for claim in reversed(list(_claims(item)))}.values())[::-1]
        for claim in claims:
            if sum(other.level == claim.level for other in claims) > 1:
                continue  # parts of a whole: 产出指标4个，效益指标3个
            counted = _counted(project, claim.level)
            if scope.document.rows_lost(pair.project_index) or counted is None:
                why = "表中有指标行没有读到", "rows of the table were not read"
                yield Unchecked(*why, claim.field.location, pair.project_index)
            elif counted and counted != claim.number and claim.number != len(item.targets):
                yield Hit(
                    {
                        "item": item.name.text,
                        "stated": claim.field.text,
                        "level": {1: "一级指标", 2: "二级指标", 3: "三级指标"}[claim.level],
                        "count": str(counted),
                    },
                    field="indicators",
                    location=claim.field.location,
                    evidence=(evidence_of(claim.field),),
                    sure=pair.sure,
                    project_index=pair.project_index,
                )


def _claims(item: Item) -> Iterator[_Claim]:
    """The numbers claimed, in order; for several levels together it is the rows that count."""
    for part in (item.heading, *item.body):
        if "指标" not in part.text:
            continue
        text = narrow(part.text)
        if part.state is not READ or len(text) != len(part.text):
            continue
        found = []
        if _MAYBE_BEFORE.search(text):
            found = [(match.span(), match.group(1), match.group(2)) for match in _BEFORE.finditer(text)]
        if _MAYBE_AFTER.search(text):
            found += [(match.span(), match.group(2), match.group(1)) for match in _AFTER.finditer(text)]
        last = 0
        for (start, end), written, levels in sorted(found, key=lambda one: one[0]):
            before = text[max(0, start - 40) : start]
            number = number_of(written)
            if start < last or number is None or _OF_ONE.search(before):
                continue
            if _SETS.search(text[:start]) or "共" in text[start:end] or "合计" in text[start:end]:
                last = end
                level = max((_LEVELS[sign] for sign in levels or "" if sign in _LEVELS), default=3)
                yield _Claim(int(number), level, text_of(part.passage.slice(start, end)))


def _counted(project: Project, level: int) -> int | None:
    """How many rows, or different categories of a level, the table has; None if some were lost."""
    rows = project.indicators
    if level == 3:
        return len(rows)
    fields = [row.level1 if level == 1 else row.level2 for row in rows]
    if any(field.state is LOST for field in fields):
        return None
    return len({key(field.text) for field in fields if field.text})


SPECS: tuple[AnyCheck, ...] = (NARRATIVE_COUNTS,)
