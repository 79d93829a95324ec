"""`goalint new`: files of a rule pack to begin with."""

from __future__ import annotations

from goalint.cli.command import App, OneOf, Option
from goalint.cli.language import LANGUAGES

new = App(
    "new",
    texts=(
        "生成规则包、规则或词表，作为起点；已有的文件不动。",
        "Write a rule pack, a rule or a word list to begin with; nothing is overwritten.",
    ),
    modules={
        "pack": ("goalint.cli.new_files", "新的规则包", "a new rule pack"),
        "rule": ("goalint.cli.new_files", "规则包里的新规则", "a new rule in a pack"),
        "lexicon": ("goalint.cli.new_files", "规则包里的新词表", "a new word list in a pack"),
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
