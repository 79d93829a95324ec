"""One file by itself: what is kept of it, and that nobody can tell from the report who did the work, when and in which order."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forms import DREDGING, PUMPS, Plan, cells_by_line, rows_by_tab

from goalint import examine as examining
from goalint import intake, store, tree_file
from goalint.checks import REGISTRY
from goalint.engine import run
from goalint.examine import Examination, Examined, Rulebook, examine, examine_all, stamp_of
from goalint.findings import Finding
from goalint.kept import packed, unpacked
from goalint.pile import _FEW
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack
from goalint.tree.document import Document
from goalint.walk import Walk

_OPTIONS = {"select": (), "ignore": (), "lang": "zh"}


def _packs() -> tuple[Pack, ...]:
    return load_packs(shipped_packs(), REGISTRY)


def _rulebook(*, keep: bool = True, **options: Any) -> Rulebook:
    chosen = {**_OPTIONS, **options}
    return Rulebook(_packs, chosen, None, stamp_of(chosen), keep)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "kept"))
    monkeypatch.setattr(examining._Bench, "stamp", "")
    return tmp_path / "kept" / examining.FOLDER


@pytest.fixture
def drafts(tmp_path: Path) -> list[str]:
    """Five files: flawed, clean, twice the same bytes, and one that cannot be read."""
    flawed = replace(DREDGING, schedule=("30%", "20%", "20%", "30%"))
    texts = {
        "a.txt": cells_by_line(Plan((flawed, PUMPS), ("一、总体绩效目标", "甲。"))),
        "b.txt": rows_by_tab(Plan((PUMPS,), ("一、总体绩效目标", "乙。"))),
        "c.txt": rows_by_tab(Plan((PUMPS,), ("一、总体绩效目标", "乙。"))),
        "d.txt": rows_by_tab(Plan((DREDGING,), ("一、总体绩效目标", "丙。"))),
        "e.txt": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / name) for name in texts]


def _said(examined: Sequence[list[Examined]]) -> list[str]:
    """What a run says of the files, in an order of its own."""
    all_of_them = Examination()
    for one in (one for found in examined for one in found):
        all_of_them.add(one)
    outcome = run(all_of_them.documents, _packs(), walks=all_of_them.walks)
    return sorted(map(repr, (*outcome.findings, *outcome.not_checked)))


def test_it_says_what_the_engine_says(drafts: list[str]) -> None:
    together = run([next(intake.read(path)).document for path in drafts], _packs())
    expected = sorted(map(repr, (*together.findings, *together.not_checked)))
    assert any("SCH103" in one for one in expected)
    assert _said([examine(_rulebook(), path) for path in drafts]) == expected


def test_a_second_run_reads_and_judges_nothing(drafts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = _said([examine(_rulebook(), path) for path in drafts])

    def never(*_: object) -> None:
        raise AssertionError("it was kept")

    monkeypatch.setattr(examining, "_judged", never)
    monkeypatch.setattr(intake, "read_bytes", never)
    assert _said([examine(_rulebook(), path) for path in drafts[:4]] + [[]]) == [one for one in first if "e.txt" not in one]


def test_the_same_bytes_elsewhere_are_told_under_their_own_path(drafts: list[str]) -> None:
    examine(_rulebook(), drafts[1])
    (again,) = examine(_rulebook(), drafts[2])
    assert again.file.path == again.source.path == drafts[2]
    examination = Examination()
    examination.add(again)
    assert examination.documents[0].source.path == drafts[2]
    assert {one.path for one in examination.walks.told[0]} <= {drafts[2]}


def test_other_rules_other_findings(drafts: list[str]) -> None:
    assert any(one.walked.told.value for one in examine(_rulebook(), drafts[0]))
    assert not any(one.walked.told.value for one in examine(_rulebook(select=("COD103",)), drafts[0]))


def test_of_many_documents_few_are_in_memory(drafts: list[str]) -> None:
    examination = Examination()
    for number in range(40):
        for one in examine(_rulebook(), drafts[number % 2]):
            examination.add(one)
    gc.collect()
    alive = [one for one in gc.get_objects() if isinstance(one, Document) and one.source.path in drafts]
    assert 0 < len(alive) <= 2 * _FEW
    assert len({id(one) for one in examination.documents}) > 1
    assert [one.source.path for one in examination.documents] == [drafts[number % 2] for number in range(40)]


def test_what_is_noted_is_kept_and_sent_with_the_rest(drafts: list[str]) -> None:
    """A project code that two files have shows however the files were read."""
    both = [drafts[0], drafts[3]]
    cold = _said(list(examine_all(_rulebook(select=("COD103",)), both)))
    assert cold
    warm = _said(list(examine_all(_rulebook(select=("COD103",)), both)))
    with ProcessPoolExecutor(2) as executor:
        sent = _said(list(examine_all(_rulebook(select=("COD103",), keep=False), both, executor)))
    assert cold == warm == sent


def test_nothing_is_kept_unless_it_is_wanted(drafts: list[str], kept: Path) -> None:
    examine(_rulebook(keep=False), drafts[0])
    assert not kept.exists()
    examine(_rulebook(), drafts[0])
    assert kept.exists()


def test_what_could_not_be_read_is_tried_again(drafts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = examine(_rulebook(), drafts[4])
    assert not first.file.readable
    calls: list[str] = []
    original = intake.read_bytes

    def counted(data: bytes, name: str) -> intake.Intake:
        calls.append(name)
        return original(data, name)

    monkeypatch.setattr(intake, "read_bytes", counted)
    examine(_rulebook(), drafts[4])
    assert calls == [drafts[4]]


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"goalint x y\nz"])
def test_damaged_entries_are_made_again(drafts: list[str], kept: Path, damage: bytes) -> None:
    first = _said([examine(_rulebook(), drafts[0])])
    entries = [path for path in kept.rglob("*") if path.is_file()]
    assert len(entries) == 2
    for path in entries:
        path.write_bytes(damage)
    assert _said([examine(_rulebook(), drafts[0])]) == first


def _in_parts(entry: Path) -> list[Any]:
    """What is kept as what was said of a document; nothing for the document itself."""
    value = unpacked(entry.read_bytes().partition(b"\n")[2])
    return list(value) if type(value) is tuple and len(value) == 5 else []


@pytest.mark.parametrize("bad", [b"rubbish", packed(7), None], ids=["no bytes of ours", "another value", "the document"])
def test_entries_that_hold_something_else_are_made_again(drafts: list[str], kept: Path, bad: bytes | None) -> None:
    """Their digests are right: whoever wrote them knew how."""
    whole = Examination()
    for one in examine(_rulebook(), drafts[0]):
        whole.add(one)
    first, document = _said([examine(_rulebook(), drafts[0])]), whole.documents[0]
    for path in [path for path in kept.rglob("*") if path.is_file()]:
        key = path.read_bytes().split(b" ")[1].decode()
        parts = _in_parts(path)
        if bad is None and not parts:
            store.keep(key, key, b"rubbish")
        elif bad is not None and parts:
            store.keep(key, key, packed((*parts[:3], bad, dict.fromkeys(parts[4], bad))))
    again = Examination()
    for one in examine(_rulebook(), drafts[0]):
        again.add(one)
    assert list(again.documents) == [document]
    assert _said([examine(_rulebook(), drafts[0])]) == first


def test_old_entries_are_forgotten(drafts: list[str], kept: Path) -> None:
    examine(_rulebook(), drafts[0])
    (old, _) = sorted(path for path in kept.rglob("*") if path.is_file())
    os.utime(old, (1, 1))
    assert store.drop(3600, examining.FOLDER)[0] == 1
    assert len([path for path in kept.rglob("*") if path.is_file()]) == 1


def test_only_entries_are_ever_deleted(kept: Path) -> None:
    kept.mkdir(parents=True)
    (kept / "报告.docx").write_bytes(b"PK")
    assert store.drop() == (0, 0)
    assert (kept / "报告.docx").exists()


def _executors() -> Iterator[Any]:
    yield lambda: None
    yield partial(ThreadPoolExecutor, 2)
    yield partial(ProcessPoolExecutor, 2)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.sampled_from(range(3)), st.booleans(), st.booleans())
def test_who_when_and_in_which_order_does_not_show(drafts: list[str], random: Any, who: int, keep: bool, warm: bool) -> None:
    expected = _said([examine(_rulebook(keep=False), path) for path in drafts])
    if warm:
        list(examine_all(_rulebook(), drafts))
    shuffled = random.sample(drafts, len(drafts))
    executor: Executor | None = list(_executors())[who]()
    found = list(examine_all(_rulebook(keep=keep), shuffled, executor))
    if executor is not None:
        executor.shutdown()
    by_path = {one.source.path: examined for examined in found for one in examined}
    assert _said([by_path[path] for path in drafts]) == expected


def test_a_cluster_says_the_same(drafts: list[str]) -> None:
    distributed = pytest.importorskip("distributed")
    expected = _said([examine(_rulebook(keep=False), path) for path in drafts])
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor(pure=False) as executor,
    ):
        assert _said(list(examine_all(_rulebook(keep=False), drafts, executor))) == expected


class _Counting(ThreadPoolExecutor):
    """Notes which files it is asked for."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked: list[str] = []

    def submit(self, fn: Any, /, *args: Any, **options: Any) -> Any:
        self.asked += args[-1]
        return super().submit(fn, *args, **options)


