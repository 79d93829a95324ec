"""Whether an indicator's words belong to the second-level category it stands under (domain B03–B10)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, check, evidence_of
from goalint.rules.lexicon import Classifier
from goalint.rules.scope import Scope
from goalint.tree.document import Indicator
from goalint.tree.pattern import lazy
from goalint.tree.units import Kind
from goalint.tree.width import key

_BRACKET = lazy(r"[（(][^（）()]*[）)]$")
# A value can show a category as well as a word: a date is a matter of time, money one of cost.
_SHOWN_BY_VALUE = {
    "时效指标": frozenset((Kind.DATE, Kind.DURATION)),
    "成本指标": frozenset((Kind.MONEY,)),
    "经济成本指标": frozenset((Kind.MONEY,)),
    "数量指标": frozenset((Kind.COUNT,)),
    "经济效益指标": frozenset((Kind.MONEY,)),
}
_EVERY = ("/日", "/天", "/周", "/月", "/季", "/季度", "/年")  # 1次/月 tells when
# Where a value cannot be what the category asks for, it tells what the row is about. 数量 with a sum of money may be
# a subsidy paid out.
_TOLD_BY_VALUE = {
    ("数量指标", Kind.DATE): "时效指标",
    ("质量指标", Kind.DATE): "时效指标",
    ("质量指标", Kind.MONEY): "成本指标",
}
# Kinds of cost are one kind as against amounts, qualities and times.
_SAME_HEAD = {"经济成本指标": "成本指标"}
_BENEFITS = frozenset(("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"))
_CEILING = frozenset(("≤", "<"))
_IN_TIME = lazy(r"(?:按[时期]|如期|准时|限时)[^及和与、，]{0,8}(?:率|比例|程度|情况)$")  # 按时到货率


class CategoryFit(NamedTuple):
    """`words` tells what shows at least something of a category; `marks` what belongs to one beyond doubt.

    `heads` are the ends of names that decide among the kinds of output, unless the name holds a word of `core` for the
    category it stands under. `must_show` are categories under which an indicator has to show something of its own; under
    the others only another category's mark or head speaks against it. `deciding` are categories whose mark decides
    whatever else is said. `borne` tells of costs that others bear, so that less of them is a benefit.
    """

    words: ClassifierName
    marks: ClassifierName
    heads: ClassifierName
    core: ClassifierName
    borne: LexiconName
    must_show: tuple[str, ...]
    deciding: tuple[str, ...] = ()


@check("category-fit", given={"indicator"}, params=CategoryFit, placeholders={"category", "other", "shown"})
def CATEGORY_FIT(scope: Scope, params: CategoryFit) -> Sequence[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Raise an indicator whose words show another category and nothing of its own, or nothing where they must."""
    indicator = scope.indicator
    category = scope.category_of(indicator)
    words, marks = scope.classifier(params.words), scope.classifier(params.marks)
    if category is None or category not in words.classes:
        return ()
    name = _plain(indicator.name.text)
    if not name:
        return ()
    shown = [found for found in marks.found(name) if found != category]
    other = next((found for found in shown if found in params.deciding), None)
    kind = indicator.value.reading.kind
    if other is None and category in _BENEFITS and kind is Kind.MONEY:
        other = _paid(name, category, indicator, shown, scope, params)
    if other is None and kind not in _SHOWN_BY_VALUE.get(category, ()):
        other = _rival(name, category, kind, scope.classifier(params.heads), scope.classifier(params.core))
    if other is None:
        if _shows(indicator, name, category, words):
            return ()
        other = next((found for found in shown if _SAME_HEAD.get(category) != found), None)
        if other is None and category not in params.must_show:
            return ()
    seen = (other or "").removesuffix("指标")
    args = {
        "category": category.removesuffix("指标"),
        "other": seen,
        "shown": f"看起来是{seen}的内容" if seen else f"文字中看不出{category.removesuffix('指标')}的内容",
    }
    evidence = tuple(
        evidence_of(getattr(indicator, field), field=field)
        for field in ("name", "description", "level2")
        if getattr(indicator, field).text not in ("", indicator.name.text) or field == "name"
    )
    return (Hit(args, field="name", evidence=evidence),)


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    """The name folded, without the brackets that close it."""
    return key(_BRACKET.sub("", name.strip()))


def _paid(name: str, category: str, indicator: Indicator, shown: list[str], scope: Scope, params: CategoryFit) -> str | None:
    """What a sum of money under a benefit is beyond doubt: a ceiling on what the office pays, or income under ecology."""
    ceiling = indicator.value.reading.op in _CEILING
    if ceiling and "成本指标" in scope.classifier(params.heads).found(name) and not scope.lexicon(params.borne).has(name):
        return "成本指标"
    return "经济效益指标" if category == "生态效益指标" and not ceiling and "经济效益指标" in shown else None


def _rival(name: str, category: str, kind: Kind, heads: Classifier, core: Classifier) -> str | None:
    """The other kind of output that the end of the name shows, or else the value.

    None if the name holds a word at the heart of the category that it stands under.
    """
    own = _SAME_HEAD.get(category, category)
    if own not in heads.classes or category in core.found(name):
        return None
    found = heads.found(name) or (["时效指标"] if _IN_TIME.search(name) else [])
    if own in found:
        return None
    return found[0] if found else _TOLD_BY_VALUE.get((own, kind))


def _shows(indicator: Indicator, name: str, category: str, words: Classifier) -> bool:
    reading = indicator.value.reading
    if reading.kind in _SHOWN_BY_VALUE.get(category, ()):
        return True
    if category == "时效指标" and (reading.unit or "").endswith(_EVERY):
        return True
    if category in words.found(name) or category in words.found(key(indicator.description.text)):
        return True
    return (reading.kind is Kind.TEXT or reading.around != 0) and category in words.found(key(indicator.value.text))


SPECS: tuple[AnyCheck, ...] = (CATEGORY_FIT,)
