"""Which target of a narrative item speaks of which row of the project's table: by its words, never by position."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from goalint.tree.confidence import Confidence
from goalint.tree.document import Indicator, Item, Project, Target
from goalint.tree.pattern import lazy
from goalint.tree.quantity import Quantity, Reading
from goalint.tree.units import Kind
from goalint.tree.width import key

_MARKS = lazy(r"[“”\"'‘’「」《》、,，.。:：;；·的]")
_BRACKET = lazy(r"[(\[【][^()\[\]【】]*[)\]】]$")
_NUMBERED = lazy(r"^(?:[(]?\d{1,2}[)]|\d{1,2}[、.．](?!\d)|[一二三四五]是)")
_LEAD = lazy(r"^(?:反映|进一步|其中|确保|年内|全年|本年度?|当年)(?=.{3})")
_TAIL = lazy(r"(?<=.{3})(?:情况|程度|指标值?|达到|达|为|得到)$")
# What drafters write for the same thing; the text is folded, so both sides change alike.
_SAME_WORDS = tuple(
    (lazy(pattern), word)
    for pattern, word in (
        ("购置|购买|采买|选购", "采购"),
        ("召开|举行|组织开展|组织|开展", "举办"),
        ("征订|订购", "订阅"),
        ("数量|个数|总数|总量", "数"),
        ("比率|比例|百分比|占比|百分率", "率"),
        ("满意率|满意程度", "满意度"),
        ("按时|按期|如期|准时", "按期"),
        ("时限|日期|期限", "时间"),
    )
)
# A name that is nothing but the head of one says too little to stand for a longer one.
_GENERIC = lazy(
    r"(?:(?:各项)?(?:工作|任务|项目|服务|活动|资金|设备|质量|计划|目标|整体|总体)*)"
    r"(?:(?:完成|合格|达标|及时|覆盖|优良|准确|通过|验收|落实|使用|执行|参与|出勤|控制|满意|知晓|受益|采纳|举办|采购|按期)+)?"
    r"(?:情况|率|度|数|量|人|次|人数|次数|人次|时间|时效|成本|效果|水平)"
)
_MEASURE = lazy(r"(?:[人件份篇台套户场个栋座处所张辆只头株期批班条项家名本册]数|[人场班批]次|次数|数|量|人)$")
# An act that names no thing: in a project, what was bought, printed or repaired needs no saying.
_ACT = lazy(
    "(?:采购|印刷|订阅|发放|聘用|招聘|慰问|走访|培训|轮训|维修|维护|养护|新建|改建|改造|建设|建造|安装|制作|编印|编制|出版|种植|栽植|资助|救助|补助|补贴"
    "|奖励|表彰|检查|检测|监测|抽检|抽查|巡查|配备|更换|更新|租赁|清运|处置|处理|接种|体检|筛查|宣传|演出|放映|调研|视察|考察|接待|服务|受益|覆盖|完成|加固|升级|采集)+"
)
_ASKS = lazy(r"满意|好评")
# Units that everything is counted in tell nothing about what is counted.
_EVERYTHING = frozenset("个 次 项 人 件 人次 批 期 处".split())
_MIN_CORE = 4
_MOSTLY = 0.65
_NEAR = 84.0


class TargetPair(NamedTuple):
    """A target and its row by their places in item and project, and how sure the match is.

    `like` says that the two may be different things: another qualifier before the same head, nearly the same words.
    """

    target_index: int
    indicator_index: int
    sure: Confidence
    like: bool = False


class TargetPairing(NamedTuple):
    """All pairs, in the order of the targets; targets that several rows would fit; targets that the table does not have."""

    pairs: tuple[TargetPair, ...] = ()
    ambiguous: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()


class _Row(NamedTuple):
    """A row with its name and description as they are compared; `thing` is the name without the measure at its end."""

    row: Indicator
    name: str
    description: str
    thing: str


def _row(row: Indicator) -> _Row:
    name = plain_name(row.name.text)
    return _Row(row, name, plain_name(row.description.text), _MEASURE.sub("", name))


def target_pairing(item: Item, project: Project) -> TargetPairing:
    """Pair the targets of an item with the rows of its project's table.

    First names that agree but for wording, then a name that is the other's description, then a name that holds the
    other, then the only row counted in the same unit for the same act; what is merely alike is marked as such.
    """
    rows = [_row(row) for row in project.indicators]
    names: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        names[row.name].append(index)
    pairs: list[TargetPair] = []
    ambiguous: list[int] = []
    left: list[int] = []
    for number, target in enumerate(item.targets):
        said = plain_name(target.name.text)
        if not said:
            continue
        found, sure = names.get(said, []), Confidence.HIGH
        if not found and len(said) >= _MIN_CORE:
            found = [index for index, row in enumerate(rows) if row.description == said]
            sure = Confidence.MEDIUM
        if not found:
            found, sure = _holding(target, said, rows), Confidence.MEDIUM
        if not found and _ACT.fullmatch(_MEASURE.sub("", said)):
            found, sure = _counted_alike(target, said, item.targets, rows), Confidence.MEDIUM
        if not found:
            left.append(number)
        elif (chosen := _chosen(target, found, rows)) is not None:
            pairs.append(TargetPair(number, chosen, sure))
        else:
            ambiguous.append(number)
    taken = {pair.indicator_index for pair in pairs}
    absent: list[int] = []
    for number in left:
        alike = _alike(item.targets, number, left, rows, taken)
        if alike is not None:
            pairs.append(TargetPair(number, alike, Confidence.LOW, like=True))
        elif not _mentioned(item.targets[number], rows):
            absent.append(number)
    return TargetPairing(tuple(sorted(pairs)), tuple(ambiguous), tuple(absent))


@lru_cache(maxsize=16384)
def plain_name(text: str) -> str:
    """A name without numbers, marks and closing brackets, and with one word for each of the genre's synonyms."""
    plain = _NUMBERED.sub("", key(text))
    while bracket := _BRACKET.search(plain):
        if not bracket.start():
            break
        plain = plain[: bracket.start()]
    plain = _TAIL.sub("", _LEAD.sub("", _MARKS.sub("", plain)))
    for pattern, word in _SAME_WORDS:
        plain = pattern.sub(word, plain)
    return plain


