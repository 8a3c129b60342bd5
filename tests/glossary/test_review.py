"""Who may decide what about a suggestion, and what every refusal says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.errors import ReviewError
from glossary.grounds import Grounds, grounds_for, proposal_keys, rejection_keys
from glossary.model import ConceptId, Condition, RuleMode, RuleTests
from glossary.proposals import Action, Change, Decision, Evidence, Origin, Reason, Role, State, Suggestion, SuggestionId
from glossary.review import absorbed, blocked_pairs, decide, edit, imported, review, transition
from tests.glossary.making import concept, rule
from tests.glossary.proposing import CLEAR, rule_of, term_of

LEAD, REVIEWER, TRANSLATOR, READER = Role.LEAD, Role.REVIEWER, Role.TRANSLATOR, Role.READER
DRAFT = rule_of("类案", "class case", "similar case", source="en.example.org")
PROPOSED = replace(DRAFT, state=State.PROPOSED)
IN_REVIEW = replace(DRAFT, state=State.IN_REVIEW)
APPROVED = replace(DRAFT, state=State.APPROVED, approvals=("li",))


def approve(suggestion: Suggestion, who: str = "li", grounds: Grounds = CLEAR) -> Suggestion:
    return review(suggestion, Action.APPROVE, who, REVIEWER, 1.0, grounds=grounds)[0]


def test_the_straight_way_from_draft_to_release() -> None:
    proposed, first = decide(DRAFT, Action.SUBMIT, "wang", TRANSLATOR, 1.0)
    approved, (taken, second) = review(proposed, Action.APPROVE, "li", REVIEWER, 2.0, grounds=CLEAR)
    released, last = decide(approved, Action.RELEASE, "li", REVIEWER, 3.0)
    assert [d.action for d in (first, taken, second, last)] == ["submit", "take", "approve", "release"]
    assert [d.version for d in (first, taken, second, last)] == [1, 2, 3, 4]
    assert (released.state, released.approvals, released.reviewer) == (State.RELEASED, ("li",), "li")


@pytest.mark.parametrize("who", ["wang", "Wang", " wang ", "ＷＡＮＧ"])
def test_the_proposer_does_not_approve_however_the_name_is_written(who: str) -> None:
    with pytest.raises(ReviewError, match="somebody else must approve"):
        approve(PROPOSED, who)


def test_the_only_translator_something_was_mined_from_counts_as_its_proposer() -> None:
    seen = (Evidence("a class case", "a similar case", translator="li"),)
    mined = replace(PROPOSED, author="mining", origin=Origin.MINED, evidence=seen)
    with pytest.raises(ReviewError, match="somebody else"):
        approve(mined, "li")
    both = replace(mined, evidence=(*seen, replace(seen[0], translator="zhao")))
    assert approve(both, "li").state is State.APPROVED


@pytest.mark.parametrize(
    ("before", "action", "who", "role", "more", "said"),
    [
        (PROPOSED, Action.TAKE, "li", TRANSLATOR, {}, "that takes a reviewer"),
        (DRAFT, Action.SUBMIT, "wang", READER, {}, "that takes a translator"),
        (DRAFT, Action.SUBMIT, "li", REVIEWER, {}, "only its author or a lead"),
        (PROPOSED, Action.WITHDRAW, "li", REVIEWER, {}, "only its author or a lead"),
        (PROPOSED, Action.REJECT, "li", REVIEWER, {}, "needs a reason"),
        (PROPOSED, Action.REJECT, "wang", REVIEWER, {"reason": Reason.DUPLICATE}, "withdraw it instead"),
        (PROPOSED, Action.ASK, "li", REVIEWER, {}, "needs a comment"),
        (PROPOSED, Action.MERGE, "li", REVIEWER, {}, "needs the entry or suggestion"),
        (PROPOSED, Action.MERGE, "li", REVIEWER, {"target": "S1"}, "needs the entry or suggestion"),
        (PROPOSED, Action.TAKE, "li", REVIEWER, {"reason": Reason.DUPLICATE}, "belongs to a rejection"),
        (PROPOSED, Action.TAKE, "  ", REVIEWER, {}, "needs a name"),
        (PROPOSED, Action.RELEASE, "li", REVIEWER, {}, "is proposed; “release” is not possible"),
        (APPROVED, Action.APPROVE, "li", REVIEWER, {}, "not possible from there"),
        (APPROVED, Action.SUPERSEDE, "li", REVIEWER, {}, "needs the entry or suggestion"),
        (APPROVED, Action.DEPRECATE, "li", REVIEWER, {}, "needs a comment"),
        (replace(DRAFT, state=State.REJECTED), Action.REOPEN, "li", REVIEWER, {"comment": "x"}, "takes a lead"),
        (PROPOSED, Action.EDIT, "li", REVIEWER, {}, "no decision on a suggestion"),
        (replace(DRAFT, example="", evidence=()), Action.SUBMIT, "wang", TRANSLATOR, {}, "example sentence is missing"),
        (IN_REVIEW, Action.ENDORSE, "li", REVIEWER, {"grounds": CLEAR}, "needs no further endorsement"),
    ],
)
def test_what_is_not_allowed_is_said(
    before: Suggestion, action: Action, who: str, role: Role, more: dict[str, object], said: str
) -> None:
    with pytest.raises(ReviewError, match=said):
        decide(before, action, who, role, 1.0, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"condition": None}, "mono, ctx or src"),
        ({"source": "", "rationale": ""}, "source of the rendering"),
        ({"source": "usage", "rationale": ""}, "source of the rendering"),
        ({"rationale": ""}, "why the bad rendering is wrong"),
        ({"politically_fixed": True, "mode": RuleMode.AUTOFIX}, "never repaired unasked"),
        ({"domain": "numeronym"}, "spells it out"),
        ({"bad": ("Similar-case",)}, "are the same"),
        ({"zh": ""}, "Choose the concept"),
    ],
)
def test_what_is_incomplete_is_not_approved(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ReviewError, match=said):
        approve(replace(IN_REVIEW, **changes))  # type: ignore[arg-type]


def test_a_term_needs_its_status() -> None:
    term = replace(term_of("类案", "similar case", status=None), state=State.PROPOSED)
    with pytest.raises(ReviewError, match="status of the term"):
        approve(term)


def test_nothing_is_approved_unseen_or_against_clean_text() -> None:
    with pytest.raises(ReviewError, match="Nobody has looked"):
        approve(IN_REVIEW, grounds=Grounds())
    mono = replace(IN_REVIEW, condition=Condition.MONO)
    clean = ["It was, he said, a class case of negligence."]
    grounds = grounds_for(mono, (), clean)
    with pytest.raises(ReviewError, match=r"fires on correct text .*class case"):
        approve(mono, grounds=grounds)
    assert approve(replace(mono, exception="only in our court"), grounds=grounds).state is State.APPROVED
    assert approve(IN_REVIEW, grounds=grounds_for(IN_REVIEW, (), clean)).state is State.APPROVED


def test_politically_fixed_wording_takes_two_different_people() -> None:
    fixed = replace(PROPOSED, politically_fixed=True)
    once, decisions = review(fixed, Action.APPROVE, "li", REVIEWER, 1.0, grounds=CLEAR)
    assert (once.state, decisions[-1].action) == (State.IN_REVIEW, Action.ENDORSE)
    with pytest.raises(ReviewError, match="a second person"):
        approve(once, "LI")
    assert approve(once, "zhao").approvals == ("li", "zhao")
    edited, _ = edit(once, replace(once, definition="x"), "sun", REVIEWER, 1.0)
    assert edited.approvals == ()


def test_a_concept_that_is_fixed_needs_two_whatever_the_suggestion_says() -> None:
    known = (concept("法治", "rule of law", politically_fixed=True),)
    made = rule_of("法治", "rule by law", "rule of law", concept=ConceptId("法治"), state=State.PROPOSED)
    grounds = grounds_for(made, known, ())
    assert grounds.fixed
    assert approve(made, grounds=grounds).state is State.IN_REVIEW


def test_an_approved_suggestion_goes_back_to_the_queue_when_it_is_edited() -> None:
    edited, decision = edit(APPROVED, replace(APPROVED, definition="a case alike"), "li", REVIEWER, 1.0)
    assert (edited.state, edited.approvals, edited.writers) == (State.PROPOSED, (), ("li",))
    assert (decision.action, decision.before, decision.after) == (Action.EDIT, State.APPROVED, State.PROPOSED)
    with pytest.raises(ReviewError, match="somebody else"):
        approve(edited, "li")
    assert approve(edited, "zhao").state is State.APPROVED


def test_completing_then_approving_needs_no_third_person_rewording_does() -> None:
    completed, _ = edit(IN_REVIEW, replace(IN_REVIEW, condition=Condition.MONO), "li", REVIEWER, 1.0)
    assert (completed.state, approve(completed, "li").state) == (State.IN_REVIEW, State.APPROVED)
    reworded, _ = edit(IN_REVIEW, replace(IN_REVIEW, en="like case"), "li", REVIEWER, 1.0)
    with pytest.raises(ReviewError, match="somebody else"):
        approve(reworded, "li")


@pytest.mark.parametrize(
    ("before", "changes", "who", "role", "said"),
    [
        (PROPOSED, {"state": State.APPROVED}, "li", LEAD, "may not change “state”"),
        (PROPOSED, {"approvals": ("li",)}, "li", LEAD, "may not change “approvals”"),
        (PROPOSED, {"author": "li"}, "li", LEAD, "may not change “author”"),
        (PROPOSED, {}, "li", LEAD, "Nothing in S1 was changed"),
        (APPROVED, {"en": "x"}, "wang", TRANSLATOR, "may not edit"),
        (PROPOSED, {"en": "x"}, "zhao", TRANSLATOR, "may not edit"),
        (PROPOSED, {"en": ""}, "wang", TRANSLATOR, "English rendering is missing"),
        (replace(DRAFT, state=State.REJECTED), {"en": "x"}, "li", LEAD, "stays as it is"),
    ],
)
def test_edits_that_are_not_allowed(
    before: Suggestion, changes: dict[str, object], who: str, role: Role, said: str
) -> None:
    with pytest.raises(ReviewError, match=said):
        edit(before, replace(before, **changes), who, role, 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zh", "bad", "blocked"),
    [
        ("类案", "class case", True),
        ("類案", "class case", True),
        (" 类 案 ", "Class  Case", True),
        ("", "the class-case", True),
        ("案类", "class case", False),
        ("类案", "class suit", False),
    ],
)
def test_a_rejected_pair_and_its_twins_are_not_proposed_again(zh: str, bad: str, blocked: bool) -> None:
    gone, _ = review(PROPOSED, Action.REJECT, "li", REVIEWER, 1.0, reason=Reason.WRONG_SENSE)
    grounds = Grounds(rejected=blocked_pairs([gone]))
    again = replace(DRAFT, id=SuggestionId("S2"), zh=zh, bad=(bad,))
    if not blocked:
        assert decide(again, Action.SUBMIT, "wang", TRANSLATOR, 1.0, grounds=grounds)[0].state is State.PROPOSED
        return
    with pytest.raises(ReviewError, match="was rejected before"):
        decide(again, Action.SUBMIT, "wang", TRANSLATOR, 1.0, grounds=grounds)
    with pytest.raises(ReviewError, match="was rejected before"):
        imported(again, "zhao", REVIEWER, 1.0, grounds=grounds)
    other = replace(again, bad=("law case",), state=State.PROPOSED)
    with pytest.raises(ReviewError, match="was rejected before"):
        edit(other, replace(other, bad=(bad,)), "wang", TRANSLATOR, 1.0, grounds=grounds)


def test_a_rejected_entry_blocks_its_pairs_of_terms_however_the_rest_reads() -> None:
    entry = concept("类案", "similar case")
    whole = Suggestion(
        SuggestionId("E1"), Change.ENTRY, "wang", entry=entry, concept=entry.id, origin=Origin.IMPORTED,
        state=State.REJECTED,
    )  # fmt: skip
    rejected = blocked_pairs([whole])
    noted = replace(whole, id=SuggestionId("E2"), entry=replace(entry, id=ConceptId("x"), note="another source"))
    assert proposal_keys(noted) & rejected
    alone = Suggestion(SuggestionId("S3"), Change.CONCEPT, "wang", zh="類案", en="a similar case", bad=("type case",))
    assert proposal_keys(alone) & rejected
    assert not proposal_keys(replace(alone, en="like case")) & rejected
    assert not proposal_keys(replace(alone, zh="案类")) & rejected
    # Who rejects the edit of an entry in force has nothing against the entry itself.
    edited = replace(whole, origin=Origin.HAND)
    assert not proposal_keys(replace(edited, entry=replace(entry, note="better"))) & blocked_pairs([edited])
    assert proposal_keys(edited) & blocked_pairs([edited])


def test_a_lead_may_reopen_what_was_rejected() -> None:
    gone = replace(PROPOSED, state=State.REJECTED)
    back, _ = decide(gone, Action.REOPEN, "sun", LEAD, 1.0, comment="the source was found")
    assert (back.state, blocked_pairs([back])) == (State.PROPOSED, frozenset())
    assert rejection_keys(gone) == blocked_pairs([gone])


@pytest.mark.parametrize("state", [State.APPROVED, State.RELEASED, State.IN_REVIEW])
def test_import_never_approves(state: State) -> None:
    file = replace(DRAFT, state=state, approvals=("li",), author="somebody", version=7)
    made, decision = imported(file, "zhao", LEAD, 1.0)
    assert (made.state, made.approvals, made.author, made.version) == (State.PROPOSED, (), "zhao", 1)
    assert decision.action is Action.IMPORT
    with pytest.raises(ReviewError, match="somebody else"):
        approve(made, "zhao")
    assert imported(replace(file, domain=""), "zhao", LEAD, 1.0)[0].state is State.DRAFT
    with pytest.raises(ReviewError, match="may not import"):
        imported(file, "zhao", READER, 1.0)


def test_a_whole_entry_is_a_suggestion_like_any_other() -> None:
    entry = concept("类案", "similar case", note="usage in all our courts")
    made, _ = imported(Suggestion(SuggestionId("E"), Change.ENTRY, "x", entry=entry), "zhao", REVIEWER, 1.0)
    assert approve(made, "li", grounds_for(made, (), ())).state is State.APPROVED
    bare = replace(made, entry=replace(entry, note=""))
    with pytest.raises(ReviewError, match="source of “similar case”"):
        approve(bare, "li", grounds_for(bare, (), ()))


def test_merging_takes_the_evidence_along() -> None:
    piece = Evidence("a class case", "a similar case", "d1")
    merged, decision = review(
        replace(PROPOSED, evidence=(piece,)), Action.MERGE, "li", REVIEWER, 1.0, target="S2", comment="same"
    )
    assert (merged.state, merged.target, decision[0].target) == (State.MERGED, "S2", "S2")
    kept = absorbed(replace(PROPOSED, id=SuggestionId("S2")), merged)
    assert (kept.evidence, kept.version) == ((piece,), 2)
    with pytest.raises(ReviewError, match="merge into an open"):
        absorbed(APPROVED, merged)


def test_a_rule_that_breaks_the_test_of_another_is_not_approved() -> None:
    tests = replace(rule("class case", to="similar case"), tests=RuleTests(("a class case",), ()))
    known = (concept("类案", "similar case", tests),)
    shield = replace(term_of("班级", "class case"), state=State.PROPOSED)
    grounds = grounds_for(shield, known, ())
    assert any("“a class case” must be found" in fault for fault in grounds.faults)
    with pytest.raises(ReviewError):
        approve(shield, grounds=grounds)


def test_a_rule_must_find_its_own_example() -> None:
    blind = replace(PROPOSED, example="类案 => They spoke of a kindred case.")
    with pytest.raises(ReviewError, match="does not find it in any of its examples"):
        approve(blind, grounds=grounds_for(blind, (), ()))


def test_a_decision_about_another_suggestion_is_refused() -> None:
    _after, decision = decide(PROPOSED, Action.TAKE, "li", REVIEWER, 1.0)
    with pytest.raises(ReviewError, match="is about S1, not about S9"):
        transition(replace(PROPOSED, id=SuggestionId("S9")), decision)
    forged = replace(decision, after=State.APPROVED)
    with pytest.raises(ReviewError, match="leads to in review, not to approved"):
        transition(PROPOSED, forged)
    assert isinstance(decision, Decision)
