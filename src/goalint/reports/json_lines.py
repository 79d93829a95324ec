"""One JSON object a line: every finding, everything not checked, and the summary at the end, told apart by `kind`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from goalint.findings import Report
from goalint.reports import Style
from goalint.reports.json_findings import finding_json, not_checked_json, summary_json


def render(report: Report, style: Style) -> str:
    """The entries of the JSON report, line by line; `style` changes nothing in it."""
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in _entries(report))


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield {"kind": "finding", **finding_json(finding)}
    for entry in report.not_checked:
        yield {"kind": "not_checked", **not_checked_json(entry)}
    yield {"kind": "summary", **summary_json(report)}
