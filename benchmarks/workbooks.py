"""Measures goalint on workbooks against openpyxl merely reading every cell of them: whole processes, as in run.py.

    python benchmarks/workbooks.py [FILE.xlsx …] [--rounds N]

Without files: a workbook of 8 forms, a sheet each, one of 100 forms, and a list of 1000 indicators. What is checked besides being
read has no limit but for the small one, which is what a department sends.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook

from generate import Project, projects
from run import Contest, compete, measure_this_tree

_GOALINT = [sys.executable, "-m", "goalint"]
_READ = """
import sys
from openpyxl import load_workbook
for sheet in load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            cell.value
"""
_MONTHS = ("3月底", "6月底", "10月底", "12月底")
_COLUMNS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        given = [contest for path in options.files for contest in _checks(path)]
        return compete(given or list(_contests(Path(made))), options.rounds)


def _contests(made: Path) -> Iterator[Contest]:
    small, large, listed = made / "8-forms.xlsx", made / "100-forms.xlsx", made / "list.xlsx"
    _write_forms(small, projects(8))
    _write_forms(large, projects(100))
    _write_list(listed, projects(100))
    yield from _checks(small)
    for path in (small, large, listed):
        yield _contest("tree", path, None)


def _checks(path: Path) -> Iterator[Contest]:
    """As it is run, with what an earlier run kept, and for the first time."""
    yield _contest("check", path, 1.0, "--fail-on", "never")
    yield _contest("check", path, None, "--no-cache", "--fail-on", "never")


def _contest(command: str, path: Path, limit: float | None, *more: str) -> Contest:
    ours = [*_GOALINT, command, str(path), *more]
    first = " --no-cache" if "--no-cache" in more else ""
    return Contest(f"{command}{first} {path.name} : openpyxl reading it", ours, [sys.executable, "-c", _READ, str(path)], limit)


def _write_forms(path: Path, made: Sequence[Project]) -> None:
    """A sheet a form, with merged cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for project in made:
        sheet = book.create_sheet(str(project.number))
        rows: list[Sequence[str | float]] = [
            (f"{project.number}.{project.name}绩效目标表",),
            ("201001示例市档案馆本级", "", "", "", "", "单位：万元"),
            ("项目编码", project.code, "", "项目名称", project.name),
            ("预算规模及资金用途", "预算数", float(project.total), "其中：财政资金", float(project.total), "其他资金"),
            ("", project.purpose),
            ("资金支出计划（%）", *_MONTHS),
            ("", *project.schedule),
            ("绩效目标", "\n".join(project.goals)),
            _COLUMNS,
            *project.rows,
        ]
        for row in rows:
            sheet.append(row)
        for area in ("A1:F1", "A2:E2", "B3:C3", "A4:A5", "B5:F5", "A6:A7", "B8:F8"):
            sheet.merge_cells(area)
    book.save(path)


def _write_list(path: Path, made: Iterable[Project]) -> None:
    """A row an indicator."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("项目编码", "项目名称", "预算（万元）", "年度目标", *_COLUMNS))
    for project in made:
        for row in project.rows:
            sheet.append((project.code, project.name, float(project.total), project.goals[0], *row))
    book.save(path)


if __name__ == "__main__":
    sys.exit(main())
