"""goalint from Python."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.forms import DREDGING, PUMPS, Plan, rows_by_tab

import goalint
from goalint import store

_EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "kept"))


def _codes(report: goalint.Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_report_is_what_the_command_says() -> None:
    report = goalint.check(_EXAMPLES / "mistakes.md", isolated=True)
    assert len(report.findings) > 50
    assert report.files[0].projects > 3
    assert _codes(goalint.check([str(_EXAMPLES / "clean.md")], isolated=True)) == []


def test_settings_are_those_of_the_command() -> None:
    path = _EXAMPLES / "mistakes.md"
    only = goalint.check(path, isolated=True, select=["VAL101"])
    assert set(_codes(only)) == {"VAL101"}
    fewer = goalint.check(path, isolated=True, profile="self-check", min_severity="error")
    assert {finding.severity for finding in fewer.findings} == {"error"}
    english = goalint.check(path, isolated=True, select=["VAL101"], lang="en")
    assert english.findings[0].message.isascii() is False  # it quotes the draft
    assert english.findings[0].title.isascii()


def test_the_configuration_is_found_unless_isolated(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_bytes((_EXAMPLES / "mistakes.md").read_bytes())
    (tmp_path / "goalint.toml").write_text('select = ["BUD101"]\n', "utf-8")
    assert set(_codes(goalint.check(draft))) == {"BUD101"}
    assert set(_codes(goalint.check(draft, isolated=True))) > {"BUD101"}
    assert set(_codes(goalint.check(draft, config=tmp_path / "goalint.toml"))) == {"BUD101"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"select": ["NONE1"]}, "NONE1"),
        ({"profile": "best"}, "best"),
        ({"colour": True}, "colour"),
        ({"packs": ["/nowhere"]}, "nowhere"),
    ],
)
def test_mistakes_are_errors_that_name_them(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(goalint.CheckError, match=message):
        goalint.check(_EXAMPLES / "clean.md", isolated=True, **settings)


def test_a_file_that_cannot_be_read_is_part_of_the_report(tmp_path: Path) -> None:
    report = goalint.check(tmp_path / "missing.docx", isolated=True)
    assert report.unreadable == 1
    assert _codes(report) == ["READ001"]


def test_an_executor_of_the_callers(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(rows_by_tab(Plan((DREDGING, PUMPS), ("一、总体绩效目标", "甲。"))), "utf-8")
    with ThreadPoolExecutor(1) as executor:
        assert goalint.check(tmp_path, isolated=True, executor=executor) == goalint.check(tmp_path, isolated=True, cache=False)
    assert goalint.check(tmp_path, isolated=True, jobs=2) == goalint.check(tmp_path, isolated=True)


def test_reading_a_document() -> None:
    document = goalint.read(_EXAMPLES / "clean.md")
    assert [project.name.text for project in document.projects]
    assert document.fiscal_year == 2025


def _fresh(*lines: Sequence[str]) -> str:
    code = "import sys\n" + "\n".join(map(str, lines))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_loads_next_to_nothing() -> None:
    assert _fresh("import goalint", "print([m for m in sys.modules if m.startswith('goalint.') or m == 'click'])") == "[]"
    assert _fresh("import goalint", "print(goalint.check.__name__, 'read' in dir(goalint))") == "check True"


def test_against_the_draft_that_was_sent_back(tmp_path: Path) -> None:
    old, new = tmp_path / "a.md", tmp_path / "b.md"
    text = (_EXAMPLES / "draft.md").read_text("utf-8")
    old.write_text(text, "utf-8")
    new.write_text(text.replace("完成清淤的河段 | ≥95%", "完成清淤的河段 | ≥2段"), "utf-8")
    report = goalint.check(new, isolated=True, select=["VAL101"], original=old)
    assert report.revision is not None
    assert [finding.state for finding in report.findings] == ["still"]  # the narrative says it too
    assert len(report.revision.fixed) == 1
    with pytest.raises(goalint.CheckError, match="没有"):
        goalint.check(new, original=tmp_path / "none.md")
