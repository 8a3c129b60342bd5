"""Text fidelity in the window: what was opened is what is exported, whatever characters it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.gui import commands
from editor.gui.dialogs.export import ExportDialog
from editor.gui.dialogs.paste import PasteDialog
from editor.gui.window import MainWindow
from editor.project import Project
from tests.gui.conftest import Opener
from tests.gui.person import press, with_dialog

# Named so that a failure says which; every probe stands inside a sentence too.
PROBES = {
    "no-break space": "\u00a0", "narrow no-break space": "\u202f", "thin space": "\u2009", "hair space": "\u200a",
    "figure space": "\u2007", "em space": "\u2003", "ogham space": "\u1680", "mathematical space": "\u205f",
    "ideographic space": "\u3000", "zero width space": "\u200b", "word joiner": "\u2060", "ZWJ": "\u200d",
    "ZWNJ": "\u200c", "byte order mark": "\ufeff", "line separator": "\u2028", "paragraph separator": "\u2029",
    "next line": "\u0085", "soft hyphen": "\u00ad", "no-break hyphen": "\u2011", "hyphen": "\u2010", "tab": "\t",
    "two tabs": "\t\t", "line feed": "\n", "two line feeds": "\n\n", "carriage return": "\r", "two spaces": "  ",
    "LRM": "\u200e", "RLM": "\u200f", "ALM": "\u061c", "LRE PDF": "\u202aab\u202c", "RLE PDF": "\u202bab\u202c",
    "LRO PDF": "\u202dab\u202c", "RLO PDF": "\u202eab\u202c", "LRI PDI": "\u2066ab\u2069", "RLI PDI": "\u2067ab\u2069",
    "FSI PDI": "\u2068ab\u2069", "Hebrew": "שלום", "Arabic": "محكمة", "emoji": "😀", "flag": "🇨🇳",
    "family": "👩‍👩‍👧‍👦", "skin tone": "👍🏽", "keycap": "1️⃣", "text style": "☎︎", "rare character": "𠮷",
    "variant": "葛󠄀", "decomposed": "e\u0301", "composed": "\u00e9", "stacked marks": "a\u0323\u0302",
    "Hangul parts": "\u1100\u1161", "Angstrom": "\u212b", "fi ligature": "ﬁ", "full width": "ＡＢ，。",
    "quotation marks": "“‘«»’”", "dashes": "–—―", "ellipsis": "…", "object": "\ufffc", "replacement": "\ufffd",
    "private": "\ue000", "noncharacter": "\ufdd0", "last plane": "\U0010fffd", "markup": "<b>&amp;&lt;</b>",
    "ampersand": "a&b && c", "percent": "%1 %s {name}", "backslash": "\\n \\u00a0",
}  # fmt: skip

# Qt keeps these for itself: a segment with one is shown, not edited.
NOT_EDITED = ["paragraph separator", "carriage return", "noncharacter"]


def as_stored(text: str) -> str:
    return f"The court{text}heard 7{text}cases."


def export(window: MainWindow, qtbot: QtBot, path: Path) -> str:
    def act(dialog: ExportDialog) -> None:
        dialog.notice_box.setChecked(False)
        dialog.place.setText(str(path))
        dialog.accept()

    with_dialog(ExportDialog, act)
    window.actions_table.trigger("file.export")
    qtbot.waitUntil(path.exists, timeout=60_000)
    return path.read_bytes().decode("utf-8")


def test_all_probes_survive_typing_undo_saving_and_export(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    texts = [as_stored(probe) for probe in PROBES.values()]
    window = opened(tuple(("", text) for text in texts), checked=False)
    desk, project = window.desk, window.project
    assert desk is not None
    assert project is not None
    read_only = []
    for row, (name, text) in enumerate(zip(PROBES, texts, strict=True)):
        desk.grid.go_to(row, 3)
        editor = desk.grid.editor
        assert editor is not None
        assert editor.text() == text or editor.isReadOnly(), name
        if editor.isReadOnly():
            read_only.append(name)
            continue
        QTest.keyClicks(editor, "Q")
        desk.settle()
        assert project.segments[row].target == text[:3] + "Q" + text[3:], name
        press("Ctrl+Z")
        assert project.segments[row].target == text, name
        assert editor.text() == text, name
        assert desk.grid.table.index(row, 3).data() == text, name
    assert read_only == NOT_EDITED
    assert window.close_project()
    window.show_project(Project.open(tmp_path / "a.zhubi", lane=window.tasks.store))
    assert window.project is not None
    assert [segment.target for segment in window.project.segments] == texts
    assert export(window, qtbot, tmp_path / "out.txt") == "".join(
        text + segment.gap for text, segment in zip(texts, window.project.segments, strict=True)
    )


def test_pasting_a_document_takes_every_character(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.paths, "projects_folder", lambda: tmp_path / "projects")
    text = "\n".join(as_stored(probe) for probe in PROBES.values())
    # A widget has one kind of line end.
    kept = text.replace("\r", "\n").replace("\u2029", "\n").replace("\ufdd0", "\n")

    def act(dialog: PasteDialog) -> None:
        data = QMimeData()
        data.setText(text)
        data.setHtml("<b>rich</b><img src='/dev/zero'>")
        dialog.target.setFocus()
        QGuiApplication.clipboard().setMimeData(data)
        press("Ctrl+V")
        assert dialog.texts()[1] == kept
        dialog.accept()

    before = window.project
    with_dialog(PasteDialog, act)
    window.actions_table.trigger("file.paste")
    qtbot.waitUntil(lambda: window.project is not None and window.project is not before, timeout=60_000)
    assert window.project is not None
    segments = window.project.segments
    assert window.project.document.prefix + "".join(s.target + s.gap for s in segments) == kept


def test_copying_and_pasting_in_the_row_keeps_every_character(opened: Opener) -> None:
    probes = {name: as_stored(probe) for name, probe in PROBES.items() if name not in NOT_EDITED}
    window = opened(tuple(("", text) for text in probes.values()), checked=False)
    desk = window.desk
    assert desk is not None
    for row, (name, text) in enumerate(probes.items()):
        desk.grid.go_to(row, 0)
        press("Ctrl+A")
        press("Ctrl+C")
        assert QGuiApplication.clipboard().text() == text, name
        press("Ctrl+V")
        desk.settle()
        assert desk.session.project.segments[row].target == text, name
