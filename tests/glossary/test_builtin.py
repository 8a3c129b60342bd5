"""The built-in glossary keeps every rule of a glossary, is as large as promised, and its own tests pass."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from glossary.files import load_glossary
from glossary.matching import Matcher, Verdict
from glossary.model import Concept, RuleMode, TermStatus
from glossary.validate import rule_hits, validate


@pytest.fixture(scope="module")
def builtin() -> tuple[Concept, ...]:
    with as_file(files("resources") / "glossaries" / "court-news.jsonl") as path:
        return load_glossary(path)


@pytest.fixture(scope="module")
def matcher(builtin: tuple[Concept, ...]) -> Matcher:
    return Matcher(builtin)


def test_every_entry_is_valid_and_its_tests_pass(builtin: tuple[Concept, ...]) -> None:
    assert [str(problem) for problem in validate(builtin)] == []


def test_there_are_twenty_four_hundred_chinese_terms(builtin: tuple[Concept, ...]) -> None:
    assert len({term.text for concept in builtin for term in concept.forms("zh")}) >= 2400


def test_a_broken_rule_would_be_noticed(builtin: tuple[Concept, ...], matcher: Matcher) -> None:
    rule = next(rule for concept in builtin for rule in concept.bad)
    assert not rule_hits(matcher, rule, "Nothing of the kind stands here.")


def test_every_preferred_form_is_approved_where_it_stands(builtin: tuple[Concept, ...], matcher: Matcher) -> None:
    lost = []
    for concept in builtin:
        for term in concept.forms("en", TermStatus.PREFERRED):
            source = concept.preferred("zh")
            found = matcher.occurrences(source, f"They spoke of {term.text} there.")
            if not any(o.concept.id == concept.id and o.verdict is Verdict.APPROVED for o in found):
                lost.append(f"{source} = {term.text}: {[(o.concept.id, o.verdict.value) for o in found]}")
    assert lost == []


def test_every_chinese_form_is_found_in_itself(builtin: tuple[Concept, ...], matcher: Matcher) -> None:
    for concept in builtin:
        for term in concept.forms("zh"):
            assert concept.id in {hit.concept.id for hit in matcher.source_hits(f"他们谈到{term.text}。")}, term.text


def test_what_has_no_certain_meaning_is_asked_and_never_repaired(
    builtin: tuple[Concept, ...], matcher: Matcher
) -> None:
    for text in ("the unity of the three genders", "from five to two counties"):
        asked = [o for o in matcher.occurrences("", text) if o.verdict is Verdict.BAD]
        assert asked, text
        assert all(o.rule and o.rule.mode is RuleMode.QUERY and not o.fixes for o in asked)
