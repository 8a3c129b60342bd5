"""The Chinese behind a correction: what stands in its segments and hardly elsewhere."""

from glossary.cooccurrence import Background, log_likelihood, source_span

OTHERS = ["法院召开了会议。", "法官审理案件。", "司法救助发放到位。", "会议强调司法公正。"]


def span(sources: list[str], others: list[str] = OTHERS, terms: tuple[str, ...] = ()) -> str:
    return source_span(sources, Background(len(others), lambda text: sum(text in o for o in others)), terms)


def test_the_longest_common_words_are_taken() -> None:
    assert span(["法院提供司法护航。", "强化司法护航，服务企业。", "司法护航要精准。"]) == "司法护航"


def test_words_that_are_everywhere_explain_nothing() -> None:
    assert span(["法院会议。", "召开会议。"], [*OTHERS, "会议结束。"] * 3) == ""


def test_grammar_at_the_edges_is_left_out() -> None:
    assert span(["他的司法护航在此。", "我的司法护航在彼。"]) == "司法护航"


def test_a_single_segment_and_none_tell_nothing() -> None:
    assert span(["提供司法护航。"]) == ""
    assert span(["", ""]) == ""
    assert span(["English only.", "English too."]) == ""


def test_one_in_ten_may_be_worded_otherwise() -> None:
    nine = [f"{n}、司法护航" for n in "一二三四五六七八九"]
    assert span([*nine, "护送企业"]) == "司法护航"
    assert span([*nine[:4], "护送企业", "企业"]) == ""


def test_a_term_of_the_glossary_goes_first() -> None:
    assert span(["法院提供司法护航。", "强化司法护航工作。"], terms=("护航",)) == "护航"


def test_log_likelihood_grows_with_the_contrast() -> None:
    assert log_likelihood(5, 5, 0, 100) > log_likelihood(5, 5, 20, 100) > 0
    assert log_likelihood(1, 10, 50, 100) == 0
    assert log_likelihood(0, 0, 0, 0) == 0
