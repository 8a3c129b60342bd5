"""A window whose termbase is a real file in the test's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.gui.window import MainWindow
from editor.settings import AUTHOR, ROLE
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleFix, RuleId, RuleTests, Term
from glossary.proposals import Role
from glossary.store.termbase import TermbaseStore
from tests.gui.conftest import Opener, Pair
from tests.gui.conftest import opened as opened

SIMILAR_CASES = Concept(
    ConceptId("lei-an"), "procedure",
    (Term("类案", "zh", reading="lèi àn"), Term("similar cases", "en", source="english.court.gov.cn")),
    (BadRendering(
        RuleId("lei-an.1"), ("class cases",), Condition.SRC, fixes=(RuleFix("similar cases"),), reason="类 is alike",
        tests=RuleTests(("检索类案。 => They searched class cases.",), ("检索类案。 => They searched similar cases.",)),
    ),),
)  # fmt: skip
PRESIDENT = Concept(
    ConceptId("yuan-zhang"), "title",
    (Term("院长", "zh", reading="yuàn zhǎng"), Term("president", "en"), Term("court president", "en")),
)  # fmt: skip
SEED = (SIMILAR_CASES, PRESIDENT)
ARTICLE: tuple[Pair, ...] = (
    ("院长强调司法温度。", "The president stressed the temperature of justice."),
    ("法官要体现司法温度。", "Judges should show the temperature of justice."),
    ("会议结束。", "The meeting ended."),
)

OpenAs = Callable[[str, Role], TermbaseStore]
Desked = Callable[..., MainWindow]


@pytest.fixture
def open_as(tmp_path: Path) -> Iterator[OpenAs]:
    """Open the termbase of the test as somebody."""
    stores: list[TermbaseStore] = []

    def opening(who: str, role: Role) -> TermbaseStore:
        store = TermbaseStore.open(tmp_path / "terms.sqlite", who=who, role=role, seed=lambda: SEED)
        stores.append(store)
        return store

    yield opening
    for store in stores:
        store.close()


@pytest.fixture
def window(opened: Opener, open_as: OpenAs) -> MainWindow:
    """A window of the reviewer Li with an article."""
    made = opened(ARTICLE)
    made.settings[AUTHOR] = "Li"
    made.settings[ROLE] = "reviewer"
    made.termbase.open = open_as
    return made
