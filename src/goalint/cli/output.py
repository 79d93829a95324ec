"""Where output goes: standard output or a file, with or without colour, in which encoding and width."""

from __future__ import annotations

import os
import sys

import click

from goalint.cli.failure import Failure, silence
from goalint.cli.language import say

_DEFAULT_WIDTH = 100


def colour_wanted(choice: str) -> bool:
    """Whether to use colour: --color if it decides, then NO_COLOR, FORCE_COLOR, and whether people are looking."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
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


def emit(text: str, *, to: str | None = None, colour: bool = False, utf8: bool = False) -> None:
    """Write a whole report to the file `to`, or to standard output.

    Files are UTF-8; so is standard output with `utf8`, whatever the console's encoding. A reader that has gone away
    (`| head`) is no error. Raises Failure if the file cannot be written.
    """
    # A file name that is no valid text must not cost the report; in JSON the escape is a valid one.
    data = text.encode("utf-8", "backslashreplace") if utf8 or to else b""
    if to is not None:
        try:
            with open(to, "wb") as file:
                file.write(data)
        except OSError as error:
            raise Failure(
                say(
                    f"无法写入 {to}：{error.strerror}。请检查目录是否存在、是否有写入权限", f"cannot write {to}: {error.strerror}"
                )
            ) from error
        return
    try:
        if utf8 and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            click.echo(text, nl=False, color=colour)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        # Windows reports a closed pipe as EINVAL.
        if error.errno != 22:
            raise
        silence(sys.stdout)
