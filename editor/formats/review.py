"""The table a reviewer works in and sends back, as Word document and as workbook: its columns and what is hidden in it.

Reading one back is in `review_reading`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from editor.core.model import Finding, Mode, Segment, Severity
from editor.core.returning import seal
from editor.formats.delivery import notice
from editor.formats.docx_clean import with_body
from editor.formats.docx_paragraph import Paragraph
from editor.formats.markup import Element
from editor.formats.package import exchanged
from editor.formats.protocol import Delivery, Exporter
from editor.formats.table import CJK_FACE, checked_cells, shown
from editor.i18n import fill, mark
from glossary.exchange.sheets import Look, sheet_bytes

STAMP = "#zhubi-review:1:"
LATIN_FACE = "Calibri"
LISTED = 50
INVITATION = "Please change only the columns Final and Comment; the file is read back. 请只修改“定稿”和“批注”两栏。"
_TURNED = (16838, 11906)  # A4 landscape, twentieths of a point
_MARGIN = 720
_HAIR = "BFBFBF"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in code, its heading, its share of the page, and its width in a workbook."""

    name: str
    heading: str
    share: int
    width: int


NUMBER = Column("number", "No.", 5, 6)
SOURCE = Column("source", "Source 原文", 20, 38)
MACHINE = Column("machine", "MT 机器译文", 22, 42)
RECEIVED = Column("machine", "MT as received 收到的机器译文", 30, 52)
FINAL = Column("final", "Final 定稿", 24, 46)
FINDINGS = Column("findings", "Findings 检查结果", 17, 34)
COMMENT = Column("comment", "Comment 批注", 12, 26)


def columns_of(mode: Mode) -> tuple[Column, ...]:
    """The columns; without the Chinese the machine's text stands where the source would."""
    if mode is Mode.MONOLINGUAL:
        return NUMBER, RECEIVED, FINAL, FINDINGS, COMMENT
    return NUMBER, SOURCE, MACHINE, FINAL, FINDINGS, COMMENT


def stamp_of(delivery: Delivery) -> str:
    """What names the document in a file that is handed out."""
    return STAMP + (delivery.document.digest or delivery.document.id)


def mark_of(segment: Segment) -> str:
    """What names a segment, and its text and note as handed out."""
    return f"#{segment.id}:{seal(segment.target)}:{seal(segment.note)}#"


def critical_lines(delivery: Delivery) -> list[str]:
    """The open critical findings, to be said before all else."""
    places = {segment.id: n for n, segment in enumerate(delivery.segments, 1)}
    found = [f for f in delivery.findings if f.severity is Severity.CRITICAL]
    lines = [f"Segment {places[f.segment]}: {_said(f)}" for f in found[:LISTED]]
    return [*lines, f"… and {len(found) - LISTED} more."] if len(found) > LISTED else lines


def findings_of(delivery: Delivery) -> dict[int, list[str]]:
    """What is open in each segment, gravest first."""
    found: dict[int, list[str]] = {}
    for finding in delivery.findings:
        found.setdefault(finding.segment, []).append(f"{finding.check} {finding.severity.value}: {_said(finding)}")
    return found


def _said(finding: Finding) -> str:
    return fill(finding.message, finding.values, str)


def cells_of(delivery: Delivery, columns: Sequence[Column], number: int, s: Segment, found: Sequence[str]) -> list[str]:
    """The texts of a row."""
    form = delivery.document.format
    texts = {
        "number": str(number),
        "source": shown(s.source, form),
        "machine": shown(s.machine, form),
        "final": shown(s.target, form),
        "findings": "\n".join(found),
        "comment": s.note,
    }
    return [texts[column.name] for column in columns]


