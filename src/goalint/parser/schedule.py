"""The spending schedule of a form: which value belongs to which month, and what the conversion lost of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from goalint.parser.form import Form, RawSchedule
from goalint.parser.labels import month_of
from goalint.tree.confidence import Confidence
from goalint.tree.document import NotRead, SchedulePoint
from goalint.tree.location import Location
from goalint.tree.numerals import DIGITS, number_in_digits
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.text import Text, lost, text_of
from goalint.tree.width import key

_PERCENT = lazy(rf"({DIGITS})(%|百分比)?$")
_LAST_MONTH = 12


def schedule_of(form: Form, months: Sequence[tuple[int, str]]) -> tuple[SchedulePoint, ...]:
    """The points of the form's schedule. `months` are those that the document's forms have, with their labels.

    A month that other forms have and this one lacks, and values that fit no month, are LOST and noted in the form's
    `not_read`: a table that a person filled in has them all or leaves cells blank.
    """
    raw = form.schedule
    if not raw.labels:
        return _unlabelled(form, months)
    placed, loose = _placed(raw)
    own = {month_of(label.text): label for _, label in raw.labels}
    missing = [month for month, _ in months if month not in own]
    after = raw.labels[-1][1].location
    if loose and len(loose) == 1 and len(missing) == 1 and missing[0] > max(filter(None, own)) and not _blank_among(placed):
        placed[missing[0]] = text_of(loose[0], Confidence.MEDIUM)  # the only value without a label and the only label lost
        loose = []
    doubtful: set[int] = set()
    if loose:
        doubtful = {month for month, _ in months if month not in placed or not placed[month].text or raw.doubtful}
        values = "、".join(value.text for value in loose)
        form.not_read.append(NotRead(loose[0].location, "schedule-unplaced", {"values": values}))
    points = []
    for month, label in months:
        if month in doubtful:
            field = lost(own[month].location if month in own else after)
        elif month in placed:
            field = placed[month]
        elif month in own:
            field = text_of(own[month].slice(len(own[month].text)))
        else:
            field = lost(after)
            form.not_read.append(NotRead(after, "schedule-column-lost", {"label": label}))
        points.append(SchedulePoint(label, month, field, percent_of(field.text)))
    return tuple(points)


def _unlabelled(form: Form, months: Sequence[tuple[int, str]]) -> tuple[SchedulePoint, ...]:
    """Values whose labels are gone: none can be assigned to its point."""
    values = [value for _, value in form.schedule.values if value.text.strip()]
    if not values:
        return ()
    form.not_read.append(NotRead(values[0].location, "schedule-unplaced", {"values": "、".join(value.text for value in values)}))
    return tuple(SchedulePoint(label, month, lost(values[0].location), None) for month, label in months)


def months_of(forms: Sequence[Form]) -> list[tuple[int, str]]:
    """The months that the document's schedules have, in order; a year's schedule ends in December."""
    labels: dict[int, str] = {}
    for form in forms:
        for _, label in form.schedule.labels:
            if month := month_of(label.text):
                labels.setdefault(month, key(label.text))
    if labels and max(labels) < _LAST_MONTH:
        labels[_LAST_MONTH] = f"{_LAST_MONTH}月底"
    return sorted(labels.items())


def percent_of(text: str) -> Decimal | None:
    """The percentage that a point says, with or without its sign; None if it is no number."""
    match = _PERCENT.fullmatch(key(text))
    return number_in_digits(match.group(1)) if match else None


def _placed(raw: RawSchedule) -> tuple[dict[int, Text], list[Passage]]:
    """Values under their months, and the values that no single month can claim."""
    values = [(column, value) for column, value in raw.values if value.text.strip()]
    months = [(column, month_of(label.text) or 0) for column, label in raw.labels]
    if raw.doubtful:
        return {}, [value for _, value in values]
    if not raw.columns:
        if len(values) == len(months):
            pairs = zip(months, values, strict=True)
            return {month: text_of(value) for (_, month), (_, value) in pairs}, []
        return {}, [value for _, value in values]
    placed: dict[int, Text] = {}
    loose: list[Passage] = []
    by_column = dict(months)
    blank = {column: value for column, value in raw.values if not value.text.strip()}
    for column, month in months:
        if column in blank:
            placed[month] = text_of(blank[column])
    last = months[-1][0]
    for column, value in values:
        owner = max((at for at, _ in months if at <= column), default=None)
        if column in by_column:
            placed[by_column[column]] = text_of(value)
        elif owner is not None and owner != last and not placed.get(by_column[owner], _NOTHING).text:
            placed[by_column[owner]] = text_of(value, Confidence.MEDIUM)  # under a merged head that spans two columns
        else:
            loose.append(value)
            if column < max(at for at, _ in values):
                return {}, [one for _, one in values]  # the values do not follow the labels: none is sure
    return placed, loose


_NOTHING = lost(Location())


def _blank_among(placed: dict[int, Text]) -> bool:
    return any(not field.text for field in placed.values())
