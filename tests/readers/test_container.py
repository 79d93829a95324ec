"""Archives and XML that mean harm: refused with a reason, within memory and time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from tests.deadline import within
from tests.office import zipped

from goalint.readers.blocks import UnreadableError
from goalint.readers.container import MAX_PART, MAX_TOTAL, Container, parse_xml

_LAUGHS = '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>'


def _reason(work: Callable[[], object]) -> str:
    with within(10), pytest.raises(UnreadableError) as caught:
        work()
    assert caught.value.why("zh")
    assert caught.value.why("en")
    return caught.value.reason


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    container = Container(zipped({"Word\\Document.XML": "甲"}))
    assert container.has("word/document.xml")
    assert container.read("word/document.xml").decode() == "甲"
    assert _reason(lambda: container.read("word/other.xml")) == "missing-part"


def test_a_part_that_unpacks_to_too_much() -> None:
    assert _reason(lambda: Container(zipped({"a": bytes(MAX_PART + 1)})).read("a")) == "part-too-large"


def test_many_parts_that_unpack_to_too_much_together() -> None:
    container = Container(zipped({str(n): bytes(MAX_PART) for n in range(4)}))
    for name in range(MAX_TOTAL // MAX_PART):
        container.read(str(name))
    assert _reason(lambda: container.read("3")) == "part-too-large"


def test_a_size_that_lies() -> None:
    data = bytearray(zipped({"a": bytes(1 << 20)}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert _reason(lambda: Container(bytes(data)).read("a")) == "broken-container"


@pytest.mark.parametrize("lost", [1, 30, 60, 100])
def test_a_truncated_archive(lost: int) -> None:
    assert _reason(lambda: Container(zipped({"a": "甲" * 100})[:-lost]).read("a")) == "broken-container"


def test_damaged_content() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "甲" * 100)
    data = buffer.getvalue().replace("甲".encode(), b"abc", 1)
    assert _reason(lambda: Container(data).read("a")) == "broken-container"


def test_an_encrypted_part() -> None:
    data = bytearray(zipped({"a": "甲"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert _reason(lambda: Container(bytes(data)).read("a")) == "encrypted"


def test_packing_that_cannot_be_limited_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a", "甲")
    assert _reason(lambda: Container(buffer.getvalue()).read("a")) == "broken-container"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_are_refused(encoding: str) -> None:
    assert _reason(lambda: parse_xml(_LAUGHS.encode(encoding), "a.xml")) == "document-type"


def test_encodings_that_could_hide_marks_are_refused() -> None:
    assert _reason(lambda: parse_xml(b'<?xml version="1.0" encoding="UTF-7"?><a/>', "a.xml")) == "broken-xml"


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting(depth: int) -> None:
    assert _reason(lambda: parse_xml(b"<a>" * depth + b"</a>" * depth, "a.xml")) == "broken-xml"


def test_too_many_marks() -> None:
    assert _reason(lambda: parse_xml(b"<a>" + b"<b/>" * 2_000_000 + b"</a>", "a.xml")) == "too-many-marks"


@pytest.mark.parametrize("data", [b"", b"<a", b"<a></b>", b"\x00", "<甲>".encode("gb18030"), b"<a>&#0;</a>"])
def test_broken_xml(data: bytes) -> None:
    assert _reason(lambda: parse_xml(data, "a.xml")) == "broken-xml"


def test_xml_in_two_bytes_is_read() -> None:
    assert parse_xml("<a>甲</a>".encode("utf-16"), "a.xml").text == "甲"
