"""Any bytes that look like a web page give a document or a reason, and soon.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ.
"""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.web_page import plain, soup
from tests.forms import BLANKS, DREDGING, Plan
from tests.fuzz.damage import damaged, fuzzed, looks_read

_TAGS = (
    "html head meta title body div p br hr table thead tbody tfoot tr td th caption colgroup col span b font form ul ol li dl"
    " script style noscript template textarea select option iframe svg math pre plaintext xmp a img h1 o:p ruby rt rp"
).split()
_VALUES = ["1", "2", "0", "-1", "1000", "65535", "99999999999", "x", "", "display:none", "visibility:hidden", "gb2312", "utf-16"]
_ATTRIBUTES = "rowspan colspan style hidden class charset content http-equiv type span href".split()
_WORDS = (
    "项目编码 项目名称 预算数 绩效目标 一级指标 二级指标 三级指标 指标值 产出指标 ≥95% 3月底"
    " &nbsp; &#0; &#xD800; &#1114112; &amp &lt;td <![CDATA[ <!-- --> <? ]]>"
).split()
_pieces = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_TAGS).map("</{}>".format),
    st.builds(
        lambda tag, said: f"<{tag}{''.join(f' {name}={value!r}' for name, value in said.items())}>",
        st.sampled_from(_TAGS),
        st.dictionaries(st.sampled_from(_ATTRIBUTES), st.sampled_from(_VALUES), max_size=3),
    ),
    st.text("甲1<>&\"'\0\ufffd \n", max_size=4),
)


@given(st.lists(_pieces, max_size=80), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@fuzzed
def test_any_order_of_tags(pieces: list[str], encoding: str) -> None:
    looks_read(f"<html>{''.join(pieces)}".encode(encoding), "a.html")


@cache
def _good(make: int) -> bytes:
    return (plain, soup)[make](Plan((DREDGING, BLANKS), ("一、总体绩效目标", "甲。")))


@given(st.integers(0, 1), st.data())
@fuzzed
def test_a_page_with_bytes_changed_lost_or_doubled(make: int, data: st.DataObject) -> None:
    looks_read(damaged(data, bytearray(_good(make))), "a.html")


@given(
    st.binary(max_size=1000),
    st.sampled_from([b"<html>", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"]),
)
@fuzzed
def test_random_bytes_behind_the_signature(noise: bytes, signature: bytes) -> None:
    looks_read(signature + noise, "a.html")


_PARTS = (
    *("--b", "--b--", "Content-Type: text/html; charset=gbk", "Content-Type: multipart/mixed; boundary=b"),
    *("Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable"),
    *("", "PHRhYmxlPg==", "=3Ctd=3E=", "<p>甲"),
)


@given(st.lists(st.sampled_from(_PARTS), max_size=30))
@fuzzed
def test_any_archive_of_parts(lines: list[str]) -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    looks_read((head + "\r\n".join(lines)).encode(), "a.mht")
