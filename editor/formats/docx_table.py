"""Word documents that hold one table, turned on their side for print; what stands in it is for others."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from editor.formats.delivery import notice
from editor.formats.docx_clean import with_body
from editor.formats.docx_paragraph import Paragraph
from editor.formats.markup import Element
from editor.formats.package import exchanged
from editor.formats.protocol import Delivery
from editor.formats.table import CJK_FACE

LATIN_FACE = "Calibri"
_TURNED = (16838, 11906)  # A4 landscape, twentieths of a point
_MARGIN = 720
_HAIR = "BFBFBF"
HEADING_SHADE = "E7E6E6"


def widths_of(shares: Sequence[int]) -> list[int]:
    """Widths of columns that share the page so."""
    space, whole = _TURNED[0] - 2 * _MARGIN, sum(shares)
    return [space * share // whole for share in shares]


def table_document(delivery: Delivery, head: str, rows: Sequence[str], widths: Sequence[int], stamp: str = "") -> bytes:
    """A document of `head` (paragraphs) and a table of rows, the first of them repeated on each page."""
    package = _empty(delivery, stamp)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        f'<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    return exchanged(package, {"word/document.xml": with_body(package, head + table + "<w:p/>")})


def row(cells: Sequence[str], *, heading: bool = False, whole: bool = True) -> str:
    """A row of cells; `whole`: never parted by the end of a page."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if heading else "")
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def paragraph(text: str, form: str = "", style: str = "Normal", hidden: str = "") -> str:
    """A paragraph, its line breaks as such; `form` are properties of its run, `hidden` a text that is not shown."""
    run = f"<w:rPr>{form}</w:rPr>" if form else ""
    maker = Paragraph(Element("p", "", {}, 0), "w:")
    runs = maker.run(text.replace("\n", "\u2028"), run) if text else ""
    if hidden:
        runs += maker.run(hidden, "<w:rPr><w:vanish/></w:rPr>")
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style != "Normal" else ""
    return f"<w:p>{named}{runs}</w:p>"


def cell(width: int, content: str, shade: str = "") -> str:
    """A cell of this width with paragraphs."""
    fill_in = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill_in}</w:tcPr>{content}</w:tc>'


def _empty(delivery: Delivery, stamp: str) -> bytes:
    """A document without text: page, faces, foot line and properties."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt, Twips

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Twips, _TURNED)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)
    section.footer_distance = Twips(_MARGIN // 2)
    for name, size in (("Normal", 9), ("Title", 16)):
        font: Any = document.styles[name].font
        font.name, font.size = LATIN_FACE, Pt(size)
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), CJK_FACE)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author = delivery.document.title[:255], delivery.author[:255]
    properties.comments, properties.identifier = notice(delivery)[:255], stamp[:255]
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{notice(delivery)}   ").font.size = Pt(8)
    for kind in ("PAGE", "NUMPAGES"):
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{kind}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        if kind == "PAGE":
            foot.add_run(" / ")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_HAIR}"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"
