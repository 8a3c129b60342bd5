"""Numbers of two texts paired by value, kind, size and unit; what is rounded or converted rightly counts as equal."""

from __future__ import annotations

import pytest

from editor.core.reckoning import settle
from editor.core.units import chinese_unit, english_unit, other_unit


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("3.2万件", "32,000 cases"),
        ("1亿2000万元", "120 million yuan"),
        ("1.19万余人", "nearly 12,000 people"),
        ("300亩", "20 hectares"),
        ("30公里", "about 19 miles"),
        ("十多名", "a dozen"),
        ("20年来", "over two decades"),
        ("120万到250万元", "1.2 to 2.5 million yuan"),
        ("六七千人", "some 6,500 people"),
        ("90年代", "the 1990s, in 1990"),
        ("APEC2020年后", "post-2020"),
        ("每半年", "every six months"),
    ],
)
def test_what_is_said_otherwise_is_equal(zh: str, en: str) -> None:
    account = settle(zh, en)
    assert not account.changed and not account.added
    assert not [m for m in account.lost if m.value > 1]


@pytest.mark.parametrize(
    ("zh", "en", "pair"),
    [
        ("3.2万件", "3,200 cases", ("3.2万", "3,200")),
        ("近30年", "almost 33 years", ("30", "33")),
        ("前20%与后20%", "the top 20% and the bottom 21%", ("20%", "21%")),
        ("两名女子获救，这两名女子", "eight women were saved; the two women", ("两", "eight")),
        ("300亩", "300 hectares of 45 acres", None),
    ],
)
def test_a_number_in_the_place_of_another(zh: str, en: str, pair: tuple[str, str] | None) -> None:
    changed = [(p.source.text, p.target.text) for p in settle(zh, en).changed]
    assert changed == ([pair] if pair else [])


def test_what_stands_alone_is_told() -> None:
    account = settle("发放460万元", "They paid the workers 12 times in 2019")
    assert [m.text for m in account.lost] == ["460万"]
    assert [m.text for m in account.added] == ["12 times", "2019"]


def test_units_stand_behind_or_before() -> None:
    (pair,) = settle("赔偿30万美元", "a compensation of $300,000").pairs
    assert chinese_unit(pair.source, "赔偿30万美元") == "美元"
    assert english_unit(pair.target, "a compensation of $300,000") == "dollar"
    assert other_unit(pair.source, pair.target, "赔偿30万美元", "a compensation of $300,000") is None
    assert other_unit(pair.source, pair.target, "赔偿30万元", "a compensation of $300,000") == ("元", "dollar")
