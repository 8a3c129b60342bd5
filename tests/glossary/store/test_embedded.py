"""The termbase in a file: made with its concepts, refused when it is somebody else's, shared between programs."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from glossary.files import load_glossary
from glossary.model import Concept
from glossary.proposals import Role
from glossary.store import schema
from glossary.store.faults import StoreError
from glossary.store.termbase import TermbaseStore

BUILT_IN = Path(__file__).parents[3] / "resources" / "glossaries" / "court-news.jsonl"


def built_in() -> tuple[Concept, ...]:
    return load_glossary(BUILT_IN)


def test_the_first_start_makes_it_with_the_built_in_glossary(tmp_path: Path) -> None:
    path = tmp_path / "data" / "termbase.sqlite"
    with TermbaseStore.open(path, who="wang", seed=built_in) as store:
        assert {c.id: c for c in store.concepts()} == {c.id: c for c in built_in()}
        assert [entry.what for entry in store.audit()] == ["begin built-in"]
        assert not store.enforced
    with TermbaseStore.open(path, who="wang", seed=lambda: pytest.fail("it is there already")) as store:
        assert len(store.concepts()) == len(built_in())


def test_a_first_start_that_fails_leaves_a_file_that_can_begin_again(tmp_path: Path) -> None:
    def broken() -> tuple[Concept, ...]:
        raise StoreError("the disk went away")

    with pytest.raises(StoreError, match="went away"):
        TermbaseStore.open(tmp_path / "t.sqlite", seed=broken)
    with TermbaseStore.open(tmp_path / "t.sqlite", seed=built_in) as store:
        assert len(store.concepts()) == len(built_in())


def test_a_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE letters (text TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        TermbaseStore.open(path)
    path.with_name("text").write_text("no database at all, but long enough to be looked at " * 20, "utf-8")
    with pytest.raises(StoreError, match="not a termbase"):
        TermbaseStore.open(path.with_name("text"))
    assert path.read_bytes() == before


def test_a_termbase_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    TermbaseStore.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        TermbaseStore.open(path)


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_what_is_append_only_cannot_be_rewritten(tmp_path: Path, table: str) -> None:
    path = tmp_path / "t.sqlite"
    TermbaseStore.open(path, seed=built_in).close()
    with sqlite3.connect(path) as connection:
        triggers = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
        assert {sql.split("BEFORE ")[1].split()[0] for (sql,) in triggers} >= {"UPDATE", "DELETE"}
        if table == "audit":
            for statement in ("UPDATE audit SET who = 'li'", "DELETE FROM audit"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    connection.execute(statement)
    connection.close()


def test_two_programs_share_it_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with TermbaseStore.open(path, who="wang") as one, TermbaseStore.open(path, who="li") as other:
        one.import_concepts(built_in()[:3], label="three")
        assert len(other.waiting()) == 3
        other.import_concepts(built_in()[3:5], label="two")
        assert len(one.waiting()) == 5
        assert one.check_audit().whole


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with (
        TermbaseStore.open(tmp_path / "t.sqlite", role=Role.READER) as store,
        pytest.raises(StoreError, match="needs the role reviewer; yours is reader"),
    ):
        store.import_concepts((), label="none")


def test_the_table_of_steps_is_that_of_review() -> None:
    """Everything review allows is in the table both termbases ask, and nothing else but edits."""
    from glossary.migrations.scripts import statements
    from glossary.proposals import Action
    from glossary.review import STEPS

    scripts = [*statements("r0001_tables"), *statements("r0002_tables")]
    filling = "\n".join(text for text in scripts if "INSERT INTO step" in text)
    rows = {tuple(row) for row in re.findall(r"\('(\w+)', '(\w+)', '(\w+)', '(\w+)', '[\w ]+'\)", filling)}
    lead = {("reopen", "rejected", "proposed", "lead")}
    wanted = {
        (action.value, before.value, after.value, role.value)
        for action, (befores, after, role) in STEPS.items()
        for before in befores
        if action is not Action.RELEASE
    }
    assert {row for row in rows if row[0] != "edit"} == {
        row for row in wanted if row[:2] != ("reopen", "rejected")
    } | lead


def test_a_migrated_termbase_has_the_tables_the_statements_are_written_for(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from glossary.store.places import engine_of, place_of

    path = tmp_path / "t.sqlite"
    TermbaseStore.open(path).close()
    engine = engine_of(place_of(path))
    with engine.connect() as connection:
        # SQLite has other names for the types;
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
