"""What the parser makes of sheets: forms end where they end, hidden ones are told, unknown cells are not blank ones."""

from __future__ import annotations

from goalint.parser import parse
from goalint.readers.blocks import Block, Blocks, Hidden, Paragraph, Table, Unread
from goalint.tree.document import Document, Source
from goalint.tree.location import Location
from goalint.tree.passage import passage
from goalint.tree.text import State

_FORM = (
    "1.河道清淤绩效目标表|||",
    "209001虚河县水利局本级||单位：万元|",
    "项目编码|13992125P000021100019|项目名称|河道清淤",
    "预算数|60.00|其中：财政资金|",
    "绩效目标|清淤12公里||",
    "一级指标|二级指标|三级指标|指标值",
    "产出指标|数量指标|清淤长度|",
)


def _table(sheet: str, number: int, *rows: str) -> Table:
    return Table(
        tuple(
            tuple(
                passage(text, Location(row=row, cell=f"{'ABCDEFGH'[column]}{row}", sheet=sheet, block=number))
                for column, text in enumerate(line.split("|"))
            )
            for row, line in enumerate(rows, 1)
        )
    )


def _document(*blocks: Block, unread: tuple[Unread, ...] = (), hidden: tuple[Hidden, ...] = ()) -> Document:
    return parse(Blocks("test", blocks, unread, hidden), Source("a.test", "test", ""))


def test_a_form_does_not_go_on_in_the_next_sheet() -> None:
    notes = _table("说明", 2, "填报要求|内容", "质量指标|合格率", "时效指标|及时")
    document = _document(_table("表", 1, *_FORM), notes)
    assert [row.name.text for row in document.projects[0].indicators] == ["清淤长度"]
    follows = Paragraph(passage("附件2", Location(row=1, cell="A1", sheet="说明", block=2)))
    document = _document(_table("表", 1, *_FORM[:5]), follows, notes)
    assert [goal.text for goal in document.projects[0].goals] == ["清淤12公里"]


def test_a_title_in_a_row_of_its_own_ends_the_form_above_whatever_it_begins_with() -> None:
    below = (
        "|||",
        "部门整体支出绩效目标申报表|||",
        "（2024年度）||单位：元|",
        "部门名称|虚河县图书馆||",
        "年度总体目标|接待读者12万人次||",
        "一级指标|二级指标|三级指标|指标值",
        "产出|数量|接待读者人次|≥12万人次",
    )
    for note in ((), ("填报人：甲||联系电话：1|",)):
        first, second = _document(_table("表", 1, *_FORM, *note, *below)).projects
        assert [row.name.text for row in first.indicators] == ["清淤长度"]
        assert (first.unit.text, first.department and first.department.code) == ("万元", "209001")
        assert [goal.text for goal in first.goals] == ["清淤12公里"]
        assert [row.name.text for row in second.indicators] == ["接待读者人次"]
        assert (second.unit.text, second.department and second.department.name) == ("元", "虚河县图书馆")
        assert second.title.text == "部门整体支出绩效目标申报表"


def test_a_form_in_a_hidden_sheet_is_told_and_other_hidden_sheets_are_not() -> None:
    place = Location(sheet="旧表", block=2)
    lists = Hidden(Location(sheet="字典", block=3), (_table("字典", 3, "≥|产出指标", "≤|效益指标"),))
    document = _document(_table("表", 1, *_FORM), hidden=(Hidden(place, (_table("旧表", 2, *_FORM),)), lists))
    assert len(document.projects) == 1
    assert [(item.code, item.location) for item in document.not_read] == [("hidden-form", place)]


def test_what_the_reader_could_not_tell_of_a_form_is_told_of_its_project() -> None:
    def hidden(row: int, sheet: str = "表") -> Unread:
        return Unread(Location(row=row, sheet=sheet, block=1), "hidden-rows", {"rows": str(row)})

    unread = (
        hidden(8),
        hidden(16),
        hidden(99, "另表"),
        Unread(Location(sheet="表", block=1), "hidden-columns", {"columns": "H"}),
    )
    document = _document(_table("表", 1, *_FORM, "", *_FORM), unread=unread)
    assert [item.project for item in document.not_read] == [0, 1, None, None]


def test_an_unknown_cell_is_lost_and_a_blank_one_empty() -> None:
    def states(*unread: str) -> tuple[State, State]:
        places = tuple(
            Unread(Location(row=int(cell[1:]), cell=cell, sheet="表", block=1), "formula-uncomputed", {}) for cell in unread
        )
        (project,) = _document(_table("表", 1, *_FORM), unread=places).projects
        return project.budget.fiscal.field.state, project.indicators[0].value.field.state

    assert states() == (State.EMPTY, State.EMPTY)
    assert states("D4", "D7") == (State.LOST, State.LOST)


def test_a_column_that_may_be_hidden_is_lost() -> None:
    rows = [row.rsplit("|", 1)[0] for row in _FORM]
    hidden = Unread(Location(sheet="表", block=1), "hidden-columns", {"columns": "D"})
    states = {
        bool(unread): _document(_table("表", 1, *rows), unread=unread).projects[0].indicators[0].value.field.state
        for unread in ((), (hidden,))
    }
    assert states == {False: State.ABSENT, True: State.LOST}


def test_forms_that_stand_in_no_part_are_forms_of_projects() -> None:
    assert _document(_table("表", 1, *_FORM)).projects[0].part == "预算项目绩效目标"


def test_titles_in_cells_are_headings() -> None:
    document = _document(_table("表", 1, *_FORM, "", *_FORM), _table("另表", 2, *_FORM))
    assert [section.location.sheet for section in document.sections] == ["表", "表", "另表"]
    assert [section.location.row for section in document.sections] == [1, 9, 1]
    assert [project.unit.text for project in document.projects] == ["万元"] * 3
