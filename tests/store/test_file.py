"""The file as such: made whole or not at all, held by one, one file at the end, honest errors."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.edits import Edit, Field
from editor.core.model import Segment, SegmentId
from editor.errors import ProjectDamaged, ProjectError, ProjectLocked, ProjectTooNew
from editor.project import Project
from editor.store import schema
from tests.store.samples import article, document

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with one edit."""
    path = tmp_path / "news.zhubi"
    with Project.create(path, document(), article()) as project:
        project.set_target(SegmentId(2), "The judge presided.")
    return path


def python(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def query(path: Path, *statements: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        rows = [connection.execute(statement).fetchall() for statement in statements]
        connection.commit()
        return rows[-1]
    finally:
        connection.close()


def test_a_closed_project_is_one_file_with_our_marks(path: Path) -> None:
    assert names(path.parent) == ["news.zhubi"]
    assert query(path, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert query(path, "PRAGMA user_version") == [(schema.VERSION,)]
    assert query(path, "PRAGMA journal_mode") == [("delete",)]


def test_while_open_the_settings_are_those_promised(path: Path) -> None:
    connections: list[schema.Connection] = []

    def connect(name: str) -> schema.Connection:
        connections.append(schema.connect(name))
        return connections[0]

    with Project.open(path, connect=connect):
        said = {
            name: connections[0].execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "locking_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
            )
        }
        assert not path.with_name("news.zhubi-shm").exists()
    assert said == {
        "journal_mode": "wal", "locking_mode": "exclusive", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "cell_size_check": 1,
    }  # fmt: skip


@pytest.mark.parametrize("statement", ["UPDATE journal SET after = 'x'", "DELETE FROM journal"])
def test_the_journal_refuses_to_be_rewritten(path: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        query(path, statement)


def test_the_journal_refuses_a_number_out_of_order(path: Path) -> None:
    row = "(1, 1, 1, 'note', '', 'x', '', '', '', 0.0, 0, x'', x'')"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        query(path, f"INSERT OR REPLACE INTO journal VALUES {row}")


def test_a_second_process_is_told_who_has_it(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from editor.errors import ProjectLocked
from editor.project import Project
try:
    Project.open(Path(sys.argv[1]))
except ProjectLocked as error:
    print(error)
"""
    with Project.open(path):
        before = path.read_bytes() if os.name == "nt" else b""
        told = python(code, path)
        assert before == b"" or path.read_bytes() == before
    sentence = told.stdout
    assert "already open by " in sentence
    assert f"(process {os.getpid()})" in sentence
    with Project.open(path) as project:
        assert project.segment(SegmentId(2)).target == "The judge presided."


def test_the_same_process_cannot_open_it_twice_and_keeps_its_lock(path: Path) -> None:
    with Project.open(path) as project:
        for _ in range(2):
            with pytest.raises(ProjectLocked, match="already open by"):
                Project.open(path)
        project.set_note(SegmentId(1), "still mine")
        assert project.pending == 0


def test_a_note_left_by_a_crash_does_not_hinder(path: Path) -> None:
    path.with_name("news.zhubi-owner").write_text('{"name": "nobody", "host": "gone", "process": 1}')
    with Project.open(path):
        pass
    assert names(path.parent) == ["news.zhubi"]


def test_an_unreadable_note_still_gives_a_sentence(path: Path) -> None:
    with Project.open(path):
        path.with_name("news.zhubi-owner").write_bytes(b"\xff{")
        with pytest.raises(ProjectLocked, match="already open by another program"):
            Project.open(path)


def test_a_newer_project_is_refused_politely_and_left_alone(path: Path) -> None:
    query(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ProjectTooNew, match="newer Zhubi"):
        Project.open(path)
    assert path.read_bytes() == before
    assert names(path.parent) == ["news.zhubi"]


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", ProjectError, "not a Zhubi project"),
        (b"Dear reader, this is a letter. " * 200, ProjectDamaged, "damaged"),
        (b"SQLite format 3\0" + b"\0" * 5000, ProjectError, "damaged|not a Zhubi project"),
    ],
)
def test_a_file_that_is_no_project_is_told_from_one(
    tmp_path: Path, content: bytes, error: type[ProjectError], words: str
) -> None:
    path = tmp_path / "letter.zhubi"
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        Project.open(path)
    assert path.read_bytes() == content


def test_a_database_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    query(path, "CREATE TABLE t (x)")
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="not a Zhubi project"):
        Project.open(path)
    assert path.read_bytes() == before


def test_what_is_not_there_or_no_file_gives_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "missing.zhubi", tmp_path):
        with pytest.raises(ProjectError, match="no such file"):
            Project.open(place)
    assert names(tmp_path) == []


HOSTILE = (
    "CREATE TRIGGER extra AFTER INSERT ON journal BEGIN DELETE FROM segment; END",
    "CREATE VIEW extra AS SELECT * FROM segment",
    "CREATE TABLE extra (x)",
    "CREATE INDEX extra ON segment (target)",
    "ALTER TABLE segment ADD COLUMN extra TEXT",
    "DROP TRIGGER journal_stays",
)


@pytest.mark.parametrize("statement", HOSTILE)
def test_a_foreign_schema_is_refused_before_it_can_act(path: Path, statement: str) -> None:
    query(path, statement)
    with pytest.raises(ProjectDamaged, match="tables are not those"):
        Project.open(path)


FORGED = (
    "UPDATE segment SET target = 'forged' WHERE id = 1",
    "UPDATE segment SET machine = 'forged' WHERE id = 1",
    "UPDATE segment SET previous = 99 WHERE id = 3",
    "DELETE FROM segment WHERE id = 6",
    "DELETE FROM segment",
    "UPDATE meta SET value = replace(value, 'Court', 'Town') WHERE key = 'document'",
    "UPDATE meta SET value = '{}' WHERE key = 'options'",
    "DELETE FROM meta WHERE key = 'options'",
    "INSERT INTO meta VALUES ('more', '', x'')",
    "INSERT INTO journal VALUES (4, 9, 1, 'note', '', 'x', '', '', '', 0.0, 0, x'', x'')",
)


@pytest.mark.parametrize("statement", FORGED)
def test_a_content_changed_behind_our_back_is_noticed(path: Path, statement: str) -> None:
    query(path, statement)
    with pytest.raises(ProjectDamaged, match=r"is damaged \(.+\)\. Its content has not been changed"):
        Project.open(path)


def test_a_journal_that_was_cut_or_rewritten_is_noticed(path: Path) -> None:
    for change in ("DELETE FROM journal WHERE number = 3", "UPDATE journal SET after = 'forged' WHERE number = 1"):
        copy = path.with_name("copy.zhubi")
        copy.write_bytes(path.read_bytes())
        query(copy, "DROP TRIGGER journal_keeps", "DROP TRIGGER journal_stays", change, schema.KEEPS, schema.STAYS)
        with pytest.raises(ProjectDamaged, match=r"journal|segments"):
            Project.open(copy)


def test_a_segment_forged_with_its_hash_does_not_fit_the_total(path: Path) -> None:
    donor = path.with_name("donor.zhubi")
    other = article()
    other[0] = replace(other[0], target="forged", machine="forged")
    Project.create(donor, document(), other).close()
    query(
        path, f"ATTACH '{donor}' AS donor",
        "INSERT OR REPLACE INTO segment SELECT * FROM donor.segment WHERE id = 1",
    )  # fmt: skip
    with pytest.raises(ProjectDamaged, match="missing or out of order"):
        Project.open(path)


# -- making a file


def test_an_existing_file_stays_unless_it_is_to_be_replaced(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="already there"):
        Project.create(path, document(), article(2))
    assert path.read_bytes() == before
    with Project.create(path, document(), article(2), replace=True) as project:
        assert len(project.segments) == 2
    assert names(path.parent) == ["news.zhubi"]


def test_an_open_project_cannot_be_replaced(path: Path) -> None:
    with Project.open(path) as project:
        with pytest.raises(ProjectLocked, match="already open by"):
            Project.create(path, document(), article(2), replace=True)
        project.set_note(SegmentId(1), "still here")
    with Project.open(path) as project:
        assert project.segment(SegmentId(1)).note == "still here"


def test_the_log_of_a_replaced_project_is_not_played_into_the_new_one(path: Path) -> None:
    crashed = python(
        "import os, sys; from pathlib import Path; from editor.project import Project\n"
        "p = Project.open(Path(sys.argv[1])); p.set_note(1, 'from the old one'); os._exit(0)",
        path,
    )
    assert crashed.returncode == 0, crashed.stderr
    assert path.with_name("news.zhubi-wal").exists()
    with Project.create(path, document(), article(3), replace=True) as project:
        assert [s.note for s in project.segments] == ["", "", ""]
    with Project.open(path) as project:
        assert len(project.segments) == 3


@pytest.mark.parametrize("bad", ["nul \0 inside", "half \ud800 a pair"])
def test_a_text_no_file_can_hold_is_refused_with_the_segment_named(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "bad.zhubi"
    segments = [*article(2), Segment(SegmentId(3), bad, "m", "m")]
    with pytest.raises(ProjectError, match="segment 3"):
        Project.create(path, document(), segments)
    with pytest.raises(ProjectError, match="the document"):
        Project.create(path, replace(document(), title=bad), article(2))
    assert names(tmp_path) == []
    with Project.create(path, document(), article(2)) as project:
        with pytest.raises(ProjectError, match="segment 1"):
            project.set_target(SegmentId(1), bad)
        with pytest.raises(ProjectError, match="segment 1"):
            project.apply([Edit(SegmentId(1), Field.NOTE, "", "x", key=bad)], kind="note")
        assert list(project.segments) == article(2)
        assert not project.can_undo


def test_probe_strings_come_back_unchanged(tmp_path: Path) -> None:
    probes = ["\u00a0", "a\u2028b\u2029c", "\u0085", "soft\u00adhyphen", "\u200d\u200c\ufeff", "e\u0301 é", "👩‍⚖️", "\u202e", "\ufffe\ufdd0", "\t\r\n", "\x01\x7f", "𠮷"]  # noqa: E501  # fmt: skip
    segments = [Segment(SegmentId(n), text, text, text, gap=text, note=text) for n, text in enumerate(probes, 1)]
    path = tmp_path / "probes.zhubi"
    with Project.create(path, document(), segments) as project:
        for segment in segments:
            project.set_note(segment.id, segment.note + "x")
    with Project.open(path) as project:
        assert [replace(s, note=s.note[:-1], revision=0) for s in project.segments] == segments


def test_a_folder_that_is_missing_or_a_file_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in ("missing", "file"):
        with pytest.raises(ProjectError, match="Choose another place"):
            Project.create(tmp_path / folder / "news.zhubi", document(), article(2))
    assert names(tmp_path) == ["file"]


READ_ONLY = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from editor.errors import ProjectError
from editor.project import Project
from tests.store.samples import article, document
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
deeds = (
    lambda: Project.open(folder / "news.zhubi"),
    lambda: Project.create(folder / "new.zhubi", document(), article(2)),
)
for deed in deeds:
    try:
        deed()
    except ProjectError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_read_only_folder_gives_a_sentence_and_stays_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    for folder in (p for p in path.parents if p.name.startswith(("pytest-", "popen-"))):  # xdist nests one deeper
        folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        told = python(READ_ONLY, path.parent, ROOT)
    finally:
        path.parent.chmod(0o755)
    assert told.returncode == 0, told.stderr
    opened, created = told.stdout.splitlines()
    assert "read-only" in opened or "may not write" in opened or "cannot be opened" in opened
    assert "Choose another place" in created
    assert path.read_bytes() == before
    assert names(path.parent) == ["news.zhubi"]


def test_a_long_project_opens(tmp_path: Path) -> None:
    path = tmp_path / "long.zhubi"
    Project.create(path, document(), article(20_000)).close()
    with Project.open(path) as project:
        assert len(project.segments) == 20_000
