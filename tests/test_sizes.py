"""The budgets and bans of the house: sizes, names, and calls that are allowed in one place only."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULE_LINES, CLASS_LINES, FUNCTION_LINES, MEDIAN_LINES = 500, 300, 60, 150
FORBIDDEN_NAMES = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "managers"}
TWINS = re.compile(r"_(v\d+|legacy|old|new|qt)$")
BROAD_EXCEPT = {"editor/gui/tasks.py", "editor/plugins.py", "editor/__main__.py"}  # and editor/cli/
SAFE_TEXT = "editor/gui/plain.py"

SOURCES = sorted(p for package in ("editor", "glossary", "resources") for p in (ROOT / package).rglob("*.py"))
OURS = [*SOURCES, ROOT / "start.py", *sorted((ROOT / "benchmarks").rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


each_source = pytest.mark.parametrize("path", SOURCES, ids=name_of)
each_of_ours = pytest.mark.parametrize("path", OURS, ids=name_of)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def length(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a definition, decorators not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Last name of everything that is called, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield name, node.lineno


def imports(tree: ast.Module) -> Iterator[str]:
    """Top-level names of everything imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@each_of_ours
def test_sizes_are_within_budget(path: Path) -> None:
    too_long = [f"module of {n} lines"] if (n := len(path.read_text("utf-8").splitlines())) > MODULE_LINES else []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef) and length(node) > CLASS_LINES:
            too_long.append(f"class {node.name}: {length(node)} lines")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION_LINES:
            too_long.append(f"function {node.name}: {length(node)} lines")
    assert not too_long, f"{name_of(path)}: {too_long}"


def test_the_median_module_stays_small() -> None:
    sizes = [n for p in SOURCES if (n := len(p.read_text("utf-8").splitlines())) > 1]
    assert statistics.median(sizes) < MEDIAN_LINES


@each_of_ours
def test_names_say_what_lives_there(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    assert not FORBIDDEN_NAMES & set(parts), f"{name_of(path)}: a module is named for what it holds"
    assert not TWINS.search(path.stem), f"{name_of(path)}: no twins; change the one there is"
    assert re.fullmatch(r"[a-z_][a-z0-9_]*", path.stem), f"{name_of(path)}: snake_case"


@each_of_ours
def test_every_module_says_what_lives_in_it(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), f"{name_of(path)} has no docstring"


@each_source
def test_every_public_function_has_a_docstring(path: Path) -> None:
    silent = [
        node.name
        for node in ast.iter_child_nodes(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent, f"{name_of(path)}: {silent}"


@each_source
def test_errors_are_not_swallowed(path: Path) -> None:
    name, wrong = name_of(path), []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"(bare)"}
        allowed = name in BROAD_EXCEPT or name.startswith("editor/cli/")
        if "(bare)" in caught or (caught & {"Exception", "BaseException"} and not allowed):
            wrong.append(node.lineno)
    assert not wrong, f"{name}: broad except at lines {wrong}"


@each_of_ours
def test_nothing_dangerous_is_called(path: Path) -> None:
    tree = tree_of(path)
    assert not {"pickle", "marshal", "shelve", "dill"} & set(imports(tree)), name_of(path)
    assert not [(n, line) for n, line in calls(tree) if n in {"eval", "__import__"}], name_of(path)
    bare = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "exec"]
    assert not bare, f"{name_of(path)}: exec at {bare}"


def guessing_widgets(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Classes built on, and static calls of, the widgets that guess whether a text is HTML."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            used = [base for base in node.bases if isinstance(base, ast.Name)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            used = [node.func.value] if isinstance(node.func.value, ast.Name) else []
        else:
            continue
        yield from ((name.id, node.lineno) for name in used if name.id in {"QLabel", "QMessageBox", "QToolTip"})


@each_source
def test_text_from_documents_is_shown_as_plain_text(path: Path) -> None:
    banned = {"toPlainText", "setHtml", "setMarkdown"}
    tree, found = tree_of(path), []
    if name_of(path) != SAFE_TEXT:
        banned |= {"QLabel", "setToolTip", "QMessageBox", "setInformativeText", "setWhatsThis", "insertHtml"}
        found += list(guessing_widgets(tree))
    found += [(name, line) for name, line in calls(tree) if name in banned]
    assert not found, f"{name_of(path)}: {found}; use {SAFE_TEXT} and document().toRawText()"


def test_the_ban_sees_what_it_bans() -> None:
    wrong = "class Mine(QLabel): pass\nQMessageBox.warning(w, t, x)\nw.setToolTip(x)\nt.toPlainText()"
    tree = ast.parse(wrong)
    assert {name for name, _ in guessing_widgets(tree)} == {"QLabel", "QMessageBox"}
    assert {"setToolTip", "toPlainText"} <= {name for name, _ in calls(tree)}


@each_of_ours
def test_nothing_is_left_for_later_in_a_comment(path: Path) -> None:
    marks = "TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"
    found = [
        n
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(rf"\b({'|'.join(marks)})\b", line)
    ]
    assert not found, f"{name_of(path)}: lines {found}"


@each_source
def test_no_state_at_module_level(path: Path) -> None:
    wrong = [node.lineno for node in ast.walk(tree_of(path)) if isinstance(node, ast.Global)]
    assert not wrong, f"{name_of(path)}: `global` at {wrong}"
