"""What was lowered in the termbase is obeyed by the checks of every release, for the very wording that was refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.options import Options
from editor.lowered import FILE, keep_lowered, lowered_steps, stamp, with_lowered
from editor.releases import keep_release
from editor.termbase import load_termbase, termbase_of
from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, RuleMode, RuleStatus, Term
from glossary.proposals import SuggestionId
from glossary.standing import Lowered
from glossary.store.rows import rule_digest

RULE = BadRendering(RuleId("R"), ("warm post",), fixes=(RuleFix("care station"),))
CONCEPT = Concept(ConceptId("C"), "court", (Term("暖心驿站", "zh"), Term("care station", "en")), (RULE,))
OTHER = Concept(ConceptId("D"), "court", (Term("法院", "zh"), Term("court", "en")))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


def lowered(rule: BadRendering, mode: RuleMode, status: RuleStatus = RuleStatus.APPROVED) -> Lowered:
    return Lowered(
        rule.id, rule_digest(rule), rule.mode, rule.status, mode, status, SuggestionId("S"), 25, 7, 18, 1.0
    )  # fmt: skip


def obeyed(rule: BadRendering) -> tuple[RuleMode, RuleStatus]:
    ((made,),) = [c.bad for c in with_lowered((OTHER, replace(CONCEPT, bad=(rule,))), lowered_steps()[1]) if c.bad]
    return made.mode, made.status


def test_it_is_kept_once_and_taken_back_when_nothing_is_lowered_any_more(tmp_path: Path) -> None:
    assert not keep_lowered([])
    assert stamp() == ""
    assert lowered_steps() == ("", ())
    assert keep_lowered([lowered(RULE, RuleMode.WARN)])
    first = stamp()
    assert first
    assert not keep_lowered([lowered(RULE, RuleMode.WARN)])
    assert stamp() == first
    assert obeyed(RULE) == (RuleMode.WARN, RuleStatus.APPROVED)
    assert keep_lowered([])
    assert lowered_steps() == ("", ())
    assert obeyed(RULE) == (RuleMode.SUGGEST, RuleStatus.APPROVED)


def test_only_the_wording_that_was_refused_is_lowered_and_nothing_is_raised() -> None:
    keep_lowered([lowered(RULE, RuleMode.WARN)])
    assert obeyed(replace(RULE, mode=RuleMode.AUTOFIX))[0] is RuleMode.WARN
    assert obeyed(replace(RULE, near_none=("tax",)))[0] is RuleMode.SUGGEST
    assert obeyed(replace(RULE, status=RuleStatus.RETIRED)) == (RuleMode.SUGGEST, RuleStatus.RETIRED)
    keep_lowered([lowered(replace(RULE, mode=RuleMode.AUTOFIX), RuleMode.SUGGEST)])
    assert obeyed(replace(RULE, mode=RuleMode.WARN))[0] is RuleMode.WARN
    keep_lowered([lowered(replace(RULE, mode=RuleMode.QUERY), RuleMode.QUERY, RuleStatus.PROPOSED)])
    assert obeyed(replace(RULE, mode=RuleMode.QUERY)) == (RuleMode.QUERY, RuleStatus.PROPOSED)


def test_a_pinned_release_obeys_it_and_its_label_says_so() -> None:
    keep_release("2026.1", (CONCEPT, OTHER))
    plain = termbase_of(Options(release="2026.1"))
    assert "lowered" not in plain.label
    keep_lowered([lowered(RULE, RuleMode.WARN)])
    lower = load_termbase(release="2026.1")
    assert [r.mode for c in lower.concepts for r in c.bad] == [RuleMode.WARN]
    assert lower.label == f"{plain.label}, lowered+{lowered_steps()[0]}"
    keep_lowered([lowered(replace(RULE, id=RuleId("another")), RuleMode.WARN)])
    assert load_termbase(release="2026.1").label == plain.label


def test_a_spoilt_file_lowers_nothing(tmp_path: Path) -> None:
    keep_lowered([lowered(RULE, RuleMode.WARN)])
    (tmp_path / "learning" / FILE).write_text("[{", encoding="utf-8")
    assert lowered_steps() == ("", ())
    assert obeyed(RULE)[0] is RuleMode.SUGGEST
    assert keep_lowered([lowered(RULE, RuleMode.WARN)])
    assert obeyed(RULE)[0] is RuleMode.WARN
