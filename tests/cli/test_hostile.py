"""What a person may do wrong or a machine may do to them: one sentence, exit 2, nothing lost, nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.project import Project
from tests.cli.conftest import Zhubi

WORDY = "The court held a meeting on Monday.The president stressed the strict retrieval of class A cases.\n"


def sole_sentence(err: str) -> bool:
    """Whether the last line of the errors is the program's own and nothing is a traceback."""
    return "Traceback" not in err and err.strip().splitlines()[-1].startswith(("zhubi: ", "Error: "))


@pytest.mark.parametrize("kind", ["check", "new", "fix", "diff", "export"])
def test_no_output_replaces_what_it_is_made_from(zhubi: Zhubi, article: Path, tmp_path: Path, kind: str) -> None:
    project = tmp_path / "a.zhubi"
    assert zhubi("new", article, "-o", project).code == 0
    text = tmp_path / "b.zhubi"
    text.write_bytes(article.read_bytes())
    before = {path: path.read_bytes() for path in (article, project, text)}
    ran = {
        "check": lambda: zhubi("check", article, "-o", article),
        "new": lambda: zhubi("new", text, "-o", text, "--force"),
        "fix": lambda: zhubi("fix", article, "-o", article, "--force"),
        "diff": lambda: zhubi("diff", project, "-o", project),
        "export": lambda: zhubi("export", project, "--to", "txt", "-o", project, "--force"),
    }[kind]()
    assert ran.code == 2
    assert sole_sentence(ran.err)
    assert {path: path.read_bytes() for path in before} == before


