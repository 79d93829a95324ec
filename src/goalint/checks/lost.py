"""What the conversion lost of a table."""

from __future__ import annotations

from goalint.rules.scope import Scope
from goalint.tree.document import ROWS_LOST


def rows_lost(scope: Scope, project_index: int) -> bool:
    """Whether rows of the project's table could not be placed: how many there are, and which, is not known then."""
    return any(one.project == project_index and one.code in ROWS_LOST for one in scope.document.not_read)
