"""Schedules: points that are no share, the same schedule everywhere, events long before their money (domain E06, E07, E10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Project, SchedulePoint
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST, READ, Text

_EVENT = lazy(
    r"(?:(?P<y>20\d{2})年)?(?<!\d)(?P<m>1[0-2]|[1-9])月(?:份)?(?:\d{1,2}[日号])?[^，。；,;\n]{0,6}?(?:召开|举办|举行|完成)"
)
_NOT_YET = lazy(r"前|底|末|至|到|—|-|~|每")


@check("schedule-range", given={"schedule"}, placeholders={"points"})
def SCHEDULE_RANGE(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Points below 0 or above 100, or with words that are no number: one finding for a schedule."""
    wrong = [point for point in scope.project.schedule if _is_wrong(point)]
    if wrong:
        yield Hit(
            {"points": "，".join(f"{point.label}“{point.field.text}”" for point in wrong)},
            field="points",
            evidence=tuple(evidence_of(point.field, field=f"schedule.{point.label}") for point in wrong),
        )
        return
    gone = next((point for point in scope.project.schedule if point.field.state is LOST), None)
    if gone is not None:
        yield Unchecked(f"“{gone.label}”的数值没有读到", f"the value for {gone.label} was not read", gone.field.location)


def _is_wrong(point: SchedulePoint) -> bool:
    if point.field.state is not READ:
        return False
    return point.percent is None or not 0 <= point.percent <= 100


class Uniform(NamedTuple):
    """`projects`: from so many forms on the same schedule everywhere is no accident."""

    projects: int


@check("schedule-uniform", given={"document"}, params=Uniform, placeholders={"points", "count"})
def SCHEDULE_UNIFORM(scope: Scope, params: Uniform) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """One schedule for every project of the document."""
    projects = scope.document.projects
    schedules = {tuple(point.percent for point in project.schedule) for project in projects}
    if len(projects) < params.projects or len(schedules) != 1:
        return
    (points,) = schedules
    if len(points) < 2 or None in points:
        return
    first = projects[0].schedule
    yield Hit(
        {"points": "、".join(point.field.text for point in first), "count": str(len(projects))},
        location=first[0].field.location,
        evidence=tuple(evidence_of(point.field) for point in first),
    )


class Lag(NamedTuple):
    """`share`: money for an event is late if less than this share, in percent, is planned by the point after it."""

    share: int


@check("event-before-money", given={"project"}, params=Lag, placeholders={"event", "label", "point"})
def EVENT_BEFORE_MONEY(scope: Scope, params: Lag) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project of one event, over in a month that is named, of whose money little is planned until then."""
    project = scope.project
    dated = [text for text in _texts(project) if "月" in text.text]
    events = [(text, match) for text in dated for match in _EVENT.finditer(text.text) if _is_event(scope, text, match)]
    months = {int(match["m"]) for _, match in events}
    if len(months) != 1:
        return
    (month,) = months
    point = next((point for point in project.schedule if point.month is not None and point.month >= month), None)
    if point is None or point is project.schedule[-1] or point.percent is None or not 0 <= point.percent < params.share:
        return
    text, match = events[0]
    yield Hit(
        {"event": match.group(), "label": point.label, "point": point.field.text},
        location=text.passage.at(match.start()),
        evidence=(evidence_of(text), evidence_of(point.field, field=f"schedule.{point.label}")),
    )


def _texts(project: Project) -> Iterator[Text]:
    yield project.budget.purpose
    yield from project.goals
    for row in project.indicators:
        yield row.description
        yield row.value.field


def _is_event(scope: Scope, text: Text, match: re.Match[str]) -> bool:
    year = scope.document.fiscal_year
    if match["y"] and year is not None and int(match["y"]) != year:
        return False
    around = text.text[max(0, match.start() - 1) : match.end() + 1]
    return not _NOT_YET.search(around)


SPECS: tuple[AnyCheck, ...] = (EVENT_BEFORE_MONEY, SCHEDULE_RANGE, SCHEDULE_UNIFORM)
