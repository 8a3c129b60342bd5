"""Human judgements on machine translations: reading them, and what flags are worth against them; no check runs here.

The rules are those of `score_flags.py`, which comes with the development data: *bad* is a segment in which more than
half of the raters mark a grave error, *clean* one in which nobody marks anything; a flag is right where it touches a
marked character, and *chance* is that of a flag of its length dropped anywhere in the same segment.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

GRAVE = ("Major", "Critical")
HIGH = frozenset({"critical", "major", "error", "high", "severe"})
# A flag: side (mt, src, or seg for the whole segment), start, end, check, whether it claims a grave error.
Flag = tuple[str, int, int, str, bool]


class Tally(defaultdict[str, float]):
    """Counts by name."""

    def __init__(self, counts: Mapping[str, float] | None = None) -> None:
        super().__init__(float, counts or {})

    def add(self, counts: Mapping[str, float]) -> None:
        """Add to each count."""
        for name, value in counts.items():
            self[name] += value


@dataclass(frozen=True)
class Judged:
    """One machine-translated segment and what its raters marked."""

    row: Mapping[str, Any]

    @cached_property
    def id(self) -> str:
        """Name of the segment, translation system included."""
        return str(self.row["id"])

    @cached_property
    def doc(self) -> str:
        """The article it is of, whatever the system: what cross-validation and bootstrap must not tear apart."""
        return f"{self.row['set']}|{self.row['doc']}"

    @cached_property
    def raters(self) -> int:
        """How many people judged it."""
        return int(self.row["n_raters"])

    @cached_property
    def spans(self) -> tuple[Mapping[str, Any], ...]:
        """The marks that count: neither neutral ones nor faults of the source."""
        return tuple(s for s in self.row["spans"] if s["severity"] != "Neutral" and s["category"] != "Source")

    @cached_property
    def grave(self) -> tuple[Mapping[str, Any], ...]:
        """The grave ones of `spans`."""
        return tuple(s for s in self.spans if s["severity"] in GRAVE)

    @cached_property
    def bad(self) -> bool:
        """Whether most raters mark a grave error."""
        return 2 * len({s["rater"] for s in self.grave}) > self.raters

    @property
    def clean(self) -> bool:
        """Whether nobody marked anything."""
        return not self.row["spans"]

    def _marked(self, spans: Iterable[Mapping[str, Any]]) -> set[int]:
        """Characters of the translation that marks cover; the point of an omission covers one."""
        last = len(self.row["mt"]) - 1
        found: set[int] = set()
        for span in spans:
            if span["side"] != "mt" or span["start"] < 0:
                continue
            if span["start"] == span["end"]:
                found.add(max(0, min(span["start"], last)))
            else:
                found.update(range(span["start"], min(span["end"], last + 1)))
        return found

    @cached_property
    def marked(self) -> set[int]:
        """Characters that some rater marked."""
        return self._marked(self.spans)

    @cached_property
    def marked_grave(self) -> set[int]:
        """Characters that some rater marked as a grave error."""
        return self._marked(self.grave)

    @cached_property
    def regions(self) -> tuple[frozenset[int], ...]:
        """Stretches that more than half of the raters marked as grave."""
        by = [self._marked(s for s in self.grave if s["rater"] == rater) for rater in range(self.raters)]
        count = Counter(place for places in by for place in places)
        agreed = sorted(place for place, raters in count.items() if 2 * raters > self.raters)
        runs: list[set[int]] = []
        for place in agreed:
            if runs and place - 1 in runs[-1]:
                runs[-1].add(place)
            else:
                runs.append({place})
        return tuple(frozenset(run) for run in runs)

    @cached_property
    def _before(self) -> tuple[list[int], list[int]]:
        """How many marked and gravely marked characters stand before each place."""
        places = range(len(self.row["mt"]))
        first = accumulate((place in self.marked for place in places), initial=0)
        return list(first), list(accumulate((place in self.marked_grave for place in places), initial=0))

    @cached_property
    def _chances(self) -> dict[int, tuple[float, float]]:
        """What `chance` has reckoned so far."""
        return {}

    def chance(self, length: int) -> tuple[float, float]:
        """How likely a flag of that length touches a marked and a gravely marked character."""
        if length not in self._chances:
            self._chances[length] = self._reckon_chance(length)
        return self._chances[length]

    def _reckon_chance(self, length: int) -> tuple[float, float]:
        size = len(self.row["mt"])
        starts = max(1, size - length + 1)
        any_of, grave = (
            sum(before[min(size, at + length)] > before[at] for at in range(starts)) / starts for before in self._before
        )
        return any_of, grave


def read_judged(path: Path, sets: Sequence[str] = (), *, human: bool = False) -> list[Judged]:
    """The judged machine translations of a file, of some sets or of all; the people's own with `human`."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Judged(row) for row in rows if row["human"] is human and (not sets or row["set"] in sets)]


def flags_of(judged: Judged, prediction: Mapping[str, Any]) -> list[Flag]:
    """The flags of a prediction, cut to the text they point into."""
    found: list[Flag] = []
    for flag in prediction["flags"]:
        grave = str(flag.get("severity") or "major").lower() in HIGH
        check, side = str(flag.get("check", "?")), str(flag.get("side") or "mt")
        start, end = flag.get("start"), flag.get("end")
        if start is None or end is None or start < 0:
            found.append(("seg", 0, 0, check, grave))
            continue
        size = len(judged.row["source" if side == "src" else "mt"])
        start, end = sorted((max(0, min(start, size)), max(0, min(end, size))))
        if start == end:
            start, end = max(0, start - (start == size)), min(size, start + 1)
        found.append((side, start, end, check, grave))
    return found


