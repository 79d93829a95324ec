"""The pages made from the shipped packs: every example and every link on them holds."""

from __future__ import annotations

import re

from ruamel.yaml import YAML

from goalint.reports.rule_docs import INDEX, is_page, page_name, pages

from .shipped import shipped

PAGES = pages(shipped())
RULES = [rule for pack in shipped() for rule in pack.rules]
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)


def test_every_rule_has_its_page_and_stands_in_the_index() -> None:
    assert set(PAGES) == {INDEX, *map(page_name, RULES)}
    assert all(map(is_page, PAGES))
    for rule in RULES:
        own = f"[{rule.code} {rule.name}]({page_name(rule)})"
        assert PAGES[INDEX].count(own) == 2 + len(rule.domain)  # by category, by profile, and once a catalogue number


def test_examples_are_yaml_that_says_what_the_pack_says() -> None:
    yaml = YAML(typ="safe", pure=True)
    for rule in RULES:
        shown = [node for block in _BLOCK.findall(PAGES[page_name(rule)]) for node in yaml.load(block)]
        grouped = [
            example.node for kind in ("flags", "passes", "not_checked") for example in rule.examples if example.expects == kind
        ]
        assert _as_text(shown) == _as_text(grouped), rule.code


def _as_text(node: object) -> object:
    """Numbers and dates are the author's text, however YAML reads them back."""
    if isinstance(node, dict):
        return {key: _as_text(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_text(value) for value in node]
    return node if node is None or isinstance(node, bool) else re.sub(r"\.0+$|(?<=\.\d)0+$", "", str(node))
