"""A total that the narrative states, against the forms; the unit of the amounts (domain F07, F13)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from goalint.checks.prose import NARRATIVE, line_of, places_matching
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.money import amounts_in
from goalint.tree.pattern import lazy
from goalint.tree.text import Text
from goalint.tree.width import narrow

# 项目支出预算合计120万元; 共安排项目12个，资金120万元. What follows 其中 is a part.
_TOTAL = lazy(
    r"(?:项目(?:支出|经费|资金|预算|绩效目标|年初|安排|申报)*(?:合计|共计|总计|总额|总金额|总预算)[^。；，,\d]{0,6}"
    r"|(?:共|合计|共计)[^。；\d]{0,8}(?:项目\s*(?P<a>\d{1,3})\s*个|(?P<b>\d{1,3})\s*个[^。；，,\d]{0,6}项目)"
    r"[^。；\d]{0,12}(?:资金|预算|金额|经费|合计|共计)[^。；，,\d]{0,6})$"
)
_MAYBE_TOTAL = lazy("共(?<!公共)(?!产|青|同)|合计|总[计额金预]")
_PART = lazy(
    r"其中|分别|每个|单个|第[一二三四]批|上年|去年|同比|增加|减少|追加|已|引进|招商|引资|签约|投资|开工|竣工|争取|以上项目"
)


@check("stated-total", given={"document"}, placeholders={"stated", "sum", "count"})
def STATED_TOTAL(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """A total of all projects in the narrative that is not the sum of the forms, to the digits that it gives."""
    document = scope.document
    amounts = [project.budget.total.yuan for project in document.projects]
    if len(amounts) < 2:
        return
    said = [place.text for place in places_matching(scope, _MAYBE_TOTAL) if place.part == NARRATIVE]
    items = document.narrative.items if said and document.narrative is not None else ()
    # What is said there, is of one project.
    own = {line_of(text.location) for item in items for text in (item.heading, *item.body)}
    for text, start, end, stated in _totals(text for text in said if line_of(text.location) not in own):
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(amounts) or any(entry.code in ("form-scrambled", "form-cut") for entry in document.not_read):
            yield Unchecked("有的项目预算数没有读到", "the budget of some projects was not read", text.passage.at(start))
            continue
        total = sum(known, Decimal(0))
        if abs(total - stated) >= _grain(text.text[start:end]):
            at = text.passage.at(start)
            args = {"stated": text.text[start:end], "sum": f"{(total / 10000).normalize():f}万元", "count": str(len(known))}
            yield Hit(args, location=at, evidence=(Evidence(text.text[max(0, start - 30) : end], at),), sure=text.sure)


def _totals(texts: Iterable[Text]) -> Iterator[tuple[Text, int, int, Decimal]]:
    for text in texts:
        plain = narrow(text.text)
        if len(plain) != len(text.text):
            continue
        for start, end, yuan in amounts_in(plain):
            sentence = re.split(r"[。；;]", plain[max(0, start - 60) : start])[-1]
            if _TOTAL.search(sentence) and not _PART.search(sentence):
                yield text, start, end, yuan


def _grain(written: str) -> Decimal:
    """One unit of the last digit that an amount gives, in yuan: 12.3万元 is good to 1000."""
    amount = amounts_in(narrow(written))
    number = re.match(r"[\d,，.]+", narrow(written))
    if not amount or number is None:
        return Decimal(1)
    digits = number.group().replace(",", "").replace("，", "")
    value = Decimal(digits)
    scale = Decimal(1) if not value else amount[0][2] / value
    places = len(digits.partition(".")[2])
    return scale / (Decimal(10) ** places)


@check("mixed-units", given={"document"}, placeholders={"unit", "usual"})
def MIXED_UNITS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Forms whose amounts are in another unit than those of most forms."""
    projects = scope.document.projects
    units = Counter(project.unit.text for project in projects if project.unit.text)
    if len(units) < 2:
        return
    usual = units.most_common(1)[0][0]
    like = next(project.unit for project in projects if project.unit.text == usual)
    for index, project in enumerate(projects):
        if project.unit.text and project.unit.text != usual:
            yield Hit(
                {"unit": project.unit.text, "usual": usual},
                field="unit",
                evidence=(evidence_of(project.unit, field="unit"), evidence_of(like, field="unit")),
                project_index=index,
            )


SPECS: tuple[AnyCheck, ...] = (MIXED_UNITS, STATED_TOTAL)
