"""What can be done with findings: fix, fix the others like it, dismiss, open again, go to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from editor.core.fixing import follow
from editor.core.model import Finding, Fix, Segment, SegmentId
from editor.errors import ZhubiError
from editor.gui.actions import Actions
from editor.gui.desk import Desk
from editor.gui.models.finding_book import alike
from editor.i18n import Translate, fill, mark
from editor.settings import OFFER_MORE, Settings

ROUND_END = mark("The end of the document was passed; this is the first finding.")
ROUND_START = mark("The beginning of the document was passed; this is the last finding.")
ONLY = mark("This is the only open finding.")
Pairs = list[tuple[Finding, Fix]]


class FindingCommands:
    """Commands on the finding a person is at. `ask_more` shows a list of further places and brings back the ticked
    ones; `ask_reason` brings back why a finding is dismissed, empty to leave it open."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        tr: Translate,
        ask_more: Callable[[Desk, Pairs], Pairs],
        ask_reason: Callable[[Finding], str],
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._tr = tr
        self._ask_more = ask_more
        self._ask_reason = ask_reason

    def connect(self, actions: Actions) -> None:
        """Be what the actions do."""
        actions.on("finding.fix", self.fix_here)
        actions.on("finding.dismiss", self.dismiss_here)
        actions.on("finding.reopen", self.reopen_here)
        actions.on("finding.safe", self.fix_safe)
        actions.on("go.next_finding", lambda: self.go(1))
        actions.on("go.previous_finding", lambda: self.go(-1))

    def go(self, step: int) -> None:
        """Go to the next or previous finding."""
        row, before = self._desk.row, self._desk.finding
        if self._desk.next_finding(step):
            self._say_round(step, row, before)
        else:
            busy = self._desk.session.checking.busy
            nothing = mark("The document is still being checked.") if busy else mark("No finding is open.")
            self._desk.notice.emit(self._tr(nothing))

    def _say_round(self, step: int, row: int, before: Finding | None) -> None:
        """Say when the way to the next finding led round the end of the document."""
        now = self._desk.finding
        if now is None or before is None:
            round_ = (self._desk.row - row) * step < 0
        elif now == before:
            self._desk.notice.emit(self._tr(ONLY))
            return
        else:
            here = list(self._desk.session.open_findings(now.segment))
            places = [here.index(f) if f in here else 0 for f in (before, now)]
            round_ = ((self._desk.row - row) or (places[1] - places[0])) * step < 0
        if round_:
            self._desk.notice.emit(self._tr(ROUND_END if step > 0 else ROUND_START))

    def fix_here(self) -> None:
        """Apply the first fix of the finding at the cursor."""
        self._desk.settle()
        finding = self._desk.finding_here(fixable=True)
        if finding is None:
            self._desk.notice.emit(self._tr(mark("No fix at the cursor; F8 goes to the next finding.")))
            return
        self.fix(finding, finding.fixes[0])

    def fix(self, finding: Finding, fix: Fix) -> None:
        """Apply a fix as one step, then offer the others like it."""
        self._desk.settle()
        project = self._desk.session.project
        before = project.segment(finding.segment).target
        others = self.alike(finding, fix, before) if self._settings[OFFER_MORE] else []
        try:
            applied = project.fix_many([(finding, fix)])
        except ZhubiError as error:
            self._desk.notice.emit(str(error))
            return
        if not applied:
            self._desk.notice.emit(self._tr(mark("The text has changed since; the fix does not fit any more.")))
            return
        # Nothing said of an earlier fix may be read as said of this one.
        self._desk.notice.emit("")
        self._desk.show_segment(finding.segment, fix.start + len(fix.text))
        standing = self._where_they_stand(others)
        if standing:
            chosen = self._ask_more(self._desk, standing)
            if chosen:
                self._say_fixed(project.fix_many(chosen))

    def _where_they_stand(self, pairs: Pairs) -> Pairs:
        """The pairs after a change: those in the changed segment have moved, or are gone."""
        project = self._desk.session.project
        moved = [(follow(finding, project.segment(finding.segment).target), finding, fix) for finding, fix in pairs]
        return [(now, now.fixes[then.fixes.index(fix)]) for now, then, fix in moved if now is not None]

    def alike(self, finding: Finding, fix: Fix, target: str) -> Pairs:
        """The same fix at other places: same check and rule, same words, same replacement, still open."""
        wanted = alike(finding, fix, target[fix.start : fix.end])
        found: Pairs = []
        session = self._desk.session
        for segment in self._in_order(session.checking.book.with_fix(wanted)):
            for other in session.open_findings(segment.id):
                if other == finding:
                    continue
                for theirs in other.fixes:
                    if alike(other, theirs, segment.target[theirs.start : theirs.end]) == wanted:
                        found.append((other, theirs))
                        break
        return found

    def _in_order(self, segments: Iterable[SegmentId]) -> list[Segment]:
        project = self._desk.session.project
        return [project.segment(id_) for id_ in sorted(segments, key=project.index)]

    def fix_safe(self) -> None:
        """Apply every fix that changes form only, as one step."""
        self._desk.settle()
        session = self._desk.session
        pairs: Pairs = [
            (finding, fix)
            for segment in self._in_order(session.checking.book.with_open)
            for finding in session.open_findings(segment.id)
            for fix in finding.fixes[:1]
            if fix.safe
        ]
        self._say_fixed(session.project.fix_many(pairs) if pairs else 0)

    def dismiss_here(self) -> None:
        """Dismiss the finding at the cursor."""
        self._desk.settle()
        finding = self._desk.finding_here()
        if finding is None:
            self._desk.notice.emit(self._tr(mark("No finding is open here.")))
            return
        self.dismiss(finding)

    def dismiss(self, finding: Finding) -> None:
        """Ask for a reason and dismiss."""
        self._desk.settle()
        reason = self._ask_reason(finding)
        if reason:
            self._desk.session.project.dismiss(finding, reason)

    def reopen(self, finding: Finding) -> None:
        """Open a dismissed finding again."""
        self._desk.settle()
        self._desk.session.project.reopen(finding)

    def reopen_here(self) -> None:
        """Open the first dismissed finding of the segment again."""
        segment = self._desk.segment
        dismissed = [e.finding for e in self._desk.session.entries(segment.id) if not e.open] if segment else []
        if dismissed:
            self.reopen(dismissed[0])
        else:
            self._desk.notice.emit(self._tr(mark("No finding of this segment has been dismissed.")))

    def _say_fixed(self, count: int) -> None:
        self._desk.notice.emit(fill(mark("Places repaired: {count}"), (("count", str(count)),), self._tr))
