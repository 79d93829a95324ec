"""Older word-processor files, through LibreOffice where it is installed, and what is said where it is not."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.deadline import within
from tests.office import docx, p, tbl, tc, tr, zipped

from goalint.intake import read_bytes
from goalint.readers import libreoffice, reader_for
from goalint.readers.blocks import Paragraph, Table, UnreadableError
from goalint.readers.libreoffice import VARIABLE, converted, found_program, read_doc, read_odt, read_rtf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
RTF = rb"{\rtf1\ansi \u30002?\par\trowd\cellx2000\cellx4000\pard\intbl \u19968?\cell \u20108?\cell\row\pard x\par}"
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
installed = pytest.mark.skipif(found_program() is None, reason="no LibreOffice here")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script into the place of LibreOffice."""

    def put(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv(VARIABLE, str(program))

    return put


@pytest.fixture(autouse=True)
def left_behind(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing stays in the folder for temporary files."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def _reason(work: Callable[[], object]) -> str:
    with pytest.raises(UnreadableError) as caught:
        work()
    assert caught.value.why("en")
    assert "docx" in caught.value.why("zh") or caught.value.reason == "encrypted"
    return caught.value.reason


def test_without_a_converter_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "found_program", lambda: None)
    assert _reason(lambda: read_doc(OLE)) == "no-converter"
    intake = read_bytes(OLE + "WordDocument\0".encode("utf-16-le"), "草稿.wps")
    assert not intake.readable
    assert "另存为 docx" in intake.document.not_read[0].why()


def test_a_named_program_that_is_not_there_is_not_replaced(tmp_path: Path) -> None:
    assert found_program({VARIABLE: str(tmp_path / "none"), "PATH": os.environ.get("PATH", "")}) is None


@posix
def test_the_search_path_without_the_folder_of_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    monkeypatch.setattr(libreoffice, "_PLACES", {})
    assert found_program({"PATH": str(tmp_path)}) == str(program)
    monkeypatch.chdir(tmp_path)
    assert found_program({"PATH": f".{os.pathsep}"}) is None
    program.chmod(0o644)
    assert found_program({"PATH": str(tmp_path)}) is None


@posix
def test_a_program_that_writes_nothing(stand_in: Callable[[str], None]) -> None:
    stand_in("exit 0")
    assert _reason(lambda: converted(b"", ".doc")) == "conversion-failed"


@posix
def test_a_program_that_does_not_end_is_ended_with_its_children(
    stand_in: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "TIMEOUT", 0.5)
    stand_in(f"sleep 600 & echo $! > '{tmp_path}/child'; wait")
    with within(10):
        assert _reason(lambda: converted(b"", ".doc")) == "conversion-slow"
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z" or sys.platform != "linux"


@posix
def test_the_program_is_run_in_a_profile_of_its_own(stand_in: Callable[[str], None], tmp_path: Path) -> None:
    stand_in(f"echo \"$@\" > '{tmp_path}/said'; cp -r profile '{tmp_path}/kept'; ulimit -v >> '{tmp_path}/said'")
    _reason(lambda: converted(b"", ".doc"))
    said = (tmp_path / "said").read_text()
    assert "--headless" in said
    assert "-env:UserInstallation=file://" in said
    assert "unlimited" not in said
    settings = (tmp_path / "kept/user/registrymodifications.xcu").read_text("utf-8")
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in settings
    assert '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value>' in settings


def test_a_password() -> None:
    head = b"\xec\xa5\xc1\x00" + bytes(6)
    assert _reason(lambda: read_doc(OLE + head + b"\x00\x01")) == "encrypted"
    manifest = "<manifest:encryption-data/>"
    assert _reason(lambda: read_odt(zipped({"META-INF/manifest.xml": manifest}))) == "encrypted"


@installed
def test_rich_text_under_the_name_of_a_document() -> None:
    blocks = reader_for(".doc", RTF)(RTF)
    assert blocks.format == "rtf"
    assert [type(block) for block in blocks.blocks] == [Paragraph, Table, Paragraph]
    assert read_rtf(RTF) == blocks


@installed
def test_a_document_of_word_97_says_what_the_newer_one_says(tmp_path: Path) -> None:
    body = [
        p("甲"),
        tbl(tr(tc("乙", merge="restart"), tc("丙", span=2)), tr(tc("", merge="continue"), "≥95%", "戊"), widths=[2000] * 3),
        p("己"),
    ]
    old = _as_doc(docx(*body), tmp_path)
    assert old.startswith(OLE[:8])
    blocks = reader_for(".wps", old)(old)
    assert blocks.format == "doc"
    first, table, last = blocks.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert isinstance(table, Table)
    assert (first.passage.text, last.passage.text) == ("甲", "己")
    assert [[cell.text for cell in row] for row in table.rows] == [["乙", "丙", ""], ["", "≥95%", "戊"]]
    assert table.rows[1][1].location.as_json() == {"table": 1, "row": 2, "cell": 2}
    with within(30):
        assert _reason(lambda: read_doc(old[:700])) == "conversion-failed"


def _as_doc(data: bytes, folder: Path) -> bytes:
    """The same document in the older format, written by the program itself."""
    import subprocess

    program = found_program()
    assert program is not None
    (folder / "a.docx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc:MS Word 97"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "a.docx")], capture_output=True, check=True, timeout=60)
    return (folder / "a.doc").read_bytes()


@installed
def test_nothing_is_fetched() -> None:
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        content = (
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
            ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
            ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
            ' office:version="1.2"><office:body><office:text><text:p>甲<draw:frame svg:width="2cm" svg:height="2cm">'
            f'<draw:image xlink:type="simple" xlink:href="http://127.0.0.1:{server.server_port}/picture.png"/></draw:frame></text:p>'
            "</office:text></office:body></office:document-content>"
        )
        kind = "application/vnd.oasis.opendocument.text"
        manifest = (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
        )
        odt = zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})
        blocks = read_odt(odt)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert any(isinstance(block, Paragraph) and "甲" in block.passage.text for block in blocks.blocks)
    assert asked == []
