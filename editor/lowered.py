"""Rules that were lowered in the termbase, as a file of this computer that the checks obey; no database is asked."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from editor import paths
from glossary.model import BadRendering, Concept, RuleId, RuleMode, RuleStatus
from glossary.standing import Lowered
from glossary.store.rows import rule_digest

log = logging.getLogger(__name__)
FILE = "lowered.json"
_STEPS = (RuleMode.AUTOFIX, RuleMode.SUGGEST, RuleMode.WARN)


@dataclass(frozen=True, slots=True)
class Step:
    """Down to where a rule was lowered; it means the rule in the wording it had then, in whichever release."""

    rule: RuleId
    wording: str
    mode: RuleMode
    status: RuleStatus


def keep_lowered(lowered: Iterable[Lowered]) -> bool:
    """Write down what is lowered in the termbase in use, in place of what was; whether anything changed."""
    steps = sorted((Step(x.rule, x.wording, x.mode, x.status) for x in lowered), key=lambda step: step.rule)
    path = _file()
    data = msgspec.json.format(msgspec.json.encode(steps), indent=1) + b"\n"
    if data == _data(path) or (not steps and not path.exists()):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(data)
    beside.replace(path)
    return True


def stamp() -> str:
    """Something that is another one after `keep_lowered` has changed anything."""
    try:
        return str(_file().stat().st_mtime_ns)
    except OSError:
        return ""


def lowered_steps() -> tuple[str, tuple[Step, ...]]:
    """A short digest of what is lowered (empty: nothing), and what that is."""
    data = _data(_file())
    try:
        steps = msgspec.json.decode(data, type=tuple[Step, ...]) if data else ()
    except msgspec.MsgspecError as error:
        log.info("what is lowered cannot be read: %s", error)
        return "", ()
    return (hashlib.sha256(data).hexdigest()[:8] if steps else ""), steps


def with_lowered(concepts: Sequence[Concept], steps: Sequence[Step]) -> tuple[Concept, ...]:
    """The concepts with those rules lowered; rules that were worded anew since stay as they are."""
    by_rule = {step.rule: step for step in steps}
    if not by_rule:
        return tuple(concepts)
    made = []
    for concept in concepts:
        if not by_rule.keys().isdisjoint(rule.id for rule in concept.bad):
            concept = replace(concept, bad=tuple(_lowered(rule, by_rule.get(rule.id)) for rule in concept.bad))
        made.append(concept)
    return tuple(made)


def _lowered(rule: BadRendering, step: Step | None) -> BadRendering:
    if step is None or rule.status is not RuleStatus.APPROVED or rule_digest(rule) != step.wording:
        return rule
    known = (rule.mode, step.mode)
    lower = known[0] in _STEPS and known[1] in _STEPS and _STEPS.index(known[1]) > _STEPS.index(known[0])
    return replace(rule, mode=step.mode if lower else rule.mode, status=step.status)


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        log.info("what is lowered cannot be read: %s", error)
        return b""


def _file() -> Path:
    return paths.learning_folder() / FILE
