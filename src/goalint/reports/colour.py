"""Colour on a terminal, and nothing where there is none."""

from __future__ import annotations

from goalint.findings import Severity

BOLD = "1"
DIM = "2"
RED = "31"
GREEN = "32"
YELLOW = "33"
BLUE = "34"
CYAN = "36"
MARK = "1;31"

OF_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}


class Paint:
    """Puts colour around text, or leaves it alone."""

    __slots__ = ("on",)

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, style: str) -> str:
        """The text in that style (an SGR parameter)."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.on and text else text
