"""What a check is: a description, what it sees, and the run that keeps one finding per fault."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise

from editor.core.model import Finding, Mode, Segment, SegmentId, Severity, Side
from editor.core.placeables import bare_segment, restore
from editor.core.reckoning import Account, settle
from editor.core.tokens import Token, quoted_ranges, token_texts, tokenize_english
from glossary.matching import Matcher, Occurrence, Verdict

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Needs(StrEnum):
    """Whether a check works on the translation alone."""

    TARGET = "n"
    SOURCE = "y"
    EITHER = "+"


@dataclass(frozen=True, slots=True)
class Profile:
    """What kind of text is checked: name of the register, and the year no date may exceed by more than one."""

    name: str = "court-news"
    year: int = 2026
    house: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SegmentView:
    """One segment as checks see it, without its tags; what is derived is computed once.

    `tagged` is the segment with them: what a check with `tags` looks at, and what the places of findings count in.
    """

    segment: Segment
    position: int
    mode: Mode
    profile: Profile
    matcher: Matcher
    tagged: Segment

    @cached_property
    def source(self) -> str:
        """The Chinese; empty in monolingual mode."""
        return self.segment.source

    @cached_property
    def target(self) -> str:
        """The translation as it is now."""
        return self.segment.target

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and marks of the target with their spans."""
        return tokenize_english(self.target)

    @cached_property
    def token_texts(self) -> tuple[str, ...]:
        """The texts of those tokens that are no marks."""
        return tuple(token_texts(self.target))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words of the target in lower case, without spans: what a check asks first whether it has work here."""
        return tuple(_WORD.findall(self.target.lower()))

    @cached_property
    def word_pairs(self) -> tuple[tuple[str, str], ...]:
        """Each word with the next one, marks between them or not."""
        return tuple(pairwise(self.words))

    @cached_property
    def pair_set(self) -> frozenset[tuple[str, str]]:
        """The different ones of `word_pairs`."""
        return frozenset(self.word_pairs)

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Spans of the target inside quotation marks."""
        return quoted_ranges(self.target)

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """What the glossary says about this segment."""
        return self.matcher.occurrences(self.source, self.target, profile=self.profile.name)

    @cached_property
    def account(self) -> Account:
        """Which number of the source is which of the translation."""
        return settle(self.source, self.target)

    @cached_property
    def bad(self) -> tuple[Occurrence, ...]:
        """The known bad renderings among the occurrences: each has a rule and a place in the target."""
        return tuple(
            o for o in self.occurrences if o.verdict is Verdict.BAD and o.rule is not None and o.target is not None
        )

    def quoted(self, start: int, end: int) -> bool:
        """Whether `[start, end)` of the target lies inside quotation marks."""
        return any(a <= start and end <= b for a, b in self.quotes)


@dataclass(frozen=True)
class DocumentView:
    """All segments as document-wide checks see them."""

    views: Sequence[SegmentView]
    mode: Mode
    profile: Profile
    matcher: Matcher

    @cached_property
    def by_id(self) -> dict[SegmentId, SegmentView]:
        """Views by segment id."""
        return {view.segment.id: view for view in self.views}


