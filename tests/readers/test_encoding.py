"""From bytes to text, or to a reason why not."""

from __future__ import annotations

import codecs

import pytest

from goalint.readers.blocks import REASONS, UnreadableError
from goalint.readers.encoding import MAX_BYTES, decode

TEXT = "第一部分　绩效目标\n\t项目编码\n预算的指标：≥95%\n" * 8


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk", errors="replace"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16-le bom", "utf-16-be bom", "utf-16-le", "utf-16-be", "gb18030", "gbk"],
)
def test_encodings(data: bytes) -> None:
    assert decode(data).replace("?", "≥") == TEXT


@pytest.mark.parametrize("text", ["项目", "河道清淤", "绩效目标表", "a", "≥95%"])
def test_short_texts_in_both_eight_bit_encodings(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("gb18030")) == text


def test_a_few_broken_bytes_in_utf_8_become_replacement_characters() -> None:
    data = TEXT.encode("utf-8")
    at = data.index("项目".encode())
    broken = decode(data[:at] + b"\xff" + data[at:])
    assert broken.count("\ufffd") == 1
    assert broken.replace("\ufffd", "") == TEXT


def test_a_text_cut_inside_a_character_is_still_utf_8() -> None:
    assert decode(TEXT.encode("utf-8") + "表".encode()[:2]) == TEXT + "\ufffd"


def test_a_broken_byte_in_gb18030() -> None:
    data = TEXT.encode("gb18030")
    at = data.index("项目".encode("gb18030"))
    mended = decode(data[:at] + b"\xff" + data[at:])
    assert "项目编码" in mended[mended.index("\n") :]
    assert 1 <= mended.count("\ufffd") <= 2


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (b"PK\x03\x04\x14\x00", "docx"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "图片"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_known_signatures_are_named(data: bytes, looks: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == "binary"
    assert looks in caught.value.why()
    assert caught.value.why("en").isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08\x00\x00abc",
        TEXT.encode() + b"\x00" + TEXT.encode(),
        b"\x00\x01\x02\x03\x04",
        TEXT.encode("utf-32"),
        b"abc\x08def",
    ],
)
def test_control_characters_and_nuls_are_binary(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == "binary"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x00\x00", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\n"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason == "empty"


def test_too_large() -> None:
    assert len(decode(b"a" * MAX_BYTES)) == MAX_BYTES
    with pytest.raises(UnreadableError) as caught:
        decode(b"a" * (MAX_BYTES + 1))
    assert caught.value.reason == "too-large"
    assert "16.0 MB" in caught.value.why()


def test_an_unknown_encoding_says_where() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(b"caf\xe9 r\xe9sum\xe9 ")
    assert caught.value.reason == "encoding"
    assert "第 4 字节" in caught.value.why("zh") or "第 7 字节" in caught.value.why("zh")
    assert "byte" in caught.value.why("en")


def test_every_reason_has_two_texts() -> None:
    for chinese, english in REASONS.values():
        assert not chinese.isascii()
        assert english.replace("“", "").replace("”", "").isascii()


def test_text_with_too_many_broken_bytes_is_refused() -> None:
    data = b"".join(part + b"\xff\xff" for part in (character.encode("utf-8") for character in TEXT[:60]))
    with pytest.raises(UnreadableError) as caught:
        decode(data * 4)
    assert caught.value.reason == "encoding"