def test_what_is_kept_is_not_asked_of_another_process(drafts: list[str]) -> None:
    with _Counting() as executor:

        def asked(**options: Any) -> list[str]:
            executor.asked.clear()
            list(examine_all(_rulebook(**options), drafts, executor))
            return list(executor.asked)

        first = _said(list(examine_all(_rulebook(), drafts, executor)))
        assert executor.asked == drafts
        Path(drafts[3]).write_text(Path(drafts[3]).read_text("utf-8") + "\n", "utf-8")
        assert asked() == [drafts[3], drafts[4]]  # what could not be read is not kept
        assert _said(list(examine_all(_rulebook(), drafts, executor))) == first
        assert asked(select=("SCH",)) == drafts  # the rules are others
        assert asked(keep=False) == drafts


def test_what_comes_after_a_slow_file_does_not_pile_up(drafts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_AHEAD", 2)
    many = drafts * 4
    with _Counting() as executor:
        found = examine_all(_rulebook(keep=False), many, executor)
        first = next(found)
        assert executor.asked == many[:3]
        assert _said([first, *found]) == _said([examine(_rulebook(keep=False), path) for path in many])
        assert executor.asked == many


def _slow(data: bytes, name: str, real: Any = intake.read_bytes) -> Any:
    while "d.txt" in name:
        pass
    return real(data, name)


def _why(one: Examined) -> list[str]:
    return [entry.why() for entry in one.document.value.not_read]


@pytest.mark.parametrize("processes", [0, 2])
def test_a_document_that_takes_too_long_is_told_and_the_run_goes_on(
    drafts: list[str], monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    usual = _said(list(examine_all(_rulebook(keep=False), drafts[:3])))
    monkeypatch.setattr(intake, "read_bytes", _slow)
    rulebook = _rulebook()._replace(limit=2.0)
    if processes:  # what is changed here goes along only where processes are copies of this one
        if not hasattr(os, "fork"):
            pytest.skip("processes begin anew here")
        with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as executor:
            found = list(examine_all(rulebook, drafts, executor))
    else:
        found = list(examine_all(rulebook, drafts))
    assert _said(found[:3]) == usual
    [late] = found[3]
    assert not late.file.readable
    assert _why(late) == ["读取或检查超过 2 秒，已停止，没有检查；请确认文件是否正确，或用 --time-limit 放宽时间"]
    assert [one.name for one in late.walked.told.value if isinstance(one, Finding)] == ["file-unreadable"]
    assert found[4][0].file.path == drafts[4]
    # A later run has more time.
    monkeypatch.setattr(intake, "read_bytes", _slow.__defaults__[0])  # type: ignore[index]
    assert examine(rulebook, drafts[3])[0].file.readable
    assert _said([examine(rulebook, drafts[3])]) == _said([examine(_rulebook(keep=False), drafts[3])])


def test_a_tree_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes, name: str) -> list[Any]:
        while data:
            pass
        return []

    monkeypatch.setattr(tree_file, "documents_of", endless)
    (tmp_path / "a.json").write_text("{}", "utf-8")
    [late] = examine(_rulebook()._replace(limit=0.5), str(tmp_path / "a.json"))
    assert _why(late) == ["读取或检查超过 0.5 秒，已停止，没有检查；请确认文件是否正确，或用 --time-limit 放宽时间"]


def test_judging_that_takes_too_long_tells_nothing_of_the_document(drafts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook = _rulebook()._replace(limit=2.0)
    real = Walk.through

    def endless(self: Walk, document: Any) -> Any:
        told = real(self, document)
        while document.projects:
            pass
        return told

    monkeypatch.setattr(Walk, "through", endless)
    [late] = examine(rulebook, drafts[0])
    assert not late.file.readable
    assert [one.name for one in late.walked.told.value if isinstance(one, Finding)] == ["file-unreadable"]
    monkeypatch.undo()
    assert examine(_rulebook(), drafts[0])[0].file.readable


def test_a_folder_that_a_rulebook_names(drafts: list[str], tmp_path: Path, kept: Path) -> None:
    examine(_rulebook()._replace(kept_in=str(tmp_path / "elsewhere")), drafts[0])
    assert list((tmp_path / "elsewhere").rglob("*"))
    assert not kept.exists()
    examine(_rulebook(), drafts[0])
    assert kept.exists()
