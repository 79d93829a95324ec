"""The same document in every format: the same findings, by rule, project and indicator."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.formats import web_page, word, workbook
from tests.formats.findings import Found, findings_of
from tests.formats.ofd_file import written
from tests.formats.paper import Setting, papers
from tests.formats.pdf_file import pdf
from tests.forms import BLANKS, DIALECTS, DREDGING, GRIDS, PUMPS, Plan, Row, parsed, rows_by_tab

from goalint.intake import read, read_bytes
from goalint.tree.document import Document

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/docs"
_NARRATIVE = (
    *("第一部分", "部门整体绩效目标", "一、总体绩效目标", "加快河道治理治理，保障防洪安全。", "三、分项绩效目标"),
    *("1、河道清淤项目绩效目标", "绩效目标：完成北环河7公里清淤。", "绩效指标：清淤河道长度≥15公里；清淤验收合格率≥98%。"),
    *("2、抗旱打井项目绩效目标", "绩效目标：新打机井。", "绩效指标：新打机井数量≥95%。"),
    *("四、工作保障措施", "1、完善制度，落实落实责任。"),
)
_WRONG = replace(
    DREDGING,
    total="61.00",
    schedule=("20%", "60%", "50%", "90%"),
    goals=("1.完成第三次至第八次清淤。",),
    rows=(
        replace(DREDGING.rows[0], value="≥95%"),
        replace(DREDGING.rows[1], value="≥100%"),
        replace(DREDGING.rows[2], value="2019年5月底前"),
        replace(DREDGING.rows[3], value="≥5万元/公里"),
        Row("产出指标", "数量指标", "护栏修补长度", "护栏修补长度", "300", "待定"),
        Row("产出指标", "数量指标", "清淤及时率", "", "≥95%百分比", "河道治理实施方案"),
        *DREDGING.rows[4:6],
        replace(DREDGING.rows[5], level2="社会效益指标"),
        replace(DREDGING.rows[6], name="服务对象满意度指标", value=""),
    ),
)
_PLAN = Plan((_WRONG, BLANKS, replace(PUMPS, code=_WRONG.code, schedule=("", "", "", ""))), _NARRATIVE)


def _encoded(write: Callable[[Plan], str]) -> Callable[[Plan], bytes]:
    return lambda plan: write(plan).encode()


_FORMATS: dict[str, tuple[str, Callable[[Plan], bytes]]] = {
    "docx": ("a.docx", word.word),
    "docx, numbered by Word": ("a.docx", lambda plan: word.word(plan, automatic=True)),
    "docx, forms over two tables": ("a.docx", lambda plan: word.word(plan, broken=True)),
    "xlsx": ("a.xlsx", workbook.xlsx),
    "xlsx, all in a sheet": ("a.xlsx", lambda plan: workbook.xlsx(plan, stacked=True)),
    "xls": ("a.xls", workbook.xls),
    "xls that is XML": ("a.xls", workbook.xml_workbook),
    "pdf": ("a.pdf", lambda plan: pdf(papers(plan))),
    "pdf, short pages": ("a.pdf", lambda plan: pdf(papers(plan, Setting(bottom=500, split=True, repeat=True)))),
    "ofd": ("a.ofd", lambda plan: written(papers(plan))),
    **{f"html, {manner}": ("a.mht" if manner == "archive" else "a.html", write) for manner, write in web_page.MANNERS.items()},
    **{f"txt, {dialect}": ("a.txt", _encoded(DIALECTS[dialect])) for dialect in GRIDS},
}


@cache
def _expected() -> Counter[Found]:
    return findings_of(parsed(rows_by_tab(_PLAN)))


def test_there_is_enough_to_find() -> None:
    """Of documents, of projects, of targets and of indicators; in the text, and only where several rows are held together."""
    rules = {rule for rule, _, _ in _expected()}
    assert len(rules) >= 20
    assert {"repeated-word", "section-number-gap", "budget-sum", "schedule-missing", "duplicate-project-code"} <= rules
    assert {"narrative-target-mismatch", "percent-on-count", "missing-value", "full-mark"} <= rules


@pytest.mark.parametrize("form", _FORMATS)
def test_every_format_gives_the_same_findings(form: str) -> None:
    name, write = _FORMATS[form]
    document = read_bytes(write(_PLAN), name).document
    assert document.not_read == ()
    _same(findings_of(document), _expected())


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_what_libreoffice_converts_gives_the_same_findings(tmp_path: Path, suffix: str) -> None:
    assert _OFFICE is not None
    (tmp_path / "a.docx").write_bytes(word.word(_PLAN))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [_OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _same(findings_of(next(read(str(tmp_path / f"a.{suffix}"))).document), _expected())


@pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.parametrize("number", ["000", "001"])
def test_real_documents_give_the_same_findings_in_every_format(number: str) -> None:
    """Their narrative was shortened when they were set anew, and the workbook has less of it: of these the rows are compared."""
    names = [f"{number}.{suffix}" for suffix in ("docx", "html", "pdf", *(["doc"] if _OFFICE else []))]
    found = {name: findings_of(_document(name)) for name in names}
    expected = found.pop(f"{number}.docx")
    for one in found.values():
        _same(one, expected)
    rows = _of_rows(expected)
    assert rows.total() > 20
    for suffix in ("txt", "xlsx"):
        _same(_of_rows(findings_of(_document(f"{number}.{suffix}"))), rows)


def _document(name: str) -> Document:
    return next(read(str(_CORPUS / name))).document


def _of_rows(found: Counter[Found]) -> Counter[Found]:
    return Counter({one: count for one, count in found.items() if one[2]})


def _same(found: Counter[Found], expected: Counter[Found]) -> None:
    assert (dict(found - expected), dict(expected - found)) == ({}, {})