def test_a_link_is_followed_and_a_pipe_is_written_into(zhubi: Zhubi, article: Path, tmp_path: Path) -> None:
    link, real = tmp_path / "link.txt", tmp_path / "real.txt"
    link.symlink_to(real)
    assert zhubi("fix", article, "-o", link).code == 0
    assert link.is_symlink()
    assert "Monday. The" in real.read_text()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert zhubi("check", article, "--format", "json", "-o", pipe).code == 1
    assert json.loads(os.read(reader, 1 << 16))["schema"] == 1
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert not list(tmp_path.glob(".zhubi-*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "x" * 300),
        ("check", "."),
        ("open", ""),
        ("open", "."),
        ("export", ".", "--to", "txt"),
        ("fix", "/dev/zero/x"),
        ("new", "ARTICLE", "-o", ""),
        ("new", "ARTICLE", "-o", "."),
        ("new", "ARTICLE", "-o", "x" * 300),
        ("check", "ARTICLE", "-o", "x" * 300),
        ("check", "ARTICLE", "-o", "/nowhere/x"),
        ("check", "ARTICLE", "-g", "/nowhere"),
        ("check", "ARTICLE", "--encoding", "punycode"),
        ("check", "--jsonl", "/nowhere"),
    ],
)
def test_a_wrong_place_is_one_sentence(
    zhubi: Zhubi, article: Path, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = zhubi(*(str(article) if a == "ARTICLE" else a for a in arguments))
    assert ran.code == 2
    assert sole_sentence(ran.err)
    assert sorted(tmp_path.iterdir()) == before


def test_a_device_without_end_is_refused(zhubi: Zhubi) -> None:
    ran = zhubi("check", "/dev/zero")
    assert ran.code == 2
    assert "more than 64 MB" in ran.err


def test_a_full_disk_on_the_terminal_is_said(article: Path) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "editor", "check", str(article)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 2


def test_a_project_gets_the_suffix_every_command_knows(zhubi: Zhubi, article: Path, tmp_path: Path) -> None:
    assert zhubi("new", article, "-o", tmp_path / "report v1.2").code == 0
    assert zhubi("fix", tmp_path / "report v1.2.zhubi").code == 0


def test_names_and_texts_do_not_command_the_terminal(zhubi: Zhubi, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mred\n.txt"
    path.write_text("The the \x9b31m court \u202eheld the the meeting.\n", encoding="utf-8")
    ran = zhubi("check", path)
    assert ran.code == 1
    assert not set("\x1b\x9b\u202e") & set(ran.out + ran.err)
    assert "\x1b" not in zhubi("check", tmp_path / "\x1b[2J").err
    place = json.loads(zhubi("check", path, "--format", "sarif").out)["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("%1B%5B31mred%0A.txt")


def test_a_name_in_no_encoding_is_carried_through(zhubi: Zhubi, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    path.write_text(WORDY)
    for form in ("text", "json", "sarif", "html"):
        assert zhubi("check", path, "--format", form, "-o", tmp_path / form).code == 1
    assert zhubi("new", path, "-o", tmp_path / "p").code == 0


def test_a_second_fix_finds_nothing(zhubi: Zhubi, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(
        "01. First，the court met.Then，it（the court）closed,Mr. Li said。See www.court.gov.cn and a@b.cn.\n"
    )
    once, twice, project = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "p.zhubi"
    assert zhubi("fix", text, "-o", once).code == 0
    assert "fixes applied: 0" in zhubi("fix", once, "-o", twice).err
    assert twice.read_text() == once.read_text()
    zhubi("new", text, "-o", project)
    assert "applied: 0;" not in zhubi("fix", project).out
    assert "applied: 0;" in zhubi("fix", project).out
    with Project.open(project) as opened:
        opened.undo()
        assert [s.target for s in opened.segments] == [s.machine for s in opened.segments]


RULE = {"id": "r", "variants": ["x"], "condition": "mono", "match": "regex", "reason": "r"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"variants": ["("]}, "no regular expression"),
        ({"variants": ["(" * 5000 + "a" + ")" * 5000]}, "2000"),
        ({"variants": ["(" * 900 + "a" + ")" * 900]}, ""),
        ({"variants": [""]}, "empty"),
        ({"variants": [r"(a|aa)+$"]}, "takes too long"),
        ({"variants": ["court"], "fixes": [{"to": "x", "when": "("}]}, "no regular expression"),
        ({"variants": ["met"], "fixes": [{"to": "x", "when": "(a|aa)+$"}]}, "takes too long"),
        ({"variants": ["court"], "severity": "huge"}, "unknown severity"),
        ({"match": "bogus"}, "unknown way of matching"),
    ],
)
def test_a_wrong_rule_is_named(zhubi: Zhubi, tmp_path: Path, changes: dict[str, object], said: str) -> None:
    text, glossary = tmp_path / "a.txt", tmp_path / "g.jsonl"
    text.write_text("The court met. " + "a" * 5000 + " b\n")
    terms = [{"text": "法院", "language": "zh"}, {"text": "tribunal", "language": "en"}]
    glossary.write_text(json.dumps({"id": "c", "domain": "user", "terms": terms, "bad": [RULE | changes]}))
    ran = zhubi("check", text, "-g", glossary)
    assert "Traceback" not in ran.err
    if said:
        assert ran.code == 2
        assert said in ran.err


LINE = {"id": 1, "source": "", "mt": "The the court.The end."}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("bad", "said"), [(b"\xff\xfe", "not UTF-8"), (b"[" * 200_000, "not JSON"), (b"9" * 9000, "not JSON")]
)
def test_a_broken_line_is_named(zhubi: Zhubi, tmp_path: Path, bad: bytes, said: str, jobs: int) -> None:
    pairs, out = tmp_path / "p.jsonl", tmp_path / "o.jsonl"
    pairs.write_bytes(json.dumps(LINE).encode() + b"\n" + bad + b"\n")
    ran = zhubi("check", "--jsonl", pairs, "-o", out, "--jobs", jobs)
    assert ran.code == 2
    assert f"line 2 is {said}" in ran.err
    assert not out.exists()


def test_offsets_count_in_the_line_as_it_was_given(zhubi: Zhubi, tmp_path: Path) -> None:
    pairs = tmp_path / "p.jsonl"
    mt = "A 😀.\r\nB.\r\nThe the court met.\r\nIt it closed."
    pairs.write_text(json.dumps({"id": "\ud800", "mt": mt}) + "\n")
    answer = json.loads(
        zhubi("check", "--jsonl", pairs, "-o", tmp_path / "o", "--jobs", 1).out or (tmp_path / "o").read_text()
    )
    spans = [mt[flag["start"] : flag["end"]] for flag in answer["flags"] if flag["check"] == "A06"]
    assert answer["id"] == "\ud800"
    assert spans
    assert all(span.lower() in ("the the", "it it", "the", "it") for span in spans)


def children(pid: int) -> list[int]:
    """Processes started by `pid`."""
    return [int(n) for task in Path(f"/proc/{pid}/task").iterdir() for n in (task / "children").read_text().split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_killed_worker_ends_the_run(tmp_path: Path) -> None:
    pairs, out = tmp_path / "p.jsonl", tmp_path / "o.jsonl"
    pairs.write_text((json.dumps(LINE) + "\n") * 60_000)
    run = subprocess.Popen(
        [sys.executable, "-m", "editor", "check", "--jsonl", str(pairs), "-o", str(out), "--jobs", "2"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    workers: list[int] = []
    while not workers and run.poll() is None:
        time.sleep(0.05)
        workers = [n for n in children(run.pid) if "resource_tracker" not in Path(f"/proc/{n}/cmdline").read_text()]
    time.sleep(0.3)
    os.kill(workers[0], signal.SIGKILL)
    _, err = run.communicate(timeout=30)
    assert run.returncode == 2
    assert "ended from outside" in err
    assert not out.exists()
    assert not list(tmp_path.glob(".zhubi-*"))
