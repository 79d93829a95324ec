"""What another installed package adds: a reader, a check, a pack that uses it, a format."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from goalint import installed
from goalint.checks import REGISTRY

from .conftest import Goalint

FILES = {
    "county_extras-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: county-extras\nVersion: 1.0\n",
    "county_extras-1.0.dist-info/entry_points.txt": """\
[goalint.readers]
plan = county_extras.plan:read
broken = county_extras.plan:fail
[goalint.checks]
short-names = county_extras.checks:SHORT_NAMES
[goalint.packs]
county = county_rules
no-pack = county_extras
[goalint.reports]
count = county_extras.count
""",
    "county_extras/__init__.py": "",
    "county_extras/plan.py": """\
from goalint.readers.text import read_text
def read(data):
    return read_text(data.replace(b"#", b"\\t"))
def fail(data):
    raise KeyError("这一种")
""",
    "county_extras/checks.py": """\
from goalint.rules.check import Hit, check, evidence_of
@check("short-names", given={"indicator"}, placeholders={"short"})
def SHORT_NAMES(scope, params):
    if len(scope.indicator.name.text) < 5:
        yield Hit({"short": scope.indicator.name.text}, field="name", evidence=(evidence_of(scope.indicator.name),))
""",
    "county_extras/count.py": """\
def render(report, style):
    return f"{len(report.findings)}\\n".encode() if style.lang == "zh" else "!\\n"
""",
    "county_rules/pack.yaml": 'name: county\nversion: "1.0"\ntitle: 本县规则\ntitle_en: County rules\n',
    "county_rules/value/names.yaml": """\
- code: CTY101
  name: short-name
  title: 名称太短
  severity: error
  confidence: high
  category: value
  given: indicator
  check: short-names
  message: “{short}”太短
  basis: practice
  examples:
    - {flags: {name: 合格率, value: ≥95%}}
    - {passes: {name: 清淤河段数量, value: ≥3段}}
""",
}


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package, found as if it were installed."""
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    offered = installed._offered
    offered.cache_clear()
    yield tmp_path / "site"
    offered.cache_clear()
    forget()


def forget() -> None:
    """Nothing of the package is loaded."""
    for name in [name for name in sys.modules if name.startswith("county_")]:
        del sys.modules[name]
    REGISTRY.foreign.clear()
    REGISTRY._loaded.pop("short-names", None)


def test_a_reader_reads_the_files_of_its_ending(goalint: Goalint, flawed: Path) -> None:
    folder = flawed.parent / "drafts"
    folder.mkdir()
    (folder / "a.plan").write_bytes(flawed.read_bytes().replace(b"\t", b"#"))
    (folder / "a.odd").write_bytes(b"x")
    for path in (folder, folder / "a.plan"):
        result = goalint("check", path, "--output-format", "json")
        assert (result.exit_code, json.loads(result.stdout)["summary"]["documents"]) == (1, 1)


def test_a_reader_that_fails_is_a_file_that_cannot_be_read(goalint: Goalint, tmp_path: Path, flawed: Path) -> None:
    (tmp_path / "a.broken").write_bytes(b"x")
    result = goalint("check", tmp_path / "a.broken", flawed)
    assert result.exit_code == 3
    assert "KeyError: '这一种'" in result.stderr
    assert "TST101" in result.stdout


def test_a_pack_by_its_name_with_a_check_of_the_package(goalint: Goalint, flawed: Path) -> None:
    for _ in range(2):
        result = goalint("check", flawed, "--pack", "county", "--select", "CTY", "--output-format", "concise")
        assert result.exit_code == 1
        assert "CTY101 错误 项目1（库房维修费）：“维修次数”太短" in result.stdout
    (flawed.parent / "goalint.toml").write_text('packs = ["county"]\nselect = ["CTY101"]\n', "utf-8")
    assert "CTY101" in goalint("check", flawed, "--config", flawed.parent / "goalint.toml").stdout


def test_a_change_of_the_check_is_noticed(goalint: Goalint, flawed: Path, package: Path) -> None:
    args = ("check", flawed, "--pack", "county", "--select", "CTY")
    assert goalint(*args).exit_code == 1
    checks = package / "county_extras" / "checks.py"
    checks.write_text(checks.read_text("utf-8").replace('placeholders={"short"}', "placeholders=()"), "utf-8")
    forget()
    result = goalint(*args)
    assert result.exit_code == 2
    assert "short" in result.stderr


@pytest.mark.parametrize(
    ("module", "args"),
    [("count", ("--output-format", "count")), ("checks", ("--pack", "county", "--select", "CTY")), ("plan", ("a.plan",))],
)
def test_a_package_that_does_not_load_is_named(
    goalint: Goalint, flawed: Path, package: Path, monkeypatch: pytest.MonkeyPatch, module: str, args: tuple[str, ...]
) -> None:
    monkeypatch.chdir(flawed.parent)
    Path("a.plan").write_bytes(b"x")
    (package / "county_extras" / f"{module}.py").write_text("import no_such_module", "utf-8")
    result = goalint("check", flawed, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "扩展包 county-extras 1.0 无法加载" in result.stderr
    assert "No module named 'no_such_module'" in result.stderr
    assert "缺陷" not in result.stderr


def test_a_pack_may_build_on_it(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own = 'name: own\nversion: "1.0"\ntitle: 自己的\ntitle_en: own\nrequires: [county]\n'
    (tmp_path / "own" / "pack.yaml").write_text(own + "overrides: {short-name: {severity: info}}\n", "utf-8")
    result = goalint("check", flawed, "--pack", tmp_path / "own", "--pack", "county", "--select", "CTY")
    assert (result.exit_code, "提示 CTY101" in result.stdout) == (0, True)


@pytest.mark.parametrize("name", ["no-pack", "nothing", "./county"])
def test_what_is_no_pack_is_told(goalint: Goalint, flawed: Path, name: str) -> None:
    result = goalint("check", flawed, "--pack", name)
    assert result.exit_code == 2
    assert name.removeprefix("./") in result.stderr


def test_the_code_of_a_pack_does_not_run(goalint: Goalint, flawed: Path, package: Path) -> None:
    (package / "county_rules" / "__init__.py").write_text("raise SystemExit(9)", "utf-8")
    assert goalint("check", flawed, "--pack", "county", "--select", "CTY").exit_code == 1


def test_a_format_is_used_like_any_other(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    assert goalint("check", flawed, "--output-format", "count").stdout == "2\n"
    goalint("check", flawed, "--lang", "en", "--output-format", f"count:{tmp_path / 'n'}")
    assert (tmp_path / "n").read_bytes() == b"!\n"
    assert goalint("check", flawed, "--output-format", "counts").exit_code == 2


def test_a_run_without_foreign_names_looks_for_none(goalint: Goalint, flawed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_offered", lambda group: 1 / 0)
    assert goalint("check", flawed, "--output-format", "json").exit_code == 1
