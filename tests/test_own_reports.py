"""Goalint's own reports are told from drafts, and nothing else is taken for one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint import intake
from goalint.findings import FileSummary, Report
from goalint.own_reports import MARK, is_own_report
from goalint.reports import Style, render
from goalint.rules.profile import Profile

READ = ["text", "grouped", "full", "concise", "statistics", "markdown", "html", "xlsx", "letter"]
FILES = FileSummary("a.txt", True, 12, 90, "青禾县水利局", 2025), FileSummary("b.txt", False)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("files", [FILES[:1], FILES])
def test_every_report_that_could_be_read_as_a_draft_is_known(name: str, lang: str, files: tuple[FileSummary, ...]) -> None:
    for profile in (None, Profile.REVIEW):
        written = render(name, Report((), files, rules=3), Style(lang, profile=profile))
        assert is_own_report(written.encode() if isinstance(written, str) else written)


def test_a_report_of_the_examples_is_no_document(tmp_path: Path) -> None:
    written = render("xlsx", Report((), FILES, rules=3), Style())
    assert isinstance(written, bytes)
    (tmp_path / "问题清单.xlsx").write_bytes(written)
    (read,) = intake.read(str(tmp_path / "问题清单.xlsx"))
    assert read.own_report
    assert not read.readable
    assert "goalint 写的检查报告" in read.document.not_read[-1].why("zh")


def archive(*names: str, mark: str = MARK) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, f"<x>{mark}</x>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "检查了 3 个文件，没有发现问题。".encode(),
        "检查了 1 个文件、2 个项目、9 个指标，启用 3 条规则：没有发现问题。\n第一部分 总体绩效目标\n".encode(),
        archive("word/document.xml"),
        archive("docProps/custom.xml", mark="KSOProductBuildVer"),
        archive("docProps/custom.xml")[:60],
        archive("docProps/custom.xml")[60:],
        b"PK\x03\x04docProps/custom.xml" + MARK.encode(),
    ],
)
def test_other_files_are_not(data: bytes) -> None:
    assert not is_own_report(data)


@given(st.binary(max_size=200), st.integers(0, 10_000))
def test_damage_is_no_error(noise: bytes, at: int) -> None:
    whole = archive("docProps/custom.xml")
    at %= len(whole)
    is_own_report(whole[:at] + noise + whole[at + len(noise) :])
