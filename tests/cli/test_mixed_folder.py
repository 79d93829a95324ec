"""A folder as departments send it: one report, in which nothing that could not be read looks as if it had passed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests.cli.conftest import Goalint
from tests.formats import web_page, workbook
from tests.formats.ofd_file import written
from tests.formats.paper import HEIGHT, WIDTH, Paper, papers
from tests.formats.pdf_file import pdf
from tests.formats.raw_pdf import FORM, GOOD, raw_pdf, stream
from tests.formats.word import word
from tests.forms import BLANKS, DREDGING, Plan, bars, rows_by_tab
from tests.office import docx, p, tbl, zipped

_PLAN = Plan((DREDGING, BLANKS))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_ENCRYPTED = _OLE + "EncryptedPackage\0".encode("utf-16-le")
_SELF_EVALUATION = (
    ("项目名称", "河道清淤", "自评得分", "95"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
    ("产出指标", "数量指标", "清淤河道长度", "≥12公里", "12公里", "10"),
)


def _scanned() -> bytes:
    def picture(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (8, 8), 200), 0, 0, WIDTH, HEIGHT)

    return pdf([Paper()], before=picture)


def _tree(goalint: Goalint, draft: Path) -> bytes:
    return goalint("tree", draft, "--output-format", "json").stdout.encode()


def _archive() -> bytes:
    """Members named in GBK, as Windows does: two that are read, three that are not."""
    out = io.BytesIO()
    names = {"AAAA": "水利".encode("gbk"), "BBBB": "扫描".encode("gbk"), "CCCC": "附件".encode("gbk")}
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("AAAA/a.docx", word(_PLAN))
        archive.writestr("AAAA/b.pdf", pdf(papers(_PLAN)))
        archive.writestr("BBBB.pdf", _scanned())
        archive.writestr("CCCC.rar", b"Rar!\x1a\x07\0")
        archive.writestr("AAAA/../../c.docx", b"PK\x03\x04")
        archive.writestr("AAAA/~$a.docx", b"\0" * 50)
    data = out.getvalue()
    for name, raw in names.items():
        data = data.replace(name.encode(), raw)
    return data


_READ: dict[str, bytes] = {
    "目标表.txt": rows_by_tab(_PLAN).encode(),
    "目标表-gbk.txt": rows_by_tab(_PLAN).encode("gb18030"),
    "目标表.md": bars(_PLAN).encode(),
    "目标表.docx": word(_PLAN),
    "水利局/目标表.docx": word(_PLAN, automatic=True),
    "其实是docx.doc": word(_PLAN),
    "目标表.xlsx": workbook.xlsx(_PLAN),
    "目标表.xls": workbook.xls(_PLAN),
    "目标表.et": workbook.xls(_PLAN, stacked=True),
    "导出.xls": workbook.xml_workbook(_PLAN),
    "目标表.html": web_page.soup(_PLAN),
    "目标表.mht": web_page.archive(_PLAN),
    "目标表.pdf": pdf(papers(_PLAN)),
    "目标表.ofd": written(papers(_PLAN)),
}
_UNREAD: dict[str, bytes] = {
    "加密.docx": _ENCRYPTED,
    "加密.xlsx": _ENCRYPTED,
    "加密.pdf": pdf(papers(_PLAN), password="geheim"),
    "扫描.pdf": _scanned(),
    "照片.jpg": b"\xff\xd8\xff" + bytes(200_000),
    "截断.docx": word(_PLAN)[:-200],
    "截断.xlsx": workbook.xlsx(_PLAN)[:900],
    "截断.pdf": pdf(papers(_PLAN))[:300],
    "截断.ofd": written(papers(_PLAN))[:900],
    "旧.rar": b"Rar!\x1a\x07\0",
    "材料.7z": b"7z\xbc\xaf\x27\x1c",
    "公文.ceb": b"Founder CEB",
    "旧版.doc": _OLE + "WordDocument\0".encode("utf-16-le"),
    "空.txt": b"",
    "空白.docx": docx(p("水利局"), p("情况说明")),
    "自评表.docx": docx(p("项目支出绩效自评表"), tbl(*_SELF_EVALUATION)),
    "炸弹.docx": zipped({"word/document.xml": bytes(70 * 1024 * 1024)}),
    "实体.docx": zipped({"word/document.xml": "<!DOCTYPE a [<!ENTITY l 'ha'>]><a>&l;</a>"}),
    "恶意.pdf": raw_pdf(GOOD | {7: stream("/X1 Do " * 3, FORM)} | {4: stream("/X1 Do")}),
    "空.zip": zipped({"a.exe": b"MZ"}),
    "坏.zip": b"PK\x03\x04" + bytes(100),
}
_NOT_READ = {"file-unreadable", "no-form-found", "no-goal-form"}
_OF_ARCHIVE = {"水利/a.docx": True, "水利/b.pdf": True, "扫描.pdf": False, "附件.rar": False, "水利/c.docx": False}
_FORMATS = ("full", "concise", "markdown", "html", "junit", "csv", "sarif", "json", "json-lines", "gitlab", "checkstyle")
_LEFT_ALONE = {"~$目标表.docx": b"\0", "logo.png": b"\x89PNG", ".hidden/a.docx": b"PK", "说明.exe": b"MZ"}


@pytest.fixture
def folder(tmp_path: Path, goalint: Goalint, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All of them, and a tree of goalint's own."""
    monkeypatch.setenv("GOALINT_SOFFICE", str(tmp_path / "nowhere"))  # the same with LibreOffice and without
    made = tmp_path / "报送"
    for name, data in (_READ | _UNREAD | _LEFT_ALONE | {"材料.zip": _archive()}).items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data)
    (made / "导出.json").write_bytes(_tree(goalint, made / "目标表.docx"))
    return made


