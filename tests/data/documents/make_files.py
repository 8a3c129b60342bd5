"""Makes the documents here with real producers. Run by hand: python tests/data/documents/make_files.py FOLDER

Needs python-docx, openpyxl and polib (this project's own), `soffice` (LibreOffice), and translate-toolkit in the Python
that TRANSLATE_PYTHON names. `libreoffice.csv` is openpyxl.xlsx saved by LibreOffice Calc;
`omegat.tmx` was made by OmegaT 3.6.0 (Debian):
`omegat PROJECT --mode=console-translate`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import polib

PAIRS = (
    ("县法院召开工作会议", "County court holds a work meeting"),
    (
        "会议传达了上级精神，部署了下一阶段的工作。",
        "The meeting passed on instructions from above and planned the next stage of work.",
    ),
    (
        "会议要求，一是提高审判质量，二是化解矛盾纠纷。",
        "It called for better quality of trials & the settling of disputes.",
    ),
    ("全年受理案件312件，审结298件。", "In the whole year 312 cases were accepted and 298 concluded."),
)
TOOLKIT = """
import sys
from translate.storage import po, tmx, xliff
folder, pairs = sys.argv[1], eval(sys.argv[2])
memory, file, catalogue = tmx.tmxfile(), xliff.xlifffile(), po.pofile()
file.setsourcelanguage("zh-CN"); file.settargetlanguage("en")
for source, target in pairs:
    memory.addtranslation(source, "zh-CN", target, "en")
    unit = file.UnitClass(source); unit.target = target; unit.markfuzzy(); file.addunit(unit)
    unit = catalogue.UnitClass(source); unit.target = target; catalogue.addunit(unit)
for name, store in (("toolkit.tmx", memory), ("toolkit.xlf", file), ("toolkit.po", catalogue)):
    with open(f"{folder}/{name}", "wb") as stream:
        store.serialize(stream)
"""


def word(path: Path) -> None:
    """A report with a heading, formatting, a list, a table and a header."""
    document = docx.Document()
    document.add_heading(PAIRS[0][1], 0)
    paragraph = document.add_paragraph("The meeting ")
    paragraph.add_run("passed on").bold = True
    paragraph.add_run(" instructions from above and planned the next stage of work.")
    document.add_paragraph(PAIRS[2][1], style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Cases accepted", "312"
    document.add_paragraph(PAIRS[3][1] + " Mediation settled more than half of the civil cases before trial. " * 4)
    document.sections[0].header.paragraphs[0].text = "County People's Court"
    document.save(str(path))


def main(folder: Path) -> None:
    """All files into a folder."""
    word(folder / "python-docx.docx")
    for form, name in (
        ("odt", "libreoffice.odt"),
        ("pdf", "libreoffice.pdf"),
        ("html", "libreoffice.html"),
        ("fodt", "libreoffice.fodt"),
    ):
        profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
        subprocess.run(
            [
                "soffice",
                profile,
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(folder / "lo"),
                str(folder / "python-docx.docx"),
            ],
            check=True,
        )
        (folder / "lo" / f"python-docx.{form}").rename(folder / name)
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(folder / "lo"),
            str(folder / "libreoffice.odt"),
        ],
        check=True,
    )
    (folder / "lo" / "libreoffice.docx").rename(folder / "libreoffice.docx")
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    for source, target in PAIRS:
        catalogue.append(polib.POEntry(msgid=source, msgstr=target, comment="A note."))
    catalogue.save(str(folder / "polib.po"))
    (folder / "plain.gb18030.txt").write_bytes("\r\n".join(source for source, _ in PAIRS).encode("gb18030"))
    book = openpyxl.Workbook()
    book.worksheets[0].append(["source", "machine", "note"])
    for source, target in PAIRS:
        book.worksheets[0].append([source, target, "n"])
    book.save(folder / "openpyxl.xlsx")
    subprocess.run([os.environ["TRANSLATE_PYTHON"], "-c", TOOLKIT, str(folder), repr(PAIRS)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
