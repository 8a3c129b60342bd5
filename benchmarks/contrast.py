"""Damage correct translations in known ways and count what the checks find, and what they say about the unharmed.

`python -m benchmarks.contrast [--missed KIND] [--alarms]`. A damage counts as found when its sentence gets a painted
finding that the unharmed one does not have; *listed* counts findings that are listed only as well.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from editor.checks.framework import CheckSet
from editor.core.model import Finding, Mode, Segment, SegmentId
from editor.termbase import load_termbase, make_checks

DATA = Path(__file__).parent.parent / "tests" / "data" / "contrast"
# Chinese, its rendering, and that of a sibling with which it must not be mixed up.
SIBLINGS = (
    ("被告人", "defendant", "criminal suspect"),
    ("犯罪嫌疑人", "criminal suspect", "defendant"),
    ("罪犯", "convict", "criminal suspect"),
    ("判决", "judgment", "ruling"),
    ("判决", "judgment", "decision"),
    ("裁定", "ruled", "decided"),
    ("决定", "decision", "judgment"),
    ("逮捕", "arrest", "detention"),
    ("拘留", "detention", "arrest"),
    ("人民法院", "People's Court", "People's Procuratorate"),
    ("人民检察院", "People's Procuratorate", "People's Court"),
    ("检察官", "prosecutor", "judge"),
    ("法官", "judge", "prosecutor"),
    ("应当", "shall", "may"),
    ("可以", "may", "shall"),
    ("不得", "may not", "need not"),
    ("原告", "plaintiff", "defendant"),
    ("被告", "defendant", "plaintiff"),
    ("有期徒刑", "in prison", "of criminal detention"),
    ("罚金", "fined", "administratively fined"),
    ("副院长", "vice president", "president"),
    ("一审", "first-instance", "second-instance"),
    ("二审", "second-instance", "first-instance"),
    ("驳回", "dismiss", "withdraw"),
    ("查封", "seal up", "confiscate"),
)
NEGATIONS = (
    (r"\bdid not reply\b", "replied"),
    (r"\bdid not\b|\bdo not\b|\bdoes not\b", ""),
    (r"\bcannot\b", "can"),
    (r"\bnever\b", "always"),
    (r"\b(may|shall|should|would|will|was|is|are|has|had|were|need|be) not\b", r"\1"),
    (r"\bnot to\b", "to"),
    (r"\bnot all\b", "all"),
    (r"\bNo\b(?= \w)", "A"),
    (r"\bno\b(?= \w)", "a"),
    (r"\bwithout\b", "with"),
    (r"\bWithout\b", "With"),
    (r"\bNeither\b", "Either"),
    (r"\bnot\b ", ""),
)
SCALES = (("trillion", "billion"), ("billion", "million"), ("million", "billion"))


@dataclass(frozen=True, slots=True)
class Damage:
    """One sentence of an article with its new, wrong English."""

    kind: str
    article: int
    segment: int
    target: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a damage: the new findings of its sentence."""

    damage: Damage
    findings: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """Whether a person is shown it."""
        return any(f.painted for f in self.findings)


Pair = tuple[str, str]
Name = tuple[str, str, str]
Article = tuple[Pair, ...]


def read_articles() -> list[Article]:
    """The correct pairs, article by article."""
    text = re.sub(r"^#.*\n", "", (DATA / "pairs.txt").read_text("utf-8"), flags=re.MULTILINE)
    lines = ([line for line in part.splitlines() if line] for part in text.split("\n---\n"))
    return [tuple(zip(part[::2], part[1::2], strict=True)) for part in lines]


def read_names() -> list[Name]:
    """Kind, Chinese and English of the names that stand in the pairs."""
    lines = (DATA / "names.tsv").read_text("utf-8").splitlines()
    return [(kind, zh, en) for kind, zh, en in (line.split("\t") for line in lines)]


