"""Chinese names and their English forms."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.names import expected_forms, find_names, romanize, split_name


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("赵文博", "Zhao Wenbo"),
        ("王伟", "Wang Wei"),
        ("曾庆民", "Zeng Qingmin"),
        ("单立新", "Shan Lixin"),
        ("解志强", "Xie Zhiqiang"),
        ("仇海波", "Qiu Haibo"),
        ("任远", "Ren Yuan"),
        ("区少坤", "Ou Shaokun"),
        ("查良才", "Zha Liangcai"),
        ("欧阳晓安", "Ouyang Xiao'an"),
        ("尉迟明", "Yuchi Ming"),
        ("司马南星", "Sima Nanxing"),
        ("李长安", "Li Chang'an"),
    ],
)
def test_the_form_of_a_name(name: str, form: str) -> None:
    assert romanize(name) == form
    assert form in expected_forms(name)


def test_every_acceptable_spelling_is_expected() -> None:
    assert {"Li Chang'an", "Li Chang’an", "Li Changan"} <= expected_forms("李长安")
    assert {"Lü Min", "Lyu Min", "Lv Min", "Lu Min"} <= expected_forms("吕敏")
    assert {"Qin Jun", "Tan Jun"} <= expected_forms("覃军")
    assert not {"Wenbo Zhao", "Zhao Wen Bo", "Zhao wenbo"} & expected_forms("赵文博")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("党组书记、院长赵文博主持会议并讲话。", ["赵文博"]),
        ("副院长王伟主持会议。", ["王伟"]),
        ("会议由赵文博院长主持。", ["赵文博"]),
        ("院长欧阳晓安，副庭长单立新出席。", ["欧阳晓安", "单立新"]),
        ("承办法官唐雪决定把法庭搬到村里。", ["唐雪"]),
        ("区委政法委书记钱峰陪同。", ["钱峰"]),
        ("“请张丽同志发言。”", ["张丽"]),
        # no names
        ("常务副院长主持会议，高级法官参加。", []),
        ("党组书记、院长出席会议。", []),
        ("人民法院院长会议精神", []),
        ("全体法官和公安局长参加，广东法官交流经验。", []),
        ("法官高度重视此案。", []),
        ("代表时代潮流，代表先进文化的前进方向", []),
        ("张院长、李法官到场。", []),
    ],
)
def test_names_beside_titles_are_found(text: str, names: list[str]) -> None:
    found = find_names(text)
    assert [name.text for name in found] == names
    assert all(text[name.start : name.end] == name.text for name in found)


def test_compound_family_names_are_split() -> None:
    assert split_name("欧阳修") == ("欧阳", "修")
    assert split_name("欧阳") == ("欧", "阳")
    assert split_name("王小明") == ("王", "小明")


@given(st.text(alphabet="院长书记赵王欧阳文博主持，。的全高级A1 "))
def test_spans_point_at_the_names(text: str) -> None:
    names = find_names(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
