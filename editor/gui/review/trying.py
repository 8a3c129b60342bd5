"""The box in which a rule is tried on a sentence, with a sentence that says why it is silent."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from editor.gui.plain import plain_label
from editor.gui.theme import SMALL
from editor.i18n import Translate, fill, mark
from editor.i18n import told as said_in
from glossary.errors import GlossaryError
from glossary.model import Concept
from glossary.trial import Trial, Why, tried

REASONS = {
    Why.FORM: mark("None of the wrong forms stands in the sentence."),
    Why.CASE: mark("The capitals differ, and this rule minds them."),
    Why.CHINESE: mark("The Chinese term does not stand in the source."),
    Why.CHINESE_NONE: mark("The source holds Chinese that excludes it."),
    Why.NEAR_ANY: mark("None of the words it needs stands near it."),
    Why.NEAR_NONE: mark("A word stands near it that excludes it."),
    Why.QUOTES: mark("Quotation marks keep it away."),
    Why.SHIELDED: mark("An approved form covers the place."),
    Why.RETIRED: mark("The rule is not in force."),
    Why.SEVERAL: mark("Several conditions are missing at once."),
}
REPORTED = mark("Reported: {text}")
REPAIRED = mark("Repaired: {text}")
SILENT = mark("Not reported. {why}")


class TrialBox(QFrame):
    """Tries the rules of one entry on what is typed, at every key."""

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._concept: Concept | None = None
        self.english, self.chinese = QLineEdit(self), QLineEdit(self)
        for field, hint in (
            (self.english, tr("An English sentence")),
            (self.chinese, tr("The Chinese of it, if there is one")),
        ):
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
            field.textChanged.connect(lambda _text: self._try())
        self.answer = plain_label("", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(plain_label(tr("Try it"), self, role="title"))
        column.addWidget(self.english)
        column.addWidget(self.chinese)
        column.addWidget(self.answer)

    def show_concept(self, concept: Concept | None) -> None:
        """Try the rules of another entry."""
        self._concept = concept
        self.setVisible(bool(concept is not None and concept.bad))
        self._try()

    @property
    def case(self) -> str:
        """What is typed, as a test of a rule is written; empty where nothing is."""
        target, source = self.english.text().strip(), self.chinese.text().strip()
        return f"{source} => {target}" if source and target else target

    def _try(self) -> None:
        target, source = self.english.text(), self.chinese.text().strip()
        if self._concept is None or not self._concept.bad or not target.strip():
            self.answer.setText("")
            return
        try:
            trials = [(rule, tried(self._concept, rule, source, target)) for rule in self._concept.bad]
        except GlossaryError as problem:  # a regular expression that is not finished yet
            self.answer.setText(said_in(problem, self._tr))
            return
        hits = [(rule, trial) for rule, trial in trials if trial.hit]
        nearest = min(trials, key=lambda pair: pair[1].why == (Why.FORM,))
        told = [self._said(trial, target) for _rule, trial in hits] or [self._silent(nearest[1])]
        self.answer.setText("\n".join(told))

    def _said(self, trial: Trial, target: str) -> str:
        lines = [fill(REPORTED, (("text", target[trial.start : trial.end]),), self._tr)]
        if trial.repaired:
            lines.append(fill(REPAIRED, (("text", trial.repaired),), self._tr))
        return "\n".join(lines)

    def _silent(self, trial: Trial) -> str:
        why = " ".join(self._tr(REASONS[reason]) for reason in trial.why)
        return fill(SILENT, (("why", why),), self._tr)


def struck(colour: str) -> QTextCharFormat:
    """How wrong forms look: in their colour and struck out."""
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    look.setFontStrikeOut(True)
    return look
