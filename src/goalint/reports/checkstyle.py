"""The XML of Checkstyle, which many review tools read."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from goalint.findings import Report
from goalint.reports import Style
from goalint.reports.markup import legal
from goalint.reports.sentence import sentence
from goalint.reports.summary import by_file


def render(report: Report, style: Style) -> str:
    """Every file, those without findings too."""
    root = Xml.Element("checkstyle", {"version": "4.3"})
    for file, findings, _ in by_file(report):
        of_file = Xml.SubElement(root, "file", {"name": legal(file.path)})
        for finding in findings:
            place = {"line": finding.location.text_line, "column": finding.location.column}
            Xml.SubElement(
                of_file,
                "error",
                {
                    **{key: str(number) for key, number in place.items() if number is not None},
                    "severity": str(finding.severity),
                    "message": legal(sentence(finding, style.lang)),
                    "source": legal(f"goalint.{finding.code}"),
                },
            )
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
