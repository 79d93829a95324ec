"""What all formats have in common: every finding, whatever it holds; the same bytes for the same report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import openpyxl
import pytest

from goalint.findings import FileSummary, Finding, IndicatorRef, NotChecked, ProjectRef, Report
from goalint.reports import FORMATS, Style, is_format, render
from goalint.tree.location import NOWHERE, Location

Make = Callable[..., Finding]
ALL = sorted(FORMATS)

NASTY = [
    "“甲”写成“≥95%”",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>&amp;]]>",
    "%0A::error::x, y: z",
    "| a | `b` | **c** | \\",
    "两\r\n行\t表",
    "\x1b[2J\x00\x07\u202e\ufffe\udcff",
    "𠮷野家🙂" * 3,
    "长" * 5000,
]


def as_text(written: str | bytes) -> str:
    """What a person reads in it."""
    if isinstance(written, str):
        return written
    if zipfile.ZipFile(io.BytesIO(written)).NameToInfo.get("word/document.xml"):
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(written))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_is_told_and_text_ends_in_a_line_feed(report: Report, name: str, lang: str) -> None:
    written = render(name, report, Style(lang))
    text = as_text(written)
    if name == "github":
        text = text.replace("%25", "%")
    for finding in report.findings:
        assert finding.code in text or name == "letter"  # departments read it
        assert finding.message in text or name == "statistics"
    assert isinstance(written, bytes) or written.endswith("\n")


@pytest.mark.parametrize("name", ALL)
def test_the_same_report_is_the_same_bytes(report: Report, name: str) -> None:
    assert render(name, report, Style()) == render(name, report, Style())


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("text", NASTY)
def test_whatever_a_document_holds_is_told_and_does_no_harm(finding: Make, name: str, text: str) -> None:
    one = finding(
        message=f"前{text}后",
        suggestion=text,
        args={"name": text},
        path=f"目录/{text[:20]}.txt",
        project=ProjectRef(1, text, text, 0),
        indicator=IndicatorRef(text, text),
        evidence=finding().evidence,
    )
    open_item = NotChecked("X1", one.path, None, text, NOWHERE)
    report = Report((), (FileSummary(one.path, True, 1, 1, text, 2024),), (one, one), (open_item,), rules=1)
    told = as_text(render(name, report, Style()))
    if name not in ("json", "json-lines", "sarif", "gitlab"):  # JSON escapes them
        assert not {"\x1b", "\x00", "\x07", "\u202e"} & set(told)
    if name in ("junit", "checkstyle", "xlsx", "csv", "markdown"):
        told.encode("utf-8")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("path", [r"C:\季度\送审 稿.docx", r"\\server\共享\a.docx", "草稿/a b.docx", "/data/#1%.docx"])
def test_paths_of_every_kind(finding: Make, name: str, path: str) -> None:
    place = Location(table=4, row=12, cell=5)
    one = finding(path=path, location=place)
    report = Report((), (FileSummary(path, True, 1, 1),), (one,), rules=1)
    text = as_text(render(name, report, Style()))
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0]
    if name == "sarif":
        stem = stem.replace("%", "%25").replace(" ", "%20").replace("#", "%23")
        stem = "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode()) for c in stem)
    elif name == "markdown":
        stem = stem.replace("#", "\\#")
    elif name == "github":
        stem = stem.replace("%", "%25")
    assert stem in text or name == "statistics"
    if name not in ("json", "json-lines"):
        assert "表4第12行" in text or name in ("checkstyle", "statistics")


@pytest.mark.parametrize("name", ALL)
def test_nothing_to_tell(name: str) -> None:
    for files in ((), (FileSummary("a.txt", True, 2, 9),), (FileSummary("b.doc", False),)):
        render(name, Report((), files, rules=3), Style())


@pytest.mark.parametrize(
    "name", ["sarif", "junit", "markdown", "csv", "xlsx", "html", "letter", "json", "json-lines", "grouped", "full"]
)
def test_what_could_not_be_checked_is_told_too(report: Report, name: str) -> None:
    assert "支出计划缺“6月底”一栏" in as_text(render(name, report, Style())).replace('\\"', '"')


@pytest.mark.parametrize("name", ["junit", "csv", "xlsx", "markdown", "grouped", "full", "html", "letter"])
def test_a_file_that_could_not_be_read_is_never_clean(report: Report, name: str) -> None:
    unread = replace(report, findings=(), not_checked=(), files=(FileSummary("b.doc", False),))
    text = as_text(render(name, unread, Style()))
    assert "b.doc" in text
    assert "无法读取" in text
    assert "没有发现问题" not in text


def test_names() -> None:
    assert is_format("sarif")
    assert not is_format("SARIF")
    with pytest.raises(KeyError):
        render("sarif2", Report((), ()), Style())
