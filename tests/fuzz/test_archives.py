"""Any bytes that look like a zip of drafts give documents or reasons, and soon; no name leads out of the archive.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.damage import damaged, fuzzed, read_soon

_DRAFT = "项目编码\t1\t项目名称\t甲".encode()
_parts = st.sampled_from(["..", ".", "", "C:", "con", "水利局", "a\0b", "~$a", ".x", "__MACOSX", "\ufffd", "a" * 300])
_endings = st.sampled_from([".txt", ".zip", ".docx", ".pdf", ".html", ".rar", ".jpg", ".exe", ".TXT", "", "."])
_names = st.builds(
    lambda parts, slash, ending: slash.join(parts) + ending, st.lists(_parts, max_size=4), st.sampled_from("/\\"), _endings
)
_bodies = st.one_of(st.sampled_from([_DRAFT, b"", b"PK\x03\x04", b"%PDF-1.7", b"Rar!\x1a\x07\0"]), st.binary(max_size=60))


def _zip(members: list[tuple[str, bytes]], attributes: int = 0) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                info = zipfile.ZipInfo("x")
                info.filename, info.external_attr = name, attributes << 16
                archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _archives(inner: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    members = st.lists(st.tuples(_names, inner), max_size=5)
    return st.builds(_zip, members, st.sampled_from([0, 0o100644, 0o120777, 0o040755]))


def _looks_read(data: bytes) -> None:
    for document in read_soon(data, "报送.zip"):
        parts = document.source.path.split("/")
        assert parts[0] == "报送.zip"
        assert not {"..", ".", "C:"} & set(parts)


@given(_archives(st.recursive(_bodies, _archives, max_leaves=6)))
@fuzzed
def test_any_archive_of_any_names(data: bytes) -> None:
    _looks_read(data)


@cache
def _good() -> bytes:
    return _zip([("水利局/a.txt", _DRAFT), ("b.zip", _zip([("c.txt", _DRAFT)])), ("d.docx", b"PK\x03\x04")])


@given(st.data())
@fuzzed
def test_an_archive_with_bytes_changed_lost_or_doubled(data: st.DataObject) -> None:
    _looks_read(damaged(data, bytearray(_good())))


@given(st.binary(max_size=1000))
@fuzzed
def test_random_bytes_behind_the_signature(noise: bytes) -> None:
    _looks_read(b"PK\x03\x04" + noise)
    _looks_read(b"PK\x05\x06" + noise)
