"""A glossary file is looked at, then brought in whole or not at all; changes of known entries become suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor import incoming, outgoing
from editor.incoming import Choice
from editor.outgoing import Outgoing
from glossary.arriving import Arrival
from glossary.errors import Stopped
from glossary.exchange.formats import FORMATS, read_file, write_file
from glossary.files import load_glossary
from glossary.model import Concept, ConceptId, Term, TermStatus
from glossary.proposals import Action, Origin, Reason, Role, State
from glossary.review import decide
from glossary.store.faults import Cancelled, NotAllowed
from glossary.store.termbase import TermbaseStore

SEED = (
    Concept(ConceptId("fa-chui"), "court", (Term("法槌", "zh"), Term("gavel", "en", source="list"))),
    Concept(ConceptId("fa-guan"), "title", (Term("法官", "zh"), Term("judge", "en"))),
)
TABLE = "zh,en,admitted,bad,condition\n法槌,gavel,mallet,,\n法官,judge,,,\n法庭,courtroom,,,\n,,,,\n庭审,trial,,x,foo\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TermbaseStore]:
    with TermbaseStore.open(tmp_path / "t.sqlite", who="Li", role=Role.REVIEWER, seed=lambda: SEED) as opened:
        yield opened


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "client.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def never() -> bool:
    return False


def test_a_look_writes_nothing_and_counts_everything(store: TermbaseStore, table: Path) -> None:
    before = len(store.audit())
    plan = incoming.look(store, table)
    assert [plan.count(kind) for kind in Arrival] == [1, 1, 1, 0]
    assert [(row.line, row.text) for row in plan.faults] == [(6, "庭审 | trial | x | foo")]
    assert plan.allowed
    assert len(store.audit()) == before
    assert store.waiting() == ()


def test_what_is_brought_in_is_not_in_force(store: TermbaseStore, table: Path) -> None:
    plan = incoming.look(store, table)
    counted: list[int] = []
    report = incoming.bring_in(store, plan, Choice(), progress=counted.append, stopped=never)
    assert (report.concepts, report.proposed, counted) == (1, 2, [1])
    assert store.concepts() == tuple(sorted(SEED, key=lambda c: c.id))
    assert [stored.concept.preferred() for stored in store.waiting()] == ["courtroom"]
    suggestions = store.suggestions()
    assert {s.zh for s in suggestions} == {"法槌", "法庭"}
    assert {(s.author, s.origin, s.state) for s in suggestions} == {("Li", Origin.IMPORTED, State.PROPOSED)}
    changed = next(s for s in suggestions if s.zh == "法槌")
    assert changed.entry is not None
    assert [t.text for t in changed.entry.terms] == ["法槌", "gavel", "mallet"]
    again = incoming.look(store, table)
    assert [a.kind for a in again.arrivals] == [Arrival.IDENTICAL] * 3
    told = [why for _line, _text, why in incoming.left_out(again, Choice(), str)]
    assert "It is proposed already and waits for a decision." in told
    assert any("“foo” is no condition" in why for why in told)


def test_what_was_rejected_is_not_proposed_again(store: TermbaseStore, table: Path, tmp_path: Path) -> None:
    incoming.bring_in(store, incoming.look(store, table), Choice(), progress=lambda _n: None, stopped=never)
    with TermbaseStore.open(tmp_path / "t.sqlite", who="Zhao", role=Role.REVIEWER) as other:
        said = next(s for s in other.suggestions() if s.zh == "法槌")
        after, decision = decide(said, Action.REJECT, "Zhao", Role.REVIEWER, 1.0, reason=Reason.NO_SOURCE)
        other.decide(after, decision)
        plan = incoming.look(other, table)
    why = next(a.why for a in plan.arrivals if a.concept.id == "fa-chui")
    assert why == incoming.REJECTED_BEFORE


def test_choices_leave_out_and_keep_out_of_the_queue(store: TermbaseStore, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("zh,en\n法槌,hammer\n法庭,courtroom\n", encoding="utf-8")
    plan = incoming.look(store, path)
    choice = Choice(clashing=False, queue=False)
    report = incoming.bring_in(store, plan, choice, progress=lambda _n: None, stopped=never)
    assert (report.concepts, report.proposed, store.suggestions()) == (1, 0, [])
    ((line, text, why),) = incoming.left_out(plan, choice, str)
    assert (line, text) == ("", "法槌 – hammer")
    assert why.startswith("Left out because it clashes: “法槌” is “gavel” in the glossary")


def test_all_or_nothing_when_stopped(store: TermbaseStore, table: Path) -> None:
    plan = incoming.look(store, table)
    asked: list[int] = []

    def third_time() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        incoming.bring_in(store, plan, Choice(), progress=lambda _n: None, stopped=third_time)
    assert (store.waiting(), store.suggestions()) == ((), [])
    with pytest.raises(Stopped):
        incoming.look(store, table, stopped=lambda: True)


def test_readers_may_look_and_not_import(tmp_path: Path, table: Path) -> None:
    with TermbaseStore.open(tmp_path / "r.sqlite", who="Wu", role=Role.TRANSLATOR) as store:
        plan = incoming.look(store, table)
        assert not plan.allowed
        with pytest.raises(NotAllowed):
            incoming.bring_in(store, plan, Choice(), progress=lambda _n: None, stopped=never)


def test_a_saved_report_calculates_nothing() -> None:
    text = incoming.table_of([("3", "=1+1", "why")], ("Line", "Entry", "Why"))
    assert text == "\ufeffLine,Entry,Why\r\n3,'=1+1,why\r\n"


@pytest.mark.parametrize("form", [f for f in FORMATS if f.read is not None], ids=lambda f: f.name)
def test_our_own_export_of_every_format_brings_nothing_new(store: TermbaseStore, tmp_path: Path, form: object) -> None:
    assert hasattr(form, "name")
    assert hasattr(form, "suffixes")
    path = tmp_path / f"out{form.suffixes[0]}"
    outgoing.hand_out(store, path, Outgoing(form.name))
    plan = incoming.look(store, path, form.name)
    assert [a.kind for a in plan.arrivals] == [Arrival.IDENTICAL] * 2


def test_what_is_handed_out_is_chosen(store: TermbaseStore, tmp_path: Path, table: Path) -> None:
    path = tmp_path / "out.jsonl"
    old = replace(SEED[0], id=ConceptId("old"), terms=(*SEED[0].terms, Term("club", "en", TermStatus.DEPRECATED)))
    write_file(path, [replace(old, terms=(Term("旧物", "zh"), *old.terms[1:]))])
    incoming.bring_in(store, incoming.look(store, path), Choice(), progress=lambda _n: None, stopped=never)
    assert outgoing.stock_of(store).domains == ("court", "title")
    for what, expected in (
        (Outgoing(), {"法槌", "法官"}), (Outgoing(domain="title"), {"法官"}),
        (Outgoing(waiting=True), {"法槌", "法官", "旧物"}),
    ):  # fmt: skip
        outgoing.hand_out(store, path, what)
        assert {c.preferred("zh") for c in load_glossary(path)} == expected
    outgoing.hand_out(store, path, Outgoing(waiting=True, usable=True))
    assert "club" not in path.read_text("utf-8")
    report = outgoing.hand_out(store, tmp_path / "a.txt", Outgoing(waiting=True))
    assert [loss.examples for loss in report.losses] == [("club",)]
    assert len(read_file(tmp_path / "a.txt").concepts) == 3
