"""The translation memory beside rapidfuzz over everything and, where named, translate-toolkit's matcher.

`python -m benchmarks.memory [--units N] [--toolkit PYTHON]`; PYTHON is that of an environment of its own with
translate-toolkit and rapidfuzz (GPL: never imported here). The units are made of glossary terms, names and numbers by
chance, the questions are units with up to 28 % of their characters changed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import TypeVar

from benchmarks.table import Report, Row
from editor.memory.lookup import LEAST, MOST, Memory
from editor.memory.model import Query, Unit, key_of
from editor.termbase import built_in

Result = TypeVar("Result")
UNITS, QUESTIONS, ADDED = 100_000, 100, 300
PEER_QUESTIONS = 12
FRAMES = (
    "{0}依法对{1}作出{2}", "{0}召开{1}工作会议", "要求各级{0}严格落实{1}", "{0}和{1}共同推进{2}",
    "围绕{0}开展{1}", "今年以来共审结{0}案件{n}件", "{0}同比上升百分之{n}", "对{0}予以{1}",
    "进一步加强{0}与{1}的衔接", "{who}介绍了{1}的有关情况", "有效化解{0}", "{who}在发言中指出",
    "在{0}方面取得{1}", "全面提升{0}水平", "通过{0}对{1}进行{2}", "自{n}日起施行{0}",
)  # fmt: skip
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "建国伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉玲"
# Run by the peer's own Python: its matcher over all units, then each question; milliseconds a question.
PEER = """
import json, sys, time
from importlib.metadata import version
from translate.search import match
from translate.storage import base
sources, questions = json.load(open(sys.argv[1], encoding="utf-8"))
store = base.TranslationStore()
for source in sources:
    unit = base.TranslationUnit(source)
    unit.target = "x"
    store.addunit(unit)
peer = match.matcher(store, max_candidates=5, min_similarity=70, max_length=1000)
taken = []
for question in questions:
    start = time.perf_counter()
    try:
        peer.matches(question)
    except TypeError:  # it cannot put two candidates in order that are equally alike
        continue
    taken.append((time.perf_counter() - start) * 1000)
