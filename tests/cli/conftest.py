"""Documents, packs and processes for the tests of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goalint.cli.app import app

DATA = Path(__file__).with_name("data")
ROOT = Path(__file__).parents[2]

_FORM = """\
第二部分

预算项目绩效目标

1.库房维修费绩效目标表

201001示例市档案馆本级

单位：万元

项目编码	13990024P00000000003X	项目名称	库房维修费
预算规模及资金用途	预算数	3.00	其中：财政资金	3.00	其他资金
	预算数3万元。其中：财政资金3万元，其他资金0万元。主要用于：库房维修。
资金支出计划（%）	3月底	6月底	10月底	12月底
	20%	37%	68%	100%
绩效目标	1.完成库房维修
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	维修次数	反映维修次数	{value}	年度计划
满意度指标	服务对象满意度指标	查档群众满意度		≥90分	年度计划
"""

# A process that has the tests' packs only, given with --pack: the shipped ones have tests of their own.
WITHOUT_SHIPPED = "import goalint.rules.load as load\nload.shipped_packs = list\nfrom goalint.cli import main\nmain()\n"

Goalint = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No variable of the machine decides what is printed; compiled packs go to a folder of the tests."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GOALINT_LANG", "GOALINT_DEBUG", "PYTHONIOENCODING", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOALINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "goalint-cache"))


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A document with one error (TST101) and one hint (TST102)."""
    path = tmp_path / "有问题.txt"
    path.write_text(_FORM.format(value="≥95%"), "utf-8")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A document without an error; the hint remains."""
    path = tmp_path / "clean.txt"
    path.write_text(_FORM.format(value="≥3次"), "utf-8")
    return path


@pytest.fixture
def goalint(monkeypatch: pytest.MonkeyPatch) -> Goalint:
    """Run the command line in this process, with the tests' own pack in place of the shipped ones."""

    def run(command: str, *args: str | Path, stdin: bytes | None = None) -> Result:
        monkeypatch.setattr("goalint.rules.load.shipped_packs", list)
        own = ["--pack", str(DATA / "pack")] if command in ("check", "rules", "rule") else []
        return CliRunner().invoke(app, [command, *own, *map(str, args)], input=stdin)

    return run


@pytest.fixture
def process() -> Process:
    """Run the command line as a process of its own."""

    def run(*args: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", WITHOUT_SHIPPED, *map(str, args)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
            timeout=60,
            check=False,
        )

    return run
