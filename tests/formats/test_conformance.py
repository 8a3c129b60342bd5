"""What every format is held to: read and written unchanged, nasty strings, changed texts, broken files.

A format joins by a `Specimen` in `specimens.py`.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import State
from editor.core.placeables import without_tags
from editor.errors import DocumentError
from editor.formats.catalogue import EXPORTERS, IMPORTERS
from editor.formats.protocol import Delivery
from editor.intake import Intake, read_pair
from tests.formats.specimens import SPECIMENS, Specimen, nasty

WRITERS = {exporter.name: exporter for exporter in EXPORTERS}
READERS = {importer.name: importer for importer in IMPORTERS}
ARTICLE = (
    "The court held a meeting.",
    "It was chaired by Chen Fengchao. Forty people took part.",
    "Class A cases rose 3%.",
)
NAMES = [specimen.name for specimen in SPECIMENS]
BY_NAME = {specimen.name: specimen for specimen in SPECIMENS}


def file_of(specimen: Specimen, texts: tuple[str, ...] | list[str], folder: Path) -> Path:
    path = folder / f"article{READERS[specimen.reader or specimen.name].suffixes[0]}"
    path.write_bytes(specimen.make(texts))
    return path


def read(specimen: Specimen, texts: tuple[str, ...] | list[str], folder: Path) -> Intake:
    return read_pair(None, file_of(specimen, texts, folder), choice=specimen.choice)


def written(specimen: Specimen, intake: Intake, *, changed: bool = False) -> bytes:
    segments = tuple(
        replace(s, target=f"{s.target}!", state=State.DRAFT, revision=1) if changed and s.target else s
        for s in intake.segments
    )
    delivery = Delivery(intake.document, segments, (), "test", "0", notice=False)
    return WRITERS[specimen.writer].write(delivery)


def texts_of(intake: Intake) -> str:
    return without_tags("".join(s.target + s.gap for s in intake.segments if s.target)).strip()


def test_every_format_has_its_specimen() -> None:
    assert {specimen.reader or specimen.name for specimen in SPECIMENS} == set(READERS)


@pytest.mark.parametrize("name", NAMES)
def test_read_and_written_unchanged_is_the_same(name: str, tmp_path: Path) -> None:
    specimen = BY_NAME[name]
    intake = read(specimen, ARTICLE, tmp_path)
    said = texts_of(intake)
    for paragraph in ARTICLE:
        assert paragraph in said
    if not specimen.writer:
        return
    data = written(specimen, intake)
    if specimen.exact:
        assert data == specimen.make(ARTICLE)
    again = tmp_path / f"again{WRITERS[specimen.writer].suffix}"
    again.write_bytes(data)
    assert texts_of(read_pair(None, again, choice=specimen.choice)) == said


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_text_is_what_is_read_again(name: str, tmp_path: Path) -> None:
    specimen = BY_NAME[name]
    if not specimen.writer:
        pytest.skip("only read")
    intake = read(specimen, ARTICLE, tmp_path)
    again = tmp_path / f"again{WRITERS[specimen.writer].suffix}"
    again.write_bytes(written(specimen, intake, changed=True))
    now = texts_of(read_pair(None, again, choice=specimen.choice))
    for sentence in ("meeting.!", "took part.!", "3%.!"):
        assert sentence in now


@pytest.mark.parametrize("name", NAMES)
def test_three_hundred_strings_are_carried_or_refused_by_name(name: str, tmp_path: Path) -> None:
    specimen = BY_NAME[name]
    texts = [text for text in nasty() if not specimen.refuses(text)]
    assert len(texts) > 250
    intake = read(specimen, texts, tmp_path)
    there = texts_of(intake)
    lost = [text for text in texts if without_tags(text) not in there]
    assert not lost
    if specimen.writer:
        again = tmp_path / f"again{WRITERS[specimen.writer].suffix}"
        again.write_bytes(written(specimen, intake))
        assert texts_of(read_pair(None, again, choice=specimen.choice)) == there


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_is_read_or_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    specimen, rng = BY_NAME[name], random.Random(5)
    whole = specimen.make(ARTICLE)
    path = tmp_path / f"broken{READERS[BY_NAME[name].reader or name].suffixes[0]}"
    for n in range(specimen.broken):
        data = bytearray(whole)
        match n % 4:
            case 0:
                del data[rng.randrange(len(data)) :]
            case 1:
                for _ in range(8):
                    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            case 2:
                at = rng.randrange(len(data))
                data[at:at] = data[at // 2 : at] * 2
            case _:
                at = rng.randrange(len(data))
                del data[at : at + rng.randrange(1, 50)]
        path.write_bytes(bytes(data))
        try:
            intake = read_pair(None, path, choice=specimen.choice)
        except DocumentError as error:
            assert path.name in str(error) or path.stem in str(error)
        else:
            assert intake.segments


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty{READERS[BY_NAME[name].reader or name].suffixes[0]}"
    path.write_bytes(b"")
    with pytest.raises(DocumentError, match="empty"):
        read_pair(None, path, choice=BY_NAME[name].choice)
