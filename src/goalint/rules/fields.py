"""Fields of nodes: how a value and its place in the document are got from where a rule stands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeVar

from goalint.rules.datatypes import BOOL, NUMBER, TEXT, YUAN, Type
from goalint.rules.lexicon import unit_in_brackets
from goalint.rules.scope import Scope
from goalint.rules.values import LOST, NA, Gap, Value
from goalint.tree.money import Money
from goalint.tree.quantity import Quantity
from goalint.tree.text import READ, State, Text
from goalint.tree.units import Kind
from goalint.tree.width import key


class Field(NamedTuple):
    """One field of a node kind.

    `get` gives its value, `origin` the texts of the document that it comes from, `blame` is the name under which a
    finding reports it, `zh` and `en` say what it is. `follows`: the value is lost if and only if that text was.
    """

    type: Type
    get: Callable[[Scope], Value]
    origin: Callable[[Scope], tuple[Text, ...]]
    blame: str
    zh: str
    en: str
    follows: bool = False


_T = TypeVar("_T")
_DASHES = frozenset(("", "/", "-", "--", "\\", "无", "……", "..."))


def said(text: Text | None) -> str | Gap:
    """A field's text as a value: NA where the drafter wrote nothing, LOST where the conversion dropped it."""
    if text is None:
        return NA
    state = text.state
    if state is READ:
        return text.passage.text
    return LOST if state is State.LOST else NA


def yuan_of(amount: Money | None) -> Decimal | Gap:
    """An amount as a value. A cell that holds words which are no amount is not blank: its value cannot be known."""
    if amount is None:
        return NA
    if amount.yuan is not None:
        return amount.yuan
    written = said(amount.field)
    if isinstance(written, Gap):
        return written
    return NA if key(written) in _DASHES else LOST


def or_na(value: _T | None) -> _T | Gap:
    """The value, or that there is none."""
    return NA if value is None else value


def number(value: int | None) -> Decimal | Gap:
    """A whole number as a value."""
    return NA if value is None else Decimal(value)


def text_field(pick: Callable[[Scope], Text | None], blame: str, zh: str, en: str) -> Field:
    """A text of the form."""

    def origin(scope: Scope) -> tuple[Text, ...]:
        text = pick(scope)
        return () if text is None else (text,)

    return Field(TEXT, lambda scope: said(pick(scope)), origin, blame, zh, en, follows=True)


def plain_field(type_: Type, get: Callable[[Scope], Value], blame: str, zh: str, en: str) -> Field:
    """A field that stands nowhere in particular."""
    return Field(type_, get, lambda scope: (), blame, zh, en)


def money_fields(pick: Callable[[Scope], Money | None], blame: str, zh: str, en: str) -> dict[str, Field]:
    """An amount in yuan, and its text as written."""

    def field(scope: Scope) -> Text | None:
        amount = pick(scope)
        return None if amount is None else amount.field

    written = text_field(field, blame, f"{zh}（原文）", f"{en}, as written")
    return {
        blame: Field(YUAN, lambda scope: yuan_of(pick(scope)), written.origin, blame, f"{zh}（元）", f"{en}, in yuan"),
        f"{blame}.text": written,
    }


def quantity_fields(pick: Callable[[Scope], Quantity]) -> dict[str, Field]:
    """An indicator's or target's value and its parts."""

    def origin(scope: Scope) -> tuple[Text, ...]:
        return (pick(scope).field,)

    def part(name: str, type_: Type, take: Callable[[Quantity], Value], zh: str, en: str) -> tuple[str, Field]:
        def get(scope: Scope) -> Value:
            quantity = pick(scope)
            state = quantity.field.state
            if state is READ:
                return take(quantity)
            return LOST if state is State.LOST else NA

        return f"value.{name}", Field(type_, get, origin, "value", zh, en, follows=True)

    operators = Type("enum", ("≥", "≤", ">", "<", "="))
    return dict(
        (
            part("text", TEXT, lambda q: q.text, "指标值（原文）", "value, as written"),
            part("stated", BOOL, lambda q: q.reading.op is not None, "指标值写了比较符号", "value: a comparison is written"),
            part("op", operators, lambda q: or_na(q.reading.op), "指标值的比较符号", "value: comparison sign"),
            part("number", NUMBER, lambda q: or_na(q.reading.number), "指标值的数", "value: number"),
            part("upper", NUMBER, lambda q: or_na(q.reading.upper), "区间值的上限", "value: upper end of a range"),
            part("unit", TEXT, lambda q: q.reading.unit or NA, "指标值的单位", "value: unit"),
            part("kind", Type("enum", tuple(Kind)), lambda q: q.reading.kind.value, "指标值的种类", "value: kind"),
            part("tail", TEXT, lambda q: q.reading.tail or NA, "单位之后的文字", "value: what follows the unit"),
            part("around", NUMBER, lambda q: Decimal(q.reading.around), "指标值里数量之外的字数", "value: characters around it"),
            part("year", NUMBER, lambda q: number(q.reading.day and q.reading.day.year), "期限的年份", "value: year"),
            part("month", NUMBER, lambda q: number(q.reading.day and q.reading.day.month), "期限的月份", "value: month"),
            part("day", NUMBER, lambda q: number(q.reading.day and q.reading.day.day), "期限的日", "value: day of the month"),
            part("yuan", YUAN, lambda q: or_na(q.yuan), "指标值折合的元数", "value in yuan"),
        )
    )


def prefixed(prefix: str, fields: dict[str, Field]) -> dict[str, Field]:
    """The fields of a node as they are called from inside of it."""
    return {f"{prefix}.{name}": field._replace(blame=f"{prefix}.{field.blame}") for name, field in fields.items()}


def name_unit_field(name: Field) -> Field:
    """The unit in the brackets that close a name."""

    def get(scope: Scope) -> Value:
        written = name.get(scope)
        return written if type(written) is Gap else unit_in_brackets(written) or NA

    return Field(TEXT, get, name.origin, name.blame, "名称括号里的单位", "unit in the name", follows=True)


def unit_field(name: Callable[[Scope], Text], value: Callable[[Scope], Quantity]) -> Field:
    """The unit of the value, else that in the brackets that close the name."""

    def get(scope: Scope) -> Value:
        quantity = value(scope)
        if quantity.field.state is State.LOST:
            return LOST
        written = said(name(scope))
        return quantity.reading.unit or (written if type(written) is Gap else unit_in_brackets(written) or NA)

    def origin(scope: Scope) -> tuple[Text, ...]:
        return value(scope).field, name(scope)

    return Field(
        TEXT, get, origin, "value", "计量单位（指标值的，没有时取名称括号里的）", "unit, of the value or else in the name"
    )
