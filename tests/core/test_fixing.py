from dataclasses import replace

from editor.core.fixing import follow, rebase, repair
from editor.core.model import Finding, Fix, Segment, SegmentId, Severity, Side


def finding(start: int, end: int, seen: str = "", side: Side = Side.TARGET) -> Finding:
    return Finding("D03", Severity.MINOR, SegmentId(1), side, start, end, "message", seen=seen)


def segment(target: str) -> Segment:
    return Segment(SegmentId(1), "", target, target)


def test_several_fixes_in_one_text_do_not_disturb_each_other() -> None:
    text = "teh court and teh judge"
    pairs = [(finding(0, 3, text), Fix(0, 3, "the")), (finding(14, 17, text), Fix(14, 17, "that very"))]
    assert repair(segment(text), pairs).target == "the court and that very judge"
    assert repair(segment(text), pairs).applied == 2


def test_overlapping_and_doubled_fixes_are_skipped_and_not_counted() -> None:
    text = "the the court"
    pair = (finding(0, 8, text), Fix(4, 8, ""))
    assert repair(segment(text), [pair, pair]).target == "the court"
    assert repair(segment(text), [pair, pair]).applied == 1
    inner = (finding(2, 6, text), Fix(2, 6, "X"))
    assert repair(segment(text), [pair, inner]).applied == 1


def test_a_gap_is_set_with_or_without_a_change_of_text() -> None:
    text = "It met."
    glued = repair(Segment(SegmentId(1), "", text, text, gap=""), [(finding(6, 7, text), Fix(6, 7, ".", gap=" "))])
    assert (glued.target, glued.gap, glued.applied) == ("It met.", " ", 1)


def test_a_fix_follows_its_text() -> None:
    seen = "In 2024 teh court sat."
    own, fix = finding(8, 11, seen), Fix(8, 11, "the")
    assert rebase(own, fix, "In May 2024 teh court sat.") == Fix(12, 15, "the")
    assert rebase(own, fix, "In 2024 teh county court sat.") == fix


def test_a_fix_whose_text_is_gone_is_stale() -> None:
    seen = "the the court"
    own = finding(0, 7, seen)
    assert rebase(own, Fix(3, 7, ""), "the court") is None
    assert rebase(own, Fix(3, 7, ""), "") is None
    assert rebase(finding(90, 95), Fix(90, 95, "x"), "short") is None
    assert repair(segment("the court"), [(own, Fix(3, 7, ""))]).applied == 0


def test_a_finding_in_the_source_guards_only_its_fix() -> None:
    own = finding(40, 44, "one two", Side.SOURCE)
    assert rebase(own, Fix(4, 7, "2"), "and one two") == Fix(8, 11, "2")


def test_white_space_at_the_edges_never_stays_in_a_target() -> None:
    assert repair(segment("0 By then"), [(finding(0, 1), Fix(0, 1, ""))]).target == "By then"


def test_a_finding_moves_with_its_text_and_goes_when_that_has_changed() -> None:
    seen = "In 2024 teh court sat."
    own = replace(finding(8, 11, seen), fixes=(Fix(8, 11, "the"),))
    moved = follow(own, "In May 2024 teh court sat.")
    assert moved is not None
    assert (moved.start, moved.end, moved.fixes, moved.seen) == (
        12, 15, (Fix(12, 15, "the"),), "In May 2024 teh court sat.",
    )  # fmt: skip
    later = follow(own, "In 2024 teh county court sat.")
    assert later is not None
    assert (later.start, later.fixes) == (8, own.fixes)
    assert follow(own, "In 2024 the court sat.") is None
    assert follow(finding(0, 90, "short"), "shorter") is None
    source = replace(finding(1, 3, seen, Side.SOURCE), fixes=(Fix(8, 11, "the"),))
    assert follow(source, "In May 2024 teh court sat.") == source


def test_what_is_done_already_is_not_counted() -> None:
    text = "It met."
    spaced = Segment(SegmentId(1), "", text, text, gap=" ")
    again = repair(spaced, [(finding(6, 7, text), Fix(6, 7, ".", gap=" "))])
    assert (again.target, again.gap, again.applied) == (text, " ", 0)
