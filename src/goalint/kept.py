"""Documents and findings as bytes, for the store and for other processes.

The bytes may come from a folder that others can write to: only goalint's own classes of data are ever made out of them.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import zlib
from types import MappingProxyType
from typing import Any

_OWN = ("goalint.tree.", "goalint.findings", "goalint.readers.blocks")
# What checks over many documents note of each, and find, is made of named tuples.
_NOTES = ("goalint.checks.", "goalint.rules.check", "goalint.rules.notes", "goalint.rules.site")
_OTHERS = frozenset((("decimal", "Decimal"), ("datetime", "date"), (__name__, "_View")))
_MOST = 64 * 1024 * 1024  # bytes that an entry may grow to
_FAST = 1


class _View:
    """A read-only view of a mapping, which pickle cannot write by itself."""

    def __new__(cls, held: dict[Any, Any]) -> MappingProxyType[Any, Any]:  # type: ignore[misc]
        return MappingProxyType(held)


def _as_dict(view: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _View, (dict(view),)


copyreg.pickle(MappingProxyType, _as_dict)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS or module.startswith((*_OWN, *_NOTES)) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (not module.startswith(_NOTES) or issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that is kept")


def packed(value: object) -> bytes:
    """The value as bytes."""
    return zlib.compress(pickle.dumps(value, protocol=5), _FAST)


def unpacked(body: bytes) -> Any:
    """The value of the bytes. Raises ValueError for bytes that hold anything else than data of goalint."""
    try:
        opened = zlib.decompressobj()
        data = opened.decompress(body, _MOST)
        if opened.unconsumed_tail:
            raise ValueError("too large")
        return _Unpickler(io.BytesIO(data)).load()
    except ValueError:
        raise
    except Exception as error:  # whatever a damaged pickle runs into
        raise ValueError(f"{type(error).__name__}: {error}") from error
