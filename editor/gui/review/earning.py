"""How a rule earns its keep, in sentences of the window: its counts, and why it came back to the queue."""

from __future__ import annotations

from editor.gui.review.names import MODES
from editor.i18n import Translate, fill, mark
from glossary.model import RuleMode, RuleStatus
from glossary.standing import Lowered, Standing

COUNTED = mark("accepted {accepted} of {shown} times ({percent} %), dismissed {dismissed} times")
RETURNED = mark("Returned: {accepted} of {shown} accepted, {dismissed} dismissed; now {mode}")
RETURNED_SHORT = mark("returned: {accepted} of {shown} accepted")
CHOICES = mark(
    "Approve leaves it so; Keep as it was puts it back, with a reason; Edit narrows it, and somebody else approves; "
    "Reject takes it out of force."
)
ITSELF = mark("Zhubi itself")
NO_COUNTS = mark("not seen anywhere since")


def counted(standing: Standing, tr: Translate) -> str:
    """How often people took what a rule offers."""
    values = (
        ("accepted", str(standing.accepted)),
        ("shown", str(standing.shown)),
        ("percent", f"{100 * standing.acceptance:.0f}"),
        ("dismissed", str(standing.dismissed)),
    )
    return fill(COUNTED, values, tr)


def returned(lowered: Lowered, tr: Translate, *, short: bool = False) -> str:
    """Why a rule was lowered, and what it does now."""
    values = (
        ("accepted", str(lowered.accepted)),
        ("shown", str(lowered.shown)),
        ("dismissed", str(lowered.dismissed)),
        ("mode", tr(mode_of(lowered.mode, lowered.status))),
    )
    return fill(RETURNED_SHORT if short else RETURNED, values, tr)


def mode_of(mode: RuleMode, status: RuleStatus) -> str:
    """What a rule does (a gettext id); one that is merely proposed is listed, whatever its mode."""
    listed = status is not RuleStatus.APPROVED and mode is not RuleMode.QUERY
    return MODES[RuleMode.WARN if listed else mode]
