"""Learn from judged translations how far findings are to be believed and which segments are at risk.

`python -m benchmarks.train_flags DEV.jsonl [--write] [--floor F] [--risky R]` prints what document-wise
cross-validation gives: every figure comes from weights learnt without the article it is counted on. With `--write` it
writes resources/trust/weights.json, learnt on all articles, and the table of weights in docs/flags-weights.md.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.flags import Answer, articles, table
from benchmarks.judgements import (
    Judged,
    area,
    bootstrap,
    count_documents,
    flags_of,
    read_judged,
    share,
    total,
)
from editor.checks.catalogue import CHECKS
from editor.checks.doubts import Phrase, doubts, phrases, severity_in
from editor.checks.doubts import finding as doubt_finding
from editor.checks.features import FEATURES, Texts, values
from editor.checks.framework import CheckSet, without_touched
from editor.checks.risk import DOUBT, FINDINGS, UNMEASURED, assess, findings_score, odds_of
from editor.checks.trust import SHARE, is_official, log_odds, reweighed, within_budget
from editor.checks.weights import Doubt, Measured, Signature, Weight, Weights, checks_digest
from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from editor.termbase import load_termbase, make_checks
from glossary.matching import Matcher

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "resources" / "trust" / "weights.json"
TABLE = ROOT / "docs" / "flags-weights.md"
FOLDS = 10
# How many findings of one's own the declared worth of a check counts for.
PRIOR = 10.0
RIDGE = 100.0
# A check is called noisy from this many findings on.
ENOUGH = 8
# How much the log-odds of a segment count beside the signs of a phrase: more finds more grave errors, but less exactly.
RISK_OF_DOUBT = 0.2
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person decides: see the options of the command."""

    floor: float
    risky: float
    doubts: float


