"""What mining makes of a handful of edits: each rule of the miner by one small example."""

import time

import pytest

from glossary.mining import EditPair, Thresholds, Triple, mine
from glossary.model import Condition
from glossary.proposals import Change, Origin, State, SuggestionId

ESCORT = (
    ("为企业提供司法护航。", "The court provides {} for enterprises.", "a"),
    ("司法护航要更加精准。", "{} must become more precise this year.", "b"),
    ("强化旅游业司法护航。", "Judges will strengthen {} of tourism in the county.", "c"),
    ("他谈到司法护航的意义。", "He spoke of the meaning of {} at the meeting.", "d"),
)


def edits(bad: str, good: str, contexts: tuple[tuple[str, str, str], ...] = ESCORT, who: str = "An") -> list[EditPair]:
    return [
        EditPair(document, "1", zh, start(text.format(bad)), start(text.format(good)), who, float(n))
        for n, (zh, text, document) in enumerate(contexts)
    ]


def start(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def said(triples: tuple[Triple, ...]) -> list[tuple[str, str, str]]:
    return [(t.zh, t.bad, t.good) for t in triples]


def test_a_correction_comes_with_its_chinese_and_its_evidence() -> None:
    (found,) = mine(edits("judicial escort", "judicial protection"))
    assert (found.zh, found.bad, found.good) == ("司法护航", "judicial escort", "judicial protection")
    assert (found.edits, found.documents, found.contexts, found.reversals, found.share) == (4, 4, 4, 0, 1.0)
    assert (found.first_seen, found.last_seen) == (0.0, 3.0)
    assert found.condition is Condition.MONO
    assert found.single_translator
    first = found.evidence[0]
    assert first.before == "The court provides judicial escort for enterprises."
    assert first.after == "The court provides judicial protection for enterprises."
    assert (first.document, first.source, first.translator) == ("a", "为企业提供司法护航。", "An")


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("soul and temperature", "conscience and warmth"),
        ("retrieval of class A cases", "search for similar cases"),
        ("trial mass effect", "quality and efficiency of trials"),
        ("party group", "leading party members group"),
        ("camp business environment", "business environment"),
        ("two one-stop", "two one-stop systems"),
    ],
)
def test_phrases_come_out_whole(bad: str, good: str) -> None:
    (found,) = mine(edits(bad, good))
    assert (found.bad, found.good) == (bad, good)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("the judicial protection", "judicial protection"),
        ("judicial protections", "judicial protection"),
        ("Judicial Protection", "judicial protection"),
        ("protection in law", "protection by law"),
        ("protection of law", "law protection"),
        ("jugde", "judge"),
        ("four measures", "five measures"),
        ("Luo Min's help", "Luo Ming's help"),
        ("Chang Jiang", "Changjiang"),
        ("strengthened support", "increased help"),
    ],
)
def test_style_names_numbers_and_slips_are_no_terms(bad: str, good: str) -> None:
    assert mine(edits(bad, good)) == ()


def test_thresholds_are_edits_documents_and_different_sentences() -> None:
    pairs = edits("judicial escort", "judicial protection")
    assert mine(pairs[:2]) == ()
    assert len(mine(pairs[:3])) == 1
    one_document = [EditPair("a", str(n), *_rest(p)) for n, p in enumerate(pairs)]
    assert mine(one_document) == ()
    assert len(mine(one_document, thresholds=Thresholds(documents=1))) == 1
    repeated = [EditPair(f"{n}", "1", *_rest(pairs[0])) for n in range(5)]
    assert mine(repeated) == ()
    assert len(mine(repeated, thresholds=Thresholds(contexts=1))) == 1


def _rest(pair: EditPair) -> tuple[str, str, str, str, float]:
    return pair.source, pair.machine, pair.final, pair.translator, pair.time


def test_competing_renderings_are_counted_and_forbid_a_suggestion() -> None:
    many = (*ESCORT, ("护航工作。", "Our plan for {} was read out.", "e"))
    pairs = [
        *edits("judicial escort", "judicial protection", many)[:4],
        *edits("judicial escort", "legal aid", many)[4:],
    ]
    (found,) = mine(pairs)
    assert (found.edits, found.competing, found.share) == (4, (("legal aid", 1),), 0.8)
    assert mine(pairs[1:]) == ()


def test_what_was_changed_back_is_evidence_against() -> None:
    pairs = edits("judicial escort", "judicial protection")
    back = [EditPair(p.document, p.segment, p.source, p.machine, p.machine, "Bo", p.time + 10) for p in pairs]
    (found,) = mine([*pairs, back[0]])
    assert (found.edits, found.reversals) == (3, 1)
    assert [e.translator for e in found.evidence if e.reversed] == ["Bo"]
    assert found.condition is Condition.SRC
    assert mine([*pairs, *back[:2]]) == ()


def test_a_form_left_standing_elsewhere_needs_its_chinese() -> None:
    kept = "Two cars went ahead as a judicial escort of the prisoner."
    pairs = [*edits("judicial escort", "judicial protection"), EditPair("x", "1", "两辆车押送犯人。", kept, kept)]
    (found,) = mine(pairs)
    assert (found.condition, found.kept, found.elsewhere) == (Condition.SRC, 1, 1)
    without = [EditPair(p.document, p.segment, "", *_rest(p)[1:]) for p in pairs]
    (found,) = mine(without)
    assert (found.zh, found.condition, found.kept) == ("", Condition.CTX, 1)


