"""Standard output: with or without colour, in which encoding and width."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL

import click

from goalint.cli.failure import Failure, silence
from goalint.cli.language import say

_DEFAULT_WIDTH = 100


def colour_wanted(choice: str) -> bool:
    """Whether to use colour: --color, NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, in this order, or whether people are looking."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """The columns of the terminal, COLUMNS if that is set, 100 where there is no terminal."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):
        return _DEFAULT_WIDTH


def emit(text: str, *, colour: bool = False, utf8: bool = False) -> None:
    """Write a whole text to standard output; in UTF-8 with `utf8`, whatever the console's encoding."""
    if utf8:
        emit_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        with _nobody_may_listen():
            click.echo(text, nl=False, color=colour)
            sys.stdout.flush()


def emit_bytes(data: bytes) -> None:
    """Write to standard output as it is."""
    with _nobody_may_listen():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


@contextmanager
def _nobody_may_listen() -> Iterator[None]:
    """A reader that has gone away (`| head`) is no error. Raises Failure for what is one, such as a full disk."""
    try:
        yield
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        # Windows reports a closed pipe as EINVAL.
        if error.errno != EINVAL:
            reason = error.strerror or type(error).__name__
            raise Failure(say(f"无法写到标准输出：{reason}", f"cannot write to standard output: {reason}")) from error
