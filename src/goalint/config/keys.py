"""Every key of a configuration: its kind, what it is for. The one description that checking, showing and the schema go by."""

from __future__ import annotations

from typing import NamedTuple

from goalint.config.kinds import Flag, Free, Kind, ListOf, OneOf, PackPlace, Pattern, Place, TableOf, Text, Whole
from goalint.findings import Severity
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence

_TERMS = {"type": "array", "items": {"type": "string", "minLength": 1}}
_CHANGE = {
    "type": "object",
    "properties": {"add": _TERMS, "remove": _TERMS, "exceptions": _TERMS},
    "additionalProperties": False,
}
_PARAMS = {"type": "object"}
_LEXICON = {"anyOf": [_CHANGE, {"type": "object", "additionalProperties": _CHANGE}]}


class Key(NamedTuple):
    """A key and its meaning; `adds` where an extending file adds to the value of the other instead of replacing it."""

    name: str
    kind: Kind
    zh: str
    en: str
    adds: bool = False

    @property
    def attribute(self) -> str:
        """Its name in Settings and among the options of the command line."""
        return self.name.replace("-", "_")


_RULES = ListOf(Text())
_WORDS = "规则编码、编码开头、名称、类别或 ALL", "codes, prefixes, names, categories or ALL"

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("select", _RULES, f"只用这些规则：{_WORDS[0]}", f"use only these rules: {_WORDS[1]}"),
        Key("ignore", _RULES, "不用这些规则", "leave these rules out"),
        Key("extend-select", _RULES, "在选定的规则之外再用这些", "use these rules too", adds=True),
        Key("profile", OneOf(tuple(Profile), Profile), "检查到哪一档", "how far to check"),
        Key("regime", Text(), "按哪一套指标框架检查", "the indicator framework to check against"),
        Key("packs", ListOf(PackPlace()), "自带规则之外的规则包", "rule packs beside the shipped ones", adds=True),
        Key("min-severity", OneOf(("info", "warning", "error"), Severity), "只报这一级或更重的", "report this severity or above"),
        Key(
            "min-confidence",
            OneOf(("low", "medium", "high"), Confidence),
            "只报把握不低于这一档的",
            "report this confidence or above",
        ),
        Key(
            "fail-on",
            OneOf(("error", "warning", "info", "never"), Severity, "never"),
            "有这一级或更重的问题时退出码为 1",
            "exit with 1 on this severity or above",
        ),
        Key("output-format", ListOf(Text(), or_one=True), "输出格式", "output formats"),
        Key("lang", OneOf(("zh", "en")), "输出语言", "language of the output"),
        Key(
            "severity",
            TableOf(OneOf(("error", "warning", "info", "off"), Severity, "off")),
            "改规则的级别，off 为不用",
            "other severities for rules; off switches them off",
        ),
        Key("rules", TableOf(Free(_PARAMS)), "改规则的参数", "parameters of rules"),
        Key("lexicons", TableOf(Free(_LEXICON)), "给词表加词、去词、加例外", "terms added to word lists, or taken out"),
        Key("per-file-ignores", TableOf(_RULES, pattern=True), "某些文件不用的规则", "rules that are left out for some files"),
        Key(
            "per-project-ignores",
            TableOf(_RULES),
            "某些项目不用的规则，按编码或名称",
            "rules that are left out for some projects",
        ),
        Key("exclude", ListOf(Pattern()), "文件夹里不检查的文件", "files that are passed over in folders"),
        Key("extend-exclude", ListOf(Pattern()), "在 exclude 之外再加", "more of them", adds=True),
        Key("force-exclude", Flag(), "点名的文件也按 exclude 排除", "pass over excluded files even where they are named"),
        Key("ignore-file", Place(), "豁免文件", "the file of suppressions"),
        Key("baseline", Place(), "基线文件", "the baseline file"),
        Key("jobs", Whole(1), "同时用几个进程检查", "processes that check side by side"),
        Key("cache-dir", Place(), "保存中间结果的文件夹", "the folder of what is kept between runs"),
        Key("time-limit", Whole(0), "一份文件最多用几秒，0 为不限", "seconds that a document may take; 0 for no limit"),
    )
}
