"""File formats: one module each, chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from goalint.readers.blocks import Blocks, UnreadableError

# Ending → module and function; a module is loaded when a file needs it.
_READERS = {
    ".txt": ("goalint.readers.text", "read_text"),
    ".md": ("goalint.readers.text", "read_text"),
    ".markdown": ("goalint.readers.text", "read_text"),
}
SUFFIXES = tuple(_READERS)


def reader_for(suffix: str) -> Callable[[bytes], Blocks]:
    """The reader of files with that ending (with its dot, in lower case).

    Raises UnreadableError for an ending that no reader knows.
    """
    try:
        module, function = _READERS[suffix]
    except KeyError:
        raise UnreadableError("unknown-format", suffix=suffix, known=" ".join(SUFFIXES)) from None
    reader: Callable[[bytes], Blocks] = getattr(import_module(module), function)
    return reader