print(json.dumps({"taken": taken, "version": version("translate-toolkit")}))
"""


def sources(count: int, seed: int = 5) -> list[str]:
    """So many different Chinese sentences of one to four clauses."""
    chance = random.Random(seed)
    terms = sorted({term.text for concept in built_in() for term in concept.forms("zh")})
    chance.shuffle(terms)
    weights = list(accumulate(1 / (n + 8) for n in range(len(terms))))

    def clause() -> str:
        chosen = chance.choices(terms, cum_weights=weights, k=3)
        who = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        return chance.choice(FRAMES).format(*chosen, n=chance.randint(1, 9_999), who=who)

    made: dict[str, None] = {}
    while len(made) < count:
        made["，".join(clause() for _ in range(chance.choice((1, 2, 2, 3, 3, 4)))) + "。"] = None
    return list(made)


def edited(text: str, chance: random.Random) -> str:
    """The text with up to 28 % of its characters changed, taken out or put in."""
    letters = list(text)
    for _ in range(chance.randint(0, int(len(letters) * 0.28))):
        at, kind = chance.randrange(len(letters)), chance.random()
        if kind < 0.4:
            letters[at] = chance.choice(text + GIVEN)
        elif kind < 0.7 and len(letters) > 3:
            del letters[at]
        else:
            letters.insert(at, chance.choice(text + GIVEN))
    return "".join(letters)


def measure(units: int = UNITS, *, toolkit: str = "", questions: int = QUESTIONS) -> Report:
    """The row “Fuzzy memory” at `units` units."""
    report = Report(f"Translation memory, {units:,} units, top {MOST} at {LEAST:g} %", ("tantivy", "rapidfuzz"))
    texts = sources(units)
    chance = random.Random(7)
    asked = [edited(chance.choice(texts), chance) for _ in range(questions)]
    with tempfile.TemporaryDirectory(prefix="zhubi-memory-") as folder:
        path = Path(folder) / "memory.sqlite"
        with Memory(path) as memory:
            _fill(report, memory, texts)
        start = time.perf_counter()
        with Memory(path) as memory:
            opened = (time.perf_counter() - start) * 1000
            report.add(Row("open", "zhubi", opened, goal="≤ 1,000 ms", met=opened <= 1_000))
            _ask(report, memory, [key_of(text) for text in texts], asked, _peer(texts, asked, toolkit))
            _add(report, memory, chance, texts)
    return report


def _fill(report: Report, memory: Memory, texts: Sequence[str]) -> None:
    start = time.perf_counter()
    waiting: Iterator[Unit] = (Unit(text, f"Unit {n}", time=n) for n, text in enumerate(texts))
    while part := list(islice(waiting, 5_000)):
        memory.add(part)
    stored = time.perf_counter()
    while memory.catch_up(100_000):
        pass
    done = time.perf_counter()
    report.add(Row("import, each unit", "zhubi: stored", (stored - start) * 1000 / len(texts)))
    report.add(Row("import, each unit", "zhubi: stored and indexed", (done - start) * 1000 / len(texts)))


def _ask(report: Report, memory: Memory, keys: Sequence[str], asked: Sequence[str], peer: Row | None) -> None:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    ours: list[float] = []
    whole: list[float] = []
    brute: list[float] = []
    hit = wanted = 0
    memory.look_up(Query(asked[0]))
    for text in asked:
        found, taken = _timed(partial(memory.look_up, Query(text)))
        ours.append(taken)
        whole.append(_timed(partial(memory.look_up, Query(text), fragments=True))[1])
        start = time.perf_counter()
        true = process.extract(
            key_of(text), keys, scorer=Levenshtein.normalized_similarity, score_cutoff=LEAST / 100, limit=MOST
        )
        brute.append((time.perf_counter() - start) * 1000)
        scores = [match.percent for match in found.matches]
        wanted += len(true)
        hit += sum(n < len(scores) and scores[n] >= one[1] * 100 - 1.01 for n, one in enumerate(true))
    if peer is not None:
        report.add(peer)
    beside = report.add(Row("fuzzy look-up, p50", "rapidfuzz over everything", _part(brute, 0.5)))
    report.compare("fuzzy look-up, p50", "zhubi", _part(ours, 0.5), beside, at_most=1 / 20)
    if peer is not None:
        report.compare("fuzzy look-up, p50", "zhubi", _part(ours, 0.5), peer, at_most=1 / 100)
    report.add(Row("fuzzy look-up, p95", "rapidfuzz over everything", _part(brute, 0.95)))
    report.add(Row("fuzzy look-up, p95", "zhubi", _part(ours, 0.95)))
    report.add(Row("with fragments, p95", "zhubi", _part(whole, 0.95)))
    recall = 100 * hit / wanted if wanted else 100.0
    report.add(Row(f"recall of {wanted} matches", "zhubi", recall, "%", goal="≥ 99 %", met=recall >= 99))
    for part in ("案", "法院", "审判委员会"):
        report.add(Row(f"concordance of {len(part)} characters", "zhubi", _timed(partial(memory.passages, part))[1]))


def _add(report: Report, memory: Memory, chance: random.Random, texts: Sequence[str]) -> None:
    taken = []
    for n in range(ADDED):
        unit = Unit(edited(chance.choice(texts), chance) + str(n), "A new one", time=1.0)
        taken.append(_timed(partial(memory.add, [unit]))[1])
    middle = _part(taken, 0.5)
    report.add(Row("add one unit, durable and found, p50", "zhubi", middle, goal="≤ 1 ms", met=middle <= 1))
    index = _timed(memory.catch_up)[1] / ADDED
    report.add(Row("the index takes it in, each unit", "zhubi", index, goal="≤ 1 ms", met=index <= 1))


def _peer(texts: Sequence[str], asked: Sequence[str], toolkit: str) -> Row | None:
    if not toolkit:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "units.json"
        file.write_text(json.dumps([list(texts), list(asked[:PEER_QUESTIONS])], ensure_ascii=False), "utf-8")
        done = subprocess.run([toolkit, "-c", PEER, str(file)], capture_output=True, encoding="utf-8", check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    return Row("fuzzy look-up, p50", f"translate-toolkit {said['version']}", _part(said["taken"], 0.5))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1000


def _part(taken: Sequence[float], share: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--toolkit", default="")
    chosen = parser.parse_known_args()[0]
    measure(chosen.units, toolkit=chosen.toolkit).show()


if __name__ == "__main__":
    main()
