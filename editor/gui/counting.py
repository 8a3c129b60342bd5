"""Which findings of glossary rules a person has seen, and what came of them; told to the termbase a little later."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.events import SegmentsChanged
from editor.core.model import Finding, SegmentId
from editor.counting import Counted, Place, count, place_in, sighting
from editor.gui.desk import Desk
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from glossary.proposals import Role
from glossary.standing import Reaction

log = logging.getLogger(__name__)
# A row that a person stays in so long has been seen; one that was passed through has not.
DWELL_MS = 1_000
TELL_MS = 3_000

Spot = tuple[str, str]


class Sightings(QObject):
    """Watches the desk and tells the termbase what was seen; `counted` brings what that led to.

    Seen is what stands in the row a person works in for a second, a finding that is gone to, and whatever is repaired
    or dismissed. A repair taken back is seen, and no longer accepted.
    """

    counted = Signal(object)

    def __init__(self, desk: Desk, termbase: Termbase, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self._termbase = termbase
        self._there: dict[SegmentId, dict[Spot, tuple[Place, str]]] = {}
        self._gone: dict[SegmentId, dict[Spot, Place]] = {}
        self._seen: dict[SegmentId, dict[Spot, Reaction | None]] = {}
        self._waiting: dict[tuple[SegmentId, Spot], tuple[Place, Reaction]] = {}
        self._in_row: SegmentId | None = None
        self._refused = False
        self._stay = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._stay.timeout.connect(self._stayed)
        self._tell = QTimer(self, singleShot=True, interval=TELL_MS)
        self._tell.timeout.connect(self.tell)
        desk.segment_changed.connect(self._arrived)
        desk.finding_changed.connect(self._opened)
        self._session.findings_changed.connect(self._looked_again)
        self._end = self._session.project.events.subscribe(SegmentsChanged, self._changed)

    def stop(self) -> None:
        """Tell what is left and watch no longer."""
        self._end()
        self._stay.stop()
        self.tell()

    def tell(self) -> None:
        """Tell the termbase what waits; if it cannot be told, that is lost, and nothing else."""
        self._tell.stop()
        waiting, self._waiting = self._waiting, {}
        if not waiting or not self._termbase.role.may(Role.TRANSLATOR):
            return
        document = self._session.project.document.id
        told = [sighting(document, id_, place, reaction) for (id_, _spot), (place, reaction) in waiting.items()]
        self._termbase.ask(lambda store: count(store, told), self._was_counted, failed=self._not_counted)

    # What a person does

    def _arrived(self, segment: SegmentId) -> None:
        self._in_row = None
        self._stay.start()

    def _stayed(self) -> None:
        segment = self._desk.segment
        if segment is not None:
            self._in_row = segment.id
            self._see(segment.id, self._there.get(segment.id, ()))

    def _opened(self, finding: Finding | None) -> None:
        place = place_in(finding) if finding is not None else None
        if finding is not None and place is not None:
            self._see(finding.segment, ((place.rule, place.text),))

    def _changed(self, event: SegmentsChanged) -> None:
        """After a change of texts or dismissals; what the checks say of it is known already."""
        acted = event.kind in ("fix", "dismiss")
        for segment in event.segments:
            if acted:
                self._acted(segment)
            self._weigh(segment)

    def _acted(self, segment: SegmentId) -> None:
        target = self._target(segment)
        done = [spot for spot, (_place, reason) in self._there.get(segment, {}).items() if reason]
        done += [spot for spot, place in self._gone.get(segment, {}).items() if place.accepted(target)]
        self._see(segment, done)

    def _looked_again(self, segments: Iterable[SegmentId]) -> None:
        """Take over what the checks say of segments now."""
        for segment in segments:
            before = self._there.get(segment, {})
            now: dict[Spot, tuple[Place, str]] = {}
            for entry in self._session.entries(segment):
                place = place_in(entry.finding)
                if place is not None:
                    spot = (place.rule, place.text)
                    # The sentence as it was first seen tells what a repair has changed in it.
                    now[spot] = (before[spot][0] if spot in before else place, entry.reason)
            if not before and not now:
                continue
            gone = self._gone.setdefault(segment, {})
            gone.update((spot, place) for spot, (place, _reason) in before.items() if spot not in now)
            for spot in now.keys() & gone.keys():
                del gone[spot]
            self._there[segment] = now
            if segment == self._in_row:
                self._see(segment, now)
            self._weigh(segment)

    # What came of it

    def _see(self, segment: SegmentId, spots: Iterable[Spot]) -> None:
        seen = self._seen.setdefault(segment, {})
        new = [spot for spot in spots if spot not in seen]
        seen.update(dict.fromkeys(new))
        if new:
            self._weigh(segment)

    def _weigh(self, segment: SegmentId) -> None:
        """Find out what came of all that was seen in a segment, and tell what is new."""
        there, gone, target = self._there.get(segment, {}), self._gone.get(segment, {}), self._target(segment)
        for spot, told in self._seen.get(segment, {}).items():
            if spot in there:
                place, reason = there[spot]
                reaction = Reaction.DISMISSED if reason else Reaction.SHOWN
            elif spot in gone:
                place = gone[spot]
                accepted = place.accepted(target)
                reaction = Reaction.ACCEPTED if accepted else told or Reaction.SHOWN
            else:
                continue
            if reaction is not told:
                self._seen[segment][spot] = reaction
                self._waiting[segment, spot] = (place, reaction)
                if not self._tell.isActive():
                    self._tell.start()

    def _target(self, segment: SegmentId) -> str:
        """The sentence as it is now; empty where it is no more."""
        try:
            return self._session.project.segment(segment).target
        except KeyError:
            return ""

    def _was_counted(self, counted: Counted) -> None:
        self.counted.emit(counted)

    def _not_counted(self, error: Mendable) -> None:
        if not self._refused:
            self._refused = True
            log.info("what people make of rules is not counted: %s", error)