@dataclass(frozen=True)
class Case:
    """One judged segment with the findings of the checks as they made them."""

    judged: Judged
    findings: tuple[Finding, ...]
    numbers: Mapping[str, float]
    phrases: tuple[Phrase, ...] = ()

    @cached_property
    def phrase_rows(self) -> tuple[Matrix, Matrix, Matrix]:
        """Of each phrase: a one and its signs, whether it touches an error, the log-odds that it would by chance."""
        judged = self.judged
        rows = [[1.0, *p.signs.values()] for p in self.phrases]
        right = [float(any(at in judged.marked for at in range(p.start, p.end))) for p in self.phrases]
        chance = [log_odds(judged.chance(p.end - p.start)[0]) for p in self.phrases]
        return np.array(rows), np.array(right), np.array(chance)

    @property
    def texts(self) -> tuple[str, str]:
        """Source and translation."""
        return self.judged.row["source"], self.judged.row["mt"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finding held against the judgements: right, grave, and right by chance."""

    finding: Finding
    case: Case
    right: bool
    grave: bool
    chance: float


def cases_of(judged: Sequence[Judged], checks: CheckSet) -> list[Case]:
    """The segments with their findings, checked as whole documents, and their features."""
    found = []
    for article in articles(judged):
        segments = [Segment(SegmentId(n), a.row["source"], a.row["mt"], a.row["mt"]) for n, a in enumerate(article)]
        by: defaultdict[int, list[Finding]] = defaultdict(list)
        for finding in checks.check_document(segments, Mode.BILINGUAL):
            by[finding.segment].append(finding)
        for n, one in enumerate(article):
            here = tuple(f for f in by[n] if f.check != DOUBT)
            source, target = one.row["source"], one.row["mt"]
            found.append(Case(one, here, values(Texts(source, target)), phrases(source, target)))
    return found


def doubted(cases: Sequence[Case], weights: Weights) -> list[Case]:
    """The cases with the findings on doubtful phrases that these weights make."""
    yielding = frozenset({DOUBT})
    made = []
    for case in cases:
        segment = Segment(case.findings[0].segment if case.findings else SegmentId(0), *case.texts, case.texts[1])
        view = CheckSet((), Matcher(())).view(segment, 0, Mode.BILINGUAL)
        odds = odds_of(case.numbers, weights)
        severity = severity_in(odds, weights)
        more = [doubt_finding(view, phrase, score, severity) for phrase, score in doubts(case.phrases, odds, weights)]
        firm = [f for f in case.findings if f.side is not Side.SOURCE]
        kept = [f for f in without_touched([*firm, *more], yielding) if f.check == DOUBT]
        made.append(replace(case, findings=(*case.findings, *kept)))
    return made


def outcomes(cases: Iterable[Case], omissions: float) -> Iterator[Outcome]:
    """Every finding with what the raters make of it; a finding on the source is right by chance as often as segments
    have an omission."""
    for case in cases:
        for finding in case.findings:
            yield outcome(finding, case, omissions)


def outcome(finding: Finding, case: Case, omissions: float) -> Outcome:
    """What the raters make of one finding."""
    judged = case.judged
    if finding.side is Side.SOURCE:
        there = [
            s
            for s in judged.spans
            if "Omission" in s["category"]
            or (s["side"] == "src" and s["start"] < finding.end and finding.start < s["end"])
        ]
        grave = any(s["severity"] in ("Major", "Critical") for s in there)
        return Outcome(finding, case, bool(there), grave, omissions)
    start, end = finding.start, max(finding.end, finding.start + 1)
    places = range(start, end)
    right, grave = (any(p in marked for p in places) for marked in (judged.marked, judged.marked_grave))
    return Outcome(finding, case, right, grave, judged.chance(end - start)[0])


def measure(found: Sequence[Outcome]) -> dict[str, Measured]:
    """What each check is worth: its share of right and of grave findings, drawn towards what it says of itself."""
    by: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        by[one.finding.check].append(one)
    made = {}
    for check, mine in sorted(by.items()):
        n, right, grave = len(mine), sum(o.right for o in mine), sum(o.grave for o in mine)
        said = sum(o.finding.confidence for o in mine) / n
        said_grave = sum(UNMEASURED[o.finding.severity] * o.finding.confidence for o in mine) / n
        chance = sum(o.chance for o in mine) / n
        made[check] = Measured(
            found=n,
            right=right,
            chance=round(chance, 3),
            grave=grave,
            confidence=round((right + PRIOR * said) / (n + PRIOR), 3),
            worth=round((grave + PRIOR * said_grave) / (n + PRIOR), 3),
            painted=_above_chance(mine),
            declared=round(sum(log_odds(o.finding.confidence) for o in mine) / n, 3),
        )
    return made


def _above_chance(found: Sequence[Outcome]) -> bool:
    """Whether findings are right more often than by chance, by half a standard error; too few are given the benefit."""
    n, chance = len(found), sum(o.chance for o in found) / len(found)
    return n < ENOUGH or sum(o.right for o in found) / n > chance + 0.5 * math.sqrt(chance * (1 - chance) / n)


def logistic(rows: Matrix, truth: Matrix, ridge: float, offset: Matrix | None = None) -> Matrix:
    """Coefficients of a ridge logistic regression by Newton's method; the first column is the constant, and free."""
    beta = np.zeros(rows.shape[1])
    penalty = np.eye(len(beta)) * ridge
    if offset is None:
        penalty[0, 0] = 0.0
    start = np.zeros(len(rows)) if offset is None else offset
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(rows @ beta + start)))
        slope = rows.T @ (chance - truth) + penalty @ beta
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-7:
            break
    return beta


def learn(cases: Sequence[Case], signature: Signature, chosen: Chosen) -> Weights:
    """Weights from these cases alone."""
    omissions = share(sum(any("Omission" in s["category"] for s in c.judged.spans) for c in cases), len(cases))
    nothing = Doubt(0.0, 0.0, math.inf, {})
    measured = measure(list(outcomes(cases, omissions)))
    draft = Weights(signature, 0.0, {}, 0.0, 0.0, chosen.floor, chosen.risky, nothing, measured)
    weights = _learn_risk(cases, draft)
    weights = msgspec.structs.replace(weights, doubt=_learn_doubt(cases, weights, chosen.doubts))
    found = list(outcomes(doubted(cases, weights), omissions))
    weights = msgspec.structs.replace(weights, checks=measure(found))
    slope, declared = _steps(found, weights)
    weights = msgspec.structs.replace(weights, slope=slope, declared=declared)
    return msgspec.structs.replace(weights, checks=_without_noisy(found, weights))


def _without_noisy(found: Sequence[Outcome], weights: Weights) -> dict[str, Measured]:
    """The measured checks; those listed only whose findings that would be painted are no better than chance."""
    by: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        odds = odds_of(one.case.numbers, weights)
        if reweighed(one.finding, odds, weights, official=True).confidence >= weights.floor:
            by[one.finding.check].append(one)
    noisy = {check for check, mine in by.items() if not _above_chance(mine)}
    return {
        check: msgspec.structs.replace(m, painted=m.painted and check not in noisy)
        for check, m in weights.checks.items()
    }


