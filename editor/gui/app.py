"""Starting the program with a window; nothing here knows what the window does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from editor import paths
from editor.gui import crash, files
from editor.gui.theme import text_font
from editor.gui.window import MainWindow
from editor.i18n import load_texts, wanted_language
from editor.settings import LANGUAGE, Settings

UI_POINTS = 10


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication with the program's style and font."""
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication([sys.argv[0], *arguments])
    application.setApplicationName("zhubi")
    application.setApplicationDisplayName("Zhubi")
    application.setStyle("Fusion")
    application.setFont(text_font(UI_POINTS))
    return application


def make_window(settings: Settings) -> MainWindow:
    """A window in the person's language, Qt's own words (Cancel, Copy, …) with it."""
    language = settings[LANGUAGE] or wanted_language(QLocale.system().name())
    translator = QTranslator()
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(translator)
    window = MainWindow(settings, load_texts(language))
    # It speaks as long as the window lives.
    translator.setParent(window)
    return window


def run(path: Path | None = None, *, settings: Settings | None = None) -> int:
    """Open the window, with a project if `path` names one; the exit code of the program."""
    application = make_application()
    window = make_window(settings or Settings.load(paths.settings_file()))
    restore = crash.install(window.reporter)
    window.show()
    if path is not None:
        files.open_path(window, path)
    try:
        return application.exec()
    finally:
        restore()
