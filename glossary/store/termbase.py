"""The termbase as the program uses it: one object over a file or a server; every verb asks who may, and is recorded."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
from sqlalchemy import Connection, func, select

from glossary.model import Concept
from glossary.proposals import AuditEntry, Comment, Decision, Release, Role, State, Suggestion
from glossary.store import importing, laying, places, reading, schema, trail
from glossary.store.embedded import EmbeddedDoor, Request
from glossary.store.faults import NotAllowed, NotPossible, Stale
from glossary.store.importing import Asked, ImportReport, Progress
from glossary.store.lanes import DEADLINE, Lane, Work, lane_of
from glossary.store.reading import RuleCounts
from glossary.store.rows import StoredConcept, digest_of, text_of
from glossary.store.trail import AuditCheck

Seed = Callable[[], Iterable[Concept]]

BUILT_IN = "built-in"


def no_seed() -> tuple[Concept, ...]:
    """A termbase that begins empty."""
    return ()


class TermbaseStore:
    """An open termbase. `enforced` says whether a server holds people to their roles; a file cannot."""

    def __init__(self, place: places.Place, lane: Lane, door: EmbeddedDoor, warnings: Sequence[str] = ()) -> None:
        self.place = place
        self.warnings = tuple(warnings)
        self._lane = lane
        self._door = door

    @classmethod
    def open(cls, where: str | Path, *, who: str = "", role: Role = Role.LEAD, seed: Seed = no_seed) -> TermbaseStore:
        """Open a termbase: a path, or `postgresql://USER@HOST/DATABASE`.

        A file that is not there is made, with the concepts of `seed` approved. `who` and `role` are what the person
        has set and count for a file only; a server knows them itself.
        """
        place = places.place_of(where)
        engine = places.engine_of(place)
        with contextlib.ExitStack() as undo:
            lane = lane_of(engine, place)
            undo.callback(lane.close)
            door = EmbeddedDoor(who or "somebody", role)
            _open_file(place, lane, door, seed)
            undo.pop_all()
        return cls(place, lane, door)

    @property
    def who(self) -> str:
        """The person the audit trail will name."""
        return self._door.who

    @property
    def role(self) -> Role:
        """What the person may do."""
        return self._door.role

    @property
    def enforced(self) -> bool:
        """Whether a server holds everybody to their role; in a file the role is a setting and no protection."""
        return not self.place.embedded

    def close(self) -> None:
        """Let go of the termbase."""
        self._lane.close()

    def __enter__(self) -> TermbaseStore:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # Looking

    def concepts(self) -> tuple[Concept, ...]:
        """The approved concepts, by id."""
        return self._lane.run(lambda c: tuple(stored.concept for stored in reading.stored_concepts(c)), deadline=None)

    def waiting(self) -> tuple[StoredConcept, ...]:
        """What imports brought and nobody has approved."""
        return self._lane.run(lambda c: tuple(reading.stored_concepts(c, approved=False)), deadline=None)

    def concept(self, id_: str) -> StoredConcept | None:
        """One entry, approved or not; None if there is none."""
        return self._lane.run(lambda c: reading.stored_concept(c, id_))

    def suggestions(self, *states: State) -> list[Suggestion]:
        """Suggestions in the given states (all if none is named), oldest first; drafts of others are not among them."""
        return self._lane.run(lambda c: reading.suggestions(c, states))

    def suggestion(self, id_: str) -> Suggestion:
        """One suggestion as it stands. NotPossible if there is none."""
        return self._lane.run(lambda c: reading.suggestion(c, id_))

    def decisions(self, suggestion: str) -> list[Decision]:
        """What was decided on a suggestion, in order."""
        return self._lane.run(lambda c: reading.decisions(c, suggestion))

    def comments(self, about: str) -> list[Comment]:
        """The remarks about a suggestion or concept, oldest first."""
        return self._lane.run(lambda c: reading.comments(c, about))

    def history(self, id_: str) -> list[AuditEntry]:
        """What the audit trail says about a suggestion, concept, import or release."""
        return self._lane.run(lambda c: list(trail.entries(c, schema.audit.c.subject == id_)))

    def audit(self) -> list[AuditEntry]:
        """The whole audit trail."""
        return self._lane.run(lambda c: list(trail.entries(c)), deadline=None)

    def check_audit(self) -> AuditCheck:
        """Follow the chain of the audit trail from its beginning."""
        return self._lane.run(trail.check, deadline=None)

    def statistics(self) -> dict[str, RuleCounts]:
        """How often each rule was shown, accepted and dismissed."""
        return self._lane.run(reading.statistics)

    def releases(self) -> list[Release]:
        """All releases, oldest first."""
        return self._lane.run(reading.releases)

    def release(self, label: str) -> tuple[Concept, ...]:
        """The concepts of a release, by id, as they were then. NotPossible if there is none of this label."""
        return self._lane.run(lambda c: reading.released_concepts(c, reading.release_number(c, label)), deadline=None)

    def export(self, *, approved: bool | None = True) -> Iterator[Concept]:
        """The concepts, a page at a time, however many; Stale at the end if the termbase was changed meanwhile."""
        began = self._lane.run(_last_sequence)
        last = ""
        while page := self._lane.run(lambda c, after=last: reading.page(c, after, approved=approved)):  # type: ignore[misc]
            yield from (stored.concept for stored in page)
            last = page[-1].concept.id
        if self._lane.run(_last_sequence) != began:
            raise Stale("The termbase was changed while it was being exported. Export it once more.")

    # Changing. A request names a wish: sent again after an unknown outcome, it is answered and not done twice.

    def comment(self, comment: Comment, *, request: str = "") -> Comment:
        """Add a remark to a suggestion, concept, term or occurrence."""
        self._require(Role.TRANSLATOR)
        wish = _wish(request, "comment", comment)
        own = replace(comment, author=self.who)
        answer = self._once(wish, lambda c: self._door.comment(c, wish, own))
        return msgspec.json.decode(answer, type=Comment)

    def count(self, counts: Mapping[str, RuleCounts], *, request: str = "") -> None:
        """Add to the counts of rules how often they were shown, accepted and dismissed."""
        self._require(Role.TRANSLATOR)
        rows = [(rule, n.shown, n.accepted, n.dismissed) for rule, n in sorted(counts.items())]
        if any(number < 0 for _, *numbers in rows for number in numbers):
            raise NotPossible("Counts only grow; one of these is negative.")
        wish = _wish(request, "count", rows)
        self._once(wish, lambda c: self._door.count(c, wish, rows))

    def import_concepts(
        self,
        concepts: Iterable[Concept],
        *,
        label: str,
        progress: Progress = importing.no_progress,
        cancelled: Asked = importing.never,
        request: str = "",
    ) -> ImportReport:
        """Bring concepts in, all or none of them, approving none; known entries are left out and counted.

        `progress` is told how many have been taken in; `cancelled` is asked all the time (Cancelled, nothing kept).
        """
        self._require(Role.REVIEWER)
        wish = _wish(request, "import", label)

        def work(connection: Connection) -> str:
            taken = importing.batches(concepts, progress, cancelled)
            return self._door.bring_in(connection, wish, label, taken, cancelled)

        return msgspec.json.decode(self._once(wish, work, deadline=None), type=ImportReport)

    # How it is done

    def _require(self, needed: Role) -> None:
        if not self.role.may(needed):
            raise NotAllowed(f"This needs the role {needed}; yours is {self.role}. Ask a {needed}.")

    def _once(self, wish: Request, work: Work[str], *, deadline: float | None = DEADLINE) -> str:
        """The answer a request got before, or that of the work."""

        def asked(connection: Connection) -> str:
            known = self._door.answered(connection, wish)
            return work(connection) if known is None else known

        return self._lane.run(asked, deadline=deadline)


def _wish(request: str, verb: str, asked: object) -> Request:
    return Request(request or secrets.token_hex(16), verb, digest_of(text_of(asked)))


def _last_sequence(connection: Connection) -> int:
    found = connection.execute(select(func.max(schema.audit.c.sequence))).scalar_one()
    return int(found or 0)


def _open_file(place: places.Place, lane: Lane, door: EmbeddedDoor, seed: Seed) -> None:
    """Make the file if it is not there, and bring its schema to today's."""
    place.path.parent.mkdir(parents=True, exist_ok=True)

    def work(connection: Connection) -> None:
        new = not places.is_termbase(connection)
        laying.bring_to_head(connection)
        if new:
            report = importing.write_seed(connection, seed(), author=BUILT_IN)
            if report.concepts:
                door.begin(connection, BUILT_IN, text_of(report))

    lane.run(work, deadline=None)
