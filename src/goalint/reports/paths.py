"""The paths of files as other programs want them."""

from __future__ import annotations

import os
from pathlib import PurePosixPath, PureWindowsPath

from goalint.tree.pattern import lazy

_WINDOWS = lazy(r"[A-Za-z]:[\\/]|\\\\")


def relative(path: str) -> str:
    """The path with forward slashes, from the current folder where it lies under it."""
    if os.path.isabs(path):
        from_here = os.path.relpath(path) if _same_drive(path) else path
        path = path if from_here.startswith(os.pardir) else from_here
    return slashed(path)


def slashed(path: str) -> str:
    """A path of Windows with forward slashes; any other as it is, since a backslash may be part of a name there."""
    return path.replace("\\", "/") if os.sep == "\\" or _WINDOWS.match(path) else path


def uri(path: str) -> str:
    """The path as a URI: relative where `relative` makes it so, else file:///…"""
    from urllib.parse import quote

    path = relative(path)
    if _WINDOWS.match(path) or path.startswith("//"):
        return PureWindowsPath(path).as_uri()
    if path.startswith("/"):
        return PurePosixPath(path).as_uri()
    # A colon in the first part would be taken for the end of a scheme.
    return quote(os.fsencode(path), safe="/")


def _same_drive(path: str) -> bool:
    return os.path.splitdrive(path)[0].casefold() == os.path.splitdrive(os.getcwd())[0].casefold()
