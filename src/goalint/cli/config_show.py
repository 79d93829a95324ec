"""`goalint config show`: every setting in force for a file, and where it came from."""

from __future__ import annotations

import click

from goalint.cli.command import color_option, command, format_option
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.settings import packs_for, settings_for, settings_options


@command(
    "show",
    "列出对 FILE（缺省为当前文件夹）生效的全部设置，以及每一项来自哪里：默认值、配置文件的哪一行，或命令行选项。",
    "List every setting in force for FILE (default: the current folder) and where each came from: "
    "the default, the line of a configuration file, or an option.",
)
@click.argument("file", default=".", metavar="[FILE]")
@format_option
@settings_options
@color_option
def show(file: str, output_format: str, color: str, **_settings: object) -> None:
    """Resolve, check the names against the packs, and print."""
    found = settings_for([file], apart=("output_format",))
    packs_for(found)
    from goalint.reports import Style, config_settings

    if output_format == "json":
        emit(config_settings.render_json(found), utf8=True)
        return
    style = Style(found.settings.lang, colour_wanted(color), terminal_width())
    emit(config_settings.render(found, style), colour=style.colour)
