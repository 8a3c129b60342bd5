"""Pages saved from the web: the article alone comes in, whatever the markup; the page goes back with its new texts."""

# ruff: noqa: E501  (pages with the long lines that pages have)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import Segment, State
from editor.errors import DocumentError
from editor.formats.html import html_blocks, write_html_back
from editor.formats.html_blocks import is_boilerplate
from editor.formats.protocol import Choice, Delivery
from editor.intake import Intake, read_pair

COURT = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>县法院召开会议-法院网</title>
<script>document.write("<p>这是脚本，不是正文，不应当读进来。</p>");</script></head><body>
<div class="topNav"><a href="/">首页</a> | <a href="/a">法院概况</a> | <a href="/b">审务公开，裁判文书</a></div>
<div id="wz">您当前的位置：<a href="/">首页</a> &gt; <a href="/x">新闻</a></div>
<table><tr><td class="title">县法院召开会议</td></tr><tr><td>发布时间：2024-03-05　来源：办公室　【字体：大 中 小】</td></tr>
<tr><td id="content"><font face=宋体>　　3月5日，县法院召开会议，<strong>院长</strong>主持。<br><br>　　会议要求：<br>　　一是<a href="/law">依法</a>办案，
提高质量。<br>&nbsp;&nbsp;二是公开透明，接受监督。</font></td></tr></table>
<div>上一篇：<a href="1">关于开展活动的通知，请各庭室遵照执行</a></div><div>下一篇：没有了</div>
<ul class="list"><li><a href=1>法院开展普法活动，受到好评</a><li><a href=2>法院召开座谈会，听取意见</a></ul>
<div class="foot"><p>版权所有：县人民法院</p><p>琼ICP备05000041号-1　琼公网安备46012345678901号</p><p>主办单位：县法院</p></div></body></html>"""
ENGLISH = """<html><head><meta charset=utf-8><title>County court meets</title></head><body><main>
<h1>County court meets</h1><p class=meta>Published: March 5, 2024</p>
<div class=article-body><p>The court held a <b>long</b> meeting.<br>It ended <i>late</i>.
<p>Water is H<sub>2</sub>O; see <a href="/a?x=1&amp;y=2">the <em>bulletin</em></a>.</p>
<!-- remark --><p>Nothing &lt;changes&gt; here.</div></main><aside><p>Another story, with a comma.</aside></body></html>"""


def taken(page: str | bytes, folder: Path, choice: Choice | None = None) -> Intake:
    path = folder / "a.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return read_pair(None, path, choice=choice)


def targets(intake: Intake) -> list[str]:
    return [s.target for s in intake.segments]


def written(intake: Intake, changes: dict[int, str]) -> str:
    def now(segment: Segment) -> Segment:
        text = changes.get(int(segment.id))
        return segment if text is None else replace(segment, target=text, state=State.DRAFT, revision=1)

    return write_html_back(Delivery(intake.document, tuple(map(now, intake.segments)), (), "g", "v")).decode()


def test_the_article_of_a_court_page_is_read_without_its_site(tmp_path: Path) -> None:
    intake = taken(COURT.encode("gb18030"), tmp_path)
    assert targets(intake) == [
        "县法院召开会议",
        "发布时间：2024-03-05　来源：办公室　【字体：大 中 小】",
        "3月5日，县法院召开会议，{1>院长<1}主持。",
        "会议要求：",
        "一是{1>依法<1}办案，提高质量。",
        "二是公开透明，接受监督。",
    ]
    assert "of the site" not in intake.remarks[0]
    assert "the rest belongs to the site" in intake.remarks[0]


def test_inline_formatting_comes_back_and_the_rest_keeps_every_byte(tmp_path: Path) -> None:
    intake = taken(ENGLISH, tmp_path)
    assert targets(intake) == [
        "County court meets",
        "Published: March 5, 2024",
        "The court held a {1>long<1} meeting.",
        "It ended {2>late<2}.",
        "Water is H{1>2<1}O; see {2>the {3>bulletin<3}<2}.",
        "Nothing <changes> here.",
    ]
    assert written(intake, {}) == ENGLISH
    page = written(
        intake, {1: "County court convenes", 4: "It ended at 6 < 7 {2>p.m.<2}", 5: "{2>See {3>it<2}<3}: H{1}"}
    )
    assert "<title>County court convenes</title>" in page
    assert "<h1>County court convenes</h1>" in page
    assert "The court held a <b>long</b> meeting.<br>It ended at 6 &lt; 7 <i>p.m.</i>" in page
    assert '<a href="/a?x=1&amp;y=2">See <em>it</em>: H{1}</a>' in page
    assert "<!-- remark --><p>Nothing &lt;changes&gt; here.</div></main><aside>" in page


def test_the_name_of_the_site_is_not_the_title(tmp_path: Path) -> None:
    page = "<header><h1><a href=/>County Court</a></h1></header><div><h2>Court meets</h2><div><p>It met, and went.<p>It rose, late.</div></div>"
    assert targets(taken(page, tmp_path)) == ["Court meets", "It met, and went.", "It rose, late."]


def test_a_person_may_choose_another_block(tmp_path: Path) -> None:
    blocks = html_blocks(ENGLISH.encode(), "a.html")
    assert [block.chosen for block in blocks].count(True) == 1
    other = next(block for block in blocks if block.first_line.startswith("Another story"))
    intake = taken(ENGLISH, tmp_path, Choice(block=other.number))
    assert targets(intake)[-1] == "Another story, with a comma."
    assert "One more" in written(intake, {int(intake.segments[-1].id): "One more."})
    with pytest.raises(DocumentError, match="has no block 99"):
        taken(ENGLISH, tmp_path, Choice(block=99))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
def test_chinese_pages_without_a_word_on_their_encoding(codec: str, tmp_path: Path) -> None:
    body = "法院召開會議，院長主持。會議要求，依法辦案，提高質量。" * 3
    intake = taken(f"<html><body><p>{body}</p></body></html>".encode(codec), tmp_path)
    assert "".join(targets(intake)) == body


@pytest.mark.parametrize("line", ["上一篇：法院召开会议", "下一篇:没有了", "【打印】【关闭】", "分享到：", "京ICP备12345678号-1", "版权所有 县法院",
                                  "Previous: Court holds a meeting", "Print this page", "Copyright © 2024 County Court", "Views: 312",
                                  "Current location: Home > News", "Share to WeChat"])  # fmt: skip
def test_lines_of_the_site_are_told(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ["法院版权案件：未经许可使用他人作品", "会议分享到场代表的经验。", "The court shared its experience with visitors.",
                                  "Next, the president spoke.", "打印机采购合同纠纷一案，法院判决如下。", "Copyrights were infringed, the court held.",
                                  "Previous convictions: two", "12", "-"])  # fmt: skip
def test_sentences_are_not(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize("page", ["<p>" * 9_000 + "text here.", "<a '" * 9_000, "<!--" * 9_000, "<div><a><b><i>" * 5_000 + "x",
                                  "<script>" * 5_000 + "x", "</b>" * 9_000 + "x", "<li>" * 9_000 + "x", "<br>" * 9_000 + "x",
                                  "<td><p>a, b.</td>" * 5_000, "&" * 90_000 + "x", "<p>" + "&amp" * 9_000])  # fmt: skip
def test_markup_gone_mad_is_read_or_refused(page: str, tmp_path: Path) -> None:
    try:
        assert taken(page, tmp_path).segments
    except DocumentError as error:
        assert "a.html" in str(error)
