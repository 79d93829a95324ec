"""What the fuzz targets share: how many inputs, how long one may take, and how a good file is damaged."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from tests.deadline import within

from goalint.intake import documents_in
from goalint.tree.document import Document

LIMIT = 10.0  # what a file that means harm may take
fuzzed = settings(
    max_examples=int(os.environ.get("GOALINT_FUZZ", "60")), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def damaged(data: st.DataObject, content: bytearray) -> bytes:
    """The content with bytes changed, lost, doubled or cut off."""
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        length = data.draw(st.integers(1, 60))
        match data.draw(st.sampled_from(["change", "lose", "double", "cut"])):
            case "change":
                content[at : at + length] = data.draw(st.binary(min_size=1, max_size=8))
            case "lose":
                del content[at : at + length]
            case "double":
                content[at:at] = content[at : at + length]
            case _:
                content = content[: max(at, 1)]
    return bytes(content)


def read_soon(content: bytes, name: str) -> list[Document]:
    """The documents in a file: reading and parsing it raises nothing, ends in time, and gives a reason for what was not read."""
    with within(LIMIT):
        found = [one.document for one in documents_in(content, name)]
    assert found
    for document in found:
        assert all(item.why(lang) for item in document.not_read for lang in ("zh", "en"))
        assert document.projects or document.not_read
    return found


def looks_read(content: bytes, name: str) -> Document:
    """The same of a file that is one document, whatever else it may have become."""
    return read_soon(content, name)[0]
