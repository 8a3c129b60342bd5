"""`zhubi batch`: pairing by name, one bad file does not stop the others, going on, processes that die, flat memory."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from editor.cli import batch
from editor.cli.batch_jobs import Job, Wish, Worker, jobs_of
from editor.cli.batch_pool import outcomes
from editor.errors import DocumentError
from editor.reports.batch import Outcome
from editor.termbase import load_termbase
from tests.cli.conftest import Zhubi

CHINESE = "会议由院长主持。全市法院受理案件3.2万件。\n"
ENGLISH = "The meeting was chaired by the president. The courts of the city accepted {number} cases.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pairs, one with a wrong number, a translation alone, a Chinese text alone and a broken file."""
    made = tmp_path / "in"
    (made / "sub").mkdir(parents=True)
    for number, name in enumerate(("a", "b", "sub/c")):
        (made / f"{name}.zh.txt").write_text(CHINESE, "utf-8")
        wrong = "3,200" if number == 1 else "32,000"
        (made / f"{name}.en.txt").write_text(ENGLISH.format(number=wrong), "utf-8")
    (made / "alone.txt").write_text("The court met.\n", "utf-8")
    (made / "lone.zh.txt").write_text("法院。", "utf-8")
    (made / "broken.en.docx").write_bytes(b"nothing")
    return made


def report(out: Path) -> dict[str, dict[str, object]]:
    found = json.loads((out / batch.DATA).read_text("utf-8"))
    return {outcome["key"]: outcome for outcome in found["outcomes"]}


def test_files_are_paired_delivered_and_reported_worst_first(zhubi: Zhubi, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = zhubi("batch", folder, "--to", "txt,html", "--out", out, "--jobs", "1")
    assert ran.code == 2
    assert "6 of 6 files, 2 with problems" in ran.out
    assert "lone.zh.txt has no translation beside it; there should be lone.en.txt." in ran.err
    assert "Traceback" not in ran.err
    told = report(out)
    assert list(told)[:3] == ["broken.en.docx", "lone.zh.txt", "b.en.txt"]
    assert told["b.en.txt"]["source"] == "b.zh.txt"
    assert told["b.en.txt"]["findings"]["critical"] == 1  # type: ignore[index]
    assert told["alone.txt"]["mode"] == "monolingual"
    assert (out / "sub" / "c.en.txt").read_text("utf-8") == ENGLISH.format(number="32,000")
    assert "Not verified against the source" in (out / "alone.txt").read_text("utf-8")
    page = (out / batch.PAGE).read_text("utf-8")
    assert page.index("broken.en.docx") < page.index("b.en.txt") < page.index("sub/c.en.txt")
    assert page.rstrip().endswith("</html>")


def test_exit_codes_follow_the_criteria(zhubi: Zhubi, folder: Path, tmp_path: Path) -> None:
    pair = [folder / "b.zh.txt", folder / "b.en.txt", "--check-only", "--out", tmp_path / "o", "--jobs", "1", "--force"]
    assert zhubi("batch", *pair).code == 1
    assert zhubi("batch", *pair, "--fail-on", "never").code == 0
    assert sorted(p.name for p in (tmp_path / "o").iterdir()) == sorted((batch.PAGE, batch.DATA, batch.JOURNAL))
    assert zhubi("batch", folder).code == 2
    assert zhubi("batch", folder, "--to", "papyrus").code == 2
    (tmp_path / "bare").mkdir()
    assert "There is no file here" in zhubi("batch", tmp_path / "bare", "--check-only").err


def test_an_interrupted_batch_goes_on_where_it_stopped(
    zhubi: Zhubi, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, done = tmp_path / "out", []
    given = ("batch", folder, "--to", "txt", "--out", out, "--jobs", "1", "--fail-on", "never")
    real = Worker.do

    def stopped(worker: Worker, job: Job) -> Outcome | str:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(job.key)
        return real(worker, job)

    with monkeypatch.context() as patch:
        patch.setattr(Worker, "do", stopped)
        ran = zhubi(*given)
    assert ran.code == 130
    assert "--resume goes on" in ran.err
    assert "stopped before the end" in (out / batch.PAGE).read_text("utf-8")
    assert "holds a batch already" in zhubi(*given).err
    journal = out / batch.JOURNAL
    journal.write_bytes(journal.read_bytes() + b'{"key": "cut o')
    sound = sum(not outcome["problems"] for outcome in report(out).values())
    again = zhubi(*given, "--resume")
    assert f"6 of 6 files, 2 with problems, {sound} done before" in again.out
    (folder / "b.en.txt").write_text(ENGLISH.format(number="32,000"), "utf-8")
    (out / "a.en.txt").unlink()
    third = zhubi(*given, "--resume")
    assert "6 of 6 files, 2 with problems, 2 done before; findings: 0 critical" in third.out
    assert (out / "a.en.txt").exists()


def test_names_decide_what_belongs_together(folder: Path, tmp_path: Path) -> None:
    (folder / "a.zh.docx").write_bytes(b"")
    (folder / "n.en.txt").write_text("x")
    (folder / "n.en.docx").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    jobs = {job.key: job for job in jobs_of([folder], tmp_path / "out")}
    assert "more than one Chinese text" in jobs["a.en.txt"].fault
    assert jobs["n.en.txt"].stem != jobs["n.en.docx"].stem
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.en.txt").write_text("delivered before", "utf-8")
    with pytest.raises(DocumentError, match="no file here"):
        jobs_of([tmp_path / "empty"], tmp_path / "out")
    assert not [job for job in jobs_of([tmp_path], tmp_path / "out") if "out" in job.key]


def test_safe_fixes_are_applied_where_asked(zhubi: Zhubi, tmp_path: Path) -> None:
    (tmp_path / "x.en.txt").write_text("The court met.The staff came.\n", "utf-8")
    zhubi("batch", tmp_path / "x.en.txt", "--to", "txt", "--fix", "--out", tmp_path / "o", "--jobs", "1")
    assert (tmp_path / "o" / "x.en.txt").read_text("utf-8").startswith("The court met. The staff came.")


def test_forms_with_one_suffix_do_not_replace_each_other(zhubi: Zhubi, folder: Path, tmp_path: Path) -> None:
    zhubi("batch", folder / "alone.txt", "--to", "word,changes,xliff", "--out", tmp_path / "o", "--jobs", "1")
    told = report(tmp_path / "o")["alone.txt"]
    assert [Path(p).name for p in told["written"]] == ["alone.word.docx", "alone.changes.docx"]  # type: ignore[union-attr]
    assert "xliff: this document did not come from such a file (txt)." in told["problems"]  # type: ignore[operator]


def test_processes_that_are_killed_cost_no_file(folder: Path, tmp_path: Path) -> None:
    jobs = [job for job in jobs_of([folder], tmp_path / "out") if not job.fault]
    answers = outcomes(jobs, 2, (), Wish(()))
    seen = [next(answers)]
    for child in multiprocessing.active_children():
        child.kill()
    seen += answers
    assert sorted(o.key for o in seen if isinstance(o, Outcome)) == sorted(job.key for job in jobs)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="tells memory by /proc")
def test_memory_stays_flat_over_some_hundred_files(folder: Path, tmp_path: Path) -> None:
    worker = Worker(load_termbase(), Wish(("txt",)))
    machine, source = folder / "b.en.txt", folder / "b.zh.txt"

    def do(count: int) -> int:
        for number in range(count):
            machine.write_text(ENGLISH.format(number=f"{number},200"), "utf-8")
            worker.do(Job(machine, source, "b", tmp_path / f"o{number}"))
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024

    before = do(40)
    assert do(100) - before < 30
