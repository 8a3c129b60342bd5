"""The life of suggestions under any sequence of steps by any persons: what must hold holds after every one of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from glossary.applying import apply_suggestion
from glossary.audit import decision_entry, first_break
from glossary.bulk import approve_all
from glossary.completeness import missing_to_approve, missing_to_submit
from glossary.conflicts import Lexicon
from glossary.errors import ReviewError
from glossary.grounds import Grounds, grounds_for
from glossary.model import Concept, Condition, TermStatus
from glossary.proposals import (
    Action,
    AuditEntry,
    Change,
    Decision,
    Origin,
    Reason,
    Role,
    State,
    Suggestion,
    SuggestionId,
)
from glossary.review import blocked_pairs, decide, edit, imported, proposers, review, transition
from glossary.twins import person_key
from glossary.validate import validate
from tests.glossary.making import concept

PEOPLE = ("wang", "li", "Wang ", "zhao", "sun")
STEPS = tuple(a for a in Action if a not in (Action.EDIT, Action.IMPORT))
CLEAN = ("The court heard a class case in May.",)
BASE = (concept("法院", "court"), concept("法治", "rule of law", politically_fixed=True))
PAIRS = (
    ("类案", ("class case",), "similar case"),
    ("類案", ("Class  case",), "similar case"),
    ("法治", ("rule by law",), "rule of law"),
    ("庭审", ("court trial",), "hearing"),
)
DECIDED = {State.APPROVED, State.RELEASED}

people = st.sampled_from(PEOPLE)
roles = st.sampled_from((*Role, Role.REVIEWER, Role.LEAD, Role.LEAD))


def plain(suggestion: Suggestion) -> tuple[str, str, str]:
    """The pair as a person sees it, whatever capitals, spaces or characters it is written in."""
    bad = " ".join(suggestion.bad[0].lower().split())
    return suggestion.zh.replace("類", "类"), bad, suggestion.en


class Life(RuleBasedStateMachine):
    """Suggestions, the glossary they change, and everything that was decided about them."""

    ids = Bundle("ids")

    @initialize()
    def begin(self) -> None:
        self.concepts: tuple[Concept, ...] = BASE
        self.held: dict[SuggestionId, Suggestion] = {}
        self.decisions: dict[SuggestionId, list[Decision]] = {}
        self.trail: list[AuditEntry] = []

    def keep(self, suggestion: Suggestion, *decisions: Decision) -> None:
        """Store what a step gave, as a termbase would."""
        self.held[suggestion.id] = suggestion
        for decision in decisions:
            self.decisions.setdefault(suggestion.id, []).append(decision)
            self.trail.append(decision_entry(self.trail[-1] if self.trail else None, decision))
        if decisions and suggestion.state in DECIDED | {State.DEPRECATED, State.SUPERSEDED}:
            self.concepts = apply_suggestion(self.concepts, suggestion)

    def rejected(self) -> frozenset[str]:
        return blocked_pairs(self.held.values())

    @rule(target=ids, who=people, pair=st.sampled_from(PAIRS), mined=st.booleans(), whole=st.booleans())
    def draft(self, who: str, pair: tuple[str, tuple[str, ...], str], mined: bool, whole: bool) -> SuggestionId:
        zh, bad, en = pair
        name = SuggestionId(f"S{len(self.held)}")
        made = Suggestion(
            name, Change.RULE, who, zh=zh, bad=bad, en=en, domain="procedure",
            origin=Origin.MINED if mined else Origin.HAND,
            example=f"{zh} => They met a {bad[0]} today.", rationale="a calque", status=TermStatus.PREFERRED,
            condition=Condition.SRC if whole else None,
        )  # fmt: skip
        made = Lexicon(self.concepts).located(made)
        self.keep(made)
        return name

    @rule(target=ids, who=people, role=roles, pair=st.sampled_from(PAIRS), state=st.sampled_from(tuple(State)))
    def bring_in(self, who: str, role: Role, pair: tuple[str, tuple[str, ...], str], state: State) -> object:
        zh, bad, en = pair
        name = SuggestionId(f"S{len(self.held)}")
        file = Suggestion(
            name, Change.RULE, "file", zh=zh, bad=bad, en=en, domain="procedure", example=f"{zh} => a {bad[0]}",
            rationale="x", condition=Condition.SRC, state=state, approvals=("li", "zhao"), status=TermStatus.PREFERRED,
        )  # fmt: skip
        try:
            made, decision = imported(file, who, role, 1.0, grounds=self.grounds(file))
        except ReviewError:
            return multiple()
        assert made.state in (State.DRAFT, State.PROPOSED)
        assert not made.approvals
        self.keep(made, decision)
        return name

    def grounds(self, suggestion: Suggestion) -> Grounds:
        return grounds_for(suggestion, self.concepts, CLEAN, rejected=self.rejected())

    @rule(name=ids, who=people, role=roles, action=st.sampled_from(STEPS), reason=st.sampled_from([None, *Reason]))
    def step(self, name: SuggestionId, who: str, role: Role, action: Action, reason: Reason | None) -> None:
        before = self.held[name]
        try:
            after, decisions = review(
                before, action, who, role, 1.0, reason=reason, comment="why", target="S0", grounds=self.grounds(before)
            )
        except ReviewError as problem:
            assert str(problem).endswith((".", "”"))
            return
        assert after.version == before.version + len(decisions)
        if action is Action.REJECT:
            assert reason is not None
        if decisions[-1].action in (Action.SUBMIT, Action.ANSWER, Action.APPROVE, Action.ENDORSE):
            refused = {plain(s) for s in self.held.values() if s.state is State.REJECTED}
            assert plain(before) not in refused
        event(f"{decisions[-1].action}: {before.state} → {after.state}")
        self.keep(after, *decisions)

    @rule(name=ids, who=people, role=roles, pair=st.sampled_from(PAIRS))
    def reword(self, name: SuggestionId, who: str, role: Role, pair: tuple[str, tuple[str, ...], str]) -> None:
        before = self.held[name]
        zh, bad, en = pair
        wanted = replace(before, zh=zh, bad=bad, en=en, example=f"{zh} => the {bad[0]}", condition=Condition.SRC)
        try:
            after, decision = edit(before, wanted, who, role, 1.0, grounds=self.grounds(before))
        except ReviewError:
            return
        assert after.state not in DECIDED
        assert not after.approvals
        assert person_key(who) in proposers(after) or {before.zh, before.en} == {zh, en}
        self.keep(after, decision)

    @rule(name=ids, who=people, role=st.sampled_from((Role.TRANSLATOR, Role.REVIEWER, Role.LEAD)))
    def go_on(self, name: SuggestionId, who: str, role: Role) -> None:
        """The next step on the straight way, so that long lives are reached often."""
        suggestion = self.held[name]
        straight = {
            State.DRAFT: Action.SUBMIT,
            State.NEEDS_INFO: Action.ANSWER,
            State.PROPOSED: Action.APPROVE,
            State.IN_REVIEW: Action.APPROVE,
            State.APPROVED: Action.RELEASE,
        }
        if suggestion.state is State.DRAFT:
            who, role = suggestion.author, max(role, Role.TRANSLATOR, key=lambda r: r.rank)
        if suggestion.state in straight:
            self.step(name, who, role, straight[suggestion.state], None)

    @rule(names=st.lists(ids, max_size=4, unique=True), who=people, role=roles)
    def bulk(self, names: list[SuggestionId], who: str, role: Role) -> None:
        ticked = [self.held[name] for name in names]
        done = approve_all(ticked, self.concepts, CLEAN, who, role, 1.0, rejected=self.rejected())
        assert len(done.approved) + len(done.refused) == len(ticked)
        for made, decisions in done.approved:
            assert not made.politically_fixed
            assert len(decisions) >= 1
            self.keep(made, *decisions)
        if done.approved:
            assert {c.id for c in done.concepts} == {c.id for c in self.concepts}

    @rule(name=ids, who=people, action=st.sampled_from(STEPS))
    def decide_on_what_has_changed_meanwhile(self, name: SuggestionId, who: str, action: Action) -> None:
        now = self.held[name]
        stale = replace(now, version=now.version - 1)
        try:
            _after, decision = decide(stale, action, who, Role.LEAD, 1.0, comment="why", target="S9")
        except ReviewError:
            return
        with pytest.raises(ReviewError, match="changed meanwhile"):
            transition(now, decision)

    @invariant()
    def nobody_approves_what_he_proposed(self) -> None:
        for suggestion in self.held.values():
            if suggestion.state in DECIDED:
                assert not proposers(suggestion) & {person_key(w) for w in suggestion.approvals}
                assert not missing_to_approve(suggestion)

    @invariant()
    def fixed_wording_has_two_approvers(self) -> None:
        for suggestion in self.held.values():
            if suggestion.state in DECIDED and suggestion.zh == "法治" and suggestion.concept == "法治":
                assert len({person_key(w) for w in suggestion.approvals}) >= 2

    @invariant()
    def approved_means_approved_by_a_reviewer_for_this_version(self) -> None:
        for name, suggestion in self.held.items():
            if suggestion.state not in DECIDED:
                continue
            last = [d for d in self.decisions[name] if d.action in (Action.APPROVE, Action.EDIT, Action.IMPORT)][-1]
            assert last.action is Action.APPROVE
            assert last.role.may(Role.REVIEWER)
            assert last.who in suggestion.approvals

    @invariant()
    def what_is_proposed_is_complete(self) -> None:
        for suggestion in self.held.values():
            if suggestion.state not in (State.DRAFT, State.WITHDRAWN):
                assert not missing_to_submit(suggestion)

    @invariant()
    def the_trail_is_whole_and_the_decisions_join(self) -> None:
        assert first_break(self.trail) is None
        for decisions in self.decisions.values():
            for one, other in pairwise(decisions):
                assert one.after is other.before
                assert one.version < other.version or one.action is Action.IMPORT

    @invariant()
    def the_glossary_stays_sound(self) -> None:
        own = [p for p in validate(self.concepts) if "unknown domain" not in p.message]
        assert not own, own


Life.TestCase.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
