"""Where something stands in its source, in the terms its format has."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """A place that a person finds again. All numbers are 1-based; None where the format has no such thing.

    `line` and `column` count characters of the decoded text (a line ends at LF, CR or CR LF); `page`, `table`,
    `row`, `cell` and `sheet` count as the format does.
    """

    line: int | None = None
    column: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: str | int | None = None
    sheet: str | None = None

    def advanced(self, characters: int) -> Location:
        """The place so many characters further on the same line; unchanged where there are no columns."""
        if self.column is None or not characters:
            return self
        return self._replace(column=self.column + characters)

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts places of one source into reading order; what a format does not have counts as 0."""
        cell = self.cell if isinstance(self.cell, int) else 0
        return (self.page or 0, self.line or 0, self.table or 0, self.row or 0, cell, self.column or 0)

    def as_json(self) -> dict[str, int | str]:
        """Only the parts that the format has."""
        return {key: value for key, value in zip(self._fields, self, strict=True) if value is not None}


NOWHERE = Location()
