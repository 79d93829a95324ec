"""What a document does not say in a field of its own: the year it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from goalint.tree.document import Project
from goalint.tree.pattern import lazy
from goalint.tree.width import key

_TITLE_YEAR = lazy(r"(20\d{2})年?度?[^，。；]{0,12}(?:部门|单位|项目|整体|预算|绩效)[^，。；]{0,12}$")
_DATED = lazy(r"(20\d{2})年")
_HEADING_LENGTH = 40


def fiscal_year_of(lines: Sequence[str], projects: Sequence[Project], stated: Sequence[int] = ()) -> int | None:
    """The budget year: of the title; else above most forms; else of most codes; else that of deadlines and goals; else None.

    Codes outweigh dates: a code carries the year it was filed for, a text may speak of the past.
    """
    for line in lines:
        text = key(line)
        if len(text) <= _HEADING_LENGTH and (match := _TITLE_YEAR.search(text)):
            return int(match.group(1))
    if stated:
        years = Counter(stated)
        return max(years, key=lambda year: (years[year], year))
    codes = Counter(project.code.year for project in projects if project.code.year)
    if codes:
        return max(codes, key=lambda year: (codes[year], year))
    dates: Counter[int] = Counter()
    for project in projects:
        for indicator in project.indicators:
            if (day := indicator.value.reading.day) and day.year:
                dates[day.year] += 1
        for field in (*project.goals, project.budget.purpose):
            dates.update(int(year) for year in _DATED.findall(field.text))
    return max(dates, key=lambda year: (dates[year], year)) if dates else None
