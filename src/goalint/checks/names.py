"""Names of projects in the narrative against those of the tables: different, without counterpart, in another order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, LexiconName, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence
from goalint.tree.document import Item
from goalint.tree.numerals import number_of
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST
from goalint.tree.width import key

_QUOTES = lazy(r"[“”\"'‘’「」]")
_NUMERAL = lazy(r"第?(\d+|[〇零一二两三四五六七八九十百]+)(个?.?)")
_PLAN = lazy(r"十[一二三四五六七八九]五")  # 十四五 is the name of a plan, no number
# Words of which a name has one or another, and that make it another project.
_CONTRASTS = tuple(
    words.split()
    for words in (
        "新建 改建 扩建 续建 改扩建", "小学 初中 高中 中学 幼儿园", "上半年 下半年", "春季 夏季 秋季 冬季", "上游 中游 下游",
        "城市 农村", "省级 市级 县级 中央", "前期 后期", "东 西 南 北", "甲 乙 丙 丁", "男 女", "a b c d",
        "示范省 示范市 示范县 示范区 示范乡 示范镇 示范村 示范户 示范点 示范园 示范校",
    )
)  # fmt: skip
_BOILERPLATE = lazy(r"(?:专项|项目|工作|经费|资金|费用)+$")
_CLOSE = 2


@check("narrative-names", given={"document"}, placeholders={"item", "table", "ours", "theirs"})
def NARRATIVE_NAMES(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """An item and its project whose names have other ordinals, numbers or years, or opposite words."""
    narrative = scope.document.narrative
    for pair in scope.pairing.pairs if narrative is not None else ():
        item = narrative.items[pair.item_index] if narrative is not None else None
        project = scope.document.projects[pair.project_index]
        differing = _difference(item.name.text, project.name.text) if item is not None else None
        if item is not None and differing is not None:
            yield Hit(
                {"item": item.name.text, "table": project.name.text, "ours": differing[0], "theirs": differing[1]},
                field="name",
                location=item.name.location,
                evidence=(evidence_of(item.name), evidence_of(project.name, field="name")),
                sure=pair.sure,
                project_index=pair.project_index,
            )


def _difference(ours: str, theirs: str) -> tuple[str, str] | None:
    """What the one has where the other has something else; what one of them merely leaves out is no difference."""
    if key(ours) == key(theirs):
        return None
    first, second = _numbers(ours), _numbers(theirs)
    for unit, values in first.items():
        others = second.get(unit)
        if others is not None and not (set(values) <= set(others) or set(others) <= set(values)):
            mine = next(written for value, written in values.items() if value not in others)
            return mine, next(written for value, written in others.items() if value not in values)
    left, right = (_BOILERPLATE.sub("", key(name)) for name in (ours, theirs))
    for words in _CONTRASTS:
        one = [word for word in words if word in left and word not in right]
        other = [word for word in words if word in right and word not in left]
        if len(one) == len(other) == 1 and left.replace(one[0], "#") == right.replace(other[0], "#"):
            return one[0], other[0]
    return None


def _numbers(name: str) -> dict[str, dict[str, str]]:
    """The numbers of a name by the word after them: 届 → 八, 次 → 三; years short and long are the same."""
    out: dict[str, dict[str, str]] = {}
    for match in _NUMERAL.finditer(_QUOTES.sub("", key(name))):
        value, unit = number_of(match.group(1)), match.group(2)
        if _PLAN.fullmatch(match.group(1)):
            out.setdefault("五年规划", {})[match.group(1)] = match.group(1)
        elif value is not None:
            if unit in ("年", "-") and value < 100 and match.group(1).isdigit():
                value += 2000
            out.setdefault(unit, {})[str(value)] = match.group().rstrip("-")
    return out


class Unpaired(NamedTuple):
    """`running` are names of items that never have a table: pay and office costs. `side` is item or project."""

    running: LexiconName
    side: str


@check("unpaired-names", given={"document"}, params=Unpaired, placeholders={"name"})
def UNPAIRED_NAMES(scope: Scope, params: Unpaired) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """An item without a table, or a table without an item, where the narrative goes project by project."""
    document, narrative = scope.document, scope.document.narrative
    if narrative is None:
        return
    running = scope.lexicon(params.running)
    found = scope.pairing
    paired_items = {pair.item_index for pair in found.pairs} | set(found.ambiguous)
    paired_projects = {pair.project_index for pair in found.pairs} | set(found.contested)
    wanted = [
        index
        for index, item in enumerate(narrative.items)
        if index in paired_items or not running.has(item.name.text) and _is_project(item)
    ]
    # A narrative of duties pairs by chance, if at all: nothing follows from what is left over.
    if not paired_items or 2 * len(paired_items) < len(wanted) or 2 * len(paired_projects) < len(document.projects):
        return
    if any(project.name.state is LOST for project in document.projects):
        if len(paired_items) < len(wanted):
            yield Unchecked("有项目名称没有读到，无法与文字部分对应", "a project's name was not read")
        return
    left_items = [index for index in wanted if index not in paired_items]
    left_projects = [index for index in range(len(document.projects)) if index not in paired_projects]
    # With something left on both sides it may be one project under two names.
    sure = Confidence.MEDIUM if left_items and left_projects else Confidence.HIGH
    if params.side == "item":
        for index in left_items:
            item = narrative.items[index]
            name = item.name if item.name.text else item.goal
            yield Hit({"name": name.text}, location=item.location, evidence=(evidence_of(name),), sure=sure)
        return
    for index in left_projects:
        project = document.projects[index]
        if project.name.text and not running.has(project.name.text):
            yield Hit({"name": project.name.text}, field="name", sure=sure, project_index=index)


def _is_project(item: Item) -> bool:
    """The item speaks of money or measures: a mere duty has neither."""
    return bool(item.targets) or item.amount is not None or bool(item.schedule)


@check("narrative-order", given={"document"}, placeholders={"item", "before"})
def NARRATIVE_ORDER(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """The first item whose table stands before that of the item ahead of it."""
    narrative, pairs = scope.document.narrative, scope.pairing.pairs
    if narrative is None or len(pairs) <= _CLOSE:
        return
    for one, following in pairwise(pairs):
        if following.project_index < one.project_index:
            item, ahead = narrative.items[following.item_index], narrative.items[one.item_index]
            yield Hit({"item": item.name.text, "before": ahead.name.text}, evidence=(evidence_of(item.name),))
            return


SPECS: tuple[AnyCheck, ...] = (
    NARRATIVE_NAMES,
    UNPAIRED_NAMES,
    NARRATIVE_ORDER,
)
