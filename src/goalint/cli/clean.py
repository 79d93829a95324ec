"""`goalint clean`: forget what earlier runs have kept."""

from __future__ import annotations

import click

from goalint import store
from goalint.cli.command import command
from goalint.cli.failure import Failure
from goalint.cli.language import say
from goalint.cli.settings import config_options, settings_for
from goalint.cli.side_by_side import cache_option


@command(
    "clean",
    "清除以前运行保存的结果（读过的文件、编译过的规则包）。下次检查会慢一些，结果不变。",
    "Forget what earlier runs have kept (files read, packs compiled). The next check takes longer and says the same.",
)
@cache_option
@config_options
def clean(**_options: object) -> None:
    """Empty the store and say how much was in it."""
    settings_for(["."])
    try:
        place = store.folder()
    except RuntimeError as error:
        raise Failure(say("没有用户文件夹，也就没有保存过结果", "there is no home folder, so nothing was kept")) from error
    number, size = store.drop()
    shown = f"{size / 1024 / 1024:.1f} MB"
    click.echo(say(f"{place}：清除 {number} 项，{shown}", f"{place}: {number} entries dropped, {shown}"))
