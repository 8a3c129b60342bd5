"""The import contracts of pyproject.toml hold, cover every module, and break when they should."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("editor", "glossary", "resources")


def lint(where: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages in `where`."""
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    return subprocess.run([sys.executable, "-c", code], cwd=where, capture_output=True, text=True, encoding="utf-8")


def test_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source tree to which a wrong import can be added."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("editor/core/intruder.py", "import editor.store", "Imports go down only"),
        ("editor/checks/intruder.py", "import editor.formats", "Imports go down only"),
        ("editor/cli/intruder.py", "import editor.gui", "Imports go down only"),
        ("glossary/intruder.py", "import editor.errors", "The glossary is a library"),
        (
            "glossary/intruder.py",
            "def late() -> None:\n    import PySide6.QtCore",
            "Qt is imported in editor.gui alone",
        ),
        ("editor/cli/intruder.py", "from PySide6 import QtWidgets", "Qt is imported in editor.gui alone"),
        ("editor/core/intruder.py", "import sqlite3", "A database is touched"),
        ("editor/gui/intruder.py", "import sqlite3", "A database is touched"),
        ("editor/checks/intruder.py", "import lxml.etree", "XML and Office files"),
    ],
)
def test_a_wrong_import_breaks_its_contract(house: Path, module: str, line: str, contract: str) -> None:
    intruder = house / module
    intruder.write_text(f'"""A module that breaks a contract."""\n\n{line}\n', "utf-8")
    try:
        done = lint(house)
    finally:
        intruder.unlink()
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(text.startswith(contract) for text in done.stdout.split("Broken contracts")[1].splitlines()), done.stdout


def test_every_module_of_the_editor_has_its_layer() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {
        word for layer in layers for word in layer.replace("(", " ").replace(")", " ").split() if word not in "|:"
    }
    here = {
        f"editor.{p.stem}" for p in (ROOT / "editor").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert here - {"editor.__init__"} <= placed, "name the module in the layers of pyproject.toml (tool.importlinter)"


def test_the_import_packages_are_the_folders() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert sorted(config["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == sorted(PACKAGES)
    known = {*PACKAGES, "tests", "docs", "benchmarks"}
    found = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")} - {
        "build",
        "dist",
        "__pycache__",
    }
    assert found <= known, "a new top-level folder needs a reason in docs/decisions/ (and then a place here)"
