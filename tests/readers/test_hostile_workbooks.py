"""Workbooks made to hang a program or fill its memory: read in part, or refused, and soon."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.deadline import within
from tests.readers.workbooks import MAIN, RELATIONS, package, relations, styles, text, workbook, worksheet

from goalint.intake import read_bytes
from goalint.readers.blocks import Blocks, UnreadableError
from goalint.readers.xlsx import read_xlsx

_LIMIT = 10.0
_MOST = 500 * 1024 * 1024
_HEAD = f'<row r="1">{text("A1", "项目名称")}{text("B1", "三级指标")}{text("C1", "指标值")}{text("D1", "计量单位")}</row>'


def _rows(count: int, cells: str, first: int = 1, letters: str = "ABCDEFGHIJ") -> str:
    """So many rows; `cells` is one of them, with {c} for its column and {r} for its row."""
    return "".join(
        f'<row r="{row}">' + "".join(cells.format(c=letter, r=row) for letter in letters) + "</row>"
        for row in range(first, first + count)
    )


def _merged(reference: str, count: int) -> str:
    return "<mergeCells>" + f'<mergeCell ref="{reference}"/>' * count + "</mergeCells>"


_SHEETS: dict[str, Callable[[], bytes]] = {
    "100,000 rows": lambda: workbook(worksheet(_rows(100_000, '<c r="{c}{r}"><v>{r}</v></c>', letters="ABC"))),
    "a list of 100,000 rows": lambda: workbook(
        worksheet(_HEAD + _rows(100_000, '<c r="{c}{r}" t="str"><v>甲{r}</v></c>', first=2, letters="ABCD"))
    ),
    "a million styled blank cells": lambda: workbook(
        worksheet(_rows(40_000, '<c r="{c}{r}" s="1"/>', letters="ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    ),
    "a cell in every row and one in every column": lambda: workbook(
        worksheet(
            _HEAD
            + _rows(16_000, '<c r="A{r}"><v>1</v></c>', first=2, letters="A")
            + "<row>"
            + "<c><v>1</v></c>" * 16_384
            + "</row>"
        )
    ),
    "one long text a hundred thousand times": lambda: workbook(
        worksheet(_rows(10_000, '<c r="{c}{r}" t="s"><v>0</v></c>')), shared=f"<si><t>{'绩效目标' * 8000}</t></si>"
    ),
    "a text of ten million characters": lambda: workbook(
        worksheet(f'<row r="1">{text("A1", "绩" * 10_000_000)}{text("B1", "乙")}</row>')
    ),
    "cells merged over one another": lambda: workbook(
        worksheet(
            _rows(10_000, '<c r="{c}{r}"><v>1</v></c>', letters="AB"),
            after=_merged("A1:XFD1048576", 40_000),
        )
    ),
    "cells merged over hidden rows": lambda: workbook(
        worksheet(
            _rows(10_000, '<c r="{c}{r}"><v>1</v></c>', letters="AB").replace("<row ", '<row hidden="1" '),
            after=_merged("A1:A10000", 40_000),
        )
    ),
    "a hundred thousand merged cells": lambda: workbook(worksheet(_HEAD, after=_merged("A1:B2", 100_000))),
}


_READING = """
import sys
from goalint.readers.xlsx import read_xlsx
if sys.platform == "linux":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
with open(sys.argv[1], "rb") as file:
    blocks = read_xlsx(file.read())
print(len(blocks.blocks), *(item.code for item in blocks.unread))
"""


def _read(data: bytes) -> Blocks:
    with within(_LIMIT):
        return read_xlsx(data)


@pytest.mark.parametrize("name", sorted(_SHEETS))
def test_it_is_given_up_in_time_and_in_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_SHEETS[name]())
    command = [sys.executable, "-c", _READING, str(path), str(_MOST)]
    done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    # A blank cell costs nothing, so a million of them are no reason to give up.
    assert done.stdout.split() == ["0"] + ["sheet-too-large"] * ("blank" not in name)


def test_a_sheet_behind_one_that_is_too_large_is_read() -> None:
    good = worksheet(_HEAD + f'<row r="2">{text("A2", "甲")}{text("B2", "乙")}</row>')
    blocks = _read(workbook(worksheet(_rows(26_000, '<c r="{c}{r}"><v>1</v></c>')), good))
    assert [item.location.sheet for item in blocks.unread] == ["表1"]
    assert len(blocks.blocks) == 1


def test_the_size_that_a_sheet_says_it_has_is_not_believed() -> None:
    rows = f'<row r="1">{text("A1", "甲")}{text("B1", "乙")}</row>'
    assert len(_read(workbook(worksheet(rows, before='<dimension ref="A1:XFD1048576"/>'))).blocks) == 1


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl/worksheets/sheet1.xml": "<a>" * 200_000}, "broken-xml"),
        ({"xl/worksheets/sheet1.xml": worksheet(_HEAD)[:-30]}, "broken-xml"),
        ({"xl/worksheets/sheet1.xml": b"<?xml version='1.0' encoding='utf-7'?>"}, "broken-xml"),
        ({"xl/worksheets/sheet1.xml": b"\xff\xfe\x00"}, "broken-xml"),
        ({"xl/workbook.xml": ""}, "broken-xml"),
        ({"xl/styles.xml": styles(*(f'0"{number}"' for number in range(5000)))}, "too-many-marks"),
        ({"xl/worksheets/sheet1.xml": b" " * (65 * 1024 * 1024)}, "part-too-large"),
    ],
)
def test_parts_that_are_broken_or_bombs(parts: dict[str, str | bytes], reason: str) -> None:
    sheet = worksheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')
    with pytest.raises(UnreadableError) as caught:
        _read(workbook(sheet, formats=styles("0"), more=parts))
    assert caught.value.reason == reason


def test_relations_that_run_in_a_circle() -> None:
    circle = relations(("officeDocument", "xl/workbook.xml"), ("worksheet", "workbook.xml"), ("styles", "workbook.xml"))
    main = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="甲" r:id="rId2"/></sheets></workbook>'
    data = package({"_rels/.rels": circle, "xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": circle})
    assert _read(data).blocks == ()


@pytest.mark.parametrize("cell", ["A0", "A9999999999", "ZZZZ1", "1A", "A", "1", "A-1", "甲1", "A1048577", ""])
def test_cells_at_addresses_that_do_not_exist(cell: str) -> None:
    rows = f'<row r="1">{text("A1", "甲")}{text("B1", "乙")}</row><row r="2"><c r="{cell}"><v>1</v></c></row>'
    assert len(_read(workbook(worksheet(rows, after=f'<mergeCells><mergeCell ref="{cell}:B2"/></mergeCells>'))).blocks) == 1


@pytest.mark.parametrize("row", ["0", "-1", "1048577", "99999999999999999999", "x", ""])
def test_rows_with_numbers_that_do_not_exist(row: str) -> None:
    rows = f'<row r="1">{text("A1", "甲")}{text("B1", "乙")}</row><row r="{row}" hidden="1"><c><v>1</v></c></row>'
    assert len(_read(workbook(worksheet(rows))).blocks) == 1


def test_every_truncation_has_a_reason() -> None:
    data = workbook(worksheet(_HEAD), formats=styles("0"))
    for length in range(0, len(data), 97):
        intake = read_bytes(data[:length], "a.xlsx")
        assert not intake.readable
        assert intake.document.not_read[-1].why()
