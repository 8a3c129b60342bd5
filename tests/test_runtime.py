"""The libraries under the program keep their promises on this machine: Qt does not eat references to None."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

GATE = """
import sys
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication([])
edit = QPlainTextEdit()

def void_calls(times):
    for _ in range(times):
        edit.setReadOnly(False)

void_calls(100)
before = sys.getrefcount(None)
void_calls(1_000)
drift = before - sys.getrefcount(None)
assert abs(drift) < 100, f"1,000 void calls of Qt took {drift} references to None"
void_calls(50_000)
edit.setPlainText("案件")
assert edit.document().toRawText() == "案件"
print("alive")
"""


def test_qt_does_not_eat_none() -> None:
    """PySide6 6.12.0 on Python 3.11 dies of this after some 5,000 calls; a process of its own, for it may die."""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", GATE], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"exit {done.returncode}: {done.stderr[-2_000:]}"
    assert done.stdout.split() == ["alive"]


def test_sqlite_can_do_what_the_project_file_needs() -> None:
    """3.37 brings STRICT tables; Python 3.11 of Debian 12 has 3.40."""
    assert sqlite3.sqlite_version_info >= (3, 37)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table t (n integer not null) strict")
        assert connection.execute("insert into t values (1) returning n").fetchone() == (1,)
    connection.close()


def test_surrogates_are_refused_where_they_would_be_lost() -> None:
    """Lone surrogates cannot be stored: sqlite3 says so, it does not drop them."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("select ?", ("a\ud800b",)).fetchone()
    except UnicodeEncodeError:
        refused = True
    else:
        refused = False
    finally:
        connection.close()
    assert refused
