"""Keys and mouse as a person uses them: on whatever has the focus, in whatever dialog is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMainWindow, QWidget

Shown = TypeVar("Shown", bound=QDialog)


def with_dialog(kind: type[Shown], act: Callable[[Shown], object]) -> None:
    """As soon as a dialog of this kind is open, let `act(dialog)` use it; it never stays open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not dialog.isActiveWindow():
            QTimer.singleShot(20, look)
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)


def focused() -> QWidget:
    """The widget a key goes to."""
    if QApplication.activeWindow() is None:
        _come_back()
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None
    return widget


def _come_back() -> None:
    """A closed dialog leaves no window active where there is no window manager; do what one does."""
    mains = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow) and w.isVisible()]
    mains.sort(key=lambda w: w.objectName() == "main")  # the document's window lies behind the others
    front = QApplication.activeModalWidget() or mains[0]
    front.activateWindow()
    assert QTest.qWaitForWindowActive(front)


def press(keys: str, times: int = 1) -> None:
    """Press a key or a combination (`Ctrl+Z`) where the focus is."""
    combination = QKeySequence(keys)[0]
    for _ in range(times):
        QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())


def write(text: str) -> None:
    """Type a text where the focus is."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(focused(), character)
            continue
        # QTest knows no other characters; a keyboard that has them sends this.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(focused(), event)


def click(widget: QWidget) -> None:
    """Click on a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(inside: QWidget, text: str) -> QAbstractButton:
    """The one button that is shown with this text."""
    found = [b for b in inside.findChildren(QAbstractButton) if b.text().replace("&", "") == text and b.isVisible()]
    assert len(found) == 1, [b.text() for b in inside.findChildren(QAbstractButton)]
    return found[0]


def told(inside: QWidget) -> str:
    """All that the labels say that are shown."""
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())
