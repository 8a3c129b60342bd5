"""Rules that translators refuse are lowered step by step and come back to the queue; the others stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.applying import apply_suggestion
from glossary.completeness import missing_to_approve
from glossary.grounds import grounds_for
from glossary.model import Concept, RuleFix, RuleId, RuleMode, RuleStatus, RuleTests
from glossary.proposals import Action, Origin, Reason, Role, State
from glossary.review import review
from glossary.standing import Standing, demote, lowered_rule, place_of
from tests.glossary.making import concept, rule

YARD = replace(
    rule("law yard", to="court"),
    reason="院 is not a yard here.",
    tests=RuleTests(("The law yard sat.",), ("The court sat.",)),
)
COURT = concept("法院", "court", YARD)


@pytest.mark.parametrize(
    ("shown", "accepted", "fails"), [(19, 0, False), (20, 11, True), (20, 12, False), (0, 0, False), (100, 59, True)]
)
def test_sixty_percent_of_twenty(shown: int, accepted: int, fails: bool) -> None:
    assert Standing(YARD.id, shown, accepted).fails is fails


def test_a_place_has_one_name_that_tells_nothing() -> None:
    assert place_of("d", 1, "law yard") == place_of("d", 1, "law yard")
    others = {place_of("d", 2, "law yard"), place_of("e", 1, "law yard"), place_of("d", 1, "the law yard")}
    assert place_of("d", 1, "law yard") not in others
    assert len(others) == 3
    assert "law" not in place_of("d", 1, "law yard")


def test_one_step_at_a_time() -> None:
    modes, made = [], replace(YARD, mode=RuleMode.AUTOFIX)
    for _ in range(3):
        made = lowered_rule(made)
        modes.append((made.mode, made.status))
    assert modes == [
        (RuleMode.SUGGEST, RuleStatus.APPROVED),
        (RuleMode.WARN, RuleStatus.APPROVED),
        (RuleMode.WARN, RuleStatus.PROPOSED),
    ]
    assert lowered_rule(replace(YARD, mode=RuleMode.QUERY)).status is RuleStatus.PROPOSED


def lowered() -> tuple[tuple[Concept, ...], Standing]:
    return (concept("类案", "similar case"), COURT), Standing(YARD.id, 25, 10, 9)


def test_a_failing_rule_is_lowered_and_returned() -> None:
    concepts, standing = lowered()
    after, (demotion,) = demote(concepts, [standing, Standing(RuleId("other"), 30, 0)], "zhubi", 5.0)
    assert after[0] is concepts[0]
    assert after[1].bad == (demotion.after,)
    assert (demotion.before.mode, demotion.after.mode) == (RuleMode.SUGGEST, RuleMode.WARN)
    back = demotion.suggestion
    assert (back.state, back.origin, back.rule, back.concept) == (State.PROPOSED, Origin.DEMOTED, YARD.id, COURT.id)
    assert back.rationale == YARD.reason
    (_, (bare,)) = demote((replace(COURT, bad=(replace(YARD, reason=""),)),), [standing], "zhubi", 5.0)
    assert bare.suggestion.rationale == "Accepted at 10 of 25 places."
    assert missing_to_approve(back) == ()
    assert demote(after, [], "zhubi", 6.0) == (after, ())


def test_good_and_undecided_rules_stay() -> None:
    assert demote((COURT,), [Standing(YARD.id, 25, 20)], "zhubi", 5.0) == ((COURT,), ())
    waiting = replace(COURT, bad=(replace(YARD, status=RuleStatus.PROPOSED),))
    assert demote((waiting,), [lowered()[1]], "zhubi", 5.0) == ((waiting,), ())


def test_approval_keeps_the_lower_mode_and_rejection_retires_the_rule() -> None:
    concepts, standing = lowered()
    after, (demotion,) = demote(concepts, [standing], "zhubi", 5.0)
    back = demotion.suggestion
    grounds = grounds_for(back, after, ())
    kept, _ = review(back, Action.APPROVE, "li", Role.REVIEWER, 6.0, grounds=grounds)
    (_, court) = apply_suggestion(after, kept)
    assert (court.bad[0].mode, court.bad[0].status, court.bad[0].fixes) == (
        RuleMode.WARN,
        RuleStatus.APPROVED,
        (RuleFix("court"),),
    )
    gone, _ = review(back, Action.REJECT, "li", Role.REVIEWER, 6.0, reason=Reason.CONTEXT_ONLY)
    assert apply_suggestion(after, gone)[1].bad[0].status is RuleStatus.RETIRED
