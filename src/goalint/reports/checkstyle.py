"""The XML of Checkstyle, which many review tools read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from goalint.findings import Report
from goalint.reports import Style
from goalint.reports.markup import legal, xml
from goalint.reports.sentence import sentence
from goalint.reports.summary import by_file


def render(report: Report, style: Style) -> Iterator[str]:
    """Every file, those without findings too."""
    return xml(Xml.Element("checkstyle", {"version": "4.3"}), _files(report, style.lang))


def _files(report: Report, lang: str) -> Iterator[Xml.Element]:
    for file, findings, _ in by_file(report):
        of_file = Xml.Element("file", {"name": legal(file.path)})
        for finding in findings:
            place = {"line": finding.location.text_line, "column": finding.location.column}
            Xml.SubElement(
                of_file,
                "error",
                {
                    **{key: str(number) for key, number in place.items() if number is not None},
                    "severity": str(finding.severity),
                    "message": legal(sentence(finding, lang)),
                    "source": legal(f"goalint.{finding.code}"),
                },
            )
        yield of_file
