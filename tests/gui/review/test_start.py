"""Reviewing costs the start of the window nothing."""

from __future__ import annotations

import subprocess
import sys

LOOK = "import sys, editor.gui.window; print([m for m in sys.modules if m in {names!r}])"
LATE = {"sqlalchemy", "alembic", "pypinyin", "rapidfuzz.process", "glossary.conflicts", "editor.gui.review.perspective"}


def test_a_window_loads_no_database() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK.format(names=LATE)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
