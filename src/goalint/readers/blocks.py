"""What every reader gives the parser: paragraphs, printed lines, and tables of cells, each with its place."""

import errno
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from goalint.tree.confidence import Confidence
from goalint.tree.location import Location
from goalint.tree.passage import Passage


class Paragraph(NamedTuple):
    """A whole paragraph."""

    passage: Passage


class Line(NamedTuple):
    """A line of print: paragraphs and cells may go on in the next. `gap` says that white space stands above it, `whole`
    that it is known to be a paragraph by itself.
    """

    passage: Passage
    gap: bool
    whole: bool = False


class Span(NamedTuple):
    """How many rows and columns a merged cell covers."""

    rows: int
    columns: int


_NONE_MERGED: Mapping[tuple[int, int], Span] = MappingProxyType({})


class Table(NamedTuple):
    """Rows of cells as the source has them; a merged cell appears once, its other places are blank or absent.

    A cell of several paragraphs holds line feeds. Where the source has a grid of its own, cells stand at their column of
    that grid, and `merged` tells by the place (row, column; from 0) of its first cell what a merged cell covers. Sources
    without one (text) leave it empty.
    """

    rows: tuple[tuple[Passage, ...], ...]
    merged: Mapping[tuple[int, int], Span] = _NONE_MERGED


Block = Paragraph | Line | Table


class Unread(NamedTuple):
    """A place that the reader could not make out: a code of `goalint.tree.document.WHY` with its arguments."""

    location: Location
    code: str
    args: dict[str, str]


class Hidden(NamedTuple):
    """What the source has and does not show (a hidden sheet): no part of the document, but a form in it must not go unsaid."""

    location: Location
    blocks: tuple[Block, ...]


class Blocks(NamedTuple):
    """A file as its reader sees it, in reading order. A cell at a place in `unread` that is blank, or holds characters
    nobody knows (U+FFFD), is unknown. `sure` is low where the text was recognised in pictures.
    """

    format: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    sure: Confidence = Confidence.HIGH


