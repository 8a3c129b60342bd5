"""Markup in a text, a term, a note or a file name is shown as it stands, wherever it is shown; nothing is opened."""

from __future__ import annotations

import errno
import html
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as Guess
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from editor.core.model import Document, Finding, Fix, Mode, Segment, SegmentId, Severity, Side
from editor.deliverable import deliverable
from editor.errors import ZhubiError
from editor.gui.dialogs.export import ExportDialog
from editor.gui.dialogs.find import FindDialog
from editor.gui.dialogs.more import MoreDialog
from editor.gui.models.finding_book import Entry
from editor.gui.panels.findings import FindingsPanel
from editor.gui.window import MainWindow
from editor.project import Project
from glossary.files import write_glossary
from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, Term
from tests.gui.conftest import Opener

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a FIFO tells that a file was opened")

PAYLOADS = (
    '<img src="{fifo}">', "<img src='file://{fifo}'>", '<p style="background:url({fifo})">x</p>',
    "<link rel=stylesheet href='{fifo}'>", "<style>@import url({fifo});</style>", '<table background="{fifo}"><tr>',
    '<body background="file:{fifo}">', "<object data='{fifo}'></object>", "<iframe src={fifo}></iframe>",
    '<img src="//localhost/share/x.png">', '<img src="http://localhost:9/x">', "<img src='data:image/png;base64,AAAA'>",
    "<img src=qrc:/x>", "<b>bold</b>", '<a href="file:{fifo}">click</a>', "a<b then c>d", "<!-- -->", "<qt>rich</qt>",
    "&lt;b&gt; &amp; &nbsp;", "<table><tr><td>" * 40, "<h1>%1 {name} [*]</h1>", "<br/>",
    "<html><img src={fifo}></html>",
)  # fmt: skip


@pytest.fixture
def payloads(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Texts that Qt would read as rich; fails if anything they name was opened (a reader of the FIFO is let go)."""
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    opened, stop = [], threading.Event()

    def watch() -> None:
        while not stop.wait(0.005):
            try:
                os.close(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
                opened.append(time.monotonic())
            except OSError as error:
                assert error.errno == errno.ENXIO

    thread = threading.Thread(target=watch)
    thread.start()
    yield tuple(payload.replace("{fifo}", str(fifo)) for payload in PAYLOADS)
    QApplication.processEvents()
    stop.set()
    thread.join()
    assert not opened, "a file named in a text was opened"


def looks_rich(text: str) -> bool:
    """Qt's own guess, as its label with a format to guess makes it."""
    return Guess.mightBeRichText(text)


def check_sinks(widget: QWidget) -> None:
    """Every label is plain, every tooltip shows its text as it is; all of it is painted once."""
    for label in widget.findChildren(QLabel):
        guessed = label.textFormat() is not Qt.TextFormat.PlainText
        assert not (guessed and looks_rich(label.text())), label.text()
    tips = {w.toolTip() for w in widget.findChildren(QWidget)} | {a.toolTip() for a in widget.findChildren(QAction)}
    for text in filter(None, tips):
        check_tip(text)
    widget.grab()


def check_tip(text: str) -> None:
    inner = text.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "\n")
    if inner == text:
        assert not looks_rich(text), text
    else:
        assert html.escape(html.unescape(inner)) == inner, text
    QToolTip.showText(QPoint(5, 5), text)
    QApplication.processEvents()
    QToolTip.hideText()


def findings(payloads: tuple[str, ...], segment: SegmentId) -> list[Finding]:
    """As a check speaks of words of the text: in its message, its evidence and its fix."""
    return [
        Finding(
            "X99", Severity.MAJOR, segment, Side.TARGET, 0, 3, "“{text}” stands here.", (("text", payload),),
            (Fix(0, 3, payload),),
        )
        for payload in payloads
    ]  # fmt: skip


def test_every_sink_of_the_window(payloads: tuple[str, ...], opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    glossary = tmp_path / "<b>own<b>.jsonl"
    write_glossary(glossary, [concept(n, payload) for n, payload in enumerate(payloads)])
    window = opened(checked=False)
    segments = [
        Segment(SegmentId(n), f"词{n}号{payload}", *[f"The  rendering{n} of {payload} ."] * 2, note=payload)
        for n, payload in enumerate(payloads, 1)
    ]
    document = Document("d", payloads[20], "txt", Mode.BILINGUAL)
    path = tmp_path / "<img src=x>&[*].zhubi"
    project = Project.create(path, document, segments, lane=window.tasks.store, glossaries=[glossary])
    window.show_project(project)
    desk = window.desk
    assert desk is not None
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        pass
    for row, payload in enumerate(payloads):
        desk.grid.go_to(row, 0)
        assert desk.grid.editor is not None
        assert payload in desk.grid.editor.text()
        qtbot.waitUntil(lambda: window.docks.terms.complete and window.docks.findings.complete)
        for column in range(4):
            check_tip_of(desk.grid.table.index(row, column).data(Qt.ItemDataRole.ToolTipRole))
    model = window.docks.document.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            check_tip_of(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))
    finding = next(iter(desk.session.open_findings(segments[0].id)))
    project.dismiss(finding, payloads[0])
    check_sinks(window)
    dialogs_show_it(window, project, payloads)
    assert window.windowTitle().startswith(payloads[20].replace("[*]", "[*][*]"))
    assert window.close_project()
    assert window.welcome.recent[0].text() == path.stem.replace("&", "&&")
    check_sinks(window)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def check_tip_of(text: object) -> None:
    if text:
        check_tip(str(text))


def concept(number: int, payload: str) -> Concept:
    bad = BadRendering(
        RuleId(f"own-{number}.1"), (f"rendering{number}",), fixes=(RuleFix(payload),), reason=payload,
    )  # fmt: skip
    terms = (Term(f"词{number}号", "zh"), Term(payload, "en", note=payload))
    return Concept(ConceptId(f"own-{number}"), "court", terms, (bad,), definition=payload, note=payload)


def dialogs_show_it(window: MainWindow, project: Project, payloads: tuple[str, ...]) -> None:
    found = findings(payloads, project.segments[0].id)
    pairs = [(finding, finding.fixes[0]) for finding in found]
    more = MoreDialog(window, str, project, pairs)
    more.show()
    assert all(payload in more.places.item(n).text() for n, payload in enumerate(payloads))
    check_sinks(more)
    delivery = deliverable(project, findings=found)
    export = ExportDialog(
        window, str, replace(delivery, document=replace(delivery.document, title=payloads[0])), project.path
    )
    export.show()
    check_sinks(export)
    assert window.desk is not None
    find = FindDialog(window, str, window.desk, window.tasks)
    find.show()
    find.look_for(payloads[0])
    find.regex.setChecked(True)
    find.wanted.setText("(" + payloads[0])
    check_sinks(find)
    panel = FindingsPanel(str, window.theme, window)
    panel.title = lambda _check: payloads[0]
    panel.show_findings(
        project.segments[0], tuple(Entry(f, payloads[1] if n % 2 else "") for n, f in enumerate(found)), found[0]
    )
    while not panel.complete:
        QApplication.processEvents()
    check_sinks(panel)
    for payload in payloads:
        window.status.say(payload)
        window.status.show_failed(payload)
    check_sinks(window)
    window.say_error(ZhubiError("\n".join(payloads)))
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    assert payloads[0] in box.text()
    check_sinks(box)
    box.close()
    for dialog in (more, export, find, panel):
        dialog.close()
        dialog.deleteLater()
