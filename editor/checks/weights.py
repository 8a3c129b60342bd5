"""The shipped weights (resources/trust/weights.json): what was learnt from judged translations, and from which."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

import msgspec

import resources


class Signature(msgspec.Struct, frozen=True):
    """What the weights were learnt from: SHA-256 of the data, digest of the check ids, when, and by which command."""

    data: str
    checks: str
    date: str
    command: str
    segments: int
    articles: int


class Weight(msgspec.Struct, frozen=True):
    """A feature: what is usual (mean, spread), and how much one spread more adds to the log-odds of a grave error."""

    mean: float
    spread: float
    weight: float


class Doubt(msgspec.Struct, frozen=True):
    """What makes a phrase doubtful: a sum of its signs and of its segment's log-odds (`risk`); from `least` on it is
    found."""

    bias: float
    risk: float
    least: float
    signs: dict[str, float]


class Measured(msgspec.Struct, frozen=True):
    """A check on the judged data: findings, right ones, right by chance, grave ones; what that makes its findings
    worth (`confidence`: right, `worth`: grave), and whether they are painted. `declared` is the mean of the log-odds
    that the check itself gives its findings."""

    found: int
    right: int
    chance: float
    grave: int
    confidence: float
    worth: float
    painted: bool
    declared: float


class Weights(msgspec.Struct, frozen=True):
    """Everything learnt. `risky` is the risk from which a segment is marked; `floor` the confidence from which a
    finding is painted; `slope` and `declared` how much the log-odds of a finding rise with those of its segment, and
    with those the check itself gives it."""

    signature: Signature
    bias: float
    features: dict[str, Weight]
    slope: float
    declared: float
    floor: float
    risky: float
    doubt: Doubt
    checks: dict[str, Measured]


def checks_digest(ids: Iterable[str]) -> str:
    """The digest of a set of check ids, as the signature holds it."""
    return hashlib.sha256(" ".join(sorted(ids)).encode()).hexdigest()[:16]


@cache
def shipped_weights() -> Weights:
    """The weights shipped with the program."""
    data = (resources.folder("trust") / "weights.json").read_bytes()
    return msgspec.json.decode(data, type=Weights)