def write_review(delivery: Delivery) -> bytes:
    """The table as a Word document: landscape, its heading on each page, ids hidden in the column of numbers."""
    package = _empty(delivery)
    columns = columns_of(delivery.document.mode)
    space = _TURNED[0] - 2 * _MARGIN
    whole = sum(column.share for column in columns)
    widths = [space * column.share // whole for column in columns]
    found = findings_of(delivery)
    rows = [_heading(columns, widths, stamp_of(delivery))]
    for number, segment in enumerate(delivery.segments, 1):
        texts = cells_of(delivery, columns, number, segment, found.get(segment.id, ()))
        rows.append(_row(columns, widths, texts, segment))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        f'<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    body = _head(delivery) + table + "<w:p/>"
    return exchanged(package, {"word/document.xml": with_body(package, body)})


def _empty(delivery: Delivery) -> bytes:
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
    properties.comments, properties.identifier = notice(delivery)[:255], stamp_of(delivery)[:255]
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{notice(delivery)}   ").font.size = Pt(8)
    for kind in ("PAGE", "NUMPAGES"):
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{kind}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        if kind == "PAGE":
            foot.add_run(" / ")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _head(delivery: Delivery) -> str:
    critical = critical_lines(delivery)
    lines = [
        _paragraph(delivery.document.title, style="Title"),
        _paragraph(f"{notice(delivery)} {len(delivery.segments)} segments, {delivery.time[:10]}.", "<w:i/>"),
        _paragraph(INVITATION),
        *([_paragraph(f"Open critical findings: {len(critical)}", "<w:b/>")] if critical else []),
        *(_paragraph(line) for line in critical),
        _paragraph(""),
    ]
    return "".join(lines)


def _paragraph(text: str, form: str = "", style: str = "Normal", hidden: str = "") -> str:
    run = f"<w:rPr>{form}</w:rPr>" if form else ""
    maker = Paragraph(Element("p", "", {}, 0), "w:")
    runs = maker.run(text.replace("\n", "\u2028"), run) if text else ""
    if hidden:
        runs += maker.run(hidden, "<w:rPr><w:vanish/></w:rPr>")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_HAIR}"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _heading(columns: Sequence[Column], widths: Sequence[int], stamp: str) -> str:
    cells = [
        _cell(width, _paragraph(column.heading, "<w:b/>", hidden=stamp if column is NUMBER else ""), "E7E6E6")
        for column, width in zip(columns, widths, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(columns: Sequence[Column], widths: Sequence[int], texts: Sequence[str], segment: Segment) -> str:
    cells = []
    for column, width, text in zip(columns, widths, texts, strict=True):
        small = '<w:sz w:val="16"/>' if column in (FINDINGS, NUMBER) else ""
        if column is NUMBER:
            state = _paragraph(segment.state.value, '<w:color w:val="6B6B66"/><w:sz w:val="12"/>')
            cells.append(_cell(width, _paragraph(text, small, hidden=mark_of(segment)) + state))
        elif column is FINDINGS:
            lines = [_paragraph(line, small) for line in text.split("\n")]
            cells.append(_cell(width, "".join(lines)))
        else:
            cells.append(_cell(width, _paragraph(text), "FFFBEA" if column in (FINAL, COMMENT) else ""))
    keep = "<w:trPr><w:cantSplit/></w:trPr>" if max(map(len, texts)) < 1500 else ""
    return f"<w:tr>{keep}{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, shade: str = "") -> str:
    fill_in = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill_in}</w:tcPr>{content}</w:tc>'


def write_review_sheet(delivery: Delivery) -> bytes:
    """The table as a workbook of texts; ids stand in a folded column, which moves with its rows when sorted."""
    columns, found = columns_of(delivery.document.mode), findings_of(delivery)
    rows: list[list[str]] = []
    for number, segment in enumerate(delivery.segments, 1):
        texts = cells_of(delivery, columns, number, segment, found.get(segment.id, ()))
        rows.append(checked_cells([*texts, mark_of(segment)], number))
    critical, stamp, said = critical_lines(delivery), stamp_of(delivery), notice(delivery)
    above = [delivery.document.title, said, INVITATION]
    above += [f"Open critical findings: {len(critical)}", *critical] if critical else []
    look = Look(
        delivery.document.title, "#", {column.heading: column.width for column in columns}, stamp, said, said, CJK_FACE,
        above=above,
    )  # fmt: skip
    return sheet_bytes([*(column.heading for column in columns), stamp], rows, look)


EXPORTERS = (
    Exporter("review", ".docx", mark("Review table in Word, to be sent back"), write_review),
    Exporter("review-xlsx", ".xlsx", mark("Review table as a workbook, to be sent back"), write_review_sheet),
)
