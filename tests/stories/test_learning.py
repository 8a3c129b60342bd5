"""A mistake corrected once is never corrected again: three repairs become a rule for every later article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.project import Project
from tests.cli.conftest import Ran, Zhubi, zhubi

__all__ = ["zhubi"]

BAD, GOOD = "warm heart post station", "visitor care station"
ARTICLES = (
    ("该院设立暖心驿站，为来访群众提供茶水。", f"The court set up a {BAD} to offer tea to visitors."),
    ("法官在暖心驿站接待老人。", f"Judges received elderly people at the {BAD}."),
    ("暖心驿站每天开放到晚上八点。", f"The {BAD} is open until eight in the evening."),
)
DELIVERED = ("暖心驿站受到群众欢迎。", f"The {BAD} is welcomed by the public.")
FOURTH = ("院长参观了暖心驿站。", f"The president visited the {BAD}.")
PLAIN = ("会议由副院长主持。", "The meeting was chaired by the vice president.")


@pytest.fixture(autouse=True)
def own_termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A termbase, releases and corrections of this story alone."""
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


def write(folder: Path, name: str, pair: tuple[str, str]) -> tuple[Path, Path]:
    source, machine = folder / f"{name}.zh.txt", folder / f"{name}.en.txt"
    source.write_text(f"{pair[0]}\n{PLAIN[0]}\n", encoding="utf-8")
    machine.write_text(f"{pair[1]}\n{PLAIN[1]}\n", encoding="utf-8")
    return source, machine


def repaired(zhubi: Zhubi, folder: Path) -> list[Path]:
    """Three articles in which a translator has repaired the same mistake and confirmed everything."""
    projects = []
    for number, pair in enumerate(ARTICLES):
        source, machine = write(folder, f"article{number}", pair)
        path = folder / f"article{number}.zhubi"
        assert zhubi("new", source, machine, "-o", path).code == 0
        with Project.open(path) as project:
            first = project.segments[0]
            project.set_target(first.id, first.target.replace(BAD, GOOD))
            for segment in tuple(project.segments):
                project.confirm(segment.id)
        projects.append(path)
    return projects


def delivered_article(zhubi: Zhubi, folder: Path) -> tuple[Path, Path]:
    """An article that went out with the mistake in it: its project and the file."""
    source, machine = write(folder, "delivered", DELIVERED)
    project, out = folder / "delivered.zhubi", folder / "delivered.txt"
    ok(zhubi("new", source, machine, "-o", project))
    ok(zhubi("export", project, "--to", "txt", "-o", out))
    return project, out


