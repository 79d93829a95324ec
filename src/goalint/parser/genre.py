"""Forms that look like a 绩效目标表 and are none: those of later stages, and templates that nobody has filled in."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.form import Form
from goalint.parser.labels import Label
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.width import key

# What only the forms of a later stage have cells for (domain §1.1 F-EVAL, §2).
_SIGNS: dict[str, str] = {
    "self-evaluation": "实际完成值 全年实际值 全年完成值 实际完成情况 年度实际完成值 实际完成指标值 完成值 实际值 自评得分"
    " 自评分 得分"
    " 全年执行数 执行率 预算执行率 预算执行数 未完成原因分析 偏差原因分析 偏差原因分析及改进措施 偏差原因及改进措施"
    " 未完成原因和改进措施 未完成原因及改进措施 指标完成情况",
    "monitoring": "全年预计完成情况 全年预计完成值 预计全年完成情况 完成可能性 完成目标可能性 监控得分 监控情况 预警级别",
}
_SIGN_OF = {key(word): genre for genre, words in _SIGNS.items() for word in words.split()}
_IN_BRACKETS = lazy(r"\([^()]{0,20}\)$")
_MONITORED = lazy(r"1-\d{1,2}月(?:执行|完成|实际)")
_TITLES = (
    (lazy("监控"), "monitoring"),
    (lazy("自评"), "self-evaluation"),
    (lazy("评价(?:指标|评分|打分|得分|体系|情况|结果)*表|评分表"), "evaluation"),
)
_EVALUATED = frozenset(("决策", "过程", "投入", "决策指标", "过程指标", "投入指标", "项目决策", "项目过程", "项目管理"))
_DOCUMENTS = (
    (lazy("监控(?:报告|情况)"), "monitoring"),
    (lazy("自评(?:报告|情况)|自评表"), "self-evaluation"),
    (lazy("绩效评价(?:报告|结果)|评价报告"), "evaluation"),
    (lazy("决算"), "final-accounts"),
    (lazy("预算(?:公开|编制说明|说明)|部门预算$|单位预算$"), "budget"),
)
GENRES: dict[str, tuple[str, str]] = {
    "self-evaluation": ("绩效自评", "a self-evaluation"),
    "monitoring": ("绩效运行监控", "performance monitoring"),
    "evaluation": ("绩效评价", "an evaluation"),
    "final-accounts": ("决算", "final accounts"),
    "budget": ("预算公开", "a published budget"),
}
_NAMED = frozenset((Label.NAME, Label.CODE, Label.DEPARTMENT))
_PRINTED = frozenset((Label.FUNDS, Label.AUTHORITY, Label.CARRIER))  # who hands a template out may have filled in
_LINES = 40
_LONGEST_TITLE = 40
_LEAST_SIGNS = 2
_SKELETON = lazy(r"(?:(?:指标|目标|任务)?\d{0,2}[:：]?|[.…·、*x×/_\-—]+|20xx年?度?)")
_PLACEHOLDER = lazy(r"[≥≤><=＝≧≦]*(?:[*＊x×_]{1,4}|\.{2,}|…+)[^\d]{0,6}")


def sign_in(text: str) -> str | None:
    """The genre that a cell gives away, if it is the head of something that only that genre has."""
    folded = key(text)
    if folded[-1:] == ")":
        folded = _IN_BRACKETS.sub("", folded)
    return _SIGN_OF.get(folded) or ("monitoring" if folded[:2] == "1-" and _MONITORED.match(folded) else None)


def genre_of(form: Form) -> str | None:
    """The genre of a form that sets no goals; None for one that does."""
    title = key(form.title.text) if form.title else ""
    for pattern, genre in _TITLES:
        if pattern.search(title):
            return genre
    if "monitoring" in form.signs:
        return "monitoring"
    if len(form.signs.get("self-evaluation", ())) >= _LEAST_SIGNS:
        evaluated = any(key(row.cells[Label.LEVEL1].text) in _EVALUATED for row in form.rows if Label.LEVEL1 in row.cells)
        return "evaluation" if evaluated else "self-evaluation"
    return None


def genre_of_document(lines: Sequence[str]) -> str | None:
    """The genre that a document without forms names in one of its first lines."""
    for line in lines[:_LINES]:
        text = key(line)
        if len(text) > _LONGEST_TITLE or text.endswith(("。", "；", "，")):
            continue
        for pattern, genre in _DOCUMENTS:
            if pattern.search(text):
                return genre
    return None


def is_skeleton(text: str) -> bool:
    """Nothing but what a template prints: 指标1：, ……, ≥**%."""
    folded = key(text)
    return not folded or bool(_SKELETON.fullmatch(folded) or _PLACEHOLDER.fullmatch(folded))


def is_blank(form: Form) -> bool:
    """A template in which nobody has written anything."""
    fields = [value for label, value in form.fields.items() if label not in _PRINTED]
    texts = [*fields, *form.goals, *form.term_goals, *form.purpose, *(value for _, value in form.schedule.values)]
    if form.filled or form.scrambled or not form.columns or not form.seen & _NAMED or not all(map(_nothing, texts)):
        return False
    values = [row.cells[Label.VALUE] for row in form.rows if Label.VALUE in row.cells]
    return all(is_skeleton(value.text) for value in values)


def _nothing(text: Passage) -> bool:
    return all(is_skeleton(word) for word in text.text.split())
