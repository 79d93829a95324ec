"""PDFs made to hang a program, fill its memory or end it: read as far as they go, or refused, and soon."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.formats.raw_pdf import GOOD, packed_stream, raw_pdf, stream

_LIMIT = 10.0
_MOST = 500 * 1024  # kilobytes
_READ = "河"  # what the good file says
_PAGE = GOOD[3]
_FORM = "/Type/XObject/Subtype/Form/BBox[0 0 99 99]"


def _content(content: bytes) -> Callable[[], bytes]:
    return lambda: raw_pdf(GOOD | {4: packed_stream(content)})


def _changed(**objects: str) -> Callable[[], bytes]:
    return lambda: raw_pdf(GOOD | {int(name[1:]): text for name, text in objects.items()})


def _forms(depth: int, width: int) -> bytes:
    """Drawings that hold the next one so many times, and that the one after."""
    objects = GOOD | {3: _PAGE.replace("7 0 R", "20 0 R")}
    for number in range(20, 20 + depth):
        inner = f"{_FORM}/Resources<</XObject<</X1 {number + 1} 0 R>>>>"
        objects[number] = stream("/X1 Do " * width, inner)
    objects[20 + depth] = stream("0 0 m 9 9 l S", _FORM)
    return raw_pdf(objects)


def _many_streams() -> bytes:
    packed = packed_stream(b" " * 60_000_000)
    parts = " ".join(f"{number} 0 R" for number in range(100, 200))
    page = {3: _PAGE.replace("/Contents 4 0 R", f"/Contents[{parts}]")}
    return raw_pdf(GOOD | page | dict.fromkeys(range(100, 200), packed))


def _object_streams() -> bytes:
    """Page tree, fonts and all in streams that unpack to a gigabyte."""
    inside = b"2 0 5 99 " + f"{GOOD[2]:99}{GOOD[5]}".encode() + b" " * 100_000_000
    packed = packed_stream(inside, "/Type/ObjStm/N 2/First 9")
    objects = {number: text for number, text in GOOD.items() if number not in (2, 5)}
    return raw_pdf(objects | dict.fromkeys(range(30, 40), packed), of_streams=dict.fromkeys((2, 5), 30))


_FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a page tree that holds itself": (
        _changed(_2="<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>"),
        {"page-damaged", _READ},
    ),
    "page trees that hold one another": (
        _changed(
            _2="<</Type/Pages/Kids[10 0 R 10 0 R]/Count 500>>",
            _10="<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 400>>",
        ),
        {"page-damaged", "no-page-read", "no-text", _READ},
    ),
    "a parent that is its own": (_changed(_2="<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>"), {_READ}),
    "100,000 pages claimed": (_changed(_2="<</Type/Pages/Kids[3 0 R]/Count 100000>>"), {"too-many-pages"}),
    "2,000 pages claimed": (_changed(_2="<</Type/Pages/Kids[3 0 R]/Count 2000>>"), {"page-damaged", _READ}),
    "one page 2,000 times": (_changed(_2=f"<</Type/Pages/Kids[{'3 0 R ' * 2000}]/Count 2000>>"), {_READ}),
    "a page of the size of a country": (_changed(_3=_PAGE.replace("595 842", "1e9 1e9")), {_READ}),
    "a page of no size": (_changed(_3=_PAGE.replace("595 842", "0 0")), {_READ}),
    "a drawing in itself": (_changed(_7=stream("/X1 Do " * 3, f"{_FORM}/Resources 9 0 R")), {"too-costly", _READ}),
    "5,000 drawings in one another": (lambda: _forms(5000, 1), {_READ}),
    "ten drawings in each of ten in each of ten": (lambda: _forms(20, 10), {"too-costly"}),
    "a million drawings of a million lines": (
        _changed(_4=packed_stream(b"/X1 Do " * 1_000_000), _7=packed_stream(b"0 0 m 1 1 l S " * 1_000_000, _FORM)),
        {"too-costly"},
    ),
    "fifteen million lines": (_content(b"0 0 m 1 1 l S " * 15_000_000), {"too-costly"}),
    "a line of fifteen million pieces": (_content(b"0 0 m " + b"1 1 l " * 15_000_000 + b"S"), {"too-costly"}),
    "sixty million characters": (
        _content(b"BT /F1 12 Tf " + b"(abcdefghijkl) Tj " * 5_000_000 + b"ET"),
        {"too-costly"},
    ),
    "half a billion blanks, packed twice": (
        lambda: raw_pdf(GOOD | {4: packed_stream(zlib.compress(b" " * 500_000_000, 1), filters="/FlateDecode/FlateDecode")}),
        {"too-costly"},
    ),
    "a hundred streams of sixty megabytes": (_many_streams, {"too-costly"}),
    "states within states": (_content(b"q " * 15_000_000), {"too-costly"}),
    "arrays within arrays": (_content(b"[" * 15_000_000), {"no-text"}),
    "entries nested a million deep": (
        _changed(_3=f"<</Type/Page/A {'[' * 1_000_000}{']' * 1_000_000}{_PAGE.removeprefix('<</Type/Page')}"),
        {"no-page-read", "no-text", "page-damaged", "broken-container", _READ},
    ),
    "streams of objects that unpack to a gigabyte": (_object_streams, {"too-costly", _READ}),
    "a table of two billion objects": (
        lambda: raw_pdf(GOOD).replace(b"/Size 10", b"/Size 2000000000"),
        {_READ},
    ),
}
_READING = """
import resource, sys
from goalint.readers.blocks import Line, UnreadableError
from goalint.readers.pdf import read_pdf
with open(sys.argv[1], "rb") as file:
    data = file.read()
for _ in range(2):
    try:
        blocks = read_pdf(data)
    except UnreadableError as error:
        assert error.why("zh") and error.why("en")
        said = {error.reason}
    else:
        said = {item.code for item in blocks.unread} | {text for block in blocks.blocks for text in block.passage.text[:1]}
    print(*sorted(said))
    with open(sys.argv[2], "rb") as file:
        data = file.read()  # the file after it is read as if nothing had been
if sys.platform == "linux":
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("name", _FILES)
def test_a_file_that_means_harm_is_done_with_and_the_next_one_read(tmp_path: Path, name: str) -> None:
    make, expected = _FILES[name]
    hostile, good = tmp_path / "a.pdf", tmp_path / "b.pdf"
    hostile.write_bytes(make())
    good.write_bytes(raw_pdf(GOOD))
    command = [sys.executable, "-c", _READING, str(hostile), str(good)]
    done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-1000:]
    said, after, *memory = done.stdout.splitlines()
    assert said
    assert set(said.split()) <= expected
    assert after == _READ
    assert all(int(size) < _MOST for size in memory)
