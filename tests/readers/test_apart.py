"""A process beside: what it answers, and that nothing which happens to it concerns the next file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats.raw_pdf import GOOD, packed_stream, raw_pdf

from goalint.readers import apart
from goalint.readers.apart import read_apart
from goalint.readers.blocks import UnreadableError
from goalint.readers.pdf.reading import read

_PDF = "goalint.readers.pdf.reading:read"
_LONG = raw_pdf(GOOD | {4: packed_stream(b"BT /F1 12 Tf " + b"(abcdefghijkl) Tj " * 1_000_000 + b"ET")})


@pytest.fixture(autouse=True)
def _none_left() -> Iterator[None]:
    yield
    for reader, process in list(apart._running.items()):
        if reader != _PDF:
            process.end()


def _reason(reader: str, data: bytes = b"") -> str:
    with pytest.raises(UnreadableError) as caught:
        read_apart(reader, data)
    assert caught.value.why("zh")
    assert caught.value.why("en")
    return caught.value.reason


def test_the_answer_is_that_of_the_reader() -> None:
    data = raw_pdf(GOOD)
    assert read_apart(_PDF, data) == read(data)
    assert _reason(_PDF, b"%PDF-1.7") == "broken-container"


def test_one_process_reads_one_file_after_the_other() -> None:
    read_apart(_PDF, raw_pdf(GOOD))
    first = apart._running[_PDF]
    read_apart(_PDF, raw_pdf(GOOD))
    assert apart._running[_PDF] is first


def test_a_process_that_ends_itself_concerns_one_file() -> None:
    for _ in range(2):
        assert _reason("builtins:exit") == "too-costly"
    assert read_apart(_PDF, raw_pdf(GOOD)).blocks


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    read_apart(_PDF, raw_pdf(GOOD))
    used = apart._running[_PDF]
    monkeypatch.setattr(apart, "SECONDS", 0.3)
    assert _reason(_PDF, _LONG) == "too-costly"
    assert used.late
    assert not used.alive
    monkeypatch.undo()
    assert read_apart(_PDF, raw_pdf(GOOD)).blocks


def test_what_a_used_process_cannot_do_a_fresh_one_may(monkeypatch: pytest.MonkeyPatch) -> None:
    read_apart(_PDF, raw_pdf(GOOD))
    used = apart._running[_PDF]
    monkeypatch.setattr(used, "_asked", lambda _: None)  # as one that has no memory left ends in the midst of a file
    assert read_apart(_PDF, raw_pdf(GOOD)).blocks
    assert apart._running[_PDF] is not used
    assert not used.alive


def test_a_process_that_somebody_ended_is_replaced() -> None:
    read_apart(_PDF, raw_pdf(GOOD))
    apart._running[_PDF]._process.kill()
    assert read_apart(_PDF, raw_pdf(GOOD)).blocks


def test_modules_are_found_where_this_process_finds_them_but_not_beside_the_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own_reader.py").write_text(
        "from goalint.readers.blocks import Blocks\n\n\ndef read(data):\n    return Blocks('own', ())\n", "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert read_apart("own_reader:read", b"").format == "own"
    apart._running["own_reader:read"].end()
    monkeypatch.chdir(tmp_path)
    assert _reason("own_reader:read") == "too-costly"


def test_without_an_interpreter_the_file_is_told_to_be_unread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    assert _reason("builtins:len") == "no-access"


def test_a_mistake_of_the_reader_is_no_mistake_of_the_file() -> None:
    with pytest.raises(RuntimeError, match="JSONDecodeError"):
        read_apart("json:loads", b"{")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_copy_of_this_process_has_one_of_its_own() -> None:
    data = raw_pdf(GOOD)
    expected = read_apart(_PDF, data)
    copy = os.fork()
    if not copy:
        os._exit(0 if read_apart(_PDF, data) == expected else 1)
    assert os.waitpid(copy, 0)[1] == 0
    assert read_apart(_PDF, data) == expected
