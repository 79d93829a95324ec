"""What GitLab and GitHub read, and JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from goalint.findings import Finding, Report
from goalint.reports import Style, render
from goalint.reports.paths import relative, uri
from goalint.tree.location import Location

Make = Callable[..., Finding]


def test_gitlab(report: Report) -> None:
    entries = json.loads(render("gitlab", report, Style()))
    assert [entry["severity"] for entry in entries] == ["minor", "info", "major", "major"]
    assert entries[2] == {
        "description": "“编印数量”是计数指标，指标值却写成“≥95%”",
        "check_name": "VAL101",
        "fingerprint": entries[2]["fingerprint"],
        "severity": "major",
        "location": {"path": "a.txt", "lines": {"begin": 106}},
    }
    assert entries[3]["location"] == {"path": "b.doc", "lines": {"begin": 1}}


def test_gitlab_hides_entries_of_one_fingerprint_so_there_are_none(finding: Make) -> None:
    same = (finding(), finding(location=Location(7)), finding(path="b.txt"))
    prints = [entry["fingerprint"] for entry in json.loads(render("gitlab", Report((), (), same), Style()))]
    assert len(set(prints)) == 3
    moved = (finding(location=Location(300)), finding(location=Location(400)))
    assert [e["fingerprint"] for e in json.loads(render("gitlab", Report((), (), moved), Style()))] == prints[:2]


def unescaped(command: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", command)
    assert match
    name, properties, data = match.groups()

    def value(text: str) -> str:
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, character)
        return text

    pairs = (pair.split("=", 1) for pair in properties.split(","))
    return name, {key: value(text) for key, text in pairs}, value(data)


def test_github(report: Report) -> None:
    commands = [unescaped(line) for line in str(render("github", report, Style())).splitlines()]
    assert [command for command, _, _ in commands] == ["warning", "notice", "error", "error", "notice"]
    _, properties, data = commands[2]
    assert properties == {"file": "a.txt", "line": "106", "col": "2", "title": "VAL101 计数的指标用了百分比"}
    assert data == "“编印数量”是计数指标，指标值却写成“≥95%”\n改为带计量单位的数量，如“≥3篇”"
    assert "另有 2 项无法检查" in commands[-1][2]


@pytest.mark.parametrize("text", ["100%", "a:b, c=d", "%0A", "两\n行", "::error::x"])
def test_github_takes_apart_what_was_put_together(finding: Make, text: str) -> None:
    one = finding(message=text, path=f"目录/{text}.txt", title=text, suggestion=text, indicator=None, args={})
    line = str(render("github", Report((), (), (one,)), Style())).splitlines()[0]
    _, properties, data = unescaped(line)
    assert properties["file"] == f"目录/{text}.txt"
    assert properties["title"] == f"VAL101 {text}"
    assert data == " ".join(text.split()) + "\n" + text


def test_github_tells_the_place_in_words_where_there_are_no_lines(finding: Make) -> None:
    line = str(render("github", Report((), (), (finding(location=Location(table=4, row=12)),)), Style())).splitlines()[0]
    assert "line=" not in line
    assert "（表4第12行）" in line


def test_json_lines_are_the_entries_of_the_json_report(report: Report) -> None:
    lines = [json.loads(line) for line in str(render("json-lines", report, Style())).splitlines()]
    whole = json.loads(render("json", report, Style()))
    kinds = [line.pop("kind") for line in lines]
    assert kinds == ["finding"] * 4 + ["not_checked"] * 2 + ["summary"]
    assert lines == [*whole["findings"], *whole["not_checked"], whole["summary"]]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("草稿/a b.txt", "%E8%8D%89%E7%A8%BF/a%20b.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("a\\b.txt", "a%5Cb.txt"),
        ("/data/甲.txt", "file:///data/%E7%94%B2.txt"),
        (r"C:\季度\a#.txt", "file:///C:/%E5%AD%A3%E5%BA%A6/a%23.txt"),
        (r"\\server\share\a.txt", "file://server/share/a.txt"),
        ("\udcff.txt", "%FF.txt"),
    ],
)
def test_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_a_path_under_the_current_folder_is_told_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(str(tmp_path / "甲" / "a.txt")) == "甲/a.txt"
    assert relative(str(tmp_path.parent / "a.txt")) == str(tmp_path.parent / "a.txt")
    assert uri(str(tmp_path / "a.txt")) == "a.txt"
