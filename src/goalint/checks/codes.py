"""Project codes: their shape, and held against the document and against each other (domain I01, I03, I04, I07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.code import Shape
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document, Project
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST
from goalint.tree.width import narrow

# 6 digits of division, 2 of year, P, 6 of the root, 5 that count its parts from 10001, the check character.
_PARTED = lazy(r"\d{8}P(\d{6})100\d{2}[0-9A-Z]")


# How Hebei's codes begin: its division, or 000- and 101- before 2021. What a slip did to the rest, they are still told by it.
_HEBEI = lazy(r"13|\d{3}-")
_SYSTEM_SINCE = 2021


@check("code-format", given={"project"}, placeholders={"code"})
def CODE_FORMAT(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """A code of no shape that is known for its year, where it begins like Hebei's or others of the document have one.

    Other provinces may have codes of their own: a document of such codes is not checked.
    """
    code, year = scope.project.code, scope.document.fiscal_year
    if code.field.state is LOST:
        yield Unchecked("项目编码没有读到，可能在转换时丢失", "the project code was not read, perhaps lost in conversion")
    if not code.text or code.shape is Shape.INTEGRATED or code.shape is not Shape.UNKNOWN and (year or 0) < _SYSTEM_SINCE:
        return
    if (
        code.shape is not Shape.UNKNOWN
        or _HEBEI.match(narrow(code.text))
        or any(other.code.shape is not Shape.UNKNOWN for other in scope.document.projects if other.code.text)
    ):
        yield Hit({"code": code.text}, field="code.text")
    else:
        yield Unchecked("项目编码不是河北的样式", "the project code is of none of Hebei's shapes", code.field.location)


@check("code-year", given={"document"}, placeholders={"code", "year", "fiscal_year"})
def CODE_YEAR(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A code of another year than the document's. Where most codes are, the place keeps its codes from year to year."""
    fiscal_year = scope.document.fiscal_year
    dated = [(index, project) for index, project in _coded(scope.document) if project.code.year]
    other = [(index, project) for index, project in dated if project.code.year != fiscal_year]
    if fiscal_year is None or len(other) > 2 and 2 * len(other) > len(dated):
        return
    for index, project in other:
        args = {"code": project.code.text, "year": str(project.code.year), "fiscal_year": str(fiscal_year)}
        yield Hit(args, field="code.text", project_index=index)


@check("code-region", given={"document"}, placeholders={"code", "region", "usual"})
def CODE_REGION(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A code whose division is not that of nearly all others; of two that differ, the one whose check character fails too."""
    coded = [(index, project) for index, project in _coded(scope.document) if project.code.region]
    counts = Counter(project.code.region for _, project in coded)
    if len(counts) < 2:
        return
    usual, most = counts.most_common(1)[0]
    sure = Confidence.HIGH
    if 3 * most < 2 * len(coded):
        if len(coded) != 2:
            return
        broken = [project for _, project in coded if project.code.expected_check not in (None, project.code.check)]
        suspect = broken[0] if len(broken) == 1 else coded[-1][1]
        usual = next(project.code.region for _, project in coded if project is not suspect)
        sure = Confidence.MEDIUM if len(broken) == 1 else Confidence.LOW
    like = next(project for _, project in coded if project.code.region == usual)
    for index, project in coded:
        if project.code.region != usual:
            yield Hit(
                {"code": project.code.text, "region": project.code.region or "", "usual": usual or ""},
                field="code.text",
                evidence=(evidence_of(project.code.field, field="code.text"), evidence_of(like.code.field, field="code.text")),
                sure=sure,
                project_index=index,
            )


@check("code-root", given={"document"}, placeholders={"code", "other", "other_name"})
def CODE_ROOT(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A code that shares the six digits of its root with an earlier one: two parts of one project, or one twice.

    Silent where most codes of the document do: then the place uses them in another way.
    """
    parted = [
        (index, project, match.group(1))
        for index, project in _coded(scope.document)
        if (match := _PARTED.fullmatch(project.code.text))
    ]
    counts = Counter(root for _, _, root in parted)
    roots: dict[tuple[str | None, str], Project] = {}
    for index, project, root in parted:
        first = roots.setdefault((project.code.region, root), project)
        code = project.code.text
        if first.code.text != code and (counts[root] == 2 or 2 * counts[root] <= len(parted)):
            yield Hit(
                {"code": code, "other": first.code.text, "other_name": first.name.text},
                field="code.text",
                evidence=(evidence_of(project.code.field, field="code.text"), evidence_of(first.code.field, field="code.text")),
                project_index=index,
            )


def _coded(document: Document) -> Iterator[tuple[int, Project]]:
    for index, project in enumerate(document.projects):
        if project.code.shape is Shape.INTEGRATED:
            yield index, project


SPECS: tuple[AnyCheck, ...] = (CODE_FORMAT, CODE_REGION, CODE_ROOT, CODE_YEAR)
