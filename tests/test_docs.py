"""The manual names every command, option, check, key, setting and format; links in all documents lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "resources" / "manual" / "en"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *MANUAL.rglob("*.md")])
AGAIN = "run `python docs/manual_tables.py`"


def page(name: str) -> str:
    return (MANUAL / name).read_text("utf-8")


def commands() -> dict[str, click.Command]:
    from editor.cli.main import program

    context = click.Context(program)
    found = {name: program.get_command(context, name) for name in program.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def test_every_command_and_option_is_in_the_manual() -> None:
    text, missing = page("command-line.md"), []
    assert len(commands()) >= 7
    for name, command in commands().items():
        if f"## zhubi {name}" not in text:
            missing.append(f"## zhubi {name}")
        section = text.split(f"## zhubi {name}\n")[-1].split("\n## ")[0]
        options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
        missing += [f"{name} {p.opts[-1]}" for p in options if p.opts[-1] != "--help" and p.opts[-1] not in section]
    assert not missing


def test_every_command_is_in_the_readme_and_has_help_with_an_example() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in commands().items():
        assert f"`zhubi {name}" in readme, name
        assert command.help, name
        assert "zhubi " in f"{command.epilog} {command.help}", f"{name}: --help has no example"


def test_every_check_is_in_the_manual() -> None:
    from editor.checks.catalogue import CHECKS

    text = page("checks.md")
    assert not [c.id for c in CHECKS if f"| `{c.id}` | {c.title.replace('|', chr(92) + '|')} |" not in text], AGAIN


def test_every_check_explains_itself() -> None:
    from editor.checks.catalogue import CHECKS

    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))
    for check in CHECKS:
        assert len(check.explanation.split()) >= 8, f"{check.id}: say why it matters and what to do"
        assert check.segment or check.document, check.id


def test_every_key_is_in_the_manual() -> None:
    from editor.gui.actions import ACTIONS

    lines = {
        m[1]: line for line in page("keys.md").splitlines() if (m := re.search(r"`([a-z]+\.[a-z_0-9]+)` \|$", line))
    }
    for action in ACTIONS:
        assert action.id in lines, f"{action.id}: {AGAIN}"
        assert all(f"`{key}`" in lines[action.id] for key in action.keys), f"{action.id}: {AGAIN}"


def test_every_setting_is_in_the_manual() -> None:
    from editor.settings import SETTINGS

    text = page("settings.md")
    assert not [s.name for s in SETTINGS if f"| `{s.name}` |" not in text or s.sentence not in text], AGAIN


def test_every_format_is_in_the_manual() -> None:
    from editor.deliverable import DELIVERABLES
    from editor.formats.catalogue import IMPORTERS

    for name in ("formats.md", "command-line.md"):
        assert not [e.name for e in DELIVERABLES if f"`{e.name}`" not in page(name)], f"{name}: {AGAIN}"
    assert not [i.name for i in IMPORTERS if f"| `{i.name}` |" not in page("formats.md")], AGAIN


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert not broken


def anchors(document: Path) -> set[str]:
    """Anchors of a Markdown document's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_is_reached_from_the_index() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", page("index.md")))
    assert {p.name for p in MANUAL.glob("*.md")} - {"index.md"} <= linked


def test_every_decision_is_listed_and_complete() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    for decision in sorted(folder.glob("[0-9]*.md")):
        text = decision.read_text("utf-8")
        assert f"({decision.name})" in listed, decision.name
        for part in ("**Question.**", "**Decision.**", "**Why.**", "**Alternatives.**"):
            assert part in text, f"{decision.name}: {part}"


def test_the_start_script_keeps_its_promises_in_size() -> None:
    assert len((ROOT / "start.py").read_text("utf-8").splitlines()) <= 300


def test_the_walk_through_the_sample_is_true() -> None:
    from editor.intake import read_pair
    from editor.termbase import load_termbase, make_checks

    told, sample, termbase = page("first-article.md"), ROOT / "resources" / "samples", load_termbase()
    intake = read_pair(sample / "court-meeting.zh.txt", sample / "court-meeting.mt.en.txt", termbase=termbase)
    row = dict(enumerate(intake.segments, 1))
    number = {segment.id: n for n, segment in row.items()}
    found = make_checks(termbase).check_document(intake.segments, intake.document.mode)
    first = found[0]
    assert (number[first.segment], first.check) == (3, "C01")
    assert f"row 3, *{row[3].target[first.start : first.end]}*" in told
    assert first.fixes
    sums = [f for f in found if f.check == "X01" and number[f.segment] == 7]
    assert [f.fixes[0].text for f in sums] == ["32,000"]
    assert "Row 7" in told
    assert row[10].source and not row[10].target
    assert row[32].target and not row[32].source
    assert "三是" in row[19].source
    assert [f.values[0][1] for f in found if f.check == "A01" and number[f.segment] == 20] == ["Third"]
    assert all(f"ow {n}" in told for n in (10, 19, 20, 32))