def _read() -> set[str]:
    return {*_READ, "导出.json", *(f"材料.zip/{name}" for name, good in _OF_ARCHIVE.items() if good)}


def _unread() -> set[str]:
    return {*_UNREAD, *(f"材料.zip/{name}" for name, good in _OF_ARCHIVE.items() if not good)}


def test_each_file_was_read_or_is_told_to_be_unread(folder: Path) -> None:
    assert len(_READ | _UNREAD) >= 30
    done = _check(folder, "--output-format", "json")
    assert (done.returncode, done.stderr) == (3, b"")
    report = json.loads(done.stdout)
    by_path: dict[str, set[str]] = {}
    for finding in report["findings"]:
        by_path.setdefault(finding["path"][len(str(folder)) + 1 :], set()).add(finding["name"])
    assert {path for path, names in by_path.items() if names <= _NOT_READ} == _unread()
    assert {path for path, names in by_path.items() if not names & _NOT_READ} == _read()
    assert report["summary"]["documents"] == len(_read())
    assert report["summary"]["unreadable"] == len(_unread())
    assert report["summary"]["projects"] == len(_PLAN.forms) * len(_read())
    assert {path.name for path in folder.parent.iterdir()} == {folder.name}


@pytest.mark.parametrize("options", [(), ("--select", "VAL101")], ids=["all rules", "none about reading"])
def test_every_report_names_what_was_not_read(folder: Path, options: Sequence[str]) -> None:
    """On the screen if no rule tells it."""
    reports = folder.parent / "reports"
    reports.mkdir()
    formats = [f"--output-format={form}:{reports / form}" for form in _FORMATS]
    done = _check(folder, "--output-format=text", *formats, *options)
    assert done.returncode == 3
    screen = done.stderr.decode()
    for form, said in {"text": done.stdout.decode(), **{form: (reports / form).read_text("utf-8") for form in _FORMATS}}.items():
        missing = [name for name in _unread() if name.rpartition("/")[2] not in unquote(said) and name not in screen]
        assert not missing, form
    assert f"{len(_unread())} 个文件无法读取" in done.stdout.decode()


def test_the_code_is_that_of_unread_files_whatever_else_is_found(folder: Path) -> None:
    assert _check(folder, "--fail-on", "never").returncode == 3
    for path in [*folder.rglob("*.*")]:
        if path.is_file() and path.name not in ("目标表.txt", *_LEFT_ALONE):
            path.unlink()
    assert _check(folder).returncode == 1
    assert _check(folder, "--fail-on", "never").returncode == 0


def _check(folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "goalint", "check", str(folder), "--isolated", *options]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)
