"""How a risk is told: a sign, a share, its reasons; and which segment is worst. Nothing is computed here."""

from __future__ import annotations

from editor.checks.risk import Risk
from editor.core.model import SegmentId, State
from editor.gui.session import Session
from editor.i18n import Translate, fill, mark

SIGN = "▲"
OPEN = (State.MACHINE, State.DRAFT)


def percent(risk: Risk) -> str:
    """The risk in percent, a sign before it where it is high."""
    return f"{SIGN} {risk.value:.0%}" if risk.high else f"{risk.value:.0%}"


def headline(risk: Risk, tr: Translate) -> str:
    """The risk in a line of words."""
    said = (
        mark("{sign} Risk of a grave error: {percent} (high)")
        if risk.high
        else mark("Risk of a grave error: {percent}")
    )
    return fill(said, (("sign", SIGN), ("percent", f"{risk.value:.0%}")), tr)


def told(risk: Risk, tr: Translate) -> tuple[str, ...]:
    """The risk and its reasons, a line each."""
    return headline(risk, tr), *(fill(r.message, (("count", str(r.count)),), tr) for r in risk.reasons)


def by_risk(session: Session) -> list[SegmentId]:
    """All segments, the worst first; those not checked yet at the end, in the order of the document."""
    book = session.checking.book
    known = [(s.id, book.risk(s.id)) for s in session.project.segments]
    return [id_ for id_, _ in sorted(known, key=lambda one: -one[1].value if one[1] is not None else 1.0)]


def next_worst(session: Session, here: SegmentId | None) -> SegmentId | None:
    """The worst segment after `here`, in the order of risk, that is not confirmed; round the end; None if none is."""
    order = by_risk(session)
    after = order.index(here) + 1 if here in order else 0
    book, project = session.checking.book, session.project
    turned = (*order[after:], *order[:after])
    return next((s for s in turned if s != here and book.risk(s) and project.segment(s).state in OPEN), None)
