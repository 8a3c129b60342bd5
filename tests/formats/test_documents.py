"""Documents of real programs (tests/data/documents) are read; 500 broken ones end as read or as one DocumentError.

10,000 by `python -m benchmarks.fuzz_documents`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.fuzz_documents import MEMORY, documents, mutated, run
from editor.core.placeables import without_tags
from editor.intake import read_pair

LAST = "In the whole year 312 cases were accepted and 298 concluded."


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_documents_of_real_programs_are_read(path: Path) -> None:
    intake = read_pair(None, path)
    texts = [without_tags(segment.target) for segment in intake.segments]
    if path.suffix == ".txt":
        assert texts[0] == "县法院召开工作会议"
    else:
        assert LAST in texts
    if path.suffix in (".po", ".tmx", ".xlf", ".csv", ".xlsx"):
        assert "全年受理案件312件，审结298件。" in [segment.source for segment in intake.segments]


def test_500_broken_documents_are_read_or_refused() -> None:
    files = documents()
    # A PDF is read in a process of its own, which takes long here: every tenth round of the files.
    numbers = [n for n in range(620) if files[n % len(files)].suffix != ".pdf" or n // len(files) % 10 == 0][:500]
    found = list(run(numbers, 7))
    assert len(found) == 500
    assert not [
        outcome for outcome in found if outcome.end not in ("read", "refused") and not outcome.end.endswith(" s")
    ]
    assert max(outcome.memory for outcome in found) < MEMORY
    assert min(Counter(outcome.end for outcome in found).values()) > 100


def test_the_same_number_breaks_a_document_in_the_same_way() -> None:
    files = documents()
    assert mutated(17, 1, files) == mutated(17, 1, files)
    assert mutated(17, 1, files) != mutated(17, 2, files)
