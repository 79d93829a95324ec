"""A line on stderr that says which file is being read, if someone watches."""

from __future__ import annotations

import sys


class Progress:
    """Shows `12/40 name` while files are read; nothing if nobody wants it, stderr is no terminal or there is only one file."""

    def __init__(self, total: int, wanted: bool = True) -> None:
        self.total = total
        self.on = wanted and total > 1 and sys.stderr.isatty()
        self._cells = 0

    def show(self, number: int, name: str) -> None:
        """Replace the line."""
        if self.on:
            from goalint.reports.width import display_width, fill, shown, wrap

            # A line that wraps cannot be erased.
            text = wrap(f"{number}/{self.total} {shown(name)}", 70)[0]
            sys.stderr.write("\r" + fill(text, self._cells))
            sys.stderr.flush()
            self._cells = display_width(text)

    def clear(self) -> None:
        """Erase the line."""
        if self.on and self._cells:
            sys.stderr.write("\r" + " " * self._cells + "\r")
            sys.stderr.flush()
            self._cells = 0