def _learn_risk(cases: Sequence[Case], draft: Weights) -> Weights:
    names = [*(f.name for f in FEATURES), FINDINGS]
    table_ = np.array(
        [[{**c.numbers, FINDINGS: findings_score(c.findings, draft)}[name] for name in names] for c in cases]
    )
    mean, spread = table_.mean(0), table_.std(0)
    spread[spread < 1e-3] = 1.0
    rows = np.c_[np.ones(len(table_)), (table_ - mean) / spread]
    beta = logistic(rows, np.array([float(c.judged.bad) for c in cases]), RIDGE)
    features = {
        name: Weight(round(float(m), 4), round(float(s), 4), round(float(b), 4))
        for name, m, s, b in zip(names, mean, spread, beta[1:], strict=True)
    }
    return msgspec.structs.replace(draft, bias=round(float(beta[0]), 4), features=features)


def _learn_doubt(cases: Sequence[Case], weights: Weights, wanted: float) -> Doubt:
    """What of a phrase makes it likelier than chance that it touches an error; `wanted` phrases in 100 segments."""
    told = [c for c in cases if c.phrases]
    table_, right, chance = (np.concatenate([c.phrase_rows[n] for c in told]) for n in range(3))
    odds = np.concatenate([np.full(len(c.phrases), odds_of(c.numbers, weights)) for c in told])
    names = list(told[0].phrases[0].signs)
    spread = table_.std(0)
    spread[spread == 0] = 1.0
    beta = logistic(table_ / spread, right, RIDGE / 2, chance) / spread
    score = table_ @ beta + RISK_OF_DOUBT * odds
    least = float(np.quantile(score, 1 - min(1.0, wanted * len(cases) / 100 / len(score))))
    signs = {name: round(float(b), 4) for name, b in zip(names, beta[1:], strict=True)}
    return Doubt(round(float(beta[0]), 4), RISK_OF_DOUBT, round(least, 4), signs)


def _steps(found: Sequence[Outcome], weights: Weights) -> tuple[float, float]:
    """How much the log-odds of a finding rise with those of its segment and with what its check says of it."""
    if not found:
        return 0.0, 0.0
    measured = [weights.checks[o.finding.check] for o in found]
    rows = np.array(
        [
            [odds_of(o.case.numbers, weights), log_odds(o.finding.confidence) - m.declared]
            for o, m in zip(found, measured, strict=True)
        ]
    )
    offset = np.array([log_odds(m.confidence) for m in measured])
    beta = logistic(rows, np.array([float(o.right) for o in found]), RIDGE / 10, offset)
    return round(float(beta[0]), 3), max(0.0, round(float(beta[1]), 3))


def answers_with(cases: Sequence[Case], weights: Weights) -> dict[str, Answer]:
    """What the program would say with these weights, the budget of each document included."""
    by: defaultdict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        by[case.judged.doc, case.judged.row["system"]].append(case)
    made = {}
    for document in by.values():
        kept = {}
        for n, case in enumerate(document):
            odds = odds_of(case.numbers, weights)
            official = is_official(*case.texts)
            kept[n] = [
                replace(reweighed(f, odds, weights, official=official), segment=SegmentId(n)) for f in case.findings
            ]
        characters = sum(len(c.judged.row["mt"]) for c in document)
        shown: defaultdict[int, list[Finding]] = defaultdict(list)
        for finding in within_budget([f for here in kept.values() for f in here], characters, SHARE, weights):
            shown[finding.segment].append(finding)
        for n, case in enumerate(document):
            risk = assess(*case.texts, case.findings, weights)
            made[case.judged.id] = Answer(case.judged.id, tuple(shown[n]), risk.value, risk.high)
    return made


def folds(cases: Sequence[Case], seed: int = 1, *, by_set: bool = False) -> list[tuple[list[Case], list[Case]]]:
    """Training and test cases, article by article; or, `by_set`, each set of the data by what the others taught."""
    if by_set:
        sets = sorted({str(c.judged.row["set"]) for c in cases})
        return [
            ([c for c in cases if c.judged.row["set"] != one], [c for c in cases if c.judged.row["set"] == one])
            for one in sets
        ]
    names = sorted({c.judged.doc for c in cases})
    random.Random(seed).shuffle(names)
    at = {name: n % FOLDS for n, name in enumerate(names)}
    return [
        ([c for c in cases if at[c.judged.doc] != n], [c for c in cases if at[c.judged.doc] == n]) for n in range(FOLDS)
    ]


