"""Where reports go: several formats at once, files, streams, what cannot be written."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import openpyxl
import pytest

from goalint.cli.failure import Failure
from goalint.cli.outputs import _ENDINGS, Output, outputs_of, refuse
from goalint.reports import FORMATS

from .conftest import Goalint, Process


@pytest.mark.parametrize(
    ("value", "output"),
    [
        ("full", Output("full")),
        ("json:报告.json", Output("json", "报告.json")),
        (r"json:C:\季度\报告.json", Output("json", r"C:\季度\报告.json")),
        (r"json:\\server\share\a.json", Output("json", r"\\server\share\a.json")),
        ("json:a:b", Output("json", "a:b")),
    ],
)
def test_a_format_and_where_it_goes(value: str, output: Output) -> None:
    assert outputs_of([value]) == (output,)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["jsn"], "没有输出格式“jsn”；是不是想用 json？"),
        ([r"C:\a.json"], "没有输出格式“C”；可用的有：text、"),
        (["json:"], "--output-format json: 的冒号后面缺少文件名"),
        (["full", "json"], "只能有一种格式显示在屏幕上，现在有：full、json。其余的写明文件，如 json:报告.json"),
        (["full:a.txt", "json:./a.txt"], "不能写入同一个文件"),
        (["full:a.txt", "json:x/../a.txt"], "不能写入同一个文件"),
    ],
)
def test_what_cannot_be_meant(values: list[str], said: str) -> None:
    with pytest.raises(Failure) as caught:
        outputs_of(values)
    assert said in caught.value.message


def test_one_on_the_screen_and_others_in_files(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.json", "全文.md")]
    alone = goalint("check", flawed)
    result = goalint("check", flawed, *_formats(f"json:{files[0]}", "text", f"full:{files[1]}"))
    assert (result.exit_code, result.stdout, result.stderr) == (1, alone.stdout, "")
    assert json.loads(files[0].read_bytes().decode("utf-8"))["summary"]["errors"] == 1
    assert files[1].read_text("utf-8") == goalint("check", flawed, *_formats("full")).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.json", "全文.md", flawed.name])


def test_files_only_leave_standard_output_empty_and_say_so_on_the_other(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    result = goalint("check", flawed, *_formats(f"json:{tmp_path / 'a.json'}"))
    assert (result.exit_code, result.stdout) == (1, "")
    summary, written = result.stderr.splitlines()
    assert summary.startswith("检查了 1 个文件")
    assert written == f"报告已写入 {tmp_path / 'a.json'}"


def test_a_report_replaces_the_last_one_and_keeps_its_permissions(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("旧" * 100_000, "utf-8")
    target.chmod(0o640)
    goalint("check", flawed, *_formats(f"json:{target}"))
    json.loads(target.read_bytes())
    assert target.stat().st_mode & 0o777 == (0o640 if os.name == "posix" else 0o666)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_new_report_has_the_permissions_of_any_new_file(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    goalint("check", flawed, *_formats(f"json:{tmp_path / 'a.json'}"))
    (tmp_path / "other").touch()
    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_cannot_be_written_is_told_before_any_work(
    goalint: Goalint, flawed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goalint.intake.found_in", lambda _: 1 / 0)
    for target, why in ((tmp_path / "没有" / "a.json", "没有文件夹"), (tmp_path, "这是一个文件夹")):
        result = goalint("check", flawed, *_formats(f"json:{target}"))
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"无法写入 {target}：{why}" in result.stderr


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    goalint: Goalint, flawed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.json"
    target.write_text("旧", "utf-8")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full_disk)
    result = goalint("check", flawed, *_formats("text", f"json:{target}"))
    assert result.exit_code == 2
    assert "TST101" in result.stdout
    assert f"无法写入 {target}：No space left on device" in result.stderr
    assert target.read_text("utf-8") == "旧"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.json", flawed.name])


@pytest.mark.parametrize("named", [True, False])
def test_a_draft_is_never_overwritten(goalint: Goalint, flawed: Path, named: bool) -> None:
    before = flawed.read_bytes()
    result = goalint("check", flawed if named else flawed.parent, *_formats(f"full:{flawed}"))
    assert result.exit_code == 2
    assert f"{flawed} 是要检查的文件" in result.stderr
    assert flawed.read_bytes() == before


@pytest.mark.parametrize("name", ["xlsx", "letter", "html", "markdown", "full"])
def test_a_report_beside_the_drafts_is_no_draft_and_may_be_written_again(goalint: Goalint, flawed: Path, name: str) -> None:
    target = flawed.parent / f"报告.{_ENDINGS.get(name, name)}"
    written = []
    for _ in range(2):
        result = goalint("check", flawed.parent, *_formats(f"{name}:{target}"))
        assert result.exit_code == 1
        assert "检查了 1 个文件" in result.stderr
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert goalint("check", flawed.parent).exit_code == 1
    named = goalint("check", target)
    assert named.exit_code == 3
    assert "goalint 写的检查报告" in named.stderr


def test_other_names_of_a_checked_file_do_not_deceive(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(Failure):
        refuse([Output("full", str(tmp_path / "x" / ".." / "a.txt"))], [str(tmp_path / "a.txt")])


def test_a_file_has_no_colour_and_its_own_width(process: Process, flawed: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.txt.out"
    args = ("check", "--pack", str(Path(__file__).with_name("data") / "pack"), flawed)
    process(*args, *_formats(f"full:{target}"), FORCE_COLOR="1", COLUMNS="50")
    assert target.read_bytes() == process(*args, *_formats("full")).stdout
    process(*args, *_formats(f"full:{target}"), "--color", "always")
    assert b"\x1b[" in target.read_bytes()


@pytest.mark.parametrize(
    ("filters", "codes"), [((), ["TST101", "TST102"]), (("--min-severity", "warning"), ["TST101"]), (("--ignore", "TST"), [])]
)
def test_all_formats_tell_the_same_findings(
    goalint: Goalint, flawed: Path, tmp_path: Path, filters: tuple[str, ...], codes: list[str]
) -> None:
    names = sorted(set(FORMATS) - {"text", "statistics", "letter"})
    (tmp_path / "out").mkdir()
    result = goalint("check", flawed, *filters, *_formats(*(f"{name}:{tmp_path / 'out' / name}" for name in names)))
    assert result.exit_code == (1 if codes else 0)
    for name in names:
        data = (tmp_path / "out" / name).read_bytes()
        if name == "xlsx":
            rows = openpyxl.load_workbook(io.BytesIO(data))["问题清单"].iter_rows(min_row=2)
            data = "\n".join(str(row[1].value) for row in rows).encode()
        text = data.decode("utf-8").split("怎么改")[0].split('<section class="rules">')[0]
        if name == "sarif":
            text = json.dumps(json.loads(text)["runs"][0]["results"])
        assert re.findall(r"TST10\d", text) == codes, name


def test_statistics_take_the_place_of_what_people_read(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    result = goalint("check", flawed, "--statistics", *_formats(f"json:{tmp_path / 'a.json'}", "full"))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].split() == ["1", "1", "TST101", "错误", "test-percent", "指标值是百分比"]
    assert json.loads((tmp_path / "a.json").read_bytes())["summary"]["errors"] == 1
    assert goalint("check", flawed, "--statistics").stdout == result.stdout
    assert goalint("check", flawed, "--statistics", *_formats("json")).exit_code == 2


def _formats(*values: str) -> list[str]:
    return [arg for value in values for arg in ("--output-format", value)]
