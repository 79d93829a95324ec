"""Archives as departments send them: names in GBK, archives in archives, and what must not be trusted."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forms import DREDGING, PUMPS, Plan, rows_by_tab

from goalint import archives
from goalint.intake import Intake, documents_in, gather, read
from goalint.readers.blocks import UnreadableError

_DRAFT = rows_by_tab(Plan((DREDGING, PUMPS), ("一、总体绩效目标", "甲。"))).encode()


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _renamed(data: bytes, old: str, new: bytes) -> bytes:
    """The archive with a member's name in other bytes of the same length, and no word of their encoding."""
    assert len(old.encode()) == len(new)
    return data.replace(old.encode(), new)


def _paths(data: bytes, name: str = "报送.zip") -> list[str]:
    return [one.document.source.path for one in documents_in(data, name)]


def _why(intake: Intake) -> str:
    (problem,) = intake.document.not_read
    assert problem.why("en")
    return problem.why()


def test_every_document_is_one_of_its_own() -> None:
    data = _zip(("水利局/b.txt", _DRAFT), ("a.md", _DRAFT), ("说明.exe", b"MZ"), ("空/", b""))
    found = list(documents_in(data, "报送.zip"))
    assert [one.document.source.path for one in found] == ["报送.zip/a.md", "报送.zip/水利局/b.txt"]
    assert all(len(one.document.projects) == 2 for one in found)


def test_names_in_gbk() -> None:
    data = _renamed(_zip(("ABCDEF.txt", _DRAFT)), "ABCDEF", "水利局".encode("gbk"))
    assert _paths(data) == ["报送.zip/水利局.txt"]


def test_names_in_utf8_that_do_not_say_so() -> None:
    data = _renamed(_zip(("ABCDEF.txt", _DRAFT)), "ABCDEF", "水利".encode())
    assert _paths(data) == ["报送.zip/水利.txt"]


def test_a_name_in_the_unicode_field_counts() -> None:
    info = zipfile.ZipInfo("x.txt")
    name = "水利局.txt".encode()
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"x.txt")) + name
    assert _paths(_zip((info, _DRAFT))) == ["报送.zip/水利局.txt"]
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 7) + name  # of a name that has changed since
    assert _paths(_zip((info, _DRAFT))) == ["报送.zip/x.txt"]


@pytest.mark.parametrize(
    "name", ["../../etc/x.txt", "/etc/x.txt", "C:\\etc\\x.txt", "..\\etc\\x.txt", "./etc/./x.txt", "etc//x.txt"]
)
def test_no_name_leads_out(name: str) -> None:
    assert _paths(_zip((name, _DRAFT))) == ["报送.zip/etc/x.txt"]


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zip").write_bytes(_zip(("../b.txt", _DRAFT), ("/c.txt", _DRAFT)))
    monkeypatch.chdir(tmp_path)
    assert len(list(read("a.zip"))) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_member_without_a_name_is_none() -> None:
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    assert _paths(_zip((nameless, _DRAFT), ("b.txt", _DRAFT))) == ["报送.zip/b.txt"]


def test_what_nobody_sent_is_left_out() -> None:
    data = _zip(("__MACOSX/._a.txt", _DRAFT), (".hidden/a.txt", _DRAFT), ("~$a.txt", _DRAFT), ("b.txt", _DRAFT))
    assert _paths(data) == ["报送.zip/b.txt"]


def test_a_name_twice_is_two_documents() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = _zip(("a.txt", _DRAFT), ("a.txt", _DRAFT))
    assert _paths(data) == ["报送.zip/a.txt", "报送.zip/a.txt(2)"]


def test_a_link_has_nothing_to_read() -> None:
    link = zipfile.ZipInfo("a.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (found,) = documents_in(_zip((link, b"/etc/passwd")), "报送.zip")
    assert "链接" in _why(found)


def test_a_broken_member_stops_no_other() -> None:
    data = bytearray(_zip(("a.txt", _DRAFT), ("b.txt", _DRAFT), method=zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    first, second = documents_in(bytes(data), "报送.zip")
    assert not first.readable
    assert "损坏" in _why(first)
    assert second.readable


def test_a_member_under_a_password() -> None:
    data = bytearray(_zip(("a.txt", _DRAFT)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = documents_in(bytes(data), "报送.zip")
    assert "密码" in _why(found)


def test_archives_in_archives() -> None:
    inner = _zip(("a.txt", _DRAFT))
    assert _paths(_zip(("水利局.zip", inner))) == ["报送.zip/水利局.zip/a.txt"]
    for _ in range(archives.DEEPEST):
        inner = _zip(("x.zip", inner))
    (found,) = documents_in(inner, "报送.zip")
    assert "套了" in _why(found)


def test_an_archive_without_documents_says_so() -> None:
    (found,) = documents_in(_zip(("a.exe", b"MZ")), "报送.zip")
    assert "没有可检查的文档" in _why(found)


def test_what_is_no_document_but_may_hold_one_is_told() -> None:
    found = list(
        documents_in(
            _zip(("a.rar", b"Rar!\x1a\x07\0"), ("扫描.jpg", b"\xff\xd8\xff" * 50_000), ("logo.png", b"\x89PNG")), "z.zip"
        )
    )
    assert [one.document.source.path for one in found] == ["z.zip/a.rar", "z.zip/扫描.jpg"]
    assert "解压" in _why(found[0])
    assert "图片" in _why(found[1])


def test_an_office_document_is_no_archive() -> None:
    data = _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
    (found,) = documents_in(data, "a.zip")
    assert found.document.source.path == "a.zip"


def test_a_bomb_is_refused() -> None:
    data = _zip(("a.txt", b"\0" * (70 * 1024 * 1024)), ("b.txt", _DRAFT))
    first, second = documents_in(data, "报送.zip")
    assert "超过" in _why(first)
    assert second.readable


def test_too_many_members_are_refused() -> None:
    data = _zip(*((f"{number}.txt", b"x") for number in range(3)))
    assert len(list(archives.members(data, lambda *_: True, archives.Budget(members=3)))) == 3
    with pytest.raises(UnreadableError, match="too-many-parts"):
        list(archives.members(data, lambda *_: True, archives.Budget(members=2)))


def test_all_archives_of_a_file_share_its_budget() -> None:
    data = _zip(("a.txt", b"x" * 10), ("b.txt", b"y" * 10))
    budget = archives.Budget(bytes=15)
    first, second = (content for _, content in archives.members(data, lambda *_: True, budget))
    assert first == b"x" * 10
    assert isinstance(second, UnreadableError)


def test_a_folder_gives_its_archives(tmp_path: Path) -> None:
    (tmp_path / "报送.zip").write_bytes(_zip(("a.txt", _DRAFT)))
    (tmp_path / "b.rar").write_bytes(b"Rar!\x1a\x07\0")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    assert [Path(path).name for path in gather([str(tmp_path)])] == ["b.rar", "报送.zip"]


@given(st.binary(max_size=400))
def test_any_bytes_behind_the_mark_of_a_zip(data: bytes) -> None:
    for body in (b"PK\x03\x04" + data, data):
        for one in documents_in(body, "a.zip"):
            assert one.readable or one.document.not_read


@given(st.data())
def test_any_damage_to_an_archive(data: st.DataObject) -> None:
    whole = bytearray(_zip(("水利局/a.txt", _DRAFT), ("b.zip", _zip(("c.txt", _DRAFT)))))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for one in documents_in(bytes(whole[:cut]), "a.zip"):
        assert one.readable or one.document.not_read
