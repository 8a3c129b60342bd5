"""Project files with random damage: a typed error, or the very content that was written; never anything else.

300 files here; `ZHUBI_MUTANTS=10000 python -m pytest tests/store/test_mutated.py` for more.
"""

import os
import random
from pathlib import Path

from editor.core.contents import encode_document, encode_segments
from editor.core.model import SegmentId
from editor.errors import ProjectError
from editor.project import Project
from tests.store.samples import article, document

MUTANTS = int(os.environ.get("ZHUBI_MUTANTS", "300"))


def mutate(content: bytes, rng: random.Random) -> bytes:
    """Some bits flipped, or a stretch cut, zeroed, repeated, moved or filled at random."""
    data = bytearray(content)
    at = rng.randrange(len(data))
    length = min(rng.choice((1, 8, 100, 512, 4096)), len(data) - at)
    match rng.randrange(7):
        case 0 | 1:
            for _ in range(rng.choice((1, 1, 3, 50))):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        case 2:
            data[at : at + length] = bytes(length)
        case 3:
            del data[at : at + length]
        case 4:
            data[at:at] = data[at : at + length]
        case 5:
            other = rng.randrange(len(data) - length + 1)
            data[other : other + length] = data[at : at + length]
        case _:
            data[at : at + length] = rng.randbytes(length)
    return bytes(data[: rng.randrange(len(data))] if rng.random() < 0.05 else data)


def look(project: Project) -> tuple[object, ...]:
    """All that a person would miss."""
    contents = project._contents
    return (
        encode_document(contents.document),
        encode_segments(contents.segments),
        contents.dismissals,
        project.options,
        project._history.edits,
    )


def test_no_damage_goes_unnoticed_and_none_breaks_the_program(memory_path: Path) -> None:
    path = memory_path / "whole.zhubi"
    rng = random.Random(17)
    with Project.create(path, document(), article(40)) as project:
        for n in range(30):
            project.set_target(SegmentId(rng.randrange(1, 41)), f"Text {n}. " * rng.randrange(1, 60))
        project.split(SegmentId(3), 5)
        project.undo()
        whole = look(project)
    content = path.read_bytes()
    same, refused = 0, 0
    for n in range(MUTANTS):
        mutant = memory_path / "mutant.zhubi"
        mutant.write_bytes(mutate(content, rng))
        try:
            opened = Project.open(mutant)
        except ProjectError as error:
            refused += 1
            assert str(mutant) in str(error)
        else:
            assert look(opened) == whole, f"mutant {n} opened with another content"
            same += 1
            opened.abandon()
        for left in memory_path.glob("mutant.zhubi*"):
            left.unlink()
    assert same + refused == MUTANTS
    assert refused > MUTANTS / 4