def count(judged: Judged, flags: Sequence[Flag]) -> Tally:
    """What the flags of one segment add to the figures."""
    tally = Tally({"segments": 1, "flags": len(flags), "regions": len(judged.regions)})
    for name, said in (("any", bool(flags)), ("high", any(f[4] for f in flags))):
        tally[f"{name} {'true' if said == judged.bad else 'false'} {'yes' if said else 'no'}"] += 1
    if judged.clean:
        tally.add({"clean": 1, "clean flags": len(flags), "clean flagged": bool(flags)})
    covered = {place for side, start, end, *_ in flags if side == "mt" for place in range(start, end)}
    tally["regions hit"] += sum(bool(region & covered) for region in judged.regions)
    tally["painted characters"] += len(covered)
    tally["characters"] += len(judged.row["mt"])
    for flag in flags:
        tally.add(_count_flag(judged, flag))
    for check in {f[3] for f in flags}:
        own = {p for side, start, end, name, _ in flags if (side, name) == ("mt", check) for p in range(start, end)}
        tally.add({f"{check} segments": 1, f"{check} bad": judged.bad})
        tally[f"{check} regions"] += sum(bool(region & own) for region in judged.regions)
    return tally


def _count_flag(judged: Judged, flag: Flag) -> Tally:
    side, start, end, check, _ = flag
    chance: tuple[float, float] | None = None
    if side == "mt":
        places = range(start, end)
        right, grave = (any(p in marked for p in places) for marked in (judged.marked, judged.marked_grave))
        chance = judged.chance(end - start)
    elif side == "src":
        there = [s for s in judged.spans if "Omission" in s["category"] or _touches(s, start, end)]
        right, grave = bool(there), any(s["severity"] in GRAVE for s in there)
    else:
        right, grave = bool(judged.spans), bool(judged.grave)
    tally = Tally()
    for name in ("*", check):
        tally.add({f"{name} n": 1, f"{name} right": right, f"{name} grave": grave, f"{name} clean": judged.clean})
        if chance:
            tally.add({f"{name} located": 1, f"{name} located right": right})
            tally.add({f"{name} chance": chance[0], f"{name} chance grave": chance[1]})
    return tally


def _touches(span: Mapping[str, Any], start: int, end: int) -> bool:
    return span["side"] == "src" and bool(span["start"] < end and start < span["end"])


def share(part: float, whole: float) -> float:
    """A share; not a number where there is nothing."""
    return part / whole if whole else math.nan


def correlation(tally: Tally, name: str) -> float:
    """Matthews' coefficient of “segment flagged” (`any`, or `high`: flagged as grave) and “segment bad”."""
    tp, fp, fn, tn = (tally[f"{name} {k}"] for k in ("true yes", "false yes", "false no", "true no"))
    below = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (tp * tn - fp * fn) / math.sqrt(below) if below else 0.0


def figures(tally: Tally) -> dict[str, float]:
    """The figures of the table from what was counted; names as `score_flags.py` prints them."""
    return {
        "seg (any flag) MCC": correlation(tally, "any"),
        "seg (high flags) MCC": correlation(tally, "high"),
        "flag precision (any error)": share(tally["* right"], tally["* n"]),
        "located flags: precision": share(tally["* located right"], tally["* located"]),
        "located flags: chance in same segment": share(tally["* chance"], tally["* located"]),
        "flag precision (Major)": share(tally["* grave"], tally["* n"]),
        "recall of consensus Major regions": share(tally["regions hit"], tally["regions"]),
        "false alarms /100 clean segs": 100 * share(tally["clean flags"], tally["clean"]),
        "clean segs flagged %": 100 * share(tally["clean flagged"], tally["clean"]),
        "flags /100 segs": 100 * share(tally["flags"], tally["segments"]),
        "painted share of characters %": 100 * share(tally["painted characters"], tally["characters"]),
    }


def count_documents(judged: Iterable[Judged], flags: Mapping[str, Sequence[Flag]]) -> dict[str, Tally]:
    """Tallies by article; `flags` by segment id."""
    by: defaultdict[str, Tally] = defaultdict(Tally)
    for one in judged:
        by[one.doc].add(count(one, flags.get(one.id, ())))
    return dict(by)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    found = Tally()
    for tally in tallies:
        found.add(tally)
    return found


def bootstrap(documents: Mapping[str, Tally], rounds: int, seed: int = 7) -> dict[str, tuple[float, float]]:
    """95 % intervals of the figures over draws of whole articles."""
    # Without the counts of single checks, which no figure needs: it is ten times faster.
    general = [
        f"{name} {said}" for name in ("any", "high") for said in ("true yes", "false yes", "false no", "true no")
    ]
    slim = [
        Tally({k: v for k, v in documents[name].items() if k.startswith("* ") or k in general or k in _WHOLE})
        for name in sorted(documents)
    ]
    draws = random.Random(seed)
    drawn: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, value in figures(total(draws.choices(slim, k=len(slim)))).items():
            if not math.isnan(value):
                drawn[name].append(value)
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


_WHOLE = frozenset(
    (
        *("segments", "flags", "regions", "regions hit", "clean", "clean flags", "clean flagged"),
        *("painted characters", "characters"),
    )
)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    last = len(values) - 1
    return values[int(0.025 * last)], values[math.ceil(0.975 * last)]


def area(scores: Sequence[tuple[float, bool]]) -> float:
    """Area under the curve: how likely a bad one scores higher than one that is not; ties count half."""
    ordered = sorted(scores, key=lambda s: s[0])
    bad = sum(b for _, b in ordered)
    rest = len(ordered) - bad
    ranks, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ranks += sum(b for _, b in ordered[at:end]) * (at + (end - at + 1) / 2)
        at = end
    return share(ranks - bad * (bad + 1) / 2, bad * rest)
