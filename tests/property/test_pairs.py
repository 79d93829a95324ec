"""Pairing does not depend on the order of items or projects."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.names import document

from goalint.pairing import pairing

_STEMS = (
    "河道清淤 水库养护 防汛物资购置 农村饮水 节水宣传 八届三次会议 八届五次会议 第一批农机 第二批农机 2024年演练 2025年演练"
).split()
_names = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "人大", "县政协", "“"]),
    st.sampled_from(_STEMS),
    st.sampled_from(["", "经费", "资金", "项目", "专项资金", "一期", "二期"]),
)


@given(st.lists(_names, max_size=7), st.lists(_names, max_size=7), st.integers())
@settings(max_examples=300)
def test_order_does_not_matter(items: list[str], projects: list[str], seed: int) -> None:
    shuffle = random.Random(seed)
    item_order, project_order = list(range(len(items))), list(range(len(projects)))
    shuffle.shuffle(item_order)
    shuffle.shuffle(project_order)
    plain = pairing(document(items, projects))
    mixed = pairing(document([items[at] for at in item_order], [projects[at] for at in project_order]))
    found = {(pair.item_index, pair.project_index, pair.sure) for pair in plain.pairs}
    assert {(item_order[pair.item_index], project_order[pair.project_index], pair.sure) for pair in mixed.pairs} == found
    assert sorted(item_order[at] for at in mixed.ambiguous) == list(plain.ambiguous)


@given(st.lists(_names, max_size=7), st.lists(_names, max_size=7))
def test_nothing_is_paired_twice(items: list[str], projects: list[str]) -> None:
    found = pairing(document(items, projects))
    assert len({pair.item_index for pair in found.pairs}) == len(found.pairs)
    assert len({pair.project_index for pair in found.pairs}) == len(found.pairs)
    assert not {pair.item_index for pair in found.pairs} & set(found.ambiguous)
    assert list(found.pairs) == sorted(found.pairs)


@given(st.lists(_names, max_size=7, unique=True))
def test_equal_names_pair(names: list[str]) -> None:
    found = pairing(document(names, names[::-1]))
    assert all(names[pair.item_index] == names[::-1][pair.project_index] for pair in found.pairs)
    assert len(found.pairs) == len(names)
