"""Measures goalint on PDFs against pdfplumber's extract_tables on them: whole processes, as in run.py.

    python benchmarks/pdf.py [FILE.pdf …] [--rounds N] [--with PYTHON] [--libraries]

Without files: documents of 8 and of 60 forms. PYTHON is an interpreter that has pdfplumber (default: this one). `--libraries`
instead compares, on the larger document, what libraries need for a page and how many rows of indicators they give whole: those
of pdfplumber, pdfminer, camelot that PYTHON has. docs/pdf-libraries.md holds what came out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generate import Project, projects
from run import Contest, compete, measure_this_tree

_GOALINT = [sys.executable, "-m", "goalint"]
_PLUMB = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.extract_tables()
"""
# Each gives the number of its pages, and the rows of its tables as lists of cells.
_LIBRARIES = {
    "pypdfium2 (goalint)": """
from goalint.readers.blocks import Table
from goalint.readers.pdf.reading import read
from goalint.readers.pdf.pdfium import Document
def rows(path):
    data = open(path, "rb").read()
    with Document(data) as document:
        pages = len(document)
    return pages, [[cell.text for cell in row] for block in read(data).blocks if isinstance(block, Table) for row in block.rows]
""",
    "pdfplumber": """
import pdfplumber
def rows(path):
    with pdfplumber.open(path) as document:
        return len(document.pages), [row for page in document.pages for table in page.extract_tables() for row in table]
""",
    "camelot (lattice)": """
import camelot, pdfplumber
def rows(path):
    tables = camelot.read_pdf(path, pages="all", flavor="lattice")
    return tables[len(tables) - 1].page, [row for table in tables for row in table.df.values.tolist()]
""",
    "pdfminer.six (text boxes, no tables)": """
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextBox
def rows(path):
    pages = list(extract_pages(path))
    return len(pages), [[box.get_text() for box in page if isinstance(box, LTTextBox)] for page in pages]
""",
}
_MEASURE = """
import json, sys, time
rows(sys.argv[1])
started = time.process_time()
pages, found = rows(sys.argv[1])
taken = time.process_time() - started
print(json.dumps({"pages": pages, "ms": 1000 * taken / pages, "rows": found}))
"""
_MONTHS = ("3月底", "6月底", "10月底", "12月底")
_COLUMNS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
_WIDTHS = (60, 70, 90, 120, 60, 90)


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--with", dest="python", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--libraries", action="store_true")
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        if options.libraries:
            _compare(Path(made) / "60-forms.pdf", projects(60), options.python)
            return 0
        files = options.files or list(_written(Path(made)))
        return compete([_contest(path, options.python) for path in files], options.rounds)


def _written(made: Path) -> Iterator[Path]:
    for forms in (8, 60):
        path = made / f"{forms}-forms.pdf"
        _write(path, projects(forms))
        yield path


def _contest(path: Path, python: str) -> Contest:
    ours = [*_GOALINT, "check", str(path), "--no-cache", "--fail-on", "never"]
    return Contest(f"check {path.name} : pdfplumber's extract_tables on it", ours, [python, "-c", _PLUMB, str(path)], 1.3)


def _compare(path: Path, made: Sequence[Project], python: str) -> None:
    _write(path, made)
    wanted = Counter(_folded(row[1:]) for project in made for row in project.rows)
    for name, code in _LIBRARIES.items():
        runs = sys.executable if "goalint" in name else python
        done = subprocess.run([runs, "-c", code + _MEASURE, str(path)], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name:40s} {done.stderr.strip().splitlines()[-1]}")
            continue
        said = json.loads(done.stdout)
        found = Counter(_folded(row[-5:]) for row in said["rows"])
        right = sum((wanted & found).values())
        print(f"{name:40s} {said['ms']:6.1f} ms/page  {right}/{wanted.total()} rows whole  {said['pages']} pages")


def _folded(cells: Sequence[str | None]) -> tuple[str, ...]:
    return tuple("".join((cell or "").split()) for cell in cells)


def _write(path: Path, made: Sequence[Project]) -> None:
    """Forms as the budget system prints them: cells ruled, merged and wrapped, tables that run over pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("text", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    title = ParagraphStyle("title", parent=text, fontSize=14, leading=22, alignment=1)
    story = []
    for project in made:
        rows: list[list[str]] = [
            ["项目编码", project.code, "", "项目名称", project.name, ""],
            ["预算规模及资金用途", "预算数", str(project.total), "其中：财政资金", str(project.total), "其他资金"],
            ["", project.purpose, "", "", "", ""],
            ["资金支出计划（%）", *_MONTHS, ""],
            ["", *project.schedule, ""],
            ["绩效目标", "<br/>".join(project.goals), "", "", "", ""],
            list(_COLUMNS),
            *map(list, project.rows),
        ]
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        areas = [(1, 0, 2, 0), (4, 0, 5, 0), (0, 1, 0, 2), (1, 2, 5, 2), (0, 3, 0, 4), (4, 3, 5, 3), (4, 4, 5, 4), (1, 5, 5, 5)]
        style += [("SPAN", area[:2], area[2:]) for area in areas]
        cells = [[Paragraph(cell, text) for cell in row] for row in rows]
        story += [
            Paragraph(f"{project.number}.{project.name}绩效目标表", title),
            Paragraph("201001示例市档案馆本级　　单位：万元", text),
            Table(cells, colWidths=_WIDTHS, style=style),
            Spacer(1, 12),
        ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)


if __name__ == "__main__":
    sys.exit(main())
