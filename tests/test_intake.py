"""From paths to documents: what is found in folders, and what is said of files that cannot be read."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

import pytest

from goalint.intake import Intake, gather, read, read_bytes
from goalint.readers import MAX_BYTES

FORM = """\
1.库房维修绩效目标表

209001虚河县档案馆　单位：万元

项目编码	13992125P00001110001X	项目名称	库房维修
预算规模及资金用途	预算数	3.00	其中：财政资金	3.00	其他资金	0.00
	用于库房维修。
资金支出计划（%）	3月底	6月底	10月底	12月底
	20%	40%	60%	100%
绩效目标	1.完成库房维修
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	维修次数	维修的次数	≥1次	年度计划
"""


def _why(intake: Intake) -> str:
    (problem,) = intake.document.not_read
    assert problem.why("en")
    return problem.why()


def _tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FORM, "utf-8")


def _names(root: Path, found: list[str]) -> list[str]:
    return [Path(path).relative_to(root).as_posix() for path in found]


def test_a_folder_gives_its_documents_sorted(tmp_path: Path) -> None:
    _tree(tmp_path, "b.txt", "a.md", "sub/c.TXT", "sub/deep/d.markdown", "note.png", "e")
    assert _names(tmp_path, gather([str(tmp_path)])) == ["a.md", "b.txt", "sub/c.TXT", "sub/deep/d.markdown"]


def test_hidden_and_lock_files_are_left_out(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", ".hidden.txt", "~$a.txt", ".git/b.txt", "sub/.c/d.txt", "sub/~$e.txt")
    assert _names(tmp_path, gather([str(tmp_path)])) == ["a.txt"]


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    _tree(tmp_path, ".hidden.txt", "note.png")
    paths = [str(tmp_path / ".hidden.txt"), str(tmp_path / "note.png")]
    assert gather(paths) == paths


def test_every_file_once_in_the_order_named(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "b.txt")
    found = gather([str(tmp_path / "b.txt"), str(tmp_path), str(tmp_path / "a.txt")])
    assert _names(tmp_path, found) == ["b.txt", "a.txt"]


def test_two_spellings_of_a_path_are_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tree(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    assert len(gather(["a.txt", "./a.txt", "."])) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_lead_to_files_of_the_folder_only(tmp_path: Path) -> None:
    _tree(tmp_path, "inside/a.txt", "outside/b.txt", "inside-too/c.txt")
    (tmp_path / "inside/link.txt").symlink_to(tmp_path / "inside/a.txt")
    (tmp_path / "inside/out.txt").symlink_to(tmp_path / "outside/b.txt")
    (tmp_path / "inside/near.txt").symlink_to(tmp_path / "inside-too/c.txt")
    (tmp_path / "inside/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "inside/loop").symlink_to(tmp_path / "inside")
    assert _names(tmp_path, gather([str(tmp_path / "inside")])) == ["inside/a.txt", "inside/link.txt"]


def test_missing_paths_and_empty_folders_stay_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    paths = [str(tmp_path / "gone.txt"), str(tmp_path / "empty")]
    assert gather(paths) == paths
    gone, empty = (next(read(path)) for path in paths)
    assert not gone.readable
    assert not empty.readable
    assert "不存在" in _why(gone)
    assert "没有可检查的文档" in _why(empty)
    assert gone.document.source.path == paths[0]
    assert gone.summary.readable is False


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "不是普通文件" in _why(next(read(str(pipe))))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not stop root")
def test_a_file_without_rights(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    assert "无法打开" in _why(next(read(str(tmp_path / "a.txt"))))


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert _why(next(read(str(tmp_path / "a\x00b.txt")))) == "无法打开：文件名或路径不对"
    assert _why(next(read(str(tmp_path / ("a" * 5000 + ".txt"))))) == "无法打开：路径太长"


def test_what_is_wrong_with_an_archive_is_said_in_one_language() -> None:
    why = _why(read_bytes(b"PK\x03\x04 and no more", "a.docx"))
    assert why == "文件已损坏，打不开；请在原来的软件中打开并另存一份"


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    _tree(tmp_path, "a.xyz")
    why = _why(next(read(str(tmp_path / "a.xyz"))))
    assert "“.xyz”" in why
    assert ".txt" in why


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "上限" in _why(next(read(str(path))))


def test_binary_content_under_a_text_name() -> None:
    assert "PDF" in _why(read_bytes(b"%PDF-1.7", "a.txt"))


def test_a_document_without_forms_says_so() -> None:
    intake = read_bytes("甲\n乙\n".encode(), "a.txt")
    assert not intake.readable
    assert intake.document.not_read[-1].code == "no-form"
    assert "没有找到绩效目标表" in _why(intake)


def test_a_document_read(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt")
    path = str(tmp_path / "a.txt")
    intake = next(read(path))
    assert intake.readable
    assert intake.document.not_read == ()
    assert intake.document.source.sha256 == hashlib.sha256(FORM.encode()).hexdigest()
    summary = intake.summary
    assert (summary.path, summary.projects, summary.indicators, summary.department, summary.fiscal_year) == (
        path,
        1,
        1,
        "虚河县档案馆",
        2025,
    )
    assert read_bytes(FORM.encode(), "b.TXT").document.projects == intake.document.projects


def test_a_folder_that_vanishes(tmp_path: Path) -> None:
    _tree(tmp_path, "sub/a.txt")
    found = gather([str(tmp_path)])
    shutil.rmtree(tmp_path / "sub")
    assert "不存在" in _why(next(read(found[0])))
