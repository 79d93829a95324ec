"""The format codes of Excel and WPS, taken apart (ECMA-376 part 1, 18.8.30–31)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from goalint.tree.pattern import lazy

# The formats that files name by number only, as a Chinese Excel displays them.
_BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0', 6: '"¥"#,##0;"¥"\\-#,##0', 7: '"¥"#,##0.00;"¥"\\-#,##0.00', 8: '"¥"#,##0.00;"¥"\\-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 23: "General", 24: "General", 25: "General", 26: "General",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
GENERAL = "General"
_MAX_CODE = 255  # no program writes a longer one

_TOKEN = lazy(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<room>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|e+(?![+-]))"
    r"|(?P<exponent>[eE][+-])"
    r"|(?P<end>;)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = lazy(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")
# Letters that make a section one of a date; a lone e does not.
_DATE_LETTERS = "ymdhsa"
_ELAPSED = lazy(r"[hH]+$|[mM]+$|[sS]+$")


class Sort(Enum):
    """What a part of a format code is."""

    LITERAL = auto()
    DIGIT = auto()  # 0, # or ?
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    GENERAL = auto()
    TEXT = auto()  # @
    DATE = auto()
    ELAPSED = auto()  # [h]
    NOON = auto()


class Part(NamedTuple):
    """A part of a format code with its characters."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between two semicolons. `numerals` is 1 for 一二三, 2 for 壹贰叁, 0 for digits."""

    parts: tuple[Part, ...]
    operator: str | None
    bound: Decimal
    numerals: int
    dated: bool

    def meets(self, number: Decimal) -> bool:
        """The condition of the section holds; false where it has none."""
        match self.operator:
            case "<":
                return number < self.bound
            case "<=":
                return number <= self.bound
            case ">":
                return number > self.bound
            case ">=":
                return number >= self.bound
            case "=":
                return number == self.bound
            case "<>":
                return number != self.bound
        return False


def built_in(number: int) -> str:
    """The code of the format that files name by this number; General for a number without one."""
    return _BUILT_IN.get(number, GENERAL)


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """The one to four sections of a code, parted by semicolons. Any text is a code."""
    found: list[Section] = []
    parts: list[Part] = []
    operator: str | None = None
    bound = Decimal(0)
    numerals = 0
    for match in [*_TOKEN.finditer(code[:_MAX_CODE]), None]:
        kind = match.lastgroup if match else "end"
        text = match.group(kind) if match and kind else ""
        match kind:
            case "end":
                found.append(_section(parts, operator, bound, numerals))
                parts, operator, bound, numerals = [], None, Decimal(0), 0
            case "bracket":
                if condition := _CONDITION.match(text):
                    operator, bound = condition.group(1), _decimal(condition.group(2))
                elif text.startswith("$"):
                    parts.append(Part(Sort.LITERAL, text[1:].split("-", 1)[0]))
                elif _ELAPSED.match(text):
                    parts.append(Part(Sort.ELAPSED, text.lower()))
                elif text.upper().startswith("DBNUM"):
                    numerals = {"DBNUM1": 1, "DBNUM2": 2}.get(text.upper(), 0)
            case "room":
                parts.append(Part(Sort.LITERAL, " "))
            case "fill":
                pass
            case "quoted" | "escaped":
                parts.append(Part(Sort.LITERAL, text))
            case "general":
                parts.append(Part(Sort.GENERAL, text))
            case "noon":
                parts.append(Part(Sort.NOON, text))
            case "date":
                parts.append(Part(Sort.DATE, text.lower()))
            case "exponent":
                parts.append(Part(Sort.EXPONENT, text))
            case _:
                parts.append(Part(_SIGNS.get(text, Sort.LITERAL), text))
    return tuple(found)


_SIGNS = {
    "0": Sort.DIGIT, "#": Sort.DIGIT, "?": Sort.DIGIT, ".": Sort.POINT, ",": Sort.COMMA, "%": Sort.PERCENT, "/": Sort.SLASH,
    "@": Sort.TEXT,
}  # fmt: skip


def _section(parts: list[Part], operator: str | None, bound: Decimal, numerals: int) -> Section:
    dated = any(
        part.sort in (Sort.ELAPSED, Sort.NOON) or part.sort is Sort.DATE and part.text[0] in _DATE_LETTERS for part in parts
    )
    if not dated:  # an e or an a by itself is a letter
        parts = [Part(Sort.LITERAL, part.text) if part.sort is Sort.DATE else part for part in parts]
    return Section(tuple(parts), operator, bound, numerals, dated)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        return Decimal(0)


def chosen(code: str, number: Decimal) -> tuple[Section, Decimal]:
    """The section for the number, and the number as that section takes it: without its sign if the section is for negatives."""
    numeric = sections(code)[:3]
    if any(section.operator for section in numeric):
        for index, section in enumerate(numeric):
            last = index + 1 == len(numeric)
            if section.meets(number) or last or section.operator is None and index == 1 and number < 0:
                negatives = section.operator in ("<", "<=") and section.bound <= 0 or section.operator is None and index == 1
                return section, abs(number) if negatives and not last else number
    if len(numeric) == 1 or number > 0 or number == 0 and len(numeric) == 2:
        return numeric[0], number
    if number < 0:
        return numeric[1], abs(number)
    return numeric[2], number
