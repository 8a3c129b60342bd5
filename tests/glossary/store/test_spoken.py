"""What a server refuses is said in the person's language, with its values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from editor.i18n import load_texts, told
from glossary.model import Concept, ConceptId, Term
from glossary.proposals import Action, Role
from glossary.store import spoken as module
from glossary.store.faults import NotAllowed, Unreachable
from glossary.store.spoken import spoken
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import decide, new_concept
from tests.glossary.store.postgres import Server

GAVEL = Concept(ConceptId("fa-chui"), "court", (Term("法槌", "zh"), Term("gavel", "en")))
SQL = Path(module.__file__).parents[1] / "migrations" / "sql"


def test_a_sentence_is_taken_apart() -> None:
    said = spoken("This needs the role reviewer; yours is translator.")
    assert said.values == (("needed", "reviewer"), ("role", "translator"))
    assert told(said, load_texts("zh_CN")) == "这须由审核者进行；您的角色是译员。"
    assert spoken("Something else.").message == "Something else."


def test_the_sentences_are_those_of_the_server() -> None:
    code = "\n".join(path.read_text("utf-8") for path in sorted(SQL.glob("*.sql")))
    written = re.sub(r"'\s*\|\|\s*'", "", code)
    for text in module._SENTENCES:
        for part in re.split(r"\{\w+\}", text):
            assert part.strip() in written, text


def test_a_refusal_of_the_server_is_said_in_chinese(server: Server, database: str) -> None:
    """The store is made to ask although it knows better."""
    tr = load_texts("zh_CN")
    with TermbaseStore.open(server.url("guest", database)) as store:
        store._door.role = Role.LEAD
        with pytest.raises(NotAllowed) as caught:
            store.import_concepts([GAVEL], label="nothing")
        assert "服务器不允许您的角色这样做" in told(caught.value, tr)
    with TermbaseStore.open(server.url("li", database)) as store:
        store.suggest(new_concept("S1"))
        decide(store, "S1", Action.TAKE)
        with pytest.raises(NotAllowed) as caught:
            decide(store, "S1", Action.APPROVE)
        assert told(caught.value, tr) == "任何人不得对自己提出的内容作决定。请另找审核者。"


@pytest.mark.logs
def test_a_server_that_goes_while_an_import_is_sent_is_away(
    server: Server, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    def sent() -> Iterator[Concept]:
        yield GAVEL
        with psycopg.connect(server.url("postgres", database), autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'li'")
        for n in range(50_000):
            yield replace(GAVEL, id=ConceptId(f"n{n}"))

    with TermbaseStore.open(server.url("li", database)) as store:
        with pytest.raises(Unreachable):
            store.import_concepts(sent(), label="lost")
        assert store.waiting() == ()
    assert {record.name for record in caplog.records} == {"psycopg"}