def validate(cases: Sequence[Case], signature: Signature, chosen: Chosen, *, by_set: bool = False) -> dict[str, Answer]:
    """Answers for all segments, each with weights learnt without its article (or without its set)."""
    made: dict[str, Answer] = {}
    for train, test in folds(cases, by_set=by_set):
        weights = learn(train, signature, chosen)
        made |= answers_with(doubted(test, weights), weights)
    return made


def report(cases: Sequence[Case], answers: Mapping[str, Answer], rounds: int) -> Iterator[str]:
    """The tables for painted findings, with and without marked segments, and how the risk ranks."""
    judged = [c.judged for c in cases]
    for title, segments in (("painted findings and marked segments", True), ("painted findings alone", False)):
        flags = {j.id: flags_of(j, answers[j.id].prediction(segments=segments)) for j in judged}
        documents = count_documents(judged, flags)
        yield f"== cross-validated: {title}"
        yield from table(total(documents.values()), bootstrap(documents, rounds))
    yield f"AUC of risk {area([(answers[j.id].risk, j.bad) for j in judged]):.3f}"
    yield f"AUC of length {area([(len(j.row['mt']), j.bad) for j in judged]):.3f}"


def weights_table(weights: Weights) -> str:
    """The page that says what each feature weighs and what each check is worth."""
    said = weights.signature
    lines = [
        "# What weighs how much in the risk, and what checks are worth",
        "",
        f"Made by `{said.command}` on {said.date} from {said.segments:,} judged segments of {said.articles} articles",
        f"(data `{said.data[:12]}…`, checks `{said.checks}`); do not edit. What it means: [flags.md](flags.md).",
        "",
        "A weight is what one spread more of the feature adds to the log-odds of a grave error.",
        "",
        "|Feature|Usual|Spread|Weight|",
        "|---|--:|--:|--:|",
    ]
    ordered = sorted(weights.features.items(), key=lambda item: -abs(item[1].weight))
    lines += [f"|{name}|{w.mean:.2f}|{w.spread:.2f}|{w.weight:+.2f}|" for name, w in ordered]
    lines += [
        "",
        "Of each check: findings, share that touch a mark of a rater, the same by chance, share that touch a grave",
        "one, the confidence its findings start from, and whether they are painted.",
        "",
        "|Check|Findings|Right|By chance|Grave|Confidence|Painted|",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for check, m in weights.checks.items():
        lines.append(
            f"|{check}|{m.found}|{m.right / m.found:.2f}|{m.chance:.2f}|{m.grave / m.found:.2f}|{m.confidence:.2f}|"
            f"{'yes' if m.painted else 'no'}|"
        )
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the cross-validated figures; write the weights where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_flags", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--floor", type=float, default=0.5, help="the confidence from which findings are painted")
    parser.add_argument("--risky", type=float, default=0.55, help="the risk from which segments are marked")
    parser.add_argument("--doubts", type=float, default=45, help="doubtful phrases in 100 segments")
    parser.add_argument("--by-set", action="store_true", help="learn on the other sets instead of the other articles")
    parser.add_argument("--boot", type=int, default=200)
    chosen = parser.parse_args(arguments)
    judged = read_judged(chosen.data)
    checks = replace(make_checks(load_termbase()), weigh=None, limit=None)
    cases = cases_of(judged, checks)
    command = f"python -m benchmarks.train_flags DEV.jsonl --write --floor {chosen.floor} --risky {chosen.risky}"
    command += f" --doubts {chosen.doubts:g}"
    signature = Signature(
        data=hashlib.sha256(chosen.data.read_bytes()).hexdigest(),
        checks=checks_digest(c.id for c in CHECKS),
        date=datetime.now(UTC).date().isoformat(),
        command=command,
        segments=len(judged),
        articles=len({j.doc for j in judged}),
    )
    limits = Chosen(chosen.floor, chosen.risky, chosen.doubts)
    answers = validate(cases, signature, limits, by_set=chosen.by_set)
    sys.stdout.writelines(f"{line}\n" for line in report(cases, answers, chosen.boot))
    if chosen.write:
        weights = learn(cases, signature, limits)
        WEIGHTS.parent.mkdir(exist_ok=True)
        WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
        TABLE.write_text(weights_table(weights), "utf-8")


if __name__ == "__main__":
    main()
