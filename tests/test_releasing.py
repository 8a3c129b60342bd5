"""What the next release would be is known before it is made, with who approved what, and why there can be none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor import deciding
from editor.learning import release_glossary
from editor.releasing import BUILT_IN, NOW, compared, overview
from glossary.model import RuleTests
from glossary.proposals import Kind, Role, State, Suggestion
from glossary.store.termbase import TermbaseStore
from tests.glossary.making import concept, rule
from tests.glossary.proposing import term_of

COURT = concept("法院", "court", replace(rule("law yard", to="court"), tests=RuleTests(("The law yard sat.",))))


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "learning" / "termbase.sqlite"
    monkeypatch.setenv("ZHUBI_TERMBASE", str(path))
    return path


def proposed() -> Suggestion:
    made = term_of("法槌", "gavel")
    return replace(made, domain="court", example="法槌 => gavel", rationale="usual", state=State.PROPOSED)


def test_the_next_release_is_that_which_is_made(where: Path) -> None:
    with (
        TermbaseStore.open(where, who="Zhou", role=Role.REVIEWER, seed=lambda: (COURT,)) as zhou,
        TermbaseStore.open(where, who="Wang", role=Role.TRANSLATOR) as wang,
    ):
        first = overview(zhou)
        assert first.releases == ()
        assert first.draft.release is not None
        made = release_glossary(zhou, note=" The first. ")
        assert (made.label, made.digest, made.note) == (
            first.draft.release.label, first.draft.release.digest, "The first.",
        )  # fmt: skip
        nothing = overview(zhou).draft
        assert nothing.release is None
        assert f"Nothing has changed since {made.label}" in nothing.refusal

        kept = wang.suggest(proposed())
        assert overview(zhou).draft.release is None
        deciding.approve(zhou, zhou.suggestion(kept.id))
        seen = overview(wang)
        assert seen.role is Role.TRANSLATOR
        [approval] = seen.draft.approvals
        assert (approval.suggestion.id, approval.by) == (kept.id, ("Zhou",))
        assert approval.time > 0
        assert seen.draft.release is not None
        assert [(line.kind, line.text) for line in seen.draft.release.changes] == [(Kind.ADDED, "法槌")]
        assert compared(wang, made.label, NOW) == seen.draft.release.changes
        second = release_glossary(zhou)
        assert second.digest == seen.draft.release.digest
        assert [(line.kind, line.text) for line in compared(wang, second.label, made.label)] == [(Kind.REMOVED, "法槌")]
        assert compared(wang, second.label, NOW) == ()
        assert compared(wang, BUILT_IN, BUILT_IN) == ()


def test_a_rule_that_fails_its_own_examples_is_named_and_needs_a_reason(where: Path) -> None:
    wrong = replace(COURT, bad=(replace(COURT.bad[0], tests=RuleTests(("The court sat.",))),))
    with TermbaseStore.open(where, who="Zhou", role=Role.REVIEWER, seed=lambda: (wrong,)) as zhou:
        draft = overview(zhou).draft
        assert draft.release is not None
        assert len(draft.failing) == 1
        made = release_glossary(zhou, despite="The example is mended next week.")
        assert made.failures[0].endswith("The example is mended next week.")
