"""The plans of tests/forms.py as Word documents: merged cells, forms broken over two tables, automatic numbers."""

from __future__ import annotations

from itertools import pairwise

from tests.forms import DEPARTMENT, MERGED, Form, Plan, table, titled
from tests.office import docx, p, tbl, tc, tr

# Of the rows of a form's head, the column that each cell begins in, and that after the last.
_HEAD = (
    (0, 1, 3, 4, 7),
    (0, 1, 2, 3, 4, 5, 6, 7),
    (0, 1, 7),
    (0, 1, 2, 4, 6, 7),
    (0, 1, 2, 4, 6, 7),
    (0, 1, 7),
)
_HEADER = 6  # the row of the indicator table's columns
_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def word(plan: Plan, *, automatic: bool = False, broken: bool = False, boxed: bool = False) -> bytes:
    """The plan as a document: `automatic` numbers of the titles, tables `broken` over a page with the head of the indicators
    repeated, each form `boxed` in a cell of a layout table.
    """
    body = [p(line) for line in plan.narrative] + [p("第二部分"), p("预算项目绩效目标")]
    for number, form in enumerate(plan.forms, 1):
        title = titled(number, form, plan.wording)
        heading = p(title.removeprefix(f"{number}."), properties=_NUMBERED) if automatic else p(title)
        rows = [tr(tc(DEPARTMENT, span=5), tc(f"单位：{plan.wording.unit}", span=2)), *_rows(plan, form)]
        if broken:
            middle = _HEADER + 4
            parts = [tbl(*rows[:middle]), p(), tbl(rows[1 + _HEADER], *rows[middle:])]
        else:
            parts = [tbl(*rows)]
        body += [tbl([tc("".join([heading, *parts]))])] if boxed else [heading, *parts]
        body.append(p())
    return docx(*body, numbering=_LIST if automatic else "")


def _rows(plan: Plan, form: Form) -> list[str]:
    lines = table(form, plan.wording)
    out = []
    for index, line in enumerate(lines):
        edges = _HEAD[index] if index < len(_HEAD) else (0, 1, 2, 3, 4, 5, 7)
        cells = []
        for place, (text, (start, end)) in enumerate(zip(line, pairwise(edges), strict=True)):
            below = index + 1 < len(lines) and place < len(lines[index + 1]) and lines[index + 1][place] == MERGED
            merge = "continue" if text == MERGED else "restart" if below else ""
            content = "" if text == MERGED else "".join(p(part) for part in text.split("\n"))
            cells.append(tc(content or p(), span=end - start, merge=merge))
        out.append(tr(*cells))
    return out
