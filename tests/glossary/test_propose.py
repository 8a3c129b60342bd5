"""The hand proposal: what a selection fills in, and what is known already."""

from dataclasses import replace

import pytest

from glossary.model import Condition, Term, TermStatus
from glossary.proposals import Change, Origin, State, Suggestion, SuggestionId
from glossary.propose import Duplicate, Likeness, Selection, duplicates, prefilled, replaced_text
from tests.glossary.making import concept, rule

ID = SuggestionId("s-1")
MACHINE = "We must provide judicial escort for the development of the camp business environment."
TARGET = "We must provide judicial protection for the development of the business environment."
CHINESE = "为优化营商环境提供司法护航。"


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def selection(en: str = "", zh: str = "", replaced: str = "", source: str = CHINESE) -> Selection:
    chosen = span(TARGET, en) if en else None
    return Selection("doc", "7", source, MACHINE, TARGET, "An", 5.0, zh, chosen, replaced)


@pytest.mark.parametrize(
    ("selected", "replaced"),
    [
        ("judicial protection", "judicial escort"),
        ("protection", "escort"),
        ("tection", "escort"),
        ("protection for", "escort for"),
        ("business environment", "camp business environment"),
        ("development", ""),
        ("We must provide", ""),
        ("provide judicial protection for the development", "provide judicial escort for the development"),
    ],
)
def test_the_machine_tells_what_was_replaced(selected: str, replaced: str) -> None:
    assert replaced_text(MACHINE, TARGET, span(TARGET, selected)) == replaced


def test_nothing_was_replaced_where_nothing_was() -> None:
    assert replaced_text("", TARGET, (0, 5)) == ""
    assert replaced_text(MACHINE, "", (0, 0)) == ""
    assert replaced_text("Courts met.", "Courts met today.", span("Courts met today.", "today")) == ""


def test_both_selections_fill_the_form() -> None:
    draft = prefilled(ID, selection("judicial protection", " 司法护航 "))
    assert (draft.zh, draft.bad, draft.en) == ("司法护航", ("judicial escort",), "judicial protection")
    assert (draft.change, draft.origin, draft.state, draft.author) == (Change.CONCEPT, Origin.HAND, State.DRAFT, "An")
    assert draft.condition is Condition.SRC
    assert draft.example == f"{CHINESE} => {MACHINE}"
    (evidence,) = draft.evidence
    assert (evidence.before, evidence.after, evidence.document, evidence.segment) == (MACHINE, TARGET, "doc", "7")


def test_without_chinese_the_rule_is_for_its_context_only() -> None:
    draft = prefilled(ID, selection("judicial protection", source=""))
    assert (draft.zh, draft.condition, draft.example) == ("", Condition.CTX, MACHINE)


def test_what_was_typed_over_goes_before_what_the_machine_had() -> None:
    assert prefilled(ID, selection("judicial protection", replaced="legal escort")).bad == ("legal escort",)


def test_a_term_without_an_error_has_no_rule() -> None:
    draft = prefilled(ID, selection("development", "发展"))
    assert (draft.bad, draft.condition, draft.evidence) == ((), None, ())
    assert draft.example == f"{CHINESE} => {TARGET}"


def test_chinese_alone_gives_the_rendering_the_glossary_has() -> None:
    known = concept("司法护航", "judicial protection", politically_fixed=True)
    draft = prefilled(ID, selection(zh="司法护航"), [known])
    assert (draft.concept, draft.en, draft.domain, draft.politically_fixed) == (
        known.id,
        "judicial protection",
        "court",
        True,
    )


def test_a_bad_form_for_a_known_rendering_is_a_rule_of_its_concept() -> None:
    known = concept("司法护航|护航", "judicial protection|judicial safeguard")
    draft = prefilled(ID, selection("judicial protection"), [known])
    assert (draft.change, draft.concept, draft.zh, draft.status) == (Change.RULE, known.id, "司法护航", None)


def test_another_rendering_of_a_known_term_is_a_term_of_its_concept() -> None:
    known = concept("司法护航", "judicial safeguard")
    draft = prefilled(ID, selection("judicial protection", "司法护航"), [known])
    assert (draft.change, draft.concept, draft.status) == (Change.TERM, known.id, TermStatus.ADMITTED)


def test_english_of_a_concept_that_is_not_in_the_source_names_none() -> None:
    draft = prefilled(ID, selection("judicial protection"), [concept("司法保护", "judicial protection")])
    assert draft.change is Change.CONCEPT


def kinds(found: tuple[Duplicate, ...]) -> list[Likeness]:
    return [d.likeness for d in found]


def test_what_the_glossary_has_is_shown_while_typing() -> None:
    known = concept("司法护航", "judicial protection|Judicial-Safeguard", rule("judicial escort"))
    assert kinds(duplicates("司法护航", "", "", [known])) == [Likeness.CHINESE]
    assert kinds(duplicates("", "", "the judicial safeguard", [known])) == [Likeness.ENGLISH]
    assert kinds(duplicates("", "Judicial escort", "", [known])) == [Likeness.BAD]
    assert kinds(duplicates("", "judicial protection", "", [known])) == [Likeness.BAD_IS_APPROVED]
    assert duplicates("", "", "", [known]) == ()
    assert duplicates("护航", "escort", "protection", [known]) == ()


def test_a_deprecated_form_may_be_called_bad() -> None:
    known = concept("司法护航", "judicial protection")
    old = Term("judicial escort", "en", TermStatus.DEPRECATED)
    assert duplicates("", "judicial escort", "", [replace(known, terms=(*known.terms, old))]) == ()


def test_suggestions_on_their_way_and_rejected_pairs_are_shown() -> None:
    waiting = Suggestion(ID, Change.CONCEPT, "Bo", zh="司法护航", bad=("judicial escort",), en="judicial protection")
    assert kinds(duplicates("司法护航", "", "", [], [waiting])) == [Likeness.CHINESE]
    assert kinds(duplicates("", "Judicial Escort", "", [], [waiting])) == [Likeness.BAD]
    assert kinds(duplicates("", "", "judicial protection", [], [waiting])) == [Likeness.ENGLISH]
    rejected = replace(waiting, state=State.REJECTED)
    assert kinds(duplicates("", "judicial escort", "judicial protection", [], [rejected])) == [Likeness.REJECTED]
    assert duplicates("", "judicial escort", "legal aid", [], [rejected]) == ()
    assert duplicates("司法护航", "", "", [], [replace(waiting, state=State.WITHDRAWN)]) == ()
