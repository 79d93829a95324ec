"""What converters leave in text that no drafter wrote: bookmarks, field codes, LaTeX, tags, Markdown marks."""

from __future__ import annotations

import re

from goalint.tree.passage import Passage, without
from goalint.tree.pattern import lazy
from goalint.tree.width import HAN

_DEBRIS = lazy(
    r"\[bookmark:[^\]\n]{0,80}\]"
    r"|\s{1,9}TC\s[^\n]{1,200}?\\f\s*\w(?:\s*\\l\s*\d)?\s*"
    r'|\s{0,9}(?:HYPERLINK|PAGEREF|TOC|REF)\s+(?:\\[a-z]\s*)*(?:"[^"\n]{0,80}"|_Toc\w{1,30})(?:\s*\\[a-z](?:\s*"[^"\n]{0,40}")?)*\s*'
    r"|</?(?i:p|br|div|span|b|i|u|strong|em|font|sup|sub|center)(?:\s{1,9}[\w:-]{1,40}\s?=[^<>\n]{0,200})?\s{0,9}/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|ge|le|#160|#8805|#8804);"
    r"|\$[^$\n]{1,120}\$"
    r"|\\[%\[\]*_<>#$&~.!()+-]"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\u200b-\u200f]"
)
_ENTITIES = {
    "&nbsp;": " ", "&#160;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"',
    "&ge;": "≥", "&#8805;": "≥", "&le;": "≤", "&#8804;": "≤",
}  # fmt: skip
_TEX = {
    "\\geqslant": "≥", "\\geq": "≥", "\\ge": "≥", "\\leqslant": "≤", "\\leq": "≤", "\\le": "≤", "\\gt": ">", "\\lt": "<",
    "\\times": "×", "\\sim": "~", "\\pm": "±", "\\cdot": "·", "\\%": "%", "\\$": "$", "\\&": "&", "\\#": "#", "\\_": "_",
    "\\quad": " ", "\\,": "", "\\;": "", "\\!": "", "\\circ": "°", "\\permil": "‰",
}  # fmt: skip
_TEX_WORD = lazy(r"\\(?:text|mathrm|mathbf|rm|bf)\s*\{([^{}]*)\}|\\[a-zA-Z]+|\\.|[{}]")
_FRACTION = lazy(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_CHINESE = lazy(HAN)
_MARKDOWN_HEAD = lazy(r"#{1,6}\s+")
_BOLD = lazy(r"\s*(\*\*|__)(?=\S)(.+?)(?<=\S)\1\s*$")
_PARAGRAPH_TAG = lazy(r"</p>|<br\s*/?>", re.IGNORECASE)
# Every pattern above needs one of these: most lines have none and are done after one look.
_SUSPECT = lazy(r"[\[<&$\\\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\u200b-\u200f]")


def clean(source: Passage) -> Passage:
    """The passage without debris; LaTeX becomes the signs it stands for, a closed paragraph tag a line feed."""
    text = source.text
    if _SUSPECT.search(text):
        spans = [(m.start(), m.end(), _replacement(m.group())) for m in _DEBRIS.finditer(text)]
        if spans:
            source = without(source, spans)
    return source


def unmarked(source: Passage) -> Passage:
    """A line or cell without the Markdown marks of a heading or of bold type around the whole of it."""
    if head := _MARKDOWN_HEAD.match(source.text):
        source = source.slice(head.end())
    if (bold := _BOLD.match(source.text)) and "**" not in bold.group(2):
        source = source.slice(bold.start(2), bold.end(2))
    return source


def _replacement(found: str) -> str:
    if found[0] == "$":
        inner = found[1:-1]
        if "\\" not in inner and _CHINESE.search(inner):
            return found  # two dollar signs around Chinese words are no formula
        return _TEX_WORD.sub(_tex, _FRACTION.sub(r"\1/\2", inner)).strip()
    if found[0] == "\\":
        return found[1]  # a mark that Markdown would take for its own
    if found[0] == "&":
        return _ENTITIES.get(found, " ")
    if _PARAGRAPH_TAG.fullmatch(found):
        return "\n"
    return ""


def _tex(match: re.Match[str]) -> str:
    if match.group(1) is not None:
        return match.group(1)
    return _TEX.get(match.group(), "")
