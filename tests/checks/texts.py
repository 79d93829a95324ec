"""Text rules applied to a narrative that is read from plain text, paragraphs, places and all."""

from __future__ import annotations

from collections.abc import Sequence

from tests.checks.shipped import packs

from goalint.engine import run
from goalint.findings import Finding
from goalint.parser import parse
from goalint.readers.text import read_text
from goalint.rules.profile import Profile
from goalint.tree.document import Document, Source

_HEAD = "青禾县水利局\n\n{year}年部门预算绩效文本\n\n第一部分 部门整体绩效目标\n\n一、总体绩效目标\n\n"


def parsed(text: str) -> Document:
    """The document of a text file."""
    return parse(read_text(text.encode()), Source("文本.txt", "text", ""))


def told(paragraphs: Sequence[str], *rules: str, year: int = 2025) -> Sequence[Finding]:
    """What rules (all of text and dates unless named) say about a document of these paragraphs."""
    document = parsed(_HEAD.format(year=year) + "\n\n".join(paragraphs) + "\n")
    return run((document,), packs(), select=rules or ("TXT", "DAT"), profile=Profile.REVIEW).findings
