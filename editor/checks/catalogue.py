"""The one list of checks, family after family; a check is defined in its family's module, never here."""

from __future__ import annotations

from editor.checks import form, marks
from editor.checks.framework import Check

CHECKS: tuple[Check, ...] = marks.CHECKS + form.CHECKS
