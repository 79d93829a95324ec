"""The group `goalint` and its commands."""

from __future__ import annotations

from typing import Any

import click

from goalint import __version__
from goalint.cli.command import App, Option


def _version(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"goalint {__version__}")
        ctx.exit()


app = App(
    "goalint",
    texts=(
        "检查部门预算绩效文本和绩效目标表。\n\n每个命令的用法：goalint 命令 --help",
        "Lint the performance-goal documents of Chinese government budgets.\n\nUsage of a command: goalint COMMAND --help",
    ),
    modules={
        "check": ("goalint.cli.check", "检查文件，列出发现的问题", "check files and list what was found"),
        "tree": ("goalint.cli.tree", "显示从文件里读出的内容", "show what was read from a file"),
        "rules": ("goalint.cli.rules", "列出全部规则", "list all rules"),
        "rule": ("goalint.cli.rule", "解释一条规则：查什么、为什么、依据和例子", "explain one rule"),
        "baseline": (
            "goalint.cli.baseline",
            "把现有的问题记入基线，以后只报新的",
            "write down today's findings",
        ),
        "config": ("goalint.cli.config", "查看配置", "look at the configuration"),
        "schema": ("goalint.cli.schema", "输出文件格式的 JSON Schema", "print the JSON Schema of a file format"),
        "clean": ("goalint.cli.clean", "清除保存的中间结果", "forget what earlier runs have kept"),
        "docs": ("goalint.cli.docs", "从规则包生成规则说明", "write the documentation of the rules"),
        "new": ("goalint.cli.new", "生成规则包、规则或词表", "write a pack, a rule or a word list to begin with"),
        "test": ("goalint.cli.test", "运行规则包里的例子", "run the examples of rule packs"),
    },
    params=[
        Option(
            ["--version", "-V"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_version,
            texts=("显示版本号", "show the version"),
        )
    ],
    context_settings={"help_option_names": ["--help", "-h"]},
)
