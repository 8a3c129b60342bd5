"""300 strings that formats have broken somewhere, and what each format makes files of, for the conformance suite."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from editor.core.placeables import LINE_BREAK
from editor.formats.protocol import Choice

_MARKS = (
    "\u00a0", "\u202f", "\u3000", "\u2009", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u0085",
    "\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\ufdd0", "\ufffd", "\ufe0f", "\u0301", "\t",
)  # fmt: skip
_WORDS = (
    "法院",
    "The court",
    "café",
    "cafe\u0301",
    "😀",
    "👩‍⚖️",
    "𠮷野家",
    "中美",
    "“quoted”",
    "‘it’s’",
    "《民法典》",
    "①②",
    "％",
)
_CODE = (
    "<b>bold</b>", "&amp; &lt; &#65;", "<!-- x -->", "]]>", "<![CDATA[x]]>", "<?xml version='1.0'?>", "%s %d %(name)s",
    "{name}", "{}", "{{1}}", "=1+1", "+1", "-1", "@SUM(A1)", "'quoted", '"quoted"', 'a "b" c', "a,b;c|d", "\\n", "\\",
    "C:\\x", "../../etc/passwd", "$HOME `id`", "#", "*bold* _it_ ~x~", "1. item", "- item", "> quote", "http://a.cn/?a=1&b=2",
    "x" * 3000, "法" * 3000, "a\u2028b", "NULL", "null", "None", "true", "0", "00123", "1e5", "2024-01-02", "1/2",
)  # fmt: skip


def nasty() -> list[str]:
    """The strings; none is empty, none has white space at its ends, none a line break."""
    made = [f"a{mark}b" for mark in _MARKS] + [f"法{mark}院" for mark in _MARKS] + list(_WORDS) + list(_CODE)
    made += [f"{word} {code}"[:400] for word, code in itertools.islice(itertools.product(_WORDS, _CODE), 220)]
    return list(dict.fromkeys(made))[:300]


@dataclass(frozen=True, slots=True)
class Specimen:
    """How the suite makes a file of a format: `make` gives one with these paragraphs or targets (all different).

    `exact`: writing what was read unchanged gives the same bytes (else the format says that it is lossy and what is
    read again must be the same). `writer` is the exporter's name ("" where the format is only read). `refuses` are
    strings that this format cannot carry. `broken` is how many broken files are tried. `reader` is the importer's name
    where the specimen's is another one.
    """

    name: str
    make: Callable[[Sequence[str]], bytes]
    reader: str = ""
    writer: str = ""
    exact: bool = True
    choice: Choice = field(default_factory=Choice)
    refuses: Callable[[str], bool] = lambda text: False
    broken: int = 60


def make_txt(texts: Sequence[str]) -> bytes:
    """A plain text, one paragraph a line."""
    return "\n".join(texts).encode()


def make_xliff(texts: Sequence[str]) -> bytes:
    """XLIFF 1.2 as Okapi writes it: targets of machine translation."""
    units = "".join(
        f'<trans-unit id="{n}" xml:space="preserve"><source>第{n}句。</source>\n'
        f'<target state="needs-review-translation" state-qualifier="mt-suggestion">{escape(fit(text))}</target>'
        "</trans-unit>\n"
        for n, text in enumerate(texts, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        '<file original="a.docx" source-language="zh-CN" target-language="en" datatype="x-docx"><body>\n'
        f"{units}</body></file></xliff>\n"
    ).encode()


def make_xliff2(texts: Sequence[str]) -> bytes:
    """XLIFF 2.1, in UTF-16 to be nasty."""
    units = "".join(
        f"<unit id='u{n}'><segment id='s1'><source>第{n}句。</source><target>{escape(fit(text))}</target></segment>"
        "</unit>"
        for n, text in enumerate(texts, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-16"?>\n<xliff version="2.1" srcLang="zh" trgLang="en-US" '
    whole = f"{head}xmlns='urn:oasis:names:tc:xliff:document:2.0'><file id='f'>{units}</file></xliff>"
    return b"\xff\xfe" + whole.encode("utf-16-le")


def make_tmx(texts: Sequence[str]) -> bytes:
    """TMX with an address of its DTD, which is never fetched."""
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>第{n}句。</seg></tuv>'
        f'<tuv xml:lang="EN-us"><seg>{escape(fit(text))}</seg></tuv></tu>'
        for n, text in enumerate(texts, 1)
    )
    head = (
        '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="zh-CN"/><body>'
    )
    return f"{head}{units}</body></tmx>".encode()


def make_po(texts: Sequence[str]) -> bytes:
    """A catalogue with Chinese ids; long entries stand on one line, as polib would not write them."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    quoted = (
        fit(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") for text in texts
    )
    return (head + "\n".join(f'msgid "第{n}句。"\nmsgstr "{text}"\n' for n, text in enumerate(quoted, 1))).encode()


