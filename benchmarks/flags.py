"""Run the checks over judged machine translations and print what their flags are worth.

`python -m benchmarks.flags DEV.jsonl [--check ID]… [--json FILE] [--predictions FILE] [--sets A,B] [--limit N]`, and
`--examples ID N` to read flagged segments with the raters' marks. The data are named, never shipped. A flag is what is
painted by default; with `--check` only these checks count, their listed findings as well.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.judgements import (
    Flag,
    Judged,
    Tally,
    area,
    bootstrap,
    count_documents,
    figures,
    flags_of,
    read_judged,
    share,
    total,
)
from editor.checks.framework import CheckSet
from editor.checks.risk import assess
from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from editor.i18n import fill
from editor.termbase import load_termbase, make_checks

ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says about one segment."""

    id: str
    findings: tuple[Finding, ...]
    risk: float
    marked: bool = False

    def prediction(self, checks: Sequence[str] = (), *, segments: bool = True) -> dict[str, object]:
        """The line that `score_flags.py` reads: painted findings and, with `segments`, the mark of a risky segment
        in which nothing is painted; or all findings of some checks."""
        shown = (f for f in self.findings if (f.check in checks if checks else f.painted))
        flags = [as_flag(f) for f in shown]
        if segments and self.marked and not flags and not checks:
            flags.append({"start": None, "end": None, "check": "risk", "severity": "major"})
        return {"id": self.id, "flags": flags, "risk": round(self.risk, 4)}


def as_flag(finding: Finding) -> dict[str, object]:
    """A finding as the scorer reads it."""
    side = "src" if finding.side is Side.SOURCE else "mt"
    place = {"start": finding.start, "end": finding.end, "side": side}
    return {**place, "check": finding.check, "severity": finding.severity.value}


def articles(judged: Iterable[Judged]) -> list[list[Judged]]:
    """The segments as documents: one article by one system, in its order, so that document-wide checks see it."""
    by: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        by[one.doc, one.row["system"]].append(one)
    return [sorted(document, key=lambda one: int(one.row["seg"])) for document in by.values()]


@cache
def shipped_checks() -> CheckSet:
    """The checks as a person gets them, with the built-in glossary."""
    return make_checks(load_termbase())


def check_article(article: Sequence[Judged]) -> list[Answer]:
    """What the program says about each segment of one article."""
    segments = [Segment(SegmentId(n), a.row["source"], a.row["mt"], a.row["mt"]) for n, a in enumerate(article)]
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in shipped_checks().check_document(segments, Mode.BILINGUAL):
        found[finding.segment].append(finding)
    risks = [assess(a.row["source"], a.row["mt"], found[n]) for n, a in enumerate(article)]
    return [Answer(a.id, tuple(found[n]), r.value, r.high) for n, (a, r) in enumerate(zip(article, risks, strict=True))]


def check_all(judged: Iterable[Judged], jobs: int = 1) -> dict[str, Answer]:
    """Answers by segment id; several processes share the articles."""
    documents = articles(judged)
    if jobs == 1:
        return {a.id: a for document in documents for a in check_article(document)}
    with ProcessPoolExecutor(jobs) as pool:
        return {a.id: a for answers in pool.map(check_article, documents, chunksize=8) for a in answers}


def check_rows(tally: Tally) -> list[dict[str, float | str]]:
    """For each check its figures, most flags first."""
    names = sorted({k.removesuffix(" n") for k in tally if k.endswith(" n")} - {"*"}, key=lambda c: -tally[f"{c} n"])
    return [
        {
            "check": c,
            "n": tally[f"{c} n"],
            "right": share(tally[f"{c} right"], tally[f"{c} n"]),
            "located right": share(tally[f"{c} located right"], tally[f"{c} located"]),
            "chance": share(tally[f"{c} chance"], tally[f"{c} located"]),
            "grave": share(tally[f"{c} grave"], tally[f"{c} n"]),
            "chance grave": share(tally[f"{c} chance grave"], tally[f"{c} located"]),
            "bad segments": share(tally[f"{c} bad"], tally[f"{c} segments"]),
            "regions": tally[f"{c} regions"],
            "clean /100": 100 * share(tally[f"{c} clean"], tally["clean"]),
        }
        for c in names
    ]


