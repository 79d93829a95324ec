"""What the tests of the rule language share: a tiny pack, its two Python checks, and packs written on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, Unchecked, check
from goalint.rules.load import load_packs
from goalint.rules.model import Pack
from goalint.rules.problems import PackError, Problem
from goalint.rules.scope import Scope
from goalint.tree.text import State

TINY = Path(__file__).parent / "data" / "tiny"


class Least(NamedTuple):
    """Parameters of the tests' own check."""

    least: int
    words: LexiconName | None = None
    classes: tuple[ClassifierName, ...] = ()


@check("test-duplicate-names", given={"document"}, params=Least, placeholders={"name", "times"})
def duplicate_names(scope: Scope, params: Least) -> Iterator[Hit | Unchecked]:
    """Each name at its second project."""
    seen: dict[str, int] = {}
    for index, project in enumerate(scope.document.projects):
        if project.name.state is State.LOST:
            yield Unchecked("项目名称没有读到", "a name was not read", project_index=index)
            continue
        name = project.name.text
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == params.least:
            yield Hit({"name": name, "times": str(seen[name])}, field="name", project_index=index)


@check("test-across-documents", given={"batch"}, placeholders={"name", "other"})
def across_documents(scope: Scope, params: object) -> Iterator[Hit | Unchecked]:
    """A project whose name an earlier document has."""
    seen: dict[str, str] = {}
    for number, document in enumerate(scope.documents):
        for index, project in enumerate(document.projects):
            first = seen.setdefault(project.name.text, document.source.path)
            if first != document.source.path:
                yield Hit({"name": project.name.text, "other": first}, field="name", document=number, project_index=index)


CHECKS: Mapping[str, AnyCheck] = {
    duplicate_names.name: duplicate_names,
    across_documents.name: across_documents,
}


@pytest.fixture(autouse=True)
def cache_dir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees another's cache or the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("GOALINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The tiny pack, compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOALINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        return load_packs([TINY], CHECKS)[0]


@pytest.fixture
def checks() -> Mapping[str, AnyCheck]:
    """The Python checks of the tests."""
    return CHECKS


HEAD = "name: p\nversion: '1'\ntitle: 包\n"

Writer = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Writes a pack out of its files' texts and returns its folder."""

    def written(files: Mapping[str, str | bytes], name: str = "p") -> Path:
        folder = tmp_path / name
        texts: dict[str, str | bytes] = {"pack.yaml": HEAD.replace("name: p", f"name: {name}"), **files}
        for path, text in texts.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return written


@pytest.fixture
def problems(write: Writer) -> Callable[[Mapping[str, str | bytes]], tuple[Problem, ...]]:
    """Loads a pack that is wrong and gives what is wrong with it, with file names cut short."""

    def found(files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
        folder = write(files)
        with pytest.raises(PackError) as caught:
            load_packs([folder], CHECKS)
        return caught.value.problems

    return found
