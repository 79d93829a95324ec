"""Trees as input: what `goalint tree` writes is read again without loss, and what is wrong in a file is said at its place."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.forms import BLANKS, DIALECTS, DREDGING, PUMPS, Plan, parsed

from goalint.api import check
from goalint.intake import gather, read, read_bytes
from goalint.readers.blocks import UnreadableError
from goalint.reports import tree_json
from goalint.tree.document import Document
from goalint.tree.location import NOWHERE
from goalint.tree_file import documents_of

_SHARED = Path(__file__).parents[2] / "shared" / "corpus" / "docs"
_OF_CORPUS = sorted(path for ending in ("txt", "docx", "xlsx", "html", "pdf") for path in _SHARED.glob(f"*.{ending}"))


def _written(*documents: Document) -> bytes:
    return tree_json.render(documents).encode()


def _again(document: Document, data: bytes, name: str = "a.json") -> Document:
    """The document of a tree file, its source set aside."""
    (found,) = documents_of(data, name)
    return found._replace(source=document.source)


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_nothing_is_lost(dialect: str) -> None:
    document = parsed(DIALECTS[dialect](Plan((DREDGING, PUMPS, BLANKS))))
    assert document.projects
    assert _again(document, _written(document)) == document


@given(st.text(max_size=300))
def test_of_debris_too(text: str) -> None:
    document = read_bytes(f"表{text}".encode("utf-8", "replace"), "a.txt").document
    assert _again(document, _written(document)) == document


@pytest.mark.parametrize("path", _OF_CORPUS, ids=lambda path: path.name)
def test_the_corpus(path: Path, tmp_path: Path) -> None:
    (intake,) = read(str(path))
    data = _written(intake.document)
    assert _again(intake.document, data) == intake.document
    exported = tmp_path / "a.json"
    exported.write_bytes(data)
    found, again = (check([str(one)], isolated=True, profile="review") for one in (path, exported))
    assert found.findings
    assert [one._replace(path="") for one in found.findings] == [one._replace(path="") for one in again.findings]


def test_yaml_says_the_same() -> None:
    document = parsed(DIALECTS["rows by tab"](Plan((DREDGING, PUMPS))))
    held = io.StringIO()
    YAML(typ="safe", pure=True).dump(json.loads(_written(document)), held)
    assert _again(document, held.getvalue().encode(), "a.yaml") == document


def test_several_documents_of_one_file(tmp_path: Path) -> None:
    first, second = (parsed(DIALECTS["rows by tab"](Plan((form,)))) for form in (DREDGING, PUMPS))
    path = tmp_path / "县.json"
    path.write_bytes(
        _written(*(one._replace(source=one.source._replace(path=name)) for one, name in ((first, "a.txt"), (second, "b.txt"))))
    )
    assert [one.document.source.path for one in read(str(path))] == [f"{path}/a.txt", f"{path}/b.txt"]
    assert len({one.document.source.sha256 for one in read(str(path))}) == 2


def _least(**changes: Any) -> dict[str, Any]:
    """What a system's export must have at least."""
    indicator = {"level1": "产出指标", "level2": "数量指标", "name": "维修次数", "value": {"text": "≥95%"}}
    return {"name": "库房维修费", "unit": "万元", "indicators": [indicator], **changes}


def _file(*projects: dict[str, Any], **changes: Any) -> bytes:
    file = {"schema": "goalint.tree/1", "documents": [{"projects": projects}], **changes}
    return json.dumps(file, ensure_ascii=False).encode()


def test_an_export_needs_little() -> None:
    (document,) = documents_of(_file(_least(budget={"total": {"text": "30.00"}})), "a.json")
    (project,) = document.projects
    assert str(project.budget.total.yuan) == "300000.00"
    assert project.budget.fiscal.field.missing
    assert project.indicators[0].value.reading.unit == "%"
    assert project.location == NOWHERE


