"""`goalint rules`: list all rules."""

from __future__ import annotations

from goalint.cli.command import OneOf, color_option, command, format_option, option
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.settings import packs_for, rules_options, settings_for


@command(
    "rules",
    "列出全部规则：编码、名称、级别、把握、档、类别和标题；以配置文件为准。",
    "List all rules: code, name, severity, confidence, profile, category and title; as the configuration has them.",
)
@format_option
@option(
    "--profile",
    type=OneOf(("self-check", "submit", "review")),
    zh="只列到这一档：self-check 部门自查、submit 送审或 review 审核（默认列全部）",
    en="list only up to this profile: self-check, submit or review (default: all)",
)
@rules_options
@color_option
def rules(output_format: str, profile: str | None, color: str, **_others: object) -> None:
    """Load and print. The profile of the configuration hides nothing: the list has a column for it."""
    found = settings_for(["."], apart=("output_format",))
    packs = packs_for(found)
    from goalint.reports import Style, rule_pages
    from goalint.rules.profile import Profile

    lang, upto = found.settings.lang, Profile(profile or "review")
    if output_format == "json":
        emit(rule_pages.list_json(packs, lang, upto), utf8=True)
        return
    style = Style(lang, colour_wanted(color), terminal_width())
    emit(rule_pages.list_text(packs, style, upto), colour=style.colour)
