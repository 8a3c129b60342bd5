"""Regular expressions are found as if each had been tried, and the literals that save trying them are safe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.forms import cased, lowered, straight
from glossary.patterns import PatternIndex, required_literals


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"class [A-Z]? ?cases?", ("class ",)),
        (r"two maintenances?|two safeguards?", ("two maintenance", "two safeguard")),
        (r"(?:foo|bar) baz", (" baz",)),
        (r"foo|b.", ()),
        (r"(foo|bar)", ()),
        (r"\bpolicem[ae]n\b", ("policem",)),
        (r"abcd{2}e", ("abc",)),
        (r"ab[|()]cdef", ("cdef",)),
        (r"one\-stop", ("one stop",)),
        (r"x{", ()),
        (r"colou?r", ("colo",)),
        (r"(?x) a b c d", ()),
    ],
)
def test_literals_a_match_cannot_do_without(pattern: str, literals: tuple[str, ...]) -> None:
    assert required_literals(pattern) == literals


PATTERNS = (
    r"class [A-Z]? ?cases?", r"two maintenances?|two safeguards?", r"(foo|bar) cases", r"polic(e|y)",
    r"\d+ maintenance",
    r"a{2,}", r"one-stop (?:case|service)s?", r"court's [^ ]+",
)  # fmt: skip
PIECES = [
    "class ",
    "A ",
    "cases",
    "two ",
    "maintenance",
    "s",
    "foo ",
    "police",
    "policy ",
    "12 ",
    "aaa",
    "one-stop ",
    "court’s ",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_the_index_finds_what_trying_all_finds(text: str) -> None:
    index = PatternIndex([(pattern, False, number) for number, pattern in enumerate(PATTERNS)])
    found = set(index.find(straight(text), lowered(cased(text))))
    tried = {
        (m.start(), m.end(), number)
        for number, pattern in enumerate(PATTERNS)
        for m in re.finditer(pattern, straight(text), re.IGNORECASE)
    }
    assert found == tried
