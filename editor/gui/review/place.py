"""Choosing the termbase in the settings: a file or a server, tried at once, with the password kept out of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from editor.gui.plain import plain_label
from editor.gui.review.names import ROLES
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL
from editor.i18n import Translate, fill, mark, told
from editor.settings import TERMBASE, Settings
from editor.whereabouts import Access, Tried, is_server, named_by_environment, parted
from glossary.proposals import Role

BY_ENVIRONMENT = mark("ZHUBI_TERMBASE names the termbase: {place}. It counts before the setting.")
TRYING = mark("Trying {place}…")
HINT = mark("postgresql://USER@HOST/DATABASE, a file, or empty")
PASSWORD_HINT = mark("never written into a file")


class PlaceBox(QWidget):
    """Address and password; the address holds as soon as it could be used."""

    def __init__(self, parent: QWidget, tr: Translate, settings: Settings, termbase: Termbase) -> None:
        super().__init__(parent)
        self._tr = tr
        self._settings = settings
        self._termbase = termbase
        self._open = True
        self._turn = 0
        self.address = QLineEdit(settings[TERMBASE], self)
        self.address.setPlaceholderText(tr(HINT))
        self.address.setAccessibleName(tr(TERMBASE.sentence))
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr(PASSWORD_HINT))
        self.password.setAccessibleName(tr("Password"))
        self.said = plain_label("", self, role="muted", wrap=True)
        self.choose = QPushButton(tr("Choose…"), self)
        self.test = QPushButton(tr("Connect"), self)
        self._build()
        self.address.textChanged.connect(lambda _text: self._enable())
        self.address.returnPressed.connect(self.try_out)
        self.password.returnPressed.connect(self.try_out)
        self.choose.clicked.connect(self._choose)
        self.test.clicked.connect(self.try_out)
        self._enable()
        named = named_by_environment()
        if named:
            self._say(fill(BY_ENVIRONMENT, (("place", parted(named).address),), tr))
            for field in (self.address, self.choose):
                field.setEnabled(False)

    def _build(self) -> None:
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(NORMAL)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        for button in (self.choose, self.test):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        rows.addWidget(plain_label(self._tr(TERMBASE.sentence), self, wrap=True), 0, 0, 1, 3)
        rows.addWidget(self.address, 1, 0, 1, 2)
        rows.addLayout(buttons, 1, 2)
        self.password_title = plain_label(self._tr("Password"), self)
        rows.addWidget(self.password_title, 2, 0)
        rows.addWidget(self.password, 2, 1)
        rows.addWidget(self.said, 3, 0, 1, 3)
        rows.setColumnStretch(1, 1)

    def try_out(self) -> None:
        """Try the address as typed; a password in it goes where passwords belong."""
        typed = parted(named_by_environment() or self.address.text())
        if typed.password:
            self.password.setText(typed.password)
            self.address.setText(typed.address)
        access = Access(typed.address, self.password.text())
        self._turn += 1
        turn = self._turn
        self.test.setEnabled(False)
        self._say(fill(TRYING, (("place", typed.address or self._termbase.address),), self._tr))

        def done(tried: Tried) -> None:
            if self._open and self._turn == turn:
                self._tried(access, tried)

        def failed(error: Mendable) -> None:
            if self._open and self._turn == turn:
                self._say(told(error, self._tr), good=False)
                self.test.setEnabled(True)

        self._termbase.try_out(access, done, failed)

    def end(self) -> None:
        """The dialog is closed: answers that come later are nobody's."""
        self._open = False

    def _tried(self, access: Access, tried: Tried) -> None:
        values = tuple((name, self._role(value) if name == "role" else value) for name, value in tried.values)
        remark = " ".join(filter(None, (self._tr(tried.remark) if tried.remark else "", tried.warning)))
        self._say(f"{fill(tried.message, values, self._tr)} {remark}".strip(), good=tried.good)
        self.test.setEnabled(True)
        if tried.good:
            self.password.clear()
            if not named_by_environment():
                self._settings[TERMBASE] = access.address

    def _role(self, value: str) -> str:
        return self._tr(ROLES[Role(value)])

    def _say(self, text: str, *, good: bool = True) -> None:
        self.said.setText(text)
        self.said.setProperty("role", "muted" if good else "bad")
        self.said.style().polish(self.said)

    def _enable(self) -> None:
        server = is_server(named_by_environment() or self.address.text())
        self.password.setVisible(server)
        self.password_title.setVisible(server)

    def _choose(self) -> None:
        named = f"{self._tr('Termbase')} (*.sqlite);;{self._tr('All files')} (*)"
        options = QFileDialog.Option.DontConfirmOverwrite
        chosen, _ = QFileDialog.getSaveFileName(self, self._tr("Termbase"), self.address.text(), named, options=options)
        if chosen:
            self.address.setText(chosen)
            self.try_out()

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return tries the address; it does not close the dialog too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)
