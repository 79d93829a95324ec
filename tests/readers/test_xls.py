"""Workbooks of the old format as they are on the screen; what cannot be read has a reason."""

from __future__ import annotations

import datetime
from io import BytesIO

import pytest
import xlwt

from goalint.readers import reader_for
from goalint.readers.blocks import Blocks, Span, Table, UnreadableError
from goalint.readers.xls import MAX_BYTES, read_xls


def _saved(book: xlwt.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _example() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("甲表")
    sheet.write_merge(0, 0, 0, 3, "标题")
    sheet.write(0, 4, "右")
    for column, (value, code) in enumerate(
        ((0.95, "0%"), (3, "0.00"), (True, "General"), (datetime.date(2024, 3, 15), 'yyyy"年"m"月"d"日"'), (0.1 + 0.2, "General"))
    ):
        sheet.write(1, column, value, xlwt.easyxf(num_format_str=code))
    sheet.write(2, 0, datetime.date(2024, 3, 15), xlwt.easyxf(num_format_str="M/D/YY"))
    sheet.write(3, 0, "藏")
    sheet.row(3).hidden = True
    sheet.write(2, 6, "id")
    sheet.col(6).hidden = True
    hidden = book.add_sheet("乙表")
    hidden.visibility = 1
    hidden.write(0, 0, "丙")
    return _saved(book)


def _rows(blocks: Blocks) -> list[list[str]]:
    (table,) = (block for block in blocks.blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def test_cells_are_read_as_they_are_displayed() -> None:
    blocks = read_xls(_example())
    assert _rows(blocks) == [
        ["标题", "", "", "", "右"],
        ["95%", "3.00", "TRUE", "2024年3月15日", "0.3"],
        ["2024/3/15", "", "", "", ""],
    ]
    (table,) = blocks.blocks
    assert isinstance(table, Table)
    assert table.merged == {(0, 0): Span(1, 4)}
    assert [(item.code, item.args) for item in blocks.unread] == [
        ("hidden-rows", {"rows": "4"}),
        ("hidden-columns", {"columns": "G"}),
    ]
    assert [part.location.sheet for part in blocks.hidden] == ["乙表"]


@pytest.mark.parametrize("length", [8, 100, 512, 600, 2000, 4000, 5000])
def test_a_truncated_file_has_a_reason(length: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_xls(_example()[:length])
    assert caught.value.reason == "old-workbook"
    assert "xlsx" in caught.value.why()


def test_a_container_without_a_workbook_has_a_reason() -> None:
    data = _example().replace("Workbook".encode("utf-16-le"), "ETExtras".encode("utf-16-le"))
    with pytest.raises(UnreadableError) as caught:
        reader_for(".et", data)(data)
    assert caught.value.reason == "old-workbook"


def test_a_file_under_a_password_says_so() -> None:
    data = _example()
    begin = data.index(b"\x09\x08\x10\x00")
    second = begin + 4 + 16  # the record after the first: FILEPASS takes its place
    locked = data[:second] + b"\x2f\x00" + data[second + 2 :]
    with pytest.raises(UnreadableError) as caught:
        read_xls(locked)
    assert caught.value.reason == "encrypted"


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_xls(b"\0" * (MAX_BYTES + 1))
    assert caught.value.reason == "too-large"
