"""Drop, merge, split and add sentences of paired text and count the beads found again; no product code here."""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.pairing import pair

DATA = Path(__file__).parent.parent / "tests" / "data" / "pairing"
ADDED = (
    "Source: court news center.",
    "Editor: Xiao Lin.",
    "Please scan the code to follow our official account for more news.",
    "The court will make greater contributions to high-quality development.",
    "The court attaches great importance to this work and has achieved good results.",
    "2022-05-02 0 By",
)
_JOINT = re.compile(r"(?<=\w)(?:, and |; |, which |, with |, so that )(?=[a-z]\w+ \w+ \w+)")

Sentences = list[tuple[str, str]]
Place = tuple[str, str]


@dataclass
class Trial:
    """A source, what a machine may make of it, and the beads that are true (texts of both sides)."""

    source: str
    target: str
    beads: list[tuple[str, str]]


@dataclass
class Score:
    """Counts over trials."""

    true: int = 0
    found: int = 0
    right: int = 0
    dropped: int = 0
    dropped_found: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of exactly right beads."""
        return 2 * self.right / (self.true + self.found)

    @property
    def dropped_recall(self) -> float:
        """Share of the dropped sentences shown as an empty target."""
        return self.dropped_found / self.dropped if self.dropped else 1.0


def read_articles(name: str) -> list[list[Sentences]]:
    """Articles of a data file as paragraphs of sentence pairs."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    articles: list[list[Sentences]] = [[[]]]
    waiting = ""
    for line in lines:
        if line.startswith("#"):
            continue
        if line == "---":
            articles.append([[]])
        elif not line:
            articles[-1].append([])
        elif waiting:
            articles[-1][-1].append((waiting, line))
            waiting = ""
        else:
            waiting = line
    return [[paragraph for paragraph in article if paragraph] for article in articles]


def perturb(article: list[Sentences], rng: random.Random, rate: float) -> Trial:
    """The article with sentences dropped, merged, split and added, perhaps glued into one paragraph."""
    glue, one_paragraph = rng.random() < 0.4, rng.random() < 0.3
    space = "" if glue else " "
    source_parts: list[str] = []
    target = ""
    beads: list[tuple[str, str]] = []
    for paragraph in article:
        source_parts.append("".join(chinese for chinese, _ in paragraph))
        made = list(_beads(paragraph, rng, rate, space))
        beads += made
        text = space.join(english for _, english in made if english)
        if text:
            # A heading without a full stop stays a line of its own: nobody could cut it off again.
            target += text + (space if one_paragraph and text[-1] in '.!?”"' else "\n\n")
    return Trial("\n".join(source_parts), target, beads)


def _beads(paragraph: Sentences, rng: random.Random, rate: float, space: str) -> Iterator[tuple[str, str]]:
    n = 0
    while n < len(paragraph):
        chinese, english = paragraph[n]
        what = rng.choices(
            ("keep", "drop", "merge", "split", "add"), (1 - rate, *(w * rate for w in (0.4, 0.25, 0.2, 0.15)))
        )[0]
        n += 1
        joint = _JOINT.search(english)
        if what == "drop":
            yield chinese, ""
        elif what == "merge" and n < len(paragraph) and chinese[-1] == english[-1].replace(".", "。"):
            yield chinese + paragraph[n][0], _merge(english, paragraph[n][1], rng)
            n += 1
        elif what == "split" and joint:
            head, tail = english[: joint.start()] + ".", english[joint.end() :]
            yield chinese, head + space + tail[0].upper() + tail[1:]
        else:
            yield chinese, english
            if what == "add":
                yield "", rng.choice(ADDED)


def _merge(first: str, second: str, rng: random.Random) -> str:
    word = second.split()[0]
    lower = word in ("The", "At", "In", "On", "He", "She", "This", "Then", "After", "During", "Among", "Since", "We")
    tail = second[0].lower() + second[1:] if lower else second
    return first.rstrip(".") + rng.choice((", and ", "; ", ", ")) + tail


def measure(name: str, seeds: range, rate: float) -> Score:
    """Pair perturbed articles and count."""
    score = Score()
    articles = read_articles(name)
    for seed in seeds:
        for article in articles:
            trial = perturb(article, random.Random(f"{seed}{article[0][0][0]}"), rate)
            found = [(b.source_text, b.target_text) for b in pair(trial.source, trial.target)]
            _count(score, trial, found)
    return score


def _count(score: Score, trial: Trial, found: list[Place]) -> None:
    left = list(found)
    for bead in trial.beads:
        score.true += 1
        empty = not bead[1]
        score.dropped += empty
        if bead in left:
            left.remove(bead)
            score.right += 1
            score.dropped_found += empty
        else:
            score.missed.append(f"{bead[0]} | {bead[1]}")
    score.found += len(found)


def measure_speed(sentences: int) -> tuple[float, float]:
    """Seconds for `sentences` pairs, in paragraphs and in one paragraph."""
    articles = [a for name in ("tuning.txt", "held-out.txt") for a in read_articles(name)]
    rng = random.Random(3)
    paragraphs: list[Sentences] = []
    count = 0
    while count < sentences:
        article = rng.choice(articles)
        paragraphs += article
        count += sum(map(len, article))
    trial = perturb(paragraphs, rng, 0.1)
    times = []
    for source, target in (
        (trial.source, trial.target),
        (trial.source.replace("\n", ""), " ".join(trial.target.split())),
    ):
        start = time.perf_counter()
        pair(source, target)
        times.append(time.perf_counter() - start)
    return times[0], times[1]


def main() -> None:
    """Print bead F1 and dropped sentences found for both sets and three rates of damage, then the speed."""
    show = "--missed" in sys.argv
    for name in ("tuning.txt", "held-out.txt"):
        for rate in (0.0, 0.15, 0.3):
            score = measure(name, range(40), rate)
            print(
                f"{name:13} damage {rate:4.0%}  bead F1 {score.f1:.4f}  dropped found"
                f" {score.dropped_found}/{score.dropped} ({score.dropped_recall:.1%})  beads {score.true}"
            )
            if show:
                for line in sorted(set(score.missed), key=score.missed.count, reverse=True)[:12]:
                    print(f"    {score.missed.count(line):3} {line}")
    if "--quality" not in sys.argv:
        by_paragraph, in_one = measure_speed(10_000)
        print(f"10,000 pairs: {by_paragraph:.1f} s in paragraphs, {in_one:.1f} s in a single paragraph")


if __name__ == "__main__":
    main()
