"""Any bytes that look like a PDF give a document or a reason, and soon.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ. What ends PDFium, or holds it up, ends the process beside.
"""

from __future__ import annotations

import zlib
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.paper import Setting, papers
from tests.formats.pdf_file import pdf
from tests.formats.raw_pdf import FORM, GOOD, raw_pdf, stream
from tests.forms import BLANKS, DREDGING, Plan
from tests.fuzz.damage import damaged, fuzzed, looks_read

_numbers = st.one_of(
    st.integers(-3, 900).map(str),
    st.sampled_from("0 1 -1 0.001 1e9 99999999999 -2147483648 4294967296 3.4e38 -0 . - nan".split()),
)
_words = st.sampled_from(["<6CB39053>", "<FFFFD800>", "<>", "<0", "(abc)", "(\\377\\000", "[<6CB3> -90000 <9053>]", "/F1", "/X1"])
_operands = st.lists(
    st.one_of(_numbers, _words, st.sampled_from(["/Artifact", "<</MCID 0>>", "[", "]", "<<", ">>", "null"])), max_size=7
)
_OPERATORS = (
    "q Q cm w J d gs m l c v y h re S s f F f* B b n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" g G rg k cs scn sh Do"
    " BI ID EI BMC BDC EMC BX EX d0 d1"
).split()  # fmt: skip
_commands = st.builds(lambda given, name: f"{' '.join(given)} {name}", _operands, st.sampled_from(_OPERATORS))
_contents = st.lists(_commands, max_size=60).map("\n".join)
_references = st.integers(0, 9).map("{} 0 R".format)
_keys = st.sampled_from(
    (
        "Type Subtype Kids Count Parent Pages Contents Resources Font XObject MediaBox CropBox Rotate Length Filter DecodeParms"
        " BaseFont Encoding DescendantFonts ToUnicode W DW FirstChar Widths CharProcs FontMatrix BBox Matrix Width Height"
        " BitsPerComponent ColorSpace First N Extends Prev Size Root F1 X1 Group SMask Annots UserUnit Predictor Columns"
    ).split()
)
_values = st.recursive(
    st.one_of(
        _numbers, _references, st.sampled_from("/Page /Pages /Catalog /Font /Form /Image /Type0 /Type3 /FlateDecode".split())
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6).map(lambda values: f"[{' '.join(values)}]"),
        st.dictionaries(_keys, inner, max_size=6).map(lambda pairs: f"<<{' '.join(f'/{k} {v}' for k, v in pairs.items())}>>"),
    ),
    max_leaves=15,
)
_dictionaries = st.dictionaries(_keys, _values, max_size=10).map(
    lambda pairs: f"<<{' '.join(f'/{key} {value}' for key, value in pairs.items())}>>"
)


@given(_contents, st.booleans())
@fuzzed
def test_any_content_of_a_page(content: str, inside: bool) -> None:
    changed = {7: stream(content, FORM)} if inside else {4: stream(content)}
    looks_read(raw_pdf(GOOD | changed), "a.pdf")


@given(st.dictionaries(st.integers(1, 9), _dictionaries, max_size=4))
@fuzzed
def test_any_objects(objects: dict[int, str]) -> None:
    looks_read(raw_pdf(GOOD | objects), "a.pdf")


@given(st.dictionaries(st.integers(1, 9), st.tuples(_keys, _values), min_size=1, max_size=5))
@fuzzed
def test_any_entry_of_good_objects(entries: dict[int, tuple[str, str]]) -> None:
    """The first of an entry that stands twice counts in some readers, the last in others: both are tried."""
    objects = dict(GOOD)
    for number, (key, value) in entries.items():
        objects[number] = objects[number].replace("<<", f"<</{key} {value} ", 1)
        head, end, rest = objects[number].partition(">>\nstream" if "stream" in objects[number] else "\0")
        objects[number] = f"{head} /{key} {value}{end}{rest}" if end else head
    looks_read(raw_pdf(objects), "a.pdf")


@given(
    st.binary(max_size=300), st.sampled_from(["/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/DCTDecode"])
)
@fuzzed
def test_any_packed_content(noise: bytes, filtered: str) -> None:
    body = zlib.compress(b"BT /F1 12 Tf (x) Tj ET " * 50)[: len(noise) + 5] + noise
    objects = GOOD | {4: f"<</Length {len(body)}/Filter{filtered}>>\nstream\n{body.decode('latin-1')}\nendstream"}
    looks_read(raw_pdf(objects), "a.pdf")


@cache
def _good() -> bytes:
    return pdf(papers(Plan((DREDGING, BLANKS)), Setting(bottom=400)))


@given(st.data())
@fuzzed
def test_a_file_with_bytes_changed_lost_or_doubled(data: st.DataObject) -> None:
    looks_read(damaged(data, bytearray(_good())), "a.pdf")


@given(st.data())
@fuzzed
def test_a_plain_file_with_bytes_changed_lost_or_doubled(data: st.DataObject) -> None:
    looks_read(damaged(data, bytearray(raw_pdf(GOOD))), "a.pdf")


@given(st.binary(max_size=2000))
@fuzzed
def test_random_bytes_behind_the_signature(noise: bytes) -> None:
    looks_read(b"%PDF-1.7\n" + noise, "a.pdf")