def digit(source: str, target: str) -> Iterator[str]:
    """A digit of a number becomes another one."""
    for match in list(re.finditer(r"\d[\d,.]*\d|\d", target))[:2]:
        at = match.start() if match.end() - match.start() < 3 else match.start() + 1
        at = at if target[at].isdigit() else at + 1
        yield target[:at] + str((int(target[at]) + 3) % 9 + 1) + target[at + 1 :]


def scale(source: str, target: str) -> Iterator[str]:
    """万 and 亿 taken for something else: ten times too much or too little, or the wrong -illion."""
    for word, wrong in SCALES:
        if match := re.search(rf"([\d.]+) {word}\b", target):
            yield target[: match.start()] + f"{match[1]} {wrong}" + target[match.end() :]
            yield target[: match.start()] + f"{float(match[1]) * 10:g} {word}" + target[match.end() :]
    if "万" in source:
        for match in re.finditer(r"\b\d{1,3}(,\d{3})+\b", target):
            yield target[: match.start()] + f"{int(match[0].replace(',', '')) // 10:,}" + target[match.end() :]


def name(names: Sequence[Name], source: str, target: str) -> Iterator[str]:
    """Another name of the same kind stands in the place of the right one."""
    for n, (kind, zh, en) in enumerate(names):
        if zh in source and en in target:
            others = [e for k, z, e in (*names[n + 1 :], *names[:n]) if k == kind and e not in target]
            yield target.replace(en, others[0])


def spelling(names: Sequence[Name], source: str, target: str) -> Iterator[str]:
    """A person's family name loses or changes a letter."""
    for kind, zh, en in names:
        if kind == "person" and zh in source and en in target:
            family, given = en.split()
            yield target.replace(en, f"{family} {given[:-1] if given[-1] in 'gn' else given + 'ng'}")


def negation(source: str, target: str) -> Iterator[str]:
    """The negation is gone."""
    if not re.search("[不未没无非绝莫]|禁止|严禁", source):
        return
    for pattern, instead in NEGATIONS:
        changed = re.sub(pattern, instead, target, count=1)
        if changed != target:
            yield changed.replace("  ", " ")
            return


def clause(source: str, target: str) -> Iterator[str]:
    """A clause of five words and more, with what it says in the source still there, is dropped."""
    parts = re.split(r"(?<=[,;]) (?=[a-z])", target)
    for n, part in enumerate(parts[1:], 1):
        if len(part.split()) >= 5 and len(re.split("[，、；]", source)) > 1:
            left = " ".join(parts[:n] + parts[n + 1 :]).rstrip(",; ")
            yield left if left.endswith(".") else left + "."


def repetition(source: str, target: str) -> Iterator[str]:
    """The sentence stands there twice."""
    yield f"{target} {target}"


def looping(source: str, target: str) -> Iterator[str]:
    """Five words in the middle stand there twice."""
    words = target.split()
    if len(words) > 12:
        at = len(words) // 2
        yield " ".join([*words[: at + 3], *words[at - 2 :]])


def sibling(source: str, target: str) -> Iterator[str]:
    """A term gives way to its sibling."""
    for zh, right, wrong in SIBLINGS:
        longer = any(zh in z and zh != z and z in source for z, _, _ in SIBLINGS)
        if zh in source and not longer and re.search(rf"\b{right}\b", target):
            yield re.sub(rf"\b{right}\b", wrong, target)


def untranslated(names: Sequence[Name], source: str, target: str) -> Iterator[str]:
    """The Chinese stands in the place of the English: the whole sentence, or a name of it."""
    yield source
    yield ""
    for _, zh, en in names:
        if zh in source and en in target:
            yield target.replace(en, zh)
            return


Maker = Callable[[str, str], Iterator[str]]


def makers() -> dict[str, Maker]:
    """The kinds of damage."""
    names = read_names()
    return {
        "digit changed": digit,
        "万/亿 slip": scale,
        "name swapped": partial(name, names),
        "name misspelt": partial(spelling, names),
        "negation dropped": negation,
        "clause dropped": clause,
        "sentence repeated": repetition,
        "phrase repeated": looping,
        "sibling term": sibling,
        "untranslated": partial(untranslated, names),
    }


