"""The make-up of a document and its projects: parts, blank fields, purposes that say nothing (domain A01, A04, A09, F10, F11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.prose import numbers_of
from goalint.checks.rows import letters
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Document, Project
from goalint.tree.pattern import lazy
from goalint.tree.text import EMPTY, READ, Text
from goalint.tree.width import HAN, key

_NUMBER = lazy(r"^[（(]?(?:第?[一二三四五六七八九十百]{1,3}|\d{1,3}(?!\d))[)）]?(?:部分|[、.．])?\s*")
_TITLE_TAIL = lazy(
    r"(?:项目)?(?:支出)?(?:预算)?绩效(?:目标)?(?:申报|批复|公开|审核)?表(?:\([^()]*\))?$|项目申报表\(含绩效目标\)$"
)
# A title that names the kind of form and no project.
_NO_PROJECT = lazy(
    rf"(?:20\d{{2}}年?度?|{HAN}{{2,10}}?[省市县区旗州镇乡]){{0,2}}(?:财政支出|财政|政策|项目|部门|单位|整体|支出|预算|重点|专项|资金"
    r"|业务|经费|转移支付|中央|对?地方|区域|本级|[省市县区]级|[()（）])*"
)
_CAPTION = lazy(HAN + r"{3,10}(?:目标|措施)$")
_FOR = "用于"
_REST = lazy(r"(?:等)?(?:的)?(?:各项|相关)?(?:支出|费用|经费|开支|花费|费|项目|资金|补助|补贴|工作|业务)*$")
_HARD_TO_READ = frozenset(("form-scrambled", "form-cut", "field-lost", "rows-lost", "text-unplaced", "row-unplaced"))
_MOST_LEFT = 2
_LONGEST_TITLE = 60


class Parts(NamedTuple):
    """`parts` has a class for each part of the narrative, with the headings that it goes by."""

    parts: ClassifierName


@check("missing-part", given={"document"}, params=Parts, placeholders={"part", "found"})
def MISSING_PART(scope: Scope, params: Parts) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A part of the narrative whose heading is not there, in a document that has the others."""
    document, parts = scope.document, scope.classifier(params.parts)
    narrative = document.narrative
    if narrative is None or not document.projects:
        return
    headings = [section.title for section in document.sections] + [
        text.text for text in document.paragraphs if len(text.text) <= 30
    ]
    found = {name for heading in headings for name, _ in parts.matches(heading)}
    if narrative.overall.text:
        found.add("总体绩效目标")
    if narrative.items:
        found.add("分项绩效目标")
    if narrative.safeguards:
        found.add("工作保障措施")
    missing = [name for name in parts.classes if name not in found]
    if len(missing) == 1:
        yield Hit({"part": missing[0], "found": "、".join(name for name in parts.classes if name in found)})


def _without_codes(document: Document) -> bool:
    """No form of the document has a code: it is filed where codes are given later, or by nobody."""
    return not any(project.code.field.text for project in document.projects)