def test_a_form_mostly_left_standing_is_a_matter_of_taste() -> None:
    kept = edits("judicial escort", "judicial escort", tuple((z, t, d + "2") for z, t, d in ESCORT))
    assert mine([*edits("judicial escort", "judicial protection"), *kept, kept[0]]) != ()
    more = edits("judicial escort", "judicial escort", tuple((z, t, d + "3") for z, t, d in ESCORT))
    assert mine([*edits("judicial escort", "judicial protection"), *kept, *more]) == ()


def test_rewritten_sentences_say_nothing() -> None:
    texts = (
        "Courts stand by those who trade.",
        "Precision counts for us.",
        "Tourism can rely on judges.",
        "Words mattered.",
    )
    pairs = edits("judicial escort", "judicial protection")
    rewritten = [
        EditPair(p.document, p.segment, p.source, p.machine, text) for p, text in zip(pairs, texts, strict=True)
    ]
    assert mine(rewritten) == ()


def test_terms_of_the_glossary_go_first_as_chinese() -> None:
    pairs = edits("judicial escort", "judicial protection")
    assert said(mine(pairs, terms=["护航"])) == [("护航", "judicial escort", "judicial protection")]
    assert said(mine(pairs, terms=["法院"])) == [("司法护航", "judicial escort", "judicial protection")]


def test_a_triple_becomes_a_draft_for_review() -> None:
    (found,) = mine(edits("judicial escort", "judicial protection"))
    draft = found.suggestion(SuggestionId("s-1"), "miner", 9.0)
    assert (draft.zh, draft.bad, draft.en) == ("司法护航", ("judicial escort",), "judicial protection")
    assert (draft.change, draft.origin, draft.state, draft.documents) == (Change.CONCEPT, Origin.MINED, State.DRAFT, 4)
    assert draft.example == "为企业提供司法护航。 => The court provides judicial escort for enterprises."


def test_a_word_that_is_right_elsewhere_takes_its_adjective_along() -> None:
    kept = "The doctors of the hospital came at once."
    pairs = [*edits("whole hospital", "whole court"), EditPair("x", "1", "医院", kept, kept)]
    assert said(mine(pairs)) == [("司法护航", "whole hospital", "whole court")]
    assert said(mine(pairs[:-1])) == [("司法护航", "hospital", "court")]


def test_words_of_grammar_inside_compounds_are_words() -> None:
    assert said(mine(edits("before-court meeting", "pretrial conference")))[0][1:] == (
        "before-court meeting",
        "pretrial conference",
    )
    assert said(mine(edits("outsider", "third party")))[0][1:] == ("outsider", "third party")


def test_what_a_sentence_begins_with_is_written_small() -> None:
    contexts = (ESCORT[1], ("司法护航很好。", "{} is good.", "e"), ("司法护航难。", "{} costs money and time.", "f"))
    extra = EditPair("g", "1", "", "We need judicial help and protection.", "We need judicial help and protection.")
    (found,) = mine([*edits("judicial escort", "judicial protection", contexts), extra])
    assert (found.bad, found.good) == ("judicial escort", "judicial protection")


def test_long_sentences_are_shown_around_the_edit() -> None:
    contexts = tuple((zh, text[:-1] + " and so on" * 20 + ".", document) for zh, text, document in ESCORT)
    (found,) = mine(edits("judicial escort", "judicial protection", contexts))
    before = found.evidence[2].before
    assert "judicial escort" in before
    assert before.endswith(" …")
    assert len(before) < 200


def test_an_empty_corpus_and_empty_texts_teach_nothing() -> None:
    assert mine([]) == ()
    assert mine([EditPair("a", str(n), "", "", "Judicial protection.") for n in range(5)]) == ()
    assert mine([EditPair(str(n), "1", "", "Judicial escort.", "") for n in range(5)]) == ()


def test_no_text_makes_mining_endless() -> None:
    name = "A" + "iai" * 400 + "x"
    words = [f"word{n % 7}" for n in range(5000)]
    pairs = edits(f"{name} escort", f"{name} protection")
    old, new = f"Old {' '.join(words)} end.", f"New {' '.join(reversed(words))} last."
    pairs.append(EditPair("x", "1", "", old, new))
    begun = time.process_time()
    (found,) = mine(pairs)
    assert found.bad.endswith("escort")
    assert time.process_time() - begun < 5


def test_the_order_of_the_pairs_does_not_matter() -> None:
    pairs = [*edits("judicial escort", "judicial protection"), *edits("dean", "president", ESCORT, "Bo")]
    pairs = [EditPair(f"{p.document}{p.translator}", *_fields(p)) for p in pairs]
    assert set(mine(pairs)) == set(mine(pairs[::-1]))
    assert len(mine(pairs)) == 2


def _fields(pair: EditPair) -> tuple[str, str, str, str, str, float]:
    return pair.segment, *_rest(pair)
