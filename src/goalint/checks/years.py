"""Years that have passed: in what a project is for, and which year the document is for at all (domain J01, J08)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.prose import NARRATIVE, PROJECT, Place, hit, paragraphs, places_matching
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Scope
from goalint.tree.document import Document
from goalint.tree.pattern import lazy
from goalint.tree.text import Text

_YEAR = lazy(r"(?<![\d.])((?:19|20)\d{2})\s*年(?:度)?")
_MAYBE_YEAR = lazy(r"(?:19|20)\d\d\s*年")
_TITLE = lazy(r"《[^《》\n]{1,80}》|[〔\[［【]\s*(?:19|20)\d{2}\s*[〕\]］】]")
_RANGE_BEFORE = lazy(r"(?:19|20)\d{2}\s*年?(?:度)?\s*(?:[-—–－~～至到和及]|——)\s*$")
_RANGE_AFTER = lazy(
    r"\s*(?:\d{1,2}月(?:\d{1,2}[日号]|[底初末])?|[春夏秋冬]季?|[一二三四]季度)?(?:[-—–－~～至到和及]|——)\s*(?:19|20)\d{2}\s*年?"
)
# “…于2019年购置的设备” tells what there is; so does whatever is compared with, counted from or done already.
_FACT_BEFORE = lazy(
    r"(?:比|较|自|从|由|截[至止]到?|至|始于|建于|成立于|始建于|早在|超过|高于|低于|已于|曾于|已在|曾在|[（(])\s*$"
)
_DONE_BEFORE = lazy(r"(?:已|曾|截至|截止|以来)[^，。；,;]{0,10}$")
_FACT_AFTER = lazy(
    r"\s*(?:已|共|累计)*(?:安排|投入|到位|下达|拨付|支付|支出|完成投资)(?:资金|预算|投资|经费)?\d"
    r"|\s*(?:\d{1,2}月(?:份)?(?:\d{1,2}[日号])?)?(?:年?[底末初])?(?:以来|至今|起|以前|之前|开始|已|曾|[）)]|底以来)"
    r"|[^，。；,;\n]{0,14}?(?:建成|购置|采购|建设|改造|安装|引进|立项|招录|招聘|聘用|录用|入职|退休|参加|毕业|竣工|开工|(?<!项目)(?<!工程)(?<!任务)(?<!工作)(?<!计划)实施|签订|签约"
    r"|中标|成立|(?<!项目)(?<!工程)(?<!任务)(?<!工作)(?<!计划)完成|批准|批复|通过|印发|下发|颁布|发布|修订|认定|评定|命名|投入使用|开通|启用|交付|验收|移交|确定|核定|审定)(?:通过|后)?的"
)
_DEADLINE = lazy(r"\s*(?:\d{1,2}月(?:份)?(?:\d{1,2}[日号])?底?|年?[底末])前")
_CLAUSE_END = lazy(r"[，。；,;\n]")
_HEADING_YEAR = lazy(r"(20\d{2})\s*年?度?[^，。；]{0,12}(?:部门|单位|整体|预算|绩效)[^，。；]{0,12}$")
_HEADING_LENGTH = 40
_CLAUSE = 60


class StaleYear(NamedTuple):
    """`excusing` are words that, in the clause after a year, make it no reliance on it: funds, arrears, policies, comparisons."""

    excusing: LexiconName


@check("stale-year", given={"document"}, params=StaleYear, placeholders={"text", "year", "fiscal_year"})
def STALE_YEAR(scope: Scope, params: StaleYear) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A purpose, a goal or the narrative that speaks of doing something in a year that is over."""
    document = scope.document
    fiscal_year = document.fiscal_year
    if fiscal_year is None:
        return
    excusing = scope.lexicon(params.excusing)
    names: list[str] | None = None
    for place in places_matching(scope, _MAYBE_YEAR):
        if place.part not in (NARRATIVE, PROJECT) or place.field == "name":
            continue
        years = [match for match in _YEAR.finditer(place.text.text) if int(match.group(1)) < fiscal_year]
        if not years:
            continue
        if names is None:
            names = _dated_names(document)
        told: set[int] = set()
        for start, end, year in _relied_on(place.text.text, years, names, excusing):
            if year in told:
                continue
            told.add(year)
            found = hit(
                place, start, end, {"text": place.text.text[start:end], "year": str(year), "fiscal_year": str(fiscal_year)}
            )
            yield found._replace(project_index=_project(scope, place))


def _project(scope: Scope, place: Place) -> int | None:
    if place.item_index is None:
        return place.project_index
    return scope.frame.project_of_item(place.item_index)


def _relied_on(text: str, years: list[re.Match[str]], names: list[str], excusing: Lexicon) -> Iterator[tuple[int, int, int]]:
    masked = [match.span() for match in _TITLE.finditer(text)]
    for name in names:
        at = text.find(name)
        while at >= 0:
            masked.append((at, at + len(name)))
            at = text.find(name, at + 1)
    for match in years:
        start, end = match.span()
        before = text[max(0, start - 16) : start]
        stop = _CLAUSE_END.search(text, end, end + _CLAUSE)
        after = text[end : stop.start() if stop else end + _CLAUSE]
        if any(left <= start < right for left, right in masked):
            continue
        if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(text, end):
            continue
        if _FACT_BEFORE.search(before) or _DONE_BEFORE.search(before) or _FACT_AFTER.match(text, end):
            continue
        if _DEADLINE.match(after) or not excusing.has(after):
            yield start, end, int(match.group(1))


def _dated_names(document: Document) -> list[str]:
    """Names of projects and items that hold a year: many funds are called by the year of their issue."""
    named = [project.name.text for project in document.projects]
    if document.narrative is not None:
        named += [item.name.text for item in document.narrative.items]
    return [name for name in dict.fromkeys(named) if len(name) <= 60 and _YEAR.search(name) and not _CLAUSE_END.search(name)]


@check("year-unclear", given={"document"}, placeholders={"years", "fiscal_year"})
def YEAR_UNCLEAR(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A document with forms that says no budget year, or several: its headings disagree with each other or with the codes."""
    document = scope.document
    said: dict[int, Text] = {}
    for text in paragraphs(document):
        if len(text.text) <= _HEADING_LENGTH and (match := _HEADING_YEAR.search(text.text)):
            said.setdefault(int(match.group(1)), text)
    codes = Counter(project.code.year for project in document.projects if project.code.year)
    if codes:
        year, count = codes.most_common(1)[0]
        if count > 1 and 2 * count > len(document.projects) and year is not None:
            code = next(project.code.field for project in document.projects if project.code.year == year)
            said.setdefault(year, code)
    if len(said) > 1:
        texts = list(said.values())
        years = "、".join(f"{year}年" for year in sorted(said))
        evidence = tuple(map(evidence_of, texts))
        yield Hit({"years": years, "fiscal_year": str(document.fiscal_year)}, location=texts[0].location, evidence=evidence)
    elif document.fiscal_year is None and document.projects:
        first = document.projects[0]
        yield Hit({"years": "", "fiscal_year": ""}, location=first.location, evidence=(Evidence("", first.location),))


SPECS: tuple[AnyCheck, ...] = (STALE_YEAR, YEAR_UNCLEAR)