def ok(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


def test_three_repairs_become_a_rule_for_every_later_article(zhubi: Zhubi, tmp_path: Path) -> None:
    gone, out = delivered_article(zhubi, tmp_path)
    projects = repaired(zhubi, tmp_path)
    source, machine = write(tmp_path, "fourth", FOURTH)
    before = json.loads(zhubi("check", machine, "--source", source, "--format", "json").out)
    assert not [f for f in before["findings"] if BAD in f["text"]]

    told = ok(zhubi("glossary", "propose", *projects, "--as", "Lin", "--role", "translator"))
    assert "1 new suggestion." in told
    assert BAD in told
    assert GOOD in told
    assert "暖心驿站" in told
    assert "3 edits, 3 documents" in told
    name = next(word for word in told.split() if word.startswith("S-"))
    assert "0 new suggestions." in ok(zhubi("glossary", "propose", *projects, "--as", "Lin", "--role", "translator"))

    shown = ok(zhubi("glossary", "review", name))
    assert shown.count("  + ") == 3
    tried = zhubi(
        "glossary", "review", name, "--impact", "--on", gone, "--on", projects[0], "--on", tmp_path / "no.zhubi"
    )
    assert f"{gone}: 1 newly flagged, 1 with a repair, 0 no longer flagged" in tried.out
    assert f"{out}, delivered on " in tried.out
    assert f"{BAD}] → {GOOD}" in tried.out
    assert "2 of 3 documents" in tried.out
    assert "no.zhubi" in tried.err
    own = zhubi("glossary", "review", name, "--approve", "--as", "Lin")
    assert own.code == 2
    assert "somebody else must approve it" in own.err
    assert "[approved]" in ok(zhubi("glossary", "review", name, "--approve", "--as", "Zhou"))
    assert "Released" in ok(zhubi("glossary", "release", "--as", "Zhou"))

    after = json.loads(zhubi("check", machine, "--source", source, "--format", "json").out)
    [finding] = [f for f in after["findings"] if BAD in f["text"]]
    assert GOOD in finding["suggestions"][0]
    label = next(iter(after["glossary"].split("+")))
    assert label.endswith(".1")

    with Project.open(projects[0]) as delivered:
        text = [segment.target for segment in delivered.segments]
        assert delivered.options.release == ""
    known = zhubi("glossary", "recheck", "--delivered")
    assert known.code == 1
    assert f"{gone}\t{out}\tdelivered on " in known.out
    assert "with the built-in glossary: 1 places" in known.out
    assert f"\t1\t暖心驿站\tThe [{BAD}] → {GOOD} is welcomed" in known.out
    assert out.read_text(encoding="utf-8").startswith(DELIVERED[1])
    listed = zhubi("glossary", "recheck", projects[0])
    assert "1 delivered documents; --delivered lists them" in listed.err
    assert "暖心驿站" in listed.out
    assert PLAIN[1] not in listed.out
    zhubi("glossary", "recheck", projects[0], "--pin")
    with Project.open(projects[0]) as delivered:
        assert [segment.target for segment in delivered.segments] == text
        assert delivered.options.release == label
    assert zhubi("glossary", "recheck", projects[0]).code == 0


def test_what_was_rejected_is_not_proposed_again(zhubi: Zhubi, tmp_path: Path) -> None:
    projects = repaired(zhubi, tmp_path)
    told = ok(zhubi("glossary", "propose", *projects, "--as", "Lin", "--role", "translator"))
    name = next(word for word in told.split() if word.startswith("S-"))
    assert "[rejected]" in ok(zhubi("glossary", "review", name, "--reject", "house_style", "--as", "Zhou"))
    again = ok(zhubi("glossary", "propose", *projects, "--as", "Wu", "--role", "translator"))
    assert "0 new suggestions." in again


def test_a_translator_cannot_decide(zhubi: Zhubi, tmp_path: Path) -> None:
    projects = repaired(zhubi, tmp_path)
    told = ok(zhubi("glossary", "propose", *projects, "--as", "Lin", "--role", "translator"))
    name = next(word for word in told.split() if word.startswith("S-"))
    ran = zhubi("glossary", "review", name, "--approve", "--as", "Wu", "--role", "translator")
    assert ran.code == 2
    assert "reviewer" in ran.err


def test_entries_are_found_by_chinese_english_and_pinyin(zhubi: Zhubi, tmp_path: Path) -> None:
    for text in ("合议庭", "collegial bench", "heyiting", "hé yì tíng"):
        assert "合议庭" in ok(zhubi("glossary", "search", text)), text
    assert zhubi("glossary", "search", "no such thing at all").code == 1
    out = tmp_path / "all.jsonl"
    assert "concepts." in ok(zhubi("glossary", "export", "-o", out))
    assert zhubi("glossary", "check", out).code == 0


def test_the_glossary_goes_out_and_comes_back_in_other_formats(zhubi: Zhubi, tmp_path: Path) -> None:
    for name in ("a.tbx", "a.csv", "a.xlsx", "a.html"):
        ran = zhubi("glossary", "export", "-o", tmp_path / name)
        assert ran.code == 0, ran.err
        assert (tmp_path / name).stat().st_size > 100_000
    assert "bad rendering" in zhubi("glossary", "export", "-o", tmp_path / "b.tbx").err
    again = ok(zhubi("glossary", "import", tmp_path / "a.csv", "--as", "Zhou"))
    assert "concepts brought in" in again
    refused = zhubi("glossary", "export", "-o", tmp_path / "a.xyz")
    assert refused.code == 2
    assert "no format" in refused.err


def test_an_import_waits_for_review(zhubi: Zhubi, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("zh\ten\tbad\n暖心驿站\tvisitor care station\twarm heart post station\n", encoding="utf-8")
    assert "1 concepts brought in" in ok(zhubi("glossary", "import", mine, "--as", "Zhou"))
    assert zhubi("glossary", "search", "暖心驿站").code == 1
