"""What was exported is remembered with its sentences, and a later release is held against them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId
from editor.deliverable import deliver_file, deliverable
from editor.deliveries import FOLDER, deliveries, deliveries_of, flagged
from editor.errors import DocumentError
from editor.formats.delivery import EXPORTERS
from editor.learning import built_in
from editor.paths import learning_folder
from editor.project import Project
from editor.releases import keep_release
from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, Term

TEXTS = (("暖心驿站开放。", "The warm heart post station is open."), ("会议结束。", "The meeting has ended."))


@pytest.fixture(autouse=True)
def own_termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


def article(path: Path) -> Project:
    segments = [Segment(SegmentId(n), zh, en, en) for n, (zh, en) in enumerate(TEXTS, 1)]
    return Project.create(path, Document("d", "News", "txt", Mode.BILINGUAL), segments)


def release(label: str, *wrong: str) -> None:
    rules = tuple(
        BadRendering(RuleId(f"BR-{n}"), (text,), fixes=(RuleFix("visitor care station"),))
        for n, text in enumerate(wrong)
    )
    terms = (Term("暖心驿站", "zh"), Term("visitor care station", "en"))
    keep_release(label, (*built_in()[::40], Concept(ConceptId("X"), "court", terms, rules)))


def deliver(project: Project, path: Path) -> None:
    deliver_file(project, deliverable(project), EXPORTERS[0], path)


def test_an_export_is_remembered_and_a_later_release_held_against_it(tmp_path: Path) -> None:
    release("2026.1")
    out = tmp_path / "news.txt"
    with article(tmp_path / "a.zhubi") as project:
        deliver(project, out)
        project.set_target(SegmentId(1), "Changed after delivery.")
    [record] = deliveries()
    assert record.digest == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (record.title, record.format, record.mode, record.release) == ("News", "txt", "bilingual", "2026.1")
    assert record.glossary.startswith("2026.1+")
    assert Path(record.file) == out.resolve()
    assert flagged(deliveries(), "2026.1") == []

    release("2026.2", "warm heart post station")
    before = out.read_bytes()
    [found] = flagged(deliveries(), "2026.2")
    [place] = found.places
    assert (place.number, place.segment, place.terms) == (1, 1, "暖心驿站")
    assert f"{place.left}[{place.hit}|{place.fix}]{place.right}" == (
        "The [warm heart post station|visitor care station] is open."
    )
    assert found.remark == ""
    assert out.read_bytes() == before


def test_only_the_last_delivery_of_a_project_counts_and_the_earlier_ones_are_kept(tmp_path: Path) -> None:
    release("2026.1")
    with article(tmp_path / "a.zhubi") as project:
        deliver(project, tmp_path / "one.txt")
        project.set_target(SegmentId(1), "The visitor care station is open.")
        deliver(project, tmp_path / "two.txt")
    release("2026.2", "warm heart post station")
    assert flagged(deliveries(), "2026.2") == []
    earlier, last = deliveries_of(tmp_path / "a.zhubi")
    assert (Path(earlier.file).name, earlier.sentences) == ("one.txt", ())
    assert len(last.sentences) == 2


def test_a_release_that_is_not_here_is_named_and_everything_the_new_one_flags_is_listed(tmp_path: Path) -> None:
    release("2026.1", "warm heart post station")
    with article(tmp_path / "a.zhubi") as project:
        deliver(project, tmp_path / "one.txt")
    release("2026.2", "warm heart post station")
    assert flagged(deliveries(), "2026.2") == []
    (learning_folder() / "releases" / "2026.1.jsonl").unlink()
    [found] = flagged(deliveries(), "2026.2")
    assert len(found.places) == 1
    assert "2026.1" in found.remark


def test_a_register_that_cannot_be_written_is_said_and_the_export_stands(tmp_path: Path) -> None:
    (tmp_path / "learning").mkdir()
    (tmp_path / "learning" / FOLDER).write_text("in the way", encoding="utf-8")
    with article(tmp_path / "a.zhubi") as project, pytest.raises(DocumentError, match="is written"):
        deliver(project, tmp_path / "one.txt")
    assert (tmp_path / "one.txt").is_file()


def test_a_damaged_record_is_put_aside(tmp_path: Path) -> None:
    with article(tmp_path / "a.zhubi") as project:
        deliver(project, tmp_path / "one.txt")
        [file] = (learning_folder() / FOLDER).glob("*.jsonl")
        file.write_bytes(b"{half")
        assert deliveries() == []
        deliver(project, tmp_path / "two.txt")
    assert [Path(record.file).name for record in deliveries()] == ["two.txt"]
    assert file.with_suffix(".damaged").read_bytes() == b"{half"
