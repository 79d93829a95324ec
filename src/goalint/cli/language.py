"""The language of what the command line says: --lang, else GOALINT_LANG, else the configuration, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

VARIABLE = "GOALINT_LANG"
LANGUAGES = ("zh", "en")
_META = "goalint.lang"


def note_language(ctx: click.Context, args: Sequence[str]) -> None:
    """Look ahead for --lang, so that help and usage errors speak it too."""
    for index, arg in enumerate(args):
        if arg == "--":
            return
        value = args[index + 1] if arg == "--lang" and index + 1 < len(args) else arg.removeprefix("--lang=")
        if value != arg and value in LANGUAGES:
            ctx.meta[_META] = value


def asked_before(ctx: click.Context) -> str | None:
    """The language that a --lang before the command asks for."""
    noted = ctx.meta.get(_META)
    return None if noted is None else str(noted)


def speak(lang: str, ctx: click.Context | None = None) -> None:
    """Say everything in that language from now on: what the configuration or an option decides."""
    ctx = ctx or click.get_current_context(silent=True)
    if ctx:
        ctx.meta[_META] = lang


def language(ctx: click.Context | None = None) -> str:
    """zh or en, whatever state the parsing is in."""
    ctx = ctx or click.get_current_context(silent=True)
    noted = ctx.meta.get(_META) if ctx else None
    asked = noted or os.environ.get(VARIABLE)
    return "en" if asked == "en" else "zh"


def say(zh: str, en: str, ctx: click.Context | None = None) -> str:
    """The wording in that language."""
    return en if language(ctx) == "en" else zh
