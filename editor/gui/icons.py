"""Icons from resources/icons in the colours of the theme; files use `currentColor` and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from editor.gui.theme import Theme

_SIZES = (16, 20, 24, 32, 40)


def icon(name: str, theme: Theme, *, colour: str = "") -> QIcon:
    """The icon `name` in the theme's text colour (or `colour`), with a muted form for when it is disabled."""
    drawing = (resources.folder("icons") / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour or theme.text), (QIcon.Mode.Disabled, theme.muted)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
        for size in _SIZES:
            made.addPixmap(_draw(renderer, size, 0.45 if mode is QIcon.Mode.Disabled else 1.0), mode)
    return made


def _draw(renderer: QSvgRenderer, size: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
