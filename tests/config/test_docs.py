"""The examples in the documentation are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalint.config.file import read_config
from goalint.config.ignore_file import read_suppressions
from goalint.config.keys import KEYS

DOCS = Path(__file__).parents[2] / "docs"


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "goalint.toml"
    path.write_text(block("configuration.md", "toml"), "utf-8")
    config = read_config(str(path))
    assert config.source.problems == []
    assert config.extends is not None
    assert len(config.values) == 10


def test_every_key_is_told() -> None:
    page = (DOCS / "configuration.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in page] == []


def test_the_ignore_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALINT_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "goalint-ignore.yaml"
    path.write_text(block("suppressions.md", "yaml"), "utf-8")
    suppressions, problems = read_suppressions(str(path))
    assert problems == []
    assert [entry.rule for entry in suppressions.entries] == ["VAL101"]
