"""A reviewer sees what an approval would do in recent projects and in delivered documents, which stay as they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.model import Document, Mode, Segment, SegmentId
from editor.deliverable import deliver_file, deliverable
from editor.formats.delivery import EXPORTERS
from editor.gui.review.perspective import ReviewWindow
from editor.gui.review.wider import Sources, WiderLook
from editor.gui.window import MainWindow
from editor.project import Project
from glossary.proposals import Role
from tests.gui.person import click, press, told
from tests.gui.review.conftest import ARTICLE, OpenAs, Pair
from tests.gui.review.test_review import gavel, listed, opened_review, settled, warmth

GAVELS: tuple[Pair, ...] = tuple((f"法槌第{n}次落下。", f"The hammer fell {n} times.") for n in range(8))


@pytest.fixture(autouse=True)
def own_learning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


def project(path: Path, pairs: tuple[Pair, ...], title: str, *, out: Path | None = None) -> Path:
    segments = [Segment(SegmentId(n), zh, en, en) for n, (zh, en) in enumerate(pairs, 1)]
    with Project.create(path, Document(title, title, "txt", Mode.BILINGUAL), segments) as made:
        if out is not None:
            deliver_file(made, deliverable(made), EXPORTERS[0], out)
    return path


def looked(qtbot: QtBot, review: ReviewWindow) -> None:
    qtbot.waitUntil(lambda: not review._wide.busy, timeout=60_000)
    settled(qtbot, review)


def test_recent_and_delivered_documents_count_and_are_shown_with_their_places(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs, tmp_path: Path
) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    wang.suggest(warmth())
    other = project(tmp_path / "b.zhubi", GAVELS, "Gavels")
    out = tmp_path / "gone.txt"
    gone = project(tmp_path / "c.zhubi", ARTICLE[:1], "Gone", out=out)
    gone.unlink()
    held, missing = project(tmp_path / "d.zhubi", GAVELS, "Held"), tmp_path / "none.zhubi"
    for path in (other, held, missing):
        window.settings.remember(path)
    window.settings.remember(tmp_path / "a.zhubi")
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in (other, out)}
    with Project.open(held):
        review = opened_review(qtbot, window, 2)
        looked(qtbot, review)
        assert listed(review) == ["法槌: gavel", "司法温度: temperature of justice → human touch of justice"]
        assert [row.text(1) for row in review.queue._rows()] == ["8", "3"]
        said = review.wider.told.text()
        assert "1 recent projects, 1 delivered documents" in said
        assert "Left out: " in said
        assert "and 1 more" in said
        assert all(name in review.wider.told.toolTip() for name in ("d.zhubi", "none.zhubi"))
        shown = told(review.evidence)
        assert "2 segments of the open document" in shown
        assert "Gone" in shown
        assert "with the built-in glossary; it stays as it is" in shown
        assert "1 segments: 1 newly flagged, 1 with a repair, 0 no longer flagged" in shown
        review.queue.setCurrentItem(next(review.queue._rows()))
        settled(qtbot, review)
        assert "Gavels" in told(review.evidence)
        assert "and 5 more" in told(review.evidence)
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in before} == before


def test_a_second_look_reads_nothing_again_and_a_changed_project_is_read_again(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_as("Wang", Role.TRANSLATOR).suggest(gavel())
    other = project(tmp_path / "b.zhubi", GAVELS, "Gavels")
    window.settings.remember(other)
    review = opened_review(qtbot, window, 1)
    looked(qtbot, review)
    [look] = window.findChildren(WiderLook)
    texts, known = dict(look._texts), dict(look._known)
    assert len(texts) == 1
    review.load()
    looked(qtbot, review)
    assert (look._texts, look._known) == (texts, known)
    assert [row.text(1) for row in review.queue._rows()] == ["8"]
    with Project.open(other) as changed:
        changed.set_target(SegmentId(1), "The gavel fell.")
    review.load()
    looked(qtbot, review)
    assert len(look._known) == 2
    assert [row.text(1) for row in review.queue._rows()] == ["7"]


def test_a_look_can_be_stopped_and_says_so(qtbot: QtBot, window: MainWindow, open_as: OpenAs, tmp_path: Path) -> None:
    open_as("Wang", Role.TRANSLATOR).suggest(gavel())
    review = opened_review(qtbot, window, 1)
    looked(qtbot, review)
    paths = tuple(project(tmp_path / f"p{n}.zhubi", GAVELS, f"P{n}") for n in range(6))
    review._wide.progressed.connect(
        lambda look: click(review.wider.stop) if len(look.looked) == 2 and look.waiting else None
    )
    assert review._queue is not None
    review._wide.begin(review._queue, Sources(paths))
    looked(qtbot, review)
    assert "Stopped: 2 recent projects" in review.wider.told.text()
    assert not review.wider.stop.isVisible()
    press("S")
