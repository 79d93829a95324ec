"""goalint: a linter for the performance-goal documents of Chinese government budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goalint.api import CheckError, check, read
    from goalint.findings import Finding, Report
    from goalint.tree.document import Document

__version__ = "0.1.0"
__all__ = ["CheckError", "Document", "Finding", "Report", "__version__", "check", "read"]

_HOMES = {
    "CheckError": "goalint.api",
    "Document": "goalint.tree.document",
    "Finding": "goalint.findings",
    "Report": "goalint.findings",
    "check": "goalint.api",
    "read": "goalint.api",
}


def __getattr__(name: str) -> Any:
    # The command line imports this package first: `goalint --version` needs none of it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