def table(tally: Tally, intervals: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """The lines of the two tables."""
    for name, value in figures(tally).items():
        low, high = intervals.get(name, (float("nan"), float("nan")))
        yield f"{name:42s} {value:8.3f}   [{low:.3f}, {high:.3f}]"
    yield ""
    yield "check    flags  right chance  Major chance bad seg regions clean/100"
    for row in check_rows(tally):
        yield (
            f"{row['check']:8s}{row['n']:6.0f}{row['right']:7.2f}{row['chance']:7.2f}{row['grave']:7.2f}"
            f"{row['chance grave']:7.2f}{row['bad segments']:8.2f}{row['regions']:8.0f}{row['clean /100']:10.2f}"
        )


def ranking(judged: Sequence[Judged], answers: Mapping[str, Answer]) -> dict[str, float]:
    """How well the risk, and the length of the translation, tell bad segments from the others."""
    return {
        "AUC of risk": area([(answers[j.id].risk, j.bad) for j in judged]),
        "AUC of length": area([(len(j.row["mt"]), j.bad) for j in judged]),
    }


def examples(judged: Sequence[Judged], answers: Mapping[str, Answer], check: str, most: int) -> Iterator[str]:
    """Segments the check flags, drawn at random but always the same: what it said and what the raters marked."""
    flagged = [j for j in judged if any(f.check == check for f in answers[j.id].findings)]
    for one in random.Random(7).sample(flagged, min(most, len(flagged))):
        yield f"== {one.id}  {'BAD' if one.bad else 'clean' if one.clean else '-'}"
        yield f"   {one.row['source']}"
        yield f"   {one.row['mt']}"
        for finding in (f for f in answers[one.id].findings if f.check == check):
            text = one.row["source" if finding.side is Side.SOURCE else "mt"][finding.start : finding.end]
            message = fill(finding.message, finding.values, str)
            sign = "" if finding.painted else " (listed)"
            yield f"   {check} [{text}] {finding.confidence:.2f}{sign} {message}"
        for s in sorted(one.row["spans"], key=lambda s: (s["rater"], s["start"])):
            text = one.row["source" if s["side"] == "src" else "mt"][s["start"] : s["end"]]
            yield f"     {s['rater']}: {s['severity']} {s['category']} {s['side']} [{text}]"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flags", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="append", default=[], metavar="ID")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--predictions", type=Path, metavar="FILE")
    parser.add_argument("--sets", default="", help="comma list: news20,news21,news23,ted21")
    parser.add_argument("--limit", type=int, default=0, help="the first N articles only")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--boot", type=int, default=ROUNDS, help="draws for the 95 %% intervals")
    parser.add_argument("--examples", nargs=2, metavar=("ID", "N"))
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, or the examples."""
    chosen = _parse(arguments)
    judged = read_judged(chosen.data, [s for s in chosen.sets.split(",") if s])
    if chosen.limit:
        kept = list(dict.fromkeys(j.doc for j in judged))[: chosen.limit]
        judged = [j for j in judged if j.doc in kept]
    answers = check_all(judged, chosen.jobs)
    if chosen.examples:
        check, most = chosen.examples
        sys.stdout.writelines(f"{line}\n" for line in examples(judged, answers, check, int(most)))
        return
    predictions = {j.id: answers[j.id].prediction(chosen.check) for j in judged}
    flags: dict[str, list[Flag]] = {j.id: flags_of(j, predictions[j.id]) for j in judged}
    documents = count_documents(judged, flags)
    tally = total(documents.values())
    ranks = ranking(judged, answers)
    head = f"{len(judged)} segments of {len(documents)} articles, {sum(j.bad for j in judged)} bad, "
    lines = [head + f"{sum(j.clean for j in judged)} clean", *table(tally, bootstrap(documents, chosen.boot))]
    lines += ["", *(f"{name:20s}{value:6.3f}" for name, value in ranks.items())]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if chosen.predictions:
        written = (json.dumps(p, ensure_ascii=False) for p in predictions.values())
        chosen.predictions.write_text("".join(f"{line}\n" for line in written), "utf-8")
    if chosen.json:
        data = {"figures": figures(tally) | ranks, "checks": check_rows(tally)}
        chosen.json.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
