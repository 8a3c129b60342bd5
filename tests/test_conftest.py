"""What tests/conftest.py promises, tried on tests that break it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

CULPRITS = """
import logging, threading, time
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QMainWindow, QWidget

kept = []

def test_good(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    timer = QTimer(widget)
    timer.start(10_000)

def test_log():
    logging.getLogger("editor").warning("something odd")

@pytest.mark.logs
def test_log_expected(caplog):
    logging.getLogger("editor").warning("something expected")
    assert "expected" in caplog.text

def test_qt_warning(qtbot):
    qWarning("Qt is unhappy")

def test_window(qtbot):
    kept.append(QMainWindow())

def test_timer(qtbot):
    timer = QTimer()
    timer.start(10_000)
    kept.append(timer)

def test_thread():
    threading.Thread(target=time.sleep, args=(3,), name="dawdler").start()
"""


def test_a_test_that_leaves_something_or_complains_fails(tmp_path: Path) -> None:
    shutil.copy(HERE / "conftest.py", tmp_path)
    shutil.copy(HERE.parent / "pyproject.toml", tmp_path)
    (tmp_path / "test_culprits.py").write_text(CULPRITS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-p", "no:xdist", "test_culprits.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    ends = {line.split("::")[1].split(" ")[0]: line.split()[0] for line in done.stdout.splitlines() if "py::" in line}
    good = {"test_good", "test_log_expected"}
    bad = {"test_log", "test_qt_warning", "test_window", "test_timer", "test_thread"}
    assert {name for name, end in ends.items() if end == "PASSED"} >= good, done.stdout
    assert {name for name, end in ends.items() if end in {"FAILED", "ERROR"}} == bad, done.stdout
    for words in ("something odd", "Qt is unhappy", "QMainWindow", "QTimer", "thread dawdler"):
        assert words in done.stdout
