"""Measures goalint on Word documents against python-docx merely reading every cell of them: whole processes, as in run.py.

    python benchmarks/word.py [FILE.docx …] [--rounds N]

Without files: a document of 8 forms and one of 100. Each is checked as it is run, with what an earlier run kept, and for the
first time. After them, in one process, what the reader alone takes against unpacking the document and parsing its main part with
lxml.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from time import perf_counter

from docx import Document
from lxml import etree

from generate import Project, projects
from run import Contest, compete, measure_this_tree

_GOALINT = [sys.executable, "-m", "goalint"]
_READ = """
import sys
from docx import Document
for table in Document(sys.argv[1]).tables:
    for row in table.rows:
        for cell in row.cells:
            cell.text
"""
_MONTHS = ("3月底", "6月底", "10月底", "12月底")
_COLUMNS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
_READER_LIMIT = 6.0


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        files = options.files or list(_documents(Path(made)))
        contests = [
            Contest(
                f"check{first} {path.name} : python-docx reading it",
                [*_GOALINT, "check", *first.split(), str(path), "--fail-on", "never"],
                [sys.executable, "-c", _READ, str(path)],
                limit,
            )
            for path in files
            for first, limit in (("", 1.0), (" --no-cache", None))
        ]
        broken = compete(contests, options.rounds)
        return max([broken, *(_reader(path, options.rounds) for path in files)])


def _reader(path: Path, rounds: int) -> int:
    """The reader against unpacking and parsing, in turn; 1 if it is over its limit."""
    from goalint.readers.docx import read_docx

    gc.set_threshold(1_000_000, 50, 50)  # as the command line has it
    data = path.read_bytes()
    ratios = []
    for _ in range(rounds * 5):
        started = perf_counter()
        etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
        parsed = perf_counter()
        read_docx(data)
        ratios.append((perf_counter() - parsed) / (parsed - started))
    ratio = statistics.median(ratios)
    bad = ratio > _READER_LIMIT
    print(f"{'FAIL' if bad else 'ok  '} {f'read {path.name} : unpack and parse it':64s} ×{ratio:5.2f}  limit {_READER_LIMIT:.2f}")
    return int(bad)


def _documents(made: Path) -> Iterator[Path]:
    for forms in (8, 100):
        path = made / f"{forms}-forms.docx"
        write(path, projects(forms))
        yield path


def write(path: Path, made: Sequence[Project]) -> None:
    document = Document()
    document.add_paragraph("第二部分 预算项目绩效目标")
    for project in made:
        document.add_paragraph(f"{project.number}.{project.name}绩效目标表")
        rows: list[Sequence[str]] = [
            ("201001示例市档案馆本级", "", "", "", "", "单位：万元"),
            ("项目编码", project.code, "", "项目名称", project.name, ""),
            ("预算规模及资金用途", "预算数", str(project.total), "其中：财政资金", str(project.total), "其他资金"),
            ("", project.purpose, "", "", "", ""),
            ("资金支出计划（%）", *_MONTHS, ""),
            ("", *project.schedule, ""),
            ("绩效目标", "\n".join(project.goals), "", "", "", ""),
            _COLUMNS,
            *project.rows,
        ]
        table = document.add_table(rows=len(rows), cols=6)
        cells = list(chain.from_iterable(row.cells for row in table.rows))  # looking one up goes through all of them
        for cell, text in zip(cells, chain.from_iterable(rows), strict=True):
            cell.text = text
        for first, last in (
            ((0, 0), (0, 4)),
            ((1, 1), (1, 2)),
            ((2, 0), (3, 0)),
            ((3, 1), (3, 5)),
            ((4, 0), (5, 0)),
            ((6, 1), (6, 5)),
        ):
            cells[first[0] * 6 + first[1]].merge(cells[last[0] * 6 + last[1]])
    document.save(str(path))


if __name__ == "__main__":
    sys.exit(main())
