"""`zhubi check` as a person and as a program meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Zhubi


def test_a_person_reads_line_span_reason_and_what_to_write(zhubi: Zhubi, article: Path) -> None:
    ran = zhubi("check", article)
    assert ran.code == 1
    assert "class A cases" in ran.out
    assert "similar cases" in ran.out
    assert f"{article}:1:" in ran.out
    assert "NOT verified against the source" in ran.out
    marked = ran.out.splitlines()
    row = next(n for n, line in enumerate(marked) if "class A cases" in line and "^" in marked[n + 1])
    assert marked[row][marked[row + 1].index("^") :].startswith(("retrieval of class A cases", "class A cases"))


def test_exit_codes(zhubi: Zhubi, article: Path, clean: Path, tmp_path: Path) -> None:
    assert zhubi("check", clean).code == 0
    assert zhubi("check", article, "--fail-on", "major").code == 1
    assert zhubi("check", article, "--fail-on", "critical").code == 0
    missing = zhubi("check", tmp_path / "absent.txt")
    assert missing.code == 2
    assert missing.err.startswith("zhubi: There is no file")
    assert "Traceback" not in missing.err


def test_json_offsets_point_into_the_text_as_read(zhubi: Zhubi, article: Path, chinese: Path) -> None:
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    ran = zhubi("check", article, "--source", chinese, "--format", "json")
    report = json.loads(ran.out)
    text = article.read_bytes().decode().replace("\r\n", "\n")
    assert report["schema"] == 1
    assert report["mode"] == "bilingual"
    for segment in report["segments"]:
        assert text[segment["start"] : segment["end"]] == segment["target"]
    on_target = [f for f in report["findings"] if f["side"] != "source"]
    assert on_target
    for finding in on_target:
        assert text[finding["start"] : finding["end"]] == finding["text"]
    assert any("similar cases" in s for f in on_target for s in f["suggestions"])
    assert set(on_target[0]) >= {"check", "severity", "message", "segment", "side", "text", "confidence", "evidence"}


def test_sarif_has_rules_and_code_point_regions(zhubi: Zhubi, article: Path) -> None:
    run = json.loads(zhubi("check", article, "--format", "sarif").out)["runs"][0]
    ids = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    text = article.read_text(encoding="utf-8")
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert result["ruleId"] in ids
        region = result["locations"][0]["physicalLocation"]["region"]
        line = text.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1] == text[region["charOffset"]]


def test_html_is_escaped_and_says_what_it_stands_on(zhubi: Zhubi, tmp_path: Path) -> None:
    nasty = tmp_path / "nasty.txt"
    nasty.write_text("The <script>alert(1)</script> court held class A cases.\n", encoding="utf-8")
    out = tmp_path / "report.html"
    assert zhubi("check", nasty, "--format", "html", "--out", out).code == 1
    page = out.read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "Not verified against the source" in page


def test_a_glossary_of_your_own_goes_first(zhubi: Zhubi, clean: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "mine.tsv"
    glossary.write_text("zh\ten\tbad\n大厅\tlobby\tnew hall\n", encoding="utf-8")
    ran = zhubi("check", clean, "--glossary", glossary)
    assert ran.code == 1
    assert "lobby" in ran.out


def test_stream_of_pairs(zhubi: Zhubi, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "source": "要严格类案检索。", "mt": "We must strictly search class A cases."},
        {"id": "b", "source": "", "mt": "The court opened a new hall on Monday."},
    ]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), encoding="utf-8")
    out = tmp_path / "flags.jsonl"
    assert zhubi("check", "--jsonl", pairs, "--out", out, "--jobs", "1").code == 0
    first, second = (json.loads(x) for x in out.read_text(encoding="utf-8").splitlines())
    assert first["id"] == "a"
    assert any("class A cases" in lines[0]["mt"][f["start"] : f["end"]] for f in first["flags"])
    assert 0 < second["risk"] < first["risk"] <= 1
    assert (second["id"], second["flags"], second["listed"]) == ("b", [], [])
    many = tmp_path / "two.jsonl"
    assert zhubi("check", "--jsonl", pairs, "--out", many, "--jobs", "2").code == 0
    assert many.read_bytes() == out.read_bytes()


@pytest.mark.parametrize(
    ("line", "told"), [("{", "is not JSON"), ('{"id": 1}', 'has no text "mt"'), ("[]", 'has no text "mt"')]
)
def test_a_bad_pair_is_named_by_line_and_nothing_is_written(zhubi: Zhubi, tmp_path: Path, line: str, told: str) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"id": 0, "mt": "Fine."}\n' + line + "\n", encoding="utf-8")
    out = tmp_path / "flags.jsonl"
    ran = zhubi("check", "--jsonl", pairs, "--out", out, "--jobs", "1")
    assert ran.code == 2
    assert "line 2" in ran.err
    assert told in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["pairs.jsonl"]


def test_wrong_use_is_one_sentence(zhubi: Zhubi) -> None:
    ran = zhubi("check")
    assert ran.code == 2
    assert "Name the translation to check" in ran.err


def test_a_stream_is_checked_in_one_process_where_there_can_be_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import _multiprocessing

    from editor.cli.stream import check_stream

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no shared memory here")

    monkeypatch.setattr(_multiprocessing, "SemLock", refuse)
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "flags.jsonl"
    pairs.write_text('{"id": 1, "mt": "The court opened."}\n', encoding="utf-8")
    assert check_stream(pairs, out, (), 2) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == 1
    assert "in one process" in capfd.readouterr().err


def test_pairs_of_one_text_are_checked_together(zhubi: Zhubi, tmp_path: Path) -> None:
    """A sentence said again is seen only beside the first; each system's text is one of its own."""
    said = {"source": "法院周一启用新大厅。", "mt": "The court opened a new hall on Monday."}
    other = {"source": "法官会见了村民。", "mt": "The court opened a new hall on Monday."}
    lines = [
        {"id": 1, **said, "doc": "a", "system": "x"},
        {"id": 2, **said, "doc": "a", "system": "y"},
        {"id": 3, **other, "doc": "a", "system": "x"},
        {"id": 4, **other},
    ]
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "flags.jsonl"
    pairs.write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
    for jobs in ("1", "2"):
        assert zhubi("check", "--jsonl", pairs, "--out", out, "--jobs", jobs).code == 0
        answers = [json.loads(x) for x in out.read_text(encoding="utf-8").splitlines()]
        said_again = [a["id"] for a in answers if any(f["check"] == "A06" for f in a["flags"] + a["listed"])]
        assert [a["id"] for a in answers] == [1, 2, 3, 4]
        assert said_again == [3]
        assert {f["side"] for a in answers for f in a["flags"]} <= {"mt", "src"}


@pytest.mark.parametrize("command", ["check", "new"])
def test_help_names_the_files_that_are_read(zhubi: Zhubi, command: str) -> None:
    said = zhubi(command, "--help").out
    for suffix in (".docx", ".odt", ".html", ".pdf", ".xlf", ".tmx", ".po", ".txt"):
        assert suffix in said