def _chosen(target: Target, found: Sequence[int], rows: Sequence[_Row]) -> int | None:
    """The one row; of several, one that agrees with the target, or the first if all say the same; else None."""
    if len(found) == 1:
        return found[0]
    number = target.value.reading.number
    for index in found:
        reading = rows[index].row.value.reading
        if reading.number == number and reading.kind == target.value.reading.kind:
            return index
    values = {key(rows[index].row.value.text) for index in found}
    return found[0] if len(values) == 1 and "" not in values else None


def _holding(target: Target, said: str, rows: Sequence[_Row]) -> list[int]:
    """Rows whose name holds the target's, or the other way round, with the same head at the end."""
    if _GENERIC.fullmatch(said):
        return []
    thing = _MEASURE.sub("", said)
    if len(thing) < _MIN_CORE:
        return []
    found = []
    for index, (row, name, _, other) in enumerate(rows):
        if len(other) < _MIN_CORE:
            continue
        short, long = (thing, other) if len(thing) <= len(other) else (other, thing)
        within = short[-1] == long[-1] and len(short) >= _MOSTLY * len(long) and _runs_through(short, long)
        if not within and (len(short) != len(long) or sorted(short) != sorted(long)):
            continue
        if not _GENERIC.fullmatch(name) and _kinds_meet(target.value, row.value) and _categories_meet(target, row):
            found.append(index)
    return found


def _runs_through(short: str, long: str) -> bool:
    """The characters of the one come up in the other in their order, in at most two pieces."""
    if short in long:
        return True
    return any(long.startswith(short[:cut]) and long.endswith(short[cut:]) for cut in range(2, len(short) - 1))


