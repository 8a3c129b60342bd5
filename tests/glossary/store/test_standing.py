"""Rules earn their keep in every termbase: each place counts once, who fails is lowered, and people decide on it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest

from glossary.model import BadRendering, RuleFix, RuleId, RuleMode, RuleStatus, Term
from glossary.proposals import Action, Change, Origin, Reason, State
from glossary.standing import SYSTEM, Lowered, Reaction, Sighting, Standing, demote, place_of
from glossary.store.faults import NotAllowed, NotPossible, Stale
from glossary.store.rows import payload_of, suggestion_row
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import approve, decide, new_concept, new_rule
from tests.glossary.store.conftest import Open
from tests.glossary.store.postgres import Server

SHOWN, ACCEPTED, DISMISSED = Reaction.SHOWN, Reaction.ACCEPTED, Reaction.DISMISSED


def seen(rule: str, *reactions: Reaction, first: int = 0) -> list[Sighting]:
    """A rule seen in one segment after the other."""
    return [Sighting(RuleId(rule), place_of("d", n, "class cases"), r) for n, r in enumerate(reactions, first)]


def with_rule(wang: TermbaseStore, li: TermbaseStore) -> str:
    """The id of a rule that was approved."""
    wang.suggest(new_concept("S1"))
    approve(li, "S1")
    wang.suggest(replace(new_rule("S2", wang.concepts()[0].id), example="类案 => They met class cases."))
    approve(li, "S2")
    return rule_of(wang).id


def rule_of(store: TermbaseStore) -> BadRendering:
    ((rule,),) = [concept.bad for concept in store.concepts()]
    return rule


def refused(wang: TermbaseStore, li: TermbaseStore) -> str:
    """A rule of which people took 7 of 25, and by which it was lowered; the id of what asks for it."""
    rule = with_rule(wang, li)
    (demotion,) = wang.see(seen(rule, *[ACCEPTED] * 7, *[DISMISSED] * 18))
    return demotion.suggestion.id


def test_a_place_counts_once_and_its_last_reaction_counts(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    rule = with_rule(wang, li)
    for _ in range(3):
        assert wang.see(seen(rule, SHOWN, ACCEPTED, DISMISSED)) == ()
    assert wang.statistics() == {rule: Standing(RuleId(rule), 3, 1, 1)}
    li.see(seen(rule, ACCEPTED, SHOWN))  # the second was undone
    assert wang.statistics() == {rule: Standing(RuleId(rule), 3, 1, 1)}
    wang.see([*seen(rule, DISMISSED, first=2), *seen(rule, SHOWN, ACCEPTED, first=2)])
    assert wang.statistics() == {rule: Standing(RuleId(rule), 4, 2, 0)}
    assert wang.see(seen("nobody's rule", SHOWN)) == ()
    assert wang.see([]) == ()
    assert set(wang.statistics()) == {rule}


def test_who_may_not_write_does_not_count(open_as: Open) -> None:
    rule = with_rule(open_as("wang"), open_as("li"))
    with pytest.raises(NotAllowed, match="needs the role translator"):
        open_as("guest").see(seen(rule, SHOWN))
    assert open_as("guest").statistics() == {}


def test_two_who_see_the_same_at_once_count_once(open_as: Open) -> None:
    wang, li, sun = open_as("wang"), open_as("li"), open_as("sun")
    rule = with_rule(wang, li)
    with ThreadPoolExecutor(2) as pool:
        made = [pool.submit(who.see, seen(rule, *[DISMISSED] * 30)) for who in (wang, sun)]
        assert sorted(len(future.result(30)) for future in made) == [0, 1]
    assert wang.check_audit().whole
    assert len(wang.lowered()) == 1


def test_a_rule_that_fails_is_lowered_by_nobody_and_returned(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    rule = with_rule(wang, li)
    assert wang.see(seen(rule, *[ACCEPTED] * 7, *[DISMISSED] * 12)) == ()
    before = rule_of(wang)
    (demotion,) = wang.see(seen(rule, *[DISMISSED] * 6, first=19))
    assert (demotion.before, demotion.after.mode) == (before, RuleMode.WARN)
    assert rule_of(li) == replace(before, mode=RuleMode.WARN)
    (back,) = [s for s in li.suggestions(State.PROPOSED) if s.origin is Origin.DEMOTED]
    assert (back.author, back.rule, back.bad, back.mode) == (SYSTEM, rule, ("class cases",), RuleMode.WARN)
    (kept,) = li.lowered()
    told = Lowered(
        RuleId(rule), kept.wording, RuleMode.SUGGEST, RuleStatus.APPROVED, RuleMode.WARN, RuleStatus.APPROVED, back.id,
        25, 7, 18, kept.time,
    )  # fmt: skip
    assert kept == told
    (entry,) = li.history(back.id)
    assert (entry.who, entry.what, entry.old, entry.new) == (
        SYSTEM,
        f"lower {rule}",
        "suggest approved",
        "warn approved",
    )
    assert entry.why == "accepted 7 of 25, dismissed 18"
    assert li.check_audit().whole
    # The counts begin anew, and what was counted once is not counted again.
    assert wang.statistics() == {}
    assert wang.see(seen(rule, *[SHOWN] * 25)) == ()
    assert wang.statistics() == {}
    # While people are asked, it is not lowered a second time.
    assert wang.see(seen(rule, *[DISMISSED] * 40, first=25)) == ()
    assert wang.statistics()[rule].dismissed == 40
    assert len(li.lowered()) == 1


def test_a_good_rule_stays(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    rule = with_rule(wang, li)
    assert wang.see(seen(rule, *[ACCEPTED] * 12, *[DISMISSED] * 8)) == ()
    assert rule_of(wang).mode is RuleMode.SUGGEST
    # Somebody takes back a repair, and it is good no more.
    (demotion,) = wang.see(seen(rule, SHOWN))
    assert demotion.standing == Standing(RuleId(rule), 20, 11, 8)


def test_a_reviewer_restores_it_with_a_reason(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    id_ = refused(wang, li)
    with pytest.raises(NotAllowed, match="needs the role reviewer"):
        decide(wang, id_, Action.RESTORE)
    decide(li, id_, Action.RESTORE)
    assert (rule_of(li).mode, rule_of(li).status) == (RuleMode.SUGGEST, RuleStatus.APPROVED)
    assert li.suggestion(id_).state is State.WITHDRAWN
    assert (li.lowered(), li.statistics()) == ([], {})
    assert [e.who for e in li.history(id_)] == [SYSTEM, "li"]
    # It may fail again, on new places only.
    assert wang.see(seen(rule_of(li).id, *[DISMISSED] * 25)) == ()
    assert len(wang.see(seen(rule_of(li).id, *[DISMISSED] * 20, first=25))) == 1
    assert li.check_audit().whole


def test_a_reviewer_leaves_it_lowered(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    id_ = refused(wang, li)
    before = rule_of(li)
    approve(li, id_)
    after = rule_of(li)
    assert (after.mode, after.status, after.variants, after.fixes) == (
        RuleMode.WARN, RuleStatus.APPROVED, before.variants, before.fixes,
    )  # fmt: skip
    # The last step down: it is merely proposed, and asked about again.
    (again,) = wang.see(seen(after.id, *[DISMISSED] * 20, first=100))
    assert (again.after.status, rule_of(li).status) == (RuleStatus.PROPOSED, RuleStatus.PROPOSED)
    approve(li, again.suggestion.id)
    assert rule_of(li).status is RuleStatus.APPROVED


def test_a_reviewer_takes_it_out_of_force(open_as: Open) -> None:
    wang, li = open_as("wang"), open_as("li")
    id_ = refused(wang, li)
    decide(li, id_, Action.REJECT, reason=Reason.CONTEXT_ONLY)
    assert rule_of(li).status is RuleStatus.RETIRED
    with pytest.raises(NotPossible):
        decide(li, id_, Action.RESTORE)


def test_a_reviewer_narrows_it_and_another_approves(open_as: Open) -> None:
    wang, li, zhao = open_as("wang"), open_as("li"), open_as("zhao")
    id_ = refused(wang, li)
    now = li.suggestion(id_)
    decide(li, id_, Action.EDIT, wording=replace(now, near_none=("tax",), mode=RuleMode.SUGGEST, bad=("class case",)))
    with pytest.raises(NotAllowed, match="wrote himself"):
        approve(li, id_)
    approve(zhao, id_)
    assert (rule_of(li).near_none, rule_of(li).mode) == (("tax",), RuleMode.SUGGEST)


def test_a_rule_changed_meanwhile_is_not_restored(open_as: Open) -> None:
    wang, li, chen = open_as("wang"), open_as("li"), open_as("chen")
    id_ = refused(wang, li)
    rule = replace(rule_of(li), mode=RuleMode.QUERY)
    (entry,) = li.concepts()
    whole = replace(new_concept("S3"), change=Change.ENTRY, concept=entry.id, entry=replace(entry, bad=(rule,)))
    wang.suggest(whole)
    approve(chen, "S3")
    assert rule_of(li).mode is RuleMode.QUERY
    with pytest.raises(NotPossible, match="changed since it was lowered"):
        decide(li, id_, Action.RESTORE)
    with pytest.raises(Stale):
        approve(li, id_)


def test_nobody_slips_wording_past_review_in_the_name_of_the_system(server: Server, database: str) -> None:
    with TermbaseStore.open(server.url("wang", database)) as wang, TermbaseStore.open(server.url("li", database)) as li:
        rule = with_rule(wang, li)
        (concept,) = li.concepts()
        rows = [(s.rule, s.place, s.reaction.value) for s in seen(rule, *[DISMISSED] * 20)]
        (lower,), (made,) = demote((concept,), [Standing(RuleId(rule), 20, 0, 20)], "li", 1.0)
        evil = replace(lower.bad[0], status=RuleStatus.APPROVED, fixes=(RuleFix("evil"),))
        term = Term("evil", "en")
        with psycopg.connect(server.url("li", database), options="-c search_path=app,pg_temp") as connection:
            connection.execute("SELECT see(%s::jsonb)", (json.dumps(rows),))
            for after in (
                replace(lower, bad=(evil,)),
                replace(lower, bad=(lower.bad[0], replace(evil, id=RuleId("r9")))),
                replace(lower, bad=()),
                replace(lower, terms=(*lower.terms, term)),
                replace(lower, politically_fixed=True),
            ):
                for payload in (payload_of(None, after), payload_of(lower, after), ""):
                    row = json.dumps(suggestion_row(made.suggestion, payload, 4))
                    with pytest.raises(psycopg.Error, match="may change nothing else"), connection.transaction():
                        connection.execute("SELECT lower_rule(%s, %s::jsonb)", (rule, row))
        assert wang.lowered() == []
        # The program itself asks for nothing more.
        (demotion,) = li.see(seen(rule, DISMISSED, first=20))
        assert demotion.standing.shown == 21
