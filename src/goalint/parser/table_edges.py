"""What stands around the table of a printed form among its words: a caption above, heads repeated on each page, a foot below."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.labels import FIRST_NAMES, SECOND_NAMES
from goalint.parser.segment import Token
from goalint.tree.pattern import lazy

_CAPTION = lazy(r"(?:本?年度|当年|长期|中期|实施期)?绩效(?:项目)?指标表?")
_LONGEST_CAPTION = 10
# What forms end with below their table, as a line by itself or with what was written there.
_FOOT = lazy(
    r"(?:(?:其他(?:需要?)?说明的(?:问题|情况|事项)|(?:[^:\d]{0,6}部门|单位|财政局)?审核意见)(?::.*)?"
    r"|(?:备注|注|填[报表](?:人|日期|时间)|制表人|审核人|(?:单位|部门|项目|财务)?负责人|联系(?:人|电话))(?:\([^()]{1,6}\))?:.*)"
)
_SUMS = frozenset(("合计", "总计", "总分", "合计:", "总分:"))
_NUMBER = lazy(r"[\d.]+(?:%|分)?")


def without_caption(tokens: Sequence[Token]) -> Sequence[Token]:
    """The head without 绩效指标, which may stand above or beside the table, one character a line."""
    text, end = "", len(tokens)
    for size, token in enumerate(reversed(tokens), 1):
        text = token.folded + text
        if len(text) > _LONGEST_CAPTION:
            break
        if token.before != "space" and _CAPTION.fullmatch(text):
            end = len(tokens) - size
    return tokens[:end]


def without_headers(tokens: list[Token], header: Sequence[Token]) -> list[Token]:
    """The table's words without the header that is repeated on each page."""
    wanted = [token.text for token in header]
    size = len(wanted)
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].text == wanted[0] and [token.text for token in tokens[index : index + size]] == wanted:
            index += size
        else:
            out.append(tokens[index])
            index += 1
    return out


def foot_of(tokens: Sequence[Token], start: int) -> int:
    """Where the lines below a table begin: signatures, notes, opinions, the sum of weights; the end where there are none."""
    foot = end = len(tokens)
    for index in range(end - 1, start - 1, -1):
        token = tokens[index]
        if token.folded in FIRST_NAMES or token.folded in SECOND_NAMES:
            break
        if token.before == "space":
            continue
        line = _line_at(tokens, index)
        is_sum = line in _SUMS and all(_NUMBER.fullmatch(other.folded) for other in tokens[index + 1 : foot])
        if is_sum or _FOOT.fullmatch(line):
            foot = index
    return foot


def _line_at(tokens: Sequence[Token], index: int) -> str:
    """The line that begins with a word, folded."""
    end = index + 1
    while end < len(tokens) and tokens[end].before == "space":
        end += 1
    return "".join(token.folded for token in tokens[index:end])
