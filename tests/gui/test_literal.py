"""Text from a document is shown literally, wherever it shows; no module goes round the safe wrappers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.models.segment_table import Column
from editor.gui.plain import message_box, plain_label, tip
from tests.gui.conftest import Opener

GUI = Path(__file__).parents[2] / "editor" / "gui"
PAYLOADS = (
    "<img src='{pipe}'>", "<img src='//server/share/x.png'>", "<img src='data:image/png;base64,AAAA'>",
    "<a href='http://example.invalid'>x</a>", "<style>*{color:red}</style>", "<b>bold</b>", "<qt>x</qt>",
    "if a<b then c>d", "<table><tr><td>x</td></tr></table>", "&lt;b&gt; &amp; <!-- x -->", "<object data='{pipe}'>",
)  # fmt: skip
BANNED = re.compile(
    r"\bQLabel\(|\.setToolTip\(|\.setHtml\(|\.setMarkdown\(|\bQMessageBox\((?!\))|\btoPlainText\(|QToolTip\.showText"
)


@pytest.mark.parametrize("module", sorted(GUI.rglob("*.py")), ids=lambda p: p.relative_to(GUI).as_posix())
def test_only_the_wrappers_touch_what_guesses(module: Path) -> None:
    if module.name == "plain.py":
        return
    code = re.sub(r'"""(?:.|\n)*?"""', "", module.read_text("utf-8"))
    assert not BANNED.findall(code)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_wrappers_show_it_literally(qtbot: QtBot, tmp_path: Path, payload: str) -> None:
    text = payload.replace("{pipe}", str(tmp_path / "pipe"))
    label = plain_label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text
    assert tip(text).startswith("<qt>")
    assert "<" not in tip(text).removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
    box = message_box(None, "t", text, detail=text)
    qtbot.addWidget(box)
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_nothing_in_the_window_reads_a_document_as_html(opened: Opener, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    texts = [p.replace("{pipe}", str(pipe)) for p in PAYLOADS]
    window = opened(tuple((f"甲{t}", f"{t} text .") for t in texts))
    desk = window.desk
    assert desk is not None
    for row, text in enumerate(texts):
        desk.grid.go_to(row, 0)
        assert desk.grid.editor is not None
        assert desk.grid.editor.text() == f"{text} text ."
        assert desk.grid.table.index(row, Column.SOURCE).data() == f"甲{text}"
        window.grab()
        check_labels(window)


def check_labels(window: QWidget) -> None:
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or "<" not in label.text(), label.text()
    for widget in window.findChildren(QWidget):
        shown = widget.toolTip()
        assert "<" not in shown or shown.startswith("<qt>"), shown