def _why(data: bytes, name: str = "a.json") -> str:
    with pytest.raises(UnreadableError) as caught:
        documents_of(data, name)
    english = caught.value.why("en")
    assert not any("一" <= sign <= "鿿" for sign in re.sub("“.*?”", "", english)), english
    return f"{caught.value.reason}: {caught.value.why()}"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "文件是空的"),
        (b"[]", "整个文件：应为对象"),
        (b"{", "第 1 行第 2 列：这里应是双引号括起的键"),
        (_file(projects=[]), "projects：这一层没有这个键，它属于别的层"),
        (b'{"a": 1, "a": 2}', "键“a”写了两次"),
        (_file(schema="goalint.tree/2"), "schema：应为 'goalint.tree/1'"),
        (_file(documents=[{}]), "documents[0].projects：缺少"),
        (_file(_least(gaols=[])), "documents[0].projects[0].gaols：没有这个键；是不是想写 goals"),
        (_file(_least(seq="1")), "documents[0].projects[0].seq：应为整数"),
        (_file(_least(name=1)), "documents[0].projects[0].name：应为文字"),
        (_file(_least(sure="sure")), "documents[0].projects[0].sure：应为 'high'、'medium'、'low'，写的是“sure”"),
        (
            _file(_least(budget={"total": {"text": "30.00", "yuan": "30"}})),
            "documents[0].projects[0].budget.total.yuan：写的是 30，但“30.00（万元）”读出来是 300000.00",
        ),
        (
            _file(_least(schedule=[{"label": "3月底", "month": 3, "percent": "20"}])),
            "documents[0].projects[0].schedule[0].percent：写的是 20，但“”读不出来",
        ),
        (
            _file(_least(indicators=[{"name": "满意度", "value": {"text": "≥95%", "op": "≤", "number": "90"}}])),
            "value.op：写的是 ≤，但“≥95%”读出来是 ≥；documents[0].projects[0].indicators[0].value.number：写的是 90",
        ),
        (b"[" * 100_000, "层层嵌套"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_at_its_place(data: bytes, told: str) -> None:
    assert told in _why(data)


def test_a_repeated_key_is_found_among_many_in_one_pass() -> None:
    keys = ", ".join(f'"{number}": 0' for number in range(200_000))
    assert "键“199999”写了两次" in _why(f'{{{keys}, "199999": 0}}'.encode())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [", "第 1 行"),
        ("a: &x [1]\nb: *x\n", "不支持 YAML 的引用"),
        ("[" * 100_000, "太深"),
        ("a: !!python/object/apply:os.system [ls]", "不支持 YAML 标签"),
        (" " * 5_000_000, "too-large"),
    ],
    ids=["cut", "alias", "deep", "tag", "large"],
)
def test_yaml_that_is_none_or_wants_too_much(text: str, told: str) -> None:
    assert told in _why(text.encode(), "a.yml")


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    names = st.sampled_from(["name", "indicators", "value", "text", "budget", "places", "location", "schedule"])
    return st.dictionaries(names | st.text(max_size=5), inner)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | _objects(inner)))
def test_any_json_is_a_tree_or_a_reason(data: Any) -> None:
    file = json.dumps({"schema": "goalint.tree/1", "documents": [{"projects": [data]}]}).encode()
    try:
        found = documents_of(file, "a.json")
    except UnreadableError as error:
        why = error.why()
    else:
        why = f"projects[0] {data['name']}"
        assert found[0].projects[0].name.text == data["name"]
    assert "projects[0]" in why


def test_a_tree_without_forms_is_no_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(_file())
    (intake,) = read(str(path))
    assert [one.code for one in intake.document.not_read] == ["no-form"]


def test_folders_pass_over_other_json(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x"}', "utf-8")
    (tmp_path / "goalint-ignore.yaml").write_text("- {rule: X}", "utf-8")
    (tmp_path / "树.json").write_bytes(_file(_least()))
    assert [Path(path).name for path in gather([str(tmp_path)])] == ["树.json"]


def test_a_named_file_that_is_no_tree_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text('{"name": "x"}', "utf-8")
    (intake,) = read(str(path))
    assert "goalint.tree/1" in intake.document.not_read[0].why()
