"""The glossary over an article of 60 sentence pairs, and building its matcher, beside raw automata and naive ways.

`python -m benchmarks.glossary [--json FILE] [--sizes 1000,10000,100000]`. Glossaries and article are made by seeded
code; the article uses only terms of the smallest glossary, so what is found does not grow with the glossary.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

import ahocorasick
from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from benchmarks.table import Report, Row
from benchmarks.table import best_of as best_of_runs
from glossary.matching import Matcher, Verdict
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleId, Term, TermStatus

SIZES = (1_000, 10_000, 100_000)
SENTENCES = 60

_FIRST = (
    "民事=civil 刑事=criminal 行政=administrative 商事=commercial "
    "海事=maritime 环境=environmental 知识=intellectual 金融=financial "
    "破产=bankruptcy 劳动=labor 家事=family 少年=juvenile "
    "涉外=foreign 基层=primary 中级=intermediate 高级=high 专门=special "
    "巡回=circuit 乡村=rural 城市=urban 网络=online "
    "智慧=smart 绿色=green 公益=public 集体=collective 个人=personal "
    "重大=major 轻微=minor 紧急=urgent 普通=ordinary "
    "简易=summary 联合=joint 独立=independent 内部=internal 外部=external "
    "年度=annual 季度=quarterly 临时=provisional 长期=permanent "
    "特殊=particular 全国=national 省级=provincial 县级=county "
    "地方=local 中央=central 重点=key 典型=typical "
    "疑难=difficult 复杂=complex 简单=simple"
)
_SECOND = (
    "案件=case 纠纷=dispute 诉讼=litigation 审判=trial "
    "执行=enforcement 调解=mediation 仲裁=arbitration 检察=procuratorial "
    "监督=oversight 审查=review 管理=management 服务=service "
    "信息=information 证据=evidence 财产=property 合同=contract "
    "债务=debt 权利=rights 责任=liability 赔偿=compensation "
    "保全=preservation 送达=delivery 立案=filing 庭审=hearing "
    "裁判=judgment 司法=judicial 法律=legal 政策=policy "
    "安全=security 质量=quality 效率=efficiency 风险=risk 信用=credit "
    "土地=land 资源=resource 生态=ecology 教育=education "
    "医疗=medical 交通=traffic 税务=tax 投资=investment 公司=company "
    "消费=consumer 住房=housing 农业=farming 科技=technology "
    "数据=data 档案=archive 干部=cadre 人才=talent"
)
_THIRD = (
    "制度=system 机制=mechanism 规定=provision 意见=opinion "
    "办法=measure 中心=center 平台=platform 委员会=committee "
    "小组=panel 程序=procedure 标准=standard 指南=guide "
    "报告=report 会议=conference 活动=campaign 项目=project 工作站=station "
    "办公室=office 联盟=alliance 协议=agreement 名单=list "
    "目录=catalog 指标=indicator 方案=scheme 计划=plan 体系=framework "
    "网格=grid 清单=checklist 台账=ledger 团队=team "
    "法庭=tribunal 原则=principle 模式=model 流程=workflow 试点=pilot "
    "基地=base 基金=fund 窗口=counter 热线=hotline 案例库=casebook"
)
_FILLERS = (
    ("法院要加强", "The court must strengthen"),
    ("会议研究了", "The meeting considered"),
    ("并推进", "and advanced"),
)


@dataclass(frozen=True, slots=True)
class Article:
    """Sentence pairs, and how many terms were put in."""

    pairs: tuple[tuple[str, str], ...]
    terms: int


def concepts(size: int, seed: int = 20260101) -> tuple[Concept, ...]:
    """`size` concepts of three words each; a shorter glossary is the beginning of a longer one.

    Half have an admitted form, three in ten a bad rendering (some only with the source).
    """
    words = [[w.partition("=")[::2] for w in part.split()] for part in (_FIRST, _SECOND, _THIRD)]
    dice = random.Random(seed)
    combinations = list(product(*words))
    dice.shuffle(combinations)
    made = []
    for number, ((zh1, en1), (zh2, en2), (zh3, en3)) in enumerate(combinations[:size]):
        terms = [Term(zh1 + zh2 + zh3, "zh"), Term(f"{en1} {en2} {en3}", "en")]
        if number % 2:
            terms.append(Term(f"{en3} for {en1} {en2}", "en", TermStatus.ADMITTED))
        bad: tuple[BadRendering, ...] = ()
        if number % 10 < 3:
            condition = (Condition.MONO, Condition.CTX, Condition.SRC)[number % 10]
            near = ("hospital", "school") if number % 4 == 0 else ()
            bad = (BadRendering(RuleId(f"r{number}"), (f"{en2} {en1} {en3}",), condition, near_none=near),)
        made.append(Concept(ConceptId(f"c{number}"), "court", tuple(terms), bad))
    return tuple(made)


def article(entries: Sequence[Concept], sentences: int = SENTENCES, seed: int = 7) -> Article:
    """Sentence pairs with three or four terms each: most rendered as approved, some badly, some not at all."""
    dice = random.Random(seed)
    pairs = []
    count = 0
    for _ in range(sentences):
        zh, en = "", ""
        for entry in dice.sample(entries, dice.choice((3, 4))):
            filler_zh, filler_en = dice.choice(_FILLERS)
            form = dice.choice(entry.forms("en")).text
            if entry.bad and dice.random() < 0.4:
                form = entry.bad[0].variants[0]
            elif dice.random() < 0.1:
                form = "what was said before"
            plural = "s" if dice.random() < 0.3 else ""
            zh += f"{filler_zh}{entry.terms[0].text}，"
            en += f"{filler_en} the {form}{plural}, "
            count += 1
        pairs.append((zh[:-1] + "。", en[:-2] + "."))
    return Article(tuple(pairs), count)


# Scanning and building are pure computation: processor time, so that a busy machine does not change the ratios.
best_of = partial(best_of_runs, cpu=True)


def _forms(entries: Sequence[Concept]) -> tuple[list[str], list[str]]:
    chinese = [t.text for c in entries for t in c.terms if t.language == "zh"]
    english = [t.text for c in entries for t in c.terms if t.language == "en"]
    return chinese, english + [v for c in entries for rule in c.bad for v in rule.variants]


def _scan_raw(chinese: AhoCorasick, english: AhoCorasick, text: Article) -> None:
    for zh, en in text.pairs:
        chinese.find_matches_as_indexes(zh)
        english.find_matches_as_indexes(en)


def _scan_chinese(chinese: AhoCorasick, text: Article) -> None:
    for zh, _en in text.pairs:
        chinese.find_matches_as_indexes(zh)


def _scan_peer(automaton: ahocorasick.Automaton, text: Article) -> None:
    for zh, _en in text.pairs:
        list(automaton.iter_long(zh))


def _scan_contains(forms: Sequence[str], text: Article) -> None:
    for zh, _en in text.pairs:
        [form for form in forms if form in zh]


def _scan_regex(pattern: re.Pattern[str], text: Article) -> None:
    for zh, _en in text.pairs:
        list(pattern.finditer(zh))


def _verdicts(matcher: Matcher, text: Article) -> None:
    for zh, en in text.pairs:
        matcher.occurrences(zh, en)


def _raw_build(chinese: list[str], english: list[str]) -> tuple[AhoCorasick, AhoCorasick]:
    return (
        AhoCorasick(chinese, matchkind=MATCHKIND_LEFTMOST_LONGEST),
        AhoCorasick(english, matchkind=MATCHKIND_LEFTMOST_LONGEST),
    )


def _peer_build(chinese: list[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form in chinese:
        automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


def measure(sizes: Sequence[int] = SIZES) -> Report:
    """Build and ask matchers of the given sizes; the first is what the others are compared with."""
    report = Report("Glossary over 60 sentence pairs (processor time)", ("ahocorasick-rs", "pyahocorasick", "msgspec"))
    text = article(concepts(min(sizes)))
    smallest: Row | None = None
    for size in sizes:
        entries = concepts(size)
        work = f"{size:,} terms"
        chinese, english = _forms(entries)
        automata = _raw_build(chinese, english)
        matcher = Matcher(entries)
        raw = report.add(
            Row(work, "ahocorasick-rs raw, zh + en", best_of(partial(_scan_raw, *automata, text), repeat=60))
        )
        ours = report.compare(
            work, "whole verdict", best_of(partial(_verdicts, matcher, text), repeat=60), raw, at_most=5
        )
        if smallest is None:
            smallest = ours
        else:
            report.compare(
                work, "whole verdict", ours.value, Row(work, f"{sizes[0]:,} terms", smallest.value), at_most=1.5
            )
        _peers(report, work, chinese, automata[0], text, ours)
        built = report.add(
            Row(f"build {work}", "raw, both", best_of(partial(_raw_build, chinese, english), repeat=5, seconds=20))
        )
        report.compare(
            f"build {work}", "Matcher", best_of(partial(Matcher, entries), repeat=5, seconds=20), built, at_most=2
        )
    return report


def _peers(report: Report, work: str, chinese: list[str], raw: AhoCorasick, text: Article, ours: Row) -> None:
    """Ways that only look the Chinese terms up, without a verdict."""
    report.compare(work, "ahocorasick-rs raw, zh only", best_of(partial(_scan_chinese, raw, text), repeat=60), ours)
    peer = _peer_build(chinese)
    report.compare(work, "pyahocorasick, zh only", best_of(partial(_scan_peer, peer, text), repeat=30), ours)
    report.compare(
        work, "contains loop (OmegaT), zh only", best_of(partial(_scan_contains, chinese, text), repeat=5), ours
    )
    if len(chinese) <= 10_000:
        pattern = re.compile("|".join(re.escape(f) for f in sorted(chinese, key=len, reverse=True)))
        report.compare(work, "regex alternation, zh only", best_of(partial(_scan_regex, pattern, text), repeat=5), ours)


def found(size: int = 1_000) -> dict[str, int]:
    """How many occurrences of each verdict the article has; the same for every size."""
    text = article(concepts(1_000))
    matcher = Matcher(concepts(size))
    verdicts = [o.verdict for zh, en in text.pairs for o in matcher.occurrences(zh, en)]
    return {verdict.value: verdicts.count(verdict) for verdict in Verdict}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    sizes = [int(n) for n in parser.parse_known_args()[0].sizes.split(",")]
    measure(sizes).show()


if __name__ == "__main__":
    main()
