"""new, fix, export, diff and terms on real files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from editor.project import Project
from tests.cli.conftest import Zhubi


def make(zhubi: Zhubi, article: Path, chinese: Path | None = None) -> Path:
    """A project of the article."""
    path = article.with_name("article.zhubi")
    ran = zhubi("new", *([chinese] if chinese else []), article, "-o", path)
    assert ran.code == 0, ran.err
    return path


def test_new_says_the_mode_and_refuses_to_overwrite(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    path = article.with_name("article.zhubi")
    first = zhubi("new", chinese, article, "-o", path)
    assert "bilingual" in first.out
    again = zhubi("new", article, "-o", path)
    assert again.code == 2
    assert "is there already" in again.err
    forced = zhubi("new", article, "-o", path, "--force")
    assert forced.code == 0
    assert "nothing can be verified against the source" in forced.out


def test_new_without_a_name_stands_beside_the_translation(zhubi: Zhubi, article: Path) -> None:
    assert zhubi("new", article).code == 0
    assert article.with_suffix(".zhubi").exists()


def test_untouched_export_is_the_mt(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    path = make(zhubi, article, chinese)
    out = article.with_name("out.txt")
    assert zhubi("export", path, "--to", "txt", "-o", out).code == 0
    assert out.read_text(encoding="utf-8") == article.read_text(encoding="utf-8")


def test_monolingual_export_says_it_was_not_verified(zhubi: Zhubi, article: Path) -> None:
    path = make(zhubi, article)
    out = article.with_name("out.html")
    zhubi("export", path, "--to", "html", "-o", out)
    assert "Not verified against the source" in out.read_text(encoding="utf-8")
    text = article.with_name("out.txt")
    zhubi("export", path, "--to", "txt", "-o", text)
    assert "Not verified against the source" in text.read_text(encoding="utf-8")


def test_fix_changes_form_only(zhubi: Zhubi, article: Path) -> None:
    ran = zhubi("fix", article)
    assert "Monday. The president" in ran.out
    assert "01. First" not in ran.out
    assert "class A cases" in ran.out
    assert article.read_text(encoding="utf-8").startswith("The court held a meeting on Monday.The")


def test_fix_of_a_project_is_one_undo(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    path = make(zhubi, article, chinese)
    ran = zhubi("fix", path)
    assert ran.code == 0
    project = Project.open(path)
    before = [s.machine for s in project.segments]
    assert any(s.gap == " " for s in project.segments)
    project.undo()
    assert [s.target for s in project.segments] == before
    project.close()


def test_diff_shows_what_a_person_changed(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    path = make(zhubi, article, chinese)
    project = Project.open(path)
    segment = next(s for s in project.segments if "class A cases" in s.target)
    project.set_target(segment.id, segment.target.replace("class A cases", "similar cases"))
    project.close()
    ran = zhubi("diff", path)
    assert "similar" in ran.out
    assert "[-" in ran.out
    assert "{+" in ran.out
    page = article.with_name("changes.html")
    zhubi("diff", path, "--format", "html", "-o", page)
    assert "<del>" in page.read_text(encoding="utf-8")


def test_csv_holds_every_segment_exactly(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    path = make(zhubi, article, chinese)
    out = article.with_name("table.csv")
    zhubi("export", path, "--to", "csv", "-o", out)
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    project = Project.open(path)
    for segment, row in zip(project.segments, rows[1:], strict=False):
        assert row[1:5] == [segment.source, segment.machine, segment.target, segment.state.value]
    project.close()


def test_terms_lists_verdicts(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    ran = zhubi("terms", article, "--source", chinese)
    assert "类案" in ran.out
    assert "bad" in ran.out
    only_bad = zhubi("terms", article, "--source", chinese, "--bad")
    assert 0 < len(only_bad.out.splitlines()) < len(ran.out.splitlines())


def test_terms_lists_only_what_the_chinese_has(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    article.write_text("The court holds a meeting.", encoding="utf-8")
    chinese.write_text("法院召开会议。", encoding="utf-8")
    ran = zhubi("terms", article, "--source", chinese)
    assert "法院" in ran.out
    assert "裁定" not in ran.out


def test_exchanged_texts_are_refused(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    path = article.with_name("article.zhubi")
    ran = zhubi("new", article, chinese, "-o", path)
    assert ran.code == 2
    assert "exchanged" in ran.err
    assert not path.exists()


def test_chinese_alone_is_told_to_be_no_translation(zhubi: Zhubi, chinese: Path) -> None:
    assert "is Chinese, not a translation" in zhubi("check", chinese).err


def test_a_text_is_not_a_project(zhubi: Zhubi, article: Path) -> None:
    fake = article.with_name("fake.zhubi")
    fake.write_text("this is no database", encoding="utf-8")
    ran = zhubi("export", fake, "--to", "txt")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "fake.zhubi" in ran.err
