"""The termbase as the program uses it: one object over a file or a server; every verb asks who may, and is recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from glossary.model import Concept
from glossary.proposals import AuditEntry, Comment, Decision, Release, Role, State, Suggestion
from glossary.standing import Demotion, Lowered, Sighting, Standing
from glossary.store import demoting, importing, laying, many, places, preparing, reading, releasing, schema, trail
from glossary.store.embedded import EmbeddedDoor
from glossary.store.faults import Cancelled, NotAllowed, NotPossible, Stale, StoreError, Unreachable
from glossary.store.importing import Asked, ImportReport, Progress
from glossary.store.lanes import DEADLINE, Lane, Work, lane_of
from glossary.store.reading import Held
from glossary.store.releasing import Build
from glossary.store.requests import Request, request_of
from glossary.store.rows import StoredConcept, text_of
from glossary.store.server import ServerDoor
from glossary.store.trail import AuditCheck

Seed = Callable[[], Iterable[Concept]]

Door = EmbeddedDoor | ServerDoor

BUILT_IN = "built-in"


def no_seed() -> tuple[Concept, ...]:
    """A termbase that begins empty."""
    return ()


class TermbaseStore:
    """An open termbase. `enforced` says whether a server holds people to their roles; a file cannot."""

    def __init__(self, place: places.Place, lane: Lane, door: Door) -> None:
        self.place = place
        self._lane = lane
        self._door = door
        self._unsettled: tuple[Request, Work[str]] | None = None

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        who: str = "",
        role: Role = Role.LEAD,
        seed: Seed = no_seed,
        deadline: float = DEADLINE,
    ) -> TermbaseStore:
        """Open a termbase: a path, or `postgresql://USER@HOST/DATABASE`.

        A file that is not there is made, with the concepts of `seed` approved. `who` and `role` are what the person
        has set and count for a file only; a server knows them itself.
        """
        place = places.place_of(where)
        engine = places.engine_of(place)
        with contextlib.ExitStack() as undo:
            lane = lane_of(engine, place, deadline)
            undo.callback(lane.close)
            door = _open_file(place, lane, who, role, seed) if place.embedded else lane.run(_open_server)
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
    def warnings(self) -> tuple[str, ...]:
        """What the person should know about this termbase before working with it."""
        return self._door.warnings

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
        return self._lane.run(lambda c: tuple(stored.concept for stored in reading.stored_concepts(c)), patient=True)

    def waiting(self) -> tuple[StoredConcept, ...]:
        """What imports brought and nobody has approved."""
        return self._lane.run(lambda c: tuple(reading.stored_concepts(c, approved=False)), patient=True)

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
        return self._lane.run(lambda c: list(trail.entries(c)), patient=True)

    def check_audit(self) -> AuditCheck:
        """Follow the chain of the audit trail from its beginning."""
        return self._lane.run(trail.check, patient=True)

    def statistics(self) -> dict[str, Standing]:
        """At how many places each rule was shown, accepted and dismissed."""
        return self._lane.run(reading.statistics)

    def lowered(self) -> list[Lowered]:
        """The rules that were lowered for their counts and not restored, the last one first."""
        return self._lane.run(reading.lowered)

    def releases(self) -> list[Release]:
        """All releases, oldest first."""
        return self._lane.run(reading.releases)

    def release(self, label: str) -> tuple[Concept, ...]:
        """The concepts of a release, by id, as they were then. NotPossible if there is none of this label."""
        return self._lane.run(lambda c: reading.released_concepts(c, reading.release_number(c, label)), patient=True)

    def held(self, id_: str) -> list[Held]:
        """The states in which an entry stands in releases, the oldest first."""
        return self._lane.run(lambda c: reading.held(c, id_))

    def export(self, *, approved: bool | None = True) -> Iterator[Concept]:
        """The concepts, a page at a time, however many; Stale at the end if the termbase was changed meanwhile."""
        began = self._lane.run(trail.last_sequence)
        last = ""
        while page := self._lane.run(lambda c, after=last: reading.page(c, after, approved=approved)):  # type: ignore[misc]
            yield from (stored.concept for stored in page)
            last = page[-1].concept.id
        if self._lane.run(trail.last_sequence) != began:
            raise Stale("The termbase was changed while it was being exported. Export it once more.")

    # Changing. A request names a wish: sent again after an unknown outcome, it is answered and not done twice.

    def suggest(self, suggestion: Suggestion, *, base: int | None = None, request: str = "") -> Suggestion:
        """Keep a new suggestion of this person, as a draft or proposed; what it would put into force is fixed.

        `base` is the version of the entry it was written on (0: there was none): Stale if it is another by now.
        """
        self._require(Role.TRANSLATOR)
        if suggestion.state not in (State.DRAFT, State.PROPOSED):
            raise NotPossible("A suggestion begins as a draft or as proposed, not as {state}.", state=suggestion.state)
        wish = request_of(request, "suggest", suggestion)
        fresh = replace(suggestion, author=self.who, version=1, writers=(), approvals=(), reviewer="", target="")

        def work(connection: Connection) -> str:
            preparing.refuse_rejected(connection, fresh)
            preparing.refuse_stale(connection, fresh, base)
            return self._door.suggest(connection, wish, preparing.prepared(connection, fresh))

        return self.suggestion(msgspec.json.decode(self._once(wish, work))[0])

    def decide(self, after: Suggestion, decision: Decision, *, base: int | None = None, request: str = "") -> Decision:
        """Keep a decision that review has worked out, with the suggestion as it is `after` it; it is checked once more.

        The wording of `after` counts for an edit or answer alone. What approval puts into force is what was fixed
        when the wording was kept; `base` is as in `suggest`. Stale, NotAllowed or NotPossible say why not.
        """
        self._require(Role.TRANSLATOR)
        own = replace(decision, who=self.who, role=self.role)
        wish = request_of(request, "decide", [after, replace(own, time=0.0)])

        def work(connection: Connection) -> str:
            preparing.refuse_stale(connection, after, base)
            before, row, force = preparing.decided(connection, after, own)
            return self._door.decide(connection, wish, before, row, own, force)

        return msgspec.json.decode(self._once(wish, work), type=Decision)

    def decide_all(self, wishes: many.Wishes) -> dict[str, str]:
        """Keep the decisions on many suggestions, each as it is after them, in one transaction.

        Says by id, in a sentence, which were refused: somebody was faster, or the rules of review forbid it.
        """
        self._require(Role.TRANSLATOR)
        return self._lane.run(lambda c: many.decide_all(c, self._door, wishes, self.place.name), patient=True)

    def comment(self, comment: Comment, *, request: str = "") -> Comment:
        """Add a remark to a suggestion, concept, term or occurrence."""
        self._require(Role.TRANSLATOR)
        wish = request_of(request, "comment", comment)
        own = replace(comment, author=self.who)
        answer = self._once(wish, lambda c: self._door.comment(c, wish, own))
        return msgspec.json.decode(answer, type=Comment)

    def see(self, sightings: Sequence[Sighting]) -> tuple[Demotion, ...]:
        """Count what a person has seen of rules and made of it; rules that fail by it are lowered and brought back.

        A place counts once, however often it is told; its last reaction counts. Needs no request for that reason.
        """
        self._require(Role.TRANSLATOR)

        def work(connection: Connection) -> tuple[Demotion, ...]:
            self._door.see(connection, sightings)
            return demoting.demote_failing(connection, self._door, {s.rule for s in sightings})

        return self._lane.run(work) if sightings else ()

    def import_concepts(
        self,
        concepts: Iterable[Concept],
        *,
        label: str,
        progress: Progress = importing.no_progress,
        cancelled: Asked = importing.never,
        request: str = "",
        proposals: Sequence[Suggestion] = (),
    ) -> ImportReport:
        """Bring concepts in, all or none of them, approving none; known entries are left out and counted.

        `proposals` are kept as suggestions of this person in the same transaction. `progress` is told how many have
        been taken in; `cancelled` is asked all the time (Cancelled, nothing kept).
        """
        self._require(Role.REVIEWER)
        wish = request_of(request, "import", label)

        def work(connection: Connection) -> str:
            taken = importing.batches(concepts, progress, cancelled)
            answer = self._door.bring_in(connection, wish, label, taken, cancelled)
            for number, proposal in enumerate(proposals):
                if cancelled():
                    raise Cancelled("The import was stopped; nothing of it has been kept.")
                own = replace(proposal, author=self.who, version=1, writers=(), approvals=(), reviewer="", target="")
                part = request_of(f"{wish.id}.{number}", "suggest", proposal)
                self._door.suggest(connection, part, preparing.prepared(connection, own))
            return answer

        report = msgspec.json.decode(self._once(wish, work, patient=True), type=ImportReport)
        return replace(report, proposed=len(proposals))

    def make_release(self, build: Build = releasing.standard, *, request: str = "") -> Release:
        """Release the approved concepts as the next `YYYY.n`; `build` works the release out of what it holds.

        ReleaseError of `build` and Stale (the termbase was changed meanwhile) leave everything as it was.
        """
        self._require(Role.REVIEWER)
        wish = request_of(request, "release", "")

        def work(connection: Connection) -> str:
            material = releasing.material(connection, self.who)
            row = releasing.row_of(material, build(material))
            return self._door.release(connection, wish, row, material.sequence)

        label = msgspec.json.decode(self._once(wish, work, patient=True), type=str)
        return next(release for release in self.releases() if release.label == label)

    # How it is done

    def _require(self, needed: Role) -> None:
        if not self.role.may(needed):
            raise NotAllowed(
                "This needs the role {needed}; yours is {role}. Ask a {needed}.", needed=needed, role=self.role
            )

    def settle(self) -> bool:
        """Ask again for the change whose outcome is unknown since the server was lost; whether there was one.

        It is answered if it took then, and done now if it did not. The error says why it can no longer be done.
        """
        if self._unsettled is None:
            self._lane.run(reading.releases)
            return False
        wish, work = self._unsettled
        self._once(wish, work)
        return True

    def _once(self, wish: Request, work: Work[str], *, patient: bool = False) -> str:
        """The answer a request got before, or that of the work."""

        def asked(connection: Connection) -> str:
            known = self._door.answered(connection, wish)
            return work(connection) if known is None else known

        self._unsettled = None
        try:
            return self._lane.run(asked, patient=patient)
        except Unreachable:
            if not patient:
                self._unsettled = (wish, work)
            raise


def _open_server(connection: Connection) -> Door:
    """The door to a server. StoreError if its termbase is not of today's schema."""
    laying.require_head(connection)
    return ServerDoor.of(connection)


def _open_file(place: places.Place, lane: Lane, who: str, role: Role, seed: Seed) -> Door:
    """Make the file if it is not there, and bring its schema to today's."""
    door = EmbeddedDoor(who or "somebody", role)
    try:
        place.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            "{place}: its folder cannot be made ({error}).", place=place.name, error=error.strerror
        ) from error

    def work(connection: Connection) -> None:
        new = not places.is_termbase(connection)
        laying.bring_to_head(connection)
        if new:
            report = importing.write_seed(connection, seed(), author=BUILT_IN)
            if report.concepts:
                door.begin(connection, BUILT_IN, text_of(report))

    lane.run(work, patient=True)
    return door
