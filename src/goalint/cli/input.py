"""Reading one input of a command: a file, or standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from goalint.cli.failure import DefectError
from goalint.cli.language import language, say

if TYPE_CHECKING:
    from goalint.intake import Intake
    from goalint.tree.document import Document

STDIN = "-"
STDIN_NAME = "stdin.txt"  # what it is reported as


def take_in(name: str, stdin_filename: str | None) -> list[Intake]:
    """The documents of the file of that name, or of standard input for “-”.

    Raises DefectError if reading crashes, which it never should.
    """
    from goalint import intake

    try:
        if name == STDIN:
            return list(intake.documents_in(sys.stdin.buffer.read(), stdin_filename or STDIN_NAME))
        return list(intake.read(name))
    except Exception as error:
        raise DefectError(name) from error


def tell_why(document: Document) -> None:
    """Say on stderr why there is nothing in the file to work with."""
    path = document.source.path
    whys = [entry.why(language()) for entry in document.not_read]
    for why in whys[-1:] or [say("没有可以检查的内容", "there is nothing in it to check")]:
        click.echo(f"{path}: {why}", err=True)
