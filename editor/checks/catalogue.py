"""The one list of checks, family after family; a check is defined in its family's module, never here."""

from __future__ import annotations

from editor.checks import consistency, court, form, marks, names, political, terms, titles
from editor.checks.framework import Check

CHECKS: tuple[Check, ...] = (
    *marks.CHECKS,
    *form.CHECKS,
    *court.CHECKS,
    *titles.CHECKS,
    *political.CHECKS,
    *terms.CHECKS,
    *consistency.CHECKS,
    *names.CHECKS,
)
