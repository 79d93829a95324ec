"""`goalint rule`: explain one rule."""

from __future__ import annotations

import click

from goalint.cli.command import color_option, command, format_option
from goalint.cli.failure import Failure
from goalint.cli.language import say
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.settings import packs_for, rules_options, settings_for


@command(
    "rule",
    "解释一条规则（写编码或名称）：查什么、为什么、依据和例子。",
    "Explain one rule, by code or name: what it raises, why, its basis and examples.",
)
@click.argument("which", metavar="CODE|NAME")
@format_option
@rules_options
@color_option
def rule(which: str, output_format: str, color: str, **_others: object) -> None:
    """Find the rule and print its page. Raises Failure with similar names if there is none."""
    settings = settings_for(["."], apart=("output_format",))
    packs, lang = packs_for(settings), settings.settings.lang
    found = [
        (pack, rule)
        for pack in packs
        for rule in pack.rules
        if which.upper() == rule.code.upper() or which.casefold() == rule.name.casefold()
    ]
    if not found:
        raise Failure(_unknown(which, [name for pack in packs for rule in pack.rules for name in (rule.code, rule.name)]))
    from goalint.reports import Style, rule_pages

    pack, chosen = found[0]
    if output_format == "json":
        emit(rule_pages.page_json(pack, chosen, lang), utf8=True)
        return
    style = Style(lang, colour_wanted(color), terminal_width())
    emit(rule_pages.page_text(pack, chosen, style), colour=style.colour)


def _unknown(which: str, known: list[str]) -> str:
    import difflib

    lowered = {name.casefold(): name for name in known}
    close = [lowered[name] for name in difflib.get_close_matches(which.casefold(), lowered, n=3, cutoff=0.5)]
    if close:
        return say(
            f"没有“{which}”这条规则；是不是想找 {'、'.join(close)}？", f"no such rule: {which}; did you mean {', '.join(close)}?"
        )
    return say(f"没有“{which}”这条规则。goalint rules 列出全部规则", f"no such rule: {which}. goalint rules lists them all")