class UnreadableError(Exception):
    """The file cannot be read at all. `reason` is a key of `REASONS`; `args` fill its text."""

    def __init__(self, reason: str, **args: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = args

    def why(self, lang: str = "zh") -> str:
        """What is wrong and what to do, in Chinese or English."""
        return REASONS[self.reason][0 if lang == "zh" else 1].format_map(self.details)


def cause_of(error: OSError | ValueError) -> str:
    """Why the system does not open a file, in Chinese: what it says itself is in the language that it was installed in."""
    number = getattr(error, "errno", None)
    if number in _CAUSES:
        return _CAUSES[number]
    return f"系统错误 {number}" if number is not None else "文件名或路径不对"


_CAUSES = {
    errno.EACCES: "没有权限，或正被其他程序占用",
    errno.EPERM: "没有权限，或正被其他程序占用",
    errno.ENAMETOOLONG: "路径太长",
    errno.ELOOP: "链接首尾相连",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读取出错",
}

REASONS: dict[str, tuple[str, str]] = {
    "missing": ("文件不存在", "no such file"),
    "no-access": ("无法打开：{cause}", "cannot be opened: {detail}"),
    "empty": ("文件是空的，没有可检查的内容", "the file is empty"),
    "too-large": (
        "文件有 {size}，超过 {limit} 的上限；绩效文本不会这样大，请确认文件是否正确",
        "the file has {size}, the limit is {limit}; no performance document is that large: is it the right file?",
    ),
    "long-line": (
        "第 {line} 行有 {length} 个字符，超过 {limit} 的上限，不像绩效文本",
        "line {line} has {length} characters, the limit is {limit}: this is no performance document",
    ),
    "binary": (
        "内容不是文本{looks}；请用正确的扩展名，或另存为文本",
        "the content is not text{looks}; give the file its right ending, or save it as text",
    ),
    "encoding": (
        "不是 UTF-8、UTF-16 或 GB18030 编码的文本（第 {byte} 字节起无法解码）；请另存为 UTF-8",
        "not UTF-8, UTF-16 or GB18030 (undecodable from byte {byte}); save it as UTF-8",
    ),
    "too-deep": (
        "内容层层嵌套，超出绩效文本可能的程度；请用 Word 或浏览器打开后另存再检查",
        "elements are nested deeper than any document needs; open it in Word or a browser and save it anew",
    ),
    "too-many-tags": (
        "网页的标签超过 {limit} 个，不像绩效文本；请确认文件是否正确",
        "the page has more than {limit} tags: this is no performance document; is it the right file?",
    ),
    "too-many-cells": (
        "表格的格子超过 {limit} 个，不像绩效文本；请确认文件是否正确",
        "its tables have more than {limit} cells: this is no performance document; is it the right file?",
    ),
    "no-page": (
        "是单个文件网页（mht），但里面没有网页；请另存为 html 或 docx",
        "a web archive (mht) without a page; save it as html or docx",
    ),
    "wrong-tree": (
        "不是 goalint 的目标树（goalint.tree/1，见 goalint schema tree）：{cause}",
        "no tree of goalint (goalint.tree/1, see goalint schema tree): {detail}",
    ),
    "packed": (
        "这是 {kind} 压缩文件，不能读取；请解压后再检查，或改用 zip",
        "a {kind} archive, which goalint does not open: unpack it and check the files, or use zip",
    ),
    "picture": (
        "这是图片，其中的文字没有检查；请提供 Word、Excel 原件，或由原件直接导出的 PDF",
        "a picture, whose text was not checked: give the Word or Excel original, or a PDF made from it directly",
    ),
    "other-office": (
        "不能读取 {kind} 文件；请另存为 docx、xlsx 或 pdf 再检查",
        "goalint does not read {kind} files: save it as docx, xlsx or pdf",
    ),
    "link-in-archive": ("压缩文件里的链接，没有内容可读", "a link in the archive, with nothing to read"),
    "nested-archive": (
        "压缩文件套了 {limit} 层以上，没有再往里读；请解压后再检查",
        "archives nested more than {limit} deep are not opened: unpack it and check the files",
    ),
    "empty-archive": ("压缩文件里没有可检查的文档（{known}）", "no documents ({known}) in the archive"),
    "unknown-format": (
        "不认识的文件类型“{suffix}”；目前可检查：{known}",
        "unknown kind of file “{suffix}”; goalint reads: {known}",
    ),
    "broken-container": (
        "{kind}文件已损坏，打不开；请在原来的软件中打开并另存一份",
        "the file is damaged ({detail}); open it in the program it came from and save it anew",
    ),
    "encrypted": ("文件有密码，无法读取；请去掉密码后另存", "the file is protected by a password; save it without one"),
    "missing-part": (
        "文件不完整：里面没有“{part}”；请在原来的软件中打开并另存一份",
        "the file is incomplete: it has no “{part}”; open it in the program it came from and save it anew",
    ),
    "too-many-parts": (
        "压缩文件里的条目超过 {limit} 个，不像绩效文本",
        "the archive has more than {limit} entries: this is no performance document",
    ),
    "part-too-large": (
        "文件里的“{part}”解压后超过 {limit}，不像绩效文本",
        "“{part}” in the file unpacks to more than {limit}: this is no performance document",
    ),
    "too-many-marks": (
        "文件里的“{part}”内容过多，不像绩效文本；如确是，请分成几个文件",
        "“{part}” in the file holds far too much for a performance document; if it is one, split it",
    ),
    "broken-xml": (
        "文件里的“{part}”有错误，无法读取；请在原来的软件中打开并另存一份",
        "“{part}” in the file cannot be read ({detail}); open it in the program it came from and save it anew",
    ),
    "document-type": (
        "文件里的“{part}”带有实体声明，正常的办公软件不会写出这样的文件；为安全起见没有读取",
        "“{part}” in the file declares entities, which no office program writes: not read, for safety",
    ),
    "no-converter": (
        "读 {kind} 要有 LibreOffice（本机没有，可用 {variable} 指明 soffice 的位置）；请在 Word 或 WPS 中另存为 docx 再检查",
        "reading {kind} takes LibreOffice, not found here ({variable} may say where soffice is); save it as docx in Word or WPS",
    ),
    "conversion-failed": (
        "LibreOffice 没能转换这个 {kind} 文件，可能已损坏；请在 Word 或 WPS 中另存为 docx 再检查",
        "LibreOffice could not convert this {kind} file, which may be damaged; save it as docx in Word or WPS",
    ),
    "took-too-long": (
        "读取或检查超过 {seconds} 秒，已停止，没有检查；请确认文件是否正确，或用 --time-limit 放宽时间",
        "reading or checking took over {seconds} seconds and was stopped: is it the right file? --time-limit gives more time",
    ),
    "conversion-slow": (
        "LibreOffice 转换超过 {seconds} 秒，已中止；请在 Word 或 WPS 中另存为 docx 再检查",
        "LibreOffice did not convert the file within {seconds} seconds; save it as docx in Word or WPS",
    ),
    "only-pictures": (
        "文件里只有图片，没有可检查的文字；请换用可编辑的 Word、Excel 原件",
        "the file holds nothing but pictures; check the Word or Excel original, which has text",
    ),
    "scanned": (
        "文件只有扫描的图片，没有文字；请提供 Word、Excel 原件，或由原件直接导出的 PDF",
        "the file holds scanned pictures and no text: give the Word or Excel original, or a PDF made from it directly",
    ),
    "no-page-read": (
        "没有一页能够读取：已损坏，或者线条、文字多得不像绩效文本；请由原件重新导出",
        "none of its pages could be read: damaged, or far too full for a performance document; export it anew from its original",
    ),
    "no-text": ("文件的各页都没有文字；请确认文件是否正确", "no page of the file has any text: is it the right file?"),
    "too-many-pages": (
        "文件有 {pages} 页，超过 {limit} 页的上限；请分成几个文件",
        "the file has {pages} pages, the limit is {limit}: split it",
    ),
    "too-costly": (
        "读取超过 {seconds} 秒或 {memory} 内存的上限，或使读取程序中止，已放弃；请打开后重新打印成 PDF，或提供 Word、Excel 原件",
        "reading it took over {seconds} s or {memory}, or crashed: given up; print it to PDF anew, or give the original",
    ),
    "no-reader": (
        "内容是 {kind} 格式，还不能读取；目前可检查：{known}",
        "the content is of the format {kind}, which goalint does not read; it reads: {known}",
    ),
    "foreign-reader": (
        "读取这类文件的扩展包出错（{detail}），文件没有检查；请告诉它的作者",
        "the package that reads such files failed ({detail}): not checked; tell its author",
    ),
    "old-workbook": (
        "无法读取这个旧格式的工作簿（{detail}）；请用 Excel 或 WPS 打开，另存为 xlsx",
        "this workbook of an old format cannot be read ({detail}): open it in Excel or WPS and save it as xlsx",
    ),
    "own-report": (
        "这是 goalint 写的检查报告，不是绩效文本",
        "this is a report that goalint wrote, no performance document",
    ),
    "no-documents": ("文件夹里没有可检查的文档（{known}）", "no documents ({known}) in the folder"),
}
