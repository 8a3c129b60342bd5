"""Risk in the window: told and shown by a sign, segments and findings by it, and how much is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.core.model import SegmentId
from editor.gui.models.finding_list import FindingColumn
from editor.gui.models.segment_table import Column
from editor.gui.risk import SIGN, by_risk, told
from editor.settings import MARKED_SHARE
from tests.gui.conftest import Opener

RISKY = (
    "傅祎、哈蕾等昨晚在兰坪普米乡与裴骞、祁彧会晤，就《鹿砦》译名交换意见，并向樊忠达、郗鉴颁授“鲸贝”奖，随后赴怒江泸水市探望驴友",
    'Fu Yi Ha Lei last night Lanping Pumi Township Pei Qian Qi Yu talks, the "Deer Village" translation opinions  .',
)
PAIRS = (
    ("会议由院长主持。", "The  meeting was chaired by the president ."),
    RISKY,
    ("法院周一启用新大厅。", "The court opened a new  hall on Monday ."),
)


def test_a_high_risk_is_told_with_its_reasons(opened: Opener) -> None:
    window = opened(PAIRS)
    assert window.desk is not None
    risk = window.desk.session.checking.book.risk(SegmentId(2))
    assert risk is not None
    assert risk.high
    assert told(risk, str)[0].startswith(SIGN)
    assert len(told(risk, str)) > 2
    table = window.desk.grid.table
    tips = [table.data(table.index(n, Column.NUMBER), Qt.ItemDataRole.ToolTipRole) for n in range(3)]
    assert [SIGN in t for t in tips] == [False, True, False]
    said = table.data(table.index(1, Column.NUMBER), Qt.ItemDataRole.AccessibleTextRole)
    assert "(high)" in said


def test_the_card_of_a_high_risk_stands_before_the_findings(opened: Opener, qtbot: QtBot) -> None:
    window = opened(PAIRS)
    assert window.desk is not None
    panel = window.docks.findings
    few = len(window.desk.session.entries(SegmentId(1)))
    qtbot.waitUntil(lambda: panel.complete and len(panel.cards) == few, timeout=60_000)
    window.desk.show_segment(SegmentId(2))
    more = len(window.desk.session.entries(SegmentId(2)))
    qtbot.waitUntil(lambda: panel.complete and len(panel.cards) == more + 1, timeout=60_000)


def test_the_worst_segment_that_is_not_confirmed_comes_next(opened: Opener) -> None:
    window = opened(PAIRS)
    assert window.desk is not None
    order = by_risk(window.desk.session)
    assert order[0] == SegmentId(2)
    window.actions_table.trigger("go.next_worst")
    assert window.desk.segment is not None
    visited = []
    for _ in range(3):
        visited.append(window.desk.segment.id)
        window.actions_table.trigger("go.next_worst")
    assert sorted(visited) == sorted(order)
    window.desk.session.project.confirm(SegmentId(2))
    window.desk.show_segment(SegmentId(1))
    window.actions_table.trigger("go.next_worst")
    assert window.desk.segment.id == SegmentId(3)


def test_findings_of_the_worst_segments_come_first(opened: Opener, qtbot: QtBot) -> None:
    window = opened(PAIRS)
    model = window.docks.document.model

    def segments() -> list[str]:
        numbers = [model.data(model.index(n, FindingColumn.SEGMENT)) for n in range(model.rowCount())]
        return list(dict.fromkeys(numbers))

    qtbot.waitUntil(lambda: segments() == ["1", "2", "3"], timeout=60_000)
    window.actions_table.trigger("view.worst_first")
    assert segments()[0] == "2"
    assert model.data(model.index(0, FindingColumn.RISK)).startswith(SIGN)
    window.actions_table.trigger("view.worst_first")
    assert segments() == ["1", "2", "3"]


def test_the_slider_says_how_much_is_marked(opened: Opener, qtbot: QtBot) -> None:
    window = opened((("", "He go home yesterday, and they was glad of it."), RISKY))
    assert window.desk is not None
    session = window.desk.session

    def marked() -> int:
        return sum(f.painted for s in session.project.segments for f in session.open_findings(s.id))

    usual = marked()
    window.docks.document.share.setValue(0)
    assert window.settings[MARKED_SHARE] == 0
    none = marked()
    window.docks.document.share.setValue(100)
    assert none < usual <= marked()
