"""What became of each file of a batch, and the one report on all of them; nothing is read or checked here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from editor.core.model import Severity
from editor.reports import page

SCHEMA = 1
WORST = 5  # findings of a file that the report names


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file of a batch: `key` names it, `stamp` is the digest of what went in and how, `counts` are by severity.

    `worst` are (severity, check, segment number, message); `problems` are sentences: what could not be done.
    """

    key: str
    stamp: str
    source: str = ""
    mode: str = ""
    segments: int = 0
    fixed: int = 0
    counts: tuple[int, ...] = (0,) * len(Severity)
    worst: tuple[tuple[str, str, int, str], ...] = ()
    written: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def rank(self) -> tuple[int, ...]:
        """Worst first: what could not be done, then the number of findings, gravest first."""
        return (-len(self.problems), *(-count for count in self.counts))


@dataclass(frozen=True, slots=True)
class Batch:
    """What the report says of all files: how many there are, what was asked, what they were checked with."""

    total: int
    forms: tuple[str, ...]
    glossary: str
    version: str
    finished: bool


@dataclass(slots=True)
class Sums:
    """Counts over the files of a batch that are done."""

    files: int = 0
    failed: int = 0
    segments: int = 0
    fixed: int = 0
    counts: tuple[int, ...] = (0,) * len(Severity)

    def add(self, outcome: Outcome) -> None:
        """Count one more file."""
        self.files += 1
        self.failed += bool(outcome.problems)
        self.segments += outcome.segments
        self.fixed += outcome.fixed
        self.counts = tuple(a + b for a, b in zip(self.counts, outcome.counts, strict=True))

    def as_grave(self, limit: Severity) -> int:
        """How many findings are of this severity or a graver one."""
        return sum(self.counts[: list(Severity).index(limit) + 1])


def encoded(outcome: Outcome) -> str:
    """An outcome as one line of the journal."""
    return json.dumps(asdict(outcome), ensure_ascii=False, separators=(",", ":"))


def decoded(line: str | bytes) -> Outcome:
    """An outcome from its line; ValueError where it is none (a line cut off by an interruption)."""
    found: dict[str, Any] = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("no outcome")
    try:
        found["worst"] = tuple((str(s), str(c), int(n), str(m)) for s, c, n, m in found["worst"])
        for name in ("counts", "written", "problems", "remarks"):
            found[name] = tuple(found[name])
        return Outcome(**found)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no outcome: {error}") from error


def as_json(batch: Batch, sums: Sums, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The report as JSON, piece by piece."""
    head = {
        "schema": SCHEMA,
        "program": f"zhubi {batch.version}",
        "glossary": batch.glossary,
        "forms": batch.forms,
        "finished": batch.finished,
        "files": batch.total,
        "done": sums.files,
        "with_problems": sums.failed,
        "segments": sums.segments,
        "fixed": sums.fixed,
        "findings": dict(zip((s.value for s in Severity), sums.counts, strict=True)),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "outcomes": [\n'
    for number, outcome in enumerate(outcomes):
        told = asdict(outcome)
        told["findings"] = dict(zip((s.value for s in Severity), told.pop("counts"), strict=True))
        told["worst"] = [dict(zip(("severity", "check", "segment", "message"), w, strict=True)) for w in outcome.worst]
        yield (",\n" if number else "") + json.dumps(told, ensure_ascii=False)
    yield "\n]}\n"


def as_page(batch: Batch, sums: Sums, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The report as a page, piece by piece."""
    counts = ", ".join(f"{count} {s.value}" for s, count in zip(Severity, sums.counts, strict=True))
    facts = [
        f"{sums.files} of {batch.total} files" + ("" if batch.finished else " (stopped before the end)"),
        f"{sums.failed} files with problems",
        f"{sums.segments} segments; findings: {counts}",
        f"Glossary: {batch.glossary}. Zhubi {batch.version}",
    ]
    heads = "".join(f"<th>{name}</th>" for name in ("File", *(s.value for s in Severity), "What to look at first"))
    body = (
        f'<h1>Batch</h1>\n<p class="facts">{"<br>".join(map(escape, facts))}</p>\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n\0</tbody>\n</table>"
    )
    before, _, behind = page.frame("Zhubi batch", body).partition("\0")
    yield before
    for outcome in outcomes:
        yield _row(outcome)
    yield behind


def _row(outcome: Outcome) -> str:
    grave = next((s.value for s, count in zip(Severity, outcome.counts, strict=True) if count), "")
    counts = "".join(f"<td>{count or ''}</td>" for count in outcome.counts)
    lines = [f'<span class="severity">{escape(problem)}</span>' for problem in outcome.problems]
    lines += [
        f'<span class="soft">{number} · {escape(check)}</span> {escape(message)}'
        for _, check, number, message in outcome.worst
    ]
    lines += [f'<span class="soft">{escape(remark)}</span>' for remark in outcome.remarks]
    mode = "" if outcome.mode != "monolingual" else '<br><span class="soft">not verified against the source</span>'
    first = f"{escape(outcome.key)}{mode}"
    return f'<tr class="{grave}"><td>{first}</td>{counts}<td>{"<br>".join(lines)}</td></tr>\n'
