"""`goalint config`: look at the configuration."""

from __future__ import annotations

from goalint.cli.command import App, OneOf, Option
from goalint.cli.language import LANGUAGES

config = App(
    "config",
    texts=("查看配置。", "Look at the configuration."),
    modules={
        "show": (
            "goalint.cli.config_show",
            "列出对一个文件生效的设置和它们的来源",
            "list the settings and where they come from",
        )
    },
    params=[
        Option(
            ["--lang"],
            type=OneOf(LANGUAGES),
            expose_value=False,
            texts=("输出语言：zh 或 en", "language of the output: zh or en"),
        )
    ],
    context_settings={"help_option_names": ["--help", "-h"]},
)
