"""What the conversion lost of a table."""

from __future__ import annotations

from goalint.rules.scope import Scope


def rows_lost(scope: Scope, project_index: int) -> bool:
    """Whether rows of the project's table could not be placed: how many there are, and which, is not known then."""
    lost = ("row-unplaced", "form-cut", "form-scrambled")
    return any(one.project == project_index and one.code in lost for one in scope.document.not_read)
