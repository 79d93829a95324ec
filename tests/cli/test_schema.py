"""The JSON Schemas: current, valid, and true of what goalint reads and writes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from goalint.cli.schema import NAMES
from goalint.reports.json_schemas import SCHEMAS
from goalint.rules.model import CATEGORIES

from .conftest import ROOT, Goalint


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "schemas" / f"{name}.json").read_text("utf-8")))


def mistakes(name: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(data)]


def test_every_schema_is_offered() -> None:
    assert tuple(SCHEMAS) == NAMES
    assert sorted(path.stem for path in (ROOT / "schemas").glob("*.json")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_committed_is_current_and_valid(goalint: Goalint, name: str) -> None:
    printed = goalint("schema", name)
    assert printed.exit_code == 0
    assert printed.stdout == (ROOT / "schemas" / f"{name}.json").read_text("utf-8"), "make docs writes the schemas anew"
    Draft202012Validator.check_schema(json.loads(printed.stdout))


def _of_packs() -> list[tuple[str, Path]]:
    found = []
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        kind = "pack" if path.name == "pack.yaml" else "lexicon" if path.parent.name == "lexicons" else "rule"
        if kind != "rule" or path.parent.name in CATEGORIES:
            found.append((kind, path))
    return found


@pytest.mark.parametrize(("kind", "path"), _of_packs(), ids=lambda value: value.name if isinstance(value, Path) else "")
def test_the_packs(kind: str, path: Path) -> None:
    assert mistakes(kind, YAML(typ="safe").load(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pack", "{name: X, version: '1', title: x}"),
        ("pack", "{name: x, version: '1', title: x, require: []}"),
        ("lexicon", "{name: x, terms: []}"),
        ("rule", "[{code: VAL101}]"),
        ("ignore", "[{rule: VAL101, where: {file: a}}]"),
        ("ignore", "[{rule: VAL101, where: {}, reason: x}]"),
        ("ignore", "[{rule: ALL, where: {file: a}, reason: x}]"),
        ("config", "{profil: submit}"),
        ("config", "{profile: all}"),
        ("config", "{severity: {VAL101: fatal}}"),
        ("findings", "{schema: goalint.findings/1}"),
        ("baseline", "{schema: goalint.baseline/2, findings: []}"),
    ],
)
def test_what_is_wrong_is_wrong(kind: str, text: str) -> None:
    assert mistakes(kind, YAML(typ="safe").load(text))


def test_the_documented_files() -> None:
    docs = ROOT / "docs"
    config = (docs / "configuration.md").read_text("utf-8").split("```toml\n")[1].split("```")[0]
    ignore = (docs / "suppressions.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    assert mistakes("config", tomllib.loads(config)) == []
    written = YAML(typ="safe").load(ignore)
    for entry in written:
        entry["until"] = str(entry["until"])  # YAML readers make a date of it, which JSON does not have
    assert mistakes("ignore", written) == []


def test_what_check_and_baseline_write(goalint: Goalint, flawed: Path) -> None:
    baseline = flawed.with_name("b.json")
    assert goalint("baseline", flawed, "--baseline", baseline).exit_code == 0
    assert mistakes("baseline", json.loads(baseline.read_text("utf-8"))) == []
    flawed.with_name("goalint-ignore.yaml").write_text(
        "- {rule: TST101, where: {file: '*'}, reason: 因为, until: 9999-12-31}\n"
        "- {rule: TST101, where: {file: '*'}, reason: 过期, until: 2000-12-31}\n",
        "utf-8",
    )
    for options in ((), ("--show-suppressed",), ("--baseline", baseline, "--show-baselined"), ("--isolated",)):
        report = json.loads(goalint("check", flawed, flawed.with_name("没有.txt"), "--output-format", "json", *options).stdout)
        assert mistakes("findings", report) == []
        assert options != ("--show-suppressed",) or report["accepted"]
        assert options == ("--isolated",) or report["diagnostics"]


def test_every_example_document(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from goalint.cli.app import app

    result = CliRunner().invoke(app, ["check", str(ROOT / "examples"), "--output-format", "json"])
    assert mistakes("findings", json.loads(result.stdout)) == []
