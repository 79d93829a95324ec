"""What stands above a form: its title, the department, the unit of money, the year."""

from __future__ import annotations

from goalint.parser.form import Form
from goalint.parser.labels import DEPARTMENT_LINE, MONEY_UNIT, NAMED_DEPARTMENT, TITLE, TITLE_YEAR, YEAR_LINE, YEAR_NAMED
from goalint.parser.sides import side_of
from goalint.tree.passage import Passage, passage
from goalint.tree.width import key

_LONGEST = 80


def read_heading(form: Form, cell: Passage) -> bool:
    """Take a title, a line of department, a unit of money or a year into the form; False if the text is none of them."""
    text = key(cell.text)
    if "表" in text and TITLE.search(text) and side_of(text) is None:
        form.title = cell
        if year := TITLE_YEAR.match(text):
            form.year = int(year.group(1) or year.group(2))
        return True
    year = None
    if "20" in text:
        if year := YEAR_LINE.match(text):
            form.year = int(year.group(1) or year.group(2))
            return True
        if year := YEAR_NAMED.search(text):
            form.year = int(year.group(1))
    named = NAMED_DEPARTMENT.search(MONEY_UNIT.sub("", cell.text).strip()) if ":" in text else None
    if named:
        at = cell.text.find(named.group(1))
        form.department = cell.slice(at, at + len(named.group(1))) if at >= 0 else cell
    unit = MONEY_UNIT.search(text) if "单位" in text else None
    department = DEPARTMENT_LINE.match(text[: unit.start()] if unit else text) if text[:1].isdecimal() else None
    if department and len(text) < _LONGEST:
        end = cell.text.rfind("单位") if unit else len(cell.text)
        form.department = cell.slice(0, end).strip() if end > 0 else cell
    if unit:
        at = cell.text.rfind(unit.group(1))
        form.unit = cell.slice(at, at + len(unit.group(1))) if at >= 0 else passage(unit.group(1), cell.location)
    return bool(unit or department or named or year)