def make_html(texts: Sequence[str]) -> bytes:
    """A page of a court's site in GB 18030, with what such sites have around an article."""
    bodies = (escape(text).replace("\t", "&#9;").replace(LINE_BREAK, "<br>") for text in texts)
    paragraphs = "".join(f"<p><span style='font-size:16px'>{body}</span></p>\r\n" for body in bodies)
    head = "<!DOCTYPE html><html><head><meta charset=gb2312><title>法院</title></head><body>"
    menu = "<div class='nav'><ul><li><a href='/'>首页<li><a href='/x'>Court news</a></ul></div>"
    foot = "<div>上一篇：<a href='1'>通知</a></div><div>琼ICP备05000041号</div></body></html>"
    return f"{head}{menu}<div id=con>{paragraphs}</div>{foot}".encode("gb18030")


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = (
    f'<?xml version="1.0"?><m:manifest xmlns:m="{_ODF}:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


def odt_package(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "style", "table", "drawing"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" '
        f'office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        kind = zipfile.ZipInfo("mimetype")
        package.writestr(kind, "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)):
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_odt(texts: Sequence[str]) -> bytes:
    """A text of a heading and list items."""
    bodies = [
        escape(text).replace("\t", "<text:tab/>").replace(LINE_BREAK, "<text:line-break/>").replace("  ", " <text:s/>")
        for text in texts
    ]
    rest = "".join(f"<text:list-item><text:p>{body}</text:p></text:list-item>" for body in bodies[1:])
    return odt_package(f'<text:h text:outline-level="1">{bodies[0]}</text:h><text:list>{rest}</text:list>')


def make_pdf(texts: Sequence[str]) -> bytes:
    """A PDF of one page of lines and a font that knows every character by a number of its own."""
    number = {char: n for n, char in enumerate(sorted(set("".join(texts))), 1)}
    shown = "".join(f"<{''.join(f'{number[c]:04x}' for c in text)}> Tj T*\n" for text in texts)
    lines = [f"<{n:04x}> <{char.encode('utf-16-be').hex()}>" for char, n in number.items()]
    table = "".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n"
        for part in (lines[n : n + 100] for n in range(0, len(lines), 100))
    )
    space = "1 begincodespacerange <0000> <ffff> endcodespacerange"
    unicode = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n{space}\n{table}endcmap end end"
    return pdf_file(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"BT /F 9 Tf 12 TL 20 780 Td\n{shown}ET",
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/DW 500>>",
        unicode,
    )


def pdf_file(*objects: str, trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; those that are no dictionaries are streams."""
    out, places = b"%PDF-1.7\n", []
    for n, text in enumerate(objects, 1):
        places.append(len(out))
        body = text.encode("latin-1")
        if not body.startswith((b"<<", b"[")):
            body = b"<</Length %d>>\nstream\n%b\nendstream" % (len(body), body)
        out += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def make_docx(texts: Sequence[str]) -> bytes:
    """A Word document as python-docx makes it: a heading, then paragraphs."""
    import docx

    document = docx.Document()
    for n, text in enumerate(texts):
        paragraph = document.add_heading(level=1) if n == 0 else document.add_paragraph()
        for k, piece in enumerate(text.split(LINE_BREAK)):
            if k:
                paragraph.add_run().add_break()
            paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_csv(texts: Sequence[str]) -> bytes:
    """A table with Chinese names of its columns, parted by semicolons."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(
        [["编号", "原文", "译文", "备注"], *([n, f"第{n}句。", text, ""] for n, text in enumerate(texts, 1))]
    )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def make_xlsx(texts: Sequence[str]) -> bytes:
    """A workbook as openpyxl makes it, without names of columns."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for n, text in enumerate(texts, 1):
        page.append([f"第{n}句。", ""])
        cell = page.cell(n, 2)
        cell.value = text
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fit(text: str) -> str:
    """What XML can hold."""
    return text.replace("\u2028", "\n")


SPECIMENS: tuple[Specimen, ...] = (
    Specimen("txt", make_txt, writer="txt"),
    Specimen("docx", make_docx, writer="docx"),
    Specimen("odt", make_odt, writer="odt"),
    Specimen("html", make_html, writer="page"),
    # A PDF has places on a page, not white space, and one order of writing.
    Specimen("pdf", make_pdf, refuses=lambda text: not text.isprintable() or "  " in text, broken=6),
    Specimen("xliff", make_xliff, writer="xliff"),
    Specimen("xliff2", make_xliff2, reader="xliff", writer="xliff"),
    Specimen("tmx", make_tmx),
    Specimen("po", make_po, writer="po"),
    Specimen("csv", make_csv, reader="table", writer="csv", exact=False),
    Specimen("xlsx", make_xlsx, reader="table", writer="xlsx", exact=False),
)
