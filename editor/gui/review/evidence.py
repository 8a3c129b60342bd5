"""Everything that speaks for or against a suggestion, as cards: the change, evidence, clashes, impact, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.gui.panels.cards import CardList, Maker, MarkedText, Stretch, card, line
from editor.gui.panels.history import looks, stretches
from editor.gui.plain import plain_label, set_tip
from editor.gui.review.changes import changes_card
from editor.gui.review.earning import CHOICES, ITSELF, NO_COUNTS, counted, returned
from editor.gui.review.names import CONDITIONS, CONFLICTS, EFFECTS, MODES, ORIGINS, STATES, STATUSES
from editor.gui.review.queue import Detail, Item, Reach, lacking, title_of
from editor.gui.review.remarks import day, remarks_card
from editor.gui.theme import Theme
from editor.i18n import Translate, fill, mark, told
from glossary.conflicts import Conflict
from glossary.differing import read
from glossary.impact import Effect, EffectKind, Impact
from glossary.proposals import Evidence, Suggestion
from glossary.standing import SYSTEM

MOST = 30
COUNTS = mark("{edits} edits in {documents} documents by {translators}")
REVERSED = mark("changed back later: {count}")
TAKEN_BACK = mark("Changed back later")
COMPETING = mark("Other renderings of the same place: {list}")
SUMMARY = mark("{segments} segments of the open document: {flags} newly flagged, {fixes} with a repair, "
               "{silences} no longer flagged")  # fmt: skip
SUMMARY_ELSEWHERE = mark("{segments} segments: {flags} newly flagged, {fixes} with a repair, "
                         "{silences} no longer flagged")  # fmt: skip
RECENT = mark("Recent project")
DELIVERED = mark("Delivered on {day} with {release}; it stays as it is")
BUILT_IN = mark("the built-in glossary")
MORE_DOCUMENTS = mark("and {count} more documents")
EXAMPLES, DOCUMENTS = 3, 12
NO_IMPACT = mark("Changes nothing in the open document.")
MORE = mark("and {count} more")
FIRES = mark("Fires on correct text: {text}")
REFUSED = mark("You cannot approve it now: {text}")


class EvidencePanel(CardList):
    """The cards of one suggestion; `answering` brings the remark that is to be answered."""

    answering = Signal(object)

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("No suggestion is waiting."), parent)
        self._tr = tr
        self.theme = theme

    def show_detail(self, detail: Detail | None) -> None:
        """Show another suggestion."""
        self.show_cards(self._makers(detail) if detail is not None else ())

    def _makers(self, detail: Detail) -> Iterator[Maker]:
        item, said = detail.item, detail.item.suggestion
        yield partial(self._change, item)
        if detail.changes:
            yield partial(changes_card, self, self._tr("What is changed"), detail.changes, self.theme, self._tr)
        if item.lowered is not None or (detail.standing is not None and detail.standing.shown):
            yield partial(self._earning, detail)
        if item.grounds.conflicts or item.grounds.faults or item.grounds.clean_hits or item.refusal is not None:
            yield partial(self._against, item)
        yield partial(self._impact, item)
        yield from (partial(self._reach, reach) for reach in by_places(item.elsewhere)[:DOCUMENTS])
        if len(item.elsewhere) > DOCUMENTS:
            yield partial(self._unshown, item)
        if said.evidence or said.competing:
            yield partial(self._counts, said)
        yield from (partial(self._pair, piece) for piece in said.evidence[:MOST])
        if detail.comments:
            yield partial(self._comments, detail)
        yield partial(self._past, detail)

    def _change(self, item: Item) -> QWidget:
        said = item.suggestion
        frame, column = card(self, current=True)
        column.addWidget(plain_label(title_of(said), frame, role="heading", wrap=True))
        state, origin = self._tr(STATES[said.state]), self._tr(ORIGINS[said.origin])
        author = self._tr(ITSELF) if said.author == SYSTEM else said.author
        column.addWidget(plain_label(f"{author}: {origin}, {state}", frame, role="muted", wrap=True))
        if item.grounds.fixed:
            column.addLayout(line(plain_label(self._tr("◆ Politically fixed: two persons must approve"), frame,
                                              role="badge")))  # fmt: skip
        tr = self._tr
        for title, text in (
            (tr("Domain"), said.domain),
            (tr("It is wrong"), tr(CONDITIONS[said.condition]) if said.condition and said.bad else ""),
            (tr("Then"), tr(MODES[said.mode]) if said.bad else ""),
            (tr("Status"), tr(STATUSES[said.status]) if said.status else ""),
            (tr("Why"), said.rationale),
            (tr("Source"), said.source),
            (tr("Definition"), said.definition),
            (tr("Example"), said.example),
            (tr("Approved so far by"), ", ".join(said.approvals)),
        ):
            if text:
                self._row(column, frame, title, text)
        return frame

    def _earning(self, detail: Detail) -> QWidget:
        frame, column = card(self)
        lowered, standing = detail.item.lowered, detail.standing
        title = self._tr("Does the rule earn its keep?")
        column.addWidget(plain_label(title, frame, role="title"))
        if lowered is not None:
            column.addWidget(plain_label(returned(lowered, self._tr), frame, role="bad", wrap=True))
        said = counted(standing, self._tr) if standing is not None and standing.shown else self._tr(NO_COUNTS)
        self._row(column, frame, self._tr("Since then") if lowered is not None else self._tr("So far"), said)
        if lowered is not None:
            column.addWidget(plain_label(self._tr(CHOICES), frame, role="muted", wrap=True))
        return frame

    def _against(self, item: Item) -> QWidget:
        frame, column = card(self)
        column.addWidget(plain_label(self._tr("Against it"), frame, role="title"))
        for conflict in item.grounds.conflicts[:MOST]:
            self._conflict(column, frame, conflict)
        for hit in (item.grounds.clean_hits or ())[:MOST]:
            text = f"…{hit.left}[{hit.hit}]{hit.right}…".replace("\n", " ")
            column.addWidget(plain_label(fill(FIRES, (("text", text),), self._tr), frame, role="bad", wrap=True))
        lacks = [*item.grounds.faults, *lacking(item.suggestion)]
        refusal = told(item.refusal, self._tr) if item.refusal is not None else ""
        for text in (text for text in lacks if self._tr(text) not in refusal):
            column.addWidget(plain_label(self._tr(text), frame, wrap=True))
        if refusal:
            column.addWidget(plain_label(fill(REFUSED, (("text", refusal),), self._tr), frame, role="bad",
                                         wrap=True))  # fmt: skip
        return frame

    def _conflict(self, column: QVBoxLayout, frame: QFrame, conflict: Conflict) -> None:
        sign = "✗" if conflict.blocking else "⚠"
        column.addWidget(plain_label(f"{sign} {self._tr(CONFLICTS[conflict.kind])}", frame,
                                     role="bad" if conflict.blocking else "title"))  # fmt: skip
        column.addWidget(plain_label(told(conflict.said, self._tr), frame, wrap=True))

    def _impact(self, item: Item) -> QWidget:
        found = item.impact
        frame, column = card(self)
        column.addWidget(plain_label(self._tr("What approval would change"), frame, role="title"))
        if not found.effects:
            column.addWidget(plain_label(self._tr(NO_IMPACT), frame, role="muted", wrap=True))
            return frame
        column.addWidget(plain_label(fill(SUMMARY, _numbers(found), self._tr), frame, wrap=True))
        for kind in EffectKind:
            effects = found.of(kind)
            if effects:
                column.addWidget(plain_label(f"{self._tr(EFFECTS[kind])}: {len(effects)}", frame, role="muted"))
            for effect in effects[:MOST]:
                column.addWidget(self._kwic(effect, frame))
            self._rest(column, frame, len(effects))
        return frame

    def _reach(self, reach: Reach) -> QWidget:
        """One other document: what it is, the counts, some places."""
        found, record = reach.impact, reach.text.delivered
        frame, column = card(self)
        column.addWidget(plain_label(reach.text.title, frame, role="title", wrap=True))
        said = self._tr(RECENT)
        if record is not None:
            release = record.release or self._tr(BUILT_IN)
            said = fill(DELIVERED, (("day", day(record.time)[:10]), ("release", release)), self._tr)
        column.addLayout(line(plain_label(said, frame, role="badge" if record is not None else "muted")))
        column.addWidget(plain_label(fill(SUMMARY_ELSEWHERE, _numbers(found), self._tr), frame, wrap=True))
        for effect in found.effects[:EXAMPLES]:
            column.addWidget(self._kwic(effect, frame))
        self._rest(column, frame, len(found.effects), EXAMPLES)
        set_tip(frame, str(reach.text.path))
        return frame

    def _unshown(self, item: Item) -> QWidget:
        frame, column = card(self)
        left = len(item.elsewhere) - DOCUMENTS
        column.addWidget(plain_label(fill(MORE_DOCUMENTS, (("count", str(left)),), self._tr), frame, role="muted"))
        return frame

    def _kwic(self, effect: Effect, frame: QFrame) -> QWidget:
        """The place in its words: what is struck out goes, what is underlined comes."""
        start = f"{effect.passage.segment}   …{effect.left}".replace("\n", " ")
        gone, new = looks(self.theme)
        text = start + effect.hit
        marked = [Stretch(len(start), len(text), gone if effect.fix else _shown(self.theme))]
        if effect.fix:
            marked.append(Stretch(len(text), len(text) + len(effect.fix), new))
            text += effect.fix
        return MarkedText(f"{text}{effect.right}…".replace("\n", " "), marked, self.theme.text, frame)

    def _counts(self, said: Suggestion) -> QWidget:
        frame, column = card(self)
        column.addWidget(plain_label(self._tr("Evidence"), frame, role="title"))
        back = sum(piece.reversed for piece in said.evidence)
        numbers = (
            ("edits", str(len(said.evidence) - back)),
            ("documents", str(said.documents)),
            ("translators", ", ".join(said.translators) or "—"),
        )
        column.addWidget(plain_label(fill(COUNTS, numbers, self._tr), frame, wrap=True))
        if back:
            column.addWidget(plain_label(fill(REVERSED, (("count", str(back)),), self._tr), frame, role="bad"))
        if said.competing:
            listed = ", ".join(f"“{text}” × {count}" for text, count in said.competing)
            column.addWidget(plain_label(fill(COMPETING, (("list", listed),), self._tr), frame, wrap=True))
        return frame

    def _pair(self, piece: Evidence) -> QWidget:
        frame, column = card(self)
        said = " · ".join(part for part in (piece.document, piece.segment, piece.translator, day(piece.time)) if part)
        column.addWidget(plain_label(said, frame, role="muted", wrap=True))
        if piece.source:
            column.addWidget(plain_label(piece.source, frame, wrap=True))
        text, marked = stretches(piece.before, piece.after, self.theme)
        column.addWidget(MarkedText(text, marked, self.theme.text, frame))
        if piece.reversed:
            column.addWidget(plain_label(self._tr(TAKEN_BACK), frame, role="bad"))
        return frame

    def _comments(self, detail: Detail) -> QWidget:
        return remarks_card(self, detail.comments, self._tr, self.answering.emit)

    def _past(self, detail: Detail) -> QWidget:
        frame, column = card(self)
        column.addWidget(plain_label(self._tr("History"), frame, role="title"))
        for entry in detail.history:
            who = self._tr(ITSELF) if entry.who == SYSTEM else f"{entry.who} ({entry.role})"
            said, (why, changes) = f"{day(entry.time)}  {who}: {entry.what}", read(entry.why)
            column.addWidget(plain_label(f"{said}: {why}" if why else said, frame, role="muted", wrap=True))
            if changes:
                column.addWidget(changes_card(frame, "", changes, self.theme, self._tr))
        return frame

    def _row(self, column: QVBoxLayout, frame: QFrame, title: str, text: str) -> None:
        name = plain_label(title, frame, role="muted")
        name.setFixedWidth(110)
        column.addLayout(line(name, plain_label(text, frame, wrap=True), stretch_last=True))

    def _rest(self, column: QVBoxLayout, frame: QFrame, count: int, most: int = MOST) -> None:
        if count > most:
            more = fill(MORE, (("count", str(count - most)),), self._tr)
            column.addWidget(plain_label(more, frame, role="muted"))


def by_places(reaches: Sequence[Reach]) -> list[Reach]:
    """Documents in which most would change first, what was delivered after the project it came from."""
    return sorted(reaches, key=lambda r: (-len(r.impact.effects), str(r.text.path), r.text.delivered is not None))


def _numbers(found: Impact) -> tuple[tuple[str, str], ...]:
    return (
        ("segments", str(found.segments)),
        ("flags", str(len(found.of(EffectKind.FLAGS)))),
        ("fixes", str(len(found.fixes))),
        ("silences", str(len(found.of(EffectKind.SILENCES)))),
    )


def _shown(theme: Theme) -> QTextCharFormat:
    """How words look that are pointed at."""
    look = QTextCharFormat()
    look.setForeground(QColor(theme.critical))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    return look
