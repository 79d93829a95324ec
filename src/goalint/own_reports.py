"""Goalint's own reports, which lie beside the drafts and would be taken for some: they name projects and indicators too."""

from __future__ import annotations

from goalint.tree.pattern import lazy

MARK = "goalint-report"
COMMENT = f"<!-- {MARK} -->"  # ends HTML and Markdown
_PROPERTIES = b"docProps/custom.xml"  # holds the mark in files of Office
_TAIL = 1 << 16
# How a text for people ends.
_SUMMARY = lazy(
    "(?:^|\n)(?:检查了 \\d+ 个文件、\\d+ 个项目、\\d+ 个指标，[^\n]*启用 \\d+ 条规则：[^\n]*。"
    "|Checked \\d+ files?, \\d+ projects?, \\d+ indicators? against \\d+ rules?[^\n]*\\.)\\s*$"
)


def is_own_report(data: bytes) -> bool:
    """Whether goalint wrote the file, as far as the file says so."""
    tail = data[-_TAIL:]
    if data[:2] == b"PK":
        return _PROPERTIES in tail and MARK in _properties(data)
    end = tail[-2000:].decode("utf-8", "replace")
    return COMMENT in end or _SUMMARY.search(end) is not None


def _properties(data: bytes) -> str:
    """The properties that a file of Office has beside the usual ones; empty if they cannot be read."""
    import io
    import zipfile
    import zlib

    name = _PROPERTIES.decode()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > _TAIL:
                return ""
            return archive.read(name).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return ""
