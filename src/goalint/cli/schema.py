"""`goalint schema`: the JSON Schema of what goalint reads or writes."""

from __future__ import annotations

import click

from goalint.cli.command import OneOf, command, lang_option
from goalint.cli.output import emit

# The names that `reports.json_schemas` has, which is not imported for the help.
NAMES = ("rule", "pack", "lexicon", "config", "ignore", "baseline", "findings", "tree")


@command(
    "schema",
    "输出 JSON Schema：rule 规则文件，pack 是 pack.yaml，lexicon 词表，config 配置，ignore 豁免文件，baseline 基线，"
    "findings 检查结果。",
    "Print a JSON Schema: of files of rules, pack.yaml, lexicons, the configuration, the ignore file, the baseline, or findings.",
)
@click.argument("name", type=OneOf(NAMES), metavar="NAME")
@lang_option
def schema(name: str, lang: str) -> None:
    """Make and print."""
    from goalint.reports.json_schemas import written

    emit(written(name), utf8=True)
