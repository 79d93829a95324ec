"""Whether an indicator's words belong to the second-level category it stands under (domain B03–B10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goalint.rules.check import ClassifierName, Hit, check, evidence_of
from goalint.rules.lexicon import Classifier
from goalint.rules.scope import Scope
from goalint.tree.document import Indicator
from goalint.tree.units import Kind
from goalint.tree.width import key

_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
# A value can show a category as well as a word: a date is a matter of time, money one of cost.
_SHOWN_BY_VALUE = {
    "时效指标": frozenset((Kind.DATE, Kind.DURATION)),
    "成本指标": frozenset((Kind.MONEY,)),
    "数量指标": frozenset((Kind.COUNT,)),
}


@dataclass(frozen=True, slots=True)
class CategoryFit:
    """`words` tells what shows at least something of a category; `marks` what belongs to one beyond doubt.

    `must_show` are categories under which an indicator has to show something of its own; under the others only another
    category's mark in the name speaks against it. `deciding` are categories whose mark decides whatever else is said.
    """

    words: ClassifierName
    marks: ClassifierName
    must_show: tuple[str, ...]
    deciding: tuple[str, ...] = ()


@check("category-fit", given={"indicator"}, params=CategoryFit, placeholders={"category", "other"})
def CATEGORY_FIT(scope: Scope, params: CategoryFit) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Raise an indicator whose words show another category and nothing of its own, or nothing where they must."""
    indicator = scope.indicator
    category = scope.taxonomy.second(indicator.level2.text, indicator.level1.text) if scope.taxonomy else None
    name = key(_BRACKET.sub("", indicator.name.text.strip()))
    if category is None or not name:
        return
    words, marks = scope.classifier(params.words), scope.classifier(params.marks)
    if category not in words.classes:
        return
    shown = [found for found in _classes(marks, name) if found != category]
    other = next((found for found in shown if found in params.deciding), None)
    if other is None:
        if _shows(indicator, name, category, words):
            return
        other = next(iter(shown), None)
        if other is None and category not in params.must_show:
            return
    yield Hit(
        {"category": category.removesuffix("指标"), "other": (other or "").removesuffix("指标")},
        field="name",
        evidence=tuple(
            evidence_of(getattr(indicator, field), field=field)
            for field in ("name", "description", "level2")
            if getattr(indicator, field).text not in ("", indicator.name.text) or field == "name"
        ),
    )


def _shows(indicator: Indicator, name: str, category: str, words: Classifier) -> bool:
    reading = indicator.value.reading
    if reading.kind in _SHOWN_BY_VALUE.get(category, frozenset()):
        return True
    said = [name, key(indicator.description.text)]
    if reading.kind is Kind.TEXT:
        said.append(key(indicator.value.text))
    return any(found == category for text in said for found in _classes(words, text))


def _classes(classifier: Classifier, text: str) -> list[str]:
    """The classes of all that stands in the text, from left to right."""
    found = sorted(classifier.matches(text), key=lambda hit: hit[1].start)
    return list(dict.fromkeys(name for name, _ in found))
