"""`goalint rules`: list all rules."""

from __future__ import annotations

from goalint.cli.command import OneOf, color_option, command, format_option, lang_option, option
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.packs import packs_in_force


@command(
    "rules",
    "列出全部规则：编码、名称、级别、把握、档、类别和标题。",
    "List all rules: code, name, severity, confidence, profile, category and title.",
)
@format_option
@option(
    "--profile",
    type=OneOf(("self-check", "submit", "review")),
    default="review",
    zh="只列到这一档：self-check 部门自查、submit 送审或 review 审核（默认，即全部）",
    en="list only up to this profile: self-check, submit or review (default: all)",
)
@option(
    "--pack",
    "extra_packs",
    multiple=True,
    metavar="DIR",
    zh="在自带规则之外再加载一个规则包；可重复",
    en="load another rule pack beside the shipped ones; repeatable",
)
@color_option
@lang_option
def rules(output_format: str, profile: str, extra_packs: tuple[str, ...], color: str, lang: str) -> None:
    """Load and print."""
    packs = packs_in_force(extra_packs)
    from goalint.reports import Style, rule_pages
    from goalint.rules.profile import Profile

    if output_format == "json":
        emit(rule_pages.list_json(packs, lang, Profile(profile)), utf8=True)
        return
    style = Style(lang, colour_wanted(color), terminal_width())
    emit(rule_pages.list_text(packs, style, Profile(profile)), colour=style.colour)
