from dataclasses import replace

from editor.core.model import Severity, State
from editor.core.statistics import count
from tests.store.samples import article


def test_counts_states_severities_words_and_progress() -> None:
    segments = article(4)
    segments[0] = replace(segments[0], state=State.CONFIRMED, target="Two words")
    segments[1] = replace(segments[1], state=State.LOCKED, target="", source="一 二")
    told = count(segments[:2], [Severity.MAJOR, Severity.MAJOR, Severity.INFO], dismissed=1)
    assert dict(told.by_state) == {s: int(s in (State.CONFIRMED, State.LOCKED)) for s in State}
    assert [(severity.value, n) for severity, n in told.by_severity] == [
        ("critical", 0), ("major", 2), ("minor", 0), ("info", 1),
    ]  # fmt: skip
    assert (told.target_words, told.source_characters) == (2, len("第0号案件已经审结。") + 2)
    assert (told.progress, told.open_findings, told.dismissed) == (1.0, 3, 1)
    assert count(segments, [], 0).progress == 0.5
    assert count([], [], 0).progress == 1.0
