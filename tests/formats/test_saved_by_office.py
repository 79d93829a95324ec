"""Workbooks as an office program saves them: opened and saved again by LibreOffice, where there is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.formats.workbook import xlsx
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, expected, said

from goalint.intake import read

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice")
@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_a_workbook_saved_again_says_the_same_at_the_same_addresses(tmp_path: Path, form: str) -> None:
    assert _OFFICE is not None
    plan = Plan((DREDGING, PUMPS, BLANKS))
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(plan))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [_OFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved, before = next(read(str(tmp_path / "saved" / f"a.{form}"))).document, next(read(str(path))).document
    assert saved.source.format == form
    assert said(saved) == expected(plan)
    assert saved.not_read == ()
    assert [row.name.location for project in saved.projects for row in project.indicators] == [
        row.name.location for project in before.projects for row in project.indicators
    ]
