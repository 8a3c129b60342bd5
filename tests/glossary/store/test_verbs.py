"""What every termbase does alike, in a file and on a server: one suite for both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.errors import GlossaryError, ReleaseError
from glossary.model import BadRendering, Concept, ConceptId, RuleId, RuleStatus, Term, TermStatus
from glossary.proposals import (
    Action,
    Change,
    Comment,
    CommentId,
    Decision,
    Origin,
    Reason,
    Role,
    State,
    Subject,
    Suggestion,
    SuggestionId,
)
from glossary.store.faults import Cancelled, NotAllowed, NotPossible, Stale
from glossary.store.releasing import standard
from tests.glossary.store.acts import approve, decide, many_concepts, new_concept, new_rule
from tests.glossary.store.conftest import Open

ODD = 'quote " back\\slash tab\t line\n bell\x07 del\x7f nbsp\u00a0 ls\u2028 é 好 😀 % :x $1'


def test_a_suggestion_comes_into_force_when_another_approves_it(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    made = wang.suggest(new_concept("S1"))
    assert (made.author, made.state, made.version) == ("wang", State.PROPOSED, 1)
    assert made.created > 1_700_000_000
    assert li.concepts() == ()
    decision = approve(li, "S1")
    assert (decision.who, decision.before, decision.after) == ("li", State.IN_REVIEW, State.APPROVED)
    (concept,) = wang.concepts()
    assert (concept.preferred("zh"), concept.preferred("en")) == ("类案", "similar cases")
    now = wang.suggestion("S1")
    assert (now.state, now.version, now.approvals, now.reviewer) == (State.APPROVED, 3, ("li",), "li")
    assert [d.action for d in wang.decisions("S1")] == [Action.TAKE, Action.APPROVE]
    assert [e.what for e in wang.history("S1")] == ["suggest S1 v1", "take S1 v1", "approve S1 v2"]
    assert wang.check_audit().whole


def test_nobody_decides_on_his_own(open_as: Open) -> None:
    li, zhao = open_as("li"), open_as("zhao")
    li.suggest(new_concept("S1"))
    decide(zhao, "S1", Action.TAKE)
    with pytest.raises(NotAllowed, match="wrote himself"):
        decide(li, "S1", Action.APPROVE)
    # Who words it anew is one of its writers from then on.
    decide(zhao, "S1", Action.EDIT, wording=replace(zhao.suggestion("S1"), en="like cases"))
    with pytest.raises(NotAllowed, match="wrote himself"):
        decide(zhao, "S1", Action.APPROVE)
    assert approve(open_as("chen"), "S1").after is State.APPROVED
    assert li.concepts()[0].preferred() == "like cases"


def test_a_translator_decides_nothing_and_a_reader_writes_nothing(open_as: Open) -> None:
    wang, sun, guest = open_as("wang"), open_as("sun"), open_as("guest")
    wang.suggest(new_concept("S1"))
    with pytest.raises(NotAllowed, match="needs the role reviewer"):
        decide(sun, "S1", Action.TAKE)
    with pytest.raises(NotAllowed, match="Only who wrote"):
        decide(sun, "S1", Action.WITHDRAW)
    with pytest.raises(NotAllowed, match="needs the role translator"):
        guest.suggest(new_concept("S2"))
    with pytest.raises(NotAllowed):
        sun.import_concepts(many_concepts(1), label="one")
    with pytest.raises(NotPossible, match="begins as"):
        wang.suggest(replace(new_concept("S3"), state=State.APPROVED))
    assert decide(wang, "S1", Action.WITHDRAW).after is State.WITHDRAWN


def test_politically_fixed_wording_needs_two_approvers(open_as: Open) -> None:
    wang, li, zhao = open_as("wang"), open_as("li"), open_as("zhao")
    wang.suggest(new_concept("S1", fixed=True))
    decide(li, "S1", Action.TAKE)
    with pytest.raises(NotAllowed, match="two approvers"):
        decide(li, "S1", Action.APPROVE)
    decide(li, "S1", Action.ENDORSE)
    with pytest.raises(NotAllowed, match="Another reviewer"):
        decide(li, "S1", Action.APPROVE)
    assert wang.concepts() == ()
    decide(zhao, "S1", Action.APPROVE)
    assert wang.suggestion("S1").approvals == ("li", "zhao")
    assert wang.concepts()[0].politically_fixed


def test_whoever_decides_on_an_older_version_is_told(open_as: Open) -> None:
    wang, li, zhao = open_as("wang"), open_as("li"), open_as("zhao")
    wang.suggest(new_concept("S1"))
    decide(li, "S1", Action.TAKE)
    seen = zhao.suggestion("S1").version
    decide(li, "S1", Action.EDIT, wording=replace(li.suggestion("S1"), en="like cases"))
    with pytest.raises(Stale, match="Somebody else"):
        decide(zhao, "S1", Action.APPROVE, version=seen)


def test_two_changes_of_one_entry_do_not_undo_each_other(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    wang.suggest(new_concept("S1"))
    approve(li, "S1")
    concept = wang.concepts()[0]
    wang.suggest(new_rule("S2", concept.id))
    wang.suggest(new_rule("S3", concept.id, bad="sort cases"))
    edited = replace(concept, note="whole entries count from where they began")
    whole = Suggestion(SuggestionId("S4"), Change.ENTRY, "", entry=edited, concept=concept.id, state=State.PROPOSED)
    wang.suggest(whole)
    approve(li, "S2")
    approve(li, "S3")
    assert [rule.variants for rule in wang.concepts()[0].bad] == [("class cases",), ("sort cases",)]
    with pytest.raises(Stale, match="changed since"):
        approve(li, "S4")
    assert wang.concepts()[0].note == ""


def test_what_is_deprecated_is_taken_away_and_nothing_else(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    wang.suggest(new_concept("S1"))
    approve(li, "S1")
    decide(li, "S1", Action.DEPRECATE)
    (concept,) = wang.concepts()
    assert concept.forms("en")[0].status is TermStatus.DEPRECATED
    assert concept.forms("zh")[0].status is TermStatus.PREFERRED


def test_the_same_request_is_done_once(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    first = wang.suggest(new_concept("S1"), request="q1")
    assert wang.suggest(new_concept("S1"), request="q1") == first
    with pytest.raises(NotPossible, match="something else"):
        wang.suggest(new_concept("S2"), request="q1")
    note = Comment(CommentId("k1"), Subject.SUGGESTION, "S1", "", 0.0, ODD)
    assert wang.comment(note, request="q2") == wang.comment(note, request="q2")
    decide(li, "S1", Action.TAKE)
    before = li.suggestion("S1")
    done = decide(li, "S1", Action.APPROVE, request="q4")
    audited = li.check_audit().entries
    again = replace(done, time=0.0)
    assert li.decide(replace(before, state=State.APPROVED), again, request="q4") == done
    assert li.check_audit().entries == audited
    assert len(wang.comments("S1")) == 1
    assert wang.comments("S1")[0].text == ODD


def test_texts_survive_and_the_chain_holds_over_any_character(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    wang.suggest(replace(new_concept("S1", zh="类" + ODD, en=ODD), rationale=ODD))
    decide(li, "S1", Action.REJECT, reason=Reason.HOUSE_STYLE)
    assert wang.suggestion("S1").en == ODD
    assert wang.decisions("S1")[0].reason is Reason.HOUSE_STYLE
    assert wang.check_audit().whole
    for bad in ("nul\0", "half\ud800"):
        with pytest.raises(GlossaryError, match="cannot be stored"):
            wang.suggest(new_concept("S2", en=bad))
    with pytest.raises(NotPossible, match="no suggestion S2"):
        wang.suggestion("S2")


def test_a_rejection_needs_a_reason_and_blocks_the_same_pair(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    wang.suggest(new_concept("S1"))
    with pytest.raises(NotPossible, match="needs a reason"):
        decide(li, "S1", Action.REJECT)
    decide(li, "S1", Action.REJECT, reason=Reason.WRONG_SENSE)
    with pytest.raises(NotPossible, match="rejected before"):
        wang.suggest(new_concept("S2"))
    assert wang.suggest(new_concept("S3", en="cases of the same kind")).state is State.PROPOSED


def test_an_import_brings_all_and_approves_none(open_as: Open) -> None:
    li, zhao = open_as("li"), open_as("zhao")
    rule = BadRendering(RuleId("r1"), ("class cases",), status=RuleStatus.APPROVED)
    given = [*many_concepts(3), Concept(ConceptId("x"), "court", (Term("类案", "zh"),), bad=(rule,), note=ODD)]
    told: list[int] = []
    report = li.import_concepts(given, label="list", progress=told.append, request="i1")
    assert (report.concepts, report.terms, report.rules, report.left_out) == (4, 7, 1, 0)
    assert told == [4]
    assert li.concepts() == ()
    kept = {stored.concept.id: stored for stored in zhao.waiting()}
    assert kept[ConceptId("x")].concept == replace(given[3], bad=(replace(rule, status=RuleStatus.PROPOSED),))
    assert not any(stored.approved for stored in kept.values())
    assert li.import_concepts(given, label="list", request="i1") == report
    twice = [*many_concepts(5), *many_concepts(1, first=4), Concept(ConceptId("y"), "court", (), bad=(rule,))]
    again = zhao.import_concepts(twice, label="more")
    assert (again.concepts, again.left_out, again.named) == (
        2,
        5,
        ("c0000000", "c0000001", "c0000002", "c0000004", "y"),
    )
    assert [e.who for e in li.history("list")] == ["li"]


def test_what_was_imported_is_approved_by_another_than_who_brought_it(open_as: Open) -> None:
    li, zhao, wang = open_as("li"), open_as("zhao"), open_as("wang")
    li.import_concepts(many_concepts(1), label="one")
    concept = li.waiting()[0].concept
    wang.suggest(
        Suggestion(
            SuggestionId("S1"), Change.ENTRY, "", entry=concept, concept=concept.id, origin=Origin.IMPORTED,
            state=State.PROPOSED,
        )
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        approve(li, "S1")
    approve(zhao, "S1")
    assert zhao.concepts() == (concept,)
    assert zhao.waiting() == ()


def test_a_stopped_import_leaves_nothing(open_as: Open) -> None:
    li = open_as("li")
    asked: list[int] = []
    with pytest.raises(Cancelled):
        li.import_concepts(
            many_concepts(5_000), label="much", progress=asked.append, cancelled=lambda: sum(asked) > 2_000
        )
    assert asked[0] == 1_000
    assert li.waiting() == ()
    assert li.audit() == []
    assert li.import_concepts(many_concepts(10), label="much").concepts == 10


def test_an_export_gives_every_concept_page_by_page(open_as: Open) -> None:
    li = open_as("li")
    li.import_concepts(many_concepts(1_200), label="much")
    assert list(li.export(approved=None)) == many_concepts(1_200)
    assert list(li.export()) == []
    pages = li.export(approved=False)
    next(pages)
    li.comment(Comment(CommentId("k1"), Subject.CONCEPT, "c0000001", "", 0.0, "seen"))
    with pytest.raises(Stale, match="while it was being exported"):
        list(pages)


def test_a_release_stays_as_it_was(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    with pytest.raises(NotAllowed):
        wang.make_release()
    wang.suggest(new_concept("S1"))
    wang.suggest(new_concept("S2", zh="司法", en="judicature"))
    approve(li, "S1")
    first = li.make_release(request="q")
    assert li.make_release(request="q") == first
    assert (first.concepts, first.suggestions, first.author) == (1, ("S1",), "li")
    assert wang.suggestion("S1").state is State.RELEASED
    approve(li, "S2")
    wang.suggest(new_rule("S3", wang.release(first.label)[0].id))
    approve(li, "S3")
    second = li.make_release()
    assert second.previous == first.label
    assert wang.releases() == [first, second]
    assert [c.preferred() for c in wang.release(first.label)] == ["similar cases"]
    assert wang.release(first.label)[0].bad == ()
    assert wang.release(second.label) == wang.concepts()
    decide(li, "S2", Action.DEPRECATE)
    third = li.make_release()
    assert wang.release(second.label) != wang.release(third.label) == wang.concepts()
    assert [d.action for d in wang.decisions("S1")] == [Action.TAKE, Action.APPROVE, Action.RELEASE]
    assert wang.check_audit().whole
    with pytest.raises(NotPossible, match="no release"):
        wang.release("1999.1")


def test_a_release_that_cannot_be_made_changes_nothing(open_as: Open) -> None:
    li = open_as("li")
    with pytest.raises(ReleaseError, match="not the one"):
        li.make_release(lambda material: replace(standard(material), label="2001.9"))
    assert li.releases() == []
    assert li.audit() == []
    li.make_release()
    with pytest.raises(ReleaseError, match="Nothing has changed"):
        li.make_release()
    assert len(li.releases()) == 1


def test_whoever_completes_a_suggestion_may_approve_it_and_who_rewords_it_may_not(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    wang.suggest(new_concept("S1"))
    decide(li, "S1", Action.TAKE)
    decide(li, "S1", Action.EDIT, wording=replace(li.suggestion("S1"), source="court.gov.cn", definition="meaning"))
    approve(li, "S1")
    assert li.suggestion("S1").writers == ()
    assert li.concepts()[0].definition == "meaning"


def test_many_are_decided_at_once_and_each_is_kept_whole_or_refused(open_as: Open) -> None:
    wang, li, zhao = open_as("wang"), open_as("li"), open_as("zhao")
    for n in range(4):
        wang.suggest(new_concept(f"S{n}", zh=f"第{n}类", en=f"kind {n}"))
    li.suggest(new_concept("own", zh="自己", en="self"))
    looked_at = [li.suggestion(f"S{n}") for n in range(4)] + [li.suggestion("own")]
    decide(zhao, "S1", Action.REJECT, reason=Reason.HOUSE_STYLE)
    wishes = []
    for one in looked_at:
        taken = Decision(one.id, 1, "", Role.READER, 1.0, Action.TAKE, State.PROPOSED, State.IN_REVIEW)
        given = Decision(one.id, 2, "", Role.READER, 1.0, Action.APPROVE, State.IN_REVIEW, State.APPROVED)
        wishes.append((replace(one, state=State.APPROVED), (taken, given)))
    refused = li.decide_all(wishes)
    assert set(refused) == {"S1", "own"}
    assert "Somebody else has changed" in refused["S1"]
    assert "wrote himself" in refused["own"]
    assert [c.preferred() for c in li.concepts()] == ["kind 0", "kind 2", "kind 3"]
    assert li.suggestion("own").state is State.PROPOSED
    assert [d.action for d in li.decisions("S3")] == [Action.TAKE, Action.APPROVE]
    assert [(d.who, d.role) for d in li.decisions("S3")] == [("li", Role.REVIEWER)] * 2
    assert [e.what for e in li.audit()][-6:] == [
        what for n in (0, 2, 3) for what in (f"take S{n} v1", f"approve S{n} v2")
    ]
    assert li.check_audit().whole
    with pytest.raises(NotAllowed):
        open_as("guest").decide_all(wishes)