SegmentRun = Callable[[SegmentView], Iterator[Finding]]
DocumentRun = Callable[[DocumentView], Iterator[Finding]]
# Findings of one segment with what they are worth, given its source and target.
Weigh = Callable[[Iterable[Finding], str, str], list[Finding]]
# The findings of a document with its number of characters, those that are too many to paint listed only.
Limit = Callable[[Sequence[Finding], int], list[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: who it is, what it needs, how grave its findings are, and the function that runs it.

    At least one of `segment` and `document` is set (F01 looks into segments and between them).
    `title` and `explanation` are gettext ids; the explanation says in
    two or three sentences why it matters and what to do. `replaces` names checks whose findings inside this one's
    span are dropped: one fault, one finding. `painted` false: listed, not marked in the text. `tags`: it looks at the
    segment with its tags, and its places count in that. `yields`: its findings go where a finding of any other check
    touches them.
    """

    id: str
    title: str
    explanation: str
    needs: Needs
    severity: Severity
    segment: SegmentRun | None = None
    document: DocumentRun | None = None
    replaces: tuple[str, ...] = ()
    painted: bool = True
    default: bool = True
    tags: bool = False
    yields: bool = False


@dataclass(frozen=True)
class CheckSet:
    """The checks that are on, and the run over a document or one segment.

    `weigh` says how far each finding is to be believed, `limit` which of a document are painted; without them findings
    stay as the checks made them.
    """

    checks: tuple[Check, ...]
    matcher: Matcher
    profile: Profile = field(default_factory=Profile)
    weigh: Weigh | None = None
    limit: Limit | None = None

    def check_document(self, segments: Sequence[Segment], mode: Mode) -> list[Finding]:
        """All findings, in the order of the document, one per fault."""
        views = [self.view(segment, n, mode) for n, segment in enumerate(segments)]
        found = [f for view in views for f in self._of_segment(view)]
        found += self.check_whole(views, mode)
        arranged = arrange(found, views, self.checks)
        return self.limit(arranged, sum(len(s.target) for s in segments)) if self.limit else arranged

    def check_segment(self, segment: Segment, position: int, mode: Mode) -> list[Finding]:
        """Findings of the segment-wide checks for one segment (document-wide ones need the document)."""
        return self.check_view(self.view(segment, position, mode))

    def check_view(self, view: SegmentView) -> list[Finding]:
        """Findings of the segment-wide checks for a view that is there already."""
        return arrange(self._of_segment(view), [view], self.checks)

    def check_whole(self, views: Sequence[SegmentView], mode: Mode) -> list[Finding]:
        """Findings of the document-wide checks."""
        document = DocumentView(views, mode, self.profile, self.matcher)
        found = [f for c in self.applicable(mode) if c.document for f in c.document(document)]
        found = self._weighed_whole(found, document)
        tagged = {view.segment.id: view.tagged for view in views if view.tagged is not view.segment}
        return [restore(f, tagged) for f in found] if tagged else found

    def _weighed_whole(self, found: list[Finding], document: DocumentView) -> list[Finding]:
        if self.weigh is None:
            return found
        by: dict[SegmentId, list[Finding]] = {}
        for finding in found:
            by.setdefault(finding.segment, []).append(finding)
        views = ((document.by_id[segment], here) for segment, here in by.items())
        return [f for view, here in views for f in self.weigh(here, view.source, view.target)]

    def view(self, segment: Segment, position: int, mode: Mode) -> SegmentView:
        """The segment as checks see it."""
        return SegmentView(bare_segment(segment), position, mode, self.profile, self.matcher, segment)

    def applicable(self, mode: Mode) -> Iterator[Check]:
        """Checks that can say something in this mode."""
        return (c for c in self.checks if mode is Mode.BILINGUAL or c.needs is not Needs.SOURCE)

    @cached_property
    def _runs(self) -> dict[Mode, tuple[SegmentRun, ...]]:
        return {mode: tuple(c.segment for c in self.applicable(mode) if c.segment and not c.tags) for mode in Mode}

    @cached_property
    def _tag_runs(self) -> tuple[SegmentRun, ...]:
        return tuple(c.segment for c in self.checks if c.segment and c.tags)

    def _of_segment(self, view: SegmentView) -> list[Finding]:
        found = [f for run in self._runs[view.mode] for f in run(view)]
        if self.weigh is not None:
            found = self.weigh(found, view.source, view.target)
        if view.tagged is view.segment:
            return found
        tagged = {view.segment.id: view.tagged}
        return [*(restore(f, tagged) for f in found), *(f for run in self._tag_runs for f in run(view))]


def arrange(found: Iterable[Finding], views: Sequence[SegmentView], checks: Sequence[Check]) -> list[Finding]:
    """Drop findings that a graver or more telling one covers, and sort by place.

    A finding goes when a finding of a check that `replaces` its check covers its span, or when an equal one stands.
    """
    order = {view.segment.id: view.position for view in views}
    texts = {view.segment.id: view.tagged.target for view in views}
    replaces = {c.id: c.replaces for c in checks}
    yielding = frozenset(c.id for c in checks if c.yields)
    by_place: dict[tuple[SegmentId, Side], list[Finding]] = {}
    for finding in dict.fromkeys(found):
        side = Side.TARGET if finding.side is Side.DOCUMENT else finding.side
        seen = finding if finding.seen else replace(finding, seen=texts.get(finding.segment, ""))
        by_place.setdefault((finding.segment, side), []).append(seen)
    kept: list[Finding] = []
    for here in by_place.values():
        shadows = _shadows(here, replaces)
        standing = [f for f in here if f.check not in shadows or not shadows[f.check].covers(f)]
        kept += without_touched(standing, yielding)
    return sorted(kept, key=lambda f: (order.get(f.segment, 0), f.side is Side.SOURCE, f.start, f.end, f.check))


def without_touched(found: Sequence[Finding], yielding: frozenset[str]) -> list[Finding]:
    """Findings of one place without those of yielding checks that a finding of another check touches."""
    firm = [f for f in found if f.check not in yielding]
    if len(firm) == len(found):
        return firm
    return [f for f in found if f.check not in yielding or not any(f.start < o.end and o.start < f.end for o in firm)]


@dataclass(frozen=True, slots=True)
class _Shadow:
    """Spans under which the findings of one check are dropped: their starts in order, and the farthest end so far."""

    starts: list[int]
    ends: list[int]

    def covers(self, finding: Finding) -> bool:
        """Whether one of the spans covers the finding's."""
        before = bisect_right(self.starts, finding.start)
        return before > 0 and finding.end <= self.ends[before - 1]


def _shadows(found: Sequence[Finding], replaces: Mapping[str, tuple[str, ...]]) -> dict[str, _Shadow]:
    """The shadow over each check that a finding here replaces."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in found:
        for check in replaces.get(finding.check, ()):
            spans.setdefault(check, []).append((finding.start, finding.end))
    return {
        check: _Shadow([start for start, _ in sorted(mine)], list(accumulate((end for _, end in sorted(mine)), max)))
        for check, mine in spans.items()
    }