@check("blank-field", given={"project"}, placeholders={"fields"})
def BLANK_FIELD(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - it becomes a constant of the registry
    """Blank cells at the head of a form, raised once a project; what other forms of the document do not have is no blank."""
    project, others = scope.project, scope.document.projects
    if any(gap.project == scope.project_index and gap.code in _HARD_TO_READ for gap in scope.document.not_read):
        yield Unchecked("表头有内容没有读到", "part of the head of the form was not read")
        return
    fields: list[tuple[str, Text]] = [
        ("项目名称", project.name),
        ("项目编码", project.code.field),
        ("预算数", project.budget.total.field),
        ("资金用途", project.budget.purpose),
    ]
    blank = [(label, text) for label, text in fields if text.state is EMPTY]
    if not any(other.budget.purpose.text for other in others):
        blank = [one for one in blank if one[0] != "资金用途"]
    names = [label for label, _ in blank]
    if (
        not project.goals
        and sum(bool(other.goals) for other in others) * 2 >= len(others)
        and any(other.goals for other in others)
    ):
        names.append("绩效目标")
    if names and not (names == ["项目编码"] and _without_codes(scope.document)):
        yield Hit({"fields": "、".join(names)}, location=blank[0][1].location if blank else project.location)


@check("title-mismatch", given={"project"}, placeholders={"title"})
def TITLE_MISMATCH(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A form whose title speaks of another project than its 项目名称."""
    project = scope.project
    title = _TITLE_TAIL.sub("", _NUMBER.sub("", key(project.title.text)))
    one, other = letters(title), letters(project.name.text)
    if _NO_PROJECT.fullmatch(title):
        return
    if project.title.state is READ and len(one) >= 2 and other and one not in other and other not in one:
        evidence = (evidence_of(project.title, field="title"), evidence_of(project.name, field="name"))
        yield Hit({"title": title}, field="title", evidence=evidence)


def _plain(title: str) -> str:
    return title.replace("绩效", "")  # 总体目标 is 总体绩效目标 in short


@check("caption-differs", given={"document"}, placeholders={"heading", "caption"})
def CAPTION_DIFFERS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A short line right under a heading that calls the part by another name."""
    titles = {key(section.title) for section in scope.document.sections if section.level == 2}
    paragraphs = scope.document.paragraphs
    found = sorted(number for title in titles for number in numbers_of(scope, title)) if paragraphs else []
    for above, below in ((paragraphs[number], paragraphs[number + 1]) for number in found if number + 1 < len(paragraphs)):
        numbered, caption = key(above.text), key(below.text)
        if caption in titles:
            continue
        heading = _NUMBER.sub("", numbered)
        if _plain(caption) == _plain(heading):
            continue
        if _CAPTION.fullmatch(heading) and _CAPTION.fullmatch(caption):
            yield Hit(
                {"heading": heading, "caption": caption},
                location=below.location,
                evidence=(evidence_of(below), evidence_of(above)),
            )


class Draft(NamedTuple):
    """`words` mark a draft when they close a title in brackets or stand alone."""

    words: LexiconName


@check("draft-mark", given={"document"}, params=Draft, placeholders={"mark"})
def DRAFT_MARK(scope: Scope, params: Draft) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """The mark of a draft on the cover or in a title, raised once."""
    words, document = scope.lexicon(params.words), scope.document
    lines = [(text.text, text.location) for text in document.paragraphs]
    for line, location in lines or [(section.title, section.location) for section in document.sections]:
        if len(line) <= _LONGEST_TITLE and words.has(key(line).replace("[", "(").replace("]", ")")):
            yield Hit({"mark": line}, location=location, evidence=(Evidence(line, location),))
            return


@check("empty-purpose", given={"project"})
def EMPTY_PURPOSE(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A purpose that only says the project's name again, the sentence with the amounts left aside."""
    purpose, name = scope.project.budget.purpose, _core(_words(scope.project.name.text))
    words = _words(_after_for(purpose.text))
    if len(name) < 2 or not (words[:2] in name or name in words):
        return
    said = _core(words)
    if len(said) < 2:
        return
    if said in name or (name in said and len(said) - len(name) <= _MOST_LEFT):
        yield Hit(
            field="budget.purpose",
            evidence=(evidence_of(purpose, field="budget.purpose"), evidence_of(scope.project.name, field="name")),
        )


def _after_for(text: str) -> str:
    plain = key(text)
    at = plain.find(_FOR)
    return plain[at + len(_FOR) :].removeprefix(":") if at >= 0 else plain


def _words(text: str) -> str:
    return letters(text).replace("的", "")


def _core(words: str) -> str:
    return _REST.sub("", words)


@check("purpose-without-amount", given={"document"}, placeholders={"count"})
def PURPOSE_WITHOUT_AMOUNT(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Purposes without the sentence on the amounts that most of the document's purposes begin with."""
    projects = scope.document.projects
    stating = sum(bool(project.budget.stated) for project in projects)
    if stating < 3 or stating * 3 < len(projects) * 2:
        return
    for index, project in enumerate(projects):
        if _states_nothing(project):
            evidence = (evidence_of(project.budget.purpose, field="budget.purpose"),)
            yield Hit({"count": str(stating)}, field="budget.purpose", evidence=evidence, project_index=index)


def _states_nothing(project: Project) -> bool:
    return project.budget.purpose.state is READ and not project.budget.stated


class Expected(NamedTuple):
    """`kinds` maps words of a project's name to the benefit that such projects have."""

    kinds: ClassifierName


@check("expected-benefit", given={"project"}, params=Expected, placeholders={"category"})
def EXPECTED_BENEFIT(scope: Scope, params: Expected) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project whose name promises a benefit of which it has no row."""
    taxonomy, project = scope.taxonomy, scope.project
    expected = scope.classifier(params.kinds).class_of(project.name.text)
    if (
        taxonomy is None
        or expected is None
        or not project.indicators
        or all(two.name != expected for two in taxonomy.second_level)
    ):
        return
    if any(gap.project == scope.project_index for gap in scope.document.not_read if gap.code in _HARD_TO_READ):
        return
    if all(taxonomy.second(row.level2.text, row.level1.text) != expected for row in project.indicators):
        yield Hit(
            {"category": expected.removesuffix("指标")}, field="indicators", evidence=(evidence_of(project.name, field="name"),)
        )


SPECS: tuple[AnyCheck, ...] = (
    BLANK_FIELD,
    CAPTION_DIFFERS,
    DRAFT_MARK,
    EMPTY_PURPOSE,
    EXPECTED_BENEFIT,
    MISSING_PART,
    PURPOSE_WITHOUT_AMOUNT,
    TITLE_MISMATCH,
)
