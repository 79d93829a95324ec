"""One JSON object a line: every finding, everything not checked, what became of earlier findings, the summary at the end.

`kind` tells them apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from goalint.findings import Report
from goalint.reports import Style
from goalint.reports.json_findings import finding_json, not_checked_json, summary_json, unsettled_json


def render(report: Report, style: Style) -> Iterator[str]:
    """The entries of the JSON report, line by line; `style` changes nothing in it."""
    return (json.dumps(entry, ensure_ascii=False) + "\n" for entry in _entries(report))


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield {"kind": "finding", **finding_json(finding)}
    for entry in report.not_checked:
        yield {"kind": "not_checked", **not_checked_json(entry)}
    if report.revision is not None:
        for finding in report.revision.fixed:
            yield {"kind": "fixed", **finding_json(finding)}
        for one in report.revision.unsettled:
            yield {"kind": "unsettled", **unsettled_json(one)}
    yield {"kind": "summary", **summary_json(report)}
