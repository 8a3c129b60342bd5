"""A command that shows no window never pays for Qt, nor for anything else that is slow to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SLOW = {"PySide6", "shiboken6", "sqlalchemy", "pypinyin", "sacremoses"}
RUN = """
import runpy, sys
sys.argv = ['zhubi', *{arguments!r}]
try:
    runpy.run_module('editor', run_name='__main__', alter_sys=True)
except SystemExit as end:
    assert end.code in {allowed!r}, end.code
loaded = {slow!r} & set(sys.modules)
sys.exit(f'imported: {{loaded}}' if loaded else 0)
"""


def run_and_look(arguments: list[str], slow: set[str], allowed: tuple[object, ...] = (None, 0)) -> str:
    """What `zhubi ARGUMENTS` prints, having made sure that none of `slow` was imported."""
    code = RUN.format(arguments=arguments, slow=slow, allowed=allowed)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("command", ["", "check", "new", "open", "fix", "export", "diff", "terms"])
def test_help_imports_nothing_slow(command: str) -> None:
    assert "Usage" in run_and_look([*command.split(), "--help"], SLOW)


def test_a_check_imports_no_qt(tmp_path: Path) -> None:
    article = tmp_path / "mt.txt"
    article.write_text("The court held a meeting.The meeting studied class A cases.\n", "utf-8")
    printed = run_and_look(["check", str(article), "--format", "json"], {"PySide6", "shiboken6"}, (None, 0, 1))
    assert '"findings"' in printed
