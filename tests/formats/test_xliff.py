"""XLIFF as Trados, memoQ, OmegaT and Okapi write it: states, tags, segments in units; nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import Segment, State
from editor.errors import DocumentError
from editor.formats.protocol import Delivery
from editor.formats.xliff import write_xliff
from editor.intake import Intake, read_pair

DATA = Path(__file__).parents[1] / "data" / "xliff"
SDL = (DATA / "trados.sdlxliff").read_text("utf-8")

MEMOQ = (DATA / "memoq.mqxliff").read_text("utf-8")

OMEGAT = (DATA / "omegat.xlf").read_text("utf-8")

TWO = (DATA / "two.xlf").read_text("utf-8")


def taken(text: str, folder: Path, suffix: str = ".xlf") -> Intake:
    path = folder / f"a{suffix}"
    path.write_bytes(text.encode())
    return read_pair(None, path)


def written(intake: Intake, **changes: tuple[str, State]) -> str:
    """The file after segments (by number, `s1` …) got a text and a state."""

    def now(segment: Segment) -> Segment:
        change = changes.get(f"s{segment.id}")
        return replace(segment, target=change[0], state=change[1], revision=1) if change else segment

    delivery = Delivery(intake.document, tuple(map(now, intake.segments)), (), "g", "v")
    return write_xliff(delivery).decode()


@pytest.mark.parametrize("text", [SDL, MEMOQ, OMEGAT, TWO, OMEGAT.replace("\n", "\r\n")])
def test_nothing_changed_is_byte_for_byte_the_same(text: str, tmp_path: Path) -> None:
    assert written(taken(text, tmp_path)) == text


def test_trados_units_are_cut_where_trados_cut_them(tmp_path: Path) -> None:
    intake = taken(SDL, tmp_path, ".sdlxliff")
    assert [(s.source, s.target, s.state) for s in intake.segments] == [
        ("一是抓执行。", "First, execution.", State.MACHINE),
        ("二是抓审判。", "Second, trials & hearings.", State.LOCKED),
        ("三是抓{1}队伍。", "", State.MACHINE),
    ]
    now = written(intake, s1=("First, enforcement.", State.CONFIRMED), s3=("Third, the team{1}.", State.DRAFT))
    assert now == SDL.replace("First, execution.", "First, enforcement.").replace(
        '<sdl:seg id="1" conf="Draft"', '<sdl:seg id="1" conf="Translated"'
    ).replace(
        "队伍。</mrk></seg-source>",
        '队伍。</mrk></seg-source><target><mrk mtype="seg" mid="3">Third, the team<x id="7"/>.</mrk></target>',
    ).replace('<sdl:seg id="3"/>', '<sdl:seg id="3" conf="Draft"/>')


def test_memoq_states_and_tags_go_both_ways(tmp_path: Path) -> None:
    intake = taken(MEMOQ, tmp_path, ".mqxliff")
    assert [(s.target, s.state) for s in intake.segments] == [
        ("{1>class A cases<1} search", State.MACHINE),
        ("The meeting", State.CONFIRMED),
        ("The court", State.LOCKED),
    ]
    assert intake.segments[0].source == "{1>类案<1}检索"
    now = written(intake, s1=("Search of {1>similar cases<1}", State.REVIEWED))
    bold = '<bpt id="1" rid="1">&lt;b&gt;</bpt>', '<ept id="2" rid="1">&lt;/b&gt;</ept>'
    assert f"Search of {bold[0]}similar cases{bold[1]}</target>" in now
    assert 'mq:status="Proofread" mq:percent="0"' in now or 'mq:percent="0" mq:status="Proofread"' in now


def test_what_omegat_and_others_write(tmp_path: Path) -> None:
    intake = taken(OMEGAT, tmp_path)
    assert [(s.state, s.note) for s in intake.segments] == [
        (State.CONFIRMED, "from the client"), (State.REVIEWED, ""), (State.LOCKED, ""), (State.MACHINE, ""),
    ]  # fmt: skip
    now = written(
        intake, s1=("the court", State.CONFIRMED), s2=("meeting", State.REVIEWED), s4=("new <b> {1}", State.DRAFT)
    )
    assert "<target state='translated'>the court</target>" in now
    assert "<target>meeting</target>" in now
    assert '</source><target state="needs-review-translation">new &lt;b&gt; {1}</target>' in now
    again = taken(now, tmp_path)
    assert again.segments[3].target == "new <b> {1}"
    assert again.segments[3].state is State.DRAFT


def test_version_two(tmp_path: Path) -> None:
    intake = taken(TWO, tmp_path)
    assert [(s.source, s.target, s.state) for s in intake.segments] == [
        ("第一{1>重点<1}。", "First {1>key<1}.", State.MACHINE),
        ("第二{1}。{2>三<2}", "", State.CONFIRMED),
    ]
    now = written(intake, s1=("First {1>priority<1}.", State.DRAFT), s2=("Second{1}. {2>Three<2}", State.REVIEWED))
    assert 'First <pc id="1" dataRefStart="d1">priority</pc>.</target>' in now
    assert '<segment id="s1" state="initial" subState="zhubi:draft">' in now
    assert '<segment id="s2" state="reviewed">' in now
    assert '<target>Second<ph id="2"/>. <sc id="3"/>Three<ec startRef="3"/></target>' in now
    assert [s.state for s in taken(now, tmp_path).segments] == [State.DRAFT, State.REVIEWED]


def test_a_note_is_added_beside_the_client_s(tmp_path: Path) -> None:
    intake = taken(OMEGAT, tmp_path)
    noted = replace(intake.segments[0], note="from the client\nWhich court?", revision=1)
    delivery = Delivery(intake.document, (noted, *intake.segments[1:]), (), "g", "v")
    assert '<note>from the client</note><note from="Zhubi">Which court?</note>' in write_xliff(delivery).decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<tmx/>", "no XLIFF"),
        ("<xliff>", "the XML is broken"),
        ('<!DOCTYPE xliff [<!ENTITY x "y">]><xliff>&x;</xliff>', "entities"),
        ("<xliff version='1.2'/>", "no units"),
        ('<?xml version="1.0" encoding="klingon"?><xliff/>', "klingon"),
        ("<xliff>" * 300, "deep"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=told) as caught:
        taken(text, tmp_path)
    assert "a" in str(caught.value)


def test_another_pair_of_languages_is_remarked(tmp_path: Path) -> None:
    assert "from de into fr" in taken(TWO.replace('"zh"', '"de"').replace('"en"', '"fr"'), tmp_path).remarks[0]
    assert not taken(TWO, tmp_path).remarks


@pytest.mark.parametrize("text", ["a <1}{1>", "a {1>b {2>c<1}<2}", "a {1>b", "<2}{2>{2>"])
def test_crossed_tags_never_break_the_file(text: str, tmp_path: Path) -> None:
    pair = '<g id="1">b</g> <g id="2">c</g>'
    unit = f'<trans-unit id="1"><source>{pair}</source><target>{pair}</target></trans-unit>'
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="x">'
    intake = taken(f"{head}<body>{unit}</body></file></xliff>", tmp_path)
    assert intake.segments[0].target == "{1>b<1} {2>c<2}"
    again = taken(written(intake, s1=(text, State.DRAFT)), tmp_path)
    assert again.segments[0].target.count("{") == again.segments[0].target.count("}")
