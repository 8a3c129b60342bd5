"""The one list of checks, family after family; a check is defined in its family's module, never here."""

from __future__ import annotations

from editor.checks import (
    agreement,
    amounts,
    articles,
    consistency,
    court,
    deputies,
    directions,
    endings,
    form,
    marks,
    names,
    numbers,
    political,
    sentences,
    siblings,
    structure,
    tags,
    terms,
    titles,
    values,
)
from editor.checks.framework import Check

CHECKS: tuple[Check, ...] = (
    *marks.CHECKS,
    *form.CHECKS,
    *tags.CHECKS,
    *structure.CHECKS,
    *sentences.CHECKS,
    *agreement.CHECKS,
    *articles.CHECKS,
    *endings.CHECKS,
    *numbers.CHECKS,
    *court.CHECKS,
    *titles.CHECKS,
    *political.CHECKS,
    *terms.CHECKS,
    *siblings.CHECKS,
    *deputies.CHECKS,
    *consistency.CHECKS,
    *names.CHECKS,
    *values.CHECKS,
    *amounts.CHECKS,
    *directions.CHECKS,
)
