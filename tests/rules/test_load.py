from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import goalint
from goalint.rules import cache, load
from goalint.rules.build import build
from goalint.rules.check import AnyCheck, CheckSpec
from goalint.rules.files import digest, files_of
from goalint.rules.load import load_packs
from goalint.rules.problems import PackError

TINY = Path(__file__).parent / "data" / "tiny"
RULE = (Path(__file__).parent / "data" / "plain_rule.yaml").read_text(encoding="utf-8")
Checks = Mapping[str, AnyCheck]
Writer = Callable[..., Path]


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packs that were compiled, in order: the cache is there to keep this empty."""
    from goalint.rules import compile as compiler

    done: list[Path] = []
    original = compiler.compile_pack

    def counting(pack: str, *arguments: object) -> dict[str, object]:
        done.append(Path(pack))
        return original(pack, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(compiler, "compile_pack", counting)
    return done


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def test_compiled_once(pack: Path, checks: Checks, compiled: list[Path]) -> None:
    first, second = load_packs([pack], checks)[0], load_packs([pack], checks)[0]
    assert compiled == [pack]
    assert [rule.code for rule in second.rules] == [rule.code for rule in first.rules]
    assert second.rules == first.rules
    assert second.sha256 == first.sha256


def test_a_change_is_seen(pack: Path, checks: Checks, compiled: list[Path]) -> None:
    before = load_packs([pack], checks)[0]
    file = pack / "value" / "units.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("没有填写指标值", "缺指标值"), encoding="utf-8")
    after = load_packs([pack], checks)[0]
    assert len(compiled) == 2
    assert after.rules != before.rules
    assert after.sha256 != before.sha256


def test_files_are_read_again_only_when_they_have_changed(
    pack: Path, checks: Checks, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from goalint.rules import load

    expected = load_packs([pack], checks)[0].rules
    reads: list[str] = []

    def counted(path: str) -> object:
        reads.append(path)
        return files_of(path)

    monkeypatch.setattr(load, "files_of", counted)
    assert load_packs([pack], checks)[0].rules == expected
    assert not reads
    touched = pack / "value" / "units.yaml"
    os.utime(touched, ns=(1, touched.stat().st_mtime_ns + 1))
    assert load_packs([pack], checks)[0].rules == expected
    assert len(reads) == 1
    assert len(compiled) == 1


def test_a_new_or_renamed_file_is_seen(pack: Path, checks: Checks, compiled: list[Path]) -> None:
    load_packs([pack], checks)
    (pack / "lexicons" / "vague.yaml").rename(pack / "lexicons" / "words.yaml")
    load_packs([pack], checks)
    assert len(compiled) == 2


def test_other_checks_or_another_goalint_compile_again(
    pack: Path, checks: Checks, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_packs([pack], checks)
    name = "test-duplicate-names"
    load_packs([pack], {**checks, name: checks[name]._replace(placeholders=frozenset({"name", "times", "more"}))})
    assert len(compiled) == 2
    monkeypatch.setattr(cache, "__version__", "999")
    load_packs([pack], checks)
    assert len(compiled) == 3


@pytest.mark.parametrize("damage", ["cut", "rubbish", "empty", "flipped", "list"])
def test_a_damaged_cache_is_built_again(pack: Path, checks: Checks, compiled: list[Path], cache_dir: Path, damage: str) -> None:
    expected = load_packs([pack], checks)[0].rules
    (file,) = cache_dir.glob("*.pack")
    content = file.read_bytes()
    damaged = {
        "cut": content[: len(content) // 2],
        "rubbish": b"\xff\x00",
        "empty": b"",
        "flipped": content.replace(b"VAL101", b"VAL999"),
        "list": b"[]\n[]",
    }
    file.write_bytes(damaged[damage])
    assert load_packs([pack], checks)[0].rules == expected
    assert len(compiled) == 2
    assert load_packs([pack], checks)[0].rules == expected
    assert len(compiled) == 2


def test_a_cache_of_another_form_is_built_again(pack: Path, checks: Checks, compiled: list[Path]) -> None:
    expected = load_packs([pack], checks)[0].rules
    key = cache.key_of(digest(files_of(pack)[0]), checks)
    damaged: tuple[dict[str, object], ...] = ({}, {"required": {}}, {"required": {}, "rules": [{}]}, {"required": 3})
    for data in damaged:
        cache.write(pack, key, data)
        assert load_packs([pack], checks)[0].rules == expected
    assert len(compiled) == 5


def test_a_cache_that_cannot_be_written_is_done_without(
    pack: Path, checks: Checks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("GOALINT_CACHE_DIR", str(blocked / "inside"))
    assert load_packs([pack], checks)[0].rules
    assert blocked.read_text(encoding="utf-8") == ""


def test_no_temporary_files_stay_behind(pack: Path, checks: Checks, cache_dir: Path) -> None:
    load_packs([pack], checks)
    load_packs([pack], checks)
    assert sorted(file.suffix for file in cache_dir.iterdir()) == [".pack", ".pack-stamp"]


def test_a_warm_start_imports_nothing_heavy(pack: Path, cache_dir: Path) -> None:
    (pack / "duplication" / "names.yaml").unlink()
    load_packs([pack], {})
    script = (
        "import sys; from pathlib import Path; from goalint.rules.load import load_packs; from goalint.engine import run;"
        "from goalint.rules.described import documents_of;"
        f"packs = load_packs([Path({str(pack)!r})], {{}});"
        "outcome = run(documents_of('indicator', {'name': '论文数量', 'value': '≥95%'}), packs);"
        "assert len(outcome.findings) == 1, outcome;"
        "print(*(m for m in ('pydantic', 'ruamel.yaml', 'ruamel', 'regex', 'rich', 'difflib', 'importlib.metadata',"
        " 'goalint.rules.compile', 'goalint.rules.schema', 'goalint.rules.expression') if m in sys.modules))"
    )
    environment = {"PYTHONPATH": str(Path(goalint.__file__).parents[1]), "GOALINT_CACHE_DIR": str(cache_dir), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


# --- packs that build on others ---------------------------------------------------------------------------------------


def head(name: str, *requires: str) -> str:
    return f"name: {name}\nversion: '1'\ntitle: 包\nrequires: [{', '.join(requires)}]\n"


LEXICON = "name: vague\nterms: [提高]\n"
USING = RULE.replace('value.kind != "ratio"', 'not has(name, "vague")')


def test_a_required_pack_is_found_beside(write: Writer, checks: Checks, compiled: list[Path]) -> None:
    write({"lexicons/v.yaml": LEXICON}, "base")
    user = write({"pack.yaml": head("user", "base"), "value/a.yaml": USING}, "user")
    (pack,) = load_packs([user], checks)
    assert [one.name for one in pack.all_required] == ["base", "user"]
    load_packs([user], checks)
    assert [path.name for path in compiled] == ["base", "user"]


def test_a_change_of_what_is_required_compiles_again(write: Writer, checks: Checks, compiled: list[Path]) -> None:
    base = write({"lexicons/v.yaml": LEXICON}, "base")
    user = write({"pack.yaml": head("user", "base"), "value/a.yaml": USING}, "user")
    load_packs([user], checks)
    (base / "lexicons" / "v.yaml").write_text("name: other\nterms: [提高]\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_packs([user], checks)
    assert "没有词表“vague”" in caught.value.problems[0].message_zh


def test_a_required_pack_that_is_not_there(write: Writer, checks: Checks) -> None:
    with pytest.raises(PackError) as caught:
        load_packs([write({"pack.yaml": head("user", "nowhere"), "value/a.yaml": RULE}, "user")], checks)
    assert "找不到所依赖的规则包“nowhere”" in caught.value.problems[0].message_zh


def test_packs_in_a_circle(write: Writer, checks: Checks) -> None:
    write({"pack.yaml": head("a", "b"), "value/a.yaml": RULE}, "a")
    two = write({"pack.yaml": head("b", "a"), "lexicons/v.yaml": LEXICON}, "b")
    with pytest.raises(PackError) as caught:
        load_packs([two], checks)
    assert any("成了一圈" in problem.message_zh for problem in caught.value.problems)


def test_two_packs_with_one_rule_or_lexicon(write: Writer, checks: Checks) -> None:
    one = write({"value/a.yaml": RULE, "lexicons/v.yaml": LEXICON}, "one")
    two = write({"value/a.yaml": RULE, "lexicons/v.yaml": LEXICON}, "two")
    with pytest.raises(PackError) as caught:
        load_packs([one, two], checks)
    told = " ".join(problem.message_zh for problem in caught.value.problems)
    assert "规则“VAL101”" in told
    assert "词表“vague”" in told


def test_the_problems_of_all_packs_at_once(write: Writer, checks: Checks) -> None:
    one, two = write({"value/a.yaml": "x"}, "one"), write({"value/a.yaml": "y"}, "two")
    with pytest.raises(PackError) as caught:
        load_packs([one, two], checks)
    assert len(caught.value.problems) == 2


def test_a_pack_given_twice_is_loaded_once(pack: Path, checks: Checks) -> None:
    assert len(load_packs([pack, pack], checks)) == 1


# --- compiled ahead ---------------------------------------------------------------------------------------------------


def test_a_compiled_pack_is_the_same_pack(pack: Path, checks: Checks, tmp_path: Path, compiled: list[Path]) -> None:
    build(pack.parent, tmp_path / "out", checks)
    loaded = load_packs([pack], checks)[0]
    compiled.clear()
    (again,) = load_packs([tmp_path / "out" / "tiny.json"], checks)
    assert again.rules == loaded.rules
    assert again.sha256 == loaded.sha256
    assert compiled == []


def test_a_compiled_pack_names_no_place_of_the_machine(pack: Path, checks: Checks, tmp_path: Path) -> None:
    build(pack.parent, tmp_path / "out", checks)
    text = (tmp_path / "out" / "tiny.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert json.loads(text.splitlines()[0])["rules"][0]["source"] == "budget/sum.yaml:1"


def test_building_nothing_is_an_error(checks: Checks, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        build(tmp_path, tmp_path / "out", checks)
    assert "没有规则包" in caught.value.problems[0].message_zh


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"required": {}, "rules": 3}'])
def test_a_broken_compiled_pack_says_so(checks: Checks, tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_packs([file], checks)
    assert "重新安装" in caught.value.problems[0].message_zh


def test_a_check_that_is_gone_is_told(pack: Path, checks: Checks, tmp_path: Path) -> None:
    build(pack.parent, tmp_path / "out", checks)
    with pytest.raises(PackError):
        load_packs([tmp_path / "out" / "tiny.json"], {})


def test_shipped_packs_prefer_compiled_ones(monkeypatch: pytest.MonkeyPatch, pack: Path, tmp_path: Path) -> None:
    monkeypatch.setattr(load, "_PACKAGE", tmp_path / "none")
    monkeypatch.setattr(load, "_SOURCE", pack.parent)
    assert load.shipped_packs() == [str(pack)]
    package = tmp_path / "_packs"
    package.mkdir()
    (package / "tiny.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(load, "_PACKAGE", package)
    assert load.shipped_packs() == [str(package / "tiny.json")]


def test_a_check_is_given_kinds_that_there_are() -> None:
    from goalint.rules.check import check

    with pytest.raises(ValueError, match="projct"):
        check("x", given={"projct"})


def test_a_check_can_be_called(checks: Checks) -> None:
    spec = checks["test-duplicate-names"]
    assert isinstance(spec, CheckSpec)
    assert spec.given == {"document"}
