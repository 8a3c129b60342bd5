"""The command line run in this process, with what it printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.cli.main import run


@dataclass(frozen=True)
class Ran:
    """Exit code and output of one run."""

    code: int
    out: str
    err: str


Zhubi = Callable[..., Ran]


@pytest.fixture
def zhubi(capsys: pytest.CaptureFixture[str]) -> Zhubi:
    """Run `zhubi` with arguments."""

    def call(*arguments: object) -> Ran:
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short MT with known faults."""
    path = tmp_path / "article.en.txt"
    path.write_text(
        "The court held a meeting on Monday.The president stressed the strict retrieval of class A cases.\n\n"
        "01. First, the staff will study the rules in full.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    """The Chinese of `article`."""
    path = tmp_path / "article.zh.txt"
    path.write_text(
        "周一，法院召开会议。院长强调，要严格类案检索。\n\n一是干警要原原本本学习规定。\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A short text with nothing wrong in it."""
    path = tmp_path / "clean.en.txt"
    path.write_text("The court opened a new hall on Monday. Visitors came from three counties.\n", encoding="utf-8")
    return path
