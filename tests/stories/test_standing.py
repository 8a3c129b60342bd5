"""From the command line: a rule that people keep refusing is lowered, listed, and put back, narrowed or given up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.counting import count
from editor.learning import open_termbase
from glossary.model import RuleId
from glossary.proposals import Role
from glossary.standing import Reaction, Sighting, place_of
from tests.cli.conftest import Zhubi, zhubi

__all__ = ["zhubi"]

RULE = RuleId("lei-an.1")


@pytest.fixture(autouse=True)
def own_termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


def refuse(accepted: int, dismissed: int, *, document: str = "d") -> int:
    """What people in the window make of a rule; how many rules that lowers."""
    reactions = [Reaction.ACCEPTED] * accepted + [Reaction.DISMISSED] * dismissed
    seen = [Sighting(RULE, place_of(document, n, "class A cases"), r) for n, r in enumerate(reactions)]
    with open_termbase(who="Lin", role=Role.TRANSLATOR) as store:
        return len(count(store, seen).demotions)


def painted(zhubi: Zhubi, folder: Path) -> tuple[bool, str]:
    """Whether a check of a text marks the words, and with which glossary it was made."""
    text = folder / "a.en.txt"
    text.write_text("The panel made a strict retrieval of class A cases.\n", encoding="utf-8")
    told = json.loads(zhubi("check", text, "--format", "json").out)
    (finding,) = [f for f in told["findings"] if f["rule"] == RULE]
    return finding["painted"], told["glossary"]


def test_a_refused_rule_is_lowered_listed_and_put_back(zhubi: Zhubi, tmp_path: Path) -> None:
    assert zhubi("glossary", "standing").out == ""
    assert refuse(7, 12) == 0
    assert "7 of 19 accepted (37 %), 12 dismissed" in zhubi("glossary", "standing").out
    assert painted(zhubi, tmp_path)[0]
    assert refuse(7, 18) == 1
    mark, label = painted(zhubi, tmp_path)
    assert not mark
    assert "lowered+" in label
    (line,) = zhubi("glossary", "standing", "--lowered").out.splitlines()
    assert "returned: 7 of 25 accepted; now only listed" in line
    (waiting,) = zhubi("glossary", "review").out.splitlines()
    assert "returned: 7 of 25 accepted; now only listed" in waiting
    name = waiting.split()[0]
    assert name in line
    refused = zhubi("glossary", "review", name, "--restore", "why not", "--as", "Lin", "--role", "translator")
    assert refused.code == 2
    assert painted(zhubi, tmp_path)[0] is False
    back = zhubi("glossary", "review", name, "--restore", "the dismissals were of one client", "--as", "Zhou")
    assert back.code == 0, back.err
    assert "[withdrawn]" in back.out
    assert "(zhubi)" not in back.out
    assert "restore the dismissals were of one client" in back.out
    mark, label = painted(zhubi, tmp_path)
    assert mark
    assert "lowered+" not in label
    assert zhubi("glossary", "standing").out == ""


def test_a_returned_rule_is_left_lowered_or_given_up_for_good(zhubi: Zhubi, tmp_path: Path) -> None:
    assert refuse(0, 20) == 1
    name = zhubi("glossary", "review").out.split()[0]
    kept = zhubi("glossary", "review", name, "--approve", "--as", "Zhou")
    assert kept.code == 0, kept.err
    assert "Released" in zhubi("glossary", "release", "--as", "Zhou").out
    assert not painted(zhubi, tmp_path)[0]
    assert refuse(0, 20, document="e") == 1
    again = zhubi("glossary", "review").out.split()[0]
    gone = zhubi("glossary", "review", again, "--reject", "context_only", "--as", "Zhou")
    assert gone.code == 0, gone.err
    assert "Released" in zhubi("glossary", "release", "--as", "Zhou").out
    told = json.loads(zhubi("check", tmp_path / "a.en.txt", "--format", "json").out)
    assert not [f for f in told["findings"] if f["rule"] == RULE]