def _counted_alike(target: Target, said: str, targets: Sequence[Target], rows: Sequence[_Row]) -> list[int]:
    """The only row counted in the target's own unit, if its words hold the target's (采购数量 in 台 and 设备采购 in 台)."""
    reading = target.value.reading
    stem = _MEASURE.sub("", said)
    if reading.kind is not Kind.COUNT or reading.unit is None or reading.unit in _EVERYTHING or len(stem) < 2:
        return []
    if sum(other.value.reading.unit == reading.unit for other in targets) != 1:
        return []
    same = [index for index, row in enumerate(rows) if row.row.value.reading.unit == reading.unit]
    if len(same) != 1:
        return []
    row = rows[same[0]]
    return same if stem in row.name + row.description else []


def _alike(targets: Sequence[Target], number: int, left: Sequence[int], rows: Sequence[_Row], taken: set[int]) -> int | None:
    """A row that may be meant: the only satisfaction, the only other of that head, or nearly the same words."""
    target = targets[number]
    said = plain_name(target.name.text)
    free = [index for index in range(len(rows)) if index not in taken]
    if _ASKS.search(said):
        asked = [index for index, row in enumerate(rows) if _ASKS.search(row.row.name.text + row.row.level2.text)]
        return asked[0] if len(asked) == 1 and asked[0] in free and sum(_asks(one) for one in targets) == 1 else None
    if counted := [index for index in _counted_alike(target, said, targets, rows) if index in free]:
        return counted[0]
    head = said[-3:]
    if head.endswith("率") and _GENERIC.fullmatch(head):
        same = [index for index in free if rows[index].name.endswith(head)]
        others = [one for one in left if plain_name(targets[one].name.text).endswith(head)]
        if len(same) == 1 and len(others) == 1:
            return same[0]
    characters = set(said)
    close = {index: rows[index].name for index in free if len(said) >= _MIN_CORE and _shares(characters, rows[index].name)}
    if not close:
        return None
    from rapidfuzz import fuzz, process

    best = process.extractOne(said, close, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return None if best is None else best[2]


def _shares(characters: set[str], name: str) -> bool:
    """Whether the two can be nearly the same at all: the comparison proper is not loaded for nothing."""
    others = set(name)
    return 10 * len(characters & others) >= 7 * max(len(characters), len(others))


def _asks(target: Target) -> bool:
    return bool(_ASKS.search(target.name.text))


def _mentioned(target: Target, rows: Sequence[_Row]) -> bool:
    """A row has a third of the target's pairs of characters, or counts as many: it may be there in other words."""
    said, reading = plain_name(target.name.text), target.value.reading
    wanted = {said[at : at + 2] for at in range(len(said) - 1)}
    for row, name, description, _ in rows:
        text = f"{name} {description} {key(row.value.text)}"
        if 3 * len([pair for pair in wanted if pair in text]) >= len(wanted):
            return True
        same = row.value.reading.number == reading.number and row.value.reading.kind is reading.kind
        if same and reading.kind in (Kind.COUNT, Kind.DURATION):
            return True
    return False


def _kinds_meet(one: Quantity, other: Quantity) -> bool:
    """Neither value says that the two measure different things: what is no number says nothing."""
    kinds = {_kind(one.reading), _kind(other.reading)}
    return len(kinds - {None}) < 2


def _kind(reading: Reading) -> Kind | None:
    if reading.kind not in (Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.DURATION) or reading.unit is None:
        return None
    return reading.kind


def _categories_meet(target: Target, row: Indicator) -> bool:
    """The levels that a target is written under are those of the row, as far as it has any."""
    levels = [part.removesuffix("指标") for part in target.category.split("-")[1:]]
    return not levels or not row.level2.text or key(row.level2.text).removesuffix("指标").startswith(key(levels[-1])[:2])
