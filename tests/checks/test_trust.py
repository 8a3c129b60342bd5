"""Confidence of findings, what is painted, and the risk of a segment with its reasons."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from editor.checks.catalogue import CHECKS
from editor.checks.doubts import phrases
from editor.checks.features import FEATURES
from editor.checks.risk import FINDINGS, assess, findings_score
from editor.checks.trust import SHARE, cut, floor, weighed, within_budget
from editor.checks.weights import Measured, checks_digest, shipped_weights
from editor.core.model import Finding, SegmentId, Severity, Side

SOURCE = "云溪县的新大桥已经通车。"
TARGET = "The new bridge in Yunxi County has opened to traffic."
NOISY = Measured(found=40, right=10, chance=0.4, grave=4, confidence=0.3, worth=0.1, painted=False, declared=0.0)
GOOD = Measured(found=40, right=36, chance=0.4, grave=20, confidence=0.9, worth=0.5, painted=True, declared=0.0)
WEIGHTS = msgspec.structs.replace(shipped_weights(), checks={"N": NOISY, "G": GOOD}, floor=0.5)


def finding(
    check: str, start: int = 0, end: int = 10, severity: Severity = Severity.MAJOR, said: float = 0.8
) -> Finding:
    return Finding(check, severity, SegmentId(1), Side.TARGET, start, end, "m", confidence=said)


def test_a_noisy_check_is_listed_a_good_one_painted() -> None:
    noisy, good = weighed([finding("N"), finding("G")], SOURCE, TARGET, WEIGHTS)
    assert (noisy.painted, good.painted) == (False, True)
    assert noisy.confidence < 0.5 < good.confidence


def test_in_official_text_no_check_is_only_listed_for_what_it_was_worth_in_general_news() -> None:
    assert weighed([finding("N")], "云溪县人民法院已作出判决。", "The court has ruled.", WEIGHTS)[0].painted
    assert weighed([finding("N")], "", "The court has ruled.", WEIGHTS)[0].painted
    assert not weighed([finding("N")], "", TARGET, WEIGHTS)[0].painted


def test_a_check_nobody_measured_keeps_what_it_says() -> None:
    assert weighed([finding("U", said=0.66)], SOURCE, TARGET, WEIGHTS)[0].confidence == 0.66


@pytest.mark.parametrize("kept", [finding("N", severity=Severity.CRITICAL), finding("T01", said=0.1)])
def test_critical_ones_and_known_bad_renderings_are_painted_always(kept: Finding) -> None:
    found = weighed([kept], SOURCE, TARGET, WEIGHTS)
    assert [f.painted for f in within_budget(found, 1, 0, WEIGHTS)] == [True]


def test_the_most_confident_are_painted_until_the_budget_is_spent() -> None:
    found = [finding("U", 100 * n, 100 * n + 100, said=0.6 + n / 100) for n in range(10)]
    shown = within_budget(found, 5000, SHARE, WEIGHTS)
    assert [n for n, f in enumerate(shown) if f.painted] == [4, 5, 6, 7, 8, 9]
    assert len(shown) == len(found)


def test_a_short_text_may_hold_some_marks_whatever_their_share() -> None:
    shown = within_budget([finding("U", 0, 60)], 100, SHARE, WEIGHTS)
    assert shown[0].painted


def test_below_the_floor_nothing_is_painted_unless_more_is_asked_for() -> None:
    found = [finding("U", said=0.3)]
    assert not within_budget(found, 5000, SHARE, WEIGHTS)[0].painted
    assert within_budget(found, 5000, 100, WEIGHTS)[0].painted
    assert floor(100, WEIGHTS) < floor(SHARE, WEIGHTS) == 0.5


def test_what_a_check_only_lists_no_budget_paints() -> None:
    found = [replace(finding("U"), painted=False)]
    assert not within_budget(found, 5000, 100, WEIGHTS)[0].painted
    assert cut(found, 5000, SHARE, WEIGHTS) == 0.5


def test_findings_raise_the_risk_and_are_told() -> None:
    calm, alarmed = assess(SOURCE, TARGET, []), assess(SOURCE, TARGET, [finding("X01"), finding("A06")])
    assert 0 < calm.value < alarmed.value < 1
    assert any(r.message == "Findings: {count}." and r.count == 2 for r in alarmed.reasons)
    assert findings_score([], WEIGHTS) == 0.0


def test_reasons_come_weightiest_first() -> None:
    source = "傅祎、哈蕾等昨晚在兰坪普米乡与裴骞、祁彧会晤，就《鹿砦》译名交换意见" * 2
    risk = assess(source, "Fu Yi Ha Lei Pei Qian last night Lanping Pumi Deer Enclosure translation name exchange", [])
    assert risk.high
    assert len(risk.reasons) > 1
    assert [r.adds for r in risk.reasons] == sorted((r.adds for r in risk.reasons), reverse=True)


def test_without_the_chinese_only_the_english_counts() -> None:
    long = " ".join(["The court heard the case and gave the judgment."] * 6)
    assert assess("", "The court opened.", []).value < assess("", long, []).value


def test_the_weights_were_learnt_with_the_checks_that_are_there() -> None:
    """After a check has come or gone: `python -m benchmarks.train_flags DEV.jsonl --write` (docs/flags.md)."""
    assert shipped_weights().signature.checks == checks_digest(c.id for c in CHECKS)


def test_every_weight_belongs_to_a_feature_and_every_sign_to_a_phrase() -> None:
    weights = shipped_weights()
    assert set(weights.features) == {*(f.name for f in FEATURES), FINDINGS}
    known = phrases("网友吐槽“鲸贝”项目犯规。", 'Netizens call the "Beluga Shell" project a foul.')
    assert set(weights.doubt.signs) == set(known[0].signs)
    assert set(weights.checks) <= {c.id for c in CHECKS}
