"""Goals that say nothing but the name of their project."""

from __future__ import annotations

from collections.abc import Iterator

from goalint.rules.check import AnyCheck, Hit, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST, READ
from goalint.tree.width import key

_EMPTY = lazy(
    r"(?:确保|保障|保证|完成|做好|开展|实施|推进|推动|用于|主要|支付|按时|按期|及时|顺利|圆满|全面|有效|高效|有序|年内|全年|本年度?"
    r"|工作|项目|任务|经费|资金|费用|支出|开支|进行|正常|需要|需求|所需|相关|各项|活动|专项|补助|补贴|等|的|费)"
)
_MARKS = lazy(r"^[(（]?\d{1,2}[)）.、．]|[，。；、,;.:：“”\"《》（）() ]")


@check("goal-restates-name", given={"project"}, placeholders={"goal", "name"})
def GOAL_RESTATES_NAME(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Goals of a project in which nothing is left when its name and the genre's filler are taken away."""
    project = scope.project
    goals = [goal for goal in project.goals if goal.state is READ]
    name = _stem(project.name.text)
    if not goals or len(name) < 2 or any(goal.state is LOST for goal in project.goals):
        return
    if all(_says_nothing(goal.text, name) for goal in goals):
        yield Hit(
            {"goal": "；".join(goal.text for goal in goals), "name": project.name.text},
            field="goals",
            evidence=(*(evidence_of(goal, field="goals") for goal in goals), evidence_of(project.name, field="name")),
        )


def _says_nothing(goal: str, name: str) -> bool:
    stem = _stem(goal)
    return len(stem) >= 2 and stem in name


def _stem(text: str) -> str:
    return _EMPTY.sub("", _MARKS.sub("", key(text)))


SPECS: tuple[AnyCheck, ...] = (GOAL_RESTATES_NAME,)