def damages(articles: Sequence[Article], kinds: Sequence[str] = ()) -> Iterator[Damage]:
    """All damages of the articles, of some kinds or of all."""
    for kind, maker in makers().items():
        if kinds and kind not in kinds:
            continue
        for a, article in enumerate(articles):
            for s, (source, target) in enumerate(article):
                yield from (Damage(kind, a, s, wrong) for wrong in maker(source, target))


@cache
def shipped_checks() -> CheckSet:
    """The checks as a person gets them."""
    return make_checks(load_termbase())


def segments_of(article: Article) -> list[Segment]:
    """The article as a document."""
    return [Segment(SegmentId(n), zh, en, en) for n, (zh, en) in enumerate(article)]


def alarms(articles: Sequence[Article]) -> list[list[Finding]]:
    """What the checks say about the unharmed articles."""
    return [shipped_checks().check_document(segments_of(article), Mode.BILINGUAL) for article in articles]


def attempt(articles: Sequence[Article], tried: Sequence[Damage]) -> list[Trial]:
    """Check every damaged sentence within its article."""
    documents = [segments_of(article) for article in articles]
    before: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for a, found in enumerate(alarms(articles)):
        for f in found:
            before[a, f.segment].add(_print(f, documents[a]))
    trials = []
    for damage in tried:
        document = list(documents[damage.article])
        document[damage.segment] = replace(document[damage.segment], target=damage.target, machine=damage.target)
        found = shipped_checks().check_document(document, Mode.BILINGUAL)
        here = (f for f in found if f.segment == damage.segment)
        known = before[damage.article, damage.segment]
        trials.append(Trial(damage, tuple(f for f in here if _print(f, document) not in known)))
    return trials


def _print(finding: Finding, document: Sequence[Segment]) -> str:
    return finding.fingerprint(document[finding.segment])


def alarm_rate(articles: Sequence[Article], found: Sequence[Sequence[Finding]]) -> float:
    """Painted findings on the unharmed in a thousand English words."""
    words = sum(len(en.split()) for article in articles for _, en in article)
    return 1000 * sum(f.painted for here in found for f in here) / words


def report(articles: Sequence[Article], trials: Sequence[Trial]) -> Iterator[str]:
    """The lines of the table."""
    by: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by[trial.damage.kind].append(trial)
    yield f"{'kind':20s}{'cases':>6s}{'found':>8s}{'listed':>8s}"
    for kind, mine in by.items():
        found, listed = sum(t.found for t in mine), sum(bool(t.findings) for t in mine)
        yield f"{kind:20s}{len(mine):6d}{found / len(mine):8.1%}{listed / len(mine):8.1%}"
    clean = alarms(articles)
    pairs, painted = sum(map(len, articles)), sum(f.painted for here in clean for f in here)
    yield f"unharmed: {pairs} pairs, {painted} painted findings, {alarm_rate(articles, clean):.2f} in 1,000 words"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, what was missed of a kind, or the false alarms."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contrast", description=__doc__)
    parser.add_argument("--missed", metavar="KIND", help="print the damages of this kind that are not found")
    parser.add_argument("--alarms", action="store_true", help="print the findings on the unharmed")
    chosen = parser.parse_args(arguments)
    articles = read_articles()
    lines: Iterator[str]
    if chosen.alarms:
        lines = (
            f"{f.check}{'' if f.painted else ' (listed)'} {f.side} [{pair[f.side != 'source'][f.start : f.end]}] {pair}"
            for article, found in zip(articles, alarms(articles), strict=True)
            for f in found
            for pair in (article[f.segment],)
        )
    elif chosen.missed:
        trials = attempt(articles, list(damages(articles, [chosen.missed])))
        lines = (
            f"{articles[t.damage.article][t.damage.segment][0]}\n  {t.damage.target}" for t in trials if not t.found
        )
    else:
        lines = report(articles, attempt(articles, list(damages(articles))))
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
