"""The layout of help pages: headings in the user's language, text wrapped by display width."""

from __future__ import annotations

from collections.abc import Iterable

import click

from goalint.reports.width import display_width, fill, wrap

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class HelpPage(click.HelpFormatter):
    """A help page: headings in the language, text wrapped by display width."""

    def __init__(self, lang: str, width: int | None) -> None:
        super().__init__(width=width)
        self.lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法: " if self.lang == "zh" else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading) if self.lang == "zh" else heading)

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for paragraph in text.split("\n"):
            for line in wrap(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        entries = list(rows)
        first = min(max((display_width(term) for term, _ in entries), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in entries:
            lines = wrap(text, max(self.width - self.current_indent - first, 20)) if text else [""]
            if display_width(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""
            for line in lines:
                self.write((indent + fill(term, first) + line).rstrip() + "\n")
                term = ""
