from __future__ import annotations

import pytest

from goalint.rules.described import documents_of
from goalint.rules.model import Pack
from goalint.rules.taxonomy import Taxonomy, detect


@pytest.fixture
def base(tiny: Pack) -> Taxonomy:
    return tiny.taxonomies["BASE"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("产出指标", "产出指标"),
        ("产出", "产出指标"),
        (" 产 出 指标", "产出指标"),
        ("效果指标", "效益指标"),
        ("过程", None),
        ("指标", None),
    ],
)
def test_first_level(base: Taxonomy, written: str, name: str | None) -> None:
    assert base.first(written) == name


@pytest.mark.parametrize(
    ("level2", "level1", "name"),
    [
        ("数量指标", "产出指标", "数量指标"),
        ("产出数量", "", "数量指标"),
        ("数量指标", "效益指标", "数量指标"),  # misplaced is another rule's matter
        ("社会公众满意度", "满意度指标", "服务对象满意度指标"),
        ("社会公众满意度", "效益指标", None),
        ("可持续", "效益指标", None),
    ],
)
def test_second_level(base: Taxonomy, level2: str, level1: str, name: str | None) -> None:
    assert base.second(level2, level1) == name


def document(*levels: tuple[str, str]) -> object:
    rows = [{"level1": one, "level2": two} for one, two in levels]
    return documents_of("document", {"projects": [{"indicators": rows}]})[0]


def test_detected_by_a_name_that_only_it_has(tiny: Pack) -> None:
    both = tuple(tiny.taxonomies.values())
    assert detect(document(("成本指标", "经济成本指标")), both).id == "COST"  # type: ignore[arg-type, union-attr]
    assert detect(document(("产出指标", "成本指标")), both).id == "BASE"  # type: ignore[arg-type, union-attr]
    assert detect(document(), both).id == "BASE"  # type: ignore[arg-type, union-attr]
    assert detect(document(), ()) is None  # type: ignore[arg-type]


def test_a_slip_in_one_form_is_no_sign(tiny: Pack) -> None:
    rows = [{"level1": "产出指标", "level2": "数量指标", "name": "次数"}]
    slip = [*rows, {"level1": "成本指标", "level2": "经济成本指标", "name": "成本"}]

    def detected(*forms: list[dict[str, str]]) -> str:
        found = detect(documents_of("document", {"projects": [{"indicators": one} for one in forms]})[0], both)
        assert found is not None
        return found.id

    both = tuple(tiny.taxonomies.values())
    assert detected(slip, rows, rows, rows, rows) == "BASE"
    assert detected(slip, slip, rows, rows, rows) == "COST"
