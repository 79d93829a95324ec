"""What the READMEs show is what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goalint.cli.app import app

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_beginning_of_the_demo(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for variable in ("COLUMNS", "FORCE_COLOR", "CLICOLOR_FORCE", "GOALINT_LANG"):
        monkeypatch.delenv(variable, raising=False)
    (demo,) = re.findall(r"^demo:.*\n\t\$\(BIN\)/goalint (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    printed = CliRunner().invoke(app, demo.split()).stdout
    (shown,) = re.findall(r"^```text\n(.*?)^```$", (ROOT / name).read_text("utf-8"), re.M | re.S)
    assert len(shown.splitlines()) >= 10
    assert printed.startswith(shown)
